import CChecksum
import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
import SystemPackage

/// Any text is read and carried out, or refused; what was accepted replays.
func feedLanguage(_ bytes: [UInt8]) {
  guard let today = Day("2026-11-22") else { return }
  let source = Source(name: nil, bytes: bytes)
  let interpreter = Interpreter(.standard, StatementLog(Language.standard.vocabulary), today: today)
  interpreter.maximumSteps = 200
  interpreter.beginTransaction()
  do throws(Diagnostic) {
    let script = try Script(source, in: Language.standard.vocabulary)
    for line in script.lines {
      interpreter.beginLine()
      for step in line { try interpreter.run(step, of: source) { _ in } }
    }
  } catch { precondition(error.span.end <= error.source.bytes.count, "a diagnostic points into its text") }
  let replayed = Interpreter(.standard, StatementLog(Language.standard.vocabulary), today: today)
  do throws(Diagnostic) { try replayed.replay(interpreter.transactionText) } catch {
    preconditionFailure("what was accepted cannot be replayed: \(error.message): \(interpreter.transactionText)")
  }
  _ = Completer(.standard, interpreter.log, today: today).completion(of: String(decoding: bytes, as: UTF8.self))
}

/// A journal of any bytes is read or refused; of frames that are whole, any text is replayed or refused.
func feedJournal(_ bytes: [UInt8]) {
  let disk = MemoryDisk()
  let store = Store(at: "n.kith", on: disk)
  guard let kind = bytes.first, (try? store.begin(.exclusive)) != nil,
    (try? store.append("met alice on 2026-11-22\n")) != nil
  else {
    return
  }
  let text = Array(bytes.dropFirst())
  if kind % 2 == 0 {
    // A frame whose checksum is right.
    try? store.append(String(decoding: text, as: UTF8.self))
  } else {
    disk.files["n.kith.journal"] = (disk.files["n.kith.journal"] ?? []).prefix(Int(kind)) + text
  }
  store.end()
  read(disk)
}

/// A snapshot of any bytes, its checksums made right, is read or refused.
func feedSnapshot(_ bytes: [UInt8]) {
  let disk = MemoryDisk()
  let store = Store(at: "n.kith", on: disk)
  guard (try? store.begin(.exclusive)) != nil, (try? store.append("met alice on 2026-11-22\n")) != nil else { return }
  store.end()
  // A journal of its own would have to be of the same network.
  disk.files = ["n.kith": sealed(bytes)]
  read(disk)
}

/// Reads a store as a session does, and looks it over.
private func read(_ disk: MemoryDisk) {
  let store = Store(at: "n.kith", on: disk)
  if case .whole(let sections, let damage, let frames, _)? = try? store.begin(.exclusive) {
    let columns = sections.compactMap { section in
      StatementLog.StoredColumn(rawValue: section.id).map { (column: $0, bytes: section.content) }
    }
    if let day = Day("2026-11-22"),
      let log = sections.isEmpty
        ? StatementLog(Language.standard.vocabulary)
        : StatementLog(columns, in: Language.standard.vocabulary, damage: damage)
    {
      let interpreter = Interpreter(.standard, log, today: day)
      for frame in frames { if (try? interpreter.replay(frame.text)) == nil { break } }
      for question in [
        "who", "log", "export", "count by person", "count by month", "find a", "stats", "due", "rank by strength",
      ] {
        guard let script = try? Script(Source(name: nil, text: question), in: Language.standard.vocabulary) else {
          continue
        }
        for step in script.lines.joined() { try? interpreter.run(step, of: script.source) { _ in } }
      }
      _ = interpreter.log.columns
      _ = interpreter.log.verified()
    }
  }
  store.end()
  _ = try? store.salvage()
}

/// The bytes as a snapshot whose checksums are right: the fuzzer finds what they protect.
private func sealed(_ bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  guard bytes.count >= 64 else { return bytes }
  func number(_ offset: Int, _ width: Int) -> Int {
    (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }
  func seal(_ range: Range<Int>, at offset: Int, seed: UInt32 = 0) -> UInt32 {
    bytes.withUnsafeBytes { checksum_crc32c(seed, $0.baseAddress.map { $0 + range.lowerBound }, range.count) }
  }
  func put(_ sum: UInt32, at offset: Int) {
    for byte in 0..<4 { bytes[offset + byte] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(byte))) }
  }
  let table = min(bytes.count, 64 + min(number(12, 4), 64) * 32)
  let end = min(bytes.count, table + min(number(48, 4), 1000) * 4)
  for entry in stride(from: 64, through: table - 32, by: 32) {
    let (offset, length, first) = (number(entry + 8, 4), number(entry + 16, 4), number(entry + 24, 4))
    guard offset <= bytes.count, length <= bytes.count - offset else { continue }
    for (index, block) in stride(from: 0, to: length, by: 4096).enumerated()
    where table + (first + index) * 4 + 4 <= end {
      let sum = table + (first + index) * 4
      put(seal(offset + block..<min(offset + length, offset + block + 4096), at: sum), at: sum)
    }
  }
  put(seal(64..<end, at: 60, seed: seal(0..<60, at: 60)), at: 60)
  return bytes
}

/// Files in memory.
private final class MemoryDisk: Disk, @unchecked Sendable {
  var files: [String: [UInt8]] = [:]

  func open(_ path: FilePath, create: Bool) throws(Errno) -> (any DiskFile)? {
    if files[path.string] == nil, !create { return nil }
    files[path.string] = files[path.string] ?? []
    return MemoryFile(disk: self, name: path.string)
  }

  func rename(_ path: FilePath, to other: FilePath) throws(Errno) {
    guard let bytes = files.removeValue(forKey: path.string) else { throw .noSuchFileOrDirectory }
    files[other.string] = bytes
  }

  func remove(_ path: FilePath) throws(Errno) { files[path.string] = nil }
  func syncDirectory(_ path: FilePath) throws(Errno) {}
  func names(in path: FilePath) throws(Errno) -> [String] { Array(files.keys) }
  func makePrivate(_ path: FilePath) -> Bool { false }
  func makeDirectory(_ path: FilePath) throws(Errno) {}
}

private struct MemoryFile: DiskFile {
  let disk: MemoryDisk
  let name: String

  var identity: FileIdentity { FileIdentity(device: 0, number: UInt64(name.utf8.reduce(0) { $0 &* 31 &+ UInt32($1) })) }
  var size: Int { disk.files[name]?.count ?? 0 }
  func read(from offset: Int) throws(Errno) -> [UInt8] { Array((disk.files[name] ?? []).dropFirst(offset)) }
  func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(Errno) -> Int {
    let bytes = try read(from: offset).prefix(memory.count)
    memory.copyBytes(from: bytes)
    return bytes.count
  }
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Errno) {
    let old = sized(offset)
    disk.files[name] = old + Array(bytes) + (disk.files[name] ?? []).dropFirst(offset + bytes.count)
  }
  func truncate(to size: Int) throws(Errno) { disk.files[name] = sized(size) }
  /// What it holds up to a size, with zeros behind its end.
  private func sized(_ size: Int) -> [UInt8] {
    let old = Array((disk.files[name] ?? []).prefix(size))
    return old + [UInt8](repeating: 0, count: size - old.count)
  }
  func sync() throws(Errno) {}
  func lock(exclusive: Bool, _ onWait: (String?) -> Void) throws(Errno) {}
  func unlock() throws(Errno) {}
}
