import Glibc
import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
import SystemPackage

/// One start of the program: the settings, and what to carry out under them.
struct Invocation {
  /// What there is to do.
  enum Work {
    /// The prompt; with standard input no terminal, its lines as a script.
    case standardInput(keepsGoing: Bool)
    /// A text as one unit, or as many as it has statements; what to call it in diagnostics.
    case text(String, name: String, keepsGoing: Bool = false)
    /// Script files, each a unit.
    case files([FilePath], ScriptRun.RunOptions)
    /// Script files, each a unit, of which only a report is made.
    case tests([FilePath], ScriptRun.RunOptions, TestReport.Format)
    /// Script files looked over.
    case check([FilePath], ScriptRun.RunOptions)
    /// The network's files looked over, or mended.
    case verify, repair
    /// A line followed through the house, up to a stage.
    case debug(LineTrace.Stage, String)
  }

  let settings: Settings
  let work: Work

  /// Carries the work out.
  func run() throws(ExitStatus) {
    let console = settings.console
    switch work {
    case .files(let files, let options), .tests(let files, let options, _), .check(let files, let options):
      warnOfUnused(options, in: files, console)
    default: break
    }
    switch work {
    case .standardInput where isatty(0) == 1:
      var next: Settings? = settings
      while let settings = next {
        next = try REPL(settings.console, try settings.session(settings.console, undoesOthers: false), settings).run()
      }
    case .standardInput(let keepsGoing):
      try ScriptRun(console, try settings.session(console, undoesOthers: false)).runStandardInput(
        keepsGoing: keepsGoing)
    case .text(let text, let name, let keepsGoing):
      let (run, source) = (ScriptRun(console, try lastSession(undoesOthers: true)), Source(name: name, text: text))
      if keepsGoing { try run.runStatements(source) } else { try run.runUnit(source) }
    case .verify: try VerifyCommand(files: try settings.files(console)).run()
    case .repair: try RepairCommand(files: try settings.files(console)).run()
    case .debug(let stage, let line):
      try ScriptRun(console, try settings.session(console, undoesOthers: false)).trace(line, to: stage)
    case .tests(let files, let options, let format):
      var report = TestReport(format)
      for file in files {
        let run = ScriptRun(console, try settings.session(console, undoesOthers: false))
        let clock = ContinuousClock()
        let start = clock.now
        let failure = try run.failure(of: file, options)
        report.add(file.string, seconds: (clock.now - start) / .seconds(1), failure)
      }
      try console.write(report.text)
      if !report.isSuccess { throw .statement }
    case .check(let files, let options):
      var (isSound, told) = (true, Set<String>())
      for file in files {
        let run = ScriptRun(console, try settings.session(console, undoesOthers: false))
        isSound = try run.check(file, options, sparing: &told) && isSound
      }
      if !isSound { throw .statement }
    case .files(let files, let options) where files.count == 1:
      try ScriptRun(console, lastSession(undoesOthers: false)).runFile(files[0], options)
    case .files(let files, let options):
      var failure: ExitStatus?
      for file in files {
        do throws(ExitStatus) {
          try ScriptRun(console, try settings.session(console, undoesOthers: false)).runFile(file, options)
        } catch {
          guard options.keepsGoing, error == .statement else { throw error }
          failure = error
        }
      }
      if let failure { throw failure }
    }
  }
}

extension Invocation {
  /// The session behind which the process ends, and with it all its memory at once: nothing is gained by taking the
  /// network apart before.
  private func lastSession(undoesOthers: Bool) throws(ExitStatus) -> Session {
    let session = try settings.session(settings.console, undoesOthers: undoesOthers)
    _ = Unmanaged.passRetained(session)
    return session
  }

  /// Warns of values on the command line that nothing in any of the scripts, or of those that they include, can be
  /// named for.
  private func warnOfUnused(_ options: ScriptRun.RunOptions, in files: [FilePath], _ console: Console) {
    guard !options.values.isEmpty else { return }
    var used: Set<String> = []
    for file in files {
      // A script that cannot be read is told of when its turn comes.
      guard let source = try? ScriptFile.source(at: file),
        let script = try? Script(
          source, in: settings.language.vocabulary,
          files: ScriptFile.files(below: options.isSafe ? file.removingLastComponent() : nil))
      else { return }
      used.formUnion(script.wordsUsed(in: settings.language.vocabulary))
    }
    for name in options.values.keys.sorted() where !used.contains(name) {
      console.warn("no script uses `\(name)`")
    }
  }
}

extension Invocation.Work {
  /// The words of a command line as one line of the language: one that is empty or holds white space is a quoted
  /// string, unless it is the whole line.
  static func words(_ words: [String], keepsGoing: Bool = false) -> Self {
    if words.count == 1 { return .text(words[0], name: "command line", keepsGoing: keepsGoing) }
    var line = ""
    for word in words {
      let isText = word.isEmpty || word.unicodeScalars.contains { $0.properties.isWhitespace }
      line += (line.isEmpty ? "" : " ") + (isText ? word.quoted : word)
    }
    return .text(line, name: "command line", keepsGoing: keepsGoing)
  }

  static func statements(_ text: String, keepsGoing: Bool = false) -> Self {
    .text(text, name: "-c", keepsGoing: keepsGoing)
  }
}

extension Settings {
  /// The network's files, to be looked over.
  fileprivate func files(_ console: Console) throws(ExitStatus) -> NetworkFiles {
    NetworkFiles(console, try store(console), language)
  }
}
