import SystemPackage

extension Store {
  /// The journal to append to; makes it, and for a new network the snapshot that bears its identity.
  func writableJournal() throws(StoreFailure) -> OpenJournal {
    precondition(access == .exclusive, "writing takes the exclusive lock")
    if let failure { throw failure }
    if let journal { return journal }
    if let base { return try writeJournal(after: base) }
    let new = Base(store: StoreID(using: &random), generation: 1, last: .start)
    try writeSnapshot(new, [])
    return try writeJournal(after: new)
  }

  func writeSnapshot(_ base: Base, _ sections: [Section]) throws(StoreFailure) {
    let snapshot = Snapshot(store: base.store, generation: base.generation, last: base.last, sections: sections)
    do throws(Errno) {
      _ = try write(snapshot, to: files.temporary)
      try replace(files.snapshot, keeping: isFallback ? try freeName(files.damaged) : files.snapshotBefore)
      isFallback = false
    } catch { throw .notSaved(files.snapshot, error) }
    self.base = base
  }

  @discardableResult
  func writeJournal(after base: Base) throws(StoreFailure) -> OpenJournal {
    // What is on disk is whole at each step; until the last one this process has no journal to append to.
    journal = nil
    let header = JournalHeader(store: base.store, generation: base.generation, after: base.last)
    do throws(Errno) {
      let file = try write(Array(header.text.utf8), to: files.temporary)
      try replace(files.journal, keeping: files.journalBefore)
      let new = OpenJournal(file: file, header: header, size: header.text.utf8.count, mark: base.last)
      journal = new
      return new
    } catch { throw .notSaved(files.journal, error) }
  }

  @discardableResult
  func write(_ bytes: [UInt8], to path: FilePath) throws(Errno) -> any DiskFile {
    try make(path) { (file) throws(Errno) in try file.write(bytes, at: 0) }
  }

  @discardableResult
  func write(_ snapshot: Snapshot, to path: FilePath) throws(Errno) -> any DiskFile {
    try make(path) { (file) throws(Errno) in
      let head = snapshot.head
      try file.write(head.bytes, at: 0)
      for (section, offset) in zip(snapshot.sections, head.offsets) { try file.write(section.content.all, at: offset) }
      // What lies between and behind them is zeros.
      try file.truncate(to: head.end)
    }
  }

  /// Makes a file anew, and what is in it durable.
  private func make(_ path: FilePath, _ fill: (any DiskFile) throws(Errno) -> Void) throws(Errno) -> any DiskFile {
    try disk.remove(path)
    guard let file = try disk.open(path, create: true) else { throw .noSuchFileOrDirectory }
    try fill(file)
    try file.sync()
    return file
  }

  /// A name, or with a number behind it where that is taken.
  func freeName(_ path: FilePath) throws(Errno) -> FilePath {
    var number = 1
    while true {
      let name = number == 1 ? path : FilePath(path.string + "-\(number)")
      if try disk.open(name, create: false) == nil { return name }
      number += 1
    }
  }

  /// Puts the temporary file in a file's place; what was there becomes the generation before.
  private func replace(_ path: FilePath, keeping before: FilePath) throws(Errno) {
    do throws(Errno) { try disk.rename(path, to: before) } catch { guard error == .noSuchFileOrDirectory else { throw error } }
    try disk.rename(files.temporary, to: path)
    // A rename is not durable until its directory is synced.
    try disk.syncDirectory(files.directory)
  }
}
