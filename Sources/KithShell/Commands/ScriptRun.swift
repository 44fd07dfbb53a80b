import Glibc
import KithAssist
import KithGrammar
import KithStorage
import KithSyntax
import KithText
import SystemPackage

/// Runs texts that nobody types: scripts, one-liners, standard input.
struct ScriptRun {
  private let console: Console
  private let session: Session
  private let slips = Slips()

  /// The new names of a script that are near known ones: they are told of at its end, in one line.
  private final class Slips {
    var isOfFile = false
    var count = 0
  }

  init(_ console: Console, _ session: Session) {
    self.console = console
    self.session = session
  }

  /// How script files are run.
  struct RunOptions {
    /// What the command line lets variables stand for.
    var values: [String: String] = [:]
    /// Whether each step is a unit of its own, and the next one follows an error.
    var keepsGoing = false
    /// Whether what would change is only shown.
    var isTrial = false
    /// Whether no file outside of the script's folder is read or written.
    var isSafe = false
  }

  /// Runs a script file as one unit, or as many as it has steps.
  func runFile(_ path: FilePath, _ options: RunOptions) throws(ExitStatus) {
    let source: Source
    do throws(ScriptFiles.Failure) { source = try ScriptFile.source(at: path) } catch {
      console.report(error.message, help: error.help)
      throw .statement
    }
    session.beginFile(
      options.values, files: ScriptFile.files(below: options.isSafe ? path.removingLastComponent() : nil))
    (slips.isOfFile, slips.count) = (true, 0)
    defer {
      slips.isOfFile = false
      let names = slips.count == 1 ? "a new name is" : "\(slips.count) new names are"
      if slips.count > 0 {
        console.warn("\(names) one letter from others; `kith check \(path.string.printable)` lists them")
      }
    }
    if options.keepsGoing { try runStatements(source) } else { try runUnit(source, isTrial: options.isTrial) }
  }

  /// Runs a script file as one unit without a word; why it failed, if it did.
  func failure(of path: FilePath, _ options: RunOptions) throws(ExitStatus) -> TestReport.Failure? {
    let source: Source
    do throws(ScriptFiles.Failure) { source = try ScriptFile.source(at: path) } catch {
      return TestReport.Failure(error.message, of: path.string)
    }
    session.beginFile(
      options.values, files: ScriptFile.files(below: options.isSafe ? path.removingLastComponent() : nil))
    let script: Script
    do throws(Diagnostic) { script = try Script(source, in: session.language.vocabulary, files: session.files) } catch {
      return TestReport.Failure(error)
    }
    let outcome: Session.Outcome
    do throws(StoreFailure) { outcome = try session.perform(script, isTrial: options.isTrial) } catch {
      console.report("\(error)")
      throw .store
    }
    if case .failed(let diagnostic) = outcome { return TestReport.Failure(diagnostic) }
    return nil
  }

  /// Looks a script file over; whether no error is in it. What was told of a script that others include is not told
  /// again.
  func check(_ path: FilePath, _ options: RunOptions, sparing told: inout Set<String>) throws(ExitStatus) -> Bool {
    let source: Source
    do throws(ScriptFiles.Failure) { source = try ScriptFile.source(at: path) } catch {
      console.report(error.message, help: error.help)
      return false
    }
    session.beginFile(
      options.values, files: ScriptFile.files(below: options.isSafe ? path.removingLastComponent() : nil))
    let problems: [Diagnostic]
    do throws(StoreFailure) { problems = try session.problems(in: source) } catch {
      console.report("\(error)")
      throw .store
    }
    for problem in problems
    where told.insert("\(problem.source.name ?? "") \(problem.span.start) \(problem.message)").inserted {
      console.report(problem)
    }
    return problems.allSatisfy { $0.severity == .warning }
  }

  /// Runs a whole text as one unit: at the first error nothing of it is kept.
  func runUnit(_ source: Source, isTrial: Bool = false) throws(ExitStatus) {
    guard let script = parsed(source),
      try performs({ () throws(StoreFailure) in try performWatched(script, isTrial: isTrial) }, isTrial: isTrial)
    else { throw .statement }
    if isTrial { console.warn("this was a trial: nothing was changed") }
  }

  /// Runs each statement of a text as a unit of its own, whatever becomes of the others.
  func runStatements(_ source: Source) throws(ExitStatus) {
    session.beginScript()
    try fail(after: try runLines(of: source, after: 0))
  }

  /// Performs a script, on a terminal under a bar that shows how far it has come.
  private func performWatched(_ script: Script, isTrial: Bool) throws(StoreFailure) -> Session.Outcome {
    let bar = ProgressBar()
    session.watchProgress { bar?.show($0) }
    defer { session.watchProgress { _ in } }
    return try session.perform(script, isTrial: isTrial)
  }

