import KithGraph
import KithSyntax
import KithText

/// A date as people say it.
package enum DateExpression: Equatable {
  case day(Day)
  /// A date that the calendar does not have, such as 30 February.
  case impossible
  case relative(days: Int)
  case relativeMonths(Int)
  /// Monday is 0.
  case weekday(Int, Direction)
  /// A day of this month, or of the one before where that is the past.
  case dayOfMonth(Int)
  /// Day and month by numbers of which nobody can tell which is which: both days.
  case either(Day, Day)
  /// A day of a month, in the year that the tense asks for.
  case monthDay(month: Int, day: Int)
  /// The last day of this week, month or year.
  /// The last day of this week, month or year, or of one so many ahead.
  case end(SpanUnit, ahead: Int = 0)
  /// The week, month or year so many back; its first day stands for it.
  case span(SpanUnit, back: Int)
  /// A month of a year.
  case month(year: Int, month: Int)

  package enum SpanUnit { case week, month, year }

  /// Whether it is the end of what is more than a day.
  var isEnd: Bool { if case .end = self { true } else { false } }

  /// Whether it is more than one day.
  package var isSpan: Bool {
    switch self {
    case .span, .month: true
    case .day, .impossible, .relative, .relativeMonths, .weekday, .monthDay, .dayOfMonth, .either, .end: false
    }
  }

  /// Which one is meant: `friday`, `last friday`, `next friday`, `friday week`.
  package enum Direction { case open, last, next, week }

  /// How much of the date it tells.
  var precision: PartialDate.Precision {
    switch self {
    case .span(.year, _): .year
    case .span(.month, _), .month: .month
    case .span(.week, _), .day, .impossible, .relative, .relativeMonths, .weekday, .monthDay, .dayOfMonth, .either,
      .end:
      .day
    }
  }

  /// The day meant, seen from `today`; `nil` where the calendar has none.
  package func day(from today: Day, tense: Tense) -> Day? {
    switch self {
    case .day(let day): day
    case .impossible: nil
    case .relative(let days): today.adding(days: days)
    case .relativeMonths(let months): today.adding(months: months)
    case .weekday(let weekday, let direction): DateExpression.day(weekday, direction, from: today, tense: tense)
    case .monthDay(let month, let day): DateExpression.day(month: month, day: day, from: today, tense: tense)
    case .dayOfMonth(let day): DateExpression.day(day, from: today, tense: tense)
    case .either: nil
    case .end(let unit, let ahead): DateExpression.span(unit, back: -ahead).lastDay(from: today, tense: tense)
    case .month(let year, let month): Day(year: year, month: month, day: 1)
    case .span(.week, let back): today.adding(days: -today.weekday - 7 * back)
    case .span(.month, let back): Day(year: today.date.year, month: today.date.month, day: 1)?.adding(months: -back)
    case .span(.year, let back): Day(year: today.date.year - back, month: 1, day: 1)
    }
  }

  /// The last day of what is more than a day; of a day, itself.
  package func lastDay(from today: Day, tense: Tense) -> Day? {
    let first = day(from: today, tense: tense)
    let next: Day? =
      switch self {
      case .span(.week, _): first?.adding(days: 7)
      case .span(.month, _), .month: first?.adding(months: 1)
      case .span(.year, _): first?.adding(months: 12)
      case .day, .impossible, .relative, .relativeMonths, .weekday, .monthDay, .dayOfMonth, .either, .end:
        first?.adding(days: 1)
      }
    return next?.adding(days: -1)
  }

  /// What happened: the last such weekday up to today; what is planned: the first after today. `last` and `next` are
  /// strict.
  private static func day(_ weekday: Int, _ direction: Direction, from today: Day, tense: Tense) -> Day? {
    let back = (today.weekday - weekday + 7) % 7
    switch (direction, tense) {
    case (.open, .past): return today.adding(days: -back)
    case (.last, _): return today.adding(days: back == 0 ? -7 : -back)
    case (.next, _), (.open, .future): return today.adding(days: 7 - back)
    case (.week, _): return today.adding(days: 14 - back)
    }
  }

  /// The last such day of a month up to today, or the first one behind it.
  private static func day(_ day: Int, from today: Day, tense: Tense) -> Day? {
    let candidates = (-2...2).compactMap { shift -> Day? in
      let month = today.adding(months: shift) ?? today
      return Day(year: month.date.year, month: month.date.month, day: day)
    }
    return tense == .past ? candidates.last { $0 <= today } : candidates.first { $0 > today }
  }

  /// The year is the latest (the earliest) in which the day exists and is not after (before) today.
  private static func day(month: Int, day: Int, from today: Day, tense: Tense) -> Day? {
    let year = today.date.year
    let candidates = (-8...8).compactMap { Day(year: year + $0, month: month, day: day) }
    return tense == .past ? candidates.last { $0 <= today } : candidates.first { $0 > today }
  }
}

