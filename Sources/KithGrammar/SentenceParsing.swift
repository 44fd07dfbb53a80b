import KithGraph
import KithSyntax
import KithText

/// What a line is told that says nothing of that.
package let whatKithIsFor =
  "kith keeps what you do with people, like `met alice at coffee`; `help` shows more, "
  + "`help phrases` how to teach it yours"

extension StatementParser {
  /// Reads one statement or question: `[DATE] [SUBJECT] VERB OBJECTS {clause} [: note]`, up to the end of the tokens.
  ///
  /// The verb is the leftmost, then longest, phrase; before it stands the subject.
  ///
  /// Where no subject is said, it can be the one of the statement before.
  package mutating func sentence(goingOn outer: Mention? = nil) throws(Diagnostic) -> Sentence<Mention> {
    if nextWord == .on { open(at: at + 1) }
    let date = leadingDate
    let start = date?.upperBound ?? at
    guard let found = leftmostPhrase(from: start) else {
      if let shown = try shownByName() { return shown }
      throw noVerb(from: start)
    }
    let verb = context.vocabulary.verb(of: found.phrase)
    stops = verb.stops
    clauses = verb.clausesByWord
    isOfQuestion = verb.category == .question
    var sentence = Sentence<Mention>(phrase: found.phrase, subject: nil, objects: [])
    if let date {
      try readLeadingDate(date, verb, into: &sentence)
      _ = acceptComma()
    }
    if found.index > at {
      sentence.subject = try subject(before: found.index, of: verb)
    } else if verb.takesSubject {
      sentence.subject = outer
    }
    hasSubject = sentence.subject != nil
    move(to: found.index + found.length)
    mark(.verb, from: found.index)
    sentence.objects = try objects(of: verb)
    skipBack(of: verb)
    try readClauses(clauses, into: &sentence)
    readTrailingNotes(of: verb, into: &sentence)
    moveDay(of: verb, isInFront: date != nil, in: &sentence)
    settleTime(&sentence)
    guard isAtEnd else { throw tooMuch(verb) }
    return sentence
  }

  /// Of what is asked or promised a day to come is the deadline, unless it stands in front; of what is planned it is
  /// the day of that, wherever it stands.
  private func moveDay(of verb: Verb, isInFront: Bool, in sentence: inout Sentence<Mention>) {
    guard verb.isAhead, !source.isCanonical, verb.isPlan || !isInFront else { return }
    let (on, other) = (Clause.index(of: .on), Clause.index(of: verb.isPlan ? .planned : .by))
    guard sentence.clause(other) == nil, case .day(let day)? = sentence.clause(on), day > context.today else { return }
    let span = sentence.clauses.first { $0.clause == on }?.span
    sentence.clauses.removeAll { $0.clause == on }
    sentence.set(.day(day), clause: other, span: span)
  }

  /// A line that is nothing but a known name asks for what there is to show of it; `nil` for any other line.
  private mutating func shownByName() throws(Diagnostic) -> Sentence<Mention>? {
    guard !source.isCanonical, next.kind == .word || next.kind == .string else { return nil }
    let shape = NameShape(kind: .person, label: "NAME", alternatives: [.org, .group, .place, .topic])
    var ahead = trial(at: at)
    guard let name = try? ahead.name(shape), ahead.isAtEnd, isKnown(name.text, shape) else { return nil }
    let phrase = context.vocabulary.phrase(named: "show")
    let missing = [Term<Mention>](repeating: .none, count: context.vocabulary.verb(of: phrase).slots.count - 1)
    if isRemembering { expectVerb(behindSubjectFrom: at, at: endIndex) }
    move(to: endIndex)
    return Sentence(phrase: phrase, subject: nil, objects: [.names([name])] + missing)
  }

  /// Reads the notes that no colon leads: behind a dash, in brackets, or a last word of symbols; and those around them.
  /// They are one note.
  private mutating func readTrailingNotes(of verb: Verb, into sentence: inout Sentence<Mention>) {
    let note = Clause.index(of: .note)
    guard !isAtEnd, !source.isCanonical, verb.clauses.contains(where: { $0 === Clause.note }) else { return }
    while let (text, span) = trailingNote() {
      let before: String? = if case .text(let text)? = sentence.clause(note) { text } else { nil }
      sentence.set(.text([before, text].compactMap { $0 }.joined(separator: "; ")), clause: note, span: span)
    }
  }

