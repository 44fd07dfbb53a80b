import KithColumns
import KithGraph

/// The statements, kept as columns: an append-only list whose row `n − 1` is statement number `n`.
///
/// A statement's terms are words of one pool. First the phrase and the subject, then for each term a header —
/// slot in the low byte (a part's index, or 128 + a clause's), kind in the next, count in the upper half — and its payload:
/// node indices, a day, minutes, a text's index, or the two halves of a number.
///
/// The first rows may lie in a file: they are read, and looked whether they can be what was written, when they are used.
struct Records {
  /// Whether a statement counts. One that is erased has no words: it was forgotten, or its number was never used.
  enum State: UInt8, Sendable { case live = 0, withdrawn = 1, erased = 2 }

  private(set) var starts = Column<UInt32>([0])
  private(set) var words = Column<Int32>()
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

  /// How many statements there have ever been; also the last one's number.
  var count: Int { states.count }

  /// Where the columns end: what is behind a mark can be cut off.
  struct Mark: Sendable {
    let statements: Int
    let words: Int
    let texts: Int
    let edits: Int
  }

  var mark: Mark { Mark(statements: count, words: words.count, texts: texts.count, edits: edits.count) }

  mutating func cut(to mark: Mark) {
    guard count > mark.statements else { return }
    states.removeLast(count - mark.statements)
    starts.removeLast(starts.count - mark.statements - 1)
    words.removeLast(words.count - mark.words)
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

  /// The phrase that a row says.
  func phrase(of row: Int) -> Int {
    let start = Int(starts[row - 1])
    guard start < words.count, Vocabulary.standard.phrases.indices.contains(Int(words[start])) else {
      file?.damage.note("statement #\(row) makes no sense")
      return 0
    }
    return Int(words[start])
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
    starts: Column<UInt32>, words: Column<Int32>, states: Column<UInt8>, texts: Texts, edits: [UInt32], nodes: Int, damage: Damage
  ) {
    guard starts.count == states.count + 1, edits.count % 2 == 0,
      stride(from: 0, to: edits.count, by: 2).allSatisfy({ 0 < edits[$0 + 1] && edits[$0 + 1] < edits[$0] }),
      edits.allSatisfy({ $0 <= states.count })
    else { return nil }
    (self.starts, self.words, self.states, self.texts, self.edits) = (starts, words, states, texts, edits)
    file = (states.count, nodes, damage)
    indexEdits()
  }
}

// MARK: - Rows

extension Records {
  /// Raw values stand in snapshots: they never change.
  enum TermKind: UInt8 {
    case none = 0, flag = 1, names = 2, number = 3, day = 4, time = 5, duration = 6, text = 7, statements = 8, period = 9
    case fields = 10
  }

  /// Leaves numbers unused, so that the next statement bears this one.
  mutating func skip(to number: Int) {
    while count + 1 < number {
      states.append(State.erased.rawValue)
      starts.append(UInt32(words.count))
    }
  }

  /// Adds a statement, or what one says anew; gives its row, which is a number of its own.
  mutating func append(_ sentence: Sentence<Node>, editing edited: Int? = nil) -> Int {
    words.append(Int32(sentence.phrase))
    words.append(sentence.subject?.index ?? -1)
    for (slot, term) in sentence.objects.enumerated() { append(term, slot: slot) }
    for clause in sentence.clauses { append(clause.term, slot: 128 + clause.clause) }
    states.append(State.live.rawValue)
    starts.append(UInt32(words.count))
    if let edited {
      edits += [UInt32(count), UInt32(edited)]
      link(count, to: edited)
    }
    return count
  }

  private mutating func append(_ term: Term<Node>, slot: Int) {
    func header(_ kind: TermKind, _ count: Int) -> Int32 {
      precondition(count <= 0xFFFF, "a list is held to 500 when it is read")
      return Int32(truncatingIfNeeded: slot | Int(kind.rawValue) << 8 | count << 16)
    }
    switch term {
    case .none: words.append(header(.none, 0))
    case .flag: words.append(header(.flag, 0))
    case .names(let nodes):
      words.append(header(.names, nodes.count))
      words.append(contentsOf: nodes.lazy.map(\.index))
    case .number(let number):
      words.append(header(.number, 2))
      let bits = number.bitPattern
      words.append(contentsOf: [Int32(truncatingIfNeeded: bits), Int32(truncatingIfNeeded: bits >> 32)])
    case .day(let day): words.append(contentsOf: [header(.day, 1), day.number])
    case .time(let minute): words.append(contentsOf: [header(.time, 1), Int32(minute)])
    case .duration(let minutes): words.append(contentsOf: [header(.duration, 1), Int32(minutes)])
    case .period(.days(let days)): words.append(contentsOf: [header(.period, 2), 0, Int32(days)])
    case .period(.months(let months)): words.append(contentsOf: [header(.period, 2), 1, Int32(months)])
    case .text(let text):
      words.append(contentsOf: [header(.text, 1), Int32(texts.count)])
      texts.append(text)
    case .statements(let numbers):
      words.append(contentsOf: [header(.statements, numbers.count)] + numbers.map { Int32(clamping: $0) })
    case .fields(let fields):
      words.append(header(.fields, fields.count * 2))
      for field in fields {
        words.append(contentsOf: [field.name.index, Int32(texts.count)])
        texts.append(field.value)
      }
    case .condition, .choices: preconditionFailure("a question is not recorded")
    }
  }
}
