import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax

/// A network to say lines to, on a day.
struct Saying {
  let interpreter: Interpreter

  init(on today: String = "2026-11-22") throws {
    guard let day = Day(today) else { throw Impossible(day: today) }
    interpreter = Interpreter(.standard, StatementLog(.standard), today: day)
  }

  init(_ interpreter: Interpreter) { self.interpreter = interpreter }

  struct Impossible: Error { let day: String }

  /// Says a line as a unit of its own, of which nothing is kept.
  func dropping(_ line: String) -> String {
    interpreter.beginTransaction()
    defer { interpreter.rollBackTransaction() }
    return self(line)
  }

  /// Says a line; gives the canonical text of its last statement, or the message that refuses it.
  func callAsFunction(_ line: String) -> String {
    interpreter.beginLine()
    var text = ""
    do {
      let script = try Script(Source(name: nil, text: line), in: .standard)
      try interpreter.run(script) { if case .recorded(let recorded) = $0 { text = recorded.text } }
      return text
    } catch { return "error: \(error.message)" }
  }
}

extension Interpreter {
  /// Carries out a script, line by line.
  func run(_ script: Script, _ tell: (Answer) -> Void = { _ in }) throws(Diagnostic) {
    beginScript()
    for line in script.lines {
      beginLine()
      for step in line { try run(step, of: script.source, tell) }
    }
  }

  /// What comes of a text that is one statement.
  func answer(to text: String) throws(Diagnostic) -> Answer? {
    var answer: Answer?
    try run(try Script(Source(name: nil, text: text), in: .standard)) { answer = $0 }
    return answer
  }
}
