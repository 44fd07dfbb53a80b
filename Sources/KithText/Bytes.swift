import Glibc

// How texts are looked through that may be long.

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands first in a range; `nil` where it does not.
  @inlinable public func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty, let start = baseAddress, let found = memchr(start + range.lowerBound, Int32(byte), range.count) else {
      return nil
    }
    return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
  }

  /// Whether these bytes are the same as others.
  @inlinable public func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count, let start = baseAddress, let otherStart = other.baseAddress else { return count == other.count }
    return memcmp(start, otherStart, count) == 0
  }

  /// The first eight bytes of a range as one number, the first of them lowest; zeros stand for those that it does not have.
  @inlinable @inline(__always) public func beginning(of range: Range<Int>) -> UInt64 {
    if range.lowerBound + 8 <= count, let start = baseAddress {
      let beginning = UInt64(
        littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
      return range.count >= 8 ? beginning : beginning & (1 << UInt64(range.count * 8) - 1)
    }
    return range.prefix(8).reversed().reduce(0) { $0 << 8 | UInt64(self[$1]) }
  }

  /// Whether all are ASCII, and none a control but newlines, tabs and carriage returns.
  public var isPlainText: Bool {
    func flag(_ holds: Bool) -> UInt8 { holds ? 1 : 0 }
    var start = 0
    while start < count {
      let end = Swift.min(start + 4096, count)
      // Without a way out of it, in numbers, the loop is carried out for many bytes at a time.
      var odd: UInt8 = 0
      for index in start..<end {
        let byte = self[index]
        odd |= flag(byte &- 0x20 >= 0x5F) & ~(flag(byte == 0x0A) | flag(byte == 0x09) | flag(byte == 0x0D))
      }
      if odd & 1 == 1 { return false }
      start = end
    }
    return true
  }
}
