import KithGraph
import KithSyntax

// When in a day, and how long.

extension StatementParser {
  /// Whether a time of day comes next: behind `at` a digit must begin one.
  package var startsTime: Bool {
    if opened(at: at, { parser in parser.minuteOfDay.map { ($0, 1) } }) != nil { return true }
    return nextWord == .figure || nextWord == .noon || nextWord == .midnight
      || !source.isCanonical
        && (nextWord == .half || nextWordText == "quarter" || hour(at) != nil) && timeAhead != nil
  }

  /// Whether a duration comes next: behind `for` a digit must begin one.
  package var startsDuration: Bool {
    if opened(at: at, { parser in parser.durationAhead.map { ($0.minutes, $0.length) } }) != nil { return true }
    return nextWord == .figure || durationPart(at: at) != nil
  }

  /// Reads `10:30`, `7pm`, `7:15pm`, `noon` or `midnight`: minutes since midnight.
  package mutating func timeOfDay() throws(Diagnostic) -> Int {
    expect(.value("a time", such: ["9:00", "noon", "2pm", "18:30"]))
    open()
    guard let time = timeAhead else {
      throw problem(
        "`\(source.text(next.span))` is not a time of day", at: next.span,
        help: "times are written `10:30`, `7pm` or `noon`; a place that starts with a digit is quoted")
    }
    advance(time.length)
    mark(.date, from: at - time.length)
    isTimeOpen = time.isOpen
    return time.minute
  }

  /// The minute of the day that comes next, how many words it takes, and whether it could be of the other half of the
  /// day: `10:30`, `3.30pm`, `3 pm`, `half past seven`, and a bare hour, which is one from 8 to 19.
  var timeAhead: (minute: Int, length: Int, isOpen: Bool)? {
    if let minute = minuteOfDay {
      let half = minute < 780 && word(at) == .figure ? half(at + 1) : nil
      return (half.map { minute % 720 + $0 } ?? minute, half == nil ? 1 : 2, false)
    }
    guard !source.isCanonical, let (hour, minute, length) = clockAhead else { return nil }
    if hour <= 12, let half = half(at + length) { return (hour % 12 * 60 + half + minute, length + 1, false) }
    return ((likely(hour) * 60 + minute + 1440) % 1440, length, hour <= 12)
  }

  /// The hour and the minutes past it, or to it, that come next without a colon.
  private var clockAhead: (hour: Int, minute: Int, length: Int)? {
    let past = wordText(at + 1)
    if let past, ["past", "to"].contains(past), let hour = hour(at + 2) {
      if nextWord == .half, past == "past" { return (hour, 30, 3) }
      if nextWordText == "quarter" { return (hour, past == "past" ? 15 : -15, 3) }
    }
    // `half ten`
    if nextWord == .half, let hour = hour(at + 1), (1...12).contains(hour) { return (hour, 30, 2) }
    let parts = wordBytes(at).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    if parts.count == 2, let hour = number(parts[0]), let minute = number(parts[1]), parts[1].count == 2, hour < 24,
      minute < 60
    {
      return (hour, minute, 1)
    }
    return hour(at).map { ($0, 0, 1) }
  }

  /// The minute at which the half of the day begins that a word says: `am`, `p.m.`.
  private func half(_ index: Int) -> Int? {
    switch wordText(index)?.replacing(".", with: "") {
    case "am": 0
    case "pm": 720
    default: nil
    }
  }

  /// The hour that a word is.
  func hour(_ index: Int) -> Int? {
    let hour = word(index) == .figure ? number(wordBytes(index)) : word(index) == .one ? 1 : numberWord(word(index))
    return hour.flatMap { (0...23).contains($0) ? $0 : nil }
  }

  /// An hour without `am` or `pm` as people mean it: from 8 to 19.
  func likely(_ hour: Int) -> Int { (1...7).contains(hour) ? hour + 12 : hour }

