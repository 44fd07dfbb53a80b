import KithColumns
import SystemPackage

extension Store {
  /// Appends the statements of a unit as one frame; they are durable when this returns, and not there when it throws
  /// (but for `outcomeUnknown`). Gives the frame's place in the history. Call it between an exclusive `begin` and
  /// `end`.
  @discardableResult
  public func append(_ text: consuming [UInt8]) throws(StoreFailure) -> FrameMark {
    var journal = try writableJournal()
    let frame = Frame.sealed(text, after: journal.mark, salt: journal.header.store.salt)
    do throws(Errno) { try journal.file.write(frame.bytes, at: journal.size) } catch {
      try? journal.file.truncate(to: journal.size)
      throw .notSaved(files.journal, error)
    }
    // A failed fdatasync may have dropped the bytes for good, and a second one would say that all is well (fsyncgate,
    // 2018).
    do throws(Errno) { try journal.file.sync() } catch {
      let outcome = StoreFailure.outcomeUnknown(files.journal, error)
      failure = outcome
      throw outcome
    }
    journal.size += frame.bytes.count
    journal.mark = frame.mark
    journal.tail = OpenJournal.tail(of: frame.bytes)
    self.journal = journal
    trail.add(frame.mark, sealed: frame.bytes)
    return frame.mark
  }

  /// Appends the statements of a unit, as text.
  @discardableResult
  public func append(_ text: String) throws(StoreFailure) -> FrameMark { try append(Array(text.utf8)) }

  /// Whether a checkpoint is due: the journal has grown long, or the snapshot in its place is not the one in use.
  public var wantsCheckpoint: Bool { isFallback || isOutdated || (journal?.size ?? 0) > Store.longJournal }

  /// A journal of more bytes is long. Each start replays it: some 400 lines take longer than all else of a start, and a
  /// snapshot of a life takes as long as half a dozen starts.
  private static let longJournal = 32 * 1024

  /// Writes a snapshot of all that the frames so far say, and starts a new journal behind it. The generation before is
  /// kept. Call it between an exclusive `begin` and `end`.
  public func checkpoint(_ sections: [Section]) throws(StoreFailure) {
    try keepOtherHistory(than: sections, of: try writableJournal().header.store)
    try writeGeneration(sections)
  }

  /// Writes snapshot and journal, and lets those that are there be the generation before.
  func writeGeneration(_ sections: [Section]) throws(StoreFailure) {
    let next = base(after: try writableJournal())
    try writeSnapshot(next, sections)
    try writeJournal(after: next)
  }

  /// Gives files of another history, as a synchroniser may have put into the place of the generation before, names of
  /// their own: a checkpoint takes that place.
  private func keepOtherHistory(than sections: [Section], of store: StoreID) throws(StoreFailure) {
    func isOther(_ id: StoreID, _ marks: [FrameMark]) -> Bool {
      id != store || marks.contains { $0.number > 0 && holdsFrame($0, sections) == false }
    }
    var others: [FilePath] = []
    if let file = try open(files.snapshotBefore), let before = try? Snapshot(file), isOther(before.store, [before.last])
    {
      others.append(files.snapshotBefore)
    }
    if let bytes = try contents(of: files.journalBefore)?.bytes, let (header, start) = JournalHeader.first(of: bytes) {
      let scan = JournalScan(bytes, from: start, after: header.after, salt: header.store.salt)
      if isOther(header.store, [header.after, scan.mark]) { others.append(files.journalBefore) }
    }
    for path in others {
      do throws(Errno) {
        let suffix = path == files.journalBefore ? ".journal" : ""
        let kept = try freeName(FilePath(files.other.string + suffix))
        try disk.rename(path, to: kept)
        try disk.syncDirectory(files.directory)
        notices.append(.keptOther(path, kept))
      } catch { throw .notSaved(path, error) }
    }
  }
}

// MARK: - Journal

extension Store {
  /// The journal to append to; makes it, and for a new network the snapshot that bears its identity.
  func writableJournal() throws(StoreFailure) -> OpenJournal {
    precondition(access == .exclusive, "writing takes the exclusive lock")
    if let failure { throw failure }
    if let journal { return journal }
    if let base { return try writeJournal(after: base) }
    let new = Base(store: StoreID(using: &random), generation: 1, last: .start)
    try writeSnapshot(new, [])
    trail.restart(behind: new)
    return try writeJournal(after: new)
  }

  @discardableResult
  func writeJournal(after base: Base) throws(StoreFailure) -> OpenJournal {
    // What is on disk is whole at each step; until the last one this process has no journal to append to.
    journal = nil
    let header = JournalHeader(store: base.store, generation: base.generation, after: base.last)
    do throws(Errno) {
      let text = Array(header.text.utf8)
      let file = try write(text, to: files.temporary)
      // The journal of the generation before is in use where its snapshot is.
      let aside = isFallback ? try freeName(FilePath(files.journal.string + ".damaged")) : files.journalBefore
      try replace(files.journal, keeping: aside)
      let new = OpenJournal(
        file: file, header: header, size: text.count, mark: base.last, tail: OpenJournal.tail(of: text))
      journal = new
      return new
    } catch { throw .notSaved(files.journal, error) }
  }
}

// MARK: - Snapshot

extension Store {
  /// What the snapshot behind a journal says of itself.
  private func base(after journal: OpenJournal) -> Base {
    Base(store: journal.header.store, generation: journal.header.generation + 1, last: journal.mark)
  }

  /// Makes a snapshot durable under another name, then puts it in its place.
  func writeSnapshot(_ base: Base, _ sections: [Section]) throws(StoreFailure) {
    try refuseDamage(in: sections)
    let snapshot = Snapshot(store: base.store, generation: base.generation, last: base.last, sections: sections)
    do throws(Errno) {
      let file = try write(snapshot, to: files.temporary)
      try replace(files.snapshot, keeping: isFallback ? try freeName(files.damaged) : files.snapshotBefore)
      placed = file
    } catch { throw .notSaved(files.snapshot, error) }
    (isFallback, isOutdated) = (false, false)
    self.base = base
  }
}

// MARK: - Files

extension Store {
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

  /// Makes a file anew, and what is in it durable; nothing is left of it where that fails.
  private func make(_ path: FilePath, _ fill: (any DiskFile) throws(Errno) -> Void) throws(Errno) -> any DiskFile {
    try disk.remove(path)
    do throws(Errno) {
      guard let file = try disk.open(path, create: true) else { throw .noSuchFileOrDirectory }
      try fill(file)
      try file.sync()
      return file
    } catch {
      try? disk.remove(path)
      throw error
    }
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
    do throws(Errno) {
      do throws(Errno) { try disk.rename(path, to: before) } catch {
        guard error == .noSuchFileOrDirectory else { throw error }
      }
      try disk.rename(files.temporary, to: path)
    } catch {
      try? disk.remove(files.temporary)
      throw error
    }
    // A rename is not durable until its directory is synced.
    try disk.syncDirectory(files.directory)
  }
}
