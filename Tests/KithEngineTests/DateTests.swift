import Testing

@Suite struct DateTests {
  /// What is typed, on which day, and the day it means.
  static let past: [(String, String, String)] = [
    ("today", "2026-11-22", "2026-11-22"),
    ("yesterday", "2026-03-01", "2026-02-28"),
    ("yesterday", "2024-03-01", "2024-02-29"),
    ("yesterday", "2026-01-01", "2025-12-31"),
    ("3 days ago", "2026-01-02", "2025-12-30"),
    ("a week ago", "2026-11-22", "2026-11-15"),
    ("2 weeks ago", "2026-11-22", "2026-11-08"),
    ("1 month ago", "2026-03-31", "2026-02-28"),
    ("1 year ago", "2024-02-29", "2023-02-28"),
    ("0 days ago", "2026-11-22", "2026-11-22"),
    ("sunday", "2026-11-22", "2026-11-22"),
    ("last sunday", "2026-11-22", "2026-11-15"),
    ("friday", "2026-11-22", "2026-11-20"),
    ("last friday", "2026-11-22", "2026-11-20"),
    ("monday", "2026-11-22", "2026-11-16"),
    ("22 nov", "2026-11-22", "2026-11-22"),
    ("21 feb", "2026-11-22", "2026-02-21"),
    ("Nov 22 2024", "2026-11-22", "2024-11-22"),
    ("29 feb", "2026-11-22", "2024-02-29"),
    ("31 december", "2026-01-01", "2025-12-31"),
    ("1 sept", "2026-11-22", "2026-09-01"),
    ("2024-02-29", "2026-11-22", "2024-02-29"),
    ("0001-01-01", "2026-11-22", "0001-01-01"),
  ]

  @Test(arguments: past) func aDateOfWhatHappened(typed: String, today: String, day: String) throws {
    let say = try Saying(on: today)
    #expect(say("met alice \(typed)") == "met alice on \(day)")
    #expect(say("met alice on \(typed)") == "met alice on \(day)")
    #expect(say("\(typed) met alice") == "met alice on \(day)")
    #expect(say("met alice, \(typed) at Luna") == "met alice at Luna on \(day)")
  }

  @Test(arguments: [
    ("met alice on 2026-02-29", "error: the calendar has no day `2026-02-29`"),
    ("met alice on 30 feb", "error: the calendar has no day `30 feb`"),
    ("met alice 99999999999999999999 days ago", "error: the calendar has no day `99999999999999999999 days ago`"),
    ("met alice 5000 years ago", "error: the calendar has no day `5000 years ago`"),
    ("met alice tomorrow", "error: 2026-11-23 lies in the future, and this says what happened"),
    ("met alice in 2 days", "error: 2026-11-24 lies in the future, and this says what happened"),
    ("met alice next friday", "error: 2026-11-27 lies in the future, and this says what happened"),
    ("met alice on 23 nov", "error: `23 nov` comes on 2026-11-23, and this says what happened"),
    ("20 feb met alice", "error: `20 feb` comes on 2027-02-20, and this says what happened"),
    ("met alice on friday on monday", "error: `on` is said twice"),
    ("met alice on 32/13/2026", "error: the calendar has no day `32/13/2026`"),
    ("yesterday who", "error: `who` takes no date"),
  ]) func refuses(line: String, message: String) throws {
    let say = try Saying()
    #expect(say(line) == message)
  }

  /// A date is read where a date can stand, and nowhere else.
  @Test(arguments: [
    ("met Sunday Times", "met \"Sunday Times\" on 2026-11-22"),
    ("met April", "met \"April\" on 2026-11-22"),
    ("met Grace Monday", "met Grace on 2026-11-16"),
    ("met \"Grace Monday\"", "met \"Grace Monday\" on 2026-11-22"),
    ("met alice about the last friday market", "met alice about \"the last friday market\" on 2026-11-22"),
    ("met alice: yesterday was better", "met alice on 2026-11-22: yesterday was better"),
    ("met alice at 7pm yesterday", "met alice on 2026-11-21 at 19:00"),
    ("met alice at 12am", "met alice on 2026-11-22 at 00:00"),
    ("met alice for 1h30m", "met alice on 2026-11-22 for 1h30m"),
    ("met alice for 90 min", "met alice on 2026-11-22 for 1h30m"),
    ("met alice for 3 weeks", "met alice on 2026-11-22 for 3w"),
    ("met alice for an hour", "met alice on 2026-11-22 for 1h"),
  ]) func readsOnlyWhatIsOne(line: String, text: String) throws {
    let say = try Saying()
    #expect(say(line) == text)
  }
}
