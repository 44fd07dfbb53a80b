import KithColumns
import KithGrammar
import KithGraph

// What rows say: see `Records` for how they are made.

extension Records {
  /// Calls back with the form of a row and its operands; `nil` where it has no form, or not as many operands.
  package func withRow<Result>(_ row: Int, _ body: (Form, UnsafeBufferPointer<Int32>) -> Result?) -> Result? {
    guard let form = form(of: row) else { return nil }
    let (start, end) = (Int(starts[row - 1]), Int(starts[row]))
    guard end - start == form.operandCount else { return nil }
    return operands.withElements(in: start..<end) { $0.count == form.operandCount ? body(form, $0) : nil }
  }

  /// Calls back with every node that a row names.
  package func forEachNode(of row: Int, _ body: (Node) -> Void) {
    _ = withRow(row) { form, operands in
      for place in form.nodePlaces { body(Node(operands[place])) }
      for node in form.literalNodes { body(node) }
      return ()
    }
  }

  /// Whether a row names all of some nodes; me, whom most mean without a word, aside.
  package func names(_ row: Int, _ nodes: [Node]) -> Bool {
    var missing = nodes
    missing.removeAll { $0 == .me }
    forEachNode(of: row) { node in missing.removeAll { $0 == node } }
    return missing.isEmpty
  }

  /// Where a row says that it was.
  package func places(of row: Int) -> [Node] {
    withRow(row) { form, operands in
      (form.placePlaces.map { Node(operands[$0]) } + form.literalPlaces).filter { canName($0, row) }
    } ?? []
  }

  /// The day that a row is said of; `nil` where it has none.
  package func day(of row: Int) -> Day? {
    withRow(row) { form, operands in form.day.map { Day(number: operands[$0]) } }
  }

  /// The day and the minute that a row is of; of a plan the minute is not its own, but that of the day planned for.
  package func moment(of row: Int) -> (day: Day?, minute: Int?) {
    guard let form = form(of: row) else { return (nil, nil) }
    let start = Int(starts[row - 1])
    guard Int(starts[row]) - start == form.operandCount, start + form.operandCount <= operands.count else {
      return (nil, nil)
    }
    let day = form.day.map { Day(number: operands[start + $0]) }
    let minute = form.minute.map { Int(operands[start + $0]) }
    let isOfPlan = minute != nil && vocabulary.verb(of: form.phrase).isPlan
    return (day, isOfPlan ? nil : minute)
  }

  /// The numbers of the statements that a row refers to.
  package func references(of row: Int) -> [Int] {
    guard form(of: row)?.referencePlaces.isEmpty == false else { return [] }
    return withRow(row) { form, operands in form.referencePlaces.map { Int(operands[$0]) } } ?? []
  }

  /// What a row says. A row in a file that cannot be what was written is noted as damage, and says nothing.
  package subscript(row: Int) -> Sentence<Node> {
    guard let file, row <= file.rows else { return decode(row) ?? nothing }
    if let sentence = decode(row), isSound(sentence, row) { return sentence }
    file.damage.note("statement #\(row) is corrupt")
    return nothing
  }

  /// A sentence that changes nothing, in the place of one that cannot be read.
  private var nothing: Sentence<Node> {
    Sentence(phrase: vocabulary.phrase(named: "person"), subject: nil, objects: [.names([.me])])
  }

  /// Whether a row in a file can be printed as it lies there: its form is one that its verb has, as one row of it shows,
  /// and the nodes that it names are there.
  func isSound(row: Int, _ forms: inout ByForm<Bool>) -> Bool {
    guard let file, row <= file.rows else { return true }
    guard let form = formNumber(of: row) else { return false }
    let isKnown = forms[form] ?? decode(row).map { isSound($0, row) } ?? false
    forms[form] = isKnown
    return isKnown && operandNodes(of: row) != nil
  }

  private func isSound(_ sentence: Sentence<Node>, _ row: Int) -> Bool {
    vocabulary.phrases.indices.contains(sentence.phrase)
      && sentence.clauses.allSatisfy { Clause.all.indices.contains($0.clause) }
      && vocabulary.verb(of: sentence.phrase).fits(sentence)
      && sentence.nodes.allSatisfy { canName($0, row) }
      && sentence.references.allSatisfy { $0 <= count }
  }

  /// What a row says, as far as its form and its operands fit together; `nil` where they do not.
  package func decode(_ row: Int) -> Sentence<Node>? {
    let texts = texts
    return withRow(row) { $0.sentence($1) { texts.text($0) } }
  }
}

/// The columns of a table of rows, each side by side in memory, for as long as all rows are gone through.
///
/// A look at one row by itself counts references up and down for each column: that was two thirds of what folding
/// 1,000,000 rows took, 0.7 s.
package struct RowColumns {
  fileprivate let forms: UnsafeBufferPointer<UInt32>
  fileprivate let starts: UnsafeBufferPointer<UInt32>
  fileprivate let operands: UnsafeBufferPointer<Int32>
  fileprivate let states: UnsafeBufferPointer<UInt8>
  /// How many rows lie in a file, and how many nodes those can name.
  fileprivate let file: (rows: Int, nodes: Int)

  /// The number of a row's form, whether or not there is one.
  package func form(of row: Int) -> Int { Int(forms[row - 1]) }

  /// The operands of a row; none where they cannot be what was written.
  package func operands(of row: Int) -> UnsafeBufferPointer<Int32> {
    let (start, end) = (Int(starts[row - 1]), Int(starts[row]))
    return UnsafeBufferPointer(rebasing: start <= end && end <= operands.count ? operands[start..<end] : operands[..<0])
  }

  /// Reads the nodes at some places among the operands of a row; false where one stands twice, is me, or there is no
  /// such node.
  package func read(_ nodes: inout [Node], of row: Int, at places: [Int]) -> Bool {
    let (operands, count) = (operands(of: row), row <= file.rows ? file.nodes : .max)
    nodes.removeAll(keepingCapacity: true)
    for place in places {
      let node = Node(operands[place])
      guard node != .me, (0..<count).contains(Int(node.index)), !nodes.contains(node) else { return false }
      nodes.append(node)
    }
    return true
  }

  /// Whether a row counts.
  package func isLive(_ row: Int) -> Bool { states[row - 1] == Records.State.live.rawValue }
}

extension Records {
  /// Lends the columns.
  package func withColumns<Result>(_ body: (RowColumns) -> Result) -> Result {
    formNumbers.withElements(in: formNumbers.indices) { forms in
      starts.withElements(in: starts.indices) { starts in
        operands.withElements(in: operands.indices) { operands in
          states.withElements(in: states.indices) { states in
            body(
              RowColumns(
                forms: forms, starts: starts, operands: operands, states: states,
                file: (file?.rows ?? 0, file?.nodes ?? 0)))
          }
        }
      }
    }
  }
}

extension StringColumn {
  /// The text of an index; `nil` where there is none.
  package func text(_ index: Int32) -> String? { (0..<count).contains(Int(index)) ? self[Int(index)] : nil }
}

extension Sentence where Name == Node {
  /// Every node the sentence names, subject first.
  package var nodes: [Node] { (subject.map { [$0] } ?? []) + objects.flatMap(\.nodes) + clauses.flatMap(\.term.nodes) }
}