extension DateExpression {
  /// A word that may be part of a date: which one it is, and its bytes.
  fileprivate struct Piece {
    let word: WordID
    let bytes: ArraySlice<UInt8>

    /// The number that it is, where it is nothing but digits; one too great is the greatest.
    var number: Int? {
      word == .figure && bytes.allSatisfy(isDigit) ? KithGrammar.number(bytes) ?? .max : nil
    }
  }

  /// The date that stands at an index of a parser's words, and how many words it takes; the longest reading wins.
  package static func match(_ parser: borrowing StatementParser, at index: Int) -> (
    expression: DateExpression, length: Int
  )? {
    let first = parser.word(index)
    // Few words begin a date.
    if first == .missing { return parser.opened(at: index) { match($0, at: index) }.map { ($0, 1) } }
    guard beginnings.contains(first) || first == .figure else { return nil }
    if first == .at, parser.word(index + 1) != .the, parser.word(index + 1) != .end { return nil }
    let found = match(Piece(word: first, bytes: parser.wordBytes(index))) {
      Piece(word: parser.word(index + $0), bytes: parser.wordBytes(index + $0))
    }
    guard case .either(let dayFirst, let monthFirst)? = found?.expression, let order = parser.context.dateOrder else {
      return found
    }
    // `3/11` has no year.
    let day = order == .dayFirst ? dayFirst : monthFirst
    let hasYear = parser.wordBytes(index).count > 5
    return (hasYear ? .day(day) : .monthDay(month: day.date.month, day: day.date.day), 1)
  }

  /// Whether a statement that begins with a token may begin with a date, with or without `on`.
  package static func mayBegin(with token: Token) -> Bool {
    if case .value(isOpen: true) = token.kind { return true }
    return token.word == .on || token.word == .figure || beginnings.contains(token.word)
  }

  private static func match(_ first: Piece, _ behind: (Int) -> Piece) -> (expression: DateExpression, length: Int)? {
    // `sunday 8 november`
    if weekdayNumber(first.word) != nil, let date = monthDay(behind(1), behind(2), behind(3)) {
      return (date.expression, date.length + 1)
    }
    // `saturday the 5th`
    if weekdayNumber(first.word) != nil, behind(1).word == .the, let date = behindThe({ behind($0 + 1) }) {
      return (date.expression, date.length + 1)
    }
    if let weekday = weekdayNumber(first.word), behind(1).word == .week { return (.weekday(weekday, .week), 2) }
    if let date = single(first) { return (date, 1) }
    let (second, third) = (behind(1), behind(2))
    // `at the end of the month`
    let end = first.word == .at ? (second.word == .the ? 2 : 1) : first.word == .the ? 1 : 0
    if (end == 0 ? first : behind(end)).word == .end, behind(end + 1).word == .of {
      let isNext = behind(end + 2).word == .next
      let unit = isNext || [.the, .this].contains(where: { behind(end + 2).word == $0 }) ? 3 : 2
      if let span = spanUnit(behind(end + unit).word) { return (.end(span, ahead: isNext ? 1 : 0), end + unit + 1) }
    }
    if first.word == .at { return nil }
    // `the day before yesterday`
    let day = first.word == .the ? 1 : 0
    if (day == 0 ? first : second).word == .day {
      let (side, middle) = (behind(day + 1), behind(day + 2).word)
      if side.word == .before, middle == .yesterday { return (.relative(days: -2), day + 3) }
      if side.bytes.elementsEqual("after".utf8), middle == .tomorrow { return (.relative(days: 2), day + 3) }
    }
    if first.word == .the { return behindThe(behind) }
    if first.word == .a, second.word == .couple || second.word == .few {
      // `a couple of weeks ago`
      let skipped = third.word == .of ? 3 : 2
      guard second.word == .couple, behind(skipped + 1).word == .ago else { return nil }
      return relative(2, behind(skipped).word, sign: -1).map { ($0, skipped + 2) }
    }
    switch (first.word.keyword, spanUnit(second.word)) {
    case (.last, let unit?): return (.span(unit, back: 1), 2)
    case (.this, let unit?): return (.span(unit, back: 0), 2)
    case (.this, nil): return weekdayNumber(second.word).map { (.weekday($0, .open), 2) }
    case (.next, let unit?): return (.span(unit, back: -1), 2)
    case (.last, nil): return weekdayNumber(second.word).map { (.weekday($0, .last), 2) }
    case (.next, nil): return weekdayNumber(second.word).map { (.weekday($0, .next), 2) }
    case (.in, _) where second.word == .a && third.word == .couple:
      let unit = behind(3).word == .of ? 4 : 3
      return relative(2, behind(unit).word, sign: 1).map { ($0, unit + 1) }
    case (.in, _): return span(second, third.word, sign: 1).map { ($0, 3) }
    default:
      if third.word == .ago { return span(first, second.word, sign: -1).map { ($0, 3) } }
      if second.word == .of, let found = monthDay(first, third, behind(3)) {
        return (found.expression, found.length + 1)
      }
      return monthDay(first, second, third)
    }
  }

