import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithStorage
import KithSyntax
import SystemPackage

/// The files of a network as `verify` and `repair` look at them: what a start makes of them, and what can be put
/// together of all that is there.
struct NetworkFiles {
  let console: Console
  let store: Store
  private let language: Language

  init(_ console: Console, _ store: Store, _ language: Language) {
    (self.console, self.language) = (console, language)
    self.store = store
    store.onWait = { holder in console.warn("waiting for \(holder ?? "another process") to finish with the network") }
  }

  /// What becomes of the files for whoever works with the network.
  struct Start {
    /// Why it is refused; `nil` where it is not.
    var refusal: StoreFailure?
    /// The last frame that is read of it; `nil` where none is.
    var last: FrameMark?
    /// What is told of it.
    var notices: [Store.Notice] = []

    /// What the network's own history holds that is not read, and where.
    func unread(of salvage: Salvage) -> (frames: ClosedRange<UInt64>, paths: [FilePath])? {
      guard let last else { return nil }
      return salvage.histories.first?.unread(behind: last)
    }

    /// What is read of the network's own history.
    func read(of salvage: Salvage) -> Salvage.History? {
      last.flatMap { salvage.histories.first?.upTo($0) }
    }
  }

  func start() -> Start {
    defer { store.letGo() }
    do throws(StoreFailure) {
      _ = try store.begin(.shared)
      defer { store.end() }
      return Start(last: store.last, notices: store.takeNotices())
    } catch { return Start(refusal: error) }
  }

  /// What salvaged files hold, put together again.
  struct Restored {
    var log: StatementLog
    /// The last frame there was.
    var last: FrameMark
    /// What is lost or makes no sense, in words.
    var problems: [String]
  }

  func restored(_ history: Salvage.History?) -> Restored {
    history.map { restored(from: $0) }
      ?? Restored(log: StatementLog(language.vocabulary), last: .start, problems: [])
  }

  /// Starts from the best snapshot that can be read, and goes on with every frame behind it that can stand.
  func restored(from history: Salvage.History) -> Restored {
    var problems: [String] = []
    for base in history.bases + [(sections: [], last: .start)] {
      let damage = CorruptionFlag()
      let log: StatementLog
      do throws(StatementLog.Unreadable) { log = try .stored(in: base.sections, damage, language.vocabulary) } catch {
        problems.append("a snapshot is corrupt: \(error.words)")
        continue
      }
      let (verified, fits) = log.verified()
      if let what = damage.what {
        problems.append("a snapshot is corrupt: \(what)")
        continue
      }
      if !fits { problems.append("the index of a snapshot does not fit its statements") }
      let (frames, lost) = history.frames(behind: base.last.number)
      problems += lost.map {
        $0.count == 1 ? "frame \($0.lowerBound) is lost" : "frames \($0.lowerBound) to \($0.upperBound) are lost"
      }
      let interpreter = Interpreter(language, verified, today: .last)
      for frame in frames {
        interpreter.beginTransaction()
        do throws(Diagnostic) {
          try interpreter.replay(frame.text, as: TransactionMark(frame.mark))
          interpreter.commitTransaction()
        } catch {
          interpreter.rollBackTransaction()
          problems.append("frame \(frame.number) cannot stand: \(error.message)")
        }
      }
      return Restored(log: interpreter.log, last: frames.last?.mark ?? base.last, problems: problems)
    }
    return Restored(log: StatementLog(language.vocabulary), last: .start, problems: problems)
  }

  func under<Value>(_ access: Store.Access, _ body: () throws(StoreFailure) -> Value) throws(ExitStatus) -> Value {
    do throws(StoreFailure) {
      try store.beginRepair(access)
      defer { store.end() }
      return try body()
    } catch {
      console.report("\(error)")
      throw .store
    }
  }
}

/// Paths in backticks.
func listed(_ paths: [FilePath]) -> String { paths.map { "`\($0)`" }.joined(separator: ", ") }
