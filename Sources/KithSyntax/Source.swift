import KithText

/// A text with a name: a script, a line typed, the words of a command line.
public struct Source: Sendable {
  /// What to call it in a diagnostic: a path, or nothing for a line that stands right above on the terminal.
  public let name: String?
  /// Its UTF-8 (not yet known to be valid).
  public let bytes: [UInt8]
  /// The number of its first line: more than 1 for a piece of something longer.
  private let firstLine: Int

  /// A source from text.
  public init(name: String?, text: String) { self.init(name: name, bytes: Array(text.utf8)) }

  /// A source from the bytes of a file, or of a piece of one.
  public init(name: String?, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
  }

  /// Whether this is the beginning of something, not a later piece of it.
  var isBeginning: Bool { firstLine == 1 }

  /// The text of a span; bytes that are no UTF-8 come out as U+FFFD.
  public func text(_ span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }

  /// Where a byte stands: line and column from 1, the column counted in Unicode scalars.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(firstLine) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let start = lineRange(around: offset).lowerBound
    return (line, String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)
  }

  /// The bytes of the line that holds an offset, without its newline.
  func lineRange(around offset: Int) -> Range<Int> {
    let offset = min(offset, bytes.count)
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return start..<end
  }
}

/// A run of bytes in a source.
public struct Span: Sendable, Hashable {
  /// The offset of the first byte.
  public let start: Int
  /// The offset behind the last byte.
  public let end: Int

  /// The bytes from `start` up to `end`.
  public init(_ start: Int, _ end: Int) {
    precondition(start <= end, "a span ends after it starts")
    self.start = start
    self.end = end
  }

  /// The bytes of this span and of another, and all between.
  public func joined(with other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }

  var range: Range<Int> { start..<end }
}
