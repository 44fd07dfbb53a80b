import ArgumentParser
import KithAssist
import KithEngine
import KithGrammar
import KithQueries
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
    version: Language.programVersion,
    subcommands: [Line.self, Run.self, Check.self, Fmt.self, Verify.self, Repair.self, Debug.self, Help.self],
    defaultSubcommand: Line.self)

  /// The words that begin no line of the language: the names of the subcommands. Asking those would build them all.
  static let ownWords = ["run", "check", "fmt", "verify", "repair", "debug", "help"]

  @OptionGroup var options: Options

  @Option(
    name: .customShort("c"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Statements to carry out, as one unit.", valueName: "statements"))
  var statements: [String] = []

  @Flag(name: .customLong("keep-going"), help: "Keep every statement that succeeds, and fail at the end.")
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
    if !kith.statements.isEmpty && !words.isEmpty { throw ValidationError("say either -c or words, not both") }
    if kith.statements.count > 1 { throw ValidationError("say -c once; its statements are separated by `;`") }
  }

  func run() throws {
    let work: Invocation.Work =
      if let statements = kith.statements.first {
        .statements(statements, keepsGoing: kith.keepGoing)
      } else if words.isEmpty {
        .standardInput(keepsGoing: kith.keepGoing)
      } else { .words(words, keepsGoing: kith.keepGoing) }
    try Invocation(settings: kith.options.settings, work: work).run()
  }
}

/// `kith run FILE…`: each file is one transaction.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run scripts; each stands or falls as a whole.")

  @OptionGroup var options: Options

  @ParentCommand var kith: Kith

  @Argument(
    help: ArgumentHelp("The scripts, named *.net, and values for their variables: name=value.", valueName: "files"))
  var words: [String]

  @Flag(name: .customLong("dry-run"), help: "Show what would change, and change nothing.")
  var isTrial = false

  @Flag(
    name: .customLong("keep-going"), help: "Keep what succeeds, and fail at the end with the count of what did not.")
  var keepsGoing = false

  @Flag(name: .customLong("safe"), help: "Read and write no file outside of the script's folder.")
  var isSafe = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Say of each script only whether all of it stands, for a build server: tap or junit.", valueName: "format")
  )
  var report: TestReport.Format?

  func validate() throws {
    if Run.files(words).isEmpty { throw ValidationError("a script is missing") }
  }

  func run() throws {
    // The program's own flag may have taken it.
    let keepsGoing = keepsGoing || kith.keepGoing
    if report != nil && keepsGoing { throw ValidationError("say either --report or --keep-going") }
    if isTrial && keepsGoing { throw ValidationError("say either --dry-run or --keep-going") }
    let runOptions = ScriptRun.RunOptions(
      values: Run.values(words), keepsGoing: keepsGoing, isTrial: isTrial,
      isSafe: isSafe)
    let files = Run.files(words)
    try Invocation(
      settings: options.settings, work: report.map { .tests(files, runOptions, $0) } ?? .files(files, runOptions)
    )
    .run()
  }

  /// The files among words, and what the others let variables stand for.
  static func files(_ words: [String]) -> [FilePath] { words.filter { value($0) == nil }.map { FilePath($0) } }
  static func values(_ words: [String]) -> [String: String] { Dictionary(words.compactMap(value)) { $1 } }

  /// `name=value`; `nil` for a file.
  private static func value(_ word: String) -> (String, String)? {
    guard let sign = word.firstIndex(of: "="), ScriptFiles.isVariable(String(word[..<sign])) else { return nil }
    return (String(word[..<sign]), String(word[word.index(after: sign)...]))
  }
}

/// `kith check FILE…`: everything that is wrong with scripts.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Report every error of scripts; nothing is changed.")

  @OptionGroup var options: Options

  @Argument(help: ArgumentHelp("The scripts, and values for their variables: name=value.", valueName: "files"))
  var words: [String]

  @Flag(name: .customLong("safe"), help: "Read no file outside of the script's folder.")
  var isSafe = false

  func validate() throws {
    if Run.files(words).isEmpty { throw ValidationError("a script is missing") }
  }

  func run() throws {
    let runOptions = ScriptRun.RunOptions(values: Run.values(words), isSafe: isSafe)
    try Invocation(settings: options.settings, work: .check(Run.files(words), runOptions)).run()
  }
}

/// `kith fmt FILE…`: scripts in their canonical layout.
struct Fmt: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt", abstract: "Put scripts into their canonical layout; what they say stays as it is.")

  @OptionGroup var options: Options

  @Argument(help: ArgumentHelp("The scripts.", valueName: "files"))
  var files: [String]

  @Flag(
    name: .customLong("check"),
    help: "Change nothing; name the scripts that would be changed, and fail if there are any.")
  var isCheck = false

  func run() throws { try Formatting(options.settings.console).format(files.map { FilePath($0) }, isCheck: isCheck) }
}

