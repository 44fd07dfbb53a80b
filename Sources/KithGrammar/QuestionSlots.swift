import KithGraph
import KithSyntax
import KithText

extension Slot where Value == [FieldChoice] {
  package static var columns: Slot { fields("COLUMNS", directed: false) }
  package static var sortKeys: Slot { fields("KEYS", directed: true) }

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
  package static var count: Slot {
    let part = Part(label: "N", kind: nil, holds: .number, column: .hidden) { reader throws(Diagnostic) in
      .number(Double(try reader.count()))
    }
    return Slot(part: part) { if case .number(let number) = $0 { Int(number) } else { 0 } }
  }
}

/// What `show` can show.
package enum Shown: Sendable {
  case node(Node)
  case statement(Int)
}

extension Slot where Value == Shown {
  /// Whatever bears the name, or the statement of a number.
  package static var shown: Slot {
    let named = Slot<Node>.anybody
    let part = Part(label: "NAME or #N", kind: .person, alternatives: named.part.alternatives, column: .hidden) {
      reader throws(Diagnostic) in
      reader.next.kind == .number ? .statements([try reader.statementNumber()]) : try named.part.read(&reader)
    }
    return Slot(part: part) { term in
      if case .statements(let numbers) = term { .statement(numbers[0]) } else { .node(named.value(term)) }
    }
  }
}

/// What people can be ranked by.
package enum Measure: String, CaseIterable, Sendable {
  case strength, degree, pagerank, betweenness, brokerage, reciprocity
}

/// What statements can be counted by.
package enum Dimension: String, CaseIterable, Sendable {
  case day, week, month, weekday, channel, person, place, topic, tag, verb
}

extension Slot where Value == Measure {
  /// What people are ranked by.
  package static var measure: Slot { choice(among: Measure.allCases, called: "measure") }
}

extension Slot where Value == Dimension {
  /// What statements are counted by.
  package static var dimension: Slot { choice(among: Dimension.allCases, called: "dimension") }
}

extension Slot where Value: RawRepresentable<String> & Sendable {
  /// One of the words of an enumeration.
  fileprivate static func choice(among cases: [Value], called what: String) -> Slot {
    let part = Part(label: what.uppercased(), kind: nil, holds: .text, column: .hidden) { reader throws(Diagnostic) in
      .text(try reader.choice(among: cases.map(\.rawValue), called: what))
    }
    return Slot(part: part) { term in
      if case .text(let name) = term, let value = Value(rawValue: name) { value } else { cases[0] }
    }
  }
}

extension Slot where Value == Int {
  /// `4 weeks`.
  package static var weeks: Slot {
    let part = Part(label: "N weeks", kind: nil, holds: .number, column: .hidden) { reader throws(Diagnostic) in
      let count = try reader.count()
      guard reader.accept("weeks") || reader.accept("week") else { throw reader.unexpected() }
      return .number(Double(count))
    }
    return Slot(part: part) { if case .number(let number) = $0 { Int(number) } else { 2 } }
  }
}

extension Slot where Value == Format {
  /// The format of an answer.
  package static var format: Slot {
    let part = Part(label: "FORMAT", kind: nil, holds: .text, column: .hidden) { reader throws(Diagnostic) in
      .text(try reader.choice(among: Format.allCases.map(\.rawValue), called: "format"))
    }
    return Slot(part: part) { if case .text(let name) = $0 { Format(rawValue: name) ?? .table } else { .table } }
  }
}

extension Slot where Value == Day {
  /// A day to come.
  package static var comingDay: Slot { coming(spans: false) }
  /// A day to come, or the first one of a span.
  package static var comingTime: Slot { coming(spans: true) }

  private static func coming(spans: Bool) -> Slot {
    let part = Part(label: "DATE", kind: nil, holds: .day, column: .by) { reader throws(Diagnostic) in
      .day(try reader.date(.future, spans: spans))
    }
    return Slot(part: part) { if case .day(let day) = $0 { day } else { .last } }
  }

  package static var day: Slot {
    let part = Part(label: "DATE", kind: nil, holds: .day, column: .hidden) { reader throws(Diagnostic) in
      .day(try reader.date(spans: true))
    }
    return Slot(part: part) { if case .day(let day) = $0 { day } else { .first } }
  }
}

extension Reader {
  fileprivate mutating func field(directed: Bool) throws(Diagnostic) -> FieldChoice {
    let name =
      if let word = nextWordText, isOwnField(word) { word } else { try choice(among: fieldNames, called: "field") }
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
    setting.vocabulary.derivedFields.map(\.name) + setting.names.all(.field).map { setting.names[$0] }
  }

  /// Reads one of a set of words.
  package mutating func choice(among words: [String], called what: String) throws(Diagnostic) -> String {
    open()
    for word in words { expect(.word(word)) }
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
