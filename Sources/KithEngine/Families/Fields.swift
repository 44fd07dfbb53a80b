import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax

/// What else one wants to keep of somebody: an address, a birthday, anything with a name.
package let fieldFamily: [VerbEntry] = [
  VerbEntry(
    imperative: "set", help: "keeps fields of somebody: email, phone, birthday, …",
    example: "set alice email alice@example.org, birthday 12 may",
    .objects(.fieldOwner, .fields, taking: .said) { _, _, owner, fields in
      fields.map { .field(owner, $0.name, .set($0.values)) }
    }),
  VerbEntry(
    imperative: StatementLog.addingValues, help: "keeps one more value of a field, beside those it has",
    example: "add alice phone +49 30 1234",
    .objects(.fieldOwner, .fields, taking: .said) { _, _, owner, fields in
      fields.map { .field(owner, $0.name, .add($0.values)) }
    }),
  VerbEntry(
    imperative: "unset", help: "takes fields of somebody away, or values of a field", example: "unset alice email",
    .objects(
      .fieldOwner, .fieldsGone, maybe(.fieldValue), taking: .said,
      resolving: { sentence, _, log throws(StatementError) in log.meantValues(sentence) }
    ) { _, _, owner, fields, value throws(StatementError) in
      guard let value else {
        return fields.flatMap { field -> [Fact] in
          if field.values.isEmpty { return [.field(owner, field.name, .set([]))] }
          return field.values.map { .field(owner, field.name, .remove($0)) }
        }
      }
      guard fields.count == 1 else {
        throw StatementError("a value is of one field", about: .object(2), help: "say it once for each of the fields")
      }
      return fields.map { .field(owner, $0.name, .remove(value)) }
    }),
]

