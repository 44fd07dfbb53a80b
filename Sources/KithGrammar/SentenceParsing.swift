import KithGraph
import KithSyntax
import KithText

/// The words that begin clauses behind a free text.
private let wordsBehindText = WordSet([Keyword.by, .on, .worth, .every].map(\.word))

extension StatementParser {
  /// Reads one statement or question: `[DATE] [SUBJECT] VERB OBJECTS {clause} [: note]`, up to the end of the tokens.
  ///
  /// The verb is the leftmost, then longest, phrase; before it stands the subject.
  package mutating func sentence() throws(Diagnostic) -> Sentence<Mention> {
    if nextWord == .on { open(at: at + 1) }
    let date = leadingDate
    let start = date?.upperBound ?? at
    guard let found = leftmostPhrase(from: start) else { throw noVerb(from: start) }
    let verb = context.vocabulary.verb(of: found.phrase)
    stops = verb.stops
    clauses = verb.clausesByWord
    var sentence = Sentence<Mention>(phrase: found.phrase, subject: nil, objects: [])
    if let date {
      try readLeadingDate(date, verb, into: &sentence)
      _ = acceptComma()
    }
    if found.index > at { sentence.subject = try subject(before: found.index, of: verb) }
    move(to: found.index + found.length)
    mark(.verb, from: found.index)
    sentence.objects = try objects(of: verb)
    try readClauses(clauses, into: &sentence)
    guard isAtEnd else { throw tooMuch(verb) }
    return sentence
  }

  /// The day of a statement that is nothing but a date: it heads those that follow. `nil` for any other statement.
  package mutating func heading() throws(Diagnostic) -> Day? {
    let on = nextWord == .on ? 1 : 0
    // `today` by itself asks what matters now.
    if on == 0, nextWord == .today { return nil }
    guard let date = DateExpression.match(self, at: at + on), token(at + on + date.length).kind == .end else {
      return nil
    }
    advance(on)
    return try self.date()
  }

  /// The phrase of the statement; `nil` where there is none.
  package var phrase: Int? { leftmostPhrase(from: leadingDate?.upperBound ?? at)?.phrase }

  /// The verb of the statement; `nil` where there is none.
  package var verb: Verb? { phrase.map { context.vocabulary.verb(of: $0) } }

  /// Where the date stands that a statement begins with. `today` is one where a verb follows, else a question.
  private var leadingDate: Range<Int>? {
    let on = nextWord == .on ? 1 : 0
    if on == 0, nextWord == .today, leftmostPhrase(from: at + 1) == nil { return nil }
    return DateExpression.match(self, at: at + on).map { at..<(at + on + $0.length) }
  }

  private func leftmostPhrase(from start: Int) -> (index: Int, phrase: Int, length: Int)? {
    var index = start
    while true {
      switch token(index).kind {
      case .word:
        if let found = context.vocabulary.longestPhrase(in: self, at: index, saying: index > start) {
          return (index, found.phrase, found.length)
        }
      case .string, .comma, .tag, .number, .variable, .value: break
      default: return nil
      }
      index += 1
    }
  }

  private mutating func readLeadingDate(_ range: Range<Int>, _ verb: Verb, into sentence: inout Sentence<Mention>)
    throws(Diagnostic)
  {
    guard verb.isDated else {
      throw problem("`\(verb.phrases[0].text)` takes no date", at: next.span)
    }
    let span = next.span.joined(with: token(range.upperBound - 1).span)
    if nextWord == .on { advance() }
    sentence.set(.day(try date()), clause: Clause.index(of: .on), span: span)
  }

  private mutating func subject(before index: Int, of verb: Verb) throws(Diagnostic) -> Mention {
    let subject = try name(verb.subject)
    if !subject.isQuoted, subject.text.lowercased().hasSuffix("no longer") {
      throw problem(
        "no fact ends with `no longer \(source.text(next.span))`", at: subject.span.joined(with: next.span),
        help: "`alice left Acme` ends work and membership, `alice no longer likes jazz` a trait")
    }
    guard at == index else {
      throw problem("one name stands before the verb: unexpected `\(source.text(next.span))`", at: next.span)
    }
    return subject
  }

