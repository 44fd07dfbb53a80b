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
      do throws(StatementError) {
        let forgotten = try log.forget(name)
        // A comment: whoever replays it knows the name still, and the words. It makes the history another one than
        // that of a copy.
        note("## forget", forgotten.rows)
        return .forgotten(forgotten)
      } catch { throw refused(error.message, error.help ?? "`forget` takes a whole name") }
    case .edit(let label):
      let number = memory.labels[label] ?? label
      guard log.isStatement(number) else {
        throw refused("#\(number) is not a statement that counts", "`log` shows the statements that stand")
      }
      throw refused("what does #\(number) say instead?", "edit #\(number) \(log.text(of: number))")
    case .redo(let labels):
      let said = labels.isEmpty ? log.newestUndone : numbers(labels)
      // A merge comes back with what it keeps.
      let kept = said.flatMap(log.rows(keepingValuesOf:)).filter {
        log.isWithdrawn($0) && !said.contains($0)
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
      let live = (line.first...line.last).filter(log.isLive)
      if live.isEmpty { continue }
      numbers = live + numbers
      left -= 1
    }
    guard undoesOthers, lines.isEmpty else { return numbers }
    return log.newestTransactions(left).reversed().flatMap { $0 }
  }

  private func undo(_ numbers: [Int], _ refused: Refuse) throws(Diagnostic) -> Answer {
    for number in numbers where !log.isLive(number) {
      let what =
        number > log.count
        ? "there is no statement #\(number)"
        : "#\(number) is \(log.isWithdrawn(number) ? "taken back already" : "gone for good")"
      throw refused(what, "`log` shows the statements that stand")
    }
    let together = Set(numbers)
    for number in numbers {
      if let next = log.successor(of: number), !together.contains(next) {
        throw refused(
          "#\(next) builds on #\(number): \(log.text(of: next))", "take that back first: `undo #\(next)`")
      }
    }
    let echo = numbers.map { "undone: #\($0) \(log.text(of: $0))" }
    if let conflict = log.withdraw(numbers) {
      log.restore(numbers)
      throw refused(words(conflict), "take that back first: `undo #\(conflict.number)`")
    }
    log.note(.undo, numbers)
    transaction?.took(back: numbers)
    note("undo", numbers)
    return .amended(echo)
  }

  // MARK: Redo

  private func redo(_ numbers: [Int], _ refused: Refuse) throws(Diagnostic) -> Answer {
    for number in numbers where !log.isWithdrawn(number) {
      let what =
        log.isLive(number)
        ? "#\(number) stands already"
        : number > log.count ? "there is no statement #\(number)" : "#\(number) is gone for good"
      throw refused(what, "`undo` takes statements back, and `redo` says them again")
    }
    if let conflict = log.restore(numbers) {
      log.withdraw(numbers)
      throw refused("this cannot be said again: \(words(conflict))", "say it anew instead")
    }
    log.note(.redo, numbers)
    transaction?.gave(back: numbers)
    note("redo", numbers)
    return .amended(numbers.map { "redone: #\($0) \(log.text(of: $0))" })
  }

  /// Why a statement cannot stand as things would be.
  package func words(_ conflict: Conflict) -> String {
    let number = "#\(conflict.number)"
    switch conflict.why {
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
    transaction?.note("\(verb) " + numbers.map { "#\($0)" }.joined(separator: ", "))
  }
}
