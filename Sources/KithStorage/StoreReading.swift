import KithColumns
import SystemPackage

// How what lies in the files becomes what is known. Each file has to go on from the one before it: the frame that one
// names as its last is the very frame that the next begins behind, or holds.

extension Store {
  /// Says what has changed; `nil` where this session's own units have to be put aside first, and this is no time to
  /// write.
  func catchUp() throws(StoreFailure) -> Update? {
    guard var journal, try isInPlace(placed, files.snapshot), try isInPlace(journal.file, files.journal) else {
      return try load()
    }
    let start = journal.size - journal.tail.count
    let bytes = try read(journal.file, files.journal, from: start)
    // The same file, but written over.
    guard bytes.starts(with: journal.tail) else { return try load() }
    let scan = JournalScan(bytes, from: journal.tail.count, after: journal.mark, salt: journal.header.store.salt)
    try refuseHole(scan)
    try setTailAside(scan, journal.file, bytes, at: start)
    (journal.size, journal.mark) = (start + scan.end, scan.mark)
    journal.tail = OpenJournal.tail(of: bytes[..<scan.end])
    self.journal = journal
    trail.add(scan.frames)
    return .frames(scan.frames)
  }

  /// Whether a file is the one at a path still; none is where none is there.
  private func isInPlace(_ file: (any DiskFile)?, _ path: FilePath) throws(StoreFailure) -> Bool {
    guard let now = try open(path) else { return file == nil }
    guard let file else { return false }
    return try identity(of: now) == identity(of: file)
  }

  /// Reads everything. What was known before has to be in it, else it is another history.
  private func load() throws(StoreFailure) -> Update? {
    letGo()
    let found: Found?
    do throws(StoreFailure) { found = try putTogether() } catch {
      switch error {
      // Who read what was not written knows nothing: all is read anew.
      case .otherHistory where hasDamage: break
      case .otherHistory, .damaged:
        let isThere = try looseFrames()
        guard try keepsOwn(where: { isThere($0) }) else { return nil }
      case .unreadable, .notSaved, .outcomeUnknown, .replaced, .newer, .older: break
      }
      throw error
    }
    guard let found else {
      guard try keepsOwn(where: { _ in false }) else { return nil }
      let isOther = trail.last != nil
      if isOther { notices.append(.filesGone(files.snapshot)) }
      trail = Trail()
      return .whole(sections: [], damage: CorruptionFlag(), frames: [], isOther: isOther)
    }
    let isOther = trail.last.map { !found.isOf(trail.store) || holds($0, found) == false } ?? false
    if isOther {
      try refuseDamage()
      guard try keepsOwn(where: { found.isOf(trail.store) && holds($0, found) == true }) else { return nil }
      notices.append(.replaced(files.snapshot))
      trail = Trail()
    }
    trail.go(on: found.snapshot, found.frames)
    (base, journal) = (found.base, found.journal)
    return .whole(
      sections: found.snapshot.sections, damage: found.snapshot.damage, frames: found.frames, isOther: isOther)
  }
}

// MARK: - Putting files together

extension Store {
  /// A snapshot, and the frames of the journals that go on from it.
  struct Found {
    let snapshot: Snapshot
    let path: FilePath
    /// What it says of itself, with the last frame of the journal before where that had to fill a gap.
    var base: Base
    var frames: [Frame] = []
    /// The journal to go on with; `nil` where there is none.
    var journal: OpenJournal?

    init(_ snapshot: Snapshot, at path: FilePath) {
      (self.snapshot, self.path) = (snapshot, path)
      base = Base(store: snapshot.store, generation: snapshot.generation, last: snapshot.last)
    }

    func isOf(_ store: StoreID?) -> Bool { snapshot.store == store }
  }

  /// How a journal stands to what comes before it.
  private enum Link {
    /// It begins behind the last frame, or holds it.
    case goesOn
    /// It ends before that frame.
    case older
    /// It begins behind a frame that comes later.
    case gap
    /// It holds another frame in that one's place.
    case otherHistory
  }

  /// Whether a frame is among what was found; `nil` where that cannot be told.
  private func holds(_ mark: FrameMark, _ found: Found) -> Bool? {
    let last = found.snapshot.last
    if mark.number < last.number { return mark.number == 0 ? true : holdsFrame(mark, found.snapshot.sections) }
    if mark.number == last.number { return mark == last }
    let index = mark.number - last.number - 1
    return index < found.frames.count && found.frames[Int(index)].mark == mark
  }

  private func link(_ scan: JournalScan, to found: Found) -> Link {
    let last = found.base.last
    if scan.after.number > last.number { return .gap }
    if scan.mark.number >= last.number { return scan.holds(last) ? .goesOn : .otherHistory }
    return holds(scan.mark, found) == false ? .otherHistory : .older
  }