  /// What stands behind `the`: `the 5th`, the last such day, `the 5th of november`.
  private static func behindThe(_ behind: (Int) -> Piece) -> (expression: DateExpression, length: Int)? {
    let (first, second, third) = (behind(1), behind(2), behind(3))
    guard first.word == .figure, let day = dayNumber(first), !first.bytes.allSatisfy(isDigit) else { return nil }
    let isOf = second.word == .of
    if let found = monthDay(first, isOf ? third : second, behind(isOf ? 4 : 3)) {
      return (found.expression, found.length + (isOf ? 2 : 1))
    }
    return (.dayOfMonth(day), 2)
  }

  /// The date that all of some words are, without case; `nil` where they are none.
  package static func whole(_ words: [String]) -> DateExpression? {
    // What somebody keeps in a field is compared as it was: by numbers alone it is no date.
    guard (1...3).contains(words.count), !words.contains(where: { $0.utf8.contains { "/.".utf8.contains($0) } }) else {
      return nil
    }
    let pieces = words.map(Piece.init)
    if pieces.count == 1 { return single(pieces[0]) }
    guard let found = monthDay(pieces[0], pieces[1], pieces.count > 2 ? pieces[2] : Piece("")),
      found.length == words.count
    else {
      return nil
    }
    return found.expression
  }

  private static func single(_ piece: Piece) -> DateExpression? {
    guard piece.word == .figure else {
      switch piece.word.keyword {
      case .today: return .relative(days: 0)
      case .yesterday: return .relative(days: -1)
      case .tomorrow: return .relative(days: 1)
      default: return weekdayNumber(piece.word).map { .weekday($0, .open) }
      }
    }
    let bytes = piece.bytes
    if let date = numbers(bytes) { return date }
    func day(_ text: ArraySlice<UInt8>) -> Day? { text.withUnsafeBufferPointer { Day(utf8: $0) } }
    if bytes.count == 7 { return day(bytes + "-01".utf8).map { .month(year: $0.date.year, month: $0.date.month) } }
    guard bytes.count == Day.textLength else { return nil }
    if let day = day(bytes) { return .day(day) }
    let isShaped = bytes.enumerated().allSatisfy { $0 == 4 || $0 == 7 ? $1 == UInt8(ascii: "-") : isDigit($1) }
    return isShaped ? .impossible : nil
  }

