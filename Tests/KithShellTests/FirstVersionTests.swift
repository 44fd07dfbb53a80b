import Foundation
import ProgramUnderTest
import Testing

/// Networks that the first version of the program wrote: one of the examples, and one of three hundred random lines,
/// edits, closings, merges and what was taken back among them. Part of each is in the snapshot, part in the journal.
///
/// `export.net` and `answers` beside them are what the first version said, but where it was wrong:
///
/// - `log` and `recent`, and with them the newest so many, go by day, not by number.
/// - `recent` shows contacts only; the statement that says a kind, a job or a cadence is none.
/// - A closing is of the person it closes with: in `log of hana`, in `count by person`, and as `closed` on the card.
/// - `count by person` counts no group, org, place or tag, nor me, and each statement once.
/// - `log called via phone` finds the calls whose channel nobody said.
/// - `agenda` and `today` show the place.
/// - `Émile` is listed beside `e`, not behind `z`.
/// - A name that was merged is a further name of who stayed: `show frank`, and in the export `aka`.
/// - A meeting at home in Oslo is one in Oslo.
/// - A field that was set twice to the same counts once.
/// - What is due and planned shows its numbers, and an answer that holds nothing says so beside it.
/// - The day of what is asked or promised stands in front of it, and a path says what people are to each other.
/// - The card shows what people are to each other, and an export says that it is in language 2.
@Suite struct FirstVersionTests {
  private static let folder = Program.project.appending(path: "Tests/KithShellTests/FirstVersion")

  @Test(arguments: ["examples", "random"]) func answersAsBefore(name: String) throws {
    let (program, files) = (try Program(), FileManager.default)
    let folder = Self.folder.appending(path: name)
    for (file, suffix) in [("snapshot", ""), ("journal", ".journal")] {
      try files.copyItem(at: folder.appending(path: file), to: program.folder.appending(path: "network.kith\(suffix)"))
    }
    let export = try String(contentsOf: folder.appending(path: "export.net"), encoding: .utf8)
    let answers = try String(contentsOf: folder.appending(path: "answers"), encoding: .utf8)
    let questions = answers.split(separator: "\n").filter { $0.hasPrefix("kith> ") }.map { String($0.dropFirst(6)) }
    #expect(questions.count > 20)
    for time in ["at first", "after a save"] {
      #expect(try program.said("export\n").output == export, "\(time)")
      for (question, answer) in zip(questions, answers.components(separatedBy: "kith> ").dropFirst()) {
        #expect(try question + "\n" + program.said(question + "\n").output == answer, "\(time)")
      }
      let saved = try program.shell("kith save && kith verify")
      #expect(saved.status == 0, "\(saved.output)")
    }
  }

  /// A snapshot with other phrases is translated whenever it is read, and so only until the first statement.
  @Test func aTranslatedSnapshotIsWrittenAnew() throws {
    let (program, files) = (try Program(), FileManager.default)
    let snapshot = program.folder.appending(path: "network.kith")
    try files.copyItem(at: Self.folder.appending(path: "examples/snapshot"), to: snapshot)
    let before = try Data(contentsOf: snapshot)
    #expect(try program.shell("kith --quiet who").status == 0)
    #expect(try Data(contentsOf: snapshot) == before)
    #expect(try program.shell("kith --quiet met Zoe").status == 0)
    let after = try Data(contentsOf: snapshot)
    #expect(after != before)
    #expect(try program.shell("kith --quiet met Zoe").status == 0)
    #expect(try Data(contentsOf: snapshot) == after)
  }
}
