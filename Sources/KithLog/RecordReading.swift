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
    if let sentence = decode(row), isSound(sentence) { return sentence }
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
    let isKnown = forms[form] ?? decode(row).map(isSound) ?? false
    forms[form] = isKnown
    return isKnown && operandNodes(of: row) != nil
  }

  private func isSound(_ sentence: Sentence<Node>) -> Bool {
    vocabulary.phrases.indices.contains(sentence.phrase)
      && sentence.clauses.allSatisfy { Clause.all.indices.contains($0.clause) }
      && vocabulary.verb(of: sentence.phrase).fits(sentence)
      && sentence.nodes.allSatisfy(isNode)
      && sentence.references.allSatisfy { $0 <= count }
  }

  /// What a row says, as far as its form and its operands fit together; `nil` where they do not.
  package func decode(_ row: Int) -> Sentence<Node>? {
    let texts = texts
    return withRow(row) { $0.sentence($1) { texts.text($0) } }
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