  // MARK: Objects

  /// Reads a verb's slots in order; optional slots with keywords that stand side by side may come in any order.
  package mutating func objects(of verb: Verb) throws(Diagnostic) -> [Term<Mention>] {
    var terms: [Term<Mention>] = []
    while terms.count < verb.slots.count {
      let run = verb.slots[terms.count...].prefix { $0.isOptional && $0.keyword != nil }
      if run.isEmpty {
        terms.append(try object(verb.slots[terms.count], of: verb))
      } else {
        terms += [Term<Mention>](repeating: .none, count: run.count)
        while let (index, slot) = zip(run.indices, run).first(where: { index, slot in
          if case .none = terms[index], !(isAsking && slot.kind == .role && startsEnding) {
            acceptLead(of: slot)
          } else {
            false
          }
        }) {
          terms[index] = try slot.read(&self)
        }
      }
    }
    return terms
  }

  private mutating func acceptLead(of slot: Slot) -> Bool {
    let start = at
    guard let keyword = slot.keyword, accept(keyword) else { return false }
    if slot.fits(self) { return true }
    move(to: start)
    return false
  }

  /// Whether what ends a question comes next: `as csv`, `as of friday`.
  private var startsEnding: Bool {
    nextWord == .as && (word(at + 1) == .of || wordText(at + 1).flatMap(Format.init) != nil)
  }

  private mutating func object(_ slot: Slot, of verb: Verb) throws(Diagnostic) -> Term<Mention> {
    if slot.isOptional && !slot.begins(self) { return .none }
    if let keyword = slot.keyword, !accept(keyword) { throw unexpected(help: verb.usage) }
    do throws(Diagnostic) { return try slot.read(&self) } catch {
      guard error.help == nil else { throw error }
      throw Diagnostic(error.message, at: error.span, in: source, help: verb.usage)
    }
  }

  // MARK: Clauses

  package mutating func readClauses(_ clauses: Clauses, into sentence: inout Sentence<Mention>) throws(Diagnostic) {
    while true {
      let start = at
      _ = acceptComma()
      guard let (index, clause) = clauseAhead(of: clauses) else {
        move(to: start)
        return
      }
      let keyword = token(start).span
      let term = try clause.slot.read(&self)
      let said = sentence.clauses.first { $0.clause == index || Clause.all[$0.clause].excludes(clause) }
      switch (said?.term, term) {
      case (.names(let said)?, .names(let more)) where clause.repeats && said.count + more.count > 500:
        throw problem("a statement has 500 of these at most", at: keyword, help: "say it in several statements")
      case (.names(let said)?, .names(let more)) where clause.repeats: sentence.set(.names(said + more), clause: index)
      case (nil, _): sentence.set(term, clause: index, span: keyword.joined(with: token(at - 1).span))
      default:
        throw problem(
          "`\(source.text(keyword))` is said twice", at: keyword.joined(with: token(at - 1).span),
          help: "a statement has one \(clause.slot.label) at most")
      }
    }
  }

  /// The clause that begins here, with its keyword read.
  private mutating func clauseAhead(of clauses: Clauses) -> (Int, Clause)? {
    if isAtEnd, !isRemembering { return nil }
    for clause in isRemembering ? clauses.all : clauses.beginning(with: nextWord) {
      if isRemembering, let bare = clause.bareExpectation { expect(bare) }
      if let beginsBare = clause.beginsBare, beginsBare(self) { return (Clause.index(of: clause), clause) }
      for keyword in clause.keywords {
        let start = at
        guard accept(keyword, isDocumented: clause.isDocumented) else { continue }
        if clause.accepts(self, keyword) { return (Clause.index(of: clause), clause) }
        move(to: start)
      }
    }
    return nil
  }

  /// Whether the whole rest is clauses: where no text has begun, any of them may come first.
  package var isClausesOnly: Bool { clausesOnly(from: at) }

