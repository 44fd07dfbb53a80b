import KithColumns
import KithGraph
import KithLanguage
import KithStorage
import KithSyntax
import SystemPackage

/// Looks a network's files over, and mends what can be mended.
struct Upkeep {
  private let console: Console
  private let store: Store

  init(_ console: Console, _ store: Store) {
    self.console = console
    self.store = store
    store.onWait = { holder in console.warn("waiting for \(holder ?? "another process") to finish with the network") }
  }

  /// `kith verify`: says how each file is, and whether all that is in them makes sense. Changes nothing.
  func verify() throws(Stop) {
    let salvage = try under(.shared) { () throws(StoreFailure) in try store.salvage() }
    guard !salvage.files.isEmpty else { return try console.write("there is no network yet\n") }
    for file in salvage.files {
      try console.write("\(file.path.string.printable): \(file.content)\(file.damage.map { ": \($0)" } ?? ", whole")\n")
    }
    let found = restored(salvage)
    let people = found.chronicle.names.all(.person).count
    try console.write("\(counted(found.chronicle.liveCount, "statement")), \(counted(people, "person", "people"))\n")
    for problem in found.problems { console.report(problem) }
    guard salvage.isWhole, found.problems.isEmpty else {
      console.report("not everything is whole", help: "`kith repair` keeps what can be kept, and the damaged files beside it")
      throw .store
    }
  }

  /// `kith repair`: starts the network anew with all that is whole; what is damaged is kept beside it.
  func repair() throws(Stop) {
    let (salvage, found, kept) = try under(.exclusive) { () throws(StoreFailure) in
      let salvage = try store.salvage()
      let found = restored(salvage)
      guard !salvage.isWhole || !found.problems.isEmpty, salvage.isAny else { return (salvage, found, [FilePath]()) }
      // All of them: what looks whole may be all that is left of something.
      let originals = salvage.files.map(\.path)
      return (salvage, found, try store.rebuild(found.chronicle.sections, behind: found.last, keeping: originals))
    }
    guard salvage.isAny || salvage.files.isEmpty else {
      console.report("nothing of a network is left in `\(salvage.files[0].path)`; nothing was changed")
      throw .store
    }
    guard !kept.isEmpty else { return try console.write("there is nothing to mend\n") }
    for file in salvage.files {
      if let damage = file.damage { try console.write("\(file.path.string.printable): \(damage)\n") }
    }
    for problem in found.problems { try console.write(problem.printable + "\n") }
    try console.write("\(counted(found.chronicle.liveCount, "statement")) kept; the files as they were are \(listed(kept))\n")
  }

  /// What salvaged files hold, put together again.
  private struct Restored {
    var chronicle: Chronicle
    /// The last frame there was.
    var last: UInt64
    /// What is lost or makes no sense, in words.
    var problems: [String]
  }

  /// Starts from the best snapshot that can be read, and goes on with every frame behind it that can stand.
  private func restored(_ salvage: Salvage) -> Restored {
    var problems: [String] = []
    for base in salvage.bases {
      let damage = Damage()
      let chronicle: Chronicle
      do throws(Chronicle.Unreadable) { chronicle = try Chronicle(sections: base.sections, damage) } catch {
        problems.append("a snapshot makes no sense: \(error.words)")
        continue
      }
      let (lookedOver, fits) = chronicle.lookedOver()
      if let what = damage.what {
        problems.append("a snapshot makes no sense: \(what)")
        continue
      }
      if !fits { problems.append("the index of a snapshot does not fit its statements") }
      let (frames, lost) = salvage.frames(behind: base.last)
      problems += lost.map {
        $0.count == 1 ? "frame \($0.lowerBound) is lost" : "frames \($0.lowerBound) to \($0.upperBound) are lost"
      }
      var interpreter = Interpreter(lookedOver, today: .last)
      for frame in frames {
        let before = interpreter.chronicle
        do throws(Diagnostic) { try interpreter.replay(frame.text) } catch {
          interpreter.replace(before)
          problems.append("frame \(frame.number) makes no sense: \(error.message)")
        }
      }
      return Restored(chronicle: interpreter.chronicle, last: frames.last?.number ?? base.last, problems: problems)
    }
    return Restored(chronicle: Chronicle(), last: 0, problems: problems)
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
