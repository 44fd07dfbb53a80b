import Foundation
import ProgramUnderTest
import Testing

/// The prompt, driven over a real pseudo-terminal.
@Suite struct PromptTests {
  @Test func recordsAnswersAndEnds() throws {
    let program = try Program()
    let terminal = try PseudoTerminal(program)
    try terminal.prompt()
    terminal.type("met alice at Café Łuna; gave intro to bob\n")
    try terminal.wait(for: "#1 met alice at \"Café Łuna\" on 2026-11-22")
    try terminal.wait(for: "#2 introduced alice to bob on 2026-11-22")
    try terminal.prompt()
    terminal.type("shw alice\n")
    try terminal.wait(for: "did you mean `show`?")
    try terminal.prompt()
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
    #expect(try program.shell("kith log --as csv | wc -l").output == "3\n")
  }

  @Test func ctrlCGivesTheLineUpAndKeepsTheSession() throws {
    let program = try Program()
    let terminal = try PseudoTerminal(program)
    try terminal.prompt()
    terminal.type("met nobody at all\u{1}\u{3}")
    try terminal.wait(for: "^C\r\n")
    try terminal.prompt()
    terminal.type("met alice,\n")
    try terminal.prompt("  ... ")
    terminal.type("bob\u{3}")
    try terminal.wait(for: "^C\r\n")
    try terminal.prompt()
    terminal.type("met carol\nquit\n")
    try terminal.wait(for: "#1 met carol on 2026-11-22")
    #expect(try terminal.exitStatus() == 0)
    #expect(try program.said("who show name").output == "name\ncarol\n")
  }

  /// Whoever is asked to leave gives the terminal back, and keeps what was said but not the line that was not.
  @Test(arguments: [SIGTERM, SIGHUP]) func aSignalLeavesInOrder(signal: Int32) throws {
    let program = try Program()
    let terminal = try PseudoTerminal(program)
    try terminal.prompt()
    terminal.type("met alice\n")
    try terminal.wait(for: "#1 met alice")
    try terminal.prompt()
    terminal.type("met b\u{f6}b")
    try terminal.wait(for: "b\u{f6}b")
    #expect(!terminal.echoes)
    terminal.signal(signal)
    #expect(try terminal.exitStatus() == 128 + signal)
    #expect(terminal.echoes)
    #expect(try program.said("who show name").output == "name\nalice\n")
    #expect(try program.shell("kith verify | head -1").output.contains("up to frame 1, whole"))
  }

  @Test func tabCompletesVerbsKeywordsAndNames() throws {
    let program = try Program()
    _ = try program.said("met \"Zoë Ångström\" at \"Café Luna\"; met zack")
    let terminal = try PseudoTerminal(program)
    try terminal.prompt()
    terminal.type("emai\tzo\tat ca\t\n")
    try terminal.wait(for: "#3 emailed \"Zoë Ångström\"")
    try terminal.prompt()
    terminal.type("met alice; met zac\tvi\tzoom\n")
    try terminal.wait(for: "#5 met zack via zoom on 2026-11-22")
    try terminal.prompt()
    terminal.type("who so\tstren\tli\t1\n")
    let table = try terminal.prompt()
    #expect(table.contains("zack"))
    terminal.type("met z\t")
    try terminal.wait(for: "zack  \"Zoë Ångström\"")
    terminal.type("\u{3}")
    try terminal.wait(for: "^C")
    try terminal.prompt()
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func historyOutlivesTheSessionAndStaysPrivate() throws {
    let program = try Program()
    let first = try PseudoTerminal(program)
    try first.prompt()
    first.type("met alice\n")
    try first.wait(for: "#1")
    first.type(" met secret\n")
    try first.wait(for: "#2")
    try first.prompt()
    first.type("\u{4}")
    #expect(try first.exitStatus() == 0)
    let second = try PseudoTerminal(program)
    try second.prompt()
    second.type("\u{1B}[A")
    try second.wait(for: "met alice")
    second.type("\n")
    try second.wait(for: "#3 met alice on 2026-11-22")
    try second.prompt()
    #expect(try program.shell("stat -c %a network.kith.history; grep -c secret network.kith.history").output == "600\n0\n")
    second.type("\u{4}")
    #expect(try second.exitStatus() == 0)
  }

  @Test func twoSessionsSeeEachOther() throws {
    let program = try Program()
    let terminal = try PseudoTerminal(program)
    try terminal.prompt()
    _ = try program.said("met alice")
    terminal.type("met bob\n")
    try terminal.wait(for: "#2 met bob on 2026-11-22")
    terminal.type("who show name\n")
    try terminal.wait(for: "name\r\nalice\r\nbob\r\n")
    // What the other one said is not this session's to undo.
    terminal.type("undo\nundo\n")
    try terminal.wait(for: "undone: #2")
    try terminal.wait(for: "there is nothing to undo in this session")
    try terminal.prompt()
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func theHeadingStandsInThePrompt() throws {
    let terminal = try PseudoTerminal(try Program())
    try terminal.prompt()
    terminal.type("on 2026-11-10\n")
    try terminal.prompt("kith 2026-11-10> ")
    terminal.type("met alice\n")
    try terminal.wait(for: "#1 met alice on 2026-11-10")
    try terminal.prompt("kith 2026-11-10> ")
    terminal.type("on today\n")
    try terminal.prompt("kith> ")
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
  }

  @Test func whatIsHardToTakeBackIsAskedFirst() throws {
    let program = try Program()
    _ = try program.said("met alice, tom; met Zebulon")
    let terminal = try PseudoTerminal(program)
    try terminal.prompt()
    terminal.type("merge tom into alice\n")
    try terminal.prompt("go on? [y/N] ")
    terminal.type("\n")
    try terminal.prompt()
    terminal.type("merge tom into alice\n")
    try terminal.prompt("go on? [y/N] ")
    terminal.type("y\n")
    try terminal.wait(for: "#3 merge tom into alice")
    try terminal.prompt()
    terminal.type("forget zebulon\n")
    try terminal.prompt("for good; go on? [y/N] ")
    terminal.type("yes\n")
    try terminal.wait(for: "forgotten: 1 statement gone, 0 told without the name")
    try terminal.prompt()
    // Neither the file nor the session remembers the line.
    #expect(
      try program.shell("cat network.kith.history; grep -il zebulon network.kith*").output
        == "merge tom into alice\nmerge tom into alice\n")
    terminal.type("\u{1B}[A")
    try terminal.wait(for: "merge tom into alice")
    terminal.type("\u{3}")
    try terminal.wait(for: "^C")
    try terminal.prompt()
    terminal.type("\u{4}")
    #expect(try terminal.exitStatus() == 0)
    #expect(try program.said("who show name").output == "name\nalice\n")
  }
}
