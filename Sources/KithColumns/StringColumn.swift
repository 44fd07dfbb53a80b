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
