import KithGraph
import KithSyntax

extension StatementParser {
  /// Whether a name comes next that is no clause of this statement; at the end, one could.
  package var startsName: Bool {
    switch next.kind {
    case .string, .value, .end: true
    case .word: !stops.contains(nextWord)
    default: false
    }
  }

  /// Whether words come next that behind `for` say no topic: `for the first time`, `for once`.
  var startsIdiom: Bool {
    if source.isCanonical { return false }
    let words = [nextWordText, wordText(at + 1), wordText(at + 2)].compactMap { $0 }.joined(separator: " ")
    return words == "the first time"
      || ["once", "now", "free", "nothing", "fun", "ages", "good"].contains(nextWordText) || words.hasPrefix("a change")
  }

  /// Reads the day of a statement; of one that can have a deadline, a day to come is that.
  mutating func dayOrDeadline() throws(Diagnostic) -> Day {
    guard !source.isCanonical, clauses.all.contains(where: { $0 === Clause.by }) else { return try date() }
    let start = at
    let next = try? date(.future)
    let length = at - start
    move(to: start)
    guard let next, next > context.today, let match = DateExpression.match(self, at: start),
      match.length == length || length > 0
    else { return try date() }
    if saysBy { return try date() }
    switch match.expression {
    case .monthDay, .dayOfMonth, .weekday(_, .next), .weekday(_, .week), .relative, .relativeMonths, .day, .end:
      _ = try date(.future)
      return next
    case .weekday(_, .open):
      let day = try date()
      let span = token(start).span.joined(with: token(at - 1).span)
      let coming = "next \(source.text(span))"
      throw problem(
        "is it the last one, or the next one, as a deadline?", at: span,
        help: "the last one is `\(day)`, the next one `\(coming)`", instead: coming, or: "\(day)")
    case .weekday, .impossible, .span, .month, .either: return try date()
    }
  }

  /// Reads a day to come; behind `before` the one before it.
  mutating func dayToCome() throws(Diagnostic) -> Day {
    let isBefore = word(at - 1) == .before
    let day = try date(.future)
    return isBefore ? day.adding(days: -1) ?? day : day
  }

  /// Whether the rest of the statement names its deadline with `by`.
  private var saysBy: Bool {
    var index = at
    while token(index).kind != .end, word(index) != .by { index += 1 }
    return word(index) == .by
  }

  /// How many words a date takes that stands at an index and may be a month or a year.
  func partialDateLength(at index: Int) -> Int? { partialDate(at: index)?.length }

  /// Whether a word stands at an index that says since when something is so, or up to when, with a date behind.
  func startsDates(_ index: Int) -> Bool {
    let clauses = clauses.beginning(with: word(index)).filter { $0.slot.holds == .date }
    return clauses.contains { clause in clause.keywords.contains { $0.first == word(index) } }
      && partialDateLength(at: index + 1) != nil
  }

  /// Whether a dash comes next between two dates: `2018 - march 2021`.
  var isDashBetweenDates: Bool {
    isDash(at) && partialDateLength(at: at + 1) != nil
      && (1...3).contains { at - $0 >= startIndex && partialDateLength(at: at - $0) == $0 }
  }

  /// Reads a date that may be a month or a year: `2020`, `march 2018`, `last month`, or a day.
  mutating func partialDate() throws(Diagnostic) -> PartialDate {
    expect(.date(.past, spans: true))
    guard let (date, length) = partialDate(at: at) else {
      throw problem(
        isAtEnd ? "a date is missing" : "`\(source.text(next.span))` is not a date", at: next.span,
        help: "such dates are written `2020`, `2018-03`, `march 2018` or as a day")
    }
    let span = next.span.joined(with: token(at + length - 1).span)
    guard date.first <= context.today else {
      throw problem("\(date) lies in the future, and this says what is so", at: span)
    }
    advance(length)
    mark(.date, from: at - length)
    return date
  }

  private func partialDate(at index: Int) -> (date: PartialDate, length: Int)? {
    guard let (expression, length) = DateExpression.match(self, at: index) ?? monthOrYear(at: index),
      let day = expression.day(from: context.today, tense: .past)
    else { return nil }
    return (PartialDate(day, expression.precision), length)
  }

  /// Whether what comes next tells when or how, rather than what.
  package var startsTimeOrChannel: Bool {
    !source.isCanonical
      && (startsDate || partOfDay(at) != nil || channelAhead(at) != nil
        || nextWord == .on && DateExpression.match(self, at: at + 1) != nil)
  }

  /// Whether a date comes next.
  var startsDate: Bool { DateExpression.match(self, at: at) != nil }

  /// Whether a number of others comes next: `3 others`.
  package var startsOthers: Bool {
    (word(at + 1) == .other || word(at + 1) == .others) && wordBytes(at).allSatisfy(isDigit)
  }

  /// Whether those at an org come next with whom one works, rather than where it is: all but a place that is known.
  var startsTeam: Bool {
    let word = source.text(next.span)
    let isKnown = context.names.node(word, in: .party).map { context.names.exists($0) } ?? false
    return isKnown || !(context.names.node(word, in: .place).map { context.names.exists($0) } ?? false)
  }

  /// Whether a month or year comes next, and no name: `in may`.
  var startsMonthOrYear: Bool {
    partialDateLength(at: at) != nil && (nextWord == .figure || !source.isCanonical && isInLowerCase(at))
  }

