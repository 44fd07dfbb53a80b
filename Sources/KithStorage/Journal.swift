/// The first lines of a journal. The whole journal is a script of the language; its own lines are comments in it.
///
///     language 2
///     ## kith journal 2f6c…, generation 1, after frame 0, checksum 00000000
///     #1 met alice on 2026-11-22 at coffee
///     ## frame 1, 37 bytes, checksum 5be01f9e
struct JournalHeader: Equatable, Sendable {
  let store: StoreID
  let generation: UInt32
  /// The last frame before this journal.
  let after: FrameMark

  var text: String {
    "language 2\n## kith journal \(store), generation \(generation), after frame \(after.number), checksum \(after.checksum.hexadecimal)\n"
  }

  init(store: StoreID, generation: UInt32, after: FrameMark) {
    self.store = store
    self.generation = generation
    self.after = after
  }

  /// The header at the start of a journal; `nil` when it does not start with one.
  init?(of bytes: [UInt8]) {
    guard let (header, _) = JournalHeader.first(of: bytes) else { return nil }
    self = header
  }

  /// The header at the start of a journal, and where it ends; `nil` when it does not start with one.
  static func first(of bytes: [UInt8]) -> (header: JournalHeader, end: Int)? {
    bytes.withUnsafeBufferPointer { bytes in
      var fields = FieldReader(bytes, bytes.indices)
      guard ["language 2\n## kith journal ", "language 1\n## kith journal "].contains(where: { fields.take($0) }),
        let high = fields.hexadecimal(digits: 16),
        let low = fields.hexadecimal(digits: 16), fields.take(", generation "), let generation = fields.numeral(),
        fields.take(", after frame "), let number = fields.numeral(), fields.take(", checksum "),
        let checksum = fields.hexadecimal(digits: 8), fields.take("\n"), let generation = UInt32(exactly: generation)
      else { return nil }
      let mark = FrameMark(number: number, checksum: UInt32(checksum))
      return (JournalHeader(store: StoreID(high: high, low: low), generation: generation, after: mark), fields.at)
    }
  }
}

extension Frame {
  /// The frame's bytes, its closing line included, and the mark that the next one continues from.
  ///
  /// The checksum is the CRC-32C of the statements and of the closing line up to it, seeded with the network's salt xor
  /// the checksum of the frame before: frames can be neither reordered nor taken from another network.
  static func sealed(_ text: consuming [UInt8], after mark: FrameMark, salt: UInt32) -> (
    bytes: [UInt8], mark: FrameMark
  ) {
    let closing = closing(mark.number + 1, text.count)
    let sum = checksum(closing, seed: checksum(text, seed: salt ^ mark.checksum))
    text += closing
    text += "\(sum.hexadecimal)\n".utf8
    return (text, FrameMark(number: mark.number + 1, checksum: sum))
  }

  private static func closing(_ number: UInt64, _ length: Int) -> [UInt8] {
    Array("\(closingStart)\(number), \(length) bytes, checksum ".utf8)
  }
}

/// What a walk over a journal's frames found.
struct JournalScan {
  /// The frame that the first of them has to continue.
  let after: FrameMark
  /// The intact frames, in order.
  var frames: [Frame] = []
  /// The last of them.
  var mark: FrameMark
  /// The offset behind the last of them.
  var end: Int
  /// What stands behind that.
  var rest = Rest.nothing

  enum Rest: Equatable {
    case nothing
    /// Bytes of a frame that was being written when the machine stopped.
    case torn
    /// A frame is damaged though an intact one follows: history has a hole. Where that one starts, and what it
    /// continues.
    case hole(firstIntact: UInt64, at: Int, after: FrameMark)
  }

  /// Walks the frames from an offset on, continuing a mark.
  init(_ bytes: [UInt8], from start: Int, after mark: FrameMark, salt: UInt32) {
    (after, self.mark, end) = (mark, mark, start)
    while let closing = ClosingLine(in: bytes, from: end),
      let next = closing.intactMark(in: bytes, after: self.mark, salt: salt),
      closing.start - closing.length == end
    {
      frames.append(Frame(mark: next, text: String(decoding: bytes[end..<closing.start], as: UTF8.self)))
      self.mark = next
      end = closing.end
    }
    if end < bytes.count { rest = JournalScan.rest(of: bytes, from: end, salt: salt) }
  }

