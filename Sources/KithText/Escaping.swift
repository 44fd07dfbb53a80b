extension String {
  /// The text as it may reach a terminal: every control character, and every scalar that reorders or hides text,
  /// written out as `\u{…}`. Tabs and newlines are written out too.
  public var printable: String {
    if utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar.isUnprintable {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  /// The text with some scalars written otherwise. By scalars, not characters: a combining mark hides none of them.
  public func replacingScalars(_ replacements: [Unicode.Scalar: String]) -> String {
    unicodeScalars.reduce(into: "") { $0 += replacements[$1] ?? String($1) }
  }
}

extension Unicode.Scalar {
  /// Whether the scalar is a control character: C0, C1 or DEL.
  public var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

  /// Whether the scalar steers a terminal or the direction of text, or hides in it: controls, bidirectional overrides
  /// and isolates (the "Trojan Source" set), line and paragraph separators, what nobody sees, what is no character at
  /// all.
  public var isUnprintable: Bool {
    switch value {
    case ..<0xA0: isControl
    case _ where value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value): true
    case 0x2028, 0x2029: true
    default: isHidden
    }
  }
}
