import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax
import Testing

@Suite struct ScriptTests {
  @Test func aScriptThatGoesOnAndOnIsStopped() throws {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: try #require(Day("2026-11-22")))
    interpreter.maximumSteps = 100
    let names = (1...20).map { "p\($0)" }.joined(separator: ", ")
    let script = try Script(
      Source(name: nil, text: "for a in \(names) { for b in \(names) { met $a } }"), in: .standard)
    let error = #expect(throws: Diagnostic.self) { try interpreter.run(script) }
    #expect(error?.message == "this script has carried out 100 steps, and goes on")
    #expect(interpreter.log.count < 100)
  }

  private static let names = (1...100).map { "p\($0)" }.joined(separator: ", ")

  /// Few lines that would go on for longer than anybody lives: calls, turns, questions, lists and included files all
  /// count.
  @Test(arguments: [
    (1...40).reduce("define f0() { }") { "\($0)\ndefine f\($1)() { f\($1 - 1)(); f\($1 - 1)() }" } + "\nf40()",
    (1...6).map { "for v\($0) in \(names) { " }.joined() + "}}}}}}",
    (1...6).map { "for v\($0) in \(names) { " }.joined() + "met $v1 }}}}}}",
    "met \(names)\n" + (1...6).map { "for v\($0) in who { " }.joined() + "}}}}}}",
    "let a = x and y\n" + String(repeating: "let a = $a and $a\n", count: 40) + "print $a",
    "include \"1.net\"\ninclude \"1.net\"", "define f() { include \"1.net\" }\nf(); f()",
  ]) func whatNeverEndsIsStopped(text: String) throws {
    let files = ScriptFiles { path, _ throws(ScriptFiles.Failure) in
      let next = (Int(path.prefix { $0 != "." }) ?? 0) + 1
      let text = next > 40 ? "print \"x\"" : "include \"\(next).net\"\ninclude \"\(next).net\""
      return Source(name: path, text: text)
    } refusalToWrite: { _ in
      nil
    }
    var interpreter = Interpreter(
      .standard, StatementLog(.standard), today: try #require(Day("2026-11-22")), files: files)
    interpreter.maximumSteps = 5000
    let source = Source(name: "a.net", text: text)
    let error = #expect(throws: Diagnostic.self) {
      try interpreter.run(try Script(source, in: .standard, files: files))
    }
    #expect(error?.message == "this script has carried out 5000 steps, and goes on")
    interpreter = Interpreter(.standard, StatementLog(.standard), today: interpreter.today, files: files)
    interpreter.maximumSteps = 5000
    interpreter.beginTransaction()
    #expect(interpreter.problems(in: source).map(\.message) == ["this script has carried out 5000 steps, and goes on"])
  }

  /// What can happen again and again costs as many steps as it takes time, and more where it is long.
  @Test(arguments: [
    ("print \"a line of text\"", 2), ("for a in x, y { print \"a line of text\" }", 57),
    ("met bob", 1), ("if 1 = 1 { met bob }", 25), ("for a in x, y { if $a = z { met bob } }", 13),
    ("include \"a.net\"", 2), ("include \"a.net\"; include \"a.net\"", 25),
    ("met b, c, d, e, f, g, h, j, k, l; if 1 = 1 { expect (count who) = 10 }", 7),
  ]) func stepsAreCounted(text: String, steps: Int) throws {
    let files = ScriptFiles { path, _ throws(ScriptFiles.Failure) in
      Source(name: path, text: "met bob")
    } refusalToWrite: { _ in
      nil
    }
    let script = try Script(Source(name: nil, text: text), in: .standard, files: files)
    var interpreter = Interpreter(
      .standard, StatementLog(.standard), today: try #require(Day("2026-11-22")), files: files)
    interpreter.maximumSteps = steps - 1
    #expect(throws: Diagnostic.self) { try interpreter.run(script) }
    interpreter = Interpreter(.standard, StatementLog(.standard), today: interpreter.today, files: files)
    interpreter.maximumSteps = steps
    try interpreter.run(script)
  }

  /// A loop that fails leaves no block open to those that follow.
  @Test func manyLoopsThatFailAreEachToldOf() throws {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: try #require(Day("2026-11-22")))
    interpreter.beginTransaction()
    let loops = String(repeating: "for p in a { cancel #9 }\n", count: 500)
    let problems = interpreter.problems(in: Source(name: nil, text: loops + "met $p"))
    #expect(problems.count == 501)
    #expect(Set(problems.map(\.message)) == ["#9 is neither a plan nor a reminder", "`$p` stands for nothing here"])
  }

  /// Each level is a call with as many blocks in it as there may be: the deepest that a script can get.
  @Test func theDeepestScriptIsRefusedAndTrapsNothing() throws {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: try #require(Day("2026-11-22")))
    let (open, close) = (String(repeating: "if 1 = 1 { ", count: 95), String(repeating: " }", count: 95))
    let script = try Script(Source(name: nil, text: "define f(a) { \(open) f($a) \(close) }; f(bob)"), in: .standard)
    let error = #expect(throws: Diagnostic.self) { try interpreter.run(script) }
    #expect(error?.message == "more than 400 blocks are open here")
  }
}