  /// Whether what stands behind `on` is where people met.
  var isOnPlace: Bool {
    !source.isCanonical && nextWord == .the && !startsDate && channelAhead(at - 1) == nil
      && clauses.all.contains { $0 === Clause.others }
  }

  /// Whether a channel that is known comes next: `on zoom`.
  package var startsChannel: Bool { channelLength(at: at) != nil }

  /// The channel that words without `via` say, and how many they are: `in person`, `on the phone`, `by email`, `over
  /// zoom`.
  func channelAhead(_ index: Int) -> (name: String, length: Int)? {
    if source.isCanonical { return nil }
    let (first, second, third) = (wordText(index), wordText(index + 1), wordText(index + 2))
    switch (first, second, third) {
    case ("in", "person", _): return ("in person", 2)
    case ("on", "the", "phone"), ("over", "the", "phone"): return ("phone", 3)
    case ("by", let name?, _), ("over", let name?, _):
      let known =
        ["text": "chat", "message": "chat", "mail": "email", "facetime": "video", "skype": "video"][name] ?? name
      return isChannel(known) ? (known, 2) : nil
    default: return nil
    }
  }

  /// How many tokens the longest name of a known channel takes that stands at an index: `zoom`, `in person`; `nil`
  /// where none does.
  package func channelLength(at index: Int) -> Int? {
    if isText(token(index)) { return isChannel(source.value(of: token(index))) ? 1 : nil }
    if word(index) == .figure, DateExpression.match(self, at: index) != nil { return nil }
    return (1...3).last { length in
      (0..<length).allSatisfy { word(index + $0) != .missing }
        && isChannel((0..<length).map { source.text(token(index + $0).span) }.joined(separator: " "))
    }
  }

  /// Whether a channel of a name is known from the start, or was said.
  package func isChannel(_ name: String) -> Bool {
    Channel.named(name) != nil || context.names.node(name, in: .channel).map { context.names.exists($0) } ?? false
  }

  /// Reads what something is worth: from 0 to a thousand million, with four decimals at most.
  package mutating func worth() throws(Diagnostic) -> Double {
    try decimal("worth", upTo: 1e9, help: "say `worth 2` or `worth 0.5`; who gave is said by the verb")
  }

  /// Reads what a contact weighs: from 0 to 10, with four decimals at most.
  package mutating func weight() throws(Diagnostic) -> Double {
    try decimal("weight", upTo: 10, help: "say `weight 1`, as a meeting has, or `weight 0.2`")
  }

  private mutating func decimal(_ what: String, upTo most: Double, help: String) throws(Diagnostic) -> Double {
    expect(.value("a number"))
    open()
    let parts = nextWordText?.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    let isDecimal = !parts.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
    guard isDecimal, let number = nextWordText.flatMap(Double.init) else {
      throw problem(
        isAtEnd ? "a number is missing" : "`\(source.text(next.span))` is not a \(what)", at: next.span, help: help)
    }
    guard number <= most, parts.count == 1 || parts[1].utf8.count <= 4 else {
      throw problem("a \(what) lies between 0 and \(shortest(most)), with four decimals at most", at: next.span)
    }
    advance()
    mark(.number, from: at - 1)
    return number
  }

  /// Reads a whole number from 1.
  package mutating func count() throws(Diagnostic) -> Int {
    expect(.value("a number"))
    open()
    guard let word = nextWordText, let count = Int(word), (1...1_000_000_000).contains(count) else {
      let found = "`\(source.text(next.span))` is not a whole number from 1 to 1000000000"
      throw problem(isAtEnd ? "a number is missing" : found, at: next.span)
    }
    advance()
    mark(.number, from: at - 1)
    return count
  }

  /// Reads the number of a statement.
  package mutating func statementNumber() throws(Diagnostic) -> Int {
    expect(.value("a statement's number"))
    open()
    let token = next
    guard token.kind == .number || token.kind == .word, let number = Int(source.value(of: token)), number > 0 else {
      throw unexpected()
    }
    advance()
    mark(.number, from: at - 1)
    return number
  }

  /// Reads a tag.
  package mutating func tag() throws(Diagnostic) -> Mention {
    let token = next
    guard token.kind == .tag || isText(token) && token.kind != .string else {
      throw problem(
        isAtEnd ? "expected #TAG at the end" : "expected #TAG, not `\(source.text(token.span))`", at: token.span,
        help: "a tag is written `#design`, or `+design` in a shell",
        instead: token.kind == .word ? "#\(source.text(token.span))" : nil)
    }
    let said = source.value(of: token)
    let text = token.kind != .tag && said.hasPrefix("#") ? String(said.dropFirst()) : said
    guard text.utf8.count <= 100, text.unicodeScalars.first?.properties.isAlphabetic ?? false,
      text.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_./".unicodeScalars.contains($0)
      })
    else {
      throw problem(
        "`\(source.text(token.span))` is not a tag", at: token.span,
        help: "a tag is `#` and a word of letters, digits, `-`, `_`, `.` and `/`")
    }
    advance()
    mark(.tag, from: at - 1)
    return Mention(text: text, isQuoted: false, span: token.span, shape: tagShape)
  }

  /// Reads a note; the caller has seen that one comes.
  package mutating func note() -> String {
    defer { advance() }
    return source.value(of: next)
  }
}

private let tagShape = NameShape(kind: .tag, label: "#TAG")

/// The number that some digits are; `nil` where they are none, or too many.
package func number(_ digits: ArraySlice<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.count <= 18 else { return nil }
  var number = 0
  for digit in digits {
    guard isDigit(digit) else { return nil }
    number = number * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return number
}
