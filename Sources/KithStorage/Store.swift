import KithColumns
import SystemPackage

/// A network on disk: a snapshot, and a journal of what was said since.
///
/// Several processes may hold one store. Each takes the lock for a unit of work and first reads what others wrote:
///
///     switch try store.begin(.exclusive) { … }   // catch up
///     try store.append(statements)               // durable when it returns
///     store.end()
public final class Store {
  /// What a unit of work may do.
  public enum Access: Sendable { case shared, exclusive }

  let files: StoreFiles
  let disk: any Disk
  var random: any RandomNumberGenerator
  private var lock: (any DiskFile)?
  var base: Base?
  var journal: OpenJournal?
  var failure: StoreFailure?
  /// What the unit of work may do; writing under a shared lock would interleave with others.
  var access = Access.shared
  /// Whether the snapshot in use is the generation before: then it is worth more than the one in its place.
  var isFallback = false
  /// Whether the snapshot in its place is older than the journal.
  var isOutdated = false
  private var notices: [Notice] = []
  /// Whether the files were found, or made, to be the owner's alone.
  private var isPrivate = false
  /// Told when the lock has been waited for a second: who holds it, as far as that can be found out.
  public var onWait: (String?) -> Void = { _ in }

  /// The snapshot in use: what was found wrong with it is looked at before anything that came of it is shown or kept.
  private var used: (file: FileIdentity, path: FilePath, damage: Damage, sections: [Section])?
  /// Snapshots that were found damaged while they were used.
  private var distrusted: [FileIdentity: String] = [:]

  /// What the snapshot in use says of itself.
  struct Base {
    let store: StoreID
    let generation: UInt32
    let last: FrameMark
  }

  /// The journal as far as it is known.
  struct OpenJournal {
    let file: any DiskFile
    let header: JournalHeader
    var size: Int
    var mark: FrameMark
  }

  /// A store at a path; nothing is touched until the first unit of work.
  public init(
    at path: FilePath, on disk: any Disk = POSIXDisk(), random: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) {
    files = StoreFiles(path)
    self.disk = disk
    self.random = random
  }

  /// Whether there is no network: none was found when last looked for.
  public var isMissing: Bool { base == nil }

  /// Takes the notices that have come up.
  public func takeNotices() -> [Notice] {
    defer { notices = [] }
    return notices
  }

  /// Starts a unit of work: takes the lock and says what others have written. Exclusive makes the files if there are none.
  public func begin(_ access: Access) throws(StoreFailure) -> Update {
    if let failure { throw failure }
    _ = findsDamage()
    do throws(StoreFailure) {
      try takeLock(access)
      self.access = access
      if access == .exclusive { makePrivate() }
      return try catchUp(access)
    } catch {
      end()
      throw error
    }
  }

  /// Makes the files the owner's alone, once: whoever copied them from somewhere may have let others read them.
  private func makePrivate() {
    if isPrivate { return }
    let loose = files.lasting.filter { disk.makePrivate($0) }
    if !loose.isEmpty { notices.append(.tightened(loose)) }
    isPrivate = true
  }

  /// Ends the unit of work.
  public func end() {
    access = .shared
    try? lock?.unlock()
  }

  /// Lets go of all that was read: the next unit of work reads everything.
  public func letGo() { (base, journal, used) = (nil, nil, nil) }

  /// Whether what was read of the snapshot so far is not what was written. The next unit of work reads everything anew, from the
  /// generation before.
  public func findsDamage() -> Bool {
    guard let used, let what = used.damage.what else { return false }
    distrusted[used.file] = what
    letGo()
    return true
  }

  /// Whether what was read of the snapshot so far is not what was written.
  public var hasDamage: Bool { used?.damage.what != nil }

  /// Reads and checks all of the snapshot in use.
  public func readAll() { for section in used?.sections ?? [] { _ = section.content.all } }

  /// Refuses to write down what was read of a snapshot that is not what was written.
  func refuseDamage() throws(StoreFailure) {
    if let used, let what = used.damage.what { throw .damaged(used.path, what) }
  }

  /// The failure that what was read makes no sense to its owner.
  public func damaged(_ what: String) -> StoreFailure { .damaged(files.snapshot, what) }
}

// MARK: - Catching up

