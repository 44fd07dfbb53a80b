import KithGraph

/// The statements, kept as columns: an append-only list whose row `n − 1` is statement number `n`.
///
/// A statement's terms are words of one pool. First the phrase and the subject, then for each term a header —
/// slot in the low byte (a part's index, or 128 + a clause's), kind in the next, count in the upper half — and its payload:
/// node indices, a day, minutes, a text's index, or the two halves of a number.
struct Records: Sendable {
  /// Whether a statement counts.
  enum State: UInt8, Sendable { case live = 0, withdrawn = 1 }

  private(set) var starts: [UInt32] = [0]
  private(set) var words: [Int32] = []
  private(set) var states: [UInt8] = []
  private(set) var texts: [String] = []
  /// The index of the first statement of each unit that recorded any.
  private(set) var units: [UInt32] = []

  /// How many statements there have ever been; also the last one's number.
  var count: Int { states.count }

  /// Where the columns end: what is behind a mark can be cut off.
  struct Mark: Sendable {
    let statements: Int
    let words: Int
    let texts: Int
    let units: Int
  }

  var mark: Mark { Mark(statements: count, words: words.count, texts: texts.count, units: units.count) }

  mutating func cut(to mark: Mark) {
    states.removeLast(count - mark.statements)
    starts.removeLast(starts.count - mark.statements - 1)
    words.removeLast(words.count - mark.words)
    texts.removeLast(texts.count - mark.texts)
    units.removeLast(units.count - mark.units)
  }

  func state(of number: Int) -> State { states[number - 1] == State.live.rawValue ? .live : .withdrawn }

  mutating func set(_ state: State, of number: Int) { states[number - 1] = state.rawValue }

  /// The numbers of the statements that count, in order.
  var live: some Sequence<Int> { (1..<(count + 1)).lazy.filter { states[$0 - 1] == State.live.rawValue } }

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
    starts: [UInt32], words: [Int32], states: [UInt8], texts: [String], units: [UInt32], phrases: Int, nodes: Int, clauses: Int
  ) {
    guard starts.count == states.count + 1, starts.first == 0, Int(starts[states.count]) == words.count,
      zip(starts, starts.dropFirst()).allSatisfy({ $0 + 2 <= $1 }), states.allSatisfy({ State(rawValue: $0) != nil }),
      zip(units, units.dropFirst()).allSatisfy({ $0 < $1 }), units.allSatisfy({ $0 < states.count })
    else { return nil }
    (self.starts, self.words, self.states, self.texts, self.units) = (starts, words, states, texts, units)
    for number in 1..<(count + 1) {
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
  }

  /// Adds a statement; gives its number.
  mutating func append(_ sentence: Sentence<Node>) -> Int {
    words.append(Int32(sentence.phrase))
    words.append(sentence.subject?.index ?? -1)
    for (slot, term) in sentence.objects.enumerated() { append(term, slot: slot) }
    for clause in sentence.clauses { append(clause.term, slot: 128 + clause.clause) }
    states.append(State.live.rawValue)
    starts.append(UInt32(words.count))
    return count
  }

  private mutating func append(_ term: Term<Node>, slot: Int) {
    func header(_ kind: TermKind, _ count: Int) -> Int32 {
      Int32(truncatingIfNeeded: slot | Int(kind.rawValue) << 8 | count << 16)
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
    case .predicates, .fields: preconditionFailure("a question is not recorded")
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
    case (.statements, _): return .statements(values.map { Int($0) })
    case (.none, _), (.flag, _), (.number, _), (.day, _), (.time, _), (.duration, _), (.period, _), (.text, _): return nil
    }
  }
}

extension Sentence where Name == Node {
  /// Every node the sentence names, subject first.
  var nodes: [Node] { (subject.map { [$0] } ?? []) + objects.flatMap(\.nodes) + clauses.flatMap(\.term.nodes) }
}
