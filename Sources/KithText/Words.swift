// What every start does with texts, by bytes and for these types alone: the library's general forms have the runtime
// look up what a set or an array of texts is, each of which takes a twentieth of a start.

/// A few words, of which each is known by its beginning.
public struct WordList: ExpressibleByArrayLiteral, Sendable {
  /// The words, in the order given.
  public let words: [String]
  private let beginnings: [UInt64]
  /// Which words begin so, −1 where none does: open addressing (Knuth, The Art of Computer Programming 3, 6.4). How
  /// many slots there are is a power of two.
  private var slots: [Int16]

  /// These words.
  public init(_ words: [String]) {
    (self.words, beginnings) = (words, words.map(\.beginning))
    slots = [Int16](repeating: -1, count: 2 << (Int.bitWidth - words.count.leadingZeroBitCount))
    for index in words.indices {
      var slot = firstSlot(beginnings[index])
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int16(index)
    }
  }

  /// The words of a literal.
  public init(arrayLiteral words: String...) { self.init(words) }

  /// Whether the word is one of them.
  public func contains(_ word: String) -> Bool { firstIndex(of: word) != nil }

  /// Where the word stands first; `nil` where it is none of them.
  public func firstIndex(of word: String) -> Int? {
    let beginning = word.beginning
    var slot = firstSlot(beginning)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if beginnings[index] == beginning, words[index] == word { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func firstSlot(_ beginning: UInt64) -> Int {
    Int((beginning &* 0x9E37_79B9_7F4A_7C15) >> UInt64(slots.count.leadingZeroBitCount + 1))
  }
}

extension String {
  /// The first eight bytes, or all of them where there are fewer.
  public var beginning: UInt64 {
    var beginning: UInt64 = 0
    for byte in utf8 {
      beginning = beginning << 8 | UInt64(byte)
      if beginning >> 56 != 0 { break }
    }
    return beginning
  }

  /// What stands before the first space.
  public var firstWord: String { String(self[..<(utf8.firstIndex(of: UInt8(ascii: " ")) ?? endIndex)]) }
}

extension [String] {
  /// The texts, with a separator between each two.
  public func joined(separator: String = "") -> String {
    var joined = first ?? ""
    for text in dropFirst() {
      joined += separator
      joined += text
    }
    return joined
  }
}
