import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithStorage
import KithSyntax
import SystemPackage

/// Looks a network's files over, and mends what can be mended.
struct Upkeep {
  private let console: Console
  private let store: Store
  private let language: Language

  init(_ console: Console, _ store: Store, _ language: Language) {
    (self.console, self.language) = (console, language)
    self.store = store
    store.onWait = { holder in console.warn("waiting for \(holder ?? "another process") to finish with the network") }
  }

  /// `kith verify`: says how each file is, and whether all that is in them makes sense. Changes nothing.
  func verify() throws(Stop) {
    let start = start()
    let salvage = try under(.shared) { () throws(StoreFailure) in try store.salvage() }
    guard !salvage.files.isEmpty else { return try console.write("there is no network yet\n") }
    for file in salvage.files {
      let damage = file.damage.map { ": \($0.printable)" } ?? ", whole"
      try console.write("\(file.path.string.printable): \(file.content)\(damage)\n")
    }
    let unread = start.unread(of: salvage)
    let found = restored(unread == nil ? salvage.histories.first : start.read(of: salvage))
    let people = found.chronicle.names.all(.person).count
    try console.write("\(counted(found.chronicle.liveCount, "statement")), \(counted(people, "person", "people"))\n")
    for problem in found.problems { console.report(problem) }
    // Each file may be whole, and all of them no network, or one that some of them have no part in.
    if salvage.isWhole, found.problems.isEmpty {
      for notice in start.notices { console.warn(notice.words) }
      if let refusal = start.refusal { console.report("\(refusal)") }
    }
    if let unread { console.report(words(unread, besides: found, salvage)) }
    guard salvage.isWhole, found.problems.isEmpty, start.refusal == nil, unread == nil else {
      console.report(
        "not everything is whole", help: "`kith repair` keeps what can be kept, and the damaged files beside it")
      throw .store
    }
  }

  /// What becomes of the files for whoever works with the network.
  private struct Start {
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

  private func start() -> Start {
    defer { store.letGo() }
    do throws(StoreFailure) {
      _ = try store.begin(.shared)
      defer { store.end() }
      return Start(last: store.last, notices: store.takeNotices())
    } catch { return Start(refusal: error) }
  }

  /// Says that something is in the files, and not read.
  private func words(
    _ unread: (frames: ClosedRange<UInt64>, paths: [FilePath]), besides found: Restored, _ salvage: Salvage
  ) -> String {
    let (first, last) = (unread.frames.lowerBound, unread.frames.upperBound)
    let frames = first == last ? "frame \(first)" : "frames \(first) to \(last)"
    let all = restored(salvage.histories.first).chronicle.liveCount
    return "\(frames) in \(listed(unread.paths)) \(first == last ? "is" : "are") not read; with all that is there it "
      + "would be \(counted(all, "statement"))"
  }

  /// `kith repair`: starts the network anew with all that is whole; what is damaged is kept beside it, and so is
  /// another history.
  func repair() throws(Stop) {
    let start = start()
    let (salvage, found, kept, others) = try under(.exclusive) { () throws(StoreFailure) in
      let salvage = try store.salvage()
      var found = restored(salvage.histories.first)
      let isWhole = salvage.isWhole && found.problems.isEmpty && start.refusal == nil
      guard !isWhole || start.unread(of: salvage) != nil, salvage.isAny else {
        return (salvage, found, [FilePath: FilePath](), [String]())
      }
      // All of them: what looks whole may be all that is left of something.
      let kept = try store.keep(salvage.files.map(\.path))
      let others = try salvage.histories.dropFirst().map { (other) throws(StoreFailure) in try keepAside(other, kept) }
      found = continued(found)
      try store.rebuild(found.chronicle.sections, behind: found.last)
      return (salvage, found, kept, others)
    }
    guard salvage.isAny || salvage.files.isEmpty else {
      console.report("nothing of a network is left in `\(salvage.files[0].path)`; nothing was changed")
      throw .store
    }
    guard !kept.isEmpty else { return try console.write("there is nothing to mend\n") }
    for file in salvage.files {
      if let damage = file.damage { try console.write("\(file.path.string.printable): \(damage.printable)\n") }
    }
    for problem in found.problems { try console.write(problem.printable + "\n") }
    for other in others { try console.write(other.printable + "\n") }
    let originals = salvage.files.compactMap { kept[$0.path] }
    try console.write(
      "\(counted(found.chronicle.liveCount, "statement")) kept; the files as they were are \(listed(originals))\n")
  }

