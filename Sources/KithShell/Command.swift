import ArgumentParser
import Glibc
import KithLanguage
import KithStorage
import KithSyntax
import SystemPackage

/// The command line.
public struct Kith: ParsableCommand {
  /// Its name, and what `--help` says.
  public static let configuration = CommandConfiguration(
    commandName: "kith",
    abstract: "A prompt and a small language for a person's network of relationships.",
    discussion: """
      Without arguments: the prompt; or, when standard input is no terminal, its lines as a script.
      With words: one line of the language, as in `kith met alice at coffee`.
      """,
    version: "0.1.0",
    subcommands: [Run.self, Help.self])

  @OptionGroup var options: Options

  @Option(name: .customShort("c"), help: ArgumentHelp("Statements to carry out, as one unit.", valueName: "statements"))
  var statements: String?

  @Flag(name: .customLong("keep-going"), help: "With standard input: go on after an error, and fail at the end.")
  var keepGoing = false

  @Argument(help: "A line of the language.")
  var words: [String] = []

  /// The program as `main` starts it.
  public init() {}

  /// Carries out what the words, `-c`, the terminal or standard input say.
  public mutating func run() throws {
    let console = options.console
    if let statements {
      guard words.isEmpty else { throw ValidationError("say either -c or words, not both") }
      try ScriptRun(console, try options.session(console, undoesOthers: true)).runUnit(Source(name: "-c", text: statements))
    } else if !words.isEmpty {
      try ScriptRun(console, try options.session(console, undoesOthers: true)).runUnit(Source(name: "command line", text: line(of: words)))
    } else if isatty(0) == 1 {
      try REPL(console, try options.session(console, undoesOthers: false), history: options.historyFile).run()
    } else {
      try ScriptRun(console, try options.session(console, undoesOthers: false)).runStandardInput(keepsGoing: keepGoing)
    }
  }

  /// A shell word that holds white space is one quoted string.
  private func line(of words: [String]) -> String {
    words.map { $0.isEmpty || $0.contains(where: \.isWhitespace) ? $0.quoted : $0 }.joined(separator: " ")
  }
}

/// `kith run FILE…`: each file is one transaction.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Run scripts; each stands or falls as a whole.")

  @OptionGroup var options: Options

  @Argument(help: "The scripts, named *.net.")
  var files: [FilePath]

  mutating func run() throws {
    let console = options.console
    for file in files { try ScriptRun(console, try options.session(console, undoesOthers: false)).runFile(file) }
  }
}

/// `kith help WORD`: the language's own help, not the command line's.
struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Explain a word of the language.")

  @OptionGroup var options: Options

  @Argument(help: "The word.")
  var words: [String] = []

  mutating func run() throws {
    let console = options.console
    let line = (["help"] + words).joined(separator: " ")
    try ScriptRun(console, try options.session(console, undoesOthers: false)).runUnit(Source(name: "command line", text: line))
  }
}

extension Kith {
  /// Carries out the command line of this process and gives its exit status: 1 a statement failed, 2 a wrong command
  /// line, 3 the network file.
  public static func status() -> Int32 {
    do {
      var command = try parseAsRoot()
      try command.run()
      return 0
    } catch let stop as Stop {
      return stop.status
    } catch {
      let isFailure = exitCode(for: error) != .success
      writeAll(fullMessage(for: error) + "\n", to: isFailure ? 2 : 1)
      return isFailure ? 2 : 0
    }
  }
}
