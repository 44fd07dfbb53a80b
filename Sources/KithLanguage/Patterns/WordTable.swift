import KithGraph
import KithText

/// The words of plain lines by their bytes, each with a number, and what it can be there.
struct WordTable {
  /// What a word can be. Words that mean something to the language stand for themselves, with their numbers.
  enum Kind: Int32 { case name = -1, quoted = -2, day = -3, note = -4 }

  private struct Word {
    let opening: Opening
    /// Ones where its opening has bytes.
    let mask: Opening
    let start: Int32
    let length: Int32
    /// The raw value of its kind, or its own number.
    let key: Int32
  }

  private var words: [Word] = []
  /// The bytes of all words, one after the other.
  private var bytes: [UInt8] = []
  /// The numbers of words, −1 where none is: open addressing. How many slots there are is a power of two.
  private var slots = [Int32](repeating: -1, count: 1024)

  /// How many words there are.
  var count: Int { words.count }

  /// What a word can be: the raw value of a kind, or the number of a word that means something.
  func key(of word: Int32) -> Int32 { words[Int(word)].key }

  /// A word.
  func text(_ word: Int32) -> String { withBytes(of: word) { String(decoding: $0, as: UTF8.self) } }

  /// The bytes of a word.
  func withBytes<Result>(of word: Int32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let (start, length) = (Int(words[Int(word)].start), Int(words[Int(word)].length))
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + length])) }
  }

  /// Where a word ends that stands at an offset of a text; `nil` where it does not, or the text ends soon, or the word is long.
  @inline(__always) func end(of word: Int32, at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard word >= 0, start + Opening.length <= text.count else { return nil }
    return words.withUnsafeBufferPointer { words in
      let (known, found) = (words[Int(word)], Opening(unmasked: text, start))
      guard found.low & known.mask.low == known.opening.low, found.high & known.mask.high == known.opening.high,
        known.length <= Opening.length
      else { return nil }
      return start + Int(known.length)
    }
  }

  /// The number of a word, which it gets when it is first seen; −1 for a new one where none is taken.
  mutating func number(of range: Range<Int>, in text: UnsafeBufferPointer<UInt8>, takingNew: Bool = true) -> Int32 {
    let opening = Opening(of: range, in: text)
    var slot = firstSlot(opening, range, text)
    while slots[slot] >= 0 {
      if isSame(slots[slot], opening, range, text) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard takingNew else { return -1 }
    slots[slot] = Int32(count)
    add(UnsafeBufferPointer(rebasing: text[range]))
    if count * 2 > slots.count { grow() }
    return Int32(count - 1)
  }

  /// Where a word is looked for first: multiplicative hashing (Knuth, The Art of Computer Programming 3, 6.4), eight bytes at a time.
  @inline(__always) private func firstSlot(_ opening: Opening, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Int {
    let golden: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = (opening.low ^ opening.high &* golden ^ UInt64(range.count)) &* golden
    var start = range.lowerBound + Opening.length
    while start < range.upperBound {
      hash = (hash ^ hash >> 32 ^ text.beginning(of: start..<range.upperBound)) &* golden
      start += 8
    }
    return Int(hash >> UInt64(slots.count.leadingZeroBitCount + 1))
  }

  @inline(__always) private func isSame(
    _ word: Int32, _ opening: Opening, _ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard words[Int(word)].length == range.count, words[Int(word)].opening == opening else { return false }
    return range.count <= Opening.length || withBytes(of: word) { $0.isSame(as: UnsafeBufferPointer(rebasing: text[range])) }
  }

  private mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    words.append(
      Word(
        opening: Opening(of: word.indices, in: word), mask: Opening(ones: word.count), start: Int32(bytes.count),
        length: Int32(word.count), key: key(of: word)))
    bytes.append(contentsOf: word)
  }

  private func key(of word: UnsafeBufferPointer<UInt8>) -> Int32 {
    if word[0] == UInt8(ascii: "\"") { return Kind.quoted.rawValue }
    return isPlainWord(String(decoding: word, as: UTF8.self)) ? Kind.name.rawValue : Int32(count)
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for word in 0..<Int32(count) {
      var slot = withBytes(of: word) { firstSlot(words[Int(word)].opening, $0.indices, $0) }
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = word
    }
  }
}

/// The first sixteen bytes of a word as two numbers, the first of each lowest; zeros stand for those that it does not have.
private struct Opening: Equatable {
  let low, high: UInt64

  /// So many bytes it holds.
  static let length = 16

  /// The opening of what lies in a range.
  @inline(__always) init(of range: Range<Int>, in text: UnsafeBufferPointer<UInt8>) {
    if range.lowerBound + Opening.length <= text.count {
      let (all, ones) = (Opening(unmasked: text, range.lowerBound), Opening(ones: range.count))
      (low, high) = (all.low & ones.low, all.high & ones.high)
    } else {
      low = text.beginning(of: range)
      high = text.beginning(of: min(range.lowerBound + 8, range.upperBound)..<range.upperBound)
    }
  }

  /// The sixteen bytes at an offset, which are there.
  @inline(__always) init(unmasked text: UnsafeBufferPointer<UInt8>, _ start: Int) {
    let bytes = UnsafeRawPointer(text.baseAddress.unsafelyUnwrapped)
    low = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    high = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self))
  }

  /// Ones for so many bytes.
  @inline(__always) init(ones count: Int) {
    func half(_ count: Int) -> UInt64 { count <= 0 ? 0 : UInt64.max &>> UInt64(64 - 8 * min(count, 8)) }
    (low, high) = (half(count), half(count - 8))
  }
}

/// Whether a word can only be a name, or part of one: where it stands, any other such word reads the same.
func isPlainWord(_ word: String) -> Bool {
  guard let first = word.utf8.first, (97...122).contains(first | 0x20) else { return false }
  let lowered = word.lowercased()
  return !wordsThatMean.contains(lowered) && !DateExpression.isPart(lowered) && Channel.named(lowered) == nil
}
