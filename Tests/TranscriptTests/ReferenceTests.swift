import Foundation
import KithAssist
import KithEngine
import KithGrammar
import KithLog
import ProgramUnderTest
import Testing

/// What is generated from the vocabulary is what the vocabulary says today.
@Suite struct ReferenceTests {
  @Test func theReferenceIsCurrent() throws {
    try expect("Sources/kith/Documentation.docc/Reference.md", toBe: Manual(.standard).reference)
  }

  @Test func theGrammarsForEditorsAreCurrent() throws {
    let grammar = EditorGrammar(Language.standard.vocabulary)
    try expect("examples/editors/kith.tmLanguage.json", toBe: grammar.textMate)
    try expect("examples/editors/kith.vim", toBe: grammar.vim)
  }

  /// Each pattern of the TextMate grammar is one, and together they see a line as the language does.
  @Test func theGrammarColoursALine() throws {
    let grammar = try #require(
      try JSONSerialization.jsonObject(with: Data(EditorGrammar(Language.standard.vocabulary).textMate.utf8))
        as? [String: Any])
    let patterns = try #require(grammar["patterns"] as? [[String: Any]])
    let matches = patterns.compactMap { pattern in
      (pattern["match"] as? String).map { (name: pattern["name"] as? String ?? "", match: $0) }
    }
    #expect(matches.count > 8)
    func first(_ name: String, in line: String) throws -> String? {
      let pattern = try #require(matches.first { $0.name == name })
      let expression = try NSRegularExpression(pattern: pattern.match)
      let range = NSRange(line.startIndex..., in: line)
      return expression.firstMatch(in: line, range: range).flatMap { Range($0.range, in: line) }.map {
        String(line[$0])
      }
    }
    let line = "met up with anna at coffee on 2026-11-22 for 45m #work # a comment"
    #expect(try first("support.function.verb.kith", in: line) == "met up with")
    #expect(try first("keyword.operator.clause.kith", in: "x at y") == "at")
    #expect(try first("constant.numeric.date.kith", in: line) == "2026-11-22")
    #expect(try first("entity.name.tag.kith", in: line) == "#work")
    #expect(try first("comment.line.number-sign.kith", in: line) == "# a comment")
    #expect(try first("variable.other.kith", in: "met $row.name") == "$row.name")
    #expect(try first("constant.numeric.statement.kith", in: "undo #12") == "#12")
    #expect(try first("keyword.control.kith", in: "for p in who {") == "for")
    #expect(try first("support.function.verb.kith", in: "the metro") == nil)
  }

  private func expect(_ path: String, toBe current: String) throws {
    let file = Program.project.appending(path: path)
    let written = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard written != current else { return }
    if ProcessInfo.processInfo.environment["KITH_RECORD"] != nil {
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try current.write(to: file, atomically: true, encoding: .utf8)
    }
    Issue.record("\(path) is not what the vocabulary says; `scripts/record` writes it")
  }
}
