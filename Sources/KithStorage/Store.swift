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
  /// Whether the sections of a snapshot hold a frame; `nil` where they cannot tell. Their owner knows.
  public var holdsFrame: (FrameMark, [Section]) -> Bool? = { _, _ in nil }
  /// The frames that this process knows, and the last of them.
  var trail = Trail()
  var base: Base?
  var journal: OpenJournal?
  var failure: StoreFailure?
  /// What the unit of work may do; writing under a shared lock would interleave with others.
  var access = Access.shared
  /// Whether the snapshot in use is the generation before: then it is worth more than the one in its place.
  var isFallback = false
  /// Whether the snapshot in its place is older than the journal.
  var isOutdated = false
  var notices: [Notice] = []
  /// Whether the files were found, or made, to be the owner's alone.
  private var isPrivate = false
  /// Told when the lock has been waited for a second: who holds it, as far as that can be found out.
  public var onWait: (String?) -> Void = { _ in }

  /// The snapshot in use: what was found wrong with it is looked at before anything that came of it is shown or kept.
  var used: (file: FileIdentity, path: FilePath, damage: CorruptionFlag, sections: [Section])?
  /// Snapshots that were found damaged while they were used.
  var distrusted: [FileIdentity: String] = [:]
  /// The file in the snapshot's place when it was last looked at. Held open, so that no other file can bear its number.
  var placed: (any DiskFile)?

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
    /// The last bytes up to its size: what says the frame's checksum. Another file in its place has others.
    var tail: ArraySlice<UInt8>

    /// The last bytes of some, enough of them to hold the line that closes a frame.
    static func tail(of bytes: some BidirectionalCollection<UInt8>) -> ArraySlice<UInt8> {
      Array(bytes.suffix(100))[...]
    }
  }

  /// A store at a path; nothing is touched until the first unit of work.
  public init(
    at path: FilePath, on disk: any Disk = POSIXDisk(),
    random: any RandomNumberGenerator = SystemRandomNumberGenerator()
  ) {
    files = StoreFiles(path)
    self.disk = disk
    self.random = random
  }

  /// Whether there is no network: none was found when last looked for.
  public var isMissing: Bool { base == nil }

  /// The last frame that is known; `nil` before the first look, and where there is no network.
  public var last: FrameMark? { trail.last }

  /// Takes the notices that have come up.
  public func takeNotices() -> [Notice] {
    defer { notices = [] }
    return notices
  }

  /// Starts a unit of work: takes the lock and says what others have written. Exclusive makes the files if there are
  /// none.
  public func begin(_ access: Access) throws(StoreFailure) -> Update {
    if let failure { throw failure }
    _ = findsDamage()
    do throws(StoreFailure) {
      try takeLock(access)
      self.access = access
      var update = try catchUp()
      if update == nil {
        // There are units to be put aside, and nobody may do that beside others.
        try? lock?.unlock()
        try takeLock(.exclusive)
        self.access = .exclusive
        update = try catchUp()
      }
      guard let update else { preconditionFailure("under the exclusive lock nothing stands in the way") }
      // What is no network is left alone.
      if self.access == .exclusive { makePrivate() }
      return update
    } catch {
      end()
      // What was read to find out may not be what was written.
      if findsDamage() { return try begin(access) }
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
  public func letGo() { (base, journal, used, placed, isFallback, isOutdated) = (nil, nil, nil, nil, false, false) }

  /// Whether what was read of the snapshot so far is not what was written. The next unit of work reads everything anew,
  /// from the generation before.
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

  /// Refuses to write down what was read of a snapshot that is not what was written: it would get a checksum that fits.
  func refuseDamage(in sections: [Section] = []) throws(StoreFailure) {
    for section in sections { _ = section.content.all }
    if let used, let what = used.damage.what { throw .damaged(used.path, what) }
  }

  /// The failure that what was read makes no sense to its owner.
  public func damaged(_ what: String) -> StoreFailure { .damaged(files.snapshot, what) }

  /// The failure that what was to be carried out was said of another history.
  public var replaced: StoreFailure { .replaced(files.snapshot) }
}

// MARK: - Lock

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
}
