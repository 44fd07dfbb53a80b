import KithGraph
import KithSyntax
import KithText

/// What else one wants to keep of somebody: an address, a birthday, anything with a name.
let fieldFamily: [VerbEntry] = [
  VerbEntry(
    imperative: "set", help: "keeps fields of somebody: email, phone, birthday, …",
    example: "set alice email alice@example.org, birthday 12 may",
    .objects(.fieldOwner, .fields, taking: .dated) { _, _, owner, fields in
      fields.map { .field(owner, $0.name, .set($0.values)) }
    }),
  VerbEntry(
    imperative: Chronicle.addingValues, help: "keeps one more value of a field, beside those it has",
    example: "add alice phone +49 30 1234",
    .objects(.fieldOwner, .fields, taking: .dated) { _, _, owner, fields in
      fields.map { .field(owner, $0.name, .add($0.values)) }
    }),
  VerbEntry(
    imperative: "unset", help: "takes fields of somebody away, or one value of a field", example: "unset alice email",
    .objects(
      .fieldOwner, .fieldNames, maybe(.fieldValue), taking: .dated,
      resolving: { sentence, _, chronicle throws(Refusal) in chronicle.meantValue(sentence) }
    ) { _, _, owner, fields, value throws(Refusal) in
      guard let value else { return fields.map { .field(owner, $0, .set([])) } }
      guard fields.count == 1 else {
        throw Refusal("a value is of one field", about: .object(2), help: "say it once for each of the fields")
      }
      return fields.map { .field(owner, $0, .remove(value)) }
    }),
]

extension Slot where Value == Node {
  /// Whose fields they are, with free words behind: the longest name that is known, else one word.
  fileprivate static var fieldOwner: Slot {
    let shape = NameShape(kind: .person, label: "NAME", alternatives: [.org, .group])
    let part = Part(label: "NAME", kind: .person, alternatives: [.org, .group], column: .people) {
      reader throws(Diagnostic) in
      .names([try reader.knownName(shape)])
    }
    return Slot(part: part) { $0.nodes[0] }
  }
}

extension Slot where Value == [Field<Node>] {
  fileprivate static var fields: Slot {
    let part = Part(label: "FIELD VALUE", kind: .field, holds: .fields, column: .field) { reader throws(Diagnostic) in
      var fields: [Field<Mention>] = []
      repeat {
        try reader.checkListHolds(fields.reduce(0) { $0 + $1.values.count })
        let field = try reader.fieldWithValues()
        // A field that is said twice has both values, and each of them once.
        let known = fields.firstIndex { $0.name.text == field.name.text } ?? fields.endIndex
        if known == fields.endIndex { fields.append(Field(name: field.name, values: [])) }
        for value in field.values where !fields[known].values.contains(value) { fields[known].values.append(value) }
      } while reader.acceptComma()
      return .fields(fields)
    }
    part.isList = true
    return Slot(part: part) { if case .fields(let fields) = $0 { fields } else { [] } }
  }
}

extension Slot where Value == [Node] {
  fileprivate static var fieldNames: Slot {
    let part = Part(label: "FIELD", kind: .field, column: .field) { reader throws(Diagnostic) in
      var names = [try reader.fieldName(mustExist: true)]
      while reader.acceptComma() || reader.accept("and") {
        try reader.checkListHolds(names.count)
        names.append(try reader.fieldName(mustExist: true))
      }
      return .names(names)
    }
    part.mustExist = true
    part.isList = true
    return Slot(part: part) { $0.nodes }
  }
}

