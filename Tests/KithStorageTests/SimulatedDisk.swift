import KithStorage
import Synchronization
import SystemPackage

/// A disk in memory that can lose power at any operation.
///
/// It keeps what is visible apart from what is durable: a file's bytes are durable once synced, a name once its directory
/// is. After `limit` operations every further one fails with `ioError`: the machine is off.
final class SimulatedDisk: Disk {
  private let state: Mutex<State>

  struct State {
    var files: [UInt64: Content] = [:]
    var names: [String: UInt64] = [:]
    var durableNames: [String: UInt64] = [:]
    /// The names after each change since the directory was synced.
    var unsynced: [[String: UInt64]] = []
    var next: UInt64 = 1
    var operations = 0
    var limit = Int.max
    /// Faults built in on purpose, to see that the tests see them.
    var skipsFileSync = false
    var skipsDirectorySync = false
  }

  struct Content {
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
  }

  init(limit: Int = .max, skipsFileSync: Bool = false, skipsDirectorySync: Bool = false) {
    state = Mutex(State(limit: limit, skipsFileSync: skipsFileSync, skipsDirectorySync: skipsDirectorySync))
  }

  /// The disk as it comes up again. Of each file's unsynced bytes so many survive as `keep` says of their number; of the
  /// names changed since their directory was synced, the first so many changes.
  init(after crash: SimulatedDisk, keepingNames kept: Int, keep: (Int) -> Int) {
    let old = crash.state.withLock { $0 }
    var new = State()
    new.next = old.next
    let names = old.unsynced.prefix(kept).last ?? old.durableNames
    for (name, number) in names {
      let content = old.files[number] ?? Content()
      let shared = zip(content.bytes, content.durable).prefix { $0 == $1 }.count
      let isAppended = shared == content.durable.count
      let kept = isAppended ? Array(content.bytes.prefix(shared + keep(content.bytes.count - shared))) : content.durable
      new.files[number] = Content(bytes: kept, durable: kept)
      new.names[name] = number
    }
    new.durableNames = new.names
    state = Mutex(new)
  }

  /// How many operations there have been.
  var operations: Int { state.withLock { $0.operations } }

  /// The names there are.
  var names: [String] { state.withLock { $0.names.keys.sorted() } }

  /// Lets every operation fail behind so many.
  func fail(after limit: Int) { state.withLock { $0.limit = limit } }

  /// Whether a file holds a text, without case.
  func holds(_ text: String, in name: String) -> Bool {
    state.withLock { state in
      let bytes = state.names[name].flatMap { state.files[$0]?.bytes } ?? []
      return String(decoding: bytes, as: UTF8.self).lowercased().contains(text)
    }
  }

  /// Changes a file behind everybody's back.
  func corrupt(_ name: String, _ change: (inout [UInt8]) -> Void) {
    state.withLock { state in
      guard let number = state.names[name], var content = state.files[number] else { return }
      change(&content.bytes)
      content.durable = content.bytes
      state.files[number] = content
    }
  }

  fileprivate func operate<Value>(_ body: (inout State) throws(Errno) -> Value) throws(Errno) -> Value {
    try state.withLock { (state) throws(Errno) in
      guard state.operations < state.limit else { throw .ioError }
      state.operations += 1
      return try body(&state)
    }
  }

  func open(_ path: FilePath, create: Bool) throws(Errno) -> (any DiskFile)? {
    let number: UInt64? = try operate { (state) throws(Errno) in
      if let number = state.names[path.string] { return number }
      guard create else { return nil }
      defer { state.next += 1 }
      state.names[path.string] = state.next
      state.unsynced.append(state.names)
      state.files[state.next] = Content()
      return state.next
    }
    return number.map { SimulatedFile(disk: self, number: $0) }
  }

  func rename(_ path: FilePath, to other: FilePath) throws(Errno) {
    try operate { (state) throws(Errno) in
      guard let number = state.names.removeValue(forKey: path.string) else { throw .noSuchFileOrDirectory }
      state.names[other.string] = number
      state.unsynced.append(state.names)
    }
  }

  func remove(_ path: FilePath) throws(Errno) {
    try operate { (state) throws(Errno) in
      if state.names.removeValue(forKey: path.string) != nil { state.unsynced.append(state.names) }
    }
  }

  func syncDirectory(_ path: FilePath) throws(Errno) {
    try operate { (state) throws(Errno) in
      guard !state.skipsDirectorySync else { return }
      state.durableNames = state.names
      state.unsynced = []
    }
  }

  func names(in path: FilePath) throws(Errno) -> [String] { try operate { (state) throws(Errno) in Array(state.names.keys) } }

  func makeDirectory(_ path: FilePath) throws(Errno) {}
}

private struct SimulatedFile: DiskFile {
  let disk: SimulatedDisk
  let number: UInt64

  var identity: FileIdentity { FileIdentity(device: 0, number: number) }

  var size: Int {
    get throws(Errno) { try disk.operate { (state) throws(Errno) in state.files[number]?.bytes.count ?? 0 } }
  }

  func read(from offset: Int) throws(Errno) -> [UInt8] {
    try disk.operate { (state) throws(Errno) in Array((state.files[number]?.bytes ?? []).dropFirst(offset)) }
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
    try disk.operate { (state) throws(Errno) in
      let old = state.files[number]?.bytes ?? []
      state.files[number]?.bytes = old.prefix(offset) + bytes + old.dropFirst(offset + bytes.count)
    }
  }

  func truncate(to size: Int) throws(Errno) {
    try disk.operate { (state) throws(Errno) in
      let kept = Array((state.files[number]?.bytes ?? []).prefix(size))
      state.files[number]?.bytes = kept
    }
  }

  func sync() throws(Errno) {
    try disk.operate { (state) throws(Errno) in
      let bytes = state.files[number]?.bytes ?? []
      if !state.skipsFileSync { state.files[number]?.durable = bytes }
    }
  }

  func lock(exclusive: Bool, _ onWait: (String?) -> Void) throws(Errno) {}
  func unlock() throws(Errno) {}
}
