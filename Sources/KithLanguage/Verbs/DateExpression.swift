import KithGraph
import KithSyntax
import KithText

/// A date as people say it.
enum DateExpression: Equatable {
  case day(Day)
  /// A date that the calendar does not have, such as 30 February.
  case impossible
  case relative(days: Int)
  case relativeMonths(Int)
  /// Monday is 0.
  case weekday(Int, Direction)
  /// A day of a month, in the year that the tense asks for.
  case monthDay(month: Int, day: Int)
  /// The week, month or year so many back; its first day stands for it.
  case span(SpanUnit, back: Int)
  /// A month of a year.
  case month(year: Int, month: Int)

  enum SpanUnit { case week, month, year }

  /// Whether it is more than one day.
  var isSpan: Bool {
    switch self {
    case .span, .month: true
    case .day, .impossible, .relative, .relativeMonths, .weekday, .monthDay: false
    }
  }

  enum Direction { case open, last, next }

  /// The day meant, seen from `today`; `nil` where the calendar has none.
  func day(from today: Day, tense: Tense) -> Day? {
    switch self {
    case .day(let day): day
    case .impossible: nil
    case .relative(let days): today.adding(days: days)
    case .relativeMonths(let months): today.adding(months: months)
    case .weekday(let weekday, let direction): DateExpression.day(weekday, direction, from: today, tense: tense)
    case .monthDay(let month, let day): DateExpression.day(month: month, day: day, from: today, tense: tense)
    case .month(let year, let month): Day(year: year, month: month, day: 1)
    case .span(.week, let back): today.adding(days: -today.weekday - 7 * back)
    case .span(.month, let back): Day(year: today.date.year, month: today.date.month, day: 1)?.adding(months: -back)
    case .span(.year, let back): Day(year: today.date.year - back, month: 1, day: 1)
    }
  }

  /// The last day of what is more than a day; of a day, itself.
  func lastDay(from today: Day, tense: Tense) -> Day? {
    let first = day(from: today, tense: tense)
    let next: Day? =
      switch self {
      case .span(.week, _): first?.adding(days: 7)
      case .span(.month, _), .month: first?.adding(months: 1)
      case .span(.year, _): first?.adding(months: 12)
      case .day, .impossible, .relative, .relativeMonths, .weekday, .monthDay: first?.adding(days: 1)
      }
    return next?.adding(days: -1)
  }

  /// What happened: the last such weekday up to today; what is planned: the first after today. `last` and `next` are strict.
  private static func day(_ weekday: Int, _ direction: Direction, from today: Day, tense: Tense) -> Day? {
    let back = (today.weekday - weekday + 7) % 7
    switch (direction, tense) {
    case (.open, .past): return today.adding(days: -back)
    case (.last, _): return today.adding(days: back == 0 ? -7 : -back)
    case (.next, _), (.open, .future): return today.adding(days: 7 - back)
    }
  }

  /// The year is the latest (the earliest) in which the day exists and is not after (before) today.
  private static func day(month: Int, day: Int, from today: Day, tense: Tense) -> Day? {
    let year = today.date.year
    let candidates = (-8...8).compactMap { Day(year: year + $0, month: month, day: day) }
    return tense == .past ? candidates.last { $0 <= today } : candidates.first { $0 > today }
  }
}

extension DateExpression {
  /// The date that stands at an index of a reader's words, and how many words it takes; the longest reading wins.
  static func match(_ reader: Reader, at index: Int) -> (expression: DateExpression, length: Int)? {
    if let date = reader.opened(at: index, { match($0, at: index).map { ($0.expression, length: $0.length) } }) {
      return (date, 1)
    }
    guard let first = reader.word(index) else { return nil }
    if let date = single(first) { return (date, 1) }
    let second = reader.word(index + 1)
    let third = reader.word(index + 2)
    switch (first, second, third) {
    case ("last", let unit?, _) where spans[unit] != nil: return spans[unit].map { (.span($0, back: 1), 2) }
    case ("this", let unit?, _): return spans[unit].map { (.span($0, back: 0), 2) }
    case ("next", let unit?, _) where spans[unit] != nil: return spans[unit].map { (.span($0, back: -1), 2) }
    case ("last", let day?, _): return weekdayNumber(day).map { (.weekday($0, .last), 2) }
    case ("next", let day?, _): return weekdayNumber(day).map { (.weekday($0, .next), 2) }
    case ("in", let count?, let unit?): return span(count, unit, sign: 1).map { ($0, 3) }
    case (let count, let unit?, "ago"?): return span(count, unit, sign: -1).map { ($0, 3) }
    default: return monthDay(first, second, third)
    }
  }

  /// The date that all of some words are, without case; `nil` where they are none.
  static func whole(_ words: [String]) -> DateExpression? {
    guard let first = words.first else { return nil }
    if words.count == 1 { return single(first) }
    guard let found = monthDay(first, words[1], words.count > 2 ? words[2] : nil), found.1 == words.count else { return nil }
    return found.0
  }