  /// Snapshot and journal; where the snapshot is missing, damaged or older than its journal, the generation before as
  /// well. `nil` where there are no files.
  private func putTogether() throws(StoreFailure) -> Found? {
    (isFallback, isOutdated) = (false, false)
    let (current, problem) = try snapshot(at: files.snapshot)
    let now = try contents(of: files.journal)
    guard let current else {
      guard var found = try generationBefore(problem, now) else { return nil }
      try goOn(&found, with: now)
      return found
    }
    var found = Found(current, at: files.snapshot)
    if let now, let header = JournalHeader(of: now.bytes), header.store == current.store {
      try fillGap(&found, before: header)
    }
    try goOn(&found, with: now)
    return found
  }

  /// The snapshot of the generation before, with what its journal adds; `nil` where there are no files.
  private func generationBefore(_ problem: StoreFailure?, _ now: Contents?) throws(StoreFailure) -> Found? {
    guard let before = try snapshot(at: files.snapshotBefore).snapshot else {
      if let problem { throw problem }
      let left = now != nil ? files.journal : try open(files.journalBefore) != nil ? files.journalBefore : nil
      guard let left else { return nil }
      throw .damaged(files.snapshot, "it is missing, and so is the generation before; only `\(left)` is left")
    }
    isFallback = true
    notices.append(.usedGenerationBefore(problem.map { "\($0)" } ?? "`\(files.snapshot)` is missing"))
    var found = Found(before, at: files.snapshotBefore)
    guard let contents = try contents(of: files.journalBefore) else { return found }
    let (header, scan) = try scan(contents.bytes, files.journalBefore, of: before.store)
    switch link(scan, to: found) {
    case .goesOn: try take(scan, header, contents, files.journalBefore, &found)
    case .otherHistory: throw .otherHistory(files.journalBefore, than: files.snapshotBefore)
    case .gap: throw missingFrames(between: found, and: header, files.journalBefore)
    // Nothing of it is used.
    case .older: break
    }
    found.journal = nil
    return found
  }

  /// Where a journal begins behind a snapshot that is older than it, the journal of the generation before fills the
  /// gap.
  private func fillGap(_ found: inout Found, before header: JournalHeader) throws(StoreFailure) {
    guard header.after.number > found.base.last.number, let contents = try contents(of: files.journalBefore),
      let (first, scan) = try? scan(contents.bytes, files.journalBefore, of: header.store),
      link(scan, to: found) == .goesOn,
      scan.mark.number == header.after.number
    else { return }
    guard scan.mark == header.after else { throw .otherHistory(files.journal, than: files.journalBefore) }
    isOutdated = true
    notices.append(.oldSnapshot(files.snapshot))
    try take(scan, first, contents, files.journalBefore, &found)
    found.journal = nil
  }

  /// Goes on with the journal in its place.
  private func goOn(_ found: inout Found, with now: Contents?) throws(StoreFailure) {
    guard let now else { return notices.append(.noJournal(files.journal)) }
    let (header, scan) = try scan(now.bytes, files.journal, of: found.base.store)
    switch link(scan, to: found) {
    case .goesOn:
      if try isLeftBehind(header, found.base) { notices.append(.oldJournal(files.journal)) }
      try take(scan, header, now, files.journal, &found)
    // One that ends before the snapshot does cannot be continued; the next unit starts a new one.
    case .older: notices.append(.oldJournal(files.journal))
    case .otherHistory: throw .otherHistory(files.journal, than: found.path)
    case .gap: throw missingFrames(between: found, and: header, files.journal)
    }
  }

  private func missingFrames(between found: Found, and header: JournalHeader, _ path: FilePath) -> StoreFailure {
    let (first, last) = (found.base.last.number + 1, header.after.number)
    let missing = first == last ? "frame \(first) is" : "frames \(first) to \(last) are"
    return .damaged(path, "\(missing) in no file; `kith repair` keeps what can be kept")
  }

  /// Whether a journal was copied into the place of the one that was begun behind the snapshot: then it is the
  /// generation before's too, or that is a later one.
  private func isLeftBehind(_ header: JournalHeader, _ base: Base) throws(StoreFailure) -> Bool {
    guard header.generation < base.generation, let contents = try contents(of: files.journalBefore),
      let before = JournalHeader(of: contents.bytes)
    else { return false }
    return before == header || before.store == header.store && before.generation > header.generation
  }

  /// Makes the frames of a journal that goes on part of what was found.
  private func take(
    _ scan: JournalScan, _ header: JournalHeader, _ contents: Contents, _ path: FilePath, _ found: inout Found
  ) throws(StoreFailure) {
    try setTailAside(scan, contents.file, contents.bytes, at: 0)
    let last = found.base.last
    found.frames += scan.frames.filter { $0.number > last.number }
    found.base = Base(
      store: found.base.store, generation: found.base.generation, last: path == files.journal ? last : scan.mark)
    found.journal = OpenJournal(
      file: contents.file, header: header, size: scan.end, mark: scan.mark,
      tail: OpenJournal.tail(of: contents.bytes[..<scan.end]))
  }
}
