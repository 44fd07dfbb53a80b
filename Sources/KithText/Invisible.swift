// What of a text nobody sees. Two texts that differ in nothing else look alike, and a text can hide another one.

extension Unicode.Scalar {
  /// Whether nobody sees the scalar by itself, and it has no use that a reader would miss.
  var isHidden: Bool { isIgnorable && !hasUse || (0xFFF9...0xFFFB).contains(value) }

  /// What is shown as nothing: Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt).
  fileprivate var isIgnorable: Bool {
    switch value {
    case 0xAD, 0x34F, 0x61C, 0x115F...0x1160, 0x17B4...0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFF8, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Those of them that texts need: joiners and variation selectors, in emoji and many scripts, and the marks of the
  /// direction of text.
  private var hasUse: Bool { isJoiner || isVariationSelector || [0x61C, 0x200E, 0x200F].contains(value) }

  private var isJoiner: Bool { (0x200C...0x200D).contains(value) }

  private var isVariationSelector: Bool {
    switch value {
    case 0x180B...0x180D, 0x180F, 0xFE00...0xFE0F, 0xE0100...0xE01EF: true
    default: false
    }
  }

  /// Whether the scalar changes how those beside it look.
  fileprivate func changes(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
    guard let before else { return false }
    if isJoiner {
      // Unicode Standard Annex 31, 2.3: behind a virama, or between letters that join; and emoji are joined to emoji.
      if before.properties.canonicalCombiningClass == .virama { return true }
      guard let after else { return false }
      return before.isOfJoiningScript && after.isOfJoiningScript
        || value == 0x200D && (before.isPicture || before.value == 0xFE0F) && after.isPicture
    }
    switch value {
    case 0xFE0E...0xFE0F: return before.isPicture || before.properties.isEmoji && after?.value == 0x20E3
    default: return isVariationSelector && (before.properties.isIdeographic || before.isOfJoiningScript)
    }
  }

  private var isPicture: Bool { value > 0x7F && properties.isEmoji }

  /// Whether the scalar is of a script whose letters join or stack: those from Arabic to Myanmar, of South-East Asia,
  /// Mongolian, and the later ones of India.
  private var isOfJoiningScript: Bool {
    switch value {
    case 0x620...0x109F, 0x1700...0x1CFF, 0xA800...0xABFF, 0x10A00...0x11FFF, 0x1E900...0x1E95F: true
    default: false
    }
  }
}

extension String {
  /// The first scalar that nobody sees where it stands; `nil` where each of them can be seen, or changes how others
  /// look.
  public var firstHidden: Unicode.Scalar? {
    let scalars = Array(unicodeScalars)
    let found = scalars.indices.first { index in
      let scalar = scalars[index]
      guard scalar.isIgnorable || scalar.isUnprintable || scalar.properties.generalCategory == .format else {
        return false
      }
      return !scalar.changes(index > 0 ? scalars[index - 1] : nil, index + 1 < scalars.count ? scalars[index + 1] : nil)
    }
    return found.map { scalars[$0] }
  }
}
