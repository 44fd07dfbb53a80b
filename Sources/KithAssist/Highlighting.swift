import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// A piece of a line and what it means.
public struct Highlight: Sendable, Equatable {
  /// Its bytes.
  public let span: Span
  /// What they mean.
  public let meaning: Meaning
  /// What a name that is new would become; `nil` of all else, and where nothing is made.
  public var kind: NodeKind?
}

/// Tells what the pieces of a line mean, by the same table that reads it.
public struct Highlighter {
  private let context: ParserContext
  private let names: Names
  private let phrases: [OwnPhrase]

  /// A highlighter for a log, on a day.
  public init(_ log: StatementLog, today: Day) {
    (names, phrases) = (log.names, log.options.phrases)
    context = ParserContext(log.vocabulary, names: names, today: today, dateOrder: log.options.dateOrder)
  }

  /// What the pieces of a text mean, in its order; nothing is said of what stands between. What is still being typed is
  /// no error.
  public func highlights(of typed: String) -> [Highlight] {
    let text = PhraseText(typed, phrases)
    return highlights(ofSaid: text.text).map {
      Highlight(span: text.typed($0.span), meaning: $0.meaning, kind: $0.kind)
    }
  }

  private func highlights(ofSaid text: String) -> [Highlight] {
    var source = Source(name: nil, text: text)
    var found: [Highlight] = []
    let end = source.bytes.count
    if (try? Lexer.tokens(of: source, knowing: context.vocabulary.lexicon)) == nil {
      // A quote or a block that is open, as a rule: what stands before it can be read.
      let quote = source.bytes.lastIndex(of: UInt8(ascii: "\"")) ?? end
      found.append(Highlight(span: Span(quote, end), meaning: .text))
      source = Source(name: nil, bytes: Array(source.bytes[..<quote]))
    }
    guard let list = try? Lexer.tokens(of: source, knowing: context.vocabulary.lexicon) else { return found }
    found += list.comments.map { Highlight(span: $0, meaning: .comment) }
    let parts = list.tokens.split { [.separator, .openBrace, .closeBrace, .end].contains($0.kind) }
    for (index, part) in parts.enumerated() {
      found += highlights(of: part, in: source, isLast: index == parts.count - 1)
    }
    return found.sorted { $0.span.start < $1.span.start }
  }

  private func highlights(of tokens: ArraySlice<Token>, in source: Source, isLast: Bool) -> [Highlight] {
    var (tokens, found) = (tokens, [Highlight]())
    func take(_ meaning: Meaning) {
      if let token = tokens.popFirst() { found.append(Highlight(span: token.span, meaning: meaning)) }
    }
    if tokens.first?.kind == .number { take(.number) }
    guard let first = tokens.first else { return found }
    let word = source.text(first.span).lowercased()
    if word == "edit", tokens.dropFirst().first?.kind == .number {
      take(.verb)
      take(.number)
    }
    guard !tokens.isEmpty else { return found }
    if first.kind == .word, ScriptWord(rawValue: word) != nil {
      take(.verb)
      return found + tokens.compactMap { plain($0, in: source) }
    }
    let (marks, error, isKept) = marks(of: tokens, in: source)
    found += marks.map { mark in
      switch mark {
      case .piece(let meaning, let span): Highlight(span: span, meaning: meaning)
      case .name(let mention) where isKnown(mention):
        Highlight(span: mention.span, meaning: mention.shape.kind == .place ? .place : .known)
      case .name(let mention):
        Highlight(
          span: mention.span, meaning: .new,
          kind: isKept && mention.shape.kind.isDeclared ? mention.shape.kind : nil)
      }
    }
    let last = tokens[tokens.endIndex - 1].span
    let isOpen =
      error.map { isLast && $0.span.end >= last.end && (isWord($0.span, in: tokens) || $0.span.start >= last.end) }
      ?? true
    if let error, !tokens.contains(where: { $0.kind == .variable }) {
      if (try? context.readings(of: tokens, source)) != nil {
        // It says something in other words, or several things.
        found = people(in: tokens, of: source)
      } else if !isOpen {
        found.removeAll { $0.span.start >= error.span.start }
        found.append(Highlight(span: error.span, meaning: .error))
      }
    }
    let told = found.map(\.span)
    return found
      + tokens.filter { token in !told.contains { $0.start <= token.span.start && token.span.end <= $0.end } }
      .compactMap { plain($0, in: source) }
  }

  /// Whether bytes are one token of a statement, or less: with the next key it may be another one.
  /// What leads it does not count: of `on sund` the day is still being typed.
  private func isWord(_ span: Span, in tokens: ArraySlice<Token>) -> Bool {
    let covered = tokens.filter { $0.span.end > span.start && $0.span.start < span.end }
    return covered.drop { clauseWords.contains($0.word) }.count <= 1
  }

  /// Whoever is known and named somewhere in a statement.
  private func people(in tokens: ArraySlice<Token>, of source: Source) -> [Highlight] {
    let parser = StatementParser(tokens, of: source, in: context, isRemembering: false)
    var (found, index) = ([Highlight](), tokens.startIndex)
    while index < tokens.endIndex {
      let end = parser.somebody(at: index)?.end
      if let end {
        found.append(
          Highlight(span: tokens[index].span.joined(with: tokens[end - 1].span), meaning: .known))
      }
      index = end ?? index + 1
    }
    return found
  }

  /// What a token means by itself.
  private func plain(_ token: Token, in source: Source) -> Highlight? {
    switch token.kind {
    case .tag: Highlight(span: token.span, meaning: .tag)
    case .number, .variable: Highlight(span: token.span, meaning: .number)
    case .string, .note: Highlight(span: token.span, meaning: .text)
    default: nil
    }
  }

  /// What was found in some tokens, why they cannot be read, and whether something is kept of them.
  private func marks(
    of tokens: ArraySlice<Token>, in source: Source
  ) -> (marks: [Mark], error: Diagnostic?, isKept: Bool) {
    func parser(isRemembering: Bool) -> StatementParser {
      var parser = StatementParser(tokens, of: source, in: context, isRemembering: isRemembering)
      (parser.marks, parser.looksForNear) = ([], false)
      return parser
    }
    var heading = parser(isRemembering: false)
    if tokens.count <= 5, (try? heading.heading()) != nil { return (heading.marks ?? [], nil, false) }
    var quick = parser(isRemembering: false)
    if let sentence = try? quick.sentence() {
      return (quick.marks ?? [], nil, context.vocabulary.verb(of: sentence.phrase).isKept)
    }
    // Where it went wrong is known to a parser that remembers what could have stood there.
    var slow = parser(isRemembering: true)
    do throws(Diagnostic) { _ = try slow.sentence() } catch { return (slow.marks ?? [], error, false) }
    return (slow.marks ?? [], nil, false)
  }

  private func isKnown(_ mention: Mention) -> Bool {
    if mention.shape.kinds.contains(.person), mention.isOwner { return true }
    let isThere = mention.shape.kinds.contains { kind in
      names.node(mention.text, in: kind.space).map { names.exists($0) } ?? false
    }
    if isThere { return true }
    if mention.shape.kind == .place { return names.node(mention.text, in: .party).map { names.exists($0) } ?? false }
    return mention.shape.kinds.contains(.person) && !mention.isQuoted
      && names.people(withFirstName: mention.text).count == 1
  }
}
