import KithGraph

/// The statements, kept as columns: an append-only list whose row `n − 1` is statement number `n`.
///
/// A statement's terms are words of one pool. First the phrase and the subject, then for each term a header —
/// slot in the low byte (a part's index, or 128 + a clause's), kind in the next, count in the upper half — and its payload:
/// node indices, a day, minutes, a text's index, or the two halves of a number.
struct Records: Sendable {
  /// Whether a statement counts. One that is erased has no words: it was forgotten, or its number was never used.
  enum State: UInt8, Sendable { case live = 0, withdrawn = 1, erased = 2 }

  private(set) var starts: [UInt32] = [0]
  private(set) var words: [Int32] = []
  private(set) var states: [UInt8] = []
  private(set) var texts: [String] = []
  /// The index of the first statement of each unit that recorded any.
  private(set) var units: [UInt32] = []
  /// The rows that say anew what an earlier statement says, and the number of that statement, one after the other.
  private(set) var edits: [UInt32] = []
  /// The same, by that number, and the other way round.
  private var versions: [Int: [Int]] = [:]
  private var edited: [Int: Int] = [:]

  /// How many statements there have ever been; also the last one's number.
  var count: Int { states.count }

  /// Where the columns end: what is behind a mark can be cut off.
  struct Mark: Sendable {
    let statements: Int
    let words: Int
    let texts: Int
    let units: Int
    let edits: Int
  }

  var mark: Mark {
    Mark(statements: count, words: words.count, texts: texts.count, units: units.count, edits: edits.count)
  }

  mutating func cut(to mark: Mark) {
    guard count > mark.statements else { return }
    states.removeLast(count - mark.statements)
    starts.removeLast(starts.count - mark.statements - 1)
    words.removeLast(words.count - mark.words)
    texts.removeLast(texts.count - mark.texts)
    units.removeLast(units.count - mark.units)
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

  func state(of number: Int) -> State { State(rawValue: states[number - 1]) ?? .erased }

  /// The statement that a row says anew; `nil` for a statement of its own.
  func edited(by row: Int) -> Int? { edited[row] }

  /// The row that says what a statement says now: its own, or the last edit that counts.
  func row(of number: Int) -> Int { versions[number]?.last { state(of: $0) == .live } ?? number }

  mutating func set(_ state: State, of number: Int) { states[number - 1] = state.rawValue }

  /// The numbers of the statements that count, in order; without the rows that say another one anew.
  var live: some Sequence<Int> {
    (1..<(count + 1)).lazy.filter { states[$0 - 1] == State.live.rawValue && (edits.isEmpty || edited[$0] == nil) }
  }

  /// Every node that a row names.
  var allNodes: Set<Node> {
    (1..<(count + 1)).reduce(into: []) { nodes, row in
      if state(of: row) != .erased { nodes.formUnion(self[row].nodes) }
    }
  }

  /// The phrase that a row says.
  func phrase(of row: Int) -> Int { Int(words[Int(starts[row - 1])]) }

  /// Says that the statements from a number on are one unit.
  mutating func closeUnit(from number: Int) {
    if number <= count { units.append(UInt32(number - 1)) }
  }

  /// The numbers of each unit, the newest first.
  var unitsNewestFirst: some Sequence<Range<Int>> {
    units.indices.reversed().lazy.map { index in
      let end = index + 1 < units.count ? Int(units[index + 1]) : count
      return (Int(units[index]) + 1)..<(end + 1)
    }
  }

  init() {}

  /// Columns read from a file; `nil` unless they fit together and every index lies inside what it points into.
  init?(
    starts: [UInt32], words: [Int32], states: [UInt8], texts: [String], units: [UInt32], edits: [UInt32], phrases: Int,
    nodes: Int, clauses: Int
  ) {
    guard starts.count == states.count + 1, starts.first == 0, Int(starts[states.count]) == words.count,
      states.allSatisfy({ State(rawValue: $0) != nil }),
      zip(zip(starts, starts.dropFirst()), states).allSatisfy({ bounds, state in
        bounds.0 <= bounds.1 && (state == State.erased.rawValue || bounds.1 - bounds.0 >= 2)
      }),
      zip(units, units.dropFirst()).allSatisfy({ $0 < $1 }), units.allSatisfy({ $0 < states.count }), edits.count % 2 == 0,
      stride(from: 0, to: edits.count, by: 2).allSatisfy({ 0 < edits[$0 + 1] && edits[$0 + 1] < edits[$0] }),
      edits.allSatisfy({ $0 <= states.count })
    else { return nil }
    (self.starts, self.words, self.states, self.texts, self.units) = (starts, words, states, texts, units)
    self.edits = edits
    indexEdits()
    for number in 1..<(count + 1) where state(of: number) != .erased {
      guard let sentence = decode(number), (0..<phrases).contains(sentence.phrase),
        sentence.clauses.allSatisfy({ (0..<clauses).contains($0.clause) }),
        sentence.nodes.allSatisfy({ (0..<nodes).contains(Int($0.index)) })
      else { return nil }
    }
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
      words += nodes.map(\.index)
    case .number(let number):
      words.append(header(.number, 2))
      let bits = number.bitPattern
      words += [Int32(truncatingIfNeeded: bits), Int32(truncatingIfNeeded: bits >> 32)]
    case .day(let day): words += [header(.day, 1), day.number]
    case .time(let minute): words += [header(.time, 1), Int32(minute)]
    case .duration(let minutes): words += [header(.duration, 1), Int32(minutes)]
    case .period(.days(let days)): words += [header(.period, 2), 0, Int32(days)]
    case .period(.months(let months)): words += [header(.period, 2), 1, Int32(months)]
    case .text(let text):
      words += [header(.text, 1), Int32(texts.count)]
      texts.append(text)
    case .statements(let numbers): words += [header(.statements, numbers.count)] + numbers.map { Int32(clamping: $0) }
    case .fields(let fields):
      words.append(header(.fields, fields.count * 2))
      for field in fields {
        words += [field.name.index, Int32(texts.count)]
        texts.append(field.value)
      }
    case .condition, .choices: preconditionFailure("a question is not recorded")
    }
  }

