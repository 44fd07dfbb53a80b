import SystemPackage

extension Store {
  /// Takes the lock of a store that may be damaged. Ended by `end`.
  public func beginRepair(_ access: Access) throws(StoreFailure) {
    try takeLock(access)
    self.access = access
  }

  /// Writes all that sections say into a store of its own, under the same identity. Call it between `begin` and `end`.
  /// - Parameter path: where; nothing may be there yet.
  public func backUp(_ sections: [Section], to path: FilePath) throws(StoreFailure) {
    try refuseDamage(in: sections)
    let store = base?.store ?? StoreID(using: &random)
    do throws(Errno) {
      guard try isFree(path) else { throw .fileExists }
      try writeNetwork(sections, of: store, behind: journal?.mark ?? base?.last ?? .start, to: path)
    } catch { throw .notSaved(path, error) }
  }

  /// Writes a history that is not the network's into a store of its own beside it, under the same identity; gives
  /// where. Call it after an exclusive `beginRepair`.
  public func keepAside(_ sections: [Section], behind last: FrameMark, of store: StoreID) throws(StoreFailure)
    -> FilePath
  {
    do throws(Errno) {
      var (path, number) = (files.other, 1)
      while try !isFree(path) {
        number += 1
        path = FilePath(files.other.string + "-\(number)")
      }
      try writeNetwork(sections, of: store, behind: last, to: path)
      return path
    } catch { throw .notSaved(files.other, error) }
  }

  private func isFree(_ path: FilePath) throws(Errno) -> Bool {
    let files = StoreFiles(path)
    for path in [files.snapshot, files.journal] where try disk.open(path, create: false) != nil { return false }
    return true
  }

  private func writeNetwork(
    _ sections: [Section], of store: StoreID, behind last: FrameMark, to path: FilePath
  ) throws(Errno) {
    let files = StoreFiles(path)
    try write(Snapshot(store: store, generation: 1, last: last, sections: sections), to: files.snapshot)
    let header = JournalHeader(store: store, generation: 1, after: last)
    do throws(Errno) { try write(Array(header.text.utf8), to: files.journal) } catch {
      try? disk.remove(files.snapshot)
      throw error
    }
    try disk.syncDirectory(files.directory)
  }

  /// Where a backup of a name goes: beside the network, under a name that is free.
  public func backupPath(named name: String) throws(StoreFailure) -> FilePath {
    do throws(Errno) { return try freeName(FilePath(files.snapshot.string + ".backup-" + name)) } catch {
      throw .unreadable(files.directory, error)
    }
  }

  /// A place in the history behind a frame that no other history has: from here on it is another than that of the
  /// files as they were.
  public func newMark(behind last: FrameMark) -> FrameMark {
    FrameMark(number: last.number + 1, checksum: UInt32(truncatingIfNeeded: random.next() as UInt64))
  }

  /// Copies files under names that are free; gives the copies. Call it after an exclusive `beginRepair`.
  public func keep(_ originals: [FilePath]) throws(StoreFailure) -> [FilePath: FilePath] {
    var kept: [FilePath: FilePath] = [:]
    do throws(Errno) {
      for path in originals {
        guard let bytes = try disk.open(path, create: false)?.read(from: 0) else { continue }
        let aside = try freeName(FilePath(path.string + ".damaged"))
        try write(bytes, to: aside)
        kept[path] = aside
      }
      try disk.syncDirectory(files.directory)
    } catch { throw .notSaved(files.directory, error) }
    return kept
  }

  /// Starts the store anew with what was salvaged, behind a frame. Call it after an exclusive `beginRepair`.
  public func rebuild(_ sections: [Section], behind last: FrameMark) throws(StoreFailure) {
    letGo()
    access = .exclusive
    let found = try? snapshotBase()
    let start = Base(
      store: found?.store ?? StoreID(using: &random), generation: (found?.generation ?? 0) + 1, last: last)
    // Twice, so that the generation before is whole too.
    try writeSnapshot(start, sections)
    try writeJournal(after: start)
    try writeGeneration(sections)
    trail.restart(behind: start)
  }

  private func snapshotBase() throws(StoreFailure) -> Base? {
    for path in [files.snapshot, files.snapshotBefore] {
      if let file = try open(path), let snapshot = try? Snapshot(file) {
        return Base(store: snapshot.store, generation: snapshot.generation, last: snapshot.last)
      }
    }
    guard let bytes = try contents(of: files.journal)?.bytes, let header = JournalHeader(of: bytes) else { return nil }
    return Base(store: header.store, generation: header.generation, last: header.after)
  }
}
