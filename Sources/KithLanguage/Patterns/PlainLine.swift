import KithColumns
import KithGraph
import KithText

/// A line of a text that is made of words, quoted names, dates and commas, with a note behind them or none, taken apart byte by byte.
///
/// The pieces refer to the text; one value is used for line after line, so that nothing is allocated for any.
struct PlainLine {
  /// A piece: its bytes, the number of the word that they are, and what that can be; a day and a note are no words.
  struct Piece {
    var start: Int32 = 0
    var end: Int32 = 0
    var word: Int32 = -1
    var key: Int32 = -1

    /// Where it lies.
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// A date as it is written, and its day.
  private struct Date {
    private var text: (start: UInt64, end: UInt16) = (0, 0)
    private var day = Day.first

    /// The day that a text as long as a date writes; `nil` where it is none. In most lines it is that of the line before.
    @inline(__always) mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
      let start = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
      let text = (start.loadUnaligned(as: UInt64.self), start.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
      if text == self.text { return day }
      guard let day = Day(utf8: bytes) else { return nil }
      (self.text, self.day) = (text, day)
      return day
    }
  }

  /// The pieces, so many, and behind them what is left of longer lines.
  private var room = [Piece](repeating: Piece(), count: PlainLine.most)
  private(set) var count = 0
  /// The last date that was read.
  private var lastDate = Date()
  /// The number in front, as in `#12 met alice`.
  private(set) var label: Int?
  /// The date in it, where there is one, and where it lies.
  private(set) var day: Day?
  private(set) var dayRange: Range<Int>?
  /// Where its note lies, if it has one.
  private(set) var note: Range<Int>?
  /// Where it lies, its number aside.
  private(set) var range = 0..<0
  /// Whether the line was as plain as that.
  private(set) var isPlain = false

  /// A line of more pieces is not plain, nor is one of a longer word.
  static let most = 24
  private static let longest = 60

  /// The pieces.
  var pieces: ArraySlice<Piece> { room[..<count] }

  /// A piece.
  subscript(index: Int) -> Piece { room[index] }

  /// A hash of what the pieces can be.
  var hash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in 0..<count {
      hash = (hash ^ UInt64(UInt32(bitPattern: room[index].key))) &* 0x100_0000_01B3
      hash ^= hash >> 29
    }
    return hash
  }

  /// Takes a line apart, from an offset to its end; false where it is not so plain, or has a new word and none is to be taken.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ words: inout WordTable, takingNew: Bool = true
  ) -> Bool {
    (label, day, dayRange, note, isPlain, count) = (nil, nil, nil, nil, false, 0)
    var start = line.lowerBound
    guard !line.isEmpty, line.upperBound <= Int32.max else { return false }
    if bytes[start] == UInt8(ascii: "#") {
      guard let (number, next) = number(bytes, start + 1, line.upperBound), next < line.upperBound, bytes[next] == space else {
        return false
      }
      label = number
      start = next + 1
    }
    range = start..<line.upperBound
    guard
      let found = room.withUnsafeMutableBufferPointer({ PlainLine.pieces(of: bytes, range, &words, takingNew, &lastDate, $0) })
    else { return false }
    count = found.count
    if let said = found.day { (day, dayRange) = (said.day, room[said.piece].range) }
    if found.isNoted { note = room[count - 1].range }
    isPlain = true
    return true
  }

  /// Finds the pieces of what lies in a range: how many there are, its day and which of them that is, and whether the last one is a
  /// note; `nil` where it is not plain, or has a new word and none is to be taken.
  private static func pieces(
    of bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ words: inout WordTable, _ takingNew: Bool,
    _ lastDate: inout Date,
    _ room: UnsafeMutableBufferPointer<Piece>
  ) -> (count: Int, day: (day: Day, piece: Int)?, isNoted: Bool)? {
    let (end, roles) = (range.upperBound, ByteRole.table)
    var (at, count, day) = (range.lowerBound, 0, (day: Day, piece: Int)?.none)
    while at < end, count < room.count {
      var piece = room[count]
      piece.start = Int32(truncatingIfNeeded: at)
      // Most lines are like the one before.
      if let stop = words.end(of: piece.word, at: at, in: bytes), stop <= end, stop == end || bytes[stop] == space {
        at = stop
      } else if isDigit(bytes[at]) {
        let stop = at + Day.textLength
        guard day == nil, stop <= end, let said = lastDate.read(UnsafeBufferPointer(rebasing: bytes[at..<stop])) else {
          return nil
        }
        (piece.word, piece.key, day) = (-1, WordTable.Kind.day.rawValue, (said, count))
        at = stop
      } else {
        guard let stop = endOfWord(bytes, at, end, roles), stop - at <= longest else { return nil }
        piece.word = words.number(of: at..<stop, in: bytes, takingNew: takingNew)
        guard piece.word >= 0 else { return nil }
        piece.key = words.key(of: piece.word)
        at = stop
      }
      piece.end = Int32(truncatingIfNeeded: at)
      room[count] = piece
      count += 1
      if at == end { return (count, day, false) }
      if bytes[at] == space, at + 1 < end, roles[Int(bytes[at + 1])].contains(.beginsWord) {
        at += 1
      } else if beginsNote(bytes, at, end), count < room.count {
        guard isPlainNote(bytes, at + 2..<end) else { return nil }
        room[count] = Piece(
          start: Int32(truncatingIfNeeded: at + 2), end: Int32(truncatingIfNeeded: end), key: WordTable.Kind.note.rawValue)
        return (count + 1, day, true)
      } else if bytes[at] != UInt8(ascii: ",") {
        return nil
      }
    }
    return nil
  }

  /// The end of the word, the quoted name or the comma that begins at an offset; `nil` where none does.
  fileprivate static func endOfWord(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ roles: UnsafePointer<ByteRole>
  ) -> Int? {
    var stop = start
    while stop < end, roles[Int(bytes[stop])].contains(.word) { stop += 1 }
    if stop > start { return stop }
    if bytes[start] == UInt8(ascii: ",") { return start + 1 < end && bytes[start + 1] == space ? start + 1 : nil }
    guard bytes[start] == UInt8(ascii: "\"") else { return nil }
    stop = start + 1
    while stop < end, roles[Int(bytes[stop])].contains(.quoted) { stop += 1 }
    // A name begins and ends with something to be seen.
    guard stop < end, bytes[stop] == UInt8(ascii: "\""), stop > start + 1, bytes[start + 1] != space, bytes[stop - 1] != space
    else {
      return nil
    }
    return stop + 1
  }

  private func number(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (number: Int, next: Int)? {
    var (number, at) = (0, start)
    while at < end, isDigit(bytes[at]), at - start < 10 {
      number = number * 10 + Int(bytes[at] - UInt8(ascii: "0"))
      at += 1
    }
    return at > start && bytes[start] != UInt8(ascii: "0") ? (number, at) : nil
  }
}

