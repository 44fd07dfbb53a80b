import KithGraph
import KithSyntax
import KithText

extension StatementParser {
  /// Reads two expressions and how they compare: `given - got > 3`, `last before 30 days ago`.
  package mutating func comparison() throws(Diagnostic) -> Condition<Mention> {
    let left = try side(isFirst: true)
    let span = next.span
    for word in Comparison.allCases.map(\.rawValue) { expect(.word(word)) }
    if nextWord == .before || nextWord == .since {
      let comparison = nextWord == .before ? Comparison.less : .atLeast
      advance()
      let start = at
      let right = Side(expression: .value(.day(try boundary())), kind: .day, span: spanRead(from: start))
      return try compared(left, comparison, right)
    }
    guard next.kind == .word, let comparison = Comparison(rawValue: source.text(span)) else {
      throw problem(
        isAtEnd ? "a comparison is missing" : "`\(source.text(span))` is not a comparison", at: span,
        help: "write `where given - got > 3`, `where city = Berlin` or `where last before 30 days ago`, with spaces")
    }
    advance()
    return try compared(left, comparison, try side())
  }

  /// One side of a comparison: what it is follows from its fields and values, unless people's own fields decide
  /// (`nil`).
  private struct Side {
    var expression: Expression
    var kind: Comparand.Kind?
    var span: Span

    var isValue: Bool { if case .value = expression { true } else { false } }
  }

  private func compared(_ left: Side, _ comparison: Comparison, _ right: Side) throws(Diagnostic) -> Condition<Mention>
  {
    if let a = left.kind, let b = right.kind, a != b {
      throw problem(
        "`\(source.text(left.span))` is \(a.words), and `\(source.text(right.span))` \(b.words)",
        at: left.span.joined(with: right.span), help: "write it like `\((left.isValue ? b : a).example)`")
    }
    return .comparison(left.expression, comparison, right.expression)
  }

  private func spanRead(from start: Int) -> Span { token(start).span.joined(with: token(max(start, at - 1)).span) }

  /// Reads the day behind `before` or `since`; of a span, a year too, the first one.
  private mutating func boundary() throws(Diagnostic) -> Day {
    if DateExpression.match(self, at: at) == nil, let year = nextWordText, year.utf8.count == 4,
      let day = Day(year + "-01-01")
    {
      advance()
      return day
    }
    return try date(spans: true)
  }

  private mutating func side(isFirst: Bool = false) throws(Diagnostic) -> Side {
    var side = try operand(isFirst: isFirst)
    while next.kind == .word, let sign = nextWordText, ["+", "-"].contains(sign) {
      advance()
      let more = try operand()
      side = try sum(side, more, isDifference: sign == "-")
    }
    return side
  }

  private func sum(_ a: Side, _ b: Side, isDifference: Bool) throws(Diagnostic) -> Side {
    func summed(_ kind: Comparand.Kind?) -> Side {
      Side(
        expression: isDifference ? .difference(a.expression, b.expression) : .sum(a.expression, b.expression),
        kind: kind,
        span: a.span.joined(with: b.span))
    }
    switch (a.kind, b.kind) {
    case (.number, .number): return summed(.number)
    case (.day, .day) where isDifference: return summed(.number)
    case (.day, .number): return summed(.day)
    case (.number, .day) where !isDifference: return summed(.day)
    case (.text, _), (_, .text), (.day, .day), (.number, .day):
      throw problem(
        "`\(source.text(summed(nil).span))` is not a sum of numbers, nor of a day and a number", at: summed(nil).span,
        help: "write it like `who where given - got > 3` or `who where last + 30 < today`")
    case (nil, _), (_, nil): return summed(nil)
    }
  }

  private mutating func operand(isFirst: Bool = false) throws(Diagnostic) -> Side {
    expect(.field(isFirst: isFirst))
    let start = at
    let (expression, kind) = try fieldOrValue()
    return Side(expression: expression, kind: kind, span: spanRead(from: start))
  }

  private mutating func fieldOrValue() throws(Diagnostic) -> (Expression, Comparand.Kind?) {
    func value(_ value: Comparand) -> (Expression, Comparand.Kind?) { (.value(value), value.kind) }
    let token = next
    if let date = DateExpression.match(self, at: at) {
      let day = try self.date(spans: true)
      guard case .monthDay(let month, let dayOfMonth) = date.expression else { return value(.day(day)) }
      return value(.dayOfYear(month: month, day: dayOfMonth, latest: day))
    }
    if startsText, let text = nextText {
      advance()
      if case .value(isOpen: true) = token.kind, let number = Comparand.text(text).asNumber {
        return value(.number(number))
      }
      return value(.text(text))
    }
    guard let word = nextWordText else { throw unexpected() }
    if let (year, month, day) = monthAndDay(ofBirthday: word), year == nil {
      advance()
      return value(.dayOfYear(month: month, day: day, latest: nil))
    }
    if let number = Comparand.text(word).asNumber {
      advance()
      return value(.number(number))
    }
    if fieldNames.contains(word) {
      advance()
      return (.field(word), context.vocabulary.derivedFields.first { $0.name == word }?.kind)
    }
    guard word.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || "-_.@0123456789".unicodeScalars.contains($0) })
    else {
      throw problem(
        "`\(source.text(token.span))` is neither a field nor a value", at: token.span,
        help: "quote a text, and write spaces around signs")
    }
    advance()
    if at >= 2, Comparison(rawValue: source.text(self.token(at - 2).span)) != nil {
      return value(.text(source.text(token.span)))
    }
    if isOwnField(word) { return (.field(word), nil) }
    let near = nearestSpelling(to: word, among: fieldNames)
    throw problem(
      "there is no field `\(word)`", at: token.span,
      help: near == nil ? "the fields are \(fieldNames.joined(separator: ", "))" : nil, instead: near)
  }
}

extension Comparand.Kind {
  /// What something of the kind is compared with.
  fileprivate var example: String {
    switch self {
    case .number: "who where given - got > 3"
    case .day: "who where last before 30 days ago"
    case .text: "who where name = \"7 of 9\""
    }
  }
}
