import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import Testing

/// The name of somebody who was merged is one more name of who stays.
@Suite struct MergedNameTests {
  /// Journals of before hold people who were named so after the merge: they stay who they were.
  @Test func inAJournalSuchANameBeganSomebodyNew() throws {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: try #require(Day("2026-11-22")))
    try interpreter.replay(
      """
      #1 met carol, bob, alice on 2026-11-01
      #2 merge carol into bob
      #3 met carol on 2026-11-02
      #4 met dora on 2026-11-02
      #5 merge dora into bob
      #6 rename alice to dora

      """)
    let say = Saying(Interpreter(trying: interpreter))
    #expect(say("met carol") == "met carol on 2026-11-22")
    #expect(say("met dora") == "met dora on 2026-11-22")
    #expect(try column("aka", of: "show bob", in: interpreter) == "list([])")
    #expect(try column("contacts", of: "show carol", in: interpreter) == "integer(1)")
    let export = try lines(of: interpreter)
    #expect(export.allSatisfy { !$0.contains("aka") })
    let fresh = Interpreter(.standard, StatementLog(.standard), today: interpreter.today)
    for line in export { _ = try fresh.answer(to: line) }
    #expect(try lines(of: fresh) == export)
  }

  /// Whatever becomes of a merged name, what an export makes is called the same.
  @Test(arguments: [
    ["met carol, bob", "merge carol into bob", "met carol"],
    ["met ann, bea", "merge ann into bea", "met cleo", "merge bea into cleo", "met ann, bea"],
    ["met carol, bob", "merge carol into bob", "bob no longer aka carol", "met carol"],
    [
      "met carol, bob", "merge carol into bob", "bob no longer aka carol", "met carol", "met dora",
      "merge carol into dora",
      "met carol",
    ],
    ["met carol, bob", "merge carol into bob", "rename bob to carol", "met bob"],
    ["met carol, bob", "rename carol to Caroline", "merge Caroline into bob", "met caroline; met carol"],
    ["met bob; bob aka carol", "bob no longer aka carol", "met carol", "merge carol into bob", "met carol"],
    [
      "met alice at Luna; met alice at Moon", "merge Luna into Moon", "bob works at Moon",
      "met alice at luna; carol joined luna",
    ],
    ["met bob about jazz; met bob about bebop", "merge bebop into jazz", "met bob about bebop"],
  ]) func anExportCallsThemTheSame(lines: [String]) throws {
    let say = try Saying()
    for line in lines { #expect(!say(line).hasPrefix("error"), "\(line)") }
    let export = try self.lines(of: say.interpreter)
    let fresh = try Saying()
    for line in export { #expect(!fresh(line).hasPrefix("error"), "\(line)") }
    #expect(try self.lines(of: fresh.interpreter) == export)
    for name in ["ann", "bea", "bob", "carol", "Caroline"] {
      #expect(fresh("met \(name)") == say("met \(name)"), "\(name)")
    }
    #expect(fresh("met x at luna") == say("met x at luna"))
    #expect(fresh("met x about bebop") == say("met x about bebop"))
  }

  private func column(_ key: String, of question: String, in interpreter: Interpreter) throws -> String {
    guard case .report(let report)? = try interpreter.answer(to: question), case .object(let members) = report.content
    else {
      return ""
    }
    return members.first { $0.key == key }.map { "\($0.value)" } ?? ""
  }

  private func lines(of interpreter: Interpreter) throws -> [String] {
    guard case .report(let report)? = try interpreter.answer(to: "export") else { return [] }
    return report.rendering(as: .net)?() ?? []
  }
}
