import KithGraph
import KithSyntax

// A value, its type, its comparison and its order: what `where`, `sort by` and the conditions of scripts go by.

/// One value as it is held against others.
///
/// A number or a day is what follows from the statements, or what somebody wrote without quotes. A text is what
/// somebody keeps in a field, or wrote in quotes: held against a number or a day it is one where it reads as one, else
/// it is neither.
public enum Comparand: Sendable, Equatable {
  /// A number.
  case number(Double)
  /// A day.
  case day(Day)
  /// A day without its year; where a question says it of what happened, `latest` is the day that it means.
  case dayOfYear(month: Int, day: Int, latest: Day?)
  /// A text as it is written.
  case text(String)

  /// What values are, where all of them are the same.
  package enum Kind: Sendable {
    case number, day, text

    /// With its article.
    package var words: String {
      switch self {
      case .number: "a number"
      case .day: "a day"
      case .text: "a text"
      }
    }
  }

  /// What it was given as.
  package var kind: Kind {
    switch self {
    case .number: .number
    case .day, .dayOfYear: .day
    case .text: .text
    }
  }

  // MARK: Reading

  /// The number that a text reads as; `nil` for any other text, and for one that only looks like a number, as `007`
  /// does.
  package var asNumber: Double? {
    switch self {
    case .number(let number): return number
    case .day, .dayOfYear: return nil
    case .text(let text):
      let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
      let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }),
        parts[0].count == 1 || parts[0].first != UInt8(ascii: "0")
      else { return nil }
      return Double(text).flatMap { $0.isFinite ? $0 : nil }
    }
  }

  /// The day, with or without its year, that a text reads as: `1980-05-12`, `12 may 1980`, `--05-12`, `12 may`; of
  /// `1980-05` and `1980` the first. `nil` for any other text.
  package var asDay: Comparand? {
    switch self {
    case .number: return nil
    case .day, .dayOfYear: return self
    case .text(let text):
      if text.utf8.count == 4, let day = Day(text + "-01-01") { return .day(day) }
      if let (year, month, day) = monthAndDay(ofBirthday: text), year == nil {
        return .dayOfYear(month: month, day: day, latest: nil)
      }
      switch DateExpression.whole(text.lowercased().split(separator: " ").map(String.init)) {
      case .day(let day): return .day(day)
      case .month(let year, let month): return Day(year: year, month: month, day: 1).map { .day($0) }
      case .monthDay(let month, let day): return .dayOfYear(month: month, day: day, latest: nil)
      case .impossible, .dayOfMonth, .either, .end, .relative, .relativeMonths, .weekday, .span, nil: return nil
      }
    }
  }

  /// The day, where it reads as one with its year, or means one.
  private var asWholeDay: Day? {
    switch asDay {
    case .day(let day): day
    case .dayOfYear(_, _, let latest): latest
    case .number, .text, nil: nil
    }
  }

  // MARK: Comparing

  /// Whether the two are the same: of two texts, whether they are written alike, case aside.
  package func equals(_ other: Comparand) -> Bool {
    switch (self, other) {
    case (.text(let a), .text(let b)): return Names.folded(a) == Names.folded(b)
    case (.number, _), (_, .number): return asNumber.map { $0 == other.asNumber } ?? false
    case (.day, _), (.dayOfYear, _), (_, .day), (_, .dayOfYear):
      if case .dayOfYear(let month, let day, _)? = asDay, case .dayOfYear(month, day, _)? = other.asDay { return true }
      return asWholeDay.map { $0 == other.asWholeDay } ?? false
    }
  }

  /// Where the two stand to each other; `nil` where they have no order: a day without its year has none.
  package func order(_ other: Comparand) -> (Key, Key)? {
    func both(_ a: Double?, _ b: Double?) -> (Key, Key)? { if let a, let b { (.number(a), .number(b)) } else { nil } }
    if kind == .number || other.kind == .number { return both(asNumber, other.asNumber) }
    let days = both(asWholeDay.map { Double($0.number) }, other.asWholeDay.map { Double($0.number) })
    if kind == .day || other.kind == .day { return days }
    if let numbers = both(asNumber, other.asNumber) { return numbers }
    if asDay != nil, other.asDay != nil { return days }
    guard case .text(let a) = self, case .text(let b) = other else { return nil }
    return (.text(Letters(a)), .text(Letters(b)))
  }

  /// Whether the two compare so; what has no order compares false.
  package func compares(_ comparison: Comparison, to other: Comparand) -> Bool {
    switch comparison {
    case .equal: equals(other)
    case .unequal: !equals(other)
    case .less: order(other).map { $0 < $1 } ?? false
    case .atMost: order(other).map { !($1 < $0) } ?? false
    case .greater: order(other).map { $1 < $0 } ?? false
    case .atLeast: order(other).map { !($0 < $1) } ?? false
    }
  }

  /// The sum or, with a sign of -1, the difference of two numbers, a day so many days on or back, or how many days lie
  /// between two; `nil` for anything else.
  package func adding(_ other: Comparand, sign: Double) -> Comparand? {
    if let a = asNumber, let b = other.asNumber { return .number(a + sign * b) }
    if sign < 0, let a = asWholeDay, let b = other.asWholeDay { return .number(Double(a.days(since: b))) }
    if sign > 0, let days = asNumber, let day = other.asWholeDay { return .day(day, days) }
    return asWholeDay.flatMap { day in other.asNumber.flatMap { .day(day, sign * $0) } }
  }

  private static func day(_ day: Day, _ days: Double) -> Comparand? {
    Int(exactly: days.rounded()).flatMap { day.adding(days: $0) }.map { .day($0) }
  }

  // MARK: Order

  /// What a value sorts by; a day without its year comes before those that have one.
  package enum Key: Comparable {
    case number(Double)
    case text(Letters)

    package static func < (a: Key, b: Key) -> Bool {
      switch (a, b) {
      case (.number(let a), .number(let b)): a < b
      case (.text(let a), .text(let b)): a < b
      case (.number, .text): true
      case (.text, .number): false
      }
    }
  }

  /// What the value sorts by among values that all read as a kind.
  package func key(among kind: Kind) -> Key {
    switch (kind, self) {
    case (.number, _): return .number(asNumber ?? 0)
    case (.day, _):
      if case .dayOfYear(let month, let day, _)? = asDay {
        return .number(Double(Day.first.number) - Double(400 - month * 31 - day))
      }
      return .number(Double(asWholeDay?.number ?? 0))
    case (.text, .text(let text)): return .text(Letters(text))
    case (.text, .number), (.text, .day), (.text, .dayOfYear): return .number(0)
    }
  }
}

