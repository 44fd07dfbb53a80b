import KithGraph
import KithSyntax

// When in a day, and how long.

extension StatementParser {
  /// Whether a time of day comes next: behind `at` a digit must begin one.
  package var startsTime: Bool {
    if opened(at: at, { parser in parser.minuteOfDay.map { ($0, 1) } }) != nil { return true }
    return nextWord == .figure || nextWord == .noon || nextWord == .midnight
      || !source.isCanonical
        && (nextWord == .half || nextWordText == "quarter" || numberWord(nextWord) != nil && hour(at) != nil)
        && timeAhead != nil
  }

  /// Whether a duration comes next: behind `for` a digit must begin one.
  package var startsDuration: Bool {
    if opened(at: at, { parser in parser.durationAhead.map { ($0.minutes, $0.length) } }) != nil { return true }
    return nextWord == .figure || durationPart(at: at) != nil
  }

  /// Reads `10:30`, `7pm`, `7:15pm`, `noon` or `midnight`: minutes since midnight.
  package mutating func timeOfDay() throws(Diagnostic) -> Int {
    expect(.value("a time"))
    open()
    guard let (minute, length) = timeAhead else {
      throw problem(
        "`\(source.text(next.span))` is not a time of day", at: next.span,
        help: "times are written `10:30`, `7pm` or `noon`; a place that starts with a digit is quoted")
    }
    advance(length)
    mark(.date, from: at - length)
    return minute
  }

  /// The minute of the day that comes next, and how many words it takes: `10:30`, `3.30pm`, `3 pm`, `half past seven`,
  /// and a bare hour, which is one from 8 to 19.
  var timeAhead: (minute: Int, length: Int)? {
    if let minute = minuteOfDay { return (minute, 1) }
    if source.isCanonical { return nil }
    let half = wordText(at + 1)
    if let hour = hour(at), hour <= 12, half == "am" || half == "pm" {
      return ((hour % 12 + (half == "pm" ? 12 : 0)) * 60, 2)
    }
    let (quarter, past) = (nextWordText, wordText(at + 1))
    if let hour = hour(at + 2), let past, ["past", "to"].contains(past) {
      if quarter == "half", past == "past" { return (likely(hour) * 60 + 30, 3) }
      if quarter == "quarter" { return (likely(hour) * 60 + (past == "past" ? 15 : -15), 3) }
    }
    let parts = wordBytes(at).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count == 2, let hour = number(parts[0]), let minute = number(parts[1]), parts[1].count == 2, hour < 24,
      minute < 60
    {
      return (likely(hour) * 60 + minute, 1)
    }
    return hour(at).map { (likely($0) * 60, 1) }
  }

  /// The hour that a word is.
  func hour(_ index: Int) -> Int? {
    let hour = word(index) == .figure ? number(wordBytes(index)) : numberWord(word(index))
    return hour.flatMap { (0...23).contains($0) ? $0 : nil }
  }

  /// An hour without `am` or `pm` as people mean it: from 8 to 19.
  func likely(_ hour: Int) -> Int { (1...7).contains(hour) ? hour + 12 : hour }

  /// The minute of the day that the next word is; `nil` where it is none.
  var minuteOfDay: Int? {
    if nextWord == .noon { return 720 }
    if nextWord == .midnight { return 0 }
    var rest = wordBytes(at)
    let isTwelveHour = rest.count > 2 && rest[rest.endIndex - 1] | 0x20 == UInt8(ascii: "m")
    let half = isTwelveHour ? rest[rest.endIndex - 2] | 0x20 : 0
    if isTwelveHour {
      guard half == UInt8(ascii: "a") || half == UInt8(ascii: "p") else { return nil }
      rest.removeLast(2)
    }
    let sign = isTwelveHour && !rest.contains(UInt8(ascii: ":")) ? UInt8(ascii: ".") : UInt8(ascii: ":")
    let parts = rest.split(separator: sign, omittingEmptySubsequences: false)
    guard parts.count == 2 || isTwelveHour && parts.count == 1, (1...2).contains(parts[0].count),
      let hour = number(parts[0]), let minute = parts.count == 2 ? number(parts[1]) : 0,
      parts.count == 1 || parts[1].count == 2,
      (0...59).contains(minute), isTwelveHour ? (1...12).contains(hour) : (0...23).contains(hour)
    else { return nil }
    return (isTwelveHour ? hour % 12 + (half == UInt8(ascii: "p") ? 12 : 0) : hour) * 60 + minute
  }

