/// What came to light of a file while it was in use.
///
/// Nothing that is read from a file stops the program: what cannot be reads as zeros, and this says so. Whoever began
/// the work looks here before anything that came of it is shown or kept.
public final class CorruptionFlag {
  /// What was found first, in words; `nil` while nothing was.
  public private(set) var what: String?

  /// Nothing is found yet.
  public init() {}

  /// Says what is wrong.
  public func note(_ what: String) { self.what = self.what ?? what }
}

/// Bytes in a file, of which each block is read and checked when it is first used.
///
/// To be used by one thread at a time.
public final class StoredBytes {
  /// The bytes of a block, but for the last one's.
  public static let blockSize = 4096

  /// How many bytes there are.
  public let count: Int
  /// Told of what cannot be read, or is not what was written.
  public let damage: CorruptionFlag
  @usableFromInline let memory: UnsafeMutableRawBufferPointer
  /// Whether each block is in memory.
  @usableFromInline let isRead: UnsafeMutableBufferPointer<Bool>
  private let read: Reading

  /// Reads blocks and checks them; what is wrong with them, in words, or `nil`. Many are read in parts.
  public typealias Reading = (_ blocks: Range<Int>, _ into: UnsafeMutableRawBufferPointer) -> String?

  /// Bytes that `read` brings, block by block or many together.
  public init(count: Int, damage: CorruptionFlag, read: @escaping Reading) {
    let blocks = (count + Self.blockSize - 1) / Self.blockSize
    self.count = count
    self.damage = damage
    self.read = read
    // Memory that nobody has touched costs nothing.
    memory = .allocate(byteCount: blocks * Self.blockSize, alignment: 64)
    isRead = .allocate(capacity: blocks)
    isRead.initialize(repeating: false)
  }

  /// Numbers that are in memory, little-endian.
  public convenience init<Number: FixedWidthInteger & BitwiseCopyable>(_ numbers: [Number]) {
    precondition(1.littleEndian == 1, "columns are used as they lie in the file")
    self.init(count: numbers.count * MemoryLayout<Number>.size) { memory in
      numbers.withUnsafeBytes { memory.copyMemory(from: $0) }
    }
  }

  /// Bytes in memory, which `fill` writes.
  convenience init(count: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Void) {
    self.init(count: count, damage: CorruptionFlag()) { _, _ in nil }
    fill(memory)
    isRead.update(repeating: true)
  }

  deinit {
    memory.deallocate()
    isRead.deallocate()
  }

  /// The number at an index of a column of such numbers, little-endian; 0 where there is none.
  @inlinable public func load<Number: FixedWidthInteger & BitwiseCopyable>(
    _ index: Int, as type: Number.Type = Number.self
  )
    -> Number
  {
    let offset = index &* MemoryLayout<Number>.size
    guard index >= 0, offset < count else {
      damage.note("an offset in it points outside of it")
      return 0
    }
    if !isRead[offset / Self.blockSize] { bring(offset..<offset + 1) }
    return Number(littleEndian: memory.load(fromByteOffset: offset, as: Number.self))
  }

  /// Bytes of it, to be used while it lives; none where the range leads outside of it.
  public func bytes(in range: Range<Int>) -> UnsafeRawBufferPointer {
    guard range.lowerBound >= 0, range.upperBound <= count else {
      damage.note("an offset in it points outside of it")
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    bring(range)
    return UnsafeRawBufferPointer(rebasing: memory[range])
  }

  /// All of it.
  public var all: UnsafeRawBufferPointer { bytes(in: 0..<count) }

  /// Reads the blocks of a range that are not there yet, those side by side together.
  @usableFromInline func bring(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let last = (range.upperBound - 1) / Self.blockSize
    var block = range.lowerBound / Self.blockSize
    while block <= last {
      guard !isRead[block] else {
        block += 1
        continue
      }
      let end = (block...last).first { isRead[$0] } ?? last + 1
      bring(blocks: block..<end)
      block = end
    }
  }

  private func bring(blocks: Range<Int>) {
    for block in blocks { isRead[block] = true }
    for first in stride(from: blocks.lowerBound, to: blocks.upperBound, by: Self.maximumBlocksAtOnce) {
      let some = first..<min(first + Self.maximumBlocksAtOnce, blocks.upperBound)
      guard let wrong = read(some, place(of: some)) else { continue }
      place(of: blocks).initializeMemory(as: UInt8.self, repeating: 0)
      return damage.note(wrong)
    }
  }

  /// Where blocks lie in memory.
  private func place(of blocks: Range<Int>) -> UnsafeMutableRawBufferPointer {
    let bytes = blocks.lowerBound * Self.blockSize..<min(count, blocks.upperBound * Self.blockSize)
    return UnsafeMutableRawBufferPointer(rebasing: memory[bytes])
  }

  /// So many blocks are read together: what is in the processor's cache still is checked sooner.
  private static let maximumBlocksAtOnce = 32
}