  /// `2026/11/05`, `3.11.2026`, `25/11`: which number is the day has to be plain.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> DateExpression? {
    guard bytes.count >= 3, bytes.count <= 10, bytes.contains(where: { "/.".utf8.contains($0) }) else { return nil }
    let parts = bytes.split(omittingEmptySubsequences: false) { "/.".utf8.contains($0) }
    let isByStroke = bytes.contains(UInt8(ascii: "/"))
    let figures = parts.compactMap { $0.count <= 4 ? KithGrammar.number($0) : nil }
    guard figures.count == parts.count else { return nil }
    switch (figures.count, parts[0].count) {
    case (3, 4): return Day(year: figures[0], month: figures[1], day: figures[2]).map { .day($0) } ?? .impossible
    case (3, ...2) where parts[2].count == 4:
      let (a, b, year) = (figures[0], figures[1], figures[2])
      let (dayFirst, monthFirst) = (Day(year: year, month: b, day: a), Day(year: year, month: a, day: b))
      if !isByStroke || monthFirst == nil || dayFirst == monthFirst { return dayFirst.map { .day($0) } ?? .impossible }
      guard let dayFirst, let monthFirst else { return monthFirst.map { .day($0) } }
      return .either(dayFirst, monthFirst)
    case (2, ...2) where isByStroke && parts[1].count <= 2:
      let (a, b) = (figures[0], figures[1])
      if (1...12).contains(b), a > 12, a <= 31 || a == b { return .monthDay(month: b, day: a) }
      if (1...12).contains(a), b > 12, b <= 31 { return .monthDay(month: a, day: b) }
      guard a == b, (1...12).contains(a) else {
        guard let dayFirst = Day(year: 2000, month: b, day: a), let monthFirst = Day(year: 2000, month: a, day: b)
        else {
          return nil
        }
        return .either(dayFirst, monthFirst)
      }
      return .monthDay(month: a, day: a)
    default: return nil
    }
  }

  private static func spanUnit(_ word: WordID) -> SpanUnit? {
    switch word.keyword {
    case .week: .week
    case .month: .month
    case .year: .year
    default: nil
    }
  }

  private static func span(_ count: Piece, _ unit: WordID, sign: Int) -> DateExpression? {
    let isOne = count.word == .a || count.word == .an || count.word == .one
    return (isOne ? 1 : count.number ?? numberWord(count.word)).flatMap { relative($0, unit, sign: sign) }
  }

  /// So many units from today.
  private static func relative(_ count: Int, _ unit: WordID, sign: Int) -> DateExpression? {
    guard units.contains(unit) else { return nil }
    guard count <= 4_000_000 else { return .impossible }
    switch unit.keyword {
    case .fortnight, .fortnights: return .relative(days: sign * count * 14)
    case .day, .days: return .relative(days: sign * count)
    case .week, .weeks: return .relative(days: sign * count * 7)
    case .month, .months: return .relativeMonths(sign * count)
    default: return .relativeMonths(sign * count * 12)
    }
  }

  /// `22 nov`, `nov 22`, either with a year behind it.
  private static func monthDay(_ first: Piece, _ second: Piece, _ third: Piece) -> (
    expression: DateExpression, length: Int
  )? {
    let pair: (month: Int, day: Int)? =
      if let month = monthNumber(first.word), let day = dayNumber(second) {
        (month, day)
      } else if let month = monthNumber(second.word), let day = dayNumber(first) { (month, day) } else { nil }
    guard let pair else { return nil }
    if third.bytes.count == 4, let year = third.number {
      return (Day(year: year, month: pair.month, day: pair.day).map { .day($0) } ?? .impossible, 3)
    }
    let exists = Day(year: 2000, month: pair.month, day: pair.day) != nil
    return (exists ? .monthDay(month: pair.month, day: pair.day) : .impossible, 2)
  }

  /// `5`, `5th`.
  private static func dayNumber(_ piece: Piece) -> Int? {
    if piece.bytes.count <= 2 { return piece.number }
    let ending = String(decoding: piece.bytes.suffix(2), as: UTF8.self).lowercased()
    guard piece.word == .figure, piece.bytes.count <= 4, ["st", "nd", "rd", "th"].contains(ending) else { return nil }
    return KithGrammar.number(piece.bytes.dropLast(2)).flatMap { (1...31).contains($0) ? $0 : nil }
  }
}

extension DateExpression.Piece {
  fileprivate init(_ text: String) {
    self.init(word: Keyword.lexicon.word(text), bytes: Array(text.utf8)[...])
  }
}

