/// A day of the proleptic Gregorian calendar, as the count of days since 1970-01-01. It has no time zone.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int32

  /// The day that lies so many days after 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// The day of a date, or `nil` when the calendar has none such. Years run from 1 to 9999.
  ///
  /// Days from civil: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.length(ofMonth: month, year: year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Year, month from 1, day from 1.
  public var date: (year: Int, month: Int, day: Int) {
    let shifted = Int(number) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// How many days a month has.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The days of the week, in their order.
  public static let weekdayNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  /// The day of the week by its name.
  public var weekdayName: String { Day.weekdayNames[weekday] }

  /// The day of the week: 0 is Monday, 6 is Sunday.
  public var weekday: Int { ((Int(number) + 3) % 7 + 7) % 7 }

  /// The day so many days later, or `nil` outside the years 1 to 9999.
  public func adding(days: Int) -> Day? {
    let (sum, overflow) = Int(number).addingReportingOverflow(days)
    guard !overflow, (Day.first.number...Day.last.number).contains(Int32(clamping: sum)),
      Int(Int32(clamping: sum)) == sum
    else { return nil }
    return Day(number: Int32(sum))
  }

  /// The day so many months later, clamped to the month's last day; `nil` outside the years 1 to 9999.
  public func adding(months: Int) -> Day? {
    let (year, month, day) = date
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, sum >= 12, sum < 120_000 else { return nil }
    return Day(year: sum / 12, month: sum % 12 + 1, day: min(day, Day.length(ofMonth: sum % 12 + 1, year: sum / 12)))
  }

  /// Whole days from another day to this one; negative when this one is earlier.
  public func days(since other: Day) -> Int { Int(number) - Int(other.number) }

  /// 0001-01-01.
  public static let first = Day(number: -719_162)
  /// 9999-12-31.
  public static let last = Day(number: 2_932_896)

  /// By date.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }
}

extension Day: CustomStringConvertible {
  /// `YYYY-MM-DD`.
  public var description: String {
    let (year, month, day) = date
    // Each statement that is written down has one: this is a tenth of what putting it together from texts takes.
    return String(unsafeUninitializedCapacity: Day.textLength) { text in
      var rest = (year * 100 + month) * 100 + day
      for place in stride(from: Day.textLength - 1, through: 0, by: -1) {
        let isDash = place == 4 || place == 7
        text[place] = isDash ? UInt8(ascii: "-") : UInt8(ascii: "0") + UInt8(rest % 10)
        if !isDash { rest /= 10 }
      }
      return Day.textLength
    }
  }

  /// The day that a text of the form `YYYY-MM-DD` names; `nil` for any other text or a day that does not exist.
  public init?(_ text: some StringProtocol) {
    var text = String(text)
    guard let day = text.withUTF8({ Day(utf8: $0) }) else { return nil }
    self = day
  }

  /// The bytes of `YYYY-MM-DD`.
  public static let textLength = 10

  /// The day that the UTF-8 of a text of the form `YYYY-MM-DD` names; `nil` for any other text or a day that does not
  /// exist.
  public init?(utf8 text: UnsafeBufferPointer<UInt8>) {
    guard text.count == Day.textLength, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-") else { return nil }
    var isDate = true
    func number(_ range: Range<Int>) -> Int {
      var value = 0
      for index in range {
        let digit = text[index] &- UInt8(ascii: "0")
        isDate = isDate && digit < 10
        value = value &* 10 &+ Int(digit)
      }
      return value
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    guard isDate else { return nil }
    self.init(year: year, month: month, day: day)
  }
}
