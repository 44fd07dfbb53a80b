import KithGraph
import KithSyntax
import KithText

/// What else one wants to keep of somebody: an address, a birthday, anything with a name.
let fieldFamily: [Verb] = [
  Verb(
    imperative: "set", help: "keeps fields of somebody: email, phone, birthday, …",
    example: "set alice email alice@example.org, birthday 12 may",
    .objects(.fieldOwner, .fields, taking: .dated) { _, _, owner, fields in fields.map { .field(owner, $0.name, value: $0.value) }
    }),
  Verb(
    imperative: "unset", help: "takes fields of somebody away", example: "unset alice email",
    .objects(.fieldOwner, .fieldNames, taking: .dated) { _, _, owner, fields in fields.map { .field(owner, $0, value: nil) } }),
]

extension Slot where Value == Node {
  /// Whose fields they are, with free words behind: the longest name that is known, else one word.
  fileprivate static var fieldOwner: Slot {
    let shape = NameShape(kind: .person, label: "NAME", alternatives: [.org, .group])
    let part = Part(label: "NAME", kind: .person, alternatives: [.org, .group], column: .people) { reader throws(Diagnostic) in
      .names([try reader.knownName(shape)])
    }
    return Slot(part: part) { $0.nodes[0] }
  }
}

extension Slot where Value == [Field<Node>] {
  fileprivate static var fields: Slot {
    let part = Part(label: "FIELD VALUE", kind: .field, holds: .fields, column: .field) { reader throws(Diagnostic) in
      var fields = [try reader.fieldWithValue()]
      while reader.acceptComma() {
        try reader.checkListHolds(fields.count)
        fields.append(try reader.fieldWithValue())
      }
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

extension Reader {
  fileprivate mutating func fieldWithValue() throws(Diagnostic) -> Field<Mention> {
    let field = try fieldName()
    let span = next.span
    let value = field.text == "birthday" ? try birthday() : try words("VALUE")
    if field.text == "birthday", let day = Day(value), day > setting.today {
      throw problem("\(day) lies in the future", at: span)
    }
    return Field(name: field, value: value)
  }

  fileprivate mutating func fieldName(mustExist: Bool = false) throws(Diagnostic) -> Mention {
    expect(.name([.field], label: "FIELD"))
    let token = next
    guard token.kind == .word else { throw unexpected() }
    let name = source.text(token.span).lowercased()
    guard name.unicodeScalars.first?.properties.isAlphabetic ?? false, name.utf8.count <= 100,
      !clauseWords.contains(name), name != "and",
      name.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0) })
    else {
      throw problem("`\(name)` is no field", at: token.span, help: "a field is one word of letters, as in `email` or `birthday`")
    }
    guard !PersonField.all.contains(where: { $0.name == name }) else {
      throw problem(
        "`\(name)` follows from what is said of somebody, and cannot be set", at: token.span,
        help: "say it like `alice lives in Berlin` or `alice works at Acme as designer`")
    }
    advance()
    return Mention(
      text: name, isQuoted: true, span: token.span, shape: NameShape(kind: .field, label: "FIELD", mustExist: mustExist))
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