extension Store {
  func takeLock(_ access: Access) throws(StoreFailure) {
    // What is no network has no lock made beside it.
    var isThere = lock != nil
    if !isThere { isThere = try open(files.snapshot) != nil }
    do throws(Errno) {
      while true {
        if !isThere, access == .exclusive { try disk.makeDirectory(files.directory) }
        if lock == nil { lock = try disk.open(files.lock, create: access == .exclusive) }
        guard let lock else { return }
        try lock.lock(exclusive: access == .exclusive, onWait)
        // A lock on a file that has lost its name keeps nobody out.
        if let now = try disk.open(files.lock, create: false), try now.identity == lock.identity { return }
        (self.lock, isThere) = (nil, false)
      }
    } catch {
      throw access == .exclusive ? .notSaved(files.lock, error) : .unreadable(files.lock, error)
    }
  }

  private func catchUp(_ access: Access) throws(StoreFailure) -> Update {
    guard var journal, let now = try open(files.journal), try identity(of: now) == identity(of: journal.file) else {
      return try load(access)
    }
    let bytes = try read(journal.file, files.journal, from: journal.size)
    let scan = JournalScan(bytes, from: 0, after: journal.mark, salt: journal.header.store.salt)
    try settle(scan, journal.file, bytes, at: journal.size, access)
    journal.size += scan.end
    journal.mark = scan.mark
    self.journal = journal
    return .frames(scan.frames)
  }

  /// Reads snapshot and journal; where the snapshot is missing or damaged, the generation before and both journals.
  private func load(_ access: Access) throws(StoreFailure) -> Update {
    let wasKnown = base != nil
    letGo()
    let (current, problem) = try snapshot(at: files.snapshot)
    var frames: [Frame] = []
    var found = current.map { ($0, Base(store: $0.store, generation: $0.generation, last: $0.last)) }
    (isFallback, isOutdated) = (false, false)
    if current == nil, let before = try snapshot(at: files.snapshotBefore).snapshot {
      isFallback = true
      notices.append(.usedGenerationBefore(problem.map { "\($0)" } ?? "`\(files.snapshot)` is missing"))
      let start = Base(store: before.store, generation: before.generation, last: before.last)
      let between = try readJournal(files.journalBefore, behind: start, access)
      frames = between?.frames ?? []
      found = (
        before, Base(store: start.store, generation: start.generation, last: max(start.last, between?.journal.mark ?? start.last))
      )
    } else if let problem {
      throw problem
    }
    let now = try contents(of: files.journal)
    if let (snapshot, base) = found, !isFallback, let now, let between = try bridge(from: now.bytes, to: base, access) {
      isOutdated = true
      notices.append(.oldSnapshot(files.snapshot))
      frames = between.frames
      found = (snapshot, Base(store: base.store, generation: base.generation, last: between.journal.mark))
    }
    guard let (snapshot, base) = found else {
      guard now == nil else {
        throw .damaged(files.snapshot, "it is missing, and so is the generation before")
      }
      if wasKnown { notices.append(.filesGone(files.snapshot)) }
      return .whole(sections: [], damage: Damage(), frames: [])
    }
    self.base = base
    if let now {
      let (open, later) = try journal(now, files.journal, behind: base, access)
      frames += later
      if try isLeftBehind(open, base) { notices.append(.oldJournal(files.journal)) }
      // A journal that ends before the snapshot does cannot be continued; the next unit starts a new one.
      if open.mark.number >= base.last.number { journal = open }
    } else {
      notices.append(.noJournal(files.journal))
    }
    return .whole(sections: snapshot.sections, damage: snapshot.damage, frames: frames)
  }

  /// The journal of the generation before, where the current one begins behind a snapshot that is older than it, and that one fills
  /// the gap.
  private func bridge(
    from bytes: [UInt8], to base: Base, _ access: Access
  ) throws(StoreFailure) -> (journal: OpenJournal, frames: [Frame])? {
    guard let header = JournalHeader(of: bytes), header.store == base.store, header.after.number > base.last.number,
      let between = try? readJournal(files.journalBefore, behind: base, access), between.journal.mark == header.after
    else { return nil }
    return between
  }

  /// Whether a journal is not the one that was begun behind the snapshot, nor the one that a checkpoint is about to replace.
  private func isLeftBehind(_ journal: OpenJournal, _ base: Base) throws(StoreFailure) -> Bool {
    guard journal.header.generation < base.generation else { return false }
    if journal.mark.number < base.last.number { return true }
    guard let before = try open(files.journalBefore) else { return false }
    return JournalHeader(of: try read(before, files.journalBefore, from: 0)) == journal.header
  }

