/// A stretch of the calendar.
public enum Period: Sendable, Hashable {
  /// So many days, from 1.
  case days(Int)
  /// So many months, from 1; a month's last day stands in for days that it lacks.
  case months(Int)
  /// Up to each of these days of the week, 0 being Monday: from one of them to six.
  case weekdays(Set<Int>)
  /// Up to the first such weekday of a month, the second, third or fourth; the fifth stands for the last.
  case weekdayOfMonth(Int, weekday: Int)

  /// The day this long after another; `nil` beyond the calendar.
  public func after(_ day: Day) -> Day? {
    switch self {
    case .days(let days): day.adding(days: days)
    case .months(let months): day.adding(months: months)
    case .weekdays, .weekdayOfMonth: (1...62).lazy.compactMap { day.adding(days: $0) }.first(where: includes)
    }
  }

  /// The day this long before another; `nil` beyond the calendar, and of weekdays, which have no length.
  public func before(_ day: Day) -> Day? {
    switch self {
    case .days(let days): day.adding(days: -days)
    case .months(let months): day.adding(months: -months)
    case .weekdays, .weekdayOfMonth: nil
    }
  }

  /// Its first end after a day, the first of them being another day, from which they are counted: the 31st is the 31st
  /// again after February. `nil` beyond the calendar.
  public func next(after day: Day, from first: Day) -> Day? {
    let (count, make): (Int, (Int) -> Period) =
      switch self {
      case .days(let days): (days, Period.days)
      case .months(let months): (months, Period.months)
      case .weekdays, .weekdayOfMonth: (0, { _ in self })
      }
    guard count > 0 else { return after(max(day, first)) }
    // Begin a little before the place where the day must be: a month has 28 days at least, and 31 at most.
    let elapsed = Double(day.days(since: first))
    var times = max(1, Int(elapsed / (days * 1.03)) - 1)
    while case let (length, overflow) = count.multipliedReportingOverflow(by: times), !overflow,
      let candidate = make(length).after(first)
    {
      if candidate > day { return candidate }
      times += 1
    }
    return nil
  }

  /// Whether it can end on a day.
  public func includes(_ day: Day) -> Bool {
    switch self {
    case .days, .months: return true
    case .weekdays(let weekdays): return weekdays.contains(day.weekday)
    case .weekdayOfMonth(let place, let weekday):
      guard day.weekday == weekday else { return false }
      let (year, month, date) = day.date
      return place == 5 ? date + 7 > Day.length(ofMonth: month, year: year) : (date + 6) / 7 == place
    }
  }

  /// Its length in days; a month counts as a twelfth of 365.25.
  public var days: Double {
    switch self {
    case .days(let days): Double(days)
    case .months(let months): Double(months) * 365.25 / 12
    case .weekdays(let weekdays): 7 / Double(weekdays.count)
    case .weekdayOfMonth: 365.25 / 12
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