extension StatementParser {
  /// Reads a date: what the words leave open is the past, or the future of what is planned. A span stands for its first
  /// day, or for its last.
  package mutating func date(_ tense: Tense = .past, spans: Bool = false, isLast: Bool = false) throws(Diagnostic)
    -> Day
  {
    expect(.date(tense, spans: spans))
    open()
    let found = DateExpression.match(self, at: at) ?? (spans ? monthOrYear(at: at, tense) : nil)
    guard let (expression, length) = found else {
      if let (expression, length) = monthOrYear(at: at, tense) {
        let span = next.span.joined(with: token(at + length - 1).span)
        throw notADay(span, instead: expression.lastDay(from: context.today, tense: tense))
      }
      let help =
        "dates are written `2026-11-22`, `today`, `yesterday`, `friday`, `last friday`, `3 days ago` or `22 nov`"
      let isBehindOn = word(at - 1) == .on
      throw problem(
        isAtEnd ? "a date is missing" : "`\(source.text(next.span))` is not a date",
        at: isBehindOn ? token(at - 1).span.joined(with: next.span) : next.span, help: help,
        instead: nextWordText.flatMap { nearestSpelling(to: $0, among: DateExpression.words, within: 1) }.map {
          isBehindOn ? "on \($0)" : $0
        }, matter: isBehindOn && next.kind == .word ? .extra : .other)
    }
    let span = next.span.joined(with: token(at + length - 1).span)
    guard spans || !expression.isSpan else {
      let ends = [
        expression.day(from: context.today, tense: tense), expression.lastDay(from: context.today, tense: tense),
      ]
      throw notADay(
        span, instead: ends.compactMap(\.self).first { tense == .past ? $0 <= context.today : $0 > context.today })
    }
    if case .either(let dayFirst, let monthFirst) = expression {
      let days = [dayFirst, monthFirst].map { day -> Day in
        let isWithYear = source.text(span).utf8.count > 5
        let (month, number) = (day.date.month, day.date.day)
        return isWithYear
          ? day : DateExpression.monthDay(month: month, day: number).day(from: context.today, tense: tense) ?? day
      }
      throw problem(
        "`\(source.text(span))` could be \(days[0]) or \(days[1])", at: span, instead: "\(days[0])",
        or: "\(days[1])")
    }
    let day =
      isLast
      ? expression.lastDay(from: context.today, tense: tense) : expression.day(from: context.today, tense: tense)
    guard let day else {
      throw problem("the calendar has no day `\(source.text(span))`", at: span)
    }
    if case .monthDay = expression, tense == .past, !spans { try refuseComing(expression, span, last: day) }
    advance(length)
    mark(.date, from: at - length)
    return day
  }
}

extension DateExpression {
  /// The day that a text says, or the first one of a span; `nil` where it says none.
  package static func day(saidBy text: String, _ tense: Tense, in context: ParserContext) -> Day? {
    let source = Source(name: nil, text: text)
    guard let tokens = try? Lexer.tokens(of: source, knowing: context.vocabulary.lexicon).tokens.dropLast() else {
      return nil
    }
    var parser = StatementParser(tokens, of: source, in: context)
    return try? parser.date(tense, spans: match(parser, at: parser.at)?.expression.isSpan ?? true)
  }
}

extension StatementParser {
  /// The month or year by itself that stands at an index: `october`, `may 2026`, `2025`.
  package func monthOrYear(at index: Int, _ tense: Tense = .past) -> (expression: DateExpression, length: Int)? {
    let today = context.today
    if let year = year(at: index) { return (.span(.year, back: today.date.year - year), 1) }
    guard let month = monthNumber(word(index)) else { return nil }
    if let year = year(at: index + 1) { return (.month(year: year, month: month), 2) }
    let isOver = month <= today.date.month
    let year = today.date.year + (tense == .past ? (month <= today.date.month ? 0 : -1) : isOver ? 1 : 0)
    return (.month(year: year, month: month), 1)
  }

  /// The year of four digits that stands at an index.
  private func year(at index: Int) -> Int? {
    guard word(index) == .figure, wordBytes(index).count == 4, wordBytes(index).allSatisfy(isDigit) else { return nil }
    return number(wordBytes(index)).flatMap { (1000...9999).contains($0) ? $0 : nil }
  }

