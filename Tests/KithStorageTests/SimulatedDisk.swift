import KithStorage
import Synchronization
import SystemPackage

/// A disk in memory that can lose power, or fail, at any operation.
///
/// It keeps what is visible apart from what is durable: a file's bytes are durable once synced, a name once its
/// directory is. After `limit` operations every further one fails with `ioError`: the machine is off.
final class SimulatedDisk: Disk {
  private let state: Mutex<State>

  /// Faults built into the store's way of writing on purpose, to see that the tests see them.
  enum Sabotage { case none, noFileSync, noTemporarySync, noDirectorySync }

  struct State {
    var files: [UInt64: Content] = [:]
    var names: [String: UInt64] = [:]
    var durableNames: [String: UInt64] = [:]
    /// The changes of names since the directory was synced.
    var unsynced: [NameChange] = []
    var next: UInt64 = 1
    var operations = 0
    var limit = Int.max
    /// The operation that fails, and with what; those behind it succeed.
    var fault: (operation: Int, error: Errno)?
    var sabotage = Sabotage.none
  }

  struct Content {
    var bytes: [UInt8] = []
    var durable: [UInt8] = []
    /// What was written since the last sync.
    var unsynced: [Change] = []
    /// The name it was made by.
    var name = ""
  }

  enum Change {
    case write([UInt8], at: Int)
    case truncate(Int)

    /// The bytes with the change made; of a write, with so many of its bytes. What was never written reads as zeros.
    func made(to bytes: [UInt8], keeping count: Int = .max) -> [UInt8] {
      switch self {
      case .write(let new, let offset):
        let new = Array(new.prefix(count))
        let padding = [UInt8](repeating: 0, count: max(0, offset - bytes.count))
        return Array(bytes.prefix(offset)) + padding + new + bytes.dropFirst(offset + new.count)
      case .truncate(let size):
        return Array(bytes.prefix(size)) + [UInt8](repeating: 0, count: max(0, size - bytes.count))
      }
    }
  }

  enum NameChange {
    case made(String, UInt64)
    case renamed(String, to: String, UInt64)
    case removed(String)

    func apply(to names: inout [String: UInt64]) {
      switch self {
      case .made(let name, let number): names[name] = number
      case .renamed(let old, let new, let number):
        if names[old] == number { names[old] = nil }
        names[new] = number
      case .removed(let name): names[name] = nil
      }
    }
  }

  init(limit: Int = .max, sabotage: Sabotage = .none) { state = Mutex(State(limit: limit, sabotage: sabotage)) }

  /// A disk with files of these names.
  convenience init(files: [String: [UInt8]]) {
    self.init()
    for (name, bytes) in files { put(bytes, in: name) }
  }

  /// Puts another file in the place of a name, behind everybody's back: as a program does that writes a file and
  /// renames it.
  func put(_ bytes: [UInt8], in name: String) {
    state.withLock { state in
      state.files[state.next] = Content(bytes: bytes, durable: bytes, name: name)
      state.names[name] = state.next
      state.durableNames[name] = state.next
      state.next += 1
    }
  }

  /// The disk as it comes up again: of what was not synced, `survives` says of each write and each change of a name
  /// whether it is there all the same, and `tear` how many bytes there are of a write that is.
  init(after crash: SimulatedDisk, survives: () -> Bool, tear: (Int) -> Int) {
    let old = crash.state.withLock { $0 }
    var new = State()
    new.next = old.next
    var names = old.durableNames
    for change in old.unsynced where survives() { change.apply(to: &names) }
    for (name, number) in names {
      let content = old.files[number] ?? Content()
      var bytes = content.durable
      for change in content.unsynced where survives() {
        if case .write(let written, _) = change {
          bytes = change.made(to: bytes, keeping: tear(written.count))
        } else {
          bytes = change.made(to: bytes)
        }
      }
      new.files[number] = Content(bytes: bytes, durable: bytes)
      new.names[name] = number
    }
    new.durableNames = new.names
    state = Mutex(new)
  }

