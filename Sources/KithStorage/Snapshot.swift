import CChecksum
import KithColumns
import SystemPackage

/// The snapshot file: a 64-byte header, a table of sections, the checksums of their blocks, and the sections, each at a
/// multiple of 64 bytes. All numbers are little-endian.
///
///     header   0 magic · 8 major, 10 minor version · 12 number of sections · 16 store id · 32 last frame, 40 its checksum
///              44 generation · 48 number of checksums · 60 CRC-32C of the header up to here, the table and the checksums
///     entry    0 id · 4 element width · 8 offset · 16 length in bytes · 24 index of its first checksum (32 bytes each)
///     checksum CRC-32C of a block of 4096 bytes of a section, its last one being shorter
///
/// Only what is used of it is read, and each block is checked when it is.
struct Snapshot {
  static let major: UInt16 = 3
  /// The oldest version that is read: it differs in its sections alone.
  static let oldestMajor: UInt16 = 2
  static let minor: UInt16 = 0

  let store: StoreID
  let generation: UInt32
  /// The last frame whose statements it holds.
  let last: FrameMark
  let sections: [Section]
  /// What was found wrong while it was used.
  let damage: CorruptionFlag

  /// Why a file is no snapshot that can be used.
  enum Problem: Error, Equatable {
    case damaged(String)
    case newer(major: UInt16)
    case older(major: UInt16)
    case unreadable(Errno)
  }

  init(store: StoreID, generation: UInt32, last: FrameMark, sections: [Section]) {
    (self.store, self.generation, self.last, self.sections) = (store, generation, last, sections)
    damage = CorruptionFlag()
  }

  /// The head of the file, where each section begins behind it, and where the file ends.
  var head: (bytes: [UInt8], offsets: [Int], end: Int) {
    var offsets: [Int] = []
    var (table, sums, offset) = ([UInt8](), [UInt8](), 0)
    let blocks = sections.reduce(0) { $0 + blockCount($1.content.count) }
    let start = aligned(headerLength + sections.count * entryLength + blocks * sumLength)
    for section in sections {
      table.append(littleEndian: section.id)
      table.append(littleEndian: section.elementWidth)
      table.append(littleEndian: UInt64(start + offset))
      offsets.append(start + offset)
      table.append(littleEndian: UInt64(section.content.count))
      table.append(littleEndian: UInt32(sums.count / sumLength))
      table.append(littleEndian: UInt32(0))
      let bytes = section.content.all
      for sum in checksums(bytes, ofBlocks: StoredBytes.blockSize) { sums.append(littleEndian: sum) }
      offset += aligned(bytes.count)
    }
    var header = magic
    header.append(littleEndian: Snapshot.major)
    header.append(littleEndian: Snapshot.minor)
    header.append(littleEndian: UInt32(sections.count))
    header.append(littleEndian: store.high)
    header.append(littleEndian: store.low)
    header.append(littleEndian: last.number)
    header.append(littleEndian: last.checksum)
    header.append(littleEndian: generation)
    header.append(littleEndian: UInt32(blocks))
    header += [UInt8](repeating: 0, count: headerLength - sumLength - header.count)
    header.append(littleEndian: checksum(table + sums, seed: checksum(header)))
    return (header + table + sums, offsets, start + offset)
  }