  /// What is gone from a history makes it another one than that of any copy, from here on.
  private func continued(_ found: Restored) -> Restored {
    guard !found.problems.isEmpty else { return found }
    var found = found
    found.last = store.newMark(behind: found.last)
    found.chronicle.closeUnit(as: UnitMark(found.last))
    return found
  }

  /// Keeps a history that is not the network's as a network of its own, where there is enough of it; says where it is.
  private func keepAside(
    _ history: Salvage.History, _ kept: [FilePath: FilePath]
  ) throws(StoreFailure) -> String {
    let paths = listed(history.paths)
    guard !history.bases.isEmpty || history.frames.first?.number == 1 else {
      let copies = history.paths.compactMap { kept[$0] }
      return "\(paths) goes on from what is in no file here; \(listed(copies)) holds it, as lines that can be read"
    }
    let found = continued(restored(from: history))
    let path = try store.keepAside(found.chronicle.sections, behind: found.last, of: history.store)
    let statements = counted(found.chronicle.liveCount, "statement")
    let words = "the history of \(paths) is a network of its own now, with \(statements)"
    let line = "`kith --file \(path) export` shows it"
    return (["\(words): \(line)"] + found.problems).joined(separator: "; ")
  }

  /// What salvaged files hold, put together again.
  private struct Restored {
    var chronicle: Chronicle
    /// The last frame there was.
    var last: FrameMark
    /// What is lost or makes no sense, in words.
    var problems: [String]
  }

  private func restored(_ history: Salvage.History?) -> Restored {
    history.map { restored(from: $0) }
      ?? Restored(chronicle: Chronicle(language.vocabulary), last: .start, problems: [])
  }

  /// Starts from the best snapshot that can be read, and goes on with every frame behind it that can stand.
  private func restored(from history: Salvage.History) -> Restored {
    var problems: [String] = []
    for base in history.bases + [(sections: [], last: .start)] {
      let damage = Damage()
      let chronicle: Chronicle
      do throws(Chronicle.Unreadable) { chronicle = try .stored(in: base.sections, damage, language.vocabulary) } catch
      {
        problems.append("a snapshot makes no sense: \(error.words)")
        continue
      }
      let (lookedOver, fits) = chronicle.lookedOver()
      if let what = damage.what {
        problems.append("a snapshot makes no sense: \(what)")
        continue
      }
      if !fits { problems.append("the index of a snapshot does not fit its statements") }
      let (frames, lost) = history.frames(behind: base.last.number)
      problems += lost.map {
        $0.count == 1 ? "frame \($0.lowerBound) is lost" : "frames \($0.lowerBound) to \($0.upperBound) are lost"
      }
      let interpreter = Interpreter(language, lookedOver, today: .last)
      for frame in frames {
        interpreter.beginUnit()
        do throws(Diagnostic) {
          try interpreter.replay(frame.text, as: UnitMark(frame.mark))
          interpreter.keepUnit()
        } catch {
          interpreter.dropUnit()
          problems.append("frame \(frame.number) makes no sense: \(error.message)")
        }
      }
      return Restored(chronicle: interpreter.chronicle, last: frames.last?.mark ?? base.last, problems: problems)
    }
    return Restored(chronicle: Chronicle(language.vocabulary), last: .start, problems: problems)
  }

  private func under<Value>(_ access: Store.Access, _ body: () throws(StoreFailure) -> Value) throws(Stop) -> Value {
    do throws(StoreFailure) {
      try store.beginRepair(access)
      defer { store.end() }
      return try body()
    } catch {
      console.report("\(error)")
      throw .store
    }
  }

  private func counted(_ count: Int, _ one: String, _ several: String? = nil) -> String {
    "\(count) \(count == 1 ? one : several ?? one + "s")"
  }

  private func listed(_ paths: [FilePath]) -> String { paths.map { "`\($0)`" }.joined(separator: ", ") }
}