extension TypedSlot where Value == Node {
  /// Whose fields they are, with free words behind: the longest name that is known, else one word.
  fileprivate static var fieldOwner: TypedSlot {
    let shape = NameShape(kind: .person, label: "NAME", alternatives: [.org, .group])
    let slot = Slot(label: "NAME", kind: .person, alternatives: [.org, .group], column: .people) {
      parser throws(Diagnostic) in
      .names([try parser.knownName(shape)])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}

extension TypedSlot where Value == [Field<Node>] {
  fileprivate static var fields: TypedSlot {
    let slot = Slot(label: "FIELD VALUE", kind: .field, holds: .fields, column: .field) { parser throws(Diagnostic) in
      var fields: [Field<Mention>] = []
      repeat {
        try parser.checkListHolds(fields.reduce(0) { $0 + $1.values.count })
        let field = try parser.fieldWithValues()
        // A field that is said twice has both values, and each of them once.
        let known = fields.firstIndex { $0.name.text == field.name.text } ?? fields.endIndex
        if known == fields.endIndex { fields.append(Field(name: field.name, values: [])) }
        for value in field.values where !fields[known].values.contains(value) { fields[known].values.append(value) }
      } while parser.acceptComma()
      return .fields(fields)
    }
    slot.isList = true
    return TypedSlot(slot: slot) { if case .fields(let fields) = $0 { fields } else { [] } }
  }

  /// Fields to take away, or one of which several values go; a single one stands in a slot of its own.
  fileprivate static var fieldsGone: TypedSlot {
    let slot = Slot(label: "FIELD", kind: .field, column: .field) { parser throws(Diagnostic) in
      var names = [try parser.fieldName(mustExist: true)]
      if parser.startsValue {
        let start = parser.at
        let values = try parser.values()
        if values.count > 1 { return .fields([Field(name: names[0], values: values)]) }
        parser.move(to: start)
      }
      while parser.acceptComma() || parser.accept("and") {
        try parser.checkListHolds(names.count)
        names.append(try parser.fieldName(mustExist: true))
      }
      return .names(names)
    }
    slot.mayHold = .fields
    slot.mustExist = true
    slot.isList = true
    return TypedSlot(slot: slot) { term in
      if case .fields(let fields) = term { fields } else { term.nodes.map { Field(name: $0, values: []) } }
    }
  }
}

extension TypedSlot where Value == String {
  /// One value of a field.
  fileprivate static var fieldValue: TypedSlot {
    let slot = Slot(label: "VALUE", kind: nil, holds: .text, column: .value) { parser throws(Diagnostic) in
      .text(try parser.values().joined(separator: " and "))
    }
    slot.begins = { $0.startsValue }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension StatementParser {
  fileprivate mutating func fieldWithValues() throws(Diagnostic) -> Field<Mention> {
    let field = try fieldName()
    // `set rosa email to r@x.org`
    if !source.isCanonical, nextWord == .to { advance() }
    if field.text != "birthday" { return Field(name: field, values: try values()) }
    var birthdays: [String] = []
    repeat {
      let span = next.span
      birthdays.append(try birthday())
      if let day = birthdays.last.flatMap({ Day($0) }), day > context.today {
        throw problem("\(day) lies in the future", at: span)
      }
    } while accept("and")
    return Field(name: field, values: birthdays)
  }

  /// Whether a value comes next, behind the name of a field.
  fileprivate var startsValue: Bool { !isAtEnd && !isClauses(from: at) }

  /// Reads values joined by `and`, each once, where each by itself is plainly one: a number, a date, an address, a link, or in
  /// quotes. Else `and` is a word of the one value.
  fileprivate mutating func values() throws(Diagnostic) -> [String] {
    let range = try wordRange("VALUE")
    let parts = range.split(omittingEmptySubsequences: false) { word($0) == .and }
    guard parts.allSatisfy({ isPlainValue($0) }) else { return [try text(of: range)] }
    try checkListHolds(parts.count - 1)
    var values: [String] = []
    for part in parts { values.append(try text(of: part)) }
    return values.distinctTexts
  }

  private func isPlainValue(_ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    if range.count == 1, isText(token(range.lowerBound)) { return true }
    if let date = DateExpression.match(self, at: range.lowerBound), date.length == range.count { return true }
    let text = range.map { source.text(token($0).span) }.joined(separator: " ")
    return isNumber(text) || range.count == 1 && (isAddress(text) || isLink(text))
  }

  fileprivate mutating func fieldName(mustExist: Bool = false) throws(Diagnostic) -> Mention {
    expect(mustExist ? .name([.field], label: "FIELD") : .fieldToSet)
    let token = next
    guard token.kind == .word else { throw unexpected() }
    let said = source.text(token.span).lowercased()
    // `phone number`
    let isLonger =
      !source.isCanonical && FieldName.meant(by: "\(said) \(wordText(at + 1) ?? "")") == FieldName.meant(by: said)
    let name = source.isCanonical ? said : FieldName.meant(by: said)
    guard FieldName.isName(name) else {
      throw problem(
        "`\(name)` is not a field", at: token.span, help: "a field is one word of letters, as in `email` or `birthday`")
    }
    guard !context.vocabulary.derivedFields.contains(where: { $0.name == name }) else {
      throw problem(
        "`\(name)` follows from what is said of somebody, and cannot be set", at: token.span,
        help: "say it like `alice lives in Berlin` or `alice works at Acme as designer`")
    }
    advance(isLonger ? 2 : 1)
    return Mention(
      text: name, isQuoted: true, span: token.span, shape: NameShape(kind: .field, label: "FIELD", mustExist: mustExist)
    )
  }

  /// Reads a birthday, with or without its year: `1980-05-12` or `--05-12`.
  private mutating func birthday() throws(Diagnostic) -> String {
    expect(.value("a date", such: ["12 may 1980", "1980-05-12", "12 may"]))
    open()
    let start = next
    if let (expression, length) = DateExpression.match(self, at: at) ?? monthOrYear(at: at) {
      switch expression {
      case .day(let day):
        advance(length)
        return day.description
      case .monthDay(let month, let day):
        advance(length)
        return "--\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      case .month(let year, let month) where length > 1 || nextWord == .figure:
        advance(length)
        return "\(year)-\(month < 10 ? "0" : "")\(month)"
      case .either: _ = try date()
      case .impossible, .dayOfMonth, .end, .relative, .relativeMonths, .weekday, .span, .month: break
      }
    }
    let text = source.value(of: start)
    let isMonth = text.utf8.count == 7 && Day("\(text)-01") != nil
    guard [.word, .string].contains(start.kind), isMonth || monthAndDay(ofBirthday: text) != nil else {
      throw problem(
        isAtEnd ? "a date is missing" : "`\(source.text(start.span))` is not a birthday", at: start.span,
        help: "say `1980-05-12`, `12 may 1980` or, without the year, `12 may`")
    }
    advance()
    return text
  }
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

extension StatementLog {
  /// The sentence that takes values away, each as it is kept, or was taken away before: a date said otherwise is the
  /// same date.
  fileprivate func meantValues(_ sentence: Sentence<Node>) -> ResolvedSentence {
    guard let owner = sentence.objects[0].nodes.first, let field = sentence.objects[1].nodes.first else {
      return ResolvedSentence(sentence: sentence)
    }
    let held = network.fields(on: sentence.day ?? .last)[owner]?[field] ?? []
    func meant(_ said: String) -> String { meantValue(said, of: field, owner, among: held) }
    var (sentence, missing) = (sentence, [String]())
    if case .text(let said) = sentence.objects[2] {
      sentence.objects[2] = .text(meant(said))
      missing = [said]
    } else if case .fields(let fields) = sentence.objects[1] {
      sentence.objects[1] = .fields(fields.map { Field(name: $0.name, values: $0.values.map(meant).distinctTexts) })
      missing = fields.flatMap(\.values)
    }
    missing = missing.filter { !held.contains(meant($0)) }
    guard !missing.isEmpty else { return ResolvedSentence(sentence: sentence) }
    func listed(_ values: [String], _ joint: String) -> String { values.map { "`\($0)`" }.joined(separator: joint) }
    let known = held.isEmpty ? "" : ", but \(listed(held, " and "))"
    return ResolvedSentence(
      sentence: sentence, hint: "`\(names[owner])` has no \(names[field]) \(listed(missing, " or "))\(known)")
  }

  private func meantValue(_ said: String, of field: Node, _ owner: Node, among held: [String]) -> String {
    let date = Comparand.text(said).asDay
    func isMeant(_ value: String) -> Bool {
      Comparand.text(value).equals(.text(said)) || date.map { Comparand.text(value).equals($0) } ?? false
    }
    if let value = held.first(where: { $0 == said }) ?? held.first(where: isMeant) { return value }
    var meant = said
    for case .remove(let value) in network.steps(of: field, owner) where isMeant(value) { meant = value }
    return meant
  }
}

extension [String] {
  /// Each once, in order of first appearance.
  fileprivate var distinctTexts: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}