  /// Reads `45m`, `45 min`, `1h30m`, `2 hours`, `an hour`, `3 weeks`: minutes.
  package mutating func duration() throws(Diagnostic) -> Int {
    expect(.value("a duration"))
    open()
    guard let (minutes, length) = durationAhead else {
      throw problem(
        "`\(source.text(next.span))` is not a duration", at: next.span,
        help: "durations are written `45m`, `1h30m`, `2 hours` or `an hour`; a topic that starts with a digit is quoted"
      )
    }
    guard (1...5_256_000).contains(minutes) else {
      throw problem("a duration lies between a minute and ten years", at: next.span)
    }
    advance(length)
    return minutes
  }

  /// The duration that comes next, in as many parts as it is said: `1h 30m`, `2 hours 15 minutes`.
  var durationAhead: (minutes: Int, length: Int)? {
    var (minutes, length) = (0, 0)
    while let part = durationPart(at: at + length) {
      let (sum, overflow) = minutes.addingReportingOverflow(part.minutes)
      minutes = overflow ? .max : sum
      length += part.length
    }
    return length > 0 ? (minutes, length) : nil
  }

  func durationPart(at index: Int) -> (minutes: Int, length: Int)? {
    let word = word(index)
    if word == .half, self.word(index + 1) == .an, self.word(index + 2) == .hour { return (30, 3) }
    let isOne = word == .a || word == .an
    if let count = numberWord(word), let unit = self.word(index + 1).keyword.flatMap({ minutesPerUnit[$0] }) {
      return (count * unit, 2)
    }
    guard isOne || word == .figure else { return nil }
    let bytes = wordBytes(index)
    let digits = bytes.prefix(while: isDigit)
    if let unit = String(decoding: bytes[digits.endIndex...], as: UTF8.self).lowercased() as String?, !digits.isEmpty,
      let minutes = ["hrs": 60, "hr": 60, "mins": 1, "min": 1][unit], let count = number(digits)
    {
      return (count * minutes, 1)
    }
    if let unit = self.word(index + 1).keyword.flatMap({ minutesPerUnit[$0] }), let count = isOne ? 1 : number(bytes) {
      let (product, overflow) = count.multipliedReportingOverflow(by: unit)
      return (overflow ? .max : product, 2)
    }
    // `1h30m`
    var (total, rest) = (0, bytes)
    while !rest.isEmpty {
      let digits = rest.prefix(while: isDigit)
      rest = rest[digits.endIndex...]
      guard let count = number(digits), count < 6_000_000, let unit = rest.popFirst().flatMap(minutesPerLetter) else {
        return nil
      }
      total += count * unit
    }
    return (total, 1)
  }

  // MARK: Parts of a day

  /// Reads when in a day something was: `this morning`, `last night`, `yesterday evening`, `at lunch`, `just now`.
  mutating func readPartOfDay(
    _ clauses: Clauses, into sentence: inout Sentence<Mention>
  ) throws(Diagnostic) -> Bool {
    guard !source.isCanonical, clauses.all.contains(where: { $0 === Clause.time }), let part = partOfDay(at)
    else { return false }
    let day = clauses.all.contains { $0 === Clause.on } ? Clause.on : .planned
    let span = next.span.joined(with: token(at + part.length - 1).span)
    func isSaid(_ clause: Clause) -> Bool { sentence.clause(Clause.index(of: clause)) != nil }
    // Who tells of `friday night` on a Friday tells of the last one, until it is night.
    if let minute = part.minute, part.length == 1, day === Clause.on, DateExpression.isWeekday(word(at - 1)),
      case .day(context.today)? = sentence.clause(Clause.index(of: .on)), context.minute ?? 0 < minute,
      let last = context.today.adding(days: -7)
    {
      sentence.set(.day(last), clause: Clause.index(of: .on), span: span)
    }
    if let days = part.days, let said = context.today.adding(days: days) {
      guard !isSaid(day) else { return false }
      sentence.set(.day(said), clause: Clause.index(of: day), span: span)
    }
    if let minute = part.minute {
      if case .time(let said)? = sentence.clause(Clause.index(of: .time)) {
        // `at 8 in the evening`
        guard part.days == nil, part.duration == nil else { return false }
        let isLater = minute >= 720 && said < 720
        sentence.set(.time(isLater ? said + 720 : said), clause: Clause.index(of: .time), span: span)
      } else {
        sentence.set(.time(minute), clause: Clause.index(of: .time), span: span)
      }
    }
    if let duration = part.duration {
      guard !isSaid(.duration), clauses.all.contains(where: { $0 === Clause.duration }) else { return false }
      sentence.set(.duration(duration), clause: Clause.index(of: .duration), span: span)
    }
    advance(part.length)
    mark(.date, from: at - part.length)
    return true
  }