  /// Whether everything from an index on is clauses.
  package func clausesOnly(from index: Int) -> Bool {
    var trial = trial(at: index)
    var sentence = Sentence<Mention>(phrase: 0, subject: nil, objects: [])
    return (try? trial.readClauses(clauses, into: &sentence)) != nil && trial.isAtEnd && trial.at > index
  }

  /// Whether everything from an index on is clauses with their keywords, tags and a note: there a free text ends. A date
  /// without `on` or `by` belongs to the text, and so does a `via` with no known channel behind it.
  package func isClauses(from index: Int) -> Bool {
    switch token(index).kind {
    case .tag, .note: break
    case .word where word(index) == .via:
      guard let length = channelLength(at: index + 1) else { return false }
      let end = index + 1 + length
      if token(end).kind != .end, !isClauses(from: end) { return false }
    case .word: guard wordsBehindText.contains(word(index)) else { return false }
    default: return false
    }
    var trial = trial(at: index)
    var sentence = Sentence<Mention>(phrase: 0, subject: nil, objects: [])
    if (try? trial.readClauses(clauses, into: &sentence)) != nil { return trial.isAtEnd }
    // A day that the calendar does not have is no text either: reading the clause says so.
    guard word(index) == .by || word(index) == .on, let date = DateExpression.match(self, at: index + 1) else {
      return false
    }
    let end = index + 1 + date.length
    return token(end).kind == .end || isClauses(from: end)
  }

  // MARK: Errors

  private mutating func tooMuch(_ verb: Verb) -> Diagnostic {
    if nextWord == .in, let (date, length) = DateExpression.match(self, at: at + 1), date.isSpan {
      return notADay(next.span.joined(with: token(at + length).span))
    }
    if clauseWords.contains(nextWord), let word = nextWordText {
      return problem("`\(word)` does not go with `\(verb.phrases[0].text)`", at: next.span, help: verb.usage)
    }
    if case .note = next.kind { return problem("`\(verb.phrases[0].text)` takes no note", at: next.span) }
    guard furthest == at else {
      return problem("unexpected `\(source.text(next.span))`", at: next.span, help: verb.usage)
    }
    return unexpected(help: verb.usage)
  }

  /// Words without a verb may be the subject of one.
  private mutating func expectVerb(behindSubjectFrom start: Int, at end: Int) {
    openName = OpenName(start: start, kinds: [.person])
    move(to: end)
    expect(allOf: context.vocabulary.phrasesBehindSubjects)
  }

  private mutating func noVerb(from start: Int) -> Diagnostic {
    var index = start
    var best: (index: Int, word: String)?
    while token(index).kind != .end, best == nil {
      guard looksForNear else {
        index += 1
        continue
      }
      // Behind the first word a verb is only one of many things a word can be: it has to be nearer.
      let edits = index == start ? nil : 1
      if let word = wordText(index), word.count > 2,
        let near = nearestSpelling(to: word, among: context.vocabulary.firstWords, within: edits)
      {
        best = (index, near)
      }
      index += 1
    }
    if token(index).kind == .end { expectVerb(behindSubjectFrom: start, at: index) }
    if let best {
      let span = token(best.index).span
      if wordText(best.index) == best.word {
        let phrases = context.vocabulary.verbs.flatMap(\.phrases).filter {
          [$0.words[0], $0.mine[0]].contains(best.word)
        }
        let isFirst = best.index == start
        return problem(
          isFirst ? "`\(best.word)` needs more words behind it" : "`\(best.word)` must come first", at: span,
          help: isFirst ? "it begins \(listed(phrases.map { "`\($0.text)`" }))" : "nobody is named before it")
      }
      return problem("kith knows no verb `\(source.text(span))`", at: span, instead: best.word)
    }
    return problem(
      "kith finds no verb in this line", at: token(start).span.joined(with: token(max(start, index - 1)).span),
      help: "say it like `met alice at coffee`; `help` lists the verbs")
  }
}
