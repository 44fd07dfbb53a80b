import ArgumentParser
import KithGrammar
import KithGraph
import SystemPackage

/// What every way to start the program takes.
struct Options: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The network file (else $KITH_FILE, else in $XDG_DATA_HOME or ~/.local/share).", valueName: "path"))
  var file: FilePath?

  @Option(
    name: .long, help: ArgumentHelp("The day that counts as today, for tests and reports.", valueName: "YYYY-MM-DD"))
  var today: Day?

  @Option(
    name: .customLong("as"),
    help: "How answers are written: table, json, ndjson, csv or markdown; some also net, dot, svg, mermaid or graphml.")
  var format: Format = .table

  @Flag(name: .long, help: "Say nothing of what was recorded; questions are answered still.")
  var quiet = false

  @Flag(name: .customLong("no-color"), help: "No colours (also with $NO_COLOR, and whenever output is no terminal).")
  var noColor = false

  @Flag(name: .long, help: "Refuse new names unless they are declared.")
  var strict = false

  @Flag(name: .customLong("no-rc"), help: "Do not begin the prompt with $XDG_CONFIG_HOME/kith/rc.net.")
  var noRC = false

  @Option(name: .long, help: "How errors are written: human or json.")
  var errors: Console.ErrorFormat = .human

  /// The options by name, and whether a value follows.
  static let takesValue = [
    "--file": true, "--today": true, "--as": true, "--errors": true, "--quiet": false, "--no-color": false,
    "--strict": false, "--no-rc": false,
  ]

  var settings: Settings {
    Settings(
      file: file, today: today, format: format, isQuiet: quiet, isStrict: strict, allowsColour: !noColor,
      beginsWithRC: !noRC,
      errors: errors)
  }
}

extension FilePath: @retroactive ExpressibleByArgument {
  /// Any text but the empty one is a path.
  public init?(argument: String) {
    guard !argument.isEmpty else { return nil }
    self.init(argument)
  }
}

extension Day: ExpressibleByArgument {
  /// `YYYY-MM-DD`.
  public init?(argument: String) { self.init(argument) }
}

extension Format: ExpressibleByArgument {}
extension Console.ErrorFormat: ExpressibleByArgument {}
extension TestReport.Format: ExpressibleByArgument {}
