extension String {
  /// The text with each letter as the one that it is written on: `e` for `é`, `o` for `ø`, `ι` for `ΐ`. Marks of
  /// scripts in which they are no accents stay, as do letters that have a place of their own in their alphabet: `й`.
  ///
  /// By the names of the characters, as the library shows no decompositions: `LATIN SMALL LETTER E WITH ACUTE` is
  /// written on `LATIN SMALL LETTER E`, and a mark by itself falls away.
  public var baseLetters: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var letters = String.UnicodeScalarView()
    for character in self {
      if let scalar = cyrillic[character] {
        letters.append(scalar)
      } else {
        for scalar in character.unicodeScalars where !accents.contains(scalar.value) { letters.append(scalar.base) }
      }
    }
    return String(letters)
  }
}

extension Unicode.Scalar {
  fileprivate var base: Unicode.Scalar {
    if value < 0x80 { return self }
    let words = properties.name?.split(separator: " ") ?? []
    guard let with = words.firstIndex(of: "WITH") else { return self }
    let name = words[..<with].joined(separator: " ")
    return bases.lazy.compactMap(Unicode.Scalar.init).first { $0.properties.name == name } ?? self
  }
}

/// Combining diacritical marks.
private let accents: ClosedRange<UInt32> = 0x300...0x36F

/// Where letters with nothing on them stand: Latin, Greek, Cyrillic.
private let bases = [0x41...0x5A, 0x61...0x7A, 0x391...0x3C9, 0x410...0x44F as ClosedRange<UInt32>].joined()

/// Letters whose names do not tell that they can be written as another one with a mark: each as one, however it is
/// written.
private let cyrillic: [Character: Unicode.Scalar] = [
  "й": "й", "ё": "е", "ї": "ї", "ў": "ў", "ѓ": "ѓ", "ќ": "ќ",
]
