import SystemPackage

/// The frames that a process has read or written since it first looked at a store: what it acknowledged itself must
/// not be lost where another history takes the place of the one that it knows.
struct Trail {
  /// The network.
  private(set) var store: StoreID?
  /// The last frame that is known; `nil` before the first look.
  private(set) var last: FrameMark?
  private var generation: UInt32 = 0
  private var pieces: [Piece] = []

  /// Frames that follow each other.
  private struct Piece {
    let generation: UInt32
    let after: FrameMark
    var frames: [Entry] = []
  }

  private struct Entry {
    let mark: FrameMark
    let content: Content

    /// Whether this process acknowledged it.
    var isOwn: Bool { if case .written = content { true } else { false } }
  }

  private enum Content {
    /// The statements.
    case read(String)
    /// The statements and the closing line.
    case written([UInt8])
  }

  /// Goes on from a snapshot and the frames behind it, in which all that is known is.
  mutating func go(on snapshot: Snapshot, _ frames: [Frame]) {
    if let last, last.number >= snapshot.last.number {
      add(frames.filter { $0.number > last.number })
    } else {
      (store, last, generation) = (snapshot.store, snapshot.last, snapshot.generation)
      pieces.append(Piece(generation: generation, after: snapshot.last))
      add(frames)
    }
  }

  /// Goes on from a snapshot alone.
  mutating func restart(behind base: Store.Base) {
    (store, last, generation, pieces) = (base.store, base.last, base.generation, [])
  }

  /// Adds frames that were read.
  mutating func add(_ frames: [Frame]) {
    for frame in frames { add(Entry(mark: frame.mark, content: .read(frame.text))) }
  }

  /// Adds a frame that was written.
  mutating func add(_ mark: FrameMark, sealed bytes: [UInt8]) { add(Entry(mark: mark, content: .written(bytes))) }

  private mutating func add(_ entry: Entry) {
    if pieces.isEmpty { pieces = [Piece(generation: generation, after: last ?? .start)] }
    pieces[pieces.count - 1].frames.append(entry)
    last = entry.mark
  }

  /// Lets go of all frames but for the mark of the last.
  mutating func letGo() { pieces = [] }

  /// How many units of this process are not there.
  func ownUnits(where isThere: (FrameMark) -> Bool) -> Int {
    pieces.reduce(0) { $0 + $1.frames.count { $0.isOwn && !isThere($0.mark) } }
  }

  /// The journals of all frames that follow each other of which one is of this process and not there.
  func journals(where isThere: (FrameMark) -> Bool) -> [[UInt8]] {
    guard let store else { return [] }
    return pieces.filter { $0.frames.contains { $0.isOwn && !isThere($0.mark) } }.map { piece in
      var bytes = Array(JournalHeader(store: store, generation: piece.generation, after: piece.after).text.utf8)
      var before = piece.after
      for frame in piece.frames {
        switch frame.content {
        case .written(let sealed): bytes += sealed
        case .read(let text): bytes += Frame.sealed(Array(text.utf8), after: before, salt: store.salt).bytes
        }
        before = frame.mark
      }
      return bytes
    }
  }
}

extension Store {
  /// Puts this session's own units that are not there into journals beside the network; false where that has to wait
  /// for the exclusive lock.
  func keepsOwn(where isThere: (FrameMark) -> Bool) throws(StoreFailure) -> Bool {
    let journals = trail.journals(where: isThere)
    guard !journals.isEmpty else { return true }
    guard access == .exclusive else { return false }
    var kept: [FilePath] = []
    do throws(Errno) {
      for journal in journals {
        var number = 1
        while try disk.open(files.mine(number), create: false) != nil { number += 1 }
        try write(journal, to: files.mine(number))
        kept.append(files.mine(number))
      }
      try disk.syncDirectory(files.directory)
    } catch { throw .notSaved(files.mine(1), error) }
    notices.append(.keptOwn(units: trail.ownUnits(where: isThere), kept))
    trail.letGo()
    return true
  }
}
