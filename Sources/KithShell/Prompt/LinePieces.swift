import KithAssist
import KithEngine
import KithGrammar
import KithText

/// A text in whose quotes line breaks are written as `\n`, as the language has them; and whether the last quote is
/// open.
func withoutLinesInQuotes(_ text: String) -> (text: String, isQuoteOpen: Bool) {
  var (result, isQuoted, isEscaped) = ("", false, false)
  for character in text {
    if character == "\"", !isEscaped { isQuoted.toggle() }
    isEscaped = character == "\\" && isQuoted && !isEscaped
    result += character == "\n" && isQuoted ? "\\n" : String(character)
  }
  return (result, isQuoted)
}

/// The names that a line would make, each with what it would become and where it ends.
func newNames(in text: String, _ highlights: [Highlight]) -> [(words: String, end: Int)] {
  let bytes = Array(text.utf8)
  return highlights.compactMap { highlight in
    highlight.kind.map { kind in
      (
        "new \(kind.word) " + String(decoding: bytes[highlight.span.start..<highlight.span.end], as: UTF8.self),
        highlight.span.end
      )
    }
  }
}

/// A text in pieces by what they mean.
func pieces(of text: String, _ highlights: [Highlight]) -> [Piece] {
  let bytes = Array(text.utf8)
  var pieces: [Piece] = []
  var end = 0
  func add(_ range: Range<Int>, _ style: Style) {
    if !range.isEmpty { pieces.append(Piece(text: String(decoding: bytes[range], as: UTF8.self), style: style)) }
  }
  for highlight in highlights where highlight.span.start >= end && highlight.span.end <= bytes.count {
    add(end..<highlight.span.start, .plain)
    add(highlight.span.start..<highlight.span.end, highlight.meaning.style)
    end = highlight.span.end
  }
  add(end..<bytes.count, .plain)
  return pieces
}

extension Palette {
  /// What somebody chose.
  init(_ choice: ColourChoice) {
    switch choice {
    case .light: self = .light
    case .dark: self = .dark
    case .none: self = .none
    }
  }
}

extension Meaning {
  fileprivate var style: Style {
    switch self {
    case .verb: .heading
    case .keyword: .keyword
    case .known: .name
    case .place: .place
    case .new: .newName
    case .date, .number: .number
    case .tag: .tag
    case .text: .plain
    case .comment: .dim
    case .error: .refused
    }
  }
}
