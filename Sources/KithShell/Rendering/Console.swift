import Glibc
import KithEngine
import KithGrammar
import KithLog
import KithQueries
import KithSyntax
import KithText
import SystemPackage

/// The process's standard output and standard error, and how they are written to.
struct Console {
  /// How diagnostics are written.
  enum ErrorFormat: String, CaseIterable { case human, json }

  private(set) var renderer: Renderer
  let errors: ErrorFormat
  let isQuiet: Bool
  private(set) var paintErrors: Painter
  private let network: FilePath?

  init(format: Format, errors: ErrorFormat, isQuiet: Bool, palette: Palette, network: FilePath?) {
    self.network = network
    let isTerminal = isatty(1) == 1
    renderer = Renderer(format: format, paint: Painter(isTerminal ? palette : .none), isTerminal: isTerminal)
    self.errors = errors
    self.isQuiet = isQuiet
    paintErrors = Painter(isatty(2) == 1 ? palette : .none)
  }

  /// The same with answers in another format.
  func writing(_ format: Format) -> Console {
    var console = self
    console.renderer = Renderer(format: format, paint: renderer.paint, isTerminal: renderer.isTerminal)
    return console
  }

  /// The same in other colours.
  func painting(in palette: Palette) -> Console {
    var console = self
    console.renderer = Renderer(format: renderer.format, paint: Painter(palette), isTerminal: renderer.isTerminal)
    console.paintErrors = Painter(isatty(2) == 1 ? palette : .none)
    return console
  }

  /// Writes what came of a statement; throws where that is refused here, and to leave when it asked to. Names that
  /// could be slips may be left for later.
  func show(_ answer: Answer, sparingSlips: Bool = false) throws(ExitStatus) {
    switch answer {
    case .recorded(let recorded):
      if !isQuiet { try write(renderer.fitted(renderer.text(recorded))) }
      for warning in recorded.warnings + (sparingSlips ? [] : recorded.slips) { warn(warning) }
    case .amended(let lines): if !isQuiet { try write(renderer.fitted(lines.map { $0.printable + "\n" }.joined())) }
    case .forgotten(let forgotten): try show(forgotten)
    case .report(let report): try show(report)
    case .action(let action): try show(action)
    case .page(let text): try page(text)
    case .printed(let text): try write(renderer.line(text))
    case .noted: break
    }
  }

  private func show(_ forgotten: Forgotten) throws(ExitStatus) {
    if !isQuiet {
      try write(
        "forgotten: \(counted(forgotten.erased, "statement")) gone, \(forgotten.reworded) told without the name\n")
    }
    if !forgotten.mentions.isEmpty {
      let numbers = forgotten.mentions.map { "#\($0)" }.joined(separator: ", ")
      warn("the name still stands in the words of \(numbers): `edit` or `undo` them, then `forget` it again")
    }
    warn("copies of the network made elsewhere, exports and scripts were not touched")
  }

  private func show(_ report: Report) throws(ExitStatus) {
    guard let text = renderer.text(report) else {
      self.report(
        "Graphviz draws this, and its `sfdp` is missing or fails",
        help: "sudo apt install graphviz; `as dot` needs nothing")
      throw .statement
    }
    guard let file = report.file else {
      // Where only a program reads the answer, a person is told beside it that it holds nothing.
      let isTable = (report.format ?? renderer.format) == .table
      if isTable, !isQuiet, !renderer.isTerminal, let nothing = renderer.nothing(in: report) { warn(nothing) }
      return try page(text)
    }
    do throws(ExportFile.Failure) { try ExportFile.write(text, to: FilePath(file), sparing: network) } catch {
      self.report(error.message)
      throw .statement
    }
    if !isQuiet { try write("written to \(file.printable)\n") }
  }

