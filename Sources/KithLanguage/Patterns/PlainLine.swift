import KithGraph
import KithSyntax

/// A line of a text that is made of words, quoted names, dates and commas, with a note behind them or none, taken apart byte by byte.
///
/// The pieces refer to the text; one value is used for line after line, so that nothing is allocated for any.
struct PlainLine {
  /// What a piece is. Words that mean something to the language stand for themselves.
  enum Kind: Int32 { case name = -1, quoted = -2, day = -3, note = -4 }

  /// A piece: its bytes, and its kind or the number of the word that it is.
  struct Piece {
    var range: Range<Int>
    /// The number of the word in the table.
    var word: Int32
    /// The raw value of its kind, or the number of a word of the language.
    var key: Int32
  }

  private(set) var pieces: [Piece] = []
  /// The number in front, as in `#12 met alice`.
  private(set) var label: Int?
  /// The date in it, where there is one, and where it lies.
  private(set) var day: Day?
  private(set) var dayRange: Range<Int>?
  /// Where its note lies, if it has one.
  private(set) var note: Range<Int>?
  /// Whether the line was as plain as that.
  private(set) var isPlain = false
  /// A hash of what the pieces are.
  private(set) var hash: UInt64 = 0

  /// Takes a line apart, from an offset to its end; false where it is not so plain.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ words: inout WordTable) -> Bool {
    pieces.removeAll(keepingCapacity: true)
    (label, day, dayRange, note, isPlain, hash) = (nil, nil, nil, nil, false, 0xCBF2_9CE4_8422_2325)
    var at = line.lowerBound
    let end = line.upperBound
    if at < end, bytes[at] == UInt8(ascii: "#") {
      guard let (number, next) = number(bytes, at + 1, end), next < end, bytes[next] == space else { return false }
      label = number
      at = next + 1
    }
    while at < end {
      var stop = at
      switch bytes[at] {
      case UInt8(ascii: "\""):
        stop += 1
        while stop < end, bytes[stop] != UInt8(ascii: "\"") {
          guard isQuotable(bytes[stop]) else { return false }
          stop += 1
        }
        // A name begins and ends with something to be seen.
        guard stop < end, stop > at + 1, stop - at <= longest, bytes[at + 1] != space, bytes[stop - 1] != space else {
          return false
        }
        add(at..<stop + 1, words.number(of: bytes, at..<stop + 1), PlainLine.Kind.quoted.rawValue)
        at = stop + 1
      case UInt8(ascii: ","):
        guard at + 1 < end, bytes[at + 1] == space else { return false }
        let word = words.number(of: bytes, at..<at + 1)
        add(at..<at + 1, word, word)
        at += 1
      default:
        while stop < end, isPartOfWord(bytes[stop]) { stop += 1 }
        guard stop > at, stop - at <= longest else { return false }
        if isDigit(bytes[at]) {
          guard day == nil, let found = Day(bytes, at..<stop) else { return false }
          (day, dayRange) = (found, at..<stop)
          add(at..<stop, -1, PlainLine.Kind.day.rawValue)
        } else {
          let word = words.number(of: bytes, at..<stop)
          add(at..<stop, word, words.isReserved(word) ? word : PlainLine.Kind.name.rawValue)
        }
        at = stop
      }
      guard at < end else { break }
      if bytes[at] == space, at + 1 < end, bytes[at + 1] != space {
        at += 1
      } else if beginsNote(bytes, at, end) {
        guard isPlainNote(bytes, at + 2..<end) else { return false }
        note = at + 2..<end
        add(at + 2..<end, -1, PlainLine.Kind.note.rawValue)
        at = end
      } else if bytes[at] != UInt8(ascii: ",") {
        return false
      }
    }
    isPlain = !pieces.isEmpty
    return isPlain
  }

  private mutating func add(_ range: Range<Int>, _ word: Int32, _ key: Int32) {
    pieces.append(Piece(range: range, word: word, key: key))
    hash = (hash ^ UInt64(UInt32(bitPattern: key))) &* 0x100_0000_01B3
    hash ^= hash >> 29
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
/// Such a line begins with a word by which something is said, and holds nothing by which a statement goes on behind its end.
func plainLines(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
  var (at, count) = (start, 0)
  var verbs = SayingWords()
  while at < bytes.count {
    var end = at
    var (isQuoted, isNoted) = (false, false)
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      if !isQuoted, !isNoted, isPartOfWord(bytes[end]) || bytes[end] == space {
        end += 1
        continue
      }
      if !isNoted {
        if bytes[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        isNoted = !isQuoted && beginsNote(bytes, end, bytes.count)
      }
      let isPlain =
        isNoted
        ? isOfNote(bytes[end])
        : isQuoted ? isQuotable(bytes[end]) : isOfPlainLine(bytes[end]) || end == at && bytes[end] == UInt8(ascii: "#")
      guard isPlain else { return count >= fewest ? at : nil }
      end += 1
    }
    let isSaying = end == at || !isQuoted && bytes[end - 1] != UInt8(ascii: ",") && verbs.beginLine(bytes, at..<end)
    guard isSaying, end < bytes.count else { return count >= fewest ? at : nil }
    count += 1
    at = end + 1
  }
  return count >= fewest ? at : nil
}

/// So many lines are worth the trouble; a prompt's are fewer.
private let fewest = 8

private func isOfPlainLine(_ byte: UInt8) -> Bool {
  isPartOfWord(byte) || byte == space || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"")
}

/// The words by which things are said.
private struct SayingWords {
  /// The last one found: most lines begin like the one before.
  private var last = 0..<0

