import KithGraph
import KithSyntax
import KithText

extension TypedSlot where Value == [FieldChoice] {
  package static var columns: TypedSlot { fields("COLUMNS", directed: false) }
  package static var sortKeys: TypedSlot { fields("KEYS", directed: true) }

  private static func fields(_ label: String, directed: Bool) -> TypedSlot {
    let slot = Slot(label: label, kind: nil, holds: .question, column: .hidden) { parser throws(Diagnostic) in
      var choices = [try parser.field(directed: directed)]
      while parser.acceptComma() || parser.accept("and") { choices.append(try parser.field(directed: directed)) }
      return .choices(choices)
    }
    return TypedSlot(slot: slot) { if case .choices(let choices) = $0 { choices } else { [] } }
  }
}

extension TypedSlot where Value == Int {
  /// A number from 1.
  package static var count: TypedSlot {
    let slot = Slot(label: "N", kind: nil, holds: .number, column: .hidden) { parser throws(Diagnostic) in
      .number(Double(try parser.count()))
    }
    return TypedSlot(slot: slot) { if case .number(let number) = $0 { Int(number) } else { 0 } }
  }
}

/// What `show` can show.
package enum Shown: Sendable {
  case node(Node)
  case statement(Int)
}

extension TypedSlot where Value == Shown {
  /// Whatever bears the name, or the statement of a number.
  package static var shown: TypedSlot {
    let named = TypedSlot<Node>.anybody
    let slot = Slot(label: "NAME or #N", kind: .person, alternatives: named.slot.alternatives, column: .hidden) {
      parser throws(Diagnostic) in
      parser.next.kind == .number ? .statements([try parser.statementNumber()]) : try named.slot.read(&parser)
    }
    return TypedSlot(slot: slot) { term in
      if case .statements(let numbers) = term { .statement(numbers[0]) } else { .node(named.value(term)) }
    }
  }
}

/// What people can be ranked by.
package enum Measure: String, CaseIterable, Sendable, Meaningful {
  case strength, degree, pagerank, betweenness, brokerage, reciprocity

  package var meaning: String {
    switch self {
    case .strength: "how strong your tie to them is, from 0 to 1"
    case .degree: "how many people they have a tie to"
    case .pagerank: "how well connected those are whom they know"
    case .betweenness: "how many shortest ways lead through them"
    case .brokerage: "how far those whom they know know nobody else"
    case .reciprocity: "how even giving and taking is, from 0 to 1"
    }
  }
}

/// What statements can be counted by.
package enum Dimension: String, CaseIterable, Sendable, Meaningful {
  case day, week, month, weekday, channel, person, place, topic, tag, verb

  package var meaning: String { "count met by \(rawValue)" }
}

/// One of some words, of which something can be told.
package protocol Meaningful {
  /// What it is, in a few words, or where it is used.
  var meaning: String { get }
}

extension TypedSlot where Value == Measure {
  /// What people are ranked by.
  package static var measure: TypedSlot { choice(among: Measure.allCases, called: "measure") }
}

extension TypedSlot where Value == Dimension {
  /// What statements are counted by.
  package static var dimension: TypedSlot { choice(among: Dimension.allCases, called: "dimension") }
}

extension TypedSlot where Value: RawRepresentable<String> & Meaningful & Sendable {
  /// One of the words of an enumeration.
  package static func choice(among cases: [Value], called what: String) -> TypedSlot {
    let slot = Slot(label: what.uppercased(), kind: nil, holds: .text, column: .hidden) { parser throws(Diagnostic) in
      .text(try parser.choice(among: cases.map(\.rawValue), called: what) { Value(rawValue: $0)?.meaning ?? "" })
    }
    return TypedSlot(slot: slot) { term in
      if case .text(let name) = term, let value = Value(rawValue: name) { value } else { cases[0] }
    }
  }
}

extension TypedSlot where Value == Int {
  /// `4 weeks`.
  package static var weeks: TypedSlot {
    let slot = Slot(label: "N weeks", kind: nil, holds: .number, column: .hidden) { parser throws(Diagnostic) in
      let count = try parser.count()
      guard parser.accept("weeks") || parser.accept("week") else { throw parser.unexpected() }
      return .number(Double(count))
    }
    return TypedSlot(slot: slot) { if case .number(let number) = $0 { Int(number) } else { 2 } }
  }
}

