/// A word by its number in a lexicon: what a reader compares in the place of texts.
public struct WordID: Hashable, Sendable, BitwiseCopyable {
  /// The number.
  public let number: UInt16

  /// The word of a number.
  public init(number: UInt16) { self.number = number }

  /// No word at all.
  public static let missing = WordID(number: 0)
  /// A word that the lexicon does not hold.
  public static let unknown = WordID(number: 1)
  /// One that it does not hold, and that begins with a digit.
  public static let figure = WordID(number: 2)
}

/// The words that mean something to a language, each with a number, found by their bytes without case.
public struct Lexicon: Sendable {
  /// The number of the first word.
  public static let firstNumber: UInt16 = 3

  /// Signs that stand for words of it: `&` for `and`.
  private var signs: [(sign: [UInt8], word: WordID)] = []
  /// The words, from the first number on.
  private var keys: [Key] = []
  /// The number of the word at each place, 0 where there is none: open addressing (Knuth, The Art of Computer
  /// Programming 3, 6.4).
  private var slots = [UInt16](repeating: 0, count: 1 << Self.slotBits)

  private static let slotBits = 11
  /// No word of a language is longer, so that two numbers hold it.
  private static let longest = 16

  /// The bytes of a word without case.
  private struct Key: Equatable {
    var low: UInt64 = 0
    var high: UInt64 = 0

    var firstSlot: Int {
      let hash = (low ^ high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
      return Int(hash >> UInt64(64 - Lexicon.slotBits))
    }
  }

  /// No words.
  public init() {}

  /// Adds a word in lower case, if it is not there yet; gives its number.
  @discardableResult
  public mutating func add(_ word: String) -> WordID {
    add(Array(word.utf8).span)
  }

  /// Adds the word in lower case that some bytes are, if it is not there yet; gives its number.
  @discardableResult
  public mutating func add(_ bytes: Swift.Span<UInt8>) -> WordID {
    guard let key = key(of: bytes) else { preconditionFailure("a word of a language is no longer") }
    var slot = key.firstSlot
    while slots[slot] != 0 {
      if keys[Int(slots[slot] - Self.firstNumber)] == key { return WordID(number: slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Self.firstNumber + UInt16(keys.count)
    keys.append(key)
    precondition(keys.count < slots.count / 2, "a table that is full finds nothing")
    return WordID(number: slots[slot])
  }

  /// Has a sign of one byte or two stand for a word.
  public mutating func add(sign: String, for word: WordID) { signs.append((Array(sign.utf8), word)) }

  /// The word that a text is.
  public func word(_ text: String) -> WordID { word(text.utf8.span) }

  /// The word that some bytes are.
  public func word(_ bytes: Swift.Span<UInt8>) -> WordID {
    guard let key = key(of: bytes) else { return kind(of: bytes[0]) }
    var slot = key.firstSlot
    while slots[slot] != 0 {
      if keys[Int(slots[slot] - Self.firstNumber)] == key { return WordID(number: slots[slot]) }
      slot = (slot + 1) & (slots.count - 1)
    }
    if bytes.count <= 2 {
      for (sign, word) in signs where sign.count == bytes.count {
        if sign.indices.allSatisfy({ sign[$0] == bytes[$0] }) { return word }
      }
    }
    return bytes.isEmpty ? .missing : kind(of: bytes[0])
  }

  /// The text of a word; `nil` for one that is not in here.
  public func text(of word: WordID) -> String? {
    guard word.number >= Self.firstNumber else { return nil }
    let key = keys[Int(word.number - Self.firstNumber)]
    let bytes = [key.high, key.low].flatMap { half in
      stride(from: 56, through: 0, by: -8).map { UInt8(half >> UInt64($0) & 0xFF) }
    }
    return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
  }

  private func kind(of first: UInt8) -> WordID { (0x30...0x39).contains(first) ? .figure : .unknown }

  /// The key of a word; `nil` where it is longer than any.
  private func key(of bytes: Swift.Span<UInt8>) -> Key? {
    guard bytes.count <= Self.longest else { return nil }
    var key = Key()
    for index in bytes.indices {
      let byte = bytes[index]
      // The sign of Kelvin, beyond ASCII, is a `k` in lower case.
      if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x84, bytes[index + 2] == 0xAA {
        return loweredKey(of: bytes)
      }
      let lower = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      key.high = key.high << 8 | key.low >> 56
      key.low = key.low << 8 | UInt64(lower)
    }
    return key
  }

  private func loweredKey(of bytes: Swift.Span<UInt8>) -> Key? {
    let text = bytes.indices.map { bytes[$0] }
    return key(of: String(decoding: text, as: UTF8.self).lowercased().utf8.span)
  }
}
