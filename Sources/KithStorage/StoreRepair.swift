import SystemPackage

/// What there is of a store whose files may be damaged.
public struct Salvage {
  /// Each file, and how it is; those that are not there left out.
  public let files: [FileState]
  /// The sections that one can start from, the best first, each with the number of the last frame in them; the last has none.
  public let bases: [(sections: [Section], last: UInt64)]
  /// The frames that are whole, in order: what was said, whether or not a snapshot holds it too.
  public let frames: [Frame]

  /// The frames behind a number, and the numbers that are missing among them.
  public func frames(behind last: UInt64) -> (frames: [Frame], lost: [ClosedRange<UInt64>]) {
    let later = frames.filter { $0.number > last }
    var (expected, lost) = (last + 1, [ClosedRange<UInt64>]())
    for frame in later {
      if frame.number > expected { lost.append(expected...frame.number - 1) }
      expected = frame.number + 1
    }
    return (later, lost)
  }

  /// Whether anything can be started from.
  public var isAny: Bool { bases.count > 1 || !frames.isEmpty }

  /// Whether every file is whole.
  public var isWhole: Bool { files.allSatisfy { $0.damage == nil } }
}

/// One file of a store, looked over.
public struct FileState: Sendable {
  /// The file.
  public let path: FilePath
  /// What is in it, in words.
  public let content: String
  /// What is wrong with it; `nil` when it is whole.
  public let damage: String?
}

extension Store {
  /// Takes the lock of a store that may be damaged. Ended by `end`.
  public func beginRepair(_ access: Access) throws(StoreFailure) {
    try takeLock(access)
    self.access = access
  }

  /// Writes all that sections say into a store of its own, under the same identity. Call it between `begin` and `end`.
  /// - Parameter path: where; nothing may be there yet.
  public func backUp(_ sections: [Section], to path: FilePath) throws(StoreFailure) {
    try refuseDamage()
    let copy = StoreFiles(path)
    do throws(Errno) {
      for taken in [copy.snapshot, copy.journal] where try disk.open(taken, create: false) != nil { throw .fileExists }
      let start = Base(
        store: base?.store ?? StoreID(using: &random), generation: 1, last: journal?.mark ?? base?.last ?? .start)
      let header = JournalHeader(store: start.store, generation: 1, after: start.last)
      try write(Snapshot(store: start.store, generation: 1, last: start.last, sections: sections), to: copy.snapshot)
      do throws(Errno) { try write(Array(header.text.utf8), to: copy.journal) } catch {
        try? disk.remove(copy.snapshot)
        throw error
      }
      try disk.syncDirectory(copy.directory)
    } catch { throw .notSaved(path, error) }
  }

  /// Where a backup of a name goes: beside the network, under a name that is free.
  public func backupPath(named name: String) throws(StoreFailure) -> FilePath {
    do throws(Errno) { return try freeName(FilePath(files.snapshot.string + ".backup-" + name)) } catch {
      throw .unreadable(files.directory, error)
    }
  }

  /// Looks every file over, whatever is wrong with it. Call it between `beginRepair` and `end`.
  public func salvage() throws(StoreFailure) -> Salvage {
    var (states, bases, frames): ([FileState], [Base], [UInt64: Frame]) = ([], [], [:])
    var sections: [[Section]] = []
    for path in [files.snapshot, files.snapshotBefore] {
      guard let file = try open(path) else { continue }
      let size = try size(of: file, path)
      var damage: String?
      do throws(Snapshot.Problem) { damage = try Snapshot(file).lookedOver.damage.what } catch {
        switch error {
        case .newer(let major): throw .newer(path, major: Int(major))
        case .older(let major): throw .older(path, major: Int(major))
        case .unreadable(let error): throw .unreadable(path, error)
        case .damaged(let what): damage = what
        }
      }
      guard let snapshot = try? Snapshot(file, salvaging: true).lookedOver, snapshot.damage.what == nil else {
        states.append(FileState(path: path, content: "\(size) bytes", damage: damage))
        continue
      }
      guard let base = try base(of: snapshot, at: path, isWhole: damage == nil) else {
        states.append(FileState(path: path, content: "\(size) bytes", damage: damage))
        continue
      }
      bases.append(base)
      sections.append(snapshot.sections)
      let content = "generation \(base.generation), up to frame \(base.last.number)"
      states.append(FileState(path: path, content: content, damage: damage))
    }
    for path in [files.journal, files.journalBefore] {
      guard let bytes = try contents(of: path)?.bytes else { continue }
      let found = JournalPieces(bytes, bases)
      for frame in found.frames where frames[frame.number] == nil { frames[frame.number] = frame }
      states.append(FileState(path: path, content: found.content, damage: found.damage))
    }
    if !states.isEmpty, try contents(of: files.snapshot) == nil {
      states.insert(FileState(path: files.snapshot, content: "no snapshot", damage: "it is missing"), at: 0)
    }
    return Salvage(
      files: states, bases: zip(sections, bases).map { ($0, $1.last.number) } + [([], 0)],
      frames: frames.values.sorted { $0.number < $1.number })
  }