extension Comparand.Kind {
  /// What values are together: numbers or days where all of them read as such, else texts.
  package init(of values: [Comparand]) {
    self = values.allSatisfy { $0.asNumber != nil } ? .number : values.allSatisfy { $0.asDay != nil } ? .day : .text
  }
}

/// A text as texts are in order: by its letters without case, those with accents beside their base letters.
package struct Letters: Comparable {
  private let base: String
  private let folded: String

  package init(_ text: String) {
    folded = Names.folded(text)
    base = folded.baseLetters
  }

  package static func < (a: Letters, b: Letters) -> Bool { a.base == b.base ? a.folded < b.folded : a.base < b.base }
}

extension Comparison {
  /// Whether one of some values compares so to one of others. None equals, for `!=`; where there is no value on a side,
  /// nothing holds.
  package func holds(_ values: [Comparand], _ others: [Comparand]) -> Bool {
    switch self {
    case .unequal:
      !values.isEmpty && !others.isEmpty && !Comparison.equal.holds(values, others)
    case .equal, .less, .atMost, .greater, .atLeast:
      values.contains { value in others.contains { value.compares(self, to: $0) } }
    }
  }
}

/// The month and day of a birthday, and its year if that is known: `1980-05-12`, `--05-12`; `nil` for anything else.
package func monthAndDay(ofBirthday text: String) -> (year: Int?, month: Int, day: Int)? {
  if let day = Day(text) { return (day.date.year, day.date.month, day.date.day) }
  // A leap year has every day that a birthday can be.
  guard text.hasPrefix("--"), let day = Day("2000" + text.dropFirst()) else { return nil }
  return (nil, day.date.month, day.date.day)
}
