// What every start does with texts, by bytes and for these types alone: the library's general forms have the runtime look up
// what a set or an array of texts is, each of which takes a twentieth of a start.

/// A few words, of which each is known by its beginning.
public struct WordList: ExpressibleByArrayLiteral, Sendable {
  /// The words, in the order given.
  public let words: [String]
  private let beginnings: [UInt64]

  /// These words.
  public init(_ words: [String]) { (self.words, beginnings) = (words, words.map(\.beginning)) }

  /// The words of a literal.
  public init(arrayLiteral words: String...) { self.init(words) }

  /// Whether the word is one of them.
  public func contains(_ word: String) -> Bool { firstIndex(of: word) != nil }

  /// Where the word stands first; `nil` where it is none of them.
  public func firstIndex(of word: String) -> Int? {
    let beginning = word.beginning
    for index in beginnings.indices where beginnings[index] == beginning && words[index] == word { return index }
    return nil
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
