import KithColumns
import KithGraph

// What rows say: see `Records` for how they are made.

extension Records {
  /// Takes a row apart into what it has in common with others and what it has of its own; false where that cannot be told. Times and
  /// texts of a clause, its note aside, are of neither.
  func takeApart(_ row: Int, into form: inout RowForm) -> Bool {
    form.shape.removeAll(keepingCapacity: true)
    form.nodes.removeAll(keepingCapacity: true)
    (form.day, form.note, form.isWhole) = (.first, nil, true)
    let (via, on, noted) = (Self.lookedAt.via, Self.lookedAt.on, Self.lookedAt.note)
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
        guard let kind = TermKind(rawValue: UInt8(truncatingIfNeeded: header >> 8)) else { return false }
        switch kind {
        case .names where slot != 128 + via: for index in at + 1..<end { form.nodes.append(Node(words[index])) }
        case .day where slot == 128 + on && end == at + 2: form.day = Day(number: words[at + 1])
        case .text where slot == 128 + noted && end == at + 2: form.note = Int(words[at + 1])
        case .text where slot >= 128, .time where slot >= 128, .duration where slot >= 128: form.isWhole = false
        case .none, .flag, .number, .names: form.shape.append(contentsOf: words[at + 1..<end])
        default: return false
        }
        at = end
      }
      return true
    }
  }

  /// The day and the minute that a row is of; of a plan the minute is not its own, but that of the day planned for.
  func moment(of row: Int) -> (day: Day?, minute: Int?) {
    let (on, time) = (Self.lookedAt.on, Self.lookedAt.time)
    let said = withWords(of: row) { words in
      var (at, day, minute) = (2, Day?.none, Int?.none)
      while at + 1 < words.count {
        if words[at] & 0xFF == 128 + on { day = Day(number: words[at + 1]) }
        if words[at] & 0xFF == 128 + time { minute = Int(words[at + 1]) }
        at += 1 + Int(UInt32(bitPattern: words[at]) >> 16)
      }
      return (day: day, minute: minute)
    }
    let isOfPlan = said.minute != nil && Vocabulary.standard.verb(of: phrase(of: row)).isPlan
    return isOfPlan ? (said.day, nil) : said
  }

  /// The clauses whose term is looked at: a channel has a weight of its own, and a date may be another's.
  private static let lookedAt = (
    via: Clause.index(of: .via), on: Clause.index(of: .on), time: Clause.index(of: .time), note: Clause.index(of: .note)
  )

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