  /// Goes past a note that comes next; `nil` where none does, or where it ends in a day or a tag, which is none of it.
  private mutating func trailingNote() -> (text: String, span: Span)? {
    if case .note = next.kind {
      defer { advance() }
      return (source.value(of: next), next.span)
    }
    let start = at
    let words: Range<Int>
    if isDash(at), token(at + 1).kind != .end {
      let end = (at + 1..<endIndex).first { isNote($0) } ?? endIndex
      words = at + 1..<end
      move(to: end)
    } else if next.kind == .openParenthesis, let close = closeBehind(at), close > at + 1 {
      words = at + 1..<close
      move(to: close + 1)
    } else if word(at) != .missing, isSymbols(at..<at + 1), isSymbols(at..<endIndex) || !(isAtWord(at + 1)) {
      let end = (at..<endIndex).first { !isSymbols($0..<$0 + 1) } ?? endIndex
      words = at..<end
      move(to: end)
    } else {
      return nil
    }
    let isTimed = startOfTime(behind: words.lowerBound - 1, upTo: words.upperBound) < words.upperBound
    guard !words.isEmpty, !isTimed, !words.contains(where: { token($0).kind == .tag }) else {
      move(to: start)
      return nil
    }
    let span = token(words.lowerBound).span.joined(with: token(words.upperBound - 1).span)
    return (source.text(span).split(whereSeparator: \.isWhitespace).joined(separator: " "), span)
  }

  private func isNote(_ index: Int) -> Bool { if case .note = token(index).kind { true } else { false } }

  private func isAtWord(_ index: Int) -> Bool { word(index) != .missing && !isDash(index) }

  /// Where the bracket that opens at an index is closed.
  private func closeBehind(_ index: Int) -> Int? {
    (index + 1..<max(index + 1, endIndex)).first { token($0).kind == .closeParenthesis }
  }

  /// Whether some tokens are words without a letter or digit.
  private func isSymbols(_ words: Range<Int>) -> Bool {
    words.allSatisfy { index in
      word(index) != .missing
        && source.text(token(index).span).unicodeScalars.allSatisfy {
          !$0.properties.isAlphabetic && !(0x30...0x39).contains($0.value) && $0.value >= 0x80
        }
    }
  }

  /// The day of a statement that is nothing but a date: it heads those that follow. `nil` for any other statement.
  package mutating func heading() throws(Diagnostic) -> Day? {
    let on = nextWord == .on ? 1 : 0
    // `today` by itself asks what matters now, and so does `this week`.
    guard let date = DateExpression.match(self, at: at + on), token(at + on + date.length).kind == .end,
      on == 1 || nextWord != .today && !date.expression.isSpan
    else { return nil }
    advance(on)
    return try self.date()
  }

  /// The phrase of the statement; `nil` where there is none.
  package var phrase: Int? { leftmostPhrase(from: behindDate)?.phrase }

  /// The verb of the statement; `nil` where there is none.
  package var verb: Verb? { phrase.map { context.vocabulary.verb(of: $0) } }

  /// Where the statement goes on behind the date that it may begin with.
  package var behindDate: Int { leadingDate.flatMap { $0.upperBound < endIndex ? $0.upperBound : nil } ?? at }

  /// Where the date stands that a statement begins with. `today` is one where a verb follows, else a question.
  private var leadingDate: Range<Int>? {
    let on = nextWord == .on ? 1 : 0
    if on == 0, nextWord == .today, leftmostPhrase(from: at + 1) == nil { return nil }
    // `sat with rosa` is no Saturday.
    if on == 0, context.vocabulary.longestPhrase(in: self, at: at, saying: false) != nil, nextWord != .today {
      return nil
    }
    if on == 0, !source.isCanonical, let part = partOfDay(at), part.days != nil { return at..<at + part.length }
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
    if nextWord != .on, try readPartOfDay(verb.clausesByWord, into: &sentence) { return }
    let span = next.span.joined(with: token(range.upperBound - 1).span)
    if nextWord == .on { advance() }
    sentence.set(.day(try date()), clause: Clause.index(of: .on), span: span)
  }