  /// So that histories are the same each time.

  /// How many operations there have been.
  var operations: Int { state.withLock { $0.operations } }

  /// The names there are.
  var names: [String] { state.withLock { $0.names.keys.sorted() } }

  /// What a file holds.
  func contents(of name: String) -> [UInt8]? {
    state.withLock { state in state.names[name].flatMap { state.files[$0]?.bytes } }
  }

  /// Lets every operation fail behind so many.
  func fail(after limit: Int) { state.withLock { $0.limit = limit } }

  /// Lets one operation fail.
  func fail(at operation: Int, with error: Errno) { state.withLock { $0.fault = (operation, error) } }

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
      state.files[number] = Content(bytes: content.bytes, durable: content.bytes, name: content.name)
    }
  }

  fileprivate func operate<Value>(_ body: (inout State) throws(Errno) -> Value) throws(Errno) -> Value {
    try state.withLock { (state) throws(Errno) in
      guard state.operations < state.limit else { throw .ioError }
      state.operations += 1
      if let fault = state.fault, fault.operation == state.operations { throw fault.error }
      return try body(&state)
    }
  }

  func open(_ path: FilePath, create: Bool) throws(Errno) -> (any DiskFile)? {
    let number: UInt64? = try operate { (state) throws(Errno) in
      if let number = state.names[path.string] { return number }
      guard create else { return nil }
      defer { state.next += 1 }
      state.names[path.string] = state.next
      state.unsynced.append(.made(path.string, state.next))
      state.files[state.next] = Content(name: path.string)
      return state.next
    }
    return number.map { SimulatedFile(disk: self, number: $0) }
  }

  func rename(_ path: FilePath, to other: FilePath) throws(Errno) {
    try operate { (state) throws(Errno) in
      guard let number = state.names.removeValue(forKey: path.string) else { throw .noSuchFileOrDirectory }
      state.names[other.string] = number
      state.unsynced.append(.renamed(path.string, to: other.string, number))
    }
  }

  func remove(_ path: FilePath) throws(Errno) {
    try operate { (state) throws(Errno) in
      if state.names.removeValue(forKey: path.string) != nil { state.unsynced.append(.removed(path.string)) }
    }
  }

  func syncDirectory(_ path: FilePath) throws(Errno) {
    try operate { (state) throws(Errno) in
      guard state.sabotage != .noDirectorySync else { return }
      state.durableNames = state.names
      state.unsynced = []
    }
  }

  func names(in path: FilePath) throws(Errno) -> [String] {
    try operate { (state) throws(Errno) in Array(state.names.keys) }
  }

  func makePrivate(_ path: FilePath) -> Bool { false }

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

  func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(Errno) -> Int {
    let bytes = try read(from: offset).prefix(memory.count)
    memory.copyBytes(from: bytes)
    return bytes.count
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Errno) {
    try change(.write(Array(bytes), at: offset))
  }

  func truncate(to size: Int) throws(Errno) { try change(.truncate(size)) }

  private func change(_ change: SimulatedDisk.Change) throws(Errno) {
    try disk.operate { (state) throws(Errno) in
      let old = state.files[number]?.bytes ?? []
      state.files[number]?.bytes = change.made(to: old)
      state.files[number]?.unsynced.append(change)
    }
  }

  func sync() throws(Errno) {
    try disk.operate { (state) throws(Errno) in
      guard let content = state.files[number] else { return }
      let isSkipped =
        state.sabotage == .noFileSync || state.sabotage == .noTemporarySync && content.name.hasSuffix(".new")
      if !isSkipped {
        state.files[number] = SimulatedDisk.Content(bytes: content.bytes, durable: content.bytes, name: content.name)
      }
    }
  }

  func lock(exclusive: Bool, _ onWait: (String?) -> Void) throws(Errno) {}
  func unlock() throws(Errno) {}
}
