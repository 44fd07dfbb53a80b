/// StringColumn of which the first ones may lie in a file, one after the other; what is added is in memory.
public struct StringColumn {
  private var stored: (starts: StoredBytes, bytes: StoredBytes)?
  private var storedCount = 0
  private var added: [String] = []

  /// No texts.
  public init() {}

  /// The texts that a file holds: all their bytes, and where each starts, and the last one ends, as 32-bit numbers.
  public init?(starts: StoredBytes, bytes: StoredBytes) {
    guard starts.count % 4 == 0, starts.count > 0 else { return nil }
    stored = (starts, bytes)
    storedCount = starts.count / 4 - 1
  }

  /// How many there are.
  public var count: Int { storedCount + added.count }

  /// How many of them lie in a file.
  public var countInFile: Int { storedCount }

  /// The text at an index.
  public subscript(index: Int) -> String {
    guard index < storedCount else { return added[index - storedCount] }
    return withUTF8(of: index) { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes of a text.
  public func withUTF8<Result>(of index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let stored, index < storedCount else {
      var text = added[index - storedCount]
      return text.withUTF8 { body(UnsafeRawBufferPointer($0)) }
    }
    let (start, end): (UInt32, UInt32) = (stored.starts.load(index), stored.starts.load(index + 1))
    return body(start <= end ? stored.bytes.bytes(in: Int(start)..<Int(end)) : stored.bytes.bytes(in: -1..<0))
  }

  /// The indices, from one on, of the texts that hold more than ASCII. Those in a file are gone through as one text.
  public func indicesBeyondASCII(from first: Int) -> [Int] {
    var found: [Int] = []
    if let stored, first < storedCount {
      let (starts, bytes) = (Column<UInt32>(stored.starts), stored.bytes.all)
      var position = min(Int(starts[first]), bytes.count)
      while let place = bytes[position...].firstIndex(where: { $0 >= 0x80 }) {
        var (low, high) = (first, storedCount)
        while low + 1 < high {
          let middle = (low + high) / 2
          if Int(starts[middle]) <= place { low = middle } else { high = middle }
        }
        found.append(low)
        // A file may say anything; the place only grows.
        position = min(max(place + 1, Int(starts[low + 1])), bytes.count)
      }
    }
    return found
      + (max(first, storedCount)..<max(first, count)).filter { index in
        !added[index - storedCount].utf8.allSatisfy { $0 < 0x80 }
      }
  }

  /// Adds a text.
  public mutating func append(_ text: String) { added.append(text) }

  /// Takes the last texts away, none of those in a file.
  public mutating func removeLast(_ count: Int) { added.removeLast(count) }

  /// The bytes of all texts, and where each starts and the last one ends; where one is other than it was, `changed`
  /// holds it.
  public func columns(changed: [Int: String] = [:]) -> (starts: [UInt32], bytes: [UInt8]) {
    var starts: [UInt32] = [0]
    var bytes: [UInt8] = []
    starts.reserveCapacity(count + 1)
    if changed.isEmpty, let stored {
      bytes = Array(stored.bytes.all)
      starts = Column<UInt32>(stored.starts).all
    }
    for index in (starts.count - 1)..<count {
      if let text = changed[index] { bytes += text.utf8 } else { withUTF8(of: index) { bytes += $0 } }
      starts.append(UInt32(bytes.count))
    }
    return (starts, bytes)
  }
}
