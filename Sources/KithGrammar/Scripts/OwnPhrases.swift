import KithGraph
import KithSyntax

extension Vocabulary {
  /// Whether words are a phrase, as others say it or as I do.
  package func isPhrase(_ text: String) -> Bool {
    phrase(text) != nil || verbs.contains { $0.phrases.contains { $0.mine.joined(separator: " ") == text } }
  }
}

extension StatementParser {
  /// Why words cannot be a phrase of somebody's own; `nil` where they can.
  package func refusal(ofPhrase phrase: String) -> String? {
    let words = phrase.split(separator: " ").map(String.init)
    guard let first = words.first, words.allSatisfy({ $0.unicodeScalars.contains { $0.properties.isAlphabetic } })
    else {
      return "a phrase is words"
    }
    let beginnings = words.indices.map { words[...$0].joined(separator: " ") }
    if let known = beginnings.first(where: context.vocabulary.isPhrase) {
      return "`\(known)` is a phrase of the language"
    }
    let word = context.vocabulary.lexicon.word(first)
    if wordsOfTheLanguage.contains(word) || FunctionWords.ofQuestions.contains(word)
      || FunctionWords.ofAsking.contains(word) || DateExpression.isPart(first)
      || context.vocabulary.asks(word)
    {
      return "`\(first)` means something else where a line begins"
    }
    if let node = context.names.known(first) {
      return "`\(context.names[node])` is known, and a line may begin with whom it is about"
    }
    return nil
  }
}

extension Script.Statement {
  /// The statement with phrases of the language in the place of its owner's own; `nil` where it has none of those. They
  /// stand where a verb can: first, behind somebody or a date, or behind what joins statements.
  package func saying(_ phrases: [OwnPhrase], of source: Source, in context: ParserContext) -> (Self, Source)? {
    guard !phrases.isEmpty, !source.isCanonical else { return nil }
    let parser = StatementParser(tokens, of: source, in: context, isRemembering: false)
    for index in tokens.indices where parser.mayHoldVerb(index) {
      for phrase in phrases {
        let words = phrase.said.split(separator: " ").map(String.init)
        guard words.indices.allSatisfy({ parser.wordText(index + $0) == words[$0] }) else { continue }
        let (start, end) = (tokens[index].span.start, tokens[index + words.count - 1].span.end)
        let (before, behind) = (Span(tokens.span.start, start), Span(end, tokens.span.end))
        let written = Source(
          expanding: source,
          [
            (Array(source.text(before).utf8), before), (Array(phrase.meaning.utf8), Span(start, end)),
            (Array(source.text(behind).utf8), behind),
          ])
        guard let said = Script.onlyStatement(of: written, in: context.vocabulary)?.numbered(like: self) else {
          continue
        }
        return said.saying(phrases.filter { $0 != phrase }, of: written, in: context) ?? (said, written)
      }
    }
    return nil
  }
}

extension StatementParser {
  /// Whether a verb can stand at an index: nothing stands before it, or a date, somebody, or what joins statements.
  fileprivate func mayHoldVerb(_ index: Int) -> Bool {
    if index == startIndex || index == behindDate { return true }
    if ["and", "then", "but", "i"].contains(wordText(index - 1)) { return true }
    return (1...4).contains { length in
      index - length >= startIndex && somebody(at: index - length)?.end == index
    }
  }
}
