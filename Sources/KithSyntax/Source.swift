import KithText

/// A text with a name: a script, a line typed, the words of a command line. A class, since whatever was found in a text
/// holds on to it.
public final class Source: Sendable {
  /// What to call it in a diagnostic: a path, or nothing for a line that stands right above on the terminal.
  public let name: String?
  /// Its UTF-8 (not yet known to be valid).
  public let bytes: [UInt8]
  /// The number of its first line: more than 1 for a piece of something longer.
  private let firstLine: Int
  /// Whether its name is the path of a file.
  public let isFile: Bool
  /// Whether it was carried out before, by rules that may have been others: a journal.
  public let wasAcknowledged: Bool
  /// Whether it is text that kith wrote: a journal, or a script that says its language. A name is what stands there.
  public let isCanonical: Bool
  /// What it was made from, where values stand in it for variables.
  private let origin: Origin?

  /// A source from text.
  public convenience init(name: String?, text: String, wasAcknowledged: Bool = false, isCanonical: Bool = false) {
    self.init(name: name, bytes: Array(text.utf8), wasAcknowledged: wasAcknowledged, isCanonical: isCanonical)
  }

  /// A source from the bytes of a file, or of a piece of one.
  public init(
    name: String?, bytes: [UInt8], firstLine: Int = 1, isFile: Bool = false, wasAcknowledged: Bool = false,
    isCanonical: Bool = false
  ) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
    self.isFile = isFile
    self.wasAcknowledged = wasAcknowledged
    self.isCanonical = wasAcknowledged || isCanonical || Source.saysItsLanguage(bytes)
    origin = nil
  }

  /// Whether the first statement of a text, comments aside, says the language that it is written in.
  private static func saysItsLanguage(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    while let first = rest.first {
      let line = rest.prefix { $0 != UInt8(ascii: "\n") }
      guard first == UInt8(ascii: "#") || line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") })
      else {
        let said = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        return line.count < rest.count && ["language 1", "language 2"].contains { said.elementsEqual($0.utf8) }
      }
      rest = rest.dropFirst(line.count + 1)
    }
    return false
  }

  /// A piece of a source with values in the place of its variables.
  /// - Parameter pieces: what the text is put together from, in order, each with where it comes from.
  public init(expanding source: Source, _ pieces: [(text: [UInt8], origin: Span)]) {
    name = source.name
    firstLine = 1
    (isFile, wasAcknowledged, isCanonical) = (source.isFile, source.wasAcknowledged, source.isCanonical)
    bytes = pieces.flatMap(\.text)
    var start = 0
    origin = Origin(
      source: source,
      pieces: pieces.map { piece in
        defer { start += piece.text.count }
        return (Span(start, start + piece.text.count), piece.origin)
      })
  }

  /// Where a span of this source was written.
  func origin(of span: Span) -> (source: Source, span: Span) {
    guard let origin else { return (self, span) }
    return origin.source.origin(of: Span(origin.offset(span.start, isEnd: false), origin.offset(span.end, isEnd: true)))
  }

  /// What a source was made from, piece by piece.
  private final class Origin: Sendable {
    let source: Source
    let pieces: [(here: Span, there: Span)]

    init(source: Source, pieces: [(here: Span, there: Span)]) {
      self.source = source
      self.pieces = pieces
    }

    /// Inside of what was copied an offset keeps its place; a value is where its variable is.
    func offset(_ offset: Int, isEnd: Bool) -> Int {
      let piece = pieces.first { isEnd ? offset <= $0.here.end : offset < $0.here.end } ?? pieces.last
      guard let (here, there) = piece else { return 0 }
      let isCopy = here.end - here.start == there.end - there.start
      return isCopy
        ? there.start + min(max(0, offset - here.start), there.end - there.start) : isEnd ? there.end : there.start
    }
  }

  /// Whether this is the beginning of something, not a later piece of it.
  var isBeginning: Bool { firstLine == 1 }

  /// The text of a span; bytes that are no UTF-8 come out as U+FFFD.
  public func text(_ span: Span) -> String { String(decoding: bytes[span.range], as: UTF8.self) }

  /// Whether a text is the one of a span.
  public func says(_ text: String, at span: Span) -> Bool {
    text.utf8.count == span.end - span.start && bytes[span.range].elementsEqual(text.utf8)
  }

  /// Where a byte stands: line and column from 1, the column counted in Unicode scalars.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.reduce(firstLine) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let start = lineRange(around: offset).lowerBound
    return (line, String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1)
  }

  /// Its lines that are not empty, without their newlines.
  public var lines: some Sequence<Span> { lines(in: Span(0, bytes.count)) }

  /// The lines of a span that are not empty, without their newlines.
  public func lines(in span: Span) -> some Sequence<Span> {
    sequence(state: span.start) { [bytes] start -> Span? in
      while start < span.end {
        let end =
          bytes.withUnsafeBufferPointer { $0.firstIndex(of: UInt8(ascii: "\n"), in: start..<span.end) } ?? span.end
        defer { start = end + 1 }
        if end > start { return Span(start, end) }
      }
      return nil
    }
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
