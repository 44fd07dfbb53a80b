import KithGraph
import KithSyntax

/// One thing that a statement says, and the words that it was read from.
package struct Reading: Sendable {
  package var sentence: Sentence<Mention>
  package let statement: Script.Statement
  package let source: Source
}

extension ParserContext {
  /// What a statement says: as a rule one thing, in the words of its verb. Words that say nothing so may be a form that
  /// another line says, or several statements that `and`, `then` or `but` joins.
  /// - Throws: why it says nothing.
  package func readings(of statement: Script.Statement, _ source: Source) throws(Diagnostic) -> [Reading] {
    // Most statements read well: only for the others it takes remembering what could have stood there.
    if let sentence = quickSentence(of: statement.tokens, source), !isAsked(sentence, statement.tokens, source) {
      return [Reading(sentence: sentence, statement: statement, source: source)]
    }
    if !source.isCanonical, statement.isTypable {
      if let several = joined(statement, source, goingOn: nil) { return oneDay(of: several) }
      if let reworded = try reworded(statement, source) { return reworded }
    }
    var parser = StatementParser(statement.tokens, of: source, in: self)
    let asks = parser.problem(
      "this asks what kith cannot answer", at: statement.span, help: "`help` shows what can be asked", matter: .verb)
    if !source.isCanonical, parser.asksAboutSomebody { throw asks }
    let sentence = try parser.sentence()
    if isAsked(sentence, statement.tokens, source) { throw asks }
    return [Reading(sentence: sentence, statement: statement, source: source)]
  }

  /// What the tokens of a statement say.
  package func readings(of tokens: ArraySlice<Token>, _ source: Source) throws(Diagnostic) -> [Reading] {
    try readings(of: Script.Statement(label: nil, edited: nil, tokens: tokens), source)
  }

  /// Whether what reads as a statement is a question all the same: `do I owe rosa a coffee`. Capitalised, its first word
  /// may be a name, but not before a pronoun. Without a subject, `was promoted` is about me.
  private func isAsked(_ sentence: Sentence<Mention>, _ tokens: ArraySlice<Token>, _ source: Source) -> Bool {
    guard !source.isCanonical, vocabulary.verb(of: sentence.phrase).isKept, let first = tokens.first,
      first.kind == .word,
      FunctionWords.ofAsking.contains(first.word)
    else { return false }
    let next = tokens.dropFirst().first?.word ?? .missing
    let isCapitalised = (0x41...0x5A).contains(source.bytes[first.span.start])
    if ownerWords.contains(next) || pronouns.contains(next) { return true }
    guard let subject = sentence.subject else { return FunctionWords.ofIs.contains(first.word) }
    // `Will called`, but not `Has rosa called`
    let parser = StatementParser(tokens, of: source, in: self, isRemembering: false)
    return !isCapitalised
      || parser.somebody(at: tokens.startIndex + 1).map { _, end in
        subject.span.end >= parser.token(end - 1).span.end
      } ?? false
  }

  private func quickSentence(
    of tokens: ArraySlice<Token>, _ source: Source, goingOn subject: Mention? = nil
  ) -> Sentence<Mention>? {
    var quick = StatementParser(tokens, of: source, in: self, isRemembering: false)
    quick.looksForNear = false
    return try? quick.sentence(goingOn: subject)
  }

  // MARK: Other orders of words

