import KithGrammar
import KithSyntax

/// The text before the cursor, taken apart: the statement it stands in, and the word begun.
struct Typed {
  let source: Source
  /// The statement's tokens before the word begun.
  let statement: ArraySlice<Token>
  /// The word begun, or the inside of the string begun.
  let partial: String
  /// Where the word or its quote starts.
  let start: Int
  /// Where the string begun opens, if one does.
  let quote: Int?
  /// Whether it is a tag.
  private(set) var isTag = false

  var end: Int { source.bytes.count }

  /// `nil` where nothing can be completed: inside a note or a comment, or behind something unreadable.
  init?(_ text: String, _ vocabulary: Vocabulary) {
    // A `#` that nothing follows yet begins a number or a tag, and no comment.
    let isSign = text == "#" || text.hasSuffix(" #")
    source = Source(name: nil, text: isSign ? String(text.dropLast()) : text)
    let quote =
      (try? Lexer.tokens(of: source, knowing: vocabulary.lexicon)) == nil
      ? source.bytes.lastIndex(of: UInt8(ascii: "\"")) : nil
    self.quote = quote
    let source = source
    let readable = Source(name: nil, bytes: Array(source.bytes[..<(quote ?? source.bytes.count)]))
    guard let list = try? Lexer.tokens(of: readable, knowing: vocabulary.lexicon),
      list.comments.last.map({ $0.end < source.bytes.count }) ?? true
    else {
      return nil
    }
    var tokens = list.tokens.dropLast()
    let isBegun =
      quote == nil
      && tokens.last.map { $0.span.end == text.utf8.count && $0.kind != .separator && $0.kind != .comma } ?? false
    if isBegun, let last = tokens.popLast() {
      guard [.word, .number, .tag].contains(last.kind), !isSign else { return nil }
      isTag = last.kind == .tag
      (partial, start) = (isTag ? source.value(of: last) : source.text(last.span), last.span.start)
    } else if isSign {
      (partial, start) = ("#", source.bytes.count)
    } else {
      start = quote ?? text.utf8.count
      partial = quote.map { source.text(Span($0 + 1, text.utf8.count)) } ?? ""
    }
    if case .note? = tokens.last?.kind { return nil }
    statement = tokens[(tokens.lastIndex { $0.kind == .separator }.map { $0 + 1 } ?? tokens.startIndex)...]
  }

  func text(from start: Int, to end: Int) -> String { source.text(Span(start, end)) }
}
