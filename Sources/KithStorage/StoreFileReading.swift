import KithColumns
import SystemPackage

// Single files, as they lie on the disk.

extension Store {
  func snapshot(at path: FilePath) throws(StoreFailure) -> (snapshot: Snapshot?, problem: StoreFailure?) {
    let file = try open(path)
    if path == files.snapshot { placed = file }
    guard let file else { return (nil, nil) }
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

  /// The frames of a journal up to its end, or to one that was never finished.
  func scan(
    _ bytes: [UInt8], _ path: FilePath, of store: StoreID
  ) throws(StoreFailure) -> (header: JournalHeader, scan: JournalScan) {
    guard let (header, start) = JournalHeader.first(of: bytes) else {
      throw .damaged(path, "it does not start like a journal")
    }
    guard header.store == store else { throw .damaged(path, "it belongs to another network") }
    let scan = JournalScan(bytes, from: start, after: header.after, salt: header.store.salt)
    try refuseHole(scan, path)
    return (header, scan)
  }

  /// The frames in files that do not fit together: those that the snapshot in its place holds, and those of the
  /// journal.
  func looseFrames() throws(StoreFailure) -> (FrameMark) -> Bool {
    let snapshot = try? snapshot(at: files.snapshot).snapshot
    let bytes = try contents(of: files.journal)?.bytes ?? []
    let scan = JournalHeader.first(of: bytes).map {
      (store: $0.header.store, JournalScan(bytes, from: $0.end, after: $0.header.after, salt: $0.header.store.salt))
    }
    return { [trail, holdsFrame] mark in
      if let scan, scan.store == trail.store, scan.1.holds(mark) { return true }
      guard let snapshot, snapshot.store == trail.store else { return false }
      return mark == snapshot.last || mark.number < snapshot.last.number && holdsFrame(mark, snapshot.sections) == true
    }
  }

  func refuseHole(_ scan: JournalScan, _ path: FilePath? = nil) throws(StoreFailure) {
    guard case .hole(let intact, _, _) = scan.rest else { return }
    throw .damaged(
      path ?? files.journal,
      """
      frame \(scan.mark.number + 1) fails its checksum, though frame \(intact) behind it is intact; `kith repair` \
      keeps what can be kept
      """
    )
  }

  /// Cuts a frame that was never finished off a journal, and keeps it beside it. `bytes` were read from `offset` on.
  /// Where this process may not write it is only told of.
  func setTailAside(
    _ scan: JournalScan, _ file: any DiskFile, _ bytes: [UInt8], at offset: Int
  ) throws(StoreFailure) {
    guard scan.rest == .torn else { return }
    let tail = Array(bytes[scan.end...])
    guard access == .exclusive else { return notices.append(.incomplete(bytes: tail.count)) }
    let aside = files.setAside(after: scan.mark.number)
    do throws(Errno) {
      try write(tail, to: aside)
      try disk.syncDirectory(files.directory)
      try file.truncate(to: offset + scan.end)
      try file.sync()
    } catch { throw .notSaved(aside, error) }
    notices.append(.setAside(aside))
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

  func read(_ file: any DiskFile, _ path: FilePath, from offset: Int) throws(StoreFailure) -> [UInt8] {
    do throws(Errno) { return try file.read(from: offset) } catch { throw .unreadable(path, error) }
  }

  func identity(of file: any DiskFile) throws(StoreFailure) -> FileIdentity {
    do throws(Errno) { return try file.identity } catch { throw .unreadable(files.journal, error) }
  }
}
