import Glibc

// How texts are looked through that may be long.

extension UnsafeBufferPointer<UInt8> {
  /// Where a byte stands first in a range; `nil` where it does not.
  @inlinable public func firstIndex(of byte: UInt8, in range: Range<Int>) -> Int? {
    guard !range.isEmpty, let start = baseAddress,
      let found = memchr(start + range.lowerBound, Int32(byte), range.count)
    else {
      return nil
    }
    return UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
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
