import ArgumentParser
import KithLanguage
import KithSyntax
import SystemPackage

/// The command line.
public struct Kith: ParsableCommand {
  /// Its name, and what `--help` says.
  public static let configuration = CommandConfiguration(
    commandName: "kith",
    abstract: "A prompt and a small language for a person's network of relationships.",
    usage: """
      kith [<options>] [<words of a line> ...]
      kith [<options>] -c <statements>
      kith [<options>] run <files> ...
      """,
    discussion: """
      With words, one line of the language: `kith met alice at coffee`. Without any, the prompt; or, when standard \
      input is no terminal, its lines as a script. `kith help` lists what can be said.
      """,
    version: "0.1.0",
    subcommands: [Line.self, Run.self, Help.self],
    defaultSubcommand: Line.self)

  @OptionGroup var options: Options

  @Option(name: .customShort("c"), help: ArgumentHelp("Statements to carry out, as one unit.", valueName: "statements"))
  var statements: String?

  @Flag(name: .customLong("keep-going"), help: "With standard input: go on after an error, and fail at the end.")
  var keepGoing = false

  /// The program as the command line starts it.
  public init() {}
}

/// What no subcommand is named for: words, `-c`, the prompt, standard input.
struct Line: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "(line)", shouldDisplay: false)

  @ParentCommand var kith: Kith

  @Argument(help: "A line of the language.")
  var words: [String] = []

  func validate() throws {
    if kith.statements != nil && !words.isEmpty { throw ValidationError("say either -c or words, not both") }
  }

  func run() throws {
    let work: Invocation.Work =
      if let statements = kith.statements { .statements(statements) } else if words.isEmpty {
        .standardInput(keepsGoing: kith.keepGoing)
      } else { .words(words) }
    try Invocation(settings: kith.options.settings, work: work).run()
  }
}

/// `kith run FILE…`: each file is one transaction.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "run", abstract: "Run scripts; each stands or falls as a whole.")

  @OptionGroup var options: Options

  @Argument(help: "The scripts, named *.net.")
  var files: [FilePath]

  func run() throws { try Invocation(settings: options.settings, work: .files(files)).run() }
}

/// `kith help WORD`: the language's own help, and that of a subcommand.
struct Help: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "help", abstract: "Explain a word of the language.")

  @OptionGroup var options: Options

  @Argument(help: "The word.")
  var words: [String] = []

  func run() throws {
    if let subcommand = Kith.configuration.subcommands.first(where: { [$0.configuration.commandName] == words }) {
      throw CleanExit.message(Kith.helpMessage(for: subcommand))
    }
    try Invocation(settings: options.settings, work: .words(["help"] + words)).run()
  }
}

extension Kith {
  /// Carries out a command line and gives the exit status: 1 a statement failed, 2 a wrong command line, 3 the network file.
  public static func status(of arguments: [String]) -> Int32 {
    do {
      if let plain = plainInvocation(arguments) {
        try plain.run()
      } else {
        var command = try parseAsRoot(arguments)
        try command.run()
      }
      return 0
    } catch let stop as Stop {
      return stop.status
    } catch {
      guard exitCode(for: error) == .success else {
        Settings().console.report(message(for: error), help: "kith --help")
        return 2
      }
      writeAll(fullMessage(for: error) + "\n", to: 1)
      return 0
    }
  }

  /// A command line without options, which needs no parser: reflecting over the commands takes longer than all the rest
  /// of a start (1.6 of 2.4 ms), and quick logging is these lines.
  private static func plainInvocation(_ arguments: [String]) -> Invocation? {
    if arguments.count == 2, arguments[0] == "-c" { return Invocation(settings: Settings(), work: .statements(arguments[1])) }
    guard !arguments.contains(where: { $0.hasPrefix("-") }), let first = arguments.first,
      !configuration.subcommands.contains(where: { $0.configuration.commandName == first })
    else { return nil }
    return Invocation(settings: Settings(), work: .words(arguments))
  }
}
