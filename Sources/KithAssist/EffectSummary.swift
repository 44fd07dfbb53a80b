import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// What a statement does to ties and ledger, found by saying it to a small network and looking what came of it.
package struct EffectSummary {
  /// One line for the ties; `nil` when they stay as they are.
  package private(set) var ties: String?
  /// One line for the ledger; `nil` when it stays as it is.
  package private(set) var ledger: String?

  /// What the last statement of a line does, said behind others.
  package init(of line: String, after lines: [String], today: Day, in language: Language) {
    let interpreter = Interpreter(language, StatementLog(language.vocabulary), today: today)
    for line in lines { EffectSummary.say(line, to: interpreter) }
    EffectSummary.say(line, to: interpreter)
    self.init(interpreter.log.network, of: interpreter.log.count)
  }

  private static func say(_ line: String, to interpreter: Interpreter) {
    guard let script = try? Script(Source(name: nil, text: line), in: interpreter.language.vocabulary) else { return }
    interpreter.beginLine()
    for (statement, source) in script.statements { try? interpreter.run(statement, of: source) { _ in } }
  }

  private init(_ network: Network, of statement: Int) {
    let gains = network.touches.filter { $0.statement == statement }.map(\.weight)
    let gifts = network.gifts.filter { $0.statement == statement }.map(\.value)
    if let present = network.contacts.first(where: { $0.statement == statement })?.value, let gain = gains.first {
      let weight = shortest((gain * Double(present.count - 1) * 10_000).rounded() / 10_000)
      ties = "every two of the n people present gain \(weight) ÷ (n − 1), which halves with every half-life"
    } else if let gift = gifts.first {
      ties = "you and each of them gain \(shortest(gift.weight)), which halves with every half-life"
    }
    switch network.assertions.first(where: { $0.statement == statement })?.claim {
    case .exactly(let strength):
      ties = "states the strength as \(shortest(strength)), which does not fade; the latest holds"
    case .atLeast(let strength):
      ties = "the two are stated at \(shortest(strength)) if it was less" + (ties.map { "; \($0)" } ?? "")
    case nil: break
    }
    if let direction = gifts.first?.direction {
      ledger = "adds its worth to what you \(direction == .given ? "gave" : "got"), for each person in full"
    }
  }
}
