import KithGraph
import KithSyntax

extension TypedSlot where Value == String {
  /// What somebody asks for or promises, in free words: it runs to the clauses at the end.
  package static var thing: TypedSlot {
    let slot = Slot(label: "THING", kind: nil, holds: .text, column: .thing) { parser throws(Diagnostic) in
      .text(try parser.freeText())
    }
    slot.begins = { !$0.isAtEnd && !$0.isClauses(from: $0.at) && !$0.isClausesOnly }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension TypedSlot where Value == Node {
  /// A person with free words behind: the longest name that is known, else one word.
  package static var personBeforeText: TypedSlot {
    let shape = NameShape(kind: .person, label: "PERSON")
    let slot = Slot(label: "PERSON", kind: .person, column: .people) { parser throws(Diagnostic) in
      .names([try parser.knownName(shape)])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}

extension StatementParser {
  /// Reads free words up to the clauses at the end of the statement; one quoted string is its inside.
  fileprivate mutating func freeText() throws(Diagnostic) -> String { try words("THING") }

  /// Reads what a label stands for in free words, up to a comma where it is one of several values, and to the clauses
  /// at the end. What is quoted ends at its quote: behind it stand clauses, any that the verb takes.
  package mutating func words(_ label: String) throws(Diagnostic) -> String { try text(of: try wordRange(label)) }

  /// Goes past what a label stands for in free words; gives where its tokens stand.
  package mutating func wordRange(_ label: String) throws(Diagnostic) -> Range<Int> {
    expect(.value(label))
    let endsAtComma = label == "VALUE"
    guard !isAtEnd, !isClauses(from: at) else { throw unexpected() }
    let start = at
    if startsText, !endsAtComma && next.kind == .string || clausesOnly(from: at + 1) {
      advance()
      try checkQuoteIsLast()
    } else {
      // `promised bob to call him and tell tom`: what one does goes on.
      let isDoing = [start - 1, start].contains { ["to", "if", "whether", "that"].contains(wordText($0)) }
      while !isAtEnd,
        at == start
          || !isClauses(from: at) && !isDateAtEnd(at) && !(endsAtComma && next.kind == .comma)
            && (isDoing || !endsText(at, isNoteOut: !endsAtComma))
      {
        advance()
      }
      if isDateAtEnd(at), let span = spanAhead(at) { throw notADay(span.span, instead: span.last) }
    }
    // `by the end of the week` may well be said in passing.
    let deadlines = (start..<at).filter { word($0) == .by }.filter {
      DateExpression.match(self, at: $0 + 1).map { !$0.expression.isEnd } ?? false
    }
    if let by = deadlines.first {
      throw problem(
        "a deadline in the middle of the text", at: token(by).span.joined(with: token(by + 1).span),
        help: "say it behind the text, `by friday`; a text that holds it is quoted")
    }
    return start..<at
  }

  /// Whether something else begins at an index than what is asked for or promised: another statement, or a note.
  private func endsText(_ index: Int, isNoteOut: Bool) -> Bool {
    if source.isCanonical { return false }
    if jointLength(index) != nil { return true }
    if !isNoteOut { return false }
    if token(index).kind == .openParenthesis { return tokenBeforeEnd.kind == .closeParenthesis }
    return isDash(index) && token(index + 1).kind != .end && token(index - 1).kind != .end
  }

  /// Goes past all words up to a note or the end; gives where they stand.
  package mutating func wholeRest() throws(Diagnostic) -> Range<Int> {
    let start = at
    while word(at) != .missing || [.string, .comma, .number].contains(next.kind) { advance() }
    return start..<at
  }

  /// Whether a day stands at an index, and nothing but clauses behind it: of what is asked or promised it is the
  /// deadline, of a reminder its day.
  private func isDateAtEnd(_ index: Int) -> Bool {
    guard !source.isCanonical, clauses.all.contains(where: { $0 === Clause.by || $0 === Clause.planned }),
      ![Keyword.of, .by, .before, .the].contains(where: { word(index - 1) == $0 }),
      let length = spanAhead(index)?.length
        ?? DateExpression.match(self, at: index).flatMap({ $0.expression.isSpan ? nil : $0.length })
        ?? partOfDay(index).flatMap({ $0.days == nil ? nil : $0.length })
    else { return false }
    let end = index + length
    return token(end).kind == .end || clausesOnly(from: end) || word(end) == .at && trial(at: end + 1).startsTime
  }

  /// What is more than a day and stands at an index: no word of time before it makes it part of the text.
  private func spanAhead(_ index: Int) -> (span: Span, length: Int, last: Day?)? {
    guard let (expression, length) = DateExpression.match(self, at: index), expression.isSpan,
      !FunctionWords.ofWhere.contains(word(index - 1))
    else { return nil }
    let span = token(index).span.joined(with: token(index + length - 1).span)
    return (span, length, expression.lastDay(from: context.today, tense: .future))
  }

  /// The text that tokens are; one quoted string is its inside.
  package func text(of range: Range<Int>) throws(Diagnostic) -> String {
    let first = token(range.lowerBound)
    let span = first.span.joined(with: token(range.upperBound - 1).span)
    let isWhole = range.count == 1 && isText(first)
    let text =
      isWhole ? source.value(of: first) : source.text(span).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard text.utf8.count <= 1000, text.contains(where: { !$0.isWhitespace }) else {
      throw problem(
        "this text has to have between 1 and 1000 bytes", at: span, help: "what is long is a note: `: text`")
    }
    return text
  }

  /// Refuses words behind a quoted text; of what could be a clause, reading it says what is wrong.
  private func checkQuoteIsLast() throws(Diagnostic) {
    if isClauses(from: at) || isClausesOnly || [.tag, .end].contains(next.kind) { return }
    if clauseWords.contains(nextWord) || DateExpression.match(self, at: at) != nil { return }
    throw problem(
      "the text ends at its quote: unexpected `\(source.text(next.span))`", at: next.span,
      help: "quote all of the text, or none of it")
  }

  /// Reads a person's name where any words may follow.
  package mutating func knownName(_ shape: NameShape) throws(Diagnostic) -> Mention {
    var length = 1
    var words: [String] = []
    while words.count < 6, token(at + words.count).kind == .word {
      words.append(source.text(token(at + words.count).span))
      let node = context.names.node(words.joined(separator: " "), in: .party)
      if let node, context.names.exists(node), shape.kinds.contains(context.names.kind(of: node)) {
        length = words.count
      }
    }
    // `promised Mr Whitlock a loaf`, of whom nobody has heard
    if !source.isCanonical, length == 1, let first = words.first {
      if FunctionWords.isTitle(first.lowercased()) {
        length =
          (2...4).prefix {
            isCapitalised(at + $0 - 1) && word(at + $0 - 1) == .unknown && !isOdd(text(at + $0 - 1..<at + $0))
          }
          .last ?? 1
      }
      if context.names.known(first) == nil {
        if FunctionWords.leading.contains(nextWord) { throw notAName(at..<at + 1, shape) }
        try refuseField(first, shape, at: next.span)
      }
    }
    let mention = try name(shape, ofWords: length)
    if next.kind == .comma || nextWord == .and {
      throw problem("this is about one person", at: next.span, help: "say it once for each of them")
    }
    return mention
  }
}