  private mutating func subject(before index: Int, of verb: Verb) throws(Diagnostic) -> Mention {
    let subject = try name(verb.subject)
    if wordText(at) == "no", wordText(at + 1) == "longer", at + 2 == index {
      let phrase = token(index).span
      throw problem(
        "no fact ends with `no longer \(source.text(phrase))`", at: subject.span.joined(with: phrase),
        help: "`alice left Acme` ends work and membership, `alice no longer likes jazz` a trait")
    }
    // `luc now works for Acme`
    if at + 1 == index, !source.isCanonical, FunctionWords.besideVerbs.contains(nextWord) { advance() }
    guard at == index else {
      throw problem(
        "one name stands before the verb: unexpected `\(source.text(next.span))`", at: next.span, help: whatKithIsFor,
        matter: .verb)
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
    if slot.mayLackKeyword, let keyword = slot.keyword, nextWord != keyword.first, startsKnown(slot) { return true }
    guard let keyword = slot.keyword,
      accept(keyword, before: slot) || slot.otherKeywords.contains(where: { accept($0) })
    else {
      return false
    }
    if slot.fits(self) { return true }
    move(to: start)
    return false
  }

  /// Whether a name comes next that a slot could mean.
  private func startsKnown(_ slot: Slot) -> Bool {
    if slot.holds == .day { return startsDate }
    guard startsName, !isAtEnd, !startsEnding, let kind = slot.kind else { return false }
    var ahead = trial(at: at)
    let shape = NameShape(kind: kind, label: slot.label, alternatives: slot.alternatives)
    guard let name = try? ahead.name(shape) else { return false }
    return name.isQuoted || name.isOwner || isKnown(name.text, shape)
  }

  /// Whether what ends a question comes next: `as csv`, `as of friday`.
  private var startsEnding: Bool {
    nextWord == .as && (word(at + 1) == .of || wordText(at + 1).flatMap(Format.init) != nil)
  }

  private mutating func object(_ slot: Slot, of verb: Verb) throws(Diagnostic) -> Term<Mention> {
    skipBack(of: verb)
    if slot.isOptional || slot.isOptionalBehindSubject && hasSubject, !slot.begins(self) {
      if isRemembering { expect(allOf: slot.beginnings(self)) }
      return .none
    }
    if slot.mayComeFirst, let people = peopleAhead {
      peopleAhead = nil
      return .names(people)
    }
    if let keyword = slot.keyword, !accept(keyword, before: slot), !slot.mayLackKeyword, !slot.leads.contains(nextWord),
      !slot.otherKeywords.contains(where: { accept($0) })
    {
      throw unexpected(help: verb.hint, matter: .missing)
    }
    do throws(Diagnostic) { return try slot.read(&self) } catch {
      guard error.help == nil else { throw error }
      throw Diagnostic(error.message, at: error.span, in: source, help: verb.hint)
    }
  }

  /// Goes past a `back` behind a contact, which says nothing: `called bob back`.
  private mutating func skipBack(of verb: Verb) {
    if verb.isContact, !source.isCanonical, wordText(at) == "back" { advance() }
  }

  // MARK: Errors

  private mutating func tooMuch(_ verb: Verb) -> Diagnostic {
    if nextWord == .in, let (date, length) = DateExpression.match(self, at: at + 1) ?? monthOrYear(at: at + 1),
      date.isSpan
    {
      return notADay(
        next.span.joined(with: token(at + length).span), instead: date.day(from: context.today, tense: .past))
    }
    // `over christmas`, `last weekend`
    if let first = nextWordText, let second = wordText(at + 1),
      first == "over" || ["last", "this", "next"].contains(first) && second == "weekend"
    {
      return notADay(next.span.joined(with: tokenBeforeEnd.span))
    }
    if clauseWords.contains(nextWord), let word = nextWordText {
      return problem(
        "`\(word)` does not go with `\(verb.phrases[0].text)`", at: next.span, help: verb.hint, matter: .extra)
    }
    if let refusal = noName { return refusal }
    if case .note = next.kind { return problem("`\(verb.phrases[0].text)` takes no note", at: next.span) }
    guard furthest == at else {
      return problem("unexpected `\(source.text(next.span))`", at: next.span, help: verb.hint, matter: .extra)
    }
    return unexpected(help: verb.hint, matter: .extra)
  }

  /// The error for words behind somebody known that make no longer name with them; `nil` where nobody stands there.
  private var noName: Diagnostic? {
    let known = (startIndex..<at).first { somebody(at: $0)?.end == at }
    guard let known, next.kind == .word else { return nil }
    let end =
      (at..<endIndex).first { $0 > at && (token($0).kind != .word || clauseWords.contains(word($0))) } ?? endIndex
    let span = next.span.joined(with: token(end - 1).span)
    let name = source.text(token(known).span.joined(with: token(at - 1).span))
    if let (_, end) = somebody(at: at) {
      let other = source.text(next.span.joined(with: token(end - 1).span))
      return problem("an `and` is missing between `\(name)` and `\(other)`", at: next.span, matter: .extra)
    }
    return problem("`\(name)` is known, and `\(source.text(span))` is no name", at: span, matter: .extra)
  }

  /// Words without a verb may be the subject of one.
  private mutating func expectVerb(behindSubjectFrom start: Int, at end: Int) {
    openName = OpenName(start: start, kinds: [.person])
    move(to: end)
    expect(allOf: context.vocabulary.phrasesBehindSubjects)
  }

  private mutating func noVerb(from start: Int) -> Diagnostic {
    // Somebody known is no slip of a verb.
    var index = somebody(at: start)?.end ?? start
    var best: (index: Int, word: String)?
    let verbs = looksForNear ? context.vocabulary.firstWords : []
    while token(index).kind != .end, best == nil {
      // Neither a word of the language nor a name is a slip of a verb.
      guard looksForNear, index == start || word(index).keyword == nil && !isCapitalised(index) else {
        index += 1
        continue
      }
      // Behind the first word a verb is only one of many things a word can be: it has to be nearer.
      let edits = index == start ? nil : 1
      if let word = wordText(index), word.count > 2,
        let near = nearestSpelling(to: word, among: verbs, within: edits)
      {
        best = (index, near)
      }
      index += 1
    }
    if token(index).kind == .end { expectVerb(behindSubjectFrom: start, at: index) }
    if let best {
      let span = token(best.index).span
      if wordText(best.index) == best.word, let (_, end) = somebody(at: start), end == best.index {
        return problem(
          "`\(best.word)` needs more words behind it", at: span, help: "`help \(best.word)` shows how it is said",
          matter: .verb)
      }
      if wordText(best.index) == best.word {
        let phrases = context.vocabulary.verbs.flatMap(\.phrases).filter {
          [$0.words[0], $0.mine[0]].contains(best.word)
        }
        guard best.index == start else {
          return problem(
            "nobody is named before `\(best.word)`", at: span, help: "`help \(best.word)` shows how it is said",
            matter: .verb)
        }
        return problem(
          "`\(best.word)` needs more words behind it", at: span,
          help: "it begins \(listed(phrases.map { "`\($0.text)`" })); `help \(phrases[0].text)` shows more",
          matter: .verb)
      }
      if let (_, end) = somebody(at: start), end < best.index { return noVerb(behind: start..<end) }
      return problem(
        "kith knows no verb `\(source.text(span))`", at: span,
        help: "did you mean `\(best.word)`? `help` shows what can be said", instead: best.word, matter: .verb)
    }
    if let (_, end) = somebody(at: start), word(end) != .missing { return noVerb(behind: start..<end) }
    return problem(
      "kith finds no verb in this line", at: token(start).span.joined(with: token(max(start, index - 1)).span),
      help: whatKithIsFor, matter: .verb)
  }

  /// Somebody known has something behind that is no verb.
  private func noVerb(behind name: Range<Int>) -> Diagnostic {
    let span = token(name.lowerBound).span.joined(with: token(name.upperBound - 1).span)
    let word = token(name.upperBound).span
    return problem(
      "`\(source.text(span))` is known, and `\(source.text(word))` is no verb of kith", at: word,
      help: "`help` shows what can be said, and `help phrase` how to teach kith a word of yours", matter: .verb)
  }
}
