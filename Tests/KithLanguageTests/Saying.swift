import KithGraph
import KithLanguage
import KithSyntax

/// A network to say lines to, on a day.
struct Saying {
  private(set) var interpreter: Interpreter

  init(on today: String = "2026-11-22") throws {
    guard let day = Day(today) else { throw Impossible(day: today) }
    interpreter = Interpreter(Chronicle(), today: day)
  }

  struct Impossible: Error { let day: String }

  /// Says a line; gives the canonical text of its last statement, or the message that refuses it.
  mutating func callAsFunction(_ line: String) -> String {
    interpreter.beginLine()
    var text = ""
    do {
      let script = try Script(Source(name: nil, text: line))
      for statement in script.lines.joined() {
        if case .recorded(let recorded) = try interpreter.run(statement, of: script.source) { text = recorded.text }
      }
      return text
    } catch { return "error: \(error.message)" }
  }
}