  private static func single(_ word: String) -> DateExpression? {
    switch word {
    case "today": return .relative(days: 0)
    case "yesterday": return .relative(days: -1)
    case "tomorrow": return .relative(days: 1)
    default:
      if let weekday = weekdayNumber(word) { return .weekday(weekday, .open) }
      // Every other date in one word begins with a digit.
      guard word.utf8.first.map(isDigit) ?? false else { return nil }
      if word.utf8.count == 7, let first = Day(word + "-01") { return .month(year: first.date.year, month: first.date.month) }
      guard word.utf8.count == 10 else { return nil }
      if let day = Day(word) { return .day(day) }
      let shape = word.split(separator: "-", omittingEmptySubsequences: false).map(\.utf8.count)
      guard shape == [4, 2, 2], word.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || isDigit($0) }) else { return nil }
      return .impossible
    }
  }

  fileprivate static let units: Set = ["day", "days", "week", "weeks", "month", "months", "year", "years"]

  private static func span(_ count: String, _ unit: String, sign: Int) -> DateExpression? {
    let isNumber = count.utf8.allSatisfy(isDigit)
    guard units.contains(unit), isNumber || ["a", "an", "one"].contains(count) else { return nil }
    guard let count = isNumber ? Int(count) : 1, count <= 4_000_000 else { return .impossible }
    switch unit {
    case "day", "days": return .relative(days: sign * count)
    case "week", "weeks": return .relative(days: sign * count * 7)
    case "month", "months": return .relativeMonths(sign * count)
    case "year", "years": return .relativeMonths(sign * count * 12)
    default: return nil
    }
  }

  /// `22 nov`, `nov 22`, either with a year behind it.
  private static func monthDay(_ first: String, _ second: String?, _ third: String?) -> (DateExpression, Int)? {
    guard let second else { return nil }
    let pair: (month: Int, day: Int)? =
      if let month = monthNumber(first), let day = dayNumber(second) {
        (month, day)
      } else if let month = monthNumber(second), let day = dayNumber(first) { (month, day) } else { nil }
    guard let pair else { return nil }
    if let third, third.utf8.count == 4, third.utf8.allSatisfy({ isDigit($0) }), let year = Int(third) {
      return (Day(year: year, month: pair.month, day: pair.day).map { .day($0) } ?? .impossible, 3)
    }
    let exists = Day(year: 2000, month: pair.month, day: pair.day) != nil
    return (exists ? .monthDay(month: pair.month, day: pair.day) : .impossible, 2)
  }

  private static func dayNumber(_ word: String) -> Int? {
    guard word.utf8.count <= 2, word.utf8.allSatisfy({ isDigit($0) }) else { return nil }
    return Int(word)
  }
}

extension Reader {
  /// Reads a date: what the words leave open is the past, or the future of what is planned. A span stands for its first day, or
  /// for its last.
  mutating func date(_ tense: Tense = .past, spans: Bool = false, isLast: Bool = false) throws(Diagnostic) -> Day {
    expect(.value("a date"))
    open()
    guard let (expression, length) = DateExpression.match(self, at: at) else {
      let help = "dates are written `2026-11-22`, `today`, `yesterday`, `friday`, `last friday`, `3 days ago` or `22 nov`"
      throw problem(isAtEnd ? "a date is missing" : "`\(source.text(next.span))` is no date", at: next.span, help: help)
    }
    let span = next.span.joined(with: token(at + length - 1).span)
    guard spans || !expression.isSpan else {
      throw notADay(span)
    }
    let day =
      isLast
      ? expression.lastDay(from: setting.today, tense: tense) : expression.day(from: setting.today, tense: tense)
    guard let day else {
      throw problem("the calendar has no day `\(source.text(span))`", at: span)
    }
    if case .monthDay = expression, tense == .past, !spans { try refuseComing(expression, span, last: day) }
    advance(length)
    mark(.date, from: at - length)
    return day
  }
}

extension Reader {
  /// Refuses a day without a year for what happened that comes again soon: who says `3 dec` in November rarely means
  /// the last one.
  private func refuseComing(_ expression: DateExpression, _ span: Span, last: Day) throws(Diagnostic) {
    let today = setting.today
    guard let next = expression.day(from: today, tense: .future), next.days(since: today) <= 90 else { return }
    throw problem(
      "`\(source.text(span))` comes on \(next), and this says what happened", at: span,
      help: "what is to come is planned: `plan TITLE on \(next)`; the last one was `\(last)`")
  }

  /// The error for a span where a day belongs.
  func notADay(_ span: Span) -> Diagnostic {
    problem(
      "`\(source.text(span))` is more than a day", at: span,
      help: "say the day; `since` and `before` in questions take such spans")
  }
}

private let weekdays: WordList = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

/// Monday is 0. Every word is looked up here, and so few are compared faster than hashed.
private func weekdayNumber(_ word: String) -> Int? { weekdays.firstIndex(of: word) }

private let spans: [String: DateExpression.SpanUnit] = ["week": .week, "month": .month, "year": .year]

private let months: WordList = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
]
private let shortMonths: WordList = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept"]

/// January is 1; the first three letters will do.
private func monthNumber(_ word: String) -> Int? {
  (months.firstIndex(of: word) ?? shortMonths.firstIndex(of: word)).map { $0 == 12 ? 9 : $0 + 1 }
}

/// Whether a byte is an ASCII digit.
func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

/// The words of dates and times that are none by themselves, or name no day.
private let wordsBesides: WordList = ["last", "next", "this", "in", "ago", "noon", "midnight"]

extension DateExpression {
  /// The words of dates and times, in order.
  static let words =
    Set(
      ["today", "yesterday", "tomorrow", "ago", "noon", "midnight", "last", "next"] + weekdays.words + months.words
        + shortMonths.words + units
    )
    .sorted()

  /// Whether a word can be part of a date, so that a name of that word is quoted.
  static func isPart(_ word: String) -> Bool {
    single(word) != nil || monthNumber(word) != nil || wordsBesides.contains(word)
  }
}
