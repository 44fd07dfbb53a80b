/// The first lines of a journal. The whole journal is a script of the language; its own lines are comments in it.
///
///     language 1
///     ## kith journal 2f6c…, generation 1, after frame 0, checksum 00000000
///     #1 met alice on 2026-11-22 at coffee
///     ## frame 1, 37 bytes, checksum 5be01f9e
struct JournalHeader: Equatable, Sendable {
  let store: StoreID
  let generation: UInt32
  /// The last frame before this journal.
  let after: FrameMark

  var text: String {
    "language 1\n## kith journal \(store), generation \(generation), after frame \(after.number), checksum \(after.checksum.hexadecimal)\n"
  }

  init(store: StoreID, generation: UInt32, after: FrameMark) {
    self.store = store
    self.generation = generation
    self.after = after
  }

  /// The header at the start of a journal; `nil` when it does not start with one.
  init?(of bytes: [UInt8]) {
    let lines = bytes.prefix(200).split(separator: newline, maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3 else { return nil }
    let words = String(decoding: lines[1], as: UTF8.self).split { $0 == " " || $0 == "," }
    guard words.count == 11, let store = StoreID(words[3]), let generation = UInt32(words[5]), let number = UInt64(words[8]),
      let checksum = UInt32(words[10], radix: 16)
    else { return nil }
    self.init(store: store, generation: generation, after: FrameMark(number: number, checksum: checksum))
    guard bytes.starts(with: Array(text.utf8)) else { return nil }
  }
}

extension Frame {
  /// The frame's bytes, its closing line included, and the mark that the next one continues from.
  ///
  /// The checksum is the CRC-32C of the statements and of the closing line up to it, seeded with the network's salt xor
  /// the checksum of the frame before: frames can be neither reordered nor taken from another network.
  static func sealed(_ text: String, after mark: FrameMark, salt: UInt32) -> (bytes: [UInt8], mark: FrameMark) {
    let content = Array(text.utf8)
    let closing = closing(mark.number + 1, content.count)
    let sum = checksum(closing, seed: checksum(content, seed: salt ^ mark.checksum))
    return (content + closing + Array("\(sum.hexadecimal)\n".utf8), FrameMark(number: mark.number + 1, checksum: sum))
  }

  private static func closing(_ number: UInt64, _ length: Int) -> [UInt8] {
    Array("\(closingStart)\(number), \(length) bytes, checksum ".utf8)
  }
}

/// What a walk over a journal's frames found.
struct JournalScan {
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
    /// A frame is damaged though an intact one follows: history has a hole. Where that one starts, and what it continues.
    case hole(firstIntact: UInt64, at: Int, after: FrameMark)
  }

  /// Walks the frames from an offset on, continuing a mark.
  init(_ bytes: [UInt8], from start: Int, after mark: FrameMark, salt: UInt32) {
    self.mark = mark
    end = start
    while let closing = ClosingLine(in: bytes, from: end), let next = closing.intactMark(in: bytes, after: self.mark, salt: salt),
      closing.start - closing.length == end
    {
      frames.append(Frame(number: closing.number, text: String(decoding: bytes[end..<closing.start], as: UTF8.self)))
      self.mark = next
      end = closing.end
    }
    if end < bytes.count { rest = JournalScan.rest(of: bytes, from: end, salt: salt) }
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
  /// Where the line starts, and where the next one does.
  let start: Int
  let end: Int

  /// The first closing line at or behind an offset.
  init?(in bytes: [UInt8], from offset: Int) {
    var start = offset
    while start < bytes.count {
      guard let end = bytes[start...].firstIndex(of: newline) else { return nil }
      if bytes[start..<end].starts(with: Array(closingStart.utf8)) {
        let words = String(decoding: bytes[start..<end], as: UTF8.self).split { $0 == " " || $0 == "," }
        if words.count == 7, let number = UInt64(words[2]), let length = Int(words[3]), let sum = UInt32(words[6], radix: 16) {
          (self.number, self.length, checksum, self.start, self.end) = (number, length, sum, start, end + 1)
          return
        }
      }
      start = end + 1
    }
    return nil
  }

  /// The mark behind this frame if it is the one that follows `mark`, unharmed.
  func intactMark(in bytes: [UInt8], after mark: FrameMark, salt: UInt32) -> FrameMark? {
    guard number == mark.number &+ 1, length >= 0, length <= start else { return nil }
    let text = String(decoding: bytes[(start - length)..<start], as: UTF8.self)
    let sealed = Frame.sealed(text, after: mark, salt: salt)
    return sealed.bytes.elementsEqual(bytes[(start - length)..<end]) ? sealed.mark : nil
  }
}

private let closingStart = "## frame "
private let newline = UInt8(ascii: "\n")
