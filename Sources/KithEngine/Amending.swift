import KithGrammar
import KithGraph
import KithLog
import KithSyntax

extension Interpreter {
  /// Changes the list of statements.
  package func amend(
    _ amendment: Amendment, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) -> Answer {
    func refused(_ message: String, _ help: String) -> Diagnostic {
      Diagnostic(message, at: statement.span, in: source, help: help)
    }
    switch amendment {
    case .undo(let labels): return try undo(numbers(labels), refused)
    case .undoLines(let count):
      let numbers = lastLines(count)
      guard !numbers.isEmpty else {
        throw refused(
          "there is nothing to undo in this session", "`undo #12` takes back any statement; `log` shows them")
      }
      return try undo(numbers, refused)
    case .forget(let name):
      do throws(Refusal) {
        let forgotten = try chronicle.forget(name)
        // A comment: whoever replays it knows the name still, and the words. It makes the history another one than
        // that of a copy.
        note("## forget", forgotten.rows)
        return .forgotten(forgotten)
      } catch { throw refused(error.message, error.help ?? "`forget` takes a whole name") }
    case .edit(let label):
      let number = memory.labels[label] ?? label
      guard chronicle.isStatement(number) else {
        throw refused("#\(number) is no statement that stands", "`log` shows the statements that stand")
      }
      throw refused("what does #\(number) say instead?", "edit #\(number) \(chronicle.text(of: number))")
    case .redo(let labels):
      let said = labels.isEmpty ? chronicle.newestUndone : numbers(labels)
      // A merge comes back with what it keeps.
      let kept = said.flatMap(chronicle.rows(keepingValuesOf:)).filter {
        chronicle.isWithdrawn($0) && !said.contains($0)
      }
      let numbers = said + kept
      guard !numbers.isEmpty else {
        throw refused("there is nothing to redo", "`redo #12` says again what was taken back")
      }
      return try redo(numbers, refused)
    }
  }

  private typealias Refuse = (_ message: String, _ help: String) -> Diagnostic

  /// The numbers of statements that a script may call by labels, each once.
  private func numbers(_ labels: [Int]) -> [Int] {
    var seen: Set<Int> = []
    return labels.map { memory.labels[$0] ?? $0 }.filter { seen.insert($0).inserted }
  }

  // MARK: Undo

  /// The statements of the last lines that stand: this session's; in a session of one line, the network's.
  private func lastLines(_ count: Int) -> [Int] {
    var numbers: [Int] = []
    var left = count
    for line in lines.reversed() where left > 0 {
      let live = (line.first...line.last).filter(chronicle.isLive)
      if live.isEmpty { continue }
      numbers = live + numbers
      left -= 1
    }
    guard undoesOthers, lines.isEmpty else { return numbers }
    return chronicle.newestUnits(left).reversed().flatMap { $0 }
  }

  private func undo(_ numbers: [Int], _ refused: Refuse) throws(Diagnostic) -> Answer {
    for number in numbers where !chronicle.isLive(number) {
      let what =
        number > chronicle.count
        ? "there is no statement #\(number)"
        : "#\(number) is \(chronicle.isWithdrawn(number) ? "taken back already" : "gone for good")"
      throw refused(what, "`log` shows the statements that stand")
    }
    let together = Set(numbers)
    for number in numbers {
      if let next = chronicle.successor(of: number), !together.contains(next) {
        throw refused(
          "#\(next) builds on #\(number): \(chronicle.text(of: next))", "take that back first: `undo #\(next)`")
      }
    }
    let echo = numbers.map { "undone: #\($0) \(chronicle.text(of: $0))" }
    if let flaw = chronicle.withdraw(numbers) {
      chronicle.restore(numbers)
      throw refused(words(flaw), "take that back first: `undo #\(flaw.number)`")
    }
    chronicle.note(.undo, numbers)
    unit?.took(back: numbers)
    note("undo", numbers)
    return .amended(echo)
  }

  // MARK: Redo

  private func redo(_ numbers: [Int], _ refused: Refuse) throws(Diagnostic) -> Answer {
    for number in numbers where !chronicle.isWithdrawn(number) {
      let what =
        chronicle.isLive(number)
        ? "#\(number) stands already"
        : number > chronicle.count ? "there is no statement #\(number)" : "#\(number) is gone for good"
      throw refused(what, "`undo` takes statements back, and `redo` says them again")
    }
    if let flaw = chronicle.restore(numbers) {
      chronicle.withdraw(numbers)
      throw refused("this cannot be said again: \(words(flaw))", "say it anew instead")
    }
    chronicle.note(.redo, numbers)
    unit?.gave(back: numbers)
    note("redo", numbers)
    return .amended(numbers.map { "redone: #\($0) \(chronicle.text(of: $0))" })
  }

  /// Why a statement cannot stand as things would be.
  package func words(_ flaw: Flaw) -> String {
    let number = "#\(flaw.number)"
    switch flaw.why {
    case .refused(let refusal): return "\(number) would say what cannot be: \(refusal.message)"
    case .nothingOpen: return "\(number) closes or moves what would not be open"
    case .otherKind(let name, let kind):
      return "\(number) needs `\(name)` to be \(kind.article) \(kind.word), which it would be no longer"
    case .sameName(let name): return "\(number) names `\(name)`, and something else would bear that name too"
    case .unknown(let name): return "\(number) needs `\(name)`, which nothing before it would name"
    case .merged(let name): return "\(number) would make `\(name)` part of itself"
    }
  }

  /// Notes an amendment for the journal.
  private func note(_ verb: String, _ numbers: [Int]) {
    unit?.note("\(verb) " + numbers.map { "#\($0)" }.joined(separator: ", "))
  }
}