extension TypedSlot where Value == Format {
  /// The format of an answer.
  package static var format: TypedSlot {
    let slot = Slot(label: "FORMAT", kind: nil, holds: .text, column: .hidden) { parser throws(Diagnostic) in
      .text(
        try parser.choice(among: Format.allCases.map(\.rawValue), called: "format") {
          Format(rawValue: $0)?.meaning ?? ""
        })
    }
    return TypedSlot(slot: slot) { if case .text(let name) = $0 { Format(rawValue: name) ?? .table } else { .table } }
  }
}

extension TypedSlot where Value == Day {
  /// A day to come.
  package static var comingDay: TypedSlot { coming(spans: false) }
  /// A day to come, or the first one of a span.
  package static var comingTime: TypedSlot { coming(spans: true) }

  private static func coming(spans: Bool) -> TypedSlot {
    let slot = Slot(label: "DATE", kind: nil, holds: .day, column: .by) { parser throws(Diagnostic) in
      .day(try parser.date(.future, spans: spans))
    }
    return TypedSlot(slot: slot) { if case .day(let day) = $0 { day } else { .last } }
  }

  package static var day: TypedSlot {
    let slot = Slot(label: "DATE", kind: nil, holds: .day, column: .hidden) { parser throws(Diagnostic) in
      .day(try parser.date(spans: true))
    }
    return TypedSlot(slot: slot) { if case .day(let day) = $0 { day } else { .first } }
  }
}

extension TypedSlot where Value == ClosedRange<Day> {
  /// A day to come, or the days of a week, month or year.
  package static var comingDays: TypedSlot {
    let slot = Slot(label: "DATE", kind: nil, holds: .question, column: .hidden) { parser throws(Diagnostic) in
      let start = parser.at
      let first = try parser.date(.future, spans: true)
      parser.move(to: start)
      let last = try parser.date(.future, spans: true, isLast: true)
      return .condition(.contact(.anything(from: first, to: max(first, last))))
    }
    return TypedSlot(slot: slot) { term in
      if case .condition(.contact(let pattern)) = term { pattern.since...pattern.until } else { .first ... .last }
    }
  }
}

extension StatementParser {
  fileprivate mutating func field(directed: Bool) throws(Diagnostic) -> FieldChoice {
    let name =
      if let word = nextWordText, isOwnField(word) {
        word
      } else {
        try choice(among: fieldNames, called: "field") { [derived = context.vocabulary.derivedFields] name in
          derived.first { $0.name == name }?.meaning ?? ""
        }
      }
    if !fieldNames.contains(name) { advance() }
    guard directed else { return FieldChoice(name: name, isDescending: nil) }
    if accept("desc") { return FieldChoice(name: name, isDescending: true) }
    return FieldChoice(name: name, isDescending: accept("asc") ? false : nil)
  }

  /// Whether a word is a field that nobody has yet: it looks like one, goes on with nothing, and is no slip of another
  /// field.
  package func isOwnField(_ word: String) -> Bool {
    let names = fieldNames
    return FieldName.isName(word) && !names.contains(word) && !endings.contains(word)
      && nearestSpelling(to: word, among: names) == nil
  }

  /// The words with which a question goes on.
  private var endings: [String] { ["sort", "limit", "show", "where", "or", "not", "asc", "desc"] }

  /// The fields that people have: those that follow from what is said, then those that somebody set.
  package var fieldNames: [String] {
    context.vocabulary.derivedFields.map(\.name) + context.names.all(.field).map { context.names[$0] }
  }

  /// Reads one of a set of words.
  package mutating func choice(
    among words: [String], called what: String, meaning: (String) -> String = { _ in "" }
  ) throws(Diagnostic) -> String {
    open()
    if isRemembering { for word in words { expect(.word(word, meaning: meaning(word))) } }
    guard let word = nextWordText else {
      throw problem("a \(what) is missing", at: next.span, help: "it is one of \(words.joined(separator: ", "))")
    }
    guard words.contains(word) else {
      let near = nearestSpelling(to: word, among: words)
      throw problem(
        "there is no \(what) `\(word)`", at: next.span,
        help: near == nil ? "it is one of \(words.joined(separator: ", "))" : nil, instead: near)
    }
    advance()
    return word
  }
}