/// The end of the lines of plain words that begin at an offset; `nil` where too few do to be worth it.
///
/// Such a line begins with a word by which something is said, or a name and then such a word, and holds nothing by which a statement goes
/// on behind its end.
func plainLines(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  guard hasLines(bytes, from: start) else { return nil }
  var stop = bytes.startOfLine(behind: min(start + 1 << 17, bytes.count), bytes.count)
  var (end, count) = plainLines(bytes, start..<stop)
  nonisolated(unsafe) let text = bytes
  // Two threads look on, each over as much again as came through before: little is looked at in vain if something else follows.
  while end == stop, stop < bytes.count {
    let half = min(end - start, (bytes.count - end) / 2)
    let middle = bytes.startOfLine(behind: end + half, bytes.count)
    stop = bytes.startOfLine(behind: min(middle + half, bytes.count), bytes.count)
    let (behind, (reached, more)) = sideBySide(
      { [stop] in plainLines(text, middle..<stop).end }, { plainLines(bytes, end..<middle) })
    count += more
    end = reached < middle ? reached : behind
  }
  return count >= fewest ? end : nil
}

/// The end of the first lines in a range that are made of plain words, and how many these are.
private func plainLines(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> (end: Int, count: Int) {
  let roles = ByteRole.table
  var (at, count) = (range.lowerBound, 0)
  var verbs = SayingWords()
  while at < range.upperBound, let end = endOfPlainLine(bytes, at, roles), end < bytes.count {
    guard end == at || bytes[end - 1] != UInt8(ascii: ",") && verbs.beginLine(bytes, at..<end) else { break }
    count += 1
    at = end + 1
  }
  return (at, count)
}

/// So many lines are worth the trouble; a prompt's are fewer.
private let fewest = 8

/// Whether so many lines are there at all.
private func hasLines(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Bool {
  var at = start
  for _ in 0..<fewest {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: at..<bytes.count) else { return false }
    at = end + 1
  }
  return true
}

/// Where the line that begins at an offset ends; `nil` where something in it is not plain.
private func endOfPlainLine(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ roles: UnsafePointer<ByteRole>) -> Int? {
  var (end, allowed) = (start, ByteRole.plain)
  if start < bytes.count, bytes[start] == UInt8(ascii: "#") { end += 1 }
  while true {
    end = endOfRun(bytes, end, allowed, roles)
    if end == bytes.count || bytes[end] == UInt8(ascii: "\n") { return allowed == .quoted ? nil : end }
    switch (bytes[end], allowed) {
    case (UInt8(ascii: "\""), .plain): allowed = .quoted
    case (UInt8(ascii: "\""), .quoted): allowed = .plain
    case (_, .plain) where beginsNote(bytes, end, bytes.count): allowed = .note
    default: return nil
    }
    end += 1
  }
}

/// Where bytes end, from an offset on, that can all be part of the same. Eight are asked at once: most lines are plain throughout.
@inline(__always) private func endOfRun(
  _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ role: ByteRole, _ roles: UnsafePointer<ByteRole>
) -> Int {
  var end = start
  while end + 8 <= bytes.count {
    var common = role.rawValue
    for offset in 0..<8 { common &= roles[Int(bytes[end + offset])].rawValue }
    if common == 0 { break }
    end += 8
  }
  while end < bytes.count, roles[Int(bytes[end])].rawValue & role.rawValue != 0 { end += 1 }
  return end
}

/// The words by which things are said.
private struct SayingWords {
  /// The last one found: most lines begin like the one before.
  private var last = 0..<0
  /// The words before them; made where lines begin with such.
  private lazy var names = WordTable()

  /// Whether the first word of a line is one of them, or the second one behind a name; its number and date aside.
  mutating func beginLine(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    let roles = ByteRole.table
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == UInt8(ascii: "#") || isDigit(bytes[start]) {
      while start < line.upperBound, bytes[start] != space { start += 1 }
      while start < line.upperBound, bytes[start] == space { start += 1 }
    }
    if isLast(bytes, start, line.upperBound) { return true }
    guard start < line.upperBound, let end = PlainLine.endOfWord(bytes, start, line.upperBound, roles) else { return false }
    guard end < line.upperBound, bytes[end] == space, isName(bytes, start..<end) else { return isSaying(bytes, start..<end) }
    if isLast(bytes, end + 1, line.upperBound) { return true }
    var stop = end + 1
    while stop < line.upperBound, roles[Int(bytes[stop])].contains(.word) { stop += 1 }
    return isSaying(bytes, end + 1..<stop)
  }

  /// Whether the last one found stands at an offset.
  private func isLast(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let stop = start + last.count
    return !last.isEmpty && stop < end && bytes[stop] == space
      && UnsafeBufferPointer(rebasing: bytes[start..<stop]).isSame(as: UnsafeBufferPointer(rebasing: bytes[last]))
  }

  /// Whether a word or what is quoted can only be a name.
  private mutating func isName(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    let number = names.number(of: word, in: bytes)
    return names.key(of: number) < 0
  }

  private mutating func isSaying(_ bytes: UnsafeBufferPointer<UInt8>, _ word: Range<Int>) -> Bool {
    guard word.count <= 16 else { return false }
    let isSaying = Vocabulary.standard.says(firstWord: String(decoding: bytes[word], as: UTF8.self).lowercased())
    if isSaying { last = word }
    return isSaying
  }
}

private let space = UInt8(ascii: " ")

/// Whether a colon stands at an offset by which a note begins.
private func beginsNote(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
  bytes[at] == UInt8(ascii: ":") && at + 1 < end && bytes[at + 1] == space
}

/// Whether a note is recorded, and printed, just as it stands.
private func isPlainNote(_ bytes: UnsafeBufferPointer<UInt8>, _ note: Range<Int>) -> Bool {
  guard let first = note.first, let last = note.last, bytes[first] != UInt8(ascii: "\"") else { return false }
  let roles = ByteRole.table
  return (0x21...0x7E).contains(bytes[first]) && (0x21...0x7E).contains(bytes[last])
    && note.allSatisfy { roles[Int(bytes[$0])].contains(.note) }
}

/// What a byte of a plain line can be part of.
private struct ByteRole: OptionSet {
  let rawValue: UInt8

  /// A word: letters, digits and `-_'.`.
  static let word = ByteRole(rawValue: 1)
  /// What is no note and no quoted name: words, spaces and commas.
  static let plain = ByteRole(rawValue: 2)
  /// A name between quotes.
  static let quoted = ByteRole(rawValue: 4)
  /// A note; controls beyond ASCII are no part of any text.
  static let note = ByteRole(rawValue: 8)
  /// The first byte of a word or of a quoted name.
  static let beginsWord = ByteRole(rawValue: 16)

  /// What each byte can be: a table, as every byte of a script is asked. It is written once.
  nonisolated(unsafe) static let table: UnsafePointer<ByteRole> = {
    let table = UnsafeMutablePointer<ByteRole>.allocate(capacity: 256)
    for byte in 0...UInt8.max { table[Int(byte)] = ByteRole(of: byte) }
    return UnsafePointer(table)
  }()
}

extension ByteRole {
  fileprivate init(of byte: UInt8) {
    let isLetter = (0x61...0x7A).contains(byte | 0x20) && byte < 0x80
    let (isWord, isQuoted, isNote): (Bool, Bool, Bool) =
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "'"), UInt8(ascii: "."): (true, true, true)
      case UInt8(ascii: "\""), UInt8(ascii: "$"): (false, false, true)
      case UInt8(ascii: ";"): (false, true, false)
      case UInt8(ascii: "\\"): (false, false, false)
      default: (isLetter || isDigit(byte), (0x20...0x7E).contains(byte), byte >= 0x20 && byte != 0x7F)
      }
    self = []
    if isWord { formUnion([.word, .plain, .beginsWord]) }
    if byte == space || byte == UInt8(ascii: ",") { insert(.plain) }
    if byte == UInt8(ascii: "\"") { insert(.beginsWord) }
    if isQuoted { insert(.quoted) }
    if isNote { insert(.note) }
  }
}
