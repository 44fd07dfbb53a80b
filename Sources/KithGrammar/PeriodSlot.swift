import KithGraph
import KithSyntax

extension TypedSlot where Value == Period {
  /// `2 weeks`, `month`, `14 days`, `wednesday`, `1st monday`.
  package static var period: TypedSlot {
    let slot = Slot(label: "PERIOD", kind: nil, holds: .period, column: .every) { parser throws(Diagnostic) in
      .period(try parser.period())
    }
    return TypedSlot(slot: slot) { if case .period(let period) = $0 { period } else { .days(1) } }
  }
}

/// The words that say how often without `every`.
private let adverbs: [String: Period] = [
  "daily": .days(1), "weekly": .days(7), "fortnightly": .days(14), "monthly": .months(1), "quarterly": .months(3),
  "yearly": .months(12), "annually": .months(12),
]

private let units: [String: @Sendable (Int) -> Period] = [
  "day": { .days($0) }, "week": { .days($0 * 7) }, "month": { .months($0) }, "year": { .months($0 * 12) },
  "fortnight": { .days($0 * 14) }, "quarter": { .months($0 * 3) },
]

extension StatementParser {
  /// Whether a word that says how often comes next.
  var startsAdverbOfPeriod: Bool { !source.isCanonical && nextWordText.map { adverbs[$0] != nil } ?? false }

  /// Reads how often: `2 weeks`, `month`, `14 days`, `monday and thursday`, `1st friday`, `weekly`.
  mutating func period() throws(Diagnostic) -> Period {
    expect(
      .value(
        "PERIOD",
        such: ["week", "2 weeks", "month", "3 months", "6 months", "year", "wednesday", "1st monday", "10 days"]))
    open()
    if let (period, length) = weekdays ?? weekdayOfMonth ?? adverb {
      advance(length)
      return period
    }
    let figure = nextWordText.flatMap { $0.utf8.allSatisfy(isDigit) ? Int($0) ?? .max : nil }
    let count = source.isCanonical ? figure : figure ?? numberWord(nextWord) ?? (nextWord == .other ? 2 : nil)
    let unit = wordText(at + (count == nil ? 0 : 1)) ?? ""
    let span = next.span.joined(with: token(count == nil ? at : at + 1).span)
    guard let make = units[unit.hasSuffix("s") ? String(unit.dropLast()) : unit] else {
      throw problem(
        isAtEnd ? "a period is missing" : "`\(source.text(span))` is not a period", at: span,
        help: "a period is `2 weeks`, `month`, `10 days`, `wednesday` or `1st monday`")
    }
    guard (1...1000).contains(count ?? 1) else {
      throw problem("a period lies between 1 and 1000 of its unit", at: span)
    }
    advance(count == nil ? 1 : 2)
    return make(count ?? 1)
  }

  /// `wednesday`, `monday, wednesday and friday`, `weekday`.
  private var weekdays: (Period, length: Int)? {
    if nextWordText == "weekday" { return (.weekdays(Period.workdays), 1) }
    guard let first = weekdayNumber(nextWord) else { return nil }
    var (days, length): (Set, Int) = ([first], 1)
    while true {
      let joint = token(at + length).kind == .comma ? 1 : 0
      let start = at + length + joint + (word(at + length + joint) == .and ? 1 : 0)
      guard start > at + length, let day = weekdayNumber(word(start)) else { break }
      days.insert(day)
      length = start + 1 - at
    }
    return (days.count == 7 ? .days(1) : .weekdays(days), length)
  }

  /// `1st monday`, `last friday of the month`.
  private var weekdayOfMonth: (Period, length: Int)? {
    guard let text = nextWordText, let place = Period.places.firstIndex(where: { $0.contains(text) }),
      let weekday = weekdayNumber(word(at + 1))
    else { return nil }
    let isOfMonth = word(at + 2) == .of && word(at + 4) == .month
    return (.weekdayOfMonth(place + 1, weekday: weekday), isOfMonth ? 5 : 2)
  }

  private var adverb: (Period, length: Int)? {
    startsAdverbOfPeriod ? nextWordText.flatMap { adverbs[$0] }.map { ($0, 1) } : nil
  }
}