  private func snapshot(at path: FilePath) throws(StoreFailure) -> (snapshot: Snapshot?, problem: StoreFailure?) {
    guard let file = try open(path) else { return (nil, nil) }
    let identity = try identity(of: file)
    if let what = distrusted[identity] { return (nil, .damaged(path, what)) }
    do throws(Snapshot.Problem) {
      let snapshot = try Snapshot(file)
      used = (identity, path, snapshot.damage, snapshot.sections)
      return (snapshot, nil)
    } catch {
      switch error {
      case .damaged(let what): return (nil, .damaged(path, what))
      case .newer(let major): throw .newer(path, major: Int(major))
      case .older(let major): throw .older(path, major: Int(major))
      case .unreadable(let error): throw .unreadable(path, error)
      }
    }
  }

  /// The frames of a journal that come behind what a snapshot holds; `nil` when there is no such file.
  private func readJournal(
    _ path: FilePath, behind base: Base, _ access: Access
  ) throws(StoreFailure) -> (journal: OpenJournal, frames: [Frame])? {
    guard let contents = try contents(of: path) else { return nil }
    return try journal(contents, path, behind: base, access)
  }

  /// The frames of a journal that was read that come behind what a snapshot holds.
  private func journal(
    _ contents: Contents, _ path: FilePath, behind base: Base, _ access: Access
  ) throws(StoreFailure) -> (journal: OpenJournal, frames: [Frame]) {
    let (file, bytes) = contents
    guard let (header, start) = JournalHeader.first(of: bytes) else { throw .damaged(path, "it does not start like a journal") }
    guard header.store == base.store else { throw .damaged(path, "it belongs to another network") }
    guard header.after.number <= base.last.number else {
      let (first, last) = (base.last.number + 1, header.after.number)
      throw .damaged(
        path,
        "\(first == last ? "frame \(first) is" : "frames \(first) to \(last) are") in no file; `kith repair` keeps what can be kept"
      )
    }
    let scan = JournalScan(bytes, from: start, after: header.after, salt: header.store.salt)
    try settle(scan, file, bytes, at: 0, access)
    let journal = OpenJournal(file: file, header: header, size: scan.end, mark: scan.mark)
    return (journal, scan.frames.filter { $0.number > base.last.number })
  }

  /// Deals with what stands behind the last intact frame. `bytes` were read from `offset` on. A torn tail is only told
  /// of, not cut, where this process may not write.
  private func settle(
    _ scan: JournalScan, _ file: any DiskFile, _ bytes: [UInt8], at offset: Int, _ access: Access
  ) throws(StoreFailure) {
    switch scan.rest {
    case .nothing: return
    case .hole(let intact, _, _):
      throw .damaged(
        files.journal,
        "frame \(scan.mark.number + 1) fails its checksum, though frame \(intact) behind it is intact; `kith repair` keeps what can be kept"
      )
    case .torn:
      let tail = Array(bytes[scan.end...])
      guard access == .exclusive else {
        notices.append(.incomplete(bytes: tail.count))
        return
      }
      let aside = files.setAside(after: scan.mark.number)
      do throws(Errno) {
        try write(tail, to: aside)
        try disk.syncDirectory(files.directory)
        try file.truncate(to: offset + scan.end)
        try file.sync()
      } catch { throw .notSaved(aside, error) }
      notices.append(.setAside(aside))
    }
  }

  func open(_ path: FilePath) throws(StoreFailure) -> (any DiskFile)? {
    do throws(Errno) { return try disk.open(path, create: false) } catch { throw .unreadable(path, error) }
  }

  /// A file, and all that it holds.
  typealias Contents = (file: any DiskFile, bytes: [UInt8])

  func contents(of path: FilePath) throws(StoreFailure) -> Contents? {
    guard let file = try open(path) else { return nil }
    return (file, try read(file, path, from: 0))
  }

  private func read(_ file: any DiskFile, _ path: FilePath, from offset: Int) throws(StoreFailure) -> [UInt8] {
    do throws(Errno) { return try file.read(from: offset) } catch { throw .unreadable(path, error) }
  }

  private func identity(of file: any DiskFile) throws(StoreFailure) -> FileIdentity {
    do throws(Errno) { return try file.identity } catch { throw .unreadable(files.journal, error) }
  }
}
