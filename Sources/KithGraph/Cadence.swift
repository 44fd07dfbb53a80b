/// A stretch of the calendar.
public enum Period: Sendable, Hashable {
  /// So many days, from 1.
  case days(Int)
  /// So many months, from 1; a month's last day stands in for days that it lacks.
  case months(Int)

  /// The day this long after another; `nil` beyond the calendar.
  public func after(_ day: Day) -> Day? {
    switch self {
    case .days(let days): day.adding(days: days)
    case .months(let months): day.adding(months: months)
    }
  }

  /// This many times as long.
  public func times(_ count: Int) -> Period {
    switch self {
    case .days(let days): .days(days.multipliedReportingOverflow(by: count).overflow ? .max : days * count)
    case .months(let months): .months(months.multipliedReportingOverflow(by: count).overflow ? .max : months * count)
    }
  }

  /// Its length in days; a month counts as a twelfth of 365.25.
  public var days: Double {
    switch self {
    case .days(let days): Double(days)
    case .months(let months): Double(months) * 365.25 / 12
    }
  }
}

/// The rhythm in which one wishes to meet a person, everybody with a tag, or every member of a group; or its end.
public struct CadenceChange: Sendable {
  /// Whom it is for: a person, a tag, a group or an org.
  public let target: Node
  /// How often; `nil` ends it.
  public let period: Period?
}

/// The rhythm that holds for one person.
public struct Cadence: Sendable {
  /// How often.
  public let period: Period
  /// The day it was wished for: what counts for somebody never met.
  public let since: Day
  /// The number of the statement.
  public let statement: Int
}

extension Network {
  /// The cadence of each target on a day; the latest said holds.
  public func cadences(on day: Day) -> [Node: Cadence] {
    var held: [Node: Cadence] = [:]
    for change in cadenceChanges.inOrder(until: day) {
      held[change.value.target] = change.value.period.map {
        Cadence(period: $0, since: change.day, statement: change.statement)
      }
    }
    return held
  }
}
