import Foundation
import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
import ProgramUnderTest
import SystemPackage
import Testing

@testable import KithShell

/// A network that stays open while its snapshot goes bad.
@Suite struct SessionTests {
  private func session(_ path: FilePath) throws -> Session {
    let day = try #require(Day(Program.today))
    return Session(
      .standard, Store.ofLog(at: path), named: nil, history: nil, format: .table, isQuiet: true,
      now: { Moment(day: day, minute: nil) },
      undoesOthers: false, isStrict: false, notify: { _ in })
  }

  /// What changes are told of when a line is carried out, or the message that refuses it.
  @discardableResult private func say(_ line: String, _ session: Session) throws -> [String] {
    switch try session.perform(try Script(Source(name: nil, text: line), in: Language.standard.vocabulary)) {
    case .failed(let problem): return [problem.message]
    case .done(let answers): return answers.flatMap { if case .amended(let lines) = $0 { lines } else { [String]() } }
    }
  }

  /// Wherever the damage is found, the line that finds it is carried out once more, as if it had not been said before.
  @Test func whatIsSaidOnceMoreIsOneLine() throws {
    let program = try Program()
    let lines = (1...60).map { "met p\($0 % 13) at place\($0 % 5): note \($0)\n" }.joined()
    let made = try program.shell(
      "kith --quiet; kith --quiet save; kith --quiet met p99; kith --quiet save", input: lines)
    #expect(made.status == 0, "\(made.output)")
    let file = program.folder.appending(path: "network.kith")
    let good = try Data(contentsOf: file)
    for place in stride(from: 2000, to: good.count, by: 61) {
      let copy = program.folder.appending(path: "copy-\(place).kith")
      for suffix in ["", ".journal", ".1", ".1.journal"] {
        try FileManager.default.copyItem(atPath: file.path + suffix, toPath: copy.path + suffix)
      }
      let session = try session(FilePath(copy.path))
      try say("posted on linkedin", session)
      let handle = try FileHandle(forUpdating: copy)
      try handle.seek(toOffset: UInt64(place))
      try handle.write(contentsOf: [good[place] ^ 0x55])
      try handle.close()
      try say("met p2; find note 17; count log by place", session)
      let undone = try say("undo last 2", session)
      let numbers = undone.map { $0.split(separator: " ").dropFirst().first ?? "" }
      #expect(numbers.sorted() == ["#62", "#63"], "\(place): \(undone)")
    }
  }
}
