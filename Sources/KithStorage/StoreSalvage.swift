import SystemPackage

/// What there is of a store whose files may be damaged, or of several histories.
public struct Salvage {
  /// Each file, and how it is; those that are not there left out.
  public let files: [FileState]
  /// What the files tell, the network's own history first.
  public let histories: [History]

  /// What some of the files tell together.
  public struct History {
    /// The network.
    public let store: StoreID
    /// The files that are of this history and of none before it.
    public let paths: [FilePath]
    /// The number of the last frame that each of its files tells of.
    private let ends: [(path: FilePath, last: UInt64)]
    /// The sections that one can start from, the best first, each with the last frame in them.
    public private(set) var bases: [(sections: [Section], last: FrameMark)]
    /// The frames that are whole, in order: what was said, whether or not a snapshot holds it too.
    public private(set) var frames: [Frame]

    fileprivate init(_ tellings: [Telling], of paths: [FilePath]) {
      var frames: [UInt64: Frame] = [:]
      for frame in tellings.flatMap(\.frames) where frames[frame.number] == nil { frames[frame.number] = frame }
      (store, self.paths, ends) = (tellings[0].store, paths, tellings.map { ($0.path, $0.last) })
      bases = tellings.compactMap { telling in telling.base.map { (telling.sections, $0.last) } }
        .sorted { $0.last.number > $1.last.number }
      self.frames = frames.values.sorted { $0.number < $1.number }
    }

    /// The frames behind the last one that a start reads, and the files that they are in; `nil` where there are none.
    public func unread(behind last: FrameMark) -> (frames: ClosedRange<UInt64>, paths: [FilePath])? {
      let later = ends.filter { $0.last > last.number }
      guard let end = later.map(\.last).max() else { return nil }
      return (last.number + 1...end, later.map(\.path))
    }

    /// The same without all that is told behind a frame.
    public func upTo(_ last: FrameMark) -> History {
      var history = self
      history.bases = bases.filter { $0.last.number <= last.number }
      history.frames = frames.filter { $0.number <= last.number }
      return history
    }

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
  }

  /// Whether anything can be started from.
  public var isAny: Bool { histories.contains { !$0.bases.isEmpty || !$0.frames.isEmpty } }

  /// Whether every file is whole, and of one history.
  public var isWhole: Bool { files.allSatisfy { $0.damage == nil } }
}

/// One file of a store, looked over.
public struct FileState: Sendable {
  /// The file.
  public let path: FilePath
  /// What is in it, in words.
  public let content: String
  /// What is wrong with it; `nil` when it is whole.
  public var damage: String?
}

extension Store {
  /// Looks every file over, whatever is wrong with it. Call it between `beginRepair` and `end`.
  public func salvage() throws(StoreFailure) -> Salvage {
    var (states, tellings): ([FileState], [Telling]) = ([], [])
    for path in [files.snapshot, files.snapshotBefore] {
      guard let file = try open(path) else { continue }
      let (state, telling) = try lookOver(file, path)
      states.append(state)
      if let telling { tellings.append(telling) }
    }
    let bases = tellings.compactMap(\.base)
    for path in [files.journal, files.journalBefore] {
      guard let bytes = try contents(of: path)?.bytes else { continue }
      let found = JournalPieces(bytes, bases)
      states.append(FileState(path: path, content: found.content, damage: found.damage))
      if let store = found.store { tellings.append(Telling(found, path, store)) }
    }
    if !states.isEmpty, try contents(of: files.snapshot) == nil {
      states.insert(FileState(path: files.snapshot, content: "no snapshot", damage: "it is missing"), at: 0)
    }
    // In the order in which a start reads them.
    let order = [files.snapshot, files.journal, files.snapshotBefore, files.journalBefore]
    let histories = histories(of: order.compactMap { path in tellings.first { $0.path == path } })
    for path in histories.dropFirst().flatMap(\.paths) {
      let index = states.firstIndex { $0.path == path }
      if let index, let own = histories[0].paths.first {
        states[index].damage = states[index].damage ?? "it is of another history than `\(own)`"
      }
    }
    return Salvage(files: states, histories: histories)
  }

  private func lookOver(_ file: any DiskFile, _ path: FilePath) throws(StoreFailure) -> (FileState, Telling?) {
    let size = try size(of: file, path)
    var damage: String?
    do throws(Snapshot.Problem) { damage = try Snapshot(file).verified.damage.what } catch {
      switch error {
      case .newer(let major): throw .newer(path, major: Int(major))
      case .older(let major): throw .older(path, major: Int(major))
      case .unreadable(let error): throw .unreadable(path, error)
      case .damaged(let what): damage = what
      }
    }
    guard let snapshot = try? Snapshot(file, salvaging: true).verified, snapshot.damage.what == nil,
      let base = try base(of: snapshot, at: path, isWhole: damage == nil)
    else { return (FileState(path: path, content: "\(size) bytes", damage: damage), nil) }
    let content = "generation \(base.generation), up to frame \(base.last.number)"
    return (FileState(path: path, content: content, damage: damage), Telling(snapshot.sections, base, path))
  }

