import KithGraph
import Testing

@Suite struct DayTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-22", 20_779), ("0001-01-01", -719_162),
    ("9999-12-31", 2_932_896),
  ]) func countsDays(text: String, number: Int32) {
    #expect(Day(text)?.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test(arguments: [
    "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-32", "26-01-01", "2026-1-1", "0000-01-01",
    "2026-01-01x", "",
  ])
  func refuses(text: String) { #expect(Day(text) == nil) }

  @Test func everyDayOfFourCenturiesIsItsOwn() {
    for number in Int32(-1000)...145_097 {
      let (year, month, day) = Day(number: number).date
      #expect(Day(year: year, month: month, day: day)?.number == number)
    }
  }

  @Test func weekdaysGoOnAcrossTheEpoch() {
    #expect(Day("1969-12-29")?.weekday == 0)
    #expect(Day("2026-11-22")?.weekday == 6)
    #expect(Day("0001-01-01")?.weekday == 0)
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-12-15", 1, "2027-01-15"),
    ("2026-01-15", -13, "2024-12-15"), ("0001-01-01", -1, nil), ("9999-12-01", 1, nil),
  ]) func addsMonths(from: String, months: Int, to: String?) {
    #expect(Day(from)?.adding(months: months)?.description == to)
  }

  @Test func staysWithinTheCalendar() {
    #expect(Day.last.adding(days: 1) == nil)
    #expect(Day.first.adding(days: -1) == nil)
    #expect(Day.first.adding(days: .min) == nil)
    #expect(Day.last.adding(days: .max) == nil)
  }
}
