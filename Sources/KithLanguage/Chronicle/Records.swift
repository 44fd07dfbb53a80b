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
  private var file: (rows: Int, nodes: Int, damage: Damage)?

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

  /// Whether any row says another one anew.
  var hasEdits: Bool { !edits.isEmpty }

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
  private enum TermKind: UInt8 {
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

  /// Adds a row that is made of words already, but for its note, if it has one, which goes to a place in it.
  mutating func append(row: [Int32], _ note: (place: Int, text: String)?) -> Int {
    let start = words.count
    words.append(contentsOf: row)
    if let note {
      words[start + note.place] = Int32(texts.count)
      texts.append(note.text)
    }
    states.append(State.live.rawValue)
    starts.append(UInt32(words.count))
    return count
  }

  /// The words of a row, and where in them each name stands, the day of a clause and the note.
  func form(of row: Int) -> (words: [Int32], names: [Int], day: Int?, note: Int?) {
    let words = (Int(starts[row - 1])..<Int(starts[row])).map { self.words[$0] }
    var names = words[1] >= 0 ? [1] : []
    var (at, day, note) = (2, Int?.none, Int?.none)
    while at < words.count {
      let count = Int(UInt32(bitPattern: words[at]) >> 16)
      switch TermKind(rawValue: UInt8(truncatingIfNeeded: words[at] >> 8)) {
      case .names: names += at + 1..<at + 1 + count
      case .day: day = at + 1
      case .text where words[at] & 0xFF == 128 + Int32(Self.noted): note = at + 1
      default: break
      }
      at += 1 + count
    }
    return (words, names, day, note)
  }

  /// Takes a row apart into what it has in common with others and what it has of its own; false where that cannot be told. Times and
  /// texts of a clause, its note aside, are of neither.
  func takeApart(_ row: Int, into form: inout RowForm) -> Bool {
    form.shape.removeAll(keepingCapacity: true)
    form.nodes.removeAll(keepingCapacity: true)
    (form.day, form.note, form.isWhole) = (.first, nil, true)
    return withWords(of: row) { words in
      guard words.count > 1 else { return false }
      form.shape.append(words[0])
      form.shape.append(words[1] >= 0 ? 0 : -1)
      if words[1] >= 0 { form.nodes.append(Node(words[1])) }
      var at = 2
      while at < words.count {
        let header = words[at]
        let end = at + 1 + Int(UInt32(bitPattern: header) >> 16)
        guard end <= words.count else { return false }
        let slot = Int(header & 0xFF)
        form.shape.append(header)
        switch TermKind(rawValue: UInt8(truncatingIfNeeded: header >> 8)) {
        case .names where slot != 128 + Self.via: for index in at + 1..<end { form.nodes.append(Node(words[index])) }
        case .day where slot == 128 + Self.on && end == at + 2: form.day = Day(number: words[at + 1])
        case .text where slot == 128 + Self.noted && end == at + 2: form.note = Int(words[at + 1])
        case .text where slot >= 128, .time where slot >= 128, .duration where slot >= 128: form.isWhole = false
        case .none, .flag, .number, .names: form.shape.append(contentsOf: words[at + 1..<end])
        default: return false
        }
        at = end
      }
      return true
    }
  }

  /// The day of the clause that says when; `nil` where a row has none.
  func day(of row: Int) -> Day? {
    withWords(of: row) { words in
      var at = 2
      while at + 1 < words.count {
        if words[at] & 0xFF == 128 + Self.on { return Day(number: words[at + 1]) }
        at += 1 + Int(UInt32(bitPattern: words[at]) >> 16)
      }
      return nil
    }
  }

  /// The clauses whose term is looked at: a channel has a weight of its own, and a date may be another's.
  private static let (via, on, noted) = (Clause.index(of: .via), Clause.index(of: .on), Clause.index(of: .note))

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

  /// What a row says. Of a row in a file that cannot be what was written, `file` is told.
  subscript(row: Int) -> Sentence<Node> {
    guard let file, row <= file.rows else {
      return decode(row) ?? Self.nothing
    }
    if let sentence = decode(row), isSound(sentence) { return sentence }
    file.damage.note("statement #\(row) makes no sense")
    return Self.nothing
  }

  /// A sentence that changes nothing, in the place of one that cannot be read.
  private static let nothing = Sentence<Node>(
    phrase: Vocabulary.standard.phrase(named: "person"), subject: nil, objects: [.names([.me])])

  private func isSound(_ sentence: Sentence<Node>) -> Bool {
    Vocabulary.standard.phrases.indices.contains(sentence.phrase)
      && sentence.clauses.allSatisfy { Clause.all.indices.contains($0.clause) }
      && Vocabulary.standard.verb(of: sentence.phrase).fits(sentence)
      && sentence.nodes.allSatisfy(isNode)
      && sentence.references.allSatisfy { $0 <= count }
  }

  /// Calls back with every node that a row names.
  func forEachNode(of row: Int, _ body: (Node) -> Void) {
    withWords(of: row) { Records.forEachNode(in: $0, body) }
  }

  /// Calls back with every node that the words of a row name.
  static func forEachNode(in words: UnsafeBufferPointer<Int32>, _ body: (Node) -> Void) {
    guard words.count > 1 else { return }
    if words[1] >= 0 { body(Node(words[1])) }
    var at = 2
    while at < words.count {
      let header = words[at]
      let end = min(words.count, at + 1 + Int(UInt32(bitPattern: header) >> 16))
      let isFields = UInt8(truncatingIfNeeded: header >> 8) == TermKind.fields.rawValue
      if isFields || UInt8(truncatingIfNeeded: header >> 8) == TermKind.names.rawValue {
        var index = at + 1
        while index < end {
          body(Node(words[index]))
          index += isFields ? 2 : 1
        }
      }
      at = end
    }
  }

  private func withWords<Result>(of row: Int, _ body: (UnsafeBufferPointer<Int32>) -> Result) -> Result {
    let (start, end) = (Int(starts[row - 1]), Int(starts[row]))
    return words.withElements(in: start <= end ? start..<end : 0..<0, body)
  }

  /// What a row says, as far as its words fit together; `nil` where they do not.
  func decode(_ row: Int) -> Sentence<Node>? { withWords(of: row, decode) }

  private func decode(_ words: UnsafeBufferPointer<Int32>) -> Sentence<Node>? {
    guard words.count > 1 else { return nil }
    var sentence = Sentence<Node>(phrase: Int(words[0]), subject: words[1] < 0 ? nil : Node(words[1]), objects: [])
    var at = 2
    while at < words.count {
      let header = words[at]
      let end = at + 1 + Int(UInt32(bitPattern: header) >> 16)
      guard end <= words.count, let kind = TermKind(rawValue: UInt8(truncatingIfNeeded: header >> 8)),
        let term = term(kind, UnsafeBufferPointer(rebasing: words[at + 1..<end]))
      else { return nil }
      let slot = Int(header & 0xFF)
      if slot < 128 {
        guard slot == sentence.objects.count else { return nil }
        sentence.objects.append(term)
      } else {
        sentence.clauses.append(ClauseTerm(clause: slot - 128, term: term))
      }
      at = end
    }
    return sentence
  }

  private func term(_ kind: TermKind, _ payload: UnsafeBufferPointer<Int32>) -> Term<Node>? {
    switch (kind, payload.count) {
    case (.none, 0): return Term.none
    case (.flag, 0): return .flag
    case (.names, _): return .names(payload.map { Node($0) })
    case (.number, 2):
      return .number(Double(bitPattern: UInt64(UInt32(bitPattern: payload[0])) | UInt64(UInt32(bitPattern: payload[1])) << 32))
    case (.day, 1): return .day(Day(number: payload[0]))
    case (.time, 1): return .time(Int(payload[0]))
    case (.duration, 1): return .duration(Int(payload[0]))
    case (.text, 1): return text(payload[0]).map { .text($0) }
    case (.period, 2):
      guard payload[1] > 0, (0...1).contains(payload[0]) else { return nil }
      return .period(payload[0] == 0 ? .days(Int(payload[1])) : .months(Int(payload[1])))
    case (.fields, 2...):
      guard payload.count % 2 == 0 else { return nil }
      var fields: [Field<Node>] = []
      for index in stride(from: 0, to: payload.count, by: 2) {
        guard let value = text(payload[index + 1]) else { return nil }
        fields.append(Field(name: Node(payload[index]), value: value))
      }
      return .fields(fields)
    case (.statements, _): return .statements(payload.map { Int($0) })
    case (.none, _), (.flag, _), (.number, _), (.day, _), (.time, _), (.duration, _), (.period, _), (.text, _), (.fields, _):
      return nil
    }
  }

  /// The text that a row has at an index; `nil` where there is none.
  func text(_ index: Int) -> String? { text(Int32(truncatingIfNeeded: index)) }

  private func text(_ index: Int32) -> String? { (0..<texts.count).contains(Int(index)) ? texts[Int(index)] : nil }
}

extension Sentence where Name == Node {
  /// Every node the sentence names, subject first.
  var nodes: [Node] { (subject.map { [$0] } ?? []) + objects.flatMap(\.nodes) + clauses.flatMap(\.term.nodes) }
}