  /// Starts the store anew with what was salvaged, behind a frame. The files as they were are kept beside it. Call it after an
  /// exclusive `beginRepair`; gives where they are.
  public func rebuild(_ sections: [Section], behind last: UInt64, keeping originals: [FilePath]) throws(StoreFailure)
    -> [FilePath]
  {
    var kept: [FilePath] = []
    do throws(Errno) {
      for path in originals {
        guard let bytes = try disk.open(path, create: false)?.read(from: 0) else { continue }
        let aside = try freeName(FilePath(path.string + ".damaged"))
        try write(bytes, to: aside)
        kept.append(aside)
      }
      try disk.syncDirectory(files.directory)
    } catch { throw .notSaved(files.directory, error) }
    letGo()
    access = .exclusive
    let found = try? snapshotBase()
    let generation = (found?.generation ?? 0) + 1
    let start = Base(
      store: found?.store ?? StoreID(using: &random), generation: generation, last: FrameMark(number: last, checksum: 0))
    // Twice, so that the generation before is whole too.
    try writeSnapshot(start, sections)
    try writeJournal(after: start)
    try checkpoint(sections)
    return kept
  }

  /// What a snapshot says of itself; where its head cannot be trusted, what the journal behind it says. `nil` where neither can be.
  private func base(of snapshot: Snapshot, at path: FilePath, isWhole: Bool) throws(StoreFailure) -> Base? {
    if isWhole { return Base(store: snapshot.store, generation: snapshot.generation, last: snapshot.last) }
    let behind = path == files.snapshot ? files.journal : files.journalBefore
    guard let header = try contents(of: behind).flatMap({ JournalHeader(of: $0.bytes) }) else { return nil }
    return Base(store: header.store, generation: header.generation, last: header.after)
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

  private func size(of file: any DiskFile, _ path: FilePath) throws(StoreFailure) -> Int {
    do throws(Errno) { return try file.size } catch { throw .unreadable(path, error) }
  }
}

/// The frames of a journal that are whole, whatever stands between them.
private struct JournalPieces {
  private(set) var frames: [Frame] = []
  private(set) var damage: String?
  private(set) var content = ""

  init(_ bytes: [UInt8], _ bases: [Store.Base]) {
    let header = JournalHeader(of: bytes)
    if let header, let store = bases.first?.store, header.store != store {
      (content, damage) = ("\(bytes.count) bytes", "it belongs to another network")
      return
    }
    var scan: JournalScan
    if let header {
      scan = JournalScan(bytes, from: header.text.utf8.count, after: header.after, salt: header.store.salt)
    } else if let found = JournalPieces.scan(withoutHeader: bytes, bases) {
      (scan, damage) = (found, "it does not start like a journal")
    } else {
      (content, damage) = ("\(bytes.count) bytes", "it does not start like a journal")
      return
    }
    let salt = (header?.store ?? bases.first?.store)?.salt ?? 0
    frames = scan.frames
    while case .hole(_, let restart, let mark) = scan.rest {
      damage = damage ?? "frame \(scan.mark.number + 1) fails its checksum"
      scan = JournalScan(bytes, from: restart, after: mark, salt: salt)
      frames += scan.frames
    }
    if case .torn = scan.rest { damage = damage ?? "its last \(bytes.count - scan.end) bytes were never finished" }
    content = (header.map { "generation \($0.generation), " } ?? "") + JournalPieces.range(of: frames)
  }

  /// Behind a head that says nothing the frames may go on from any snapshot there is.
  private static func scan(withoutHeader bytes: [UInt8], _ bases: [Store.Base]) -> JournalScan? {
    let starts = [0] + bytes.prefix(1000).indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    let scans = bases.flatMap { base in
      starts.map { JournalScan(bytes, from: $0, after: base.last, salt: base.store.salt) }
    }
    return scans.max { $0.frames.count < $1.frames.count }
  }

  private static func range(of frames: [Frame]) -> String {
    guard let first = frames.first?.number, let last = frames.last?.number else { return "no frames" }
    return first == last ? "frame \(first)" : "frames \(first) to \(last)"
  }
}
