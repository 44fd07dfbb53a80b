import KithColumns
import KithGraph

/// The statements, kept as columns: an append-only list whose row `n − 1` is statement number `n`.
///
/// A row is the number of its form and its operands: node indices, days, minutes, indices of texts, numbers; see `Form`.
///
/// The first rows may lie in a file: they are read, and looked whether they can be what was written, when they are used.
struct Records {
  /// Whether a statement counts. One that is erased has no words: it was forgotten, or its number was never used.
  enum State: UInt8, Sendable { case live = 0, withdrawn = 1, erased = 2 }

  /// What rows have in common, and the number of each row's form; `noForm` where there is no statement.
  private(set) var forms = Forms()
  private(set) var formNumbers = Column<UInt32>()
  /// The operands of all rows, and where those of each row end.
  private(set) var operands = Column<Int32>()
  private(set) var starts = Column<UInt32>([0])
  /// The state of each row, and whether a unit begins with it.
  private(set) var states = Column<UInt8>()
  private(set) var texts = Texts()
  /// The rows that say anew what an earlier statement says, and the number of that statement, one after the other.
  private(set) var edits: [UInt32] = []
  /// The same, by that number, and the other way round.
  private var versions: [Int: [Int]] = [:]
  private var edited: [Int: Int] = [:]
  /// What holds of the rows in the file; `nil` where none does.
  private(set) var file: (rows: Int, nodes: Int, damage: Damage)?

  private static let beginsUnit: UInt8 = 0x80
  private static let noForm = UInt32.max

  /// How many statements there have ever been; also the last one's number.
  var count: Int { states.count }

  /// Where the columns end: what is behind a mark can be cut off.
  struct Mark: Sendable {
    let statements: Int
    let operands: Int
    let texts: Int
    let edits: Int
  }

  var mark: Mark { Mark(statements: count, operands: operands.count, texts: texts.count, edits: edits.count) }

  mutating func cut(to mark: Mark) {
    guard count > mark.statements else { return }
    states.removeLast(count - mark.statements)
    formNumbers.removeLast(formNumbers.count - mark.statements)
    starts.removeLast(starts.count - mark.statements - 1)
    operands.removeLast(operands.count - mark.operands)
    texts.removeLast(texts.count - mark.texts)
    while edits.count > mark.edits, let number = edits.popLast(), let row = edits.popLast() {
      edited[Int(row)] = nil
      versions[Int(number)]?.removeLast()
    }
  }

  private mutating func indexEdits() {
    (versions, edited) = ([:], [:])
    for index in stride(from: 0, to: edits.count, by: 2) { link(Int(edits[index]), to: Int(edits[index + 1])) }
  }

  private mutating func link(_ row: Int, to number: Int) {
    versions[number, default: []].append(row)
    edited[row] = number
  }

  func state(of number: Int) -> State { State(rawValue: states[number - 1] & ~Self.beginsUnit) ?? .erased }

  /// The statement that a row says anew; `nil` for a statement of its own.
  func edited(by row: Int) -> Int? { edited.isEmpty ? nil : edited[row] }

  /// Whether a node is one of those in the file.
  func isNode(_ node: Node) -> Bool { file.map { (0..<$0.nodes).contains(Int(node.index)) } ?? true }

  /// Whether these are.
  func areNodes(_ nodes: [Node]) -> Bool {
    for node in nodes where !isNode(node) { return false }
    return true
  }

  /// The row that says what a statement says now: its own, or the last edit that counts.
  func row(of number: Int) -> Int { versions.isEmpty ? number : versions[number]?.last { state(of: $0) == .live } ?? number }

  mutating func set(_ state: State, of number: Int) {
    states[number - 1] = state.rawValue | (states[number - 1] & Self.beginsUnit)
  }

  /// The numbers of the statements that count, in order; without the rows that say another one anew.
  var live: some BidirectionalCollection<Int> {
    (1..<(count + 1)).lazy.filter { state(of: $0) == .live && edited(by: $0) == nil }
  }

  /// Every node that a row names.
  var allNodes: Set<Node> {
    var nodes: Set<Node> = []
    for row in 1..<(count + 1) { forEachNode(of: row) { nodes.insert($0) } }
    return nodes
  }

  /// The number of a row's form; `nil` where the row has none.
  func formNumber(of row: Int) -> Int? {
    let number = formNumbers[row - 1]
    return number == Self.noForm ? nil : Int(number)
  }

  /// The form of a row; `nil` where it has none.
  func form(of row: Int) -> Form? { formNumber(of: row).flatMap { forms[$0] } }

  /// The phrase that a row says.
  func phrase(of row: Int) -> Int {
    guard let form = form(of: row), Vocabulary.standard.phrases.indices.contains(form.phrase) else {
      file?.damage.note("statement #\(row) makes no sense")
      return 0
    }
    return form.phrase
  }

  /// Says that the statements from a number on are one unit.
  mutating func closeUnit(from number: Int) {
    if number <= count { states[number - 1] |= Self.beginsUnit }
  }

  /// Whether a unit begins with a row.
  func beginsUnit(_ row: Int) -> Bool { states[row - 1] & Self.beginsUnit != 0 }

  /// The numbers of each unit, the newest first.
  var unitsNewestFirst: some Sequence<Range<Int>> {
    sequence(state: count + 1) { end -> Range<Int>? in
      guard end > 1, let first = (1..<end).last(where: beginsUnit) else { return nil }
      defer { end = first }
      return first..<end
    }
  }

  init() {}

  /// Columns of a file, in which there are so many nodes; `nil` unless they fit together.
  init?(
    forms: Forms, formNumbers: Column<UInt32>, operands: Column<Int32>, starts: Column<UInt32>, states: Column<UInt8>,
    texts: Texts,
    edits: [UInt32], nodes: Int, damage: Damage
  ) {
    guard starts.count == states.count + 1, formNumbers.count == states.count, edits.count % 2 == 0,
      stride(from: 0, to: edits.count, by: 2).allSatisfy({ 0 < edits[$0 + 1] && edits[$0 + 1] < edits[$0] }),
      edits.allSatisfy({ $0 <= states.count })
    else { return nil }
    (self.forms, self.formNumbers, self.operands, self.starts) = (forms, formNumbers, operands, starts)
    (self.states, self.texts, self.edits) = (states, texts, edits)
    file = (states.count, nodes, damage)
    indexEdits()
  }
}

// MARK: - Rows

extension Records {
  /// Leaves numbers unused, so that the next statement bears this one.
  mutating func skip(to number: Int) {
    while count + 1 < number {
      states.append(State.erased.rawValue)
      formNumbers.append(Self.noForm)
      starts.append(UInt32(operands.count))
    }
  }

  /// Adds a statement, or what one says anew; gives its row, which is a number of its own.
  mutating func append(_ sentence: Sentence<Node>, editing edited: Int? = nil) -> Int {
    let encoded = EncodedSentence(sentence, firstText: texts.count)
    for text in encoded.texts { texts.append(text) }
    formNumbers.append(UInt32(forms.number(of: encoded.shape)))
    operands.append(contentsOf: encoded.operands)
    states.append(State.live.rawValue)
    starts.append(UInt32(operands.count))
    if let edited {
      edits += [UInt32(count), UInt32(edited)]
      link(count, to: edited)
    }
    return count
  }
}