  /// When in a day something was.
  struct PartOfDay {
    /// How many days from today.
    var days: Int?
    /// The minute of the day that stands for it.
    var minute: Int?
    /// How many minutes it took.
    var duration: Int?
    /// How many words it is said in.
    let length: Int
  }

  /// The part of a day that stands at an index: `this morning`, `tonight`, `in the evening`, `friday` before it or not,
  /// or from when to when.
  func partOfDay(_ index: Int) -> PartOfDay? {
    let (first, second, third) = (word(index).keyword, word(index + 1).keyword, word(index + 2).keyword)
    switch (first, second) {
    case (.tonight?, _): return PartOfDay(days: 0, minute: 1140, length: 1)
    case (.last?, .night?): return PartOfDay(days: -1, minute: 1320, length: 2)
    case (.earlier?, .today?), (.just?, .now?): return PartOfDay(days: 0, length: 2)
    case (.this?, let part?), (.today?, let part?):
      return part.minute.map { PartOfDay(days: 0, minute: $0, length: 2) }
    case (.yesterday?, let part?): return part.minute.map { PartOfDay(days: -1, minute: $0, length: 2) }
    case (.at?, .lunch?): return isKnownPlace(index + 1) ? nil : PartOfDay(minute: 750, length: 2)
    case (.at?, .night?): return PartOfDay(minute: 1320, length: 2)
    case (.in?, .the?): return third?.minute.map { PartOfDay(minute: $0, length: 3) }
    case (.from?, _):
      return timeRange(index + 1).map { PartOfDay(minute: $0.start, duration: $0.minutes, length: $0.length + 1) }
    case (let part?, _) where isDateBefore(index): return part.minute.map { PartOfDay(minute: $0, length: 1) }
    default: return nil
    }
  }

  /// Whether the words before an index are a day: `friday night`.
  func isDateBefore(_ index: Int) -> Bool {
    (1...4).contains { length in
      index - length >= startIndex
        && DateExpression.match(self, at: index - length).map { $0.length == length && !$0.expression.isSpan } ?? false
    }
  }

  /// From when to when, with what is between: `2pm to 5pm`, `2 to 5`.
  func timeRange(_ index: Int) -> (start: Int, minutes: Int, length: Int)? {
    let begin = trial(at: index)
    guard begin.startsTime, let start = begin.timeAhead,
      ["to", "till", "until"].contains(wordText(index + start.length))
    else { return nil }
    let end = trial(at: index + start.length + 1)
    guard end.startsTime, let stop = end.timeAhead else { return nil }
    // `from 10 to 2`, `from 2 to 5pm`
    let minutes = (stop.minute - start.minute + 1440) % 720
    return minutes == 0
      ? nil
      : (
        start.minute, stop.minute > start.minute ? stop.minute - start.minute : minutes, start.length + stop.length + 1
      )
  }

  func isKnownPlace(_ index: Int) -> Bool {
    isKnown(source.text(token(index).span), NameShape(kind: .place, label: "PLACE"))
  }
}

extension Keyword {
  /// The minute that stands for a part of the day.
  fileprivate var minute: Int? {
    switch self {
    case .morning: 540
    case .lunch: 750
    case .afternoon: 900
    case .evening: 1140
    case .night: 1320
    default: nil
    }
  }
}

private func minutesPerLetter(_ letter: UInt8) -> Int? {
  switch letter | 0x20 {
  case UInt8(ascii: "m"): 1
  case UInt8(ascii: "h"): 60
  case UInt8(ascii: "d"): 1440
  case UInt8(ascii: "w"): 10_080
  default: nil
  }
}

private let minutesPerUnit: [Keyword: Int] = [
  .m: 1, .min: 1, .mins: 1, .minute: 1, .minutes: 1, .h: 60, .hour: 60, .hours: 60, .d: 1440, .day: 1440, .days: 1440,
  .w: 10_080, .week: 10_080, .weeks: 10_080,
]
