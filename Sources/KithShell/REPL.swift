import Glibc
import KithLanguage
import KithStorage
import KithSyntax
import KithText
import SystemPackage

/// The prompt: reads a line, carries it out, says what came of it.
struct REPL {
  private let console: Console
  private let session: Session
  private let editor: LineEditor

  init(_ console: Console, _ session: Session, history: FilePath?) throws(Stop) {
    guard let editor = LineEditor(history: history) else {
      console.report("the terminal cannot be used for a prompt", help: "pipe the statements in, or use `kith -c '…'`")
      throw .statement
    }
    self.console = console
    self.session = session
    self.editor = editor
  }

  /// Runs until the user leaves.
  func run() throws(Stop) {
    do throws(StoreFailure) { try session.refresh() } catch {
      console.report("\(error)")
      throw .store
    }
    editor.complete = { [session] text in
      let completion = session.completion(of: text)
      return (completion.start, completion.candidates)
    }
    var pending = ""
    while true {
      let day = session.heading.map { " \($0)" } ?? ""
      editor.prompt = pending.isEmpty ? "kith\(day)> " : "  ... "
      switch editor.read() {
      case .end:
        try console.write("\n")
        return
      case .asked(let signal):
        // All that was acknowledged is on disk; a snapshot spares the next start the reading of the journal.
        _ = try? session.perform(Script(Source(name: nil, text: "save")))
        throw Stop(status: 128 + signal)
      case .cancelled: pending = ""
      case .line(let line):
        editor.remember(line)
        pending += line + "\n"
        if isOpen(pending) { continue }
        do throws(Stop) { try perform(pending) } catch {
          if error.status == Stop.asked.status { return }
          throw error
        }
        pending = ""
      }
    }
  }

  private func isOpen(_ text: String) -> Bool { Script.isOpen(Source(name: nil, text: text)) }

  /// Carries a line out as one unit. A store that fails does not end the session: what is typed next may be saved again.
  private func perform(_ text: String) throws(Stop) {
    let source = Source(name: nil, text: text)
    let script: Script
    do throws(Diagnostic) { script = try Script(source, files: session.files) } catch { return console.report(error) }
    if let question = session.question(before: script), !isAgreed(question) { return }
    let outcome: Session.Outcome
    do throws(StoreFailure) { outcome = try session.perform(script) } catch {
      return console.report("\(error)")
    }
    switch outcome {
    case .failed(let diagnostic): console.report(diagnostic)
    case .done(let answers):
      for answer in answers {
        if case .noted(let note) = answer { try console.write(note.printable + "\n") } else { try console.show(answer) }
        if case .forgotten = answer { editor.reloadHistory() }
      }
    }
  }

  private func isAgreed(_ question: String) -> Bool {
    editor.prompt = question + " [y/N] "
    guard case .line(let answer) = editor.read() else {
      _ = try? console.write("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
  }
}