  /// What a form stands for: of several that fit, the first that can be read.
  private func reworded(_ statement: Script.Statement, _ source: Source) throws(Diagnostic) -> [Reading]? {
    let parser = StatementParser(statement.tokens, of: source, in: self, isRemembering: false)
    var failure: Diagnostic?
    for rewording in parser.rewordings(from: parser.behindDate) {
      let (line, ahead, needsDay) = (rewording.line, rewording.ahead, rewording.needsDay)
      let said = line.map { line in Result { () throws(Diagnostic) in try all(of: line, statement) } }
      if let ahead, let planned = try? all(of: ahead, statement).map(laterToday), planned.count == 1,
        liesAhead(planned[0].sentence, unlike: (try? said?.get())?.first, isOnly: line == nil)
      {
        return planned
      }
      guard let line, let said else { continue }
      switch said {
      case .success(let readings):
        let isDated = readings.allSatisfy { $0.sentence.clause(Clause.index(of: .on)) != nil }
        if !needsDay || isDated { return readings }
      case .failure(let error):
        // What is asked otherwise is explained as it stands.
        let first = line.bytes.prefix { $0 != UInt8(ascii: " ") }
        if !vocabulary.asks(vocabulary.lexicon.word(String(decoding: first, as: UTF8.self))) {
          failure = failure ?? error
        }
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// What the statements of a line say, in the words of their verbs, or joined.
  private func all(of line: Source, _ said: Script.Statement) throws(Diagnostic) -> [Reading] {
    var readings: [Reading] = []
    for (statement, source) in try Script(line, in: vocabulary).statements {
      var statement = statement
      statement.isQuestion = said.isQuestion
      if let sentence = quickSentence(of: statement.tokens, source) {
        readings.append(Reading(sentence: sentence, statement: statement, source: source))
      } else if let several = joined(statement, source, goingOn: nil) {
        readings += oneDay(of: several)
      } else {
        var parser = StatementParser(statement.tokens, of: source, in: self)
        readings.append(Reading(sentence: try parser.sentence(), statement: statement, source: source))
      }
    }
    return readings
  }

  /// What is planned for a time that is still to come today, with the day.
  private func laterToday(_ planned: Reading) -> Reading {
    let day = Clause.index(of: .planned)
    guard planned.sentence.clause(day) == nil, let minute,
      case .time(let time)? = planned.sentence.clause(Clause.index(of: .time)), time > minute
    else { return planned }
    var today = planned
    today.sentence.set(.day(self.today), clause: day)
    return today
  }

  /// Whether what could be a plan or what happened is to come: a day from tomorrow on, one that is said without its year
  /// within 90 days, or a later time today.
  private func liesAhead(_ planned: Sentence<Mention>, unlike happened: Reading?, isOnly: Bool) -> Bool {
    guard case .day(let day)? = planned.clause(Clause.index(of: .planned)) else { return false }
    if day == today, let minute, case .time(let time)? = planned.clause(Clause.index(of: .time)) {
      return time > minute
    }
    if isOnly { return day > today && day.days(since: today) <= 90 }
    if case .day(let last)? = happened?.sentence.clause(Clause.index(of: .on)), last <= today {
      return day > today && day.days(since: today) <= 90
    }
    return day > today
  }

  // MARK: Several in one

  /// The statements that joints join, each of which records something by itself; `nil` where that is not so.
  private func joined(
    _ statement: Script.Statement, _ source: Source, goingOn subject: Mention?
  ) -> [Reading]? {
    let tokens = statement.tokens
    let parser = StatementParser(tokens, of: source, in: self, isRemembering: false)
    for index in tokens.indices.dropFirst() {
      guard let length = parser.jointLength(index), index + length < tokens.endIndex,
        let first = recording(tokens[..<index], source, goingOn: subject)
      else { continue }
      var others = tokens[(index + length)...]
      // `rosa is from Kraków and she studies law`
      let (subject, whom) = (first.sentence.subject, whom(first.sentence))
      let isPronoun = others.first.map { StatementParser.goOn.contains($0.word) } ?? false
      if isPronoun, subject ?? whom != nil { others.removeFirst() }
      let following = isPronoun ? subject ?? whom : subject
      let rest = Script.Statement(label: nil, edited: nil, tokens: others)
      // Behind `set sven city Malmö` what is so goes on about him.
      if following == nil, let whom, let second = recording(rest.tokens, source, goingOn: whom),
        vocabulary.verb(of: second.sentence.phrase).isPredicate, namesNobodyUnheardOf(second.sentence)
      {
        return [first, second]
      }
      if let second = recording(rest.tokens, source, goingOn: following), namesNobodyUnheardOf(second.sentence) {
        return [first, second]
      }
      if let others = joined(rest, source, goingOn: following), others.allSatisfy({ namesNobodyUnheardOf($0.sentence) })
      {
        return [first] + others
      }
    }
    return nil
  }

  /// Whom an imperative is about: `set rosa city Leeds`.
  private func whom(_ sentence: Sentence<Mention>) -> Mention? {
    guard vocabulary.verb(of: sentence.phrase).category == .imperative, let names = sentence.objects.first?.names,
      names.count == 1, names[0].shape.kind == .person
    else { return nil }
    return names[0]
  }

  private func recording(_ tokens: ArraySlice<Token>, _ source: Source, goingOn subject: Mention?) -> Reading? {
    let statement = Script.Statement(label: nil, edited: nil, tokens: tokens)
    guard let sentence = quickSentence(of: tokens, source, goingOn: subject) else {
      guard let reworded = (try? reworded(statement, source)) ?? nil, reworded.count == 1 else { return nil }
      return vocabulary.verb(of: reworded[0].sentence.phrase).isRecord ? reworded[0] : nil
    }
    guard vocabulary.verb(of: sentence.phrase).isRecord else { return nil }
    return Reading(sentence: sentence, statement: statement, source: source)
  }

  /// Whether all people in a sentence are known, me, or begin with a capital: who is new behind `and` may else be no
  /// name at all.
  private func namesNobodyUnheardOf(_ sentence: Sentence<Mention>) -> Bool {
    let mentions =
      [sentence.subject].compactMap { $0 } + sentence.objects.flatMap(\.names) + sentence.clauses.flatMap(\.term.names)
    return mentions.filter { $0.shape.kind == .person }.allSatisfy { mention in
      mention.isOwner || mention.isQuoted || mention.text.first?.isUppercase ?? false
        || names.known(mention.text) != nil
    }
  }

  /// The same readings, what happened in all of them on the one day that is said.
  private func oneDay(of readings: [Reading]) -> [Reading] {
    let on = Clause.index(of: .on)
    func isEvent(_ reading: Reading) -> Bool { vocabulary.verb(of: reading.sentence.phrase).isEvent }
    let days = readings.filter(isEvent).compactMap { reading -> Day? in
      if case .day(let day)? = reading.sentence.clause(on) { day } else { nil }
    }
    guard let day = days.first, days.allSatisfy({ $0 == day }) else { return readings }
    return readings.map { reading in
      var reading = reading
      if isEvent(reading) { reading.sentence.set(.day(day), clause: on) }
      return reading
    }
  }
}

extension Script.Statement {
  /// Whether somebody may have typed it. What nobody types is read in the words of its verb alone, and no line is made
  /// of it: how long that takes grows with the square of its words.
  package var isTypable: Bool { tokens.count <= StatementParser.mostTyped }
}

extension Verb {
  /// Whether it says what happened, or was asked or promised, on some day.
  fileprivate var isEvent: Bool { !isPlan && (isAhead || clauses.contains { $0 === Clause.time }) }
}
