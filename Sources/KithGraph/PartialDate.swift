/// A date that is known to the day, the month or the year: `2018-03-05`, `2018-03`, `2018`.
public struct PartialDate: Hashable, Sendable, CustomStringConvertible {
  /// How much of it is known. Raw values stand in snapshots: they never change.
  public enum Precision: Int32, Sendable { case day = 0, month = 1, year = 2 }

  /// The first day that it can be.
  public let first: Day
  /// How much of it is known.
  public let precision: Precision

  /// The day, month or year that a day lies in.
  public init(_ day: Day, _ precision: Precision) {
    let (year, month, _) = day.date
    self.precision = precision
    first =
      switch precision {
      case .day: day
      case .month: Day(year: year, month: month, day: 1) ?? day
      case .year: Day(year: year, month: 1, day: 1) ?? day
      }
  }

  /// The day behind the last one that it can be; `nil` where the calendar ends.
  public var end: Day? {
    switch precision {
    case .day: first.adding(days: 1)
    case .month: first.adding(months: 1)
    case .year: first.adding(months: 12)
    }
  }

  /// As much of `YYYY-MM-DD` as is known.
  public var description: String {
    let text = "\(first)"
    return switch precision {
    case .day: text
    case .month: String(text.dropLast(3))
    case .year: String(text.dropLast(6))
    }
  }
}