/// `kith verify`: how the network's files are.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Look the network's files over; nothing is changed.")

  @OptionGroup var options: Options

  func run() throws { try Invocation(settings: options.settings, work: .verify).run() }
}

/// `kith repair`: mends the network's files.
struct Repair: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair", abstract: "Mend what can be mended; the damaged originals are kept beside the network.")

  @OptionGroup var options: Options

  func run() throws { try Invocation(settings: options.settings, work: .repair).run() }
}

/// `kith debug STAGE LINE`: what each room of the house makes of a line, for those who build it.
struct Debug: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "debug", abstract: "Show what each part of kith makes of a line; nothing is changed.",
    shouldDisplay: false)

  @OptionGroup var options: Options

  @Argument(help: "How far: tokens, parse, form, row, trace or completion.")
  var stage: LineTrace.Stage

  @Argument(help: "The line.")
  var line: String

  func run() throws { try Invocation(settings: options.settings, work: .debug(stage, line)).run() }
}

extension LineTrace.Stage: ExpressibleByArgument {}

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
  /// Carries out a command line and gives the exit status: 1 a statement failed, 2 a wrong command line, 3 the network
  /// file.
  /// - Parameters:
  ///   - arguments: as the system hands them over, the program's name first.
  ///   - count: how many, with it.
  public static func status(of arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, count: Int32) -> Int32 {
    do {
      var texts: [String] = []
      for argument in UnsafeBufferPointer(start: arguments, count: Int(count)).dropFirst() {
        guard let argument else { break }
        guard let text = String(validatingCString: argument) else {
          throw ValidationError("`\(String(cString: argument))` is not UTF-8")
        }
        texts.append(text)
      }
      if texts.first == "--complete" {
        writeAll(try ShellCompletion.lines(for: Array(texts.dropFirst())), to: 1)
      } else if let place = texts.firstIndex(of: "--generate-completion-script"),
        let script = texts.dropFirst(place + 1).first.flatMap(ShellCompletion.script)
      {
        writeAll(script, to: 1)
      } else if let plain = plainInvocation(texts) {
        try plain.run()
      } else {
        var command = try parseAsRoot(optionsFirst(texts))
        try command.run()
      }
      return 0
    } catch let stop as ExitStatus {
      return stop.status
    } catch {
      guard exitCode(for: error) == .success else {
        // The choices of an option may stand in a list.
        let text = message(for: error).replacing(":\n  - ", with: ": ").replacing("\n  - ", with: ", ")
        Settings().console.report(text, help: "kith --help")
        return 2
      }
      writeAll(fullMessage(for: error) + "\n", to: 1)
      return 0
    }
  }

  /// A line of the language, `-c` and a text, or `run` and scripts, behind a file and `--quiet` at most: this needs no
  /// parser. Reflecting over the commands takes longer than all the rest of a start (1.6 of 2.4 ms), and quick logging
  /// is these lines.
  private static func plainInvocation(_ arguments: [String]) -> Invocation? {
    var (settings, rest) = (Settings(), arguments[...])
    while let option = rest.first, option == "--quiet" || option == "--file" {
      rest.removeFirst()
      if option == "--quiet" {
        settings.isQuiet = true
      } else {
        guard let path = rest.popFirst(), !path.isEmpty else { return nil }
        settings.file = FilePath(path)
      }
    }
    if rest.count == 2, rest.first == "-c", let text = rest.last {
      return Invocation(settings: settings, work: .statements(text))
    }
    guard let first = rest.first, !rest.contains(where: { $0.hasPrefix("-") }) else { return nil }
    let words = Array(rest.dropFirst())
    if first == "run", !Run.files(words).isEmpty {
      return Invocation(
        settings: settings, work: .files(Run.files(words), ScriptRun.RunOptions(values: Run.values(words))))
    }
    return startsLine(first) ? Invocation(settings: settings, work: .words(Array(rest))) : nil
  }

  /// In a line of the language only the options of every command are options, wherever they stand: `met bob: call -v
  /// later` is all words. They go to the front, and the words behind `--`.
  private static func optionsFirst(_ arguments: [String]) -> [String] {
    var (options, words): ([String], [String]) = ([], [])
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let takesValue = Options.takesValue[
        argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? argument]
      if let takesValue {
        options += [argument] + (takesValue && !argument.contains("=") ? rest.popFirst().map { [$0] } ?? [] : [])
      } else if words.isEmpty, !startsLine(argument) {
        return arguments
      } else {
        words.append(argument)
      }
    }
    if words.isEmpty { return arguments }
    return words.last == "--help" ? ["help", words[0]] : options + ["--"] + words
  }

  private static func startsLine(_ argument: String) -> Bool {
    !argument.hasPrefix("-") && !ownWords.contains(argument)
  }
}