extension Slot where Value == String {
  /// One value of a field.
  fileprivate static var fieldValue: Slot {
    let part = Part(label: "VALUE", kind: nil, holds: .text, column: .value) { reader throws(Diagnostic) in
      .text(try reader.words("VALUE"))
    }
    part.begins = { !$0.isAtEnd && !$0.isClauses(from: $0.at) }
    return Slot(part: part) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension Reader {
  fileprivate mutating func fieldWithValues() throws(Diagnostic) -> Field<Mention> {
    let field = try fieldName()
    if field.text != "birthday" { return Field(name: field, values: try values()) }
    var birthdays: [String] = []
    repeat {
      let span = next.span
      birthdays.append(try birthday())
      if let day = birthdays.last.flatMap({ Day($0) }), day > setting.today {
        throw problem("\(day) lies in the future", at: span)
      }
    } while accept("and")
    return Field(name: field, values: birthdays)
  }

  /// Reads values joined by `and`, where each by itself is plainly one: a number, a date, an address, a link, or in
  /// quotes. Else `and` is a word of the one value.
  private mutating func values() throws(Diagnostic) -> [String] {
    let range = try wordRange("VALUE")
    let parts = range.split(omittingEmptySubsequences: false) { word($0) == .and }
    guard parts.allSatisfy({ isPlainValue($0) }) else { return [try text(of: range)] }
    try checkListHolds(parts.count - 1)
    var values: [String] = []
    for part in parts { values.append(try text(of: part)) }
    return values
  }

  private func isPlainValue(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    if range.count == 1, isText(token(range.lowerBound)) { return true }
    if let date = DateExpression.match(self, at: range.lowerBound), date.length == range.count { return true }
    let text = range.map { source.text(token($0).span) }.joined(separator: " ")
    return isNumber(text) || range.count == 1 && (isAddress(text) || isLink(text))
  }

  fileprivate mutating func fieldName(mustExist: Bool = false) throws(Diagnostic) -> Mention {
    expect(.name([.field], label: "FIELD"))
    let token = next
    guard token.kind == .word else { throw unexpected() }
    let name = source.text(token.span).lowercased()
    guard FieldName.isName(name) else {
      throw problem(
        "`\(name)` is no field", at: token.span, help: "a field is one word of letters, as in `email` or `birthday`")
    }
    guard !setting.vocabulary.derivedFields.contains(where: { $0.name == name }) else {
      throw problem(
        "`\(name)` follows from what is said of somebody, and cannot be set", at: token.span,
        help: "say it like `alice lives in Berlin` or `alice works at Acme as designer`")
    }
    advance()
    return Mention(
      text: name, isQuoted: true, span: token.span, shape: NameShape(kind: .field, label: "FIELD", mustExist: mustExist)
    )
  }

  /// Reads a birthday, with or without its year: `1980-05-12` or `--05-12`.
  private mutating func birthday() throws(Diagnostic) -> String {
    expect(.value("a date"))
    open()
    let start = next
    if let (expression, length) = DateExpression.match(self, at: at) {
      switch expression {
      case .day(let day):
        advance(length)
        return day.description
      case .monthDay(let month, let day):
        advance(length)
        return "--\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      case .impossible, .relative, .relativeMonths, .weekday, .span, .month: break
      }
    }
    let text = source.value(of: start)
    guard [.word, .string].contains(start.kind), monthAndDay(ofBirthday: text) != nil else {
      throw problem(
        isAtEnd ? "a date is missing" : "`\(source.text(start.span))` is no birthday", at: start.span,
        help: "say `1980-05-12`, `12 may 1980` or, without the year, `12 may`")
    }
    advance()
    return text
  }
}

/// The month and day of a birthday, and its year if that is known: `1980-05-12`, `--05-12`; `nil` for anything else.
func monthAndDay(ofBirthday text: String) -> (year: Int?, month: Int, day: Int)? {
  if let day = Day(text) { return (day.date.year, day.date.month, day.date.day) }
  // A leap year has every day that a birthday can be.
  guard text.hasPrefix("--"), let day = Day("2000" + text.dropFirst()) else { return nil }
  return (nil, day.date.month, day.date.day)
}

/// Whether a text is a number, that of a telephone too: `12`, `+49 (30) 1234-5`, `030/1234`.
private func isNumber(_ text: String) -> Bool {
  guard let first = text.utf8.first, isDigit(first) || "+-(".utf8.contains(first) else { return false }
  return text.utf8.contains(where: isDigit) && text.utf8.allSatisfy { isDigit($0) || "+-()./ ".utf8.contains($0) }
}

/// Whether a text is an address of mail: `bob@example.org`.
private func isAddress(_ text: String) -> Bool {
  let parts = text.split(separator: "@", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
}

/// Whether a text is a link: `https://example.org`, `mailto:bob@example.org`, `www.example.org`.
private func isLink(_ text: String) -> Bool {
  let scheme = text.prefix { $0 != ":" }
  let rest = text[scheme.endIndex...]
  return !scheme.isEmpty && rest.hasPrefix("://")
    || ["mailto:", "tel:", "www."].contains { text.lowercased().hasPrefix($0) }
}

extension Chronicle {
  /// The sentence that takes a value away, with the value as it is kept, or was taken away before: a date said
  /// otherwise is the same date.
  fileprivate func meantValue(_ sentence: Sentence<Node>) -> Rephrasing {
    guard let owner = sentence.objects[0].nodes.first, let field = sentence.objects[1].nodes.first,
      case .text(let said) = sentence.objects[2]
    else { return Rephrasing(sentence: sentence) }
    let held = network.fields(on: sentence.day ?? .last)[owner]?[field] ?? []
    let date = Comparand.text(said).asDay
    func isMeant(_ value: String) -> Bool {
      Comparand.text(value).equals(.text(said)) || date.map { Comparand.text(value).equals($0) } ?? false
    }
    var sentence = sentence
    if let value = held.first(where: { $0 == said }) ?? held.first(where: isMeant) {
      sentence.objects[2] = .text(value)
      return Rephrasing(sentence: sentence)
    }
    for case .remove(let value) in network.steps(of: field, owner) where isMeant(value) {
      sentence.objects[2] = .text(value)
    }
    let (whose, what) = (names[owner], names[field])
    let known = held.isEmpty ? "" : ", but " + held.map { "`\($0)`" }.joined(separator: " and ")
    return Rephrasing(sentence: sentence, hint: "`\(whose)` has no \(what) `\(said)`\(known)")
  }
}
