import Glibc
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
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

  var console: Console {
    let hasColour = allowsColour && Surroundings.variable("NO_COLOR") == nil && !Surroundings.isTerminalDumb
    return Console(
      format: format, errors: errors, isQuiet: isQuiet, allowsColour: hasColour,
      network: file ?? Surroundings.networkFile)
  }

  func store(_ console: Console) throws(Stop) -> Store { .ofChronicle(at: try path(console)) }

  /// The network file, through symbolic links.
  private func path(_ console: Console) throws(Stop) -> FilePath {
    guard let path = file ?? Surroundings.networkFile else {
      console.report("there is no home directory to keep a network in", help: "name a file: kith --file PATH")
      throw .store
    }
    do throws(Errno) { return try Surroundings.resolved(path) } catch {
      console.report(
        "cannot open `\(path)`: \(error == .noSuchFileOrDirectory ? "the link leads nowhere" : "\(error)")")
      throw .store
    }
  }

  func session(_ console: Console, undoesOthers: Bool) throws(Stop) -> Session {
    let real = try path(console)
    let fixed = today
    let history = HistoryFile(Surroundings.history(of: real))
    return Session(
      language, .ofChronicle(at: real), named: file ?? Surroundings.namedNetworkFile, history: history, format: format,
      isQuiet: isQuiet,
      now: { fixed.map { Moment(day: $0) } ?? Surroundings.now },
      undoesOthers: undoesOthers, isStrict: isStrict
    ) { console.warn($0) }
  }

  /// What lines are said in.
  var language: Language { .standard }

  /// The network's file, as it was named.
  var networkFile: FilePath? { file ?? Surroundings.networkFile }

  /// Where the prompt's history is kept: beside the network.
  var historyFile: FilePath? {
    (file ?? Surroundings.networkFile).map { Surroundings.history(of: (try? Surroundings.resolved($0)) ?? $0) }
  }
}