  /// Runs standard input as it arrives, each statement a unit of its own: its answer is written before the next is
  /// read.
  func runStandardInput(keepsGoing: Bool) throws(ExitStatus) {
    var input = StandardInput(session.language.vocabulary)
    var failures = 0
    while let source = input.next() {
      // Nobody knows how long it goes on, and what stands in a line comes to an end.
      session.beginWork()
      failures += keepsGoing ? try runLines(of: source, after: failures) : try runUntilError(source)
      if failures > 0 && !keepsGoing { throw .statement }
    }
    try fail(after: failures)
  }

  private func fail(after failures: Int) throws(ExitStatus) {
    guard failures > 0 else { return }
    console.report("\(failures) \(failures == 1 ? "statement" : "statements") failed")
    throw .statement
  }

  /// Runs each statement of a text by itself, up to the first that fails, if all of them can be read; gives how many
  /// failed.
  private func runUntilError(_ source: Source) throws(ExitStatus) -> Int {
    guard let script = parsed(source) else { return 1 }
    for line in script.lines {
      session.beginLine()
      for step in line where try !performs({ () throws(StoreFailure) in try session.perform(step, of: source) }) {
        return 1
      }
    }
    return 0
  }

  /// Runs each statement of a text by itself, those that can be read, and tells of the others in their places; gives
  /// how many failed.
  private func runLines(of source: Source, after earlier: Int) throws(ExitStatus) -> Int {
    let (script, problems) = Script.checked(source, in: session.language.vocabulary, files: session.files)
    var (failures, rest) = (0, problems[...])
    func report(before offset: Int) {
      while let problem = rest.first, problem.offset(in: source) ?? 0 < offset {
        console.report(problem)
        rest = rest.dropFirst()
        failures += 1
      }
    }
    for line in script.lines {
      session.beginLine()
      for step in line where step.isWhole {
        report(before: step.span.start)
        do throws(ExitStatus) {
          if try !performs({ () throws(StoreFailure) in try session.perform(step, of: source) }) { failures += 1 }
        } catch {
          // Leaving does not make good what failed before.
          if error == .asked { try fail(after: earlier + failures) }
          throw error
        }
      }
    }
    report(before: .max)
    return failures
  }

  /// Writes what each room of the house makes of a line.
  func trace(_ line: String, to stage: LineTrace.Stage) throws(ExitStatus) {
    let trace: Result<[String], Diagnostic>
    do throws(StoreFailure) { trace = try session.trace(line, to: stage) } catch {
      console.report("\(error)")
      throw .store
    }
    switch trace {
    case .success(let lines): try console.write(lines.map { $0.printable + "\n" }.joined())
    case .failure(let problem):
      console.report(problem)
      throw .statement
    }
  }

  private func parsed(_ source: Source) -> Script? {
    do throws(Diagnostic) { return try Script(source, in: session.language.vocabulary, files: session.files) } catch {
      console.report(error)
      return nil
    }
  }

  /// Performs a unit and writes what came of it; false when a statement of it failed, or cannot be done here.
  private func performs(
    _ unit: () throws(StoreFailure) -> Session.Outcome, isTrial: Bool = false
  ) throws(ExitStatus) -> Bool {
    let outcome: Session.Outcome
    do throws(StoreFailure) { outcome = try unit() } catch {
      console.report("\(error)")
      throw .store
    }
    switch outcome {
    case .failed(let diagnostic):
      console.report(diagnostic)
      return false
    case .done(let answers):
      for answer in answers {
        do throws(ExitStatus) {
          if isTrial, case .report(let report) = answer, let file = report.file {
            try console.write("would be written to \(file.printable)\n")
          } else {
            if case .recorded(let recorded) = answer { slips.count += recorded.slips.count }
            try console.show(answer, sparingSlips: slips.isOfFile)
          }
        } catch {
          guard error == .statement else { throw error }
          return false
        }
      }
      return true
    }
  }
}

/// Standard input, cut into pieces that can be read: a line, or as many as an open bracket or list asks for.
private struct StandardInput {
  private let vocabulary: Vocabulary
  private var buffer: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  mutating func next() -> Source? {
    var end = 0
    while true {
      while let newline = buffer[end...].firstIndex(of: UInt8(ascii: "\n")) {
        end = newline + 1
        let source = Source(name: "standard input", bytes: Array(buffer[..<end]), firstLine: line)
        if !Script.isOpen(source, in: vocabulary) { return take(end) }
      }
      guard fill() else { return buffer.isEmpty ? nil : take(buffer.count) }
    }
  }

  private mutating func take(_ count: Int) -> Source {
    let piece = Array(buffer[..<count])
    defer {
      buffer.removeFirst(count)
      line += piece.count { $0 == UInt8(ascii: "\n") }
    }
    return Source(name: "standard input", bytes: piece, firstLine: line)
  }

  /// Reads what is there, waiting for something; false at the end. `readLine` can spin at the end of a file.
  private mutating func fill() -> Bool {
    guard !isAtEnd else { return false }
    var chunk = [UInt8](repeating: 0, count: 65_536)
    var count = read(0, &chunk, chunk.count)
    while count < 0 && errno == EINTR { count = read(0, &chunk, chunk.count) }
    isAtEnd = count <= 0
    if count > 0 { buffer += chunk[..<count] }
    return !isAtEnd
  }
}
