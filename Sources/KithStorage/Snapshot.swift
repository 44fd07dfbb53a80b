/// The snapshot file: a 64-byte header, a table of sections, and the sections, each at a multiple of 64 bytes.
/// All numbers are little-endian.
///
///     header   0 magic · 8 major, 10 minor version · 12 number of sections · 16 store id · 32 last frame, 40 its checksum
///              44 generation · 48 Unicode version of a stored name order (0: none) · 60 CRC-32C of header and table
///     entry    0 id · 4 element width · 8 offset · 16 length in bytes · 24 CRC-32C (32 bytes each)
struct Snapshot: Sendable {
  static let major: UInt16 = 1
  static let minor: UInt16 = 0

  let store: StoreID
  let generation: UInt32
  /// The last frame whose statements it holds.
  let last: FrameMark
  let sections: [Section]

  /// Why a file is no snapshot that can be used.
  enum Problem: Error, Equatable {
    case damaged(String)
    case newer(major: UInt16)
  }

  var bytes: [UInt8] {
    var table: [UInt8] = []
    var body: [UInt8] = []
    let start = aligned(headerLength + sections.count * entryLength)
    for section in sections {
      let offset = start + body.count
      table.append(littleEndian: section.id)
      table.append(littleEndian: section.elementWidth)
      table.append(littleEndian: UInt64(offset))
      table.append(littleEndian: UInt64(section.bytes.count))
      table.append(littleEndian: checksum(section.bytes))
      table.append(littleEndian: UInt32(0))
      body += section.bytes
      body += [UInt8](repeating: 0, count: aligned(body.count) - body.count)
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
    header += [UInt8](repeating: 0, count: headerLength - 4 - header.count)
    header.append(littleEndian: checksum(table, seed: checksum(header)))
    let padding = [UInt8](repeating: 0, count: start - header.count - table.count)
    return header + table + padding + body
  }

  init(store: StoreID, generation: UInt32, last: FrameMark, sections: [Section]) {
    self.store = store
    self.generation = generation
    self.last = last
    self.sections = sections
  }

  /// Reads a snapshot; every offset, length and checksum is checked before it is used. To salvage it is to take sections that are
  /// whole each by itself, though header or table are not.
  init(_ bytes: [UInt8], salvaging: Bool = false) throws(Problem) {
    guard bytes.count >= headerLength, bytes.starts(with: magic) else { throw .damaged("it does not start like a network file") }
    let count = Int(bytes.littleEndian(at: 12) as UInt32)
    let tableEnd = headerLength + count * entryLength
    guard tableEnd <= bytes.count else { throw .damaged("its table of sections is cut off") }
    let sum = checksum(bytes[headerLength..<tableEnd], seed: checksum(bytes[..<(headerLength - 4)]))
    guard salvaging || sum == bytes.littleEndian(at: headerLength - 4) else { throw .damaged("its header fails its checksum") }
    // Header, table and their checksum stay where they are in every version.
    let major: UInt16 = bytes.littleEndian(at: 8)
    guard major == Snapshot.major else { throw .newer(major: major) }
    store = StoreID(high: bytes.littleEndian(at: 16), low: bytes.littleEndian(at: 24))
    last = FrameMark(number: bytes.littleEndian(at: 32), checksum: bytes.littleEndian(at: 40))
    generation = bytes.littleEndian(at: 44)
    var sections: [Section] = []
    for entry in stride(from: headerLength, to: tableEnd, by: entryLength) {
      let offset: UInt64 = bytes.littleEndian(at: entry + 8)
      let length: UInt64 = bytes.littleEndian(at: entry + 16)
      guard offset <= UInt64(bytes.count), length <= UInt64(bytes.count) - offset, offset >= UInt64(tableEnd) else {
        throw .damaged("a section lies outside the file")
      }
      let content = bytes[Int(offset)..<Int(offset + length)]
      let id: UInt32 = bytes.littleEndian(at: entry)
      guard checksum(content) == bytes.littleEndian(at: entry + 24) else { throw .damaged("section \(id) fails its checksum") }
      sections.append(Section(id: id, elementWidth: bytes.littleEndian(at: entry + 4), bytes: Array(content)))
    }
    self.sections = sections
  }
}

/// One column of a snapshot. What it means is for its owner to know.
public struct Section: Sendable, Equatable {
  /// Tells it from the others.
  public let id: UInt32
  /// The bytes that an element takes.
  public let elementWidth: UInt32
  /// The elements.
  public let bytes: [UInt8]

  /// A column of elements.
  public init(id: UInt32, elementWidth: UInt32, bytes: [UInt8]) {
    self.id = id
    self.elementWidth = elementWidth
    self.bytes = bytes
  }
}

private let magic = Array("kith\r\n\u{1A}\n".utf8)
private let headerLength = 64
private let entryLength = 32

private func aligned(_ offset: Int) -> Int { (offset + 63) / 64 * 64 }

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }

  fileprivate func littleEndian<Value: FixedWidthInteger>(at offset: Int) -> Value {
    withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self)) }
  }
}