  /// The statement of a number.
  subscript(number: Int) -> Sentence<Node> {
    guard let sentence = decode(number) else { preconditionFailure("records are checked before they are read") }
    return sentence
  }

  private func decode(_ number: Int) -> Sentence<Node>? {
    var rest = words[Int(starts[number - 1])..<Int(starts[number])]
    guard let phrase = rest.popFirst(), let subject = rest.popFirst() else { return nil }
    var sentence = Sentence<Node>(phrase: Int(phrase), subject: subject < 0 ? nil : Node(subject), objects: [])
    while let header = rest.popFirst() {
      let count = Int(UInt32(bitPattern: header) >> 16)
      guard let kind = TermKind(rawValue: UInt8(truncatingIfNeeded: header >> 8)), count <= rest.count else { return nil }
      guard let term = term(kind, rest.prefix(count)) else { return nil }
      rest = rest.dropFirst(count)
      let slot = Int(header & 0xFF)
      if slot < 128 {
        guard slot == sentence.objects.count else { return nil }
        sentence.objects.append(term)
      } else {
        sentence.clauses.append(ClauseTerm(clause: slot - 128, term: term))
      }
    }
    return sentence
  }

  private func term(_ kind: TermKind, _ payload: ArraySlice<Int32>) -> Term<Node>? {
    let values = Array(payload)
    switch (kind, values.count) {
    case (.none, 0): return Term.none
    case (.flag, 0): return .flag
    case (.names, _): return .names(values.map { Node($0) })
    case (.number, 2):
      return .number(Double(bitPattern: UInt64(UInt32(bitPattern: values[0])) | UInt64(UInt32(bitPattern: values[1])) << 32))
    case (.day, 1): return .day(Day(number: values[0]))
    case (.time, 1): return .time(Int(values[0]))
    case (.duration, 1): return .duration(Int(values[0]))
    case (.text, 1): return texts.indices.contains(Int(values[0])) ? .text(texts[Int(values[0])]) : nil
    case (.period, 2):
      guard values[1] > 0, (0...1).contains(values[0]) else { return nil }
      return .period(values[0] == 0 ? .days(Int(values[1])) : .months(Int(values[1])))
    case (.fields, _):
      guard values.count % 2 == 0, !values.isEmpty else { return nil }
      var fields: [Field<Node>] = []
      for index in stride(from: 0, to: values.count, by: 2) {
        guard texts.indices.contains(Int(values[index + 1])) else { return nil }
        fields.append(Field(name: Node(values[index]), value: texts[Int(values[index + 1])]))
      }
      return .fields(fields)
    case (.statements, _): return .statements(values.map { Int($0) })
    case (.none, _), (.flag, _), (.number, _), (.day, _), (.time, _), (.duration, _), (.period, _), (.text, _): return nil
    }
  }
}

extension Sentence where Name == Node {
  /// Every node the sentence names, subject first.
  var nodes: [Node] { (subject.map { [$0] } ?? []) + objects.flatMap(\.nodes) + clauses.flatMap(\.term.nodes) }
}