  /// What a snapshot says of itself; where its head cannot be trusted, what the journal behind it says. `nil` where
  /// neither can be.
  private func base(of snapshot: Snapshot, at path: FilePath, isWhole: Bool) throws(StoreFailure) -> Base? {
    if isWhole { return Base(store: snapshot.store, generation: snapshot.generation, last: snapshot.last) }
    let behind = path == files.snapshot ? files.journal : files.journalBefore
    guard let header = try contents(of: behind).flatMap({ JournalHeader(of: $0.bytes) }) else { return nil }
    return Base(store: header.store, generation: header.generation, last: header.after)
  }

  private func size(of file: any DiskFile, _ path: FilePath) throws(StoreFailure) -> Int {
    do throws(Errno) { return try file.size } catch { throw .unreadable(path, error) }
  }
}

// MARK: - Histories

/// What one file tells of a history.
private struct Telling {
  let path: FilePath
  let store: StoreID
  /// Of each frame that it names, the checksum.
  private(set) var marks: [UInt64: UInt32]
  let base: Store.Base?
  let sections: [Section]
  let frames: [Frame]

  /// The highest number of a frame that it names.
  var last: UInt64 { marks.keys.max() ?? 0 }

  init(_ sections: [Section], _ base: Store.Base, _ path: FilePath) {
    (self.path, store, self.base, self.sections, frames) = (path, base.store, base, sections, [])
    marks = [base.last.number: base.last.checksum]
  }

  init(_ pieces: JournalPieces, _ path: FilePath, _ store: StoreID) {
    (self.path, self.store, base, sections, frames) = (path, store, nil, [], pieces.frames)
    marks = [:]
    for mark in pieces.before + pieces.frames.map(\.mark) { marks[mark.number] = mark.checksum }
  }
}

extension Store {
  /// Groups what the files tell by history. That two are of one has to be seen by a frame that both name; the first
  /// group is the network's own. What comes before all of that, and says nothing else, is left to it.
  fileprivate func histories(of tellings: [Telling]) -> [Salvage.History] {
    guard let first = tellings.first else { return [] }
    let main = group(around: first, among: tellings)
    var (groups, own) = ([main], [main.map(\.path)])
    let end = main.map(\.last).max() ?? 0
    for telling in tellings where !own.joined().contains(telling.path) {
      guard telling.last > end || main.contains(where: { agree($0, telling) == false }) else { continue }
      let group = group(around: telling, among: tellings)
      own.append(group.map(\.path).filter { !own.joined().contains($0) })
      groups.append(group)
    }
    return zip(groups, own).map { Salvage.History($0, of: $1) }
  }

  /// The tellings that are of one history with a first one.
  private func group(around first: Telling, among tellings: [Telling]) -> [Telling] {
    var group = [first]
    var isStable = false
    while !isStable {
      let next = tellings.first { telling in
        let views = group.map { $0.path == telling.path ? false : agree($0, telling) }
        return views.contains(true) && !views.contains(false)
      }
      if let next { group.append(next) } else { isStable = true }
    }
    return tellings.filter { telling in group.contains { $0.path == telling.path } }
  }

  /// Whether the last frame that both name is the same; `nil` where they name none in common.
  private func agree(_ a: Telling, _ b: Telling) -> Bool? {
    guard a.store == b.store else { return false }
    return agreement(of: a, with: b) ?? agreement(of: b, with: a)
  }

  private func agreement(of telling: Telling, with other: Telling) -> Bool? {
    for (number, checksum) in telling.marks.sorted(by: { $0.key > $1.key }) {
      if let known = other.marks[number] { return known == checksum }
      guard let base = other.base, number < base.last.number else { continue }
      if let holds = holdsFrame(FrameMark(number: number, checksum: checksum), other.sections) { return holds }
    }
    return nil
  }
}

/// The frames of a journal that are whole, whatever stands between them.
private struct JournalPieces {
  private(set) var frames: [Frame] = []
  /// The frames that each run of them goes on from.
  private(set) var before: [FrameMark] = []
  /// The network that they are of; `nil` where they are none.
  private(set) var store: StoreID?
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
    store = header?.store ?? bases.first?.store
    let salt = store?.salt ?? 0
    (frames, before) = (scan.frames, [scan.after])
    while case .hole(_, let restart, let mark) = scan.rest {
      damage = damage ?? "frame \(scan.mark.number + 1) fails its checksum"
      scan = JournalScan(bytes, from: restart, after: mark, salt: salt)
      frames += scan.frames
      before.append(mark)
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
