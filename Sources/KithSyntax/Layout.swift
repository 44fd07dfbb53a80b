extension Source {
  /// The text in its canonical layout: two spaces for each block around a line, four more where a statement goes on,
  /// one space between words, one empty line at most. Line breaks and comments stay where they are, and so does what
  /// the text says: its tokens are the same.
  /// - Throws: the first thing in it that is no token.
  public func laidOut() throws(Diagnostic) -> String {
    let list = try Lexer.tokens(of: self, knowing: Lexicon())
    var layout = Layout(self, list)
    return layout.text()
  }
}

/// Puts the tokens and comments of a text into lines, one for each line that holds any.
private struct Layout {
  private let source: Source
  /// Tokens, separators at line ends aside, and comments, in order; a comment has no kind.
  private let pieces: [(kind: Token.Kind?, span: Span)]
  /// How many blocks, and how many parentheses, are open.
  private var (blocks, brackets) = (0, 0)

  init(_ source: Source, _ list: TokenList) {
    self.source = source
    let tokens = list.tokens.filter { token in
      token.kind != .end && !(token.kind == .separator && source.text(token.span).contains(where: \.isNewline))
    }
    let comments = list.comments.map { (kind: Token.Kind?.none, span: $0) }
    pieces = (tokens.map { (kind: $0.kind, span: $0.span) } + comments).sorted { $0.span.start < $1.span.start }
  }

  mutating func text() -> String {
    var (text, at, isContinued) = ("", 0, false)
    // What the kernel reads of a script stands before all.
    if source.isBeginning, source.bytes.starts(with: Array("#!".utf8)) {
      text = source.text(Span(0, source.lineRange(around: 0).upperBound)) + "\n"
    }
    let isScript = !text.isEmpty
    var wasEmpty = text.isEmpty
    for line in lines.dropFirst(isScript ? 1 : 0) {
      var end = at
      while end < pieces.count, pieces[end].span.start < line.upperBound { end += 1 }
      let goesOn = endsInBackslash(line)
      guard end > at || goesOn else {
        if !wasEmpty { text += "\n" }
        wasEmpty = true
        continue
      }
      let piecesOfLine = pieces[at..<end]
      text += laidOut(piecesOfLine, isContinued: isContinued) + (goesOn ? (end > at ? " \\" : "\\") : "") + "\n"
      let last = piecesOfLine.last { $0.kind != nil }?.kind
      isContinued = goesOn || last == .comma || (isContinued && last == nil) || brackets > 0
      wasEmpty = false
      at = end
    }
    while text.hasSuffix("\n\n") { text.removeLast() }
    return text == "\n" ? "" : text
  }

  /// The lines of the text, without their newlines.
  private var lines: [Range<Int>] {
    var (lines, start) = ([Range<Int>](), 0)
    while start < source.bytes.count {
      let end = source.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? source.bytes.count
      lines.append(start..<end)
      start = end + 1
    }
    return lines
  }

  /// Whether a line ends in a `\` that is no part of a comment or note: the next one goes on with it.
  private func endsInBackslash(_ line: Range<Int>) -> Bool {
    guard
      let last = source.bytes[line].lastIndex(where: {
        $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\r")
      }),
      source.bytes[last] == UInt8(ascii: "\\")
    else { return false }
    return !pieces.contains { $0.span.start <= last && last < $0.span.end }
  }

  /// One line: how deep it stands, and its pieces.
  private mutating func laidOut(_ line: ArraySlice<(kind: Token.Kind?, span: Span)>, isContinued: Bool) -> String {
    let closing = line.prefix { $0.kind == .closeBrace }.count
    var text = String(repeating: " ", count: 2 * max(0, blocks - closing) + (isContinued ? 4 : 0))
    var before: (kind: Token.Kind?, span: Span)?
    for piece in line {
      text += (before.map { space($0, piece) } ?? "") + written(piece)
      switch piece.kind {
      case .openBrace: blocks += 1
      case .closeBrace: blocks -= 1
      case .openParenthesis: brackets += 1
      case .closeParenthesis: brackets -= 1
      default: break
      }
      before = piece
    }
    return text
  }

  private func written(_ piece: (kind: Token.Kind?, span: Span)) -> String {
    let text = source.text(piece.span)
    switch piece.kind {
    case nil: return String(text.reversed().drop { $0.isWhitespace }.reversed())
    case .note: return ": " + text
    default: return text
    }
  }

  /// What stands between two pieces of a line.
  private func space(_ piece: (kind: Token.Kind?, span: Span), _ next: (kind: Token.Kind?, span: Span)) -> String {
    switch (piece.kind, next.kind) {
    case (_, nil): "  "
    // A full stop may be part of a word, where no space is before it.
    case (_, .separator) where source.text(next.span) != ";": piece.span.end == next.span.start ? "" : " "
    case (_, .note), (_, .comma), (_, .separator), (_, .closeParenthesis), (.openParenthesis, _): ""
    // A bracket right behind a word calls it.
    case (_, .openParenthesis): piece.span.end == next.span.start ? "" : " "
    // Behind these a space would begin a note or a comment.
    case (.word, _), (.tag, _):
      piece.span.end == next.span.start
        && [UInt8(ascii: ":"), UInt8(ascii: "#")].contains(source.bytes[piece.span.end - 1])
        ? "" : " "
    default: " "
    }
  }
}