  /// Opens a snapshot: its header, table and checksums are checked now. To salvage it is to believe a table whose
  /// checksum fails.
  init(_ file: any DiskFile, salvaging: Bool = false) throws(Problem) {
    let size: Int
    do throws(Errno) { size = try file.size } catch { throw .unreadable(error) }
    let header = try Snapshot.read(file, 0..<min(size, headerLength))
    guard header.count == headerLength, header.starts(with: magic) else {
      throw .damaged("it does not start like a network file")
    }
    // Header, table and their checksum stay where they are in every version.
    let major: UInt16 = header.littleEndian(at: 8)
    let count = Int(header.littleEndian(at: 12) as UInt32)
    let blocks =
      salvaging
      ? try Snapshot.blocks(of: file, sections: count, size: size) : Int(header.littleEndian(at: 48) as UInt32)
    let end = headerLength + count * entryLength + blocks * sumLength
    guard end <= size else { throw .damaged("its table of sections is cut off") }
    let table = try Snapshot.read(file, headerLength..<end)
    let sum = checksum(table, seed: checksum(header[..<(headerLength - sumLength)]))
    guard salvaging || sum == header.littleEndian(at: headerLength - sumLength) else {
      throw .damaged("its header fails its checksum")
    }
    guard major >= Snapshot.oldestMajor else { throw .older(major: major) }
    guard major <= Snapshot.major else { throw .newer(major: major) }
    store = StoreID(high: header.littleEndian(at: 16), low: header.littleEndian(at: 24))
    last = FrameMark(number: header.littleEndian(at: 32), checksum: header.littleEndian(at: 40))
    generation = header.littleEndian(at: 44)
    damage = CorruptionFlag()
    var sections: [Section] = []
    for entry in stride(from: 0, to: count * entryLength, by: entryLength) {
      let (offset, length): (UInt64, UInt64) = (table.littleEndian(at: entry + 8), table.littleEndian(at: entry + 16))
      let first = Int(table.littleEndian(at: entry + 24) as UInt32)
      guard offset <= UInt64(size), length <= UInt64(size) - offset, offset >= UInt64(end),
        first <= blocks, blockCount(Int(length)) <= blocks - first
      else { throw .damaged("a section lies outside the file") }
      let id: UInt32 = table.littleEndian(at: entry)
      let sums = count * entryLength + first * sumLength
      let content = StoredBytes(count: Int(length), damage: damage) { blocks, memory in
        let sums = blocks.lazy.map { table.littleEndian(at: sums + $0 * sumLength) as UInt32 }
        return Snapshot.fill(memory, from: file, at: Int(offset) + blocks.lowerBound * StoredBytes.blockSize, sums)
          .map { "section \(id) \($0)" }
      }
      sections.append(Section(id: id, elementWidth: table.littleEndian(at: entry + 4), content: content))
    }
    self.sections = sections
  }

  /// The network that the beginning of a file says it is a snapshot of; `nil` where it does not begin like one.
  static func store(of beginning: [UInt8]) -> StoreID? {
    guard beginning.count >= headerLength, beginning.starts(with: magic) else { return nil }
    return StoreID(high: beginning.littleEndian(at: 16), low: beginning.littleEndian(at: 24))
  }

  /// How many blocks the sections of a table have.
  private static func blocks(of file: any DiskFile, sections: Int, size: Int) throws(Problem) -> Int {
    guard headerLength + sections * entryLength <= size else { throw .damaged("its table of sections is cut off") }
    let table = try read(file, headerLength..<headerLength + sections * entryLength)
    return stride(from: 0, to: table.count, by: entryLength).reduce(0) { blocks, entry in
      blocks + blockCount(Int(min(table.littleEndian(at: entry + 16) as UInt64, UInt64(size))))
    }
  }

  /// The snapshot with all of it read and checked.
  var verified: Snapshot {
    for section in sections { _ = section.content.all }
    return self
  }

  private static func read(_ file: any DiskFile, _ range: Range<Int>) throws(Problem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var failure: Errno?
    let count = bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) { return try file.read(into: buffer, at: range.lowerBound) } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw .unreadable(failure) }
    guard count == range.count else { throw .damaged("it is cut off") }
    return bytes
  }

  /// Reads blocks of a section; what is wrong with them.
  private static func fill(
    _ memory: UnsafeMutableRawBufferPointer, from file: any DiskFile, at offset: Int, _ sums: some Sequence<UInt32>
  ) -> String? {
    do throws(Errno) {
      guard try file.read(into: memory, at: offset) == memory.count else { return "is cut off" }
    } catch { return "cannot be read: \(error)" }
    let found = checksums(UnsafeRawBufferPointer(memory), ofBlocks: StoredBytes.blockSize)
    return found.elementsEqual(sums) ? nil : "fails its checksum"
  }
}

/// One column of a snapshot. What it means is for its owner to know.
public struct Section {
  /// Tells it from the others.
  public let id: UInt32
  /// The bytes that an element takes.
  public let elementWidth: UInt32
  /// The elements.
  public let content: StoredBytes

  /// A column of elements.
  public init(id: UInt32, elementWidth: UInt32, content: StoredBytes) {
    (self.id, self.elementWidth, self.content) = (id, elementWidth, content)
  }
}

private let magic = Array("kith\r\n\u{1A}\n".utf8)
private let headerLength = 64
private let entryLength = 32
private let sumLength = 4

private func aligned(_ offset: Int) -> Int { (offset + 63) / 64 * 64 }

private func blockCount(_ length: Int) -> Int { (length + StoredBytes.blockSize - 1) / StoredBytes.blockSize }

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate func littleEndian<Value: FixedWidthInteger>(at offset: Int) -> Value {
    withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self)) }
  }
}