  /// Whether a frame is among these, or the one that they continue.
  func holds(_ mark: FrameMark) -> Bool {
    guard mark.number >= after.number, mark.number <= self.mark.number else { return false }
    return mark.number == after.number ? mark == after : frames[Int(mark.number - after.number) - 1].mark == mark
  }

  /// A later frame is intact if it continues the checksum that the closing line before it claims.
  private static func rest(of bytes: [UInt8], from start: Int, salt: UInt32) -> Rest {
    var before = ClosingLine(in: bytes, from: start)
    while let claimed = before, let closing = ClosingLine(in: bytes, from: claimed.end) {
      let mark = FrameMark(number: claimed.number, checksum: claimed.checksum)
      if closing.intactMark(in: bytes, after: mark, salt: salt) != nil {
        return .hole(firstIntact: closing.number, at: closing.start - closing.length, after: mark)
      }
      before = closing
    }
    return .torn
  }
}

/// The comment line that closes a frame.
private struct ClosingLine {
  let number: UInt64
  let length: Int
  let checksum: UInt32
  /// Where the line starts, where its checksum does, and where the next line does.
  let start: Int
  private let sumStart: Int
  let end: Int

  /// The first closing line at or behind an offset.
  init?(in bytes: [UInt8], from offset: Int) {
    let found = bytes.withUnsafeBufferPointer { ClosingLine.first(in: $0, from: offset) }
    guard let found else { return nil }
    self = found
  }

  private init(number: UInt64, length: Int, checksum: UInt32, start: Int, sumStart: Int, end: Int) {
    (self.number, self.length, self.checksum) = (number, length, checksum)
    (self.start, self.sumStart, self.end) = (start, sumStart, end)
  }

  /// By bytes: a start reads as many of these as there were statements since the snapshot.
  private static func first(in bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> ClosingLine? {
    var start = offset
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != newline { end += 1 }
      guard end < bytes.count else { return nil }
      if let line = ClosingLine(bytes, start..<end) { return line }
      start = end + 1
    }
    return nil
  }

  /// A line that says `## frame 3, 40 bytes, checksum 0123abcd`.
  private init?(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
    var fields = FieldReader(bytes, line)
    guard fields.take("## frame "), let number = fields.numeral(), fields.take(", "), let length = fields.numeral(),
      fields.take(" bytes, checksum ")
    else { return nil }
    let sumStart = fields.at
    guard let sum = fields.hexadecimal(digits: 8), fields.at == line.upperBound else { return nil }
    self.init(
      number: number, length: Int(length), checksum: UInt32(sum), start: line.lowerBound, sumStart: sumStart,
      end: fields.at + 1)
  }

  /// The mark behind this frame if it is the one that follows `mark`, unharmed.
  func intactMark(in bytes: [UInt8], after mark: FrameMark, salt: UInt32) -> FrameMark? {
    guard number == mark.number &+ 1, length <= start else { return nil }
    let sum = KithStorage.checksum(bytes[(start - length)..<sumStart], seed: salt ^ mark.checksum)
    return sum == checksum ? FrameMark(number: number, checksum: sum) : nil
  }
}

/// Takes one field after the other from the front of some bytes.
private struct FieldReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  /// Where the next field begins.
  private(set) var at: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    (self.bytes, at, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// Takes a text; false where another one stands.
  mutating func take(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard end - at >= count,
      bytes[at..<at + count].elementsEqual(UnsafeBufferPointer(start: text.utf8Start, count: count))
    else {
      return false
    }
    at += count
    return true
  }

  /// Takes a decimal number as it is written, without zeros in front, of at most nineteen digits.
  mutating func numeral() -> UInt64? {
    let start = at
    let number = digits(radix: 10, most: 19)
    return at == start || bytes[start] == UInt8(ascii: "0") && at > start + 1 ? nil : number
  }

  /// Takes a number of so many hexadecimal digits.
  mutating func hexadecimal(digits count: Int) -> UInt64? {
    let start = at
    let number = digits(radix: 16, most: count)
    return at == start + count ? number : nil
  }

  private mutating func digits(radix: UInt64, most: Int) -> UInt64 {
    let last = min(end, at + most)
    var number: UInt64 = 0
    while at < last, let digit = digit(bytes[at]), digit < radix {
      number = number * radix + digit
      at += 1
    }
    return number
  }
}

private func digit(_ byte: UInt8) -> UInt64? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a")) + 10
  default: nil
  }
}

private let closingStart = "## frame "
private let newline = UInt8(ascii: "\n")
