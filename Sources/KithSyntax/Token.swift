import KithText

/// One piece of a text: its kind and where it stands. Sixteen bytes, as there are many.
public struct Token: Sendable, Equatable {
  /// The kinds of token.
  public enum Kind: Sendable, Equatable {
    /// A run without white space: a name's part, a keyword, a number, a date.
    case word
    /// `"…"`, the quotes included in the span.
    case string
    /// `#word` or `+word`.
    case tag
    /// `#12`.
    case number
    /// `$name` or `$row.field`: what stands for a value.
    case variable
    /// A value that stood behind a variable, as it is; whether it can be a date or number as well as a name.
    case value(isOpen: Bool)
    /// The text of `: text`, trimmed; `quoted` when it is one quoted string.
    case note(quoted: Bool)
    /// `,`
    case comma
    /// `(`
    case openParenthesis
    /// `)`
    case closeParenthesis
    /// `{`
    case openBrace
    /// `}`
    case closeBrace
    /// What cannot be cut, up to the line's end; why is the problem of this index in the `TokenList`.
    case broken(problem: UInt32)
    /// `;` or a line's end.
    case separator
    /// The end of the text.
    case end
  }

  private let start: UInt32
  private let end: UInt32
  /// The kind.
  public let kind: Kind
  /// Which word it is, by the lexicon; `.missing` for what is no word.
  public let word: WordID

  /// A token of a kind at a place.
  public init(kind: Kind, span: Span, word: WordID = .missing) {
    (start, end) = (UInt32(span.start), UInt32(span.end))
    self.kind = kind
    self.word = word
  }

  /// Its bytes.
  public var span: Span { Span(Int(start), Int(end)) }

  /// Whether nothing of a statement stands here or behind.
  public var endsStatement: Bool {
    switch kind {
    case .separator, .end, .closeBrace: true
    case .word, .string, .tag, .number, .variable, .value, .note, .comma, .openParenthesis, .closeParenthesis,
      .openBrace,
      .broken:
      false
    }
  }
}

extension Source {
  /// What a token says: a string or quoted note without its quotes and escapes, a tag without its sign, else its own
  /// text.
  public func value(of token: Token) -> String {
    switch token.kind {
    case .string, .note(quoted: true): unescaped(text(Span(token.span.start + 1, token.span.end - 1)))
    case .tag, .number: text(Span(token.span.start + 1, token.span.end))
    default: text(token.span)
    }
  }

  /// The inside of a quoted string with `\"`, `\\`, `\$`, `\n`, `\t` and `\u{…}` replaced; the lexer has checked them.
  public func unescaped(_ inside: String) -> String {
    guard inside.utf8.contains(UInt8(ascii: "\\")) else { return inside }
    var result = ""
    var scalars = inside.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      guard scalar == "\\", let escape = scalars.next() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch escape {
      case "n": result += "\n"
      case "t": result += "\t"
      case "u":
        var digits = ""
        while let digit = scalars.next(), digit != "}" { if digit != "{" { digits.unicodeScalars.append(digit) } }
        if let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) {
          result.unicodeScalars.append(scalar)
        }
      default: result.unicodeScalars.append(escape)
      }
    }
    return result
  }
}

extension String {
  /// The text as a quoted string of the language, escaped so that it reads back the same.
  public var quoted: String {
    let isPlain = utf8.allSatisfy { (0x20..<0x7F).contains($0) && !"\"\\$".utf8.contains($0) }
    if isPlain { return "\"" + self + "\"" }
    var result = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\", "$": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.isUnprintable: result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
