import Glibc
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
import KithText
import SystemPackage

/// What holds for the whole session.
struct Settings {
  var file: FilePath?
  var today: Day?
  var format = Format.table
  var isQuiet = false
  var isStrict = false
  var allowsColour = true
  var beginsWithRC = true
  var errors = Console.ErrorFormat.human

  /// What the terminal is known to show before it is asked: nobody but it knows its background, unless `$COLORFGBG`
  /// tells, as rxvt and Konsole set it.
  var palette: Palette {
    guard allowsColour, ProcessEnvironment.variable("NO_COLOR") == nil, !ProcessEnvironment.isTerminalDumb else {
      return .none
    }
    guard let background = ProcessEnvironment.variable("COLORFGBG")?.split(separator: ";").last.flatMap({ Int($0) })
    else { return .attributes }
    return background == 7 || background == 15 ? .light : .dark
  }

  var console: Console {
    return Console(
      format: format, errors: errors, isQuiet: isQuiet, palette: palette,
      network: file ?? ProcessEnvironment.networkFile)
  }

  func store(_ console: Console) throws(ExitStatus) -> Store { .ofLog(at: try path(console)) }

  /// The network file, through symbolic links.
  private func path(_ console: Console) throws(ExitStatus) -> FilePath {
    guard let path = file ?? ProcessEnvironment.networkFile else {
      console.report("there is no home directory to keep a network in", help: "name a file: kith --file PATH")
      throw .store
    }
    do throws(Errno) { return try ProcessEnvironment.resolved(path) } catch {
      console.report(
        "cannot open `\(path)`: \(error == .noSuchFileOrDirectory ? "the link leads nowhere" : "\(error)")")
      throw .store
    }
  }

  func session(_ console: Console, undoesOthers: Bool) throws(ExitStatus) -> Session {
    let real = try path(console)
    let fixed = today
    let history = HistoryFile(ProcessEnvironment.history(of: real))
    return Session(
      language, .ofLog(at: real), named: file ?? ProcessEnvironment.namedNetworkFile, history: history, format: format,
      isQuiet: isQuiet,
      now: { fixed.map { Moment(day: $0) } ?? ProcessEnvironment.now },
      undoesOthers: undoesOthers, isStrict: isStrict
    ) { console.warn($0) }
  }

  /// What lines are said in.
  var language: Language { .standard }

  /// The network's file, as it was named.
  var networkFile: FilePath? { file ?? ProcessEnvironment.networkFile }

  /// Where the prompt's history is kept: beside the network.
  var historyFile: FilePath? {
    (file ?? ProcessEnvironment.networkFile).map {
      ProcessEnvironment.history(of: (try? ProcessEnvironment.resolved($0)) ?? $0)
    }
  }
}