  /// Whether the first word of a line, its number and date aside, is one of them.
  mutating func beginLine(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == UInt8(ascii: "#") || isDigit(bytes[start]) {
      while start < line.upperBound, bytes[start] != space { start += 1 }
      while start < line.upperBound, bytes[start] == space { start += 1 }
    }
    var end = start
    while end < line.upperBound, isPartOfWord(bytes[end]) { end += 1 }
    guard end - start <= 16 else { return false }
    if end - start == last.count, zip(bytes[start..<end], bytes[last]).allSatisfy({ $0 == $1 }), !last.isEmpty { return true }
    let isSaying = Vocabulary.standard.says(firstWord: String(decoding: bytes[start..<end], as: UTF8.self).lowercased())
    if isSaying { last = start..<end }
    return isSaying
  }
}

private let space = UInt8(ascii: " ")
private let longest = 60

/// Whether a colon stands at an offset by which a note begins.
private func beginsNote(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> Bool {
  bytes[at] == UInt8(ascii: ":") && at + 1 < end && bytes[at + 1] == space
}

/// Whether a note is recorded, and printed, just as it stands.
private func isPlainNote(_ bytes: UnsafeBufferPointer<UInt8>, _ note: Range<Int>) -> Bool {
  guard let first = note.first, let last = note.last, bytes[first] != UInt8(ascii: "\"") else { return false }
  return (0x21...0x7E).contains(bytes[first]) && (0x21...0x7E).contains(bytes[last]) && note.allSatisfy { isOfNote(bytes[$0]) }
}

/// Whether a note goes on with a byte; controls beyond ASCII are no part of any text.
private func isOfNote(_ byte: UInt8) -> Bool {
  byte >= 0x20 && byte != 0x7F && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "\\")
}

private func isQuotable(_ byte: UInt8) -> Bool {
  (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "$")
}

/// Letters, digits and `-_'.`; one look at a set of bits, as every byte of a script is asked.
private func isPartOfWord(_ byte: UInt8) -> Bool {
  let letters: UInt64 = 0x07FF_FFFE
  let (low, high): (UInt64, UInt64) = (0x3FF << 0x30 | 1 << 0x27 | 1 << 0x2D | 1 << 0x2E, letters << 32 | letters | 1 << 31)
  return byte < 0x80 && (byte < 0x40 ? low : high) >> UInt64(byte & 0x3F) & 1 == 1
}

extension Day {
  /// The day that ten bytes write as `YYYY-MM-DD`.
  fileprivate init?(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
    guard range.count == 10 else { return nil }
    let start = range.lowerBound
    func number(_ first: Int, _ count: Int) -> Int? {
      var value = 0
      for index in start + first..<start + first + count {
        guard isDigit(bytes[index]) else { return nil }
        value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      }
      return value
    }
    guard bytes[start + 4] == UInt8(ascii: "-"), bytes[start + 7] == UInt8(ascii: "-"), let year = number(0, 4),
      let month = number(5, 2), let day = number(8, 2)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

/// Words by their bytes, each with a number: open addressing over one run of bytes.
struct WordTable {
  private var bytes: [UInt8] = []
  private var ends: [Int32] = [0]
  private var slots = [Int32](repeating: -1, count: 1024)
  private var reserved: [Bool] = []

  /// How many words there are.
  var count: Int { ends.count - 1 }

  /// The number of a word, which it gets when it is first seen.
  mutating func number(of text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int32 {
    let word = UnsafeBufferPointer(rebasing: text[range])
    var slot = firstSlot(of: word)
    while slots[slot] >= 0 {
      if isSame(Int(slots[slot]), word) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: word)
    ends.append(Int32(bytes.count))
    slots[slot] = Int32(count - 1)
    reserved.append(!isPlainWord(self.text(count - 1)))
    if count * 2 > slots.count { grow() }
    return Int32(count - 1)
  }

  /// Where a word is looked for first (FNV-1a; Fowler, Noll, Vo 1991).
  private func firstSlot(of word: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash >> 32) & (slots.count - 1)
  }

  private func isSame(_ number: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(ends[number])
    guard Int(ends[number + 1]) - start == word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      for offset in 0..<word.count where bytes[start + offset] != word[offset] { return false }
      return true
    }
  }

  /// Whether a word means something to the language, or may.
  func isReserved(_ word: Int32) -> Bool { reserved[Int(word)] }

  /// A word.
  func text(_ word: Int) -> String { String(decoding: bytes[Int(ends[word])..<Int(ends[word + 1])], as: UTF8.self) }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    bytes.withUnsafeBufferPointer { bytes in
      for word in 0..<count {
        var slot = firstSlot(of: UnsafeBufferPointer(rebasing: bytes[Int(ends[word])..<Int(ends[word + 1])]))
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(word)
      }
    }
  }
}

/// Whether a word can only be a name, or part of one: where it stands, any other such word reads the same.
func isPlainWord(_ word: String) -> Bool {
  guard let first = word.utf8.first, (97...122).contains(first | 0x20) else { return false }
  let lowered = word.lowercased()
  return !wordsThatMean.contains(lowered) && !DateExpression.isPart(lowered) && Channel.named(lowered) == nil
}

/// The words, dates and channels aside, that mean something somewhere.
private let wordsThatMean: Set<String> = {
  let vocabulary = Vocabulary.standard
  let parts = vocabulary.verbs.flatMap(\.parts) + Clause.all.map(\.part)
  let units = parts.compactMap(\.unit).flatMap { [$0.one, $0.several] } + parts.flatMap(\.words)
  let phrases = vocabulary.verbs.flatMap(\.phrases).flatMap { $0.words + $0.mine }
  return Set(wordsOfTheLanguage.words).union(phrases).union(units).union(vocabulary.verbs.flatMap(\.stops))
    .union(["a", "an", "no", "longer", "person", "people", "today", "yesterday"])
    .union(minutesPerUnit.keys)
}()