  /// Puts a time that could be of either half of the day into the evening, where the statement tells of what one has
  /// then: `had dinner with rosa at 8`.
  func settleTime(_ sentence: inout Sentence<Mention>) {
    let time = Clause.index(of: .time)
    guard isTimeOpen, case .time(let minute)? = sentence.clause(time), minute < 720 else { return }
    let end = sentence.clauses.first { $0.clause == time }?.span?.start ?? 0
    var words: [String] = []
    for index in startIndex..<endIndex where token(index).span.end <= end {
      guard [.word, .string].contains(token(index).kind) else { continue }
      words += source.value(of: token(index)).lowercased().split(separator: " ").map(String.init)
    }
    guard words.contains(where: { FunctionWords.isOfEvening($0) }) else { return }
    sentence.set(.time(minute + 720), clause: time)
  }

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
    expect(.value("a duration", such: ["15m", "30m", "45m", "an hour", "1h30m", "2 hours"]))
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
    if let count = numberWord(word), let unit = unit(index + 1) { return (count * unit, 2) }
    if isOne, self.word(index + 1) == .couple {
      let place = index + (self.word(index + 2) == .of ? 3 : 2)
      return unit(place).map { ($0 * 2, place + 1 - index) }
    }
    guard isOne || word == .figure else { return nil }
    let bytes = wordBytes(index)
    let digits = bytes.prefix(while: isDigit)
    if let unit = String(decoding: bytes[digits.endIndex...], as: UTF8.self).lowercased() as String?, !digits.isEmpty,
      let minutes = shortUnits[unit], let count = number(digits)
    {
      return (count * minutes, 1)
    }
    if let unit = unit(index + 1), let count = isOne ? 1 : number(bytes) {
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

  /// How many minutes a unit has that stands at an index.
  private func unit(_ index: Int) -> Int? {
    if let minutes = word(index).keyword.flatMap({ minutesPerUnit[$0] }) { return minutes }
    return source.isCanonical ? nil : wordText(index).flatMap { shortUnits[$0] }
  }

  // MARK: Parts of a day

  /// Reads when in a day something was: `this morning`, `last night`, `yesterday evening`, `at lunch`, `just now`.
  mutating func readPartOfDay(
    _ clauses: Clauses, into sentence: inout Sentence<Mention>
  ) throws(Diagnostic) -> Bool {
    let hasTime = clauses.all.contains { $0 === Clause.time }
    let isAsked = clauses.all.contains { $0 === Clause.by }
    guard !source.isCanonical, let part = partOfDay(at), hasTime || isAsked && part.days != nil else { return false }
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
    // `asked ann for a ride tonight`: the day alone.
    if hasTime, let minute = part.minute {
      if case .time(let said)? = sentence.clause(Clause.index(of: .time)) {
        // `at 8 in the evening`
        guard let name = part.name, partOfTime == nil else { return false }
        sentence.set(.time(isTimeOpen ? name.minute(like: said) : said), clause: Clause.index(of: .time), span: span)
        isTimeOpen = false
      } else {
        sentence.set(.time(minute), clause: Clause.index(of: .time), span: span)
        partOfTime = part.name
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
    /// Which part of the day.
    var name: DayPart?
    /// From when to when instead: the minute it began, and how many minutes it took.
    var start: Int?
    var duration: Int?
    /// How many words it is said in.
    let length: Int

    /// The minute of the day that stands for it.
    var minute: Int? { start ?? name?.minute }
  }

  /// The part of a day that stands at an index: `this morning`, `tonight`, `in the evening`, `friday` before it or not,
  /// or from when to when.
  func partOfDay(_ index: Int) -> PartOfDay? {
    let (first, second) = (word(index).keyword, word(index + 1).keyword)
    func part(_ place: Int) -> DayPart? { word(index + place).keyword.flatMap(DayPart.init) }
    switch (first, second) {
    case (.tonight?, _): return PartOfDay(days: 0, name: .tonight, length: 1)
    case (.last?, .night?): return PartOfDay(days: -1, name: .night, length: 2)
    case (.earlier?, .today?), (.just?, .now?): return PartOfDay(days: 0, length: 2)
    case (.this?, _), (.today?, _): return part(1).map { PartOfDay(days: 0, name: $0, length: 2) }
    case (.yesterday?, _): return part(1).map { PartOfDay(days: -1, name: $0, length: 2) }
    case (.tomorrow?, _): return part(1).map { PartOfDay(days: 1, name: $0, length: 2) }
    case (.at?, .lunch?): return isKnownPlace(index + 1) ? nil : PartOfDay(name: .lunch, length: 2)
    case (.at?, .night?): return PartOfDay(name: .night, length: 2)
    case (.in?, .the?): return part(2).map { PartOfDay(name: $0, length: 3) }
    case (.from?, _), (.at?, _):
      guard first == .from || word(index + 1) == .figure else { return nil }
      return timeRange(index + 1).map { PartOfDay(start: $0.start, duration: $0.minutes, length: $0.length + 1) }
    default: return isDateBefore(index) ? part(0).map { PartOfDay(name: $0, length: 1) } : nil
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
      isDash(index + start.length) || ["to", "till", "until"].contains(wordText(index + start.length))
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

/// A part of the day.
package enum DayPart: String, CaseIterable, Sendable {
  case morning, lunch, afternoon, evening, tonight, night

  /// The minute at which the part of the day begins for which another minute stands, in words that name it; `nil` where
  /// they name none.
  package static func start(of minute: Int, saidAs words: String) -> Int? {
    allCases.first { $0.minute == minute && words.lowercased().contains($0.rawValue) }?.start
  }

  init?(_ word: Keyword) {
    switch word {
    case .morning: self = .morning
    case .lunch: self = .lunch
    case .afternoon: self = .afternoon
    case .evening: self = .evening
    case .night: self = .night
    default: return nil
    }
  }

  /// The minute that stands for it.
  var minute: Int {
    switch self {
    case .morning: 540
    case .lunch: 750
    case .afternoon: 900
    case .evening, .tonight: 1140
    case .night: 1320
    }
  }

  /// The minute at which it begins.
  package var start: Int {
    switch self {
    case .morning: 300
    case .lunch: 660
    case .afternoon: 720
    case .evening, .tonight: 1020
    case .night: 1200
    }
  }

  /// The time of this part of the day that a clock of twelve hours shows like another one.
  func minute(like time: Int) -> Int {
    let clock = time % 720
    switch self {
    case .morning: return clock
    case .lunch: return clock < 360 ? clock + 720 : clock
    case .night, .tonight: return clock < 300 ? clock : clock + 720
    case .afternoon, .evening: return clock + 720
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

private let shortUnits = ["hrs": 60, "hr": 60, "mins": 1, "min": 1]

private let minutesPerUnit: [Keyword: Int] = [
  .m: 1, .min: 1, .mins: 1, .minute: 1, .minutes: 1, .h: 60, .hour: 60, .hours: 60, .d: 1440, .day: 1440, .days: 1440,
  .w: 10_080, .week: 10_080, .weeks: 10_080,
]
