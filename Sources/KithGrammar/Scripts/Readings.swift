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
    if let sentence = quickSentence(of: statement.tokens, source) {
      return [Reading(sentence: sentence, statement: statement, source: source)]
    }
    if !source.isCanonical {
      if let reworded = try reworded(statement, source) { return [reworded] }
      if let several = joined(statement, source, goingOn: nil) { return oneDay(of: several) }
    }
    var parser = StatementParser(statement.tokens, of: source, in: self)
    return [Reading(sentence: try parser.sentence(), statement: statement, source: source)]
  }

  private func quickSentence(
    of tokens: ArraySlice<Token>, _ source: Source, goingOn subject: Mention? = nil
  ) -> Sentence<Mention>? {
    var quick = StatementParser(tokens, of: source, in: self, isRemembering: false)
    quick.looksForNear = false
    return try? quick.sentence(goingOn: subject)
  }

  // MARK: Other orders of words

  /// The statement that a form stands for: of several that fit, the first that can be read.
  private func reworded(_ statement: Script.Statement, _ source: Source) throws(Diagnostic) -> Reading? {
    let parser = StatementParser(statement.tokens, of: source, in: self, isRemembering: false)
    var failure: Diagnostic?
    for (line, ahead) in parser.rewordings(from: parser.behindDate) {
      let said = Result { () throws(Diagnostic) in try only(line, statement) }
      if let ahead, let planned = try? only(ahead, statement), liesAhead(planned.sentence, unlike: try? said.get()) {
        return planned
      }
      switch said {
      case .success(let reading): return reading
      case .failure(let error): failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return nil
  }

  private func only(_ line: Source, _ statement: Script.Statement) throws(Diagnostic) -> Reading {
    guard var only = Script.onlyStatement(of: line, in: vocabulary) else {
      throw Diagnostic("this cannot be read", at: statement.span, in: line)
    }
    only.isQuestion = statement.isQuestion
    var parser = StatementParser(only.tokens, of: line, in: self)
    return Reading(sentence: try parser.sentence(), statement: only, source: line)
  }

  /// Whether what could be a plan or what happened is to come: a day from tomorrow on, one that is said without its year
  /// within 90 days, or a later time today.
  private func liesAhead(_ planned: Sentence<Mention>, unlike happened: Reading?) -> Bool {
    guard case .day(let day)? = planned.clause(Clause.index(of: .planned)) else { return false }
    if day == today, let minute, case .time(let time)? = planned.clause(Clause.index(of: .time)) {
      return time > minute
    }
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
      let rest = Script.Statement(label: nil, edited: nil, tokens: tokens[(index + length)...])
      let following = first.sentence.subject
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

  private func recording(_ tokens: ArraySlice<Token>, _ source: Source, goingOn subject: Mention?) -> Reading? {
    guard let sentence = quickSentence(of: tokens, source, goingOn: subject),
      vocabulary.verb(of: sentence.phrase).isRecord
    else { return nil }
    let statement = Script.Statement(label: nil, edited: nil, tokens: tokens)
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

extension Verb {
  /// Whether it says what happened at a time of some day.
  fileprivate var isEvent: Bool { !isPlan && clauses.contains { $0 === Clause.time } }
}
