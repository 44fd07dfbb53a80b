import KithColumns
import Testing

/// A column so large that several threads read it.
@Suite struct StoredBytesTests {
  private static let count = 3 << 20 | 5

  /// What is read of a block: as many bytes as it has, each the block's number.
  private static func bytes(wrongIn wrong: Int?, _ damage: CorruptionFlag) -> StoredBytes {
    StoredBytes(count: count, damage: damage) { blocks, memory in
      for index in memory.indices {
        memory[index] = UInt8(truncatingIfNeeded: blocks.lowerBound + index / StoredBytes.blockSize)
      }
      return wrong.map(blocks.contains) == true ? "a block is wrong" : nil
    }
  }

  @Test func allOfItIsThere() {
    let damage = CorruptionFlag()
    let bytes = Self.bytes(wrongIn: nil, damage)
    let all = bytes.all
    #expect(all.count == Self.count && damage.what == nil)
    #expect(all.indices.allSatisfy { all[$0] == UInt8(truncatingIfNeeded: $0 / StoredBytes.blockSize) })
    #expect(bytes.count == Self.count)
  }

  @Test(arguments: [0, 500, 768]) func whatIsWrongIsToldAndReadsAsZeros(wrong: Int) {
    let damage = CorruptionFlag()
    let bytes = Self.bytes(wrongIn: wrong, damage)
    let place = wrong * StoredBytes.blockSize
    #expect(bytes.all[place..<min(Self.count, place + StoredBytes.blockSize)].allSatisfy { $0 == 0 })
    #expect(damage.what == "a block is wrong")
  }
}