  private func show(_ action: Action) throws(ExitStatus) {
    switch action {
    case .language: break
    case .save: if !isQuiet { try write("saved\n") }
    // By now it has become words.
    case .backUp, .help: break
    case .set: warn("that is for a prompt, and does nothing here")
    case .open(let file):
      self.report(
        "`open` goes on with another network at the prompt",
        help: "here, say `kith --file \(file.printable)` and the rest")
      throw .statement
    case .quit: throw .asked
    }
  }

  /// Writes an answer; on a terminal, one that is longer than it goes through the user's pager.
  private func page(_ text: String) throws(ExitStatus) {
    let isLong =
      renderer.isTerminal && isatty(0) == 1
      && text.utf8.count { $0 == UInt8(ascii: "\n") } >= Terminal.size.rows
    // What was typed ahead is meant for the prompt, and no pager's commands.
    guard isLong, !ProcessEnvironment.isTerminalDumb, !isTypedAhead,
      Filter.show(text, by: ProcessEnvironment.variable("PAGER") ?? Console.pager)
    else {
      return try write(text)
    }
  }

  /// Where the user names none: it says how to leave it, and takes no line that is typed on for an order to write a file.
  private static let pager = "LESSSECURE=1 less -FRX '-PsSpace goes on, q leaves'"

  /// Whether the terminal holds what nobody has read yet.
  private var isTypedAhead: Bool {
    var count: Int32 = 0
    return ioctl(0, UInt(FIONREAD), &count) == 0 && count > 0
  }

  /// Writes to standard output; throws when that cannot be done: an answer that is lost is a failure.
  func write(_ text: String) throws(ExitStatus) {
    guard !writeAll(text, to: 1) else { return }
    report("the answer could not be written: \(String(cString: strerror(errno)))")
    throw .output
  }

  /// Writes a diagnostic to standard error.
  func report(_ diagnostic: Diagnostic) {
    switch errors {
    case .human: writeAll(diagnostic.rendered(paintErrors, columns: Console.columnsOfErrors), to: 2)
    case .json:
      let (line, column) = diagnostic.source.position(of: diagnostic.span.start)
      report(
        message: diagnostic.message, file: diagnostic.source.name, line: line, column: column,
        length: diagnostic.source.text(diagnostic.span).unicodeScalars.count, help: diagnostic.help,
        instead: diagnostic.offers)
    }
  }

  /// Writes an error that has no place in a text.
  func report(_ message: String, help: String? = nil) {
    switch errors {
    case .human:
      tell(paintErrors("error", .error) + paintErrors(": " + message.printable, .heading))
      if let help { tell("  = help: " + paintErrors(help.printable, .help)) }
    case .json: report(message: message, file: nil, line: nil, column: nil, length: nil, help: help)
    }
  }

  /// Tells the user something that is no failure.
  func warn(_ message: String) { tell(paintErrors("note", .warning) + ": " + message.printable) }

  /// How many columns there are for errors; `nil` where nobody has to see them at once.
  private static var columnsOfErrors: Int? { isatty(2) == 1 ? Terminal.size.columns : nil }

  private func tell(_ line: String) {
    writeAll(wrapped(lines: line, to: Console.columnsOfErrors ?? .max) + "\n", to: 2)
  }

  private func report(
    message: String, file: String?, line: Int?, column: Int?, length: Int?, help: String?, instead: [String] = []
  ) {
    func number(_ value: Int?) -> Value { value.map { .integer($0) } ?? .null }
    func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
    let members: [Report.Member] = [
      .init("file", text(file)), .init("line", number(line)), .init("column", number(column)),
      .init("length", number(length)),
      .init("message", .text(message)), .init("help", text(help)),
      .init("instead", .list(instead.map { .text($0) })),
    ]
    writeAll(JSON.text(.object(members)) + "\n", to: 2)
  }
}

/// `1 statement`, `2 people`.
func counted(_ count: Int, _ one: String, _ several: String? = nil) -> String {
  "\(count) \(count == 1 ? one : several ?? one + "s")"
}
