import KithGraph
import KithSyntax
import KithText

extension Slot where Value == [FieldChoice] {
  static var columns: Slot { fields("COLUMNS", directed: false) }
  static var sortKeys: Slot { fields("KEYS", directed: true) }

  private static func fields(_ label: String, directed: Bool) -> Slot {
    let part = Part(label: label, kind: nil, holds: .question, column: .hidden) { reader throws(Diagnostic) in
      var choices = [try reader.field(directed: directed)]
      while reader.acceptComma() || reader.accept("and") { choices.append(try reader.field(directed: directed)) }
      return .choices(choices)
    }
    return Slot(part: part) { if case .choices(let choices) = $0 { choices } else { [] } }
  }
}

extension Slot where Value == Int {
  /// A number from 1.
  static var count: Slot {
    let part = Part(label: "N", kind: nil, holds: .number, column: .hidden) { reader throws(Diagnostic) in
      .number(Double(try reader.count()))
    }
    return Slot(part: part) { if case .number(let number) = $0 { Int(number) } else { 0 } }
  }
}

extension Slot where Value == Format {
  /// The format of an answer.
  static var format: Slot {
    let part = Part(label: "FORMAT", kind: nil, holds: .text, column: .hidden) { reader throws(Diagnostic) in
      .text(try reader.choice(among: Format.allCases.map(\.rawValue), called: "format"))
    }
    return Slot(part: part) { if case .text(let name) = $0 { Format(rawValue: name) ?? .table } else { .table } }
  }
}

extension Slot where Value == Day {
  /// A day to come.
  static var comingDay: Slot { coming(spans: false) }
  /// A day to come, or the first one of a span.
  static var comingTime: Slot { coming(spans: true) }

  private static func coming(spans: Bool) -> Slot {
    let part = Part(label: "DATE", kind: nil, holds: .day, column: .by) { reader throws(Diagnostic) in
      .day(try reader.date(.future, spans: spans))
    }
    return Slot(part: part) { if case .day(let day) = $0 { day } else { .last } }
  }

  static var day: Slot {
    let part = Part(label: "DATE", kind: nil, holds: .day, column: .hidden) { reader throws(Diagnostic) in
      .day(try reader.date(spans: true))
    }
    return Slot(part: part) { if case .day(let day) = $0 { day } else { .first } }
  }
}

extension Slot where Value == [Sentence<Node>] {
  /// What must hold of a person: facts without their subject, all of them.
  static var predicates: Slot {
    let part = Part(
      label: "PREDICATES", isOptional: true, kind: nil, holds: .question, column: .hidden, begins: { $0.startsPredicate }
    ) { reader throws(Diagnostic) in .predicates(try reader.predicates()) }
    return Slot(part: part) { if case .predicates(let sentences) = $0 { sentences } else { [] } }
  }
}

extension Reader {
  fileprivate mutating func field(directed: Bool) throws(Diagnostic) -> FieldChoice {
    let set = setting.names.all(.field).map { setting.names[$0] }
    let name = try choice(among: PersonField.all.map(\.name) + set, called: "field")
    let standard = PersonField.named(name, setting.names)?.greatestFirst ?? false
    guard directed else { return FieldChoice(name: name, isDescending: false) }
    if accept("desc") { return FieldChoice(name: name, isDescending: true) }
    return FieldChoice(name: name, isDescending: accept("asc") ? false : standard)
  }

  /// Reads one of a set of words.
  mutating func choice(among words: [String], called what: String) throws(Diagnostic) -> String {
    for word in words { expect(.word(word)) }
    guard let word = nextWord else {
      throw problem("a \(what) is missing", at: next.span, help: "it is one of \(words.joined(separator: ", "))")
    }
    guard words.contains(word) else {
      let near = nearestSpelling(to: word, among: words)
      throw problem(
        "there is no \(what) `\(word)`", at: next.span,
        help: near.map { "did you mean `\($0)`?" } ?? "it is one of \(words.joined(separator: ", "))")
    }
    advance()
    return word
  }

  var startsPredicate: Bool { predicatePhrase != nil }

  private var predicatePhrase: (phrase: Int, length: Int)? {
    setting.vocabulary.longestPhrase(in: self, at: at, saying: true).flatMap {
      setting.vocabulary.verb(of: $0.phrase).isPredicate ? $0 : nil
    }
  }

  /// Reads facts without their subject, joined by `and` or by nothing.
  fileprivate mutating func predicates() throws(Diagnostic) -> [Sentence<Mention>] {
    var all: [Sentence<Mention>] = []
    while let found = predicatePhrase {
      let outer = stops
      let verb = setting.vocabulary.verb(of: found.phrase)
      stops.formUnion(verb.stops.union(setting.vocabulary.predicateStarts))
      advance(found.length)
      all.append(Sentence(phrase: found.phrase, subject: nil, objects: try objects(of: verb)))
      stops = outer
      let before = at
      if nextWord == "and" { advance() }
      if predicatePhrase == nil { move(to: before) }
    }
    return all
  }
}

extension Verb {
  /// Whether `who` can ask for it: what is so of somebody, neither contact nor exchange.
  var isPredicate: Bool { isRecord && !isImperative && clauses.map(\.name) == [Clause].dated.map(\.name) }
}
