import Testing

/// What happened cannot lie later today than the clock goes.
@Suite struct ClockTests {
  /// What is said at noon, and what comes of it.
  @Test(arguments: [
    ("met alice at 12:00", "met alice on 2026-11-22 at 12:00"),
    ("met alice at 12:01", "error: 12:01 is still to come today, and this says what happened"),
    ("met alice on today at 7pm", "error: 19:00 is still to come today, and this says what happened"),
    ("gave a book to alice at 19:00", "error: 19:00 is still to come today, and this says what happened"),
    ("edit #1 met alice at 19:00", "error: 19:00 is still to come today, and this says what happened"),
    ("yesterday met alice at 19:00", "met alice on 2026-11-21 at 19:00"),
    ("met alice this afternoon", "met alice on 2026-11-22 at 15:00"),
    ("met alice tonight", "error: 19:00 is still to come today, and this says what happened"),
    ("coffee with alice at 3", "on 2026-11-22 plan coffee with alice on 2026-11-22 at 15:00"),
    ("coffee with alice at 11", "had coffee with alice on 2026-11-22 at 11:00"),
    ("plan dinner on today at 19:00", "on 2026-11-22 plan dinner on 2026-11-22 at 19:00"),
    ("done #2", "error: #2 is planned for 19:00, which is still to come"),
    ("done #3", "done #3 on 2026-11-22"),
    ("done #4", "done #4 on 2026-11-22"),
  ]) func noTimeOfTodayIsLaterThanNow(line: String, text: String) throws {
    let say = try Saying()
    _ = say(
      "met alice; plan dinner on today at 19:00 with alice; plan lunch on today at 11:00 with alice; remind me to rest on today at 19:00"
    )
    say.interpreter.minute = 720
    #expect(say(line) == text)
    // Where no clock goes any time will do.
    say.interpreter.minute = nil
    if text.hasPrefix("error") { #expect(!say(line).hasPrefix("error")) }
  }

  @Test func whatIsReplayedWasSaidOnce() throws {
    let say = try Saying()
    say.interpreter.minute = 720
    try say.interpreter.replay("#1 met alice on 2026-11-22 at 19:00")
    #expect(say.interpreter.log.text(of: 1) == "met alice on 2026-11-22 at 19:00")
  }
}