  /// Refuses a day without a year for what happened that comes again soon: who says `3 dec` in November rarely means
  /// the last one.
  private func refuseComing(_ expression: DateExpression, _ span: Span, last: Day) throws(Diagnostic) {
    let today = context.today
    guard let next = expression.day(from: today, tense: .future), next.days(since: today) <= 90 else { return }
    throw problem(
      "`\(source.text(span))` comes on \(next), and this says what happened", at: span,
      help: "what is to come is planned: `plan TITLE on \(next)`", instead: "\(last)", matter: .time)
  }

  /// The error for a span where a day belongs.
  package func notADay(_ span: Span, instead day: Day? = nil) -> Diagnostic {
    problem(
      "`\(source.text(span))` is more than a day", at: span,
      help: "say the day; `since` and `before` in questions take such spans",
      instead: day.map { "\($0)" }, matter: day == nil ? .extra : .other)
  }
}

/// Monday is 0.
func weekdayNumber(_ word: WordID) -> Int? {
  ordinal(of: word, in: Keyword.monday, through: .sunday)
    ?? ordinal(of: word, in: .mon, through: .sun).map { shortWeekdays[$0] }
}

/// The weekdays that the short names stand for.
private let shortWeekdays = [0, 1, 1, 2, 2, 3, 3, 4, 5, 6]

/// The number that a word is, from two to twelve, or one in which days and minutes are counted.
func numberWord(_ word: WordID) -> Int? {
  ordinal(of: word, in: .two, through: .twelve).map { $0 + 2 }
    ?? ordinal(of: word, in: .fifteen, through: .ninety).map { [15, 20, 30, 40, 50, 60, 90][$0] }
}

/// January is 1; the first three letters will do.
func monthNumber(_ word: WordID) -> Int? {
  if let month = ordinal(of: word, in: .january, through: .december) { return month + 1 }
  return ordinal(of: word, in: .jan, through: .dec).map { shortMonths[$0] }
}

/// The months that the short names stand for: September has two, and May is none shorter.
private let shortMonths = [1, 2, 3, 4, 6, 7, 8, 9, 9, 10, 11, 12]

private func ordinal(of word: WordID, in first: Keyword, through last: Keyword) -> Int? {
  (first.rawValue...last.rawValue).contains(word.number) ? Int(word.number - first.rawValue) : nil
}

/// Whether a byte is an ASCII digit.
package func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// The words that begin a date, figures aside.
private let beginnings: WordSet = {
  var words = WordSet(.monday, through: .tomorrow)
  for keyword in [Keyword.last, .next, .this, .in, .at, .a, .an, .one, .the, .end, .day] { words.insert(keyword.word) }
  words.formUnion(WordSet(.two, through: .ninety))
  return words
}()

private let units = WordSet(.day, through: .fortnights)

/// The words of dates and times that are none by themselves, or name no day.
private let wordsBesides = WordSet([Keyword.last, .next, .this, .in, .ago, .noon, .midnight].map(\.word))

extension DateExpression {
  /// The words of dates and times, in order.
  package static let words =
    (Keyword.allCases.filter { (Keyword.monday.rawValue...Keyword.midnight.rawValue).contains($0.rawValue) }
    + Keyword.allCases.filter { units.contains($0.word) })
    .map(\.text).sorted()

  /// The names of the weekdays, from Monday.
  package static let weekdays = (Keyword.monday.rawValue...Keyword.sunday.rawValue).compactMap {
    Keyword(rawValue: $0)?.text
  }

  /// Whether a word names a weekday or a month.
  static func isDay(_ word: WordID) -> Bool { weekdayNumber(word) != nil || monthNumber(word) != nil }

  /// Whether a word names a weekday.
  static func isWeekday(_ word: WordID) -> Bool { weekdayNumber(word) != nil }

  /// Whether a word can be part of a date, so that a name of that word is quoted.
  package static func isPart(_ word: String) -> Bool {
    let piece = Piece(word)
    return single(piece) != nil || monthNumber(piece.word) != nil || wordsBesides.contains(piece.word)
  }
}
