import KithGraph
import KithLanguage
import KithSyntax
import Testing

@Suite struct ScriptTests {
  @Test func aScriptThatGoesOnAndOnIsStopped() throws {
    var interpreter = Interpreter(Chronicle(), today: try #require(Day("2026-11-22")))
    interpreter.mostSteps = 100
    let names = (1...20).map { "p\($0)" }.joined(separator: ", ")
    let script = try Script(Source(name: nil, text: "for a in \(names) { for b in \(names) { met $a } }"))
    let error = #expect(throws: Diagnostic.self) { try interpreter.run(script) }
    #expect(error?.message == "this script has carried out 100 steps, and goes on")
    #expect(interpreter.chronicle.count < 100)
  }

  /// Each level is a call with as many blocks in it as there may be: the deepest that a script can get.
  @Test func theDeepestScriptIsRefusedAndTrapsNothing() throws {
    var interpreter = Interpreter(Chronicle(), today: try #require(Day("2026-11-22")))
    let (open, close) = (String(repeating: "if 1 = 1 { ", count: 95), String(repeating: " }", count: 95))
    let script = try Script(Source(name: nil, text: "define f(a) { \(open) f($a) \(close) }; f(bob)"))
    let error = #expect(throws: Diagnostic.self) { try interpreter.run(script) }
    #expect(error?.message == "more than 400 blocks are open here")
  }
}
