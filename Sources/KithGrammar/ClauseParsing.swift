import KithGraph
import KithSyntax

private let onIndex = Clause.index(of: .on)

/// The words that begin clauses behind a free text.
private let wordsBehindText = WordSet([Keyword.by, .before, .on, .worth, .every].map(\.word))

extension StatementParser {
  package mutating func readClauses(_ clauses: Clauses, into sentence: inout Sentence<Mention>) throws(Diagnostic) {
    while true {
      let start = at
      if try readPartOfDay(clauses, into: &sentence) { continue }
      _ = acceptComma()
      guard let (index, clause) = clauseAhead(of: clauses) else {
        move(to: start)
        if readAside(clauses, into: &sentence) { continue }
        return
      }
      let keyword = token(start).span
      let term = try clause.slot.read(&self)
      let said = sentence.clauses.first { $0.clause == index || Clause.all[$0.clause].excludes(clause) }
      switch (said?.term, term) {
      case (.names(let said)?, .names(let more)) where clause.repeats && said.count + more.count > 500:
        throw problem("a statement has 500 of these at most", at: keyword, help: "say it in several statements")
      case (.names(let said)?, .names(let more)) where clause.repeats: sentence.set(.names(said + more), clause: index)
      case (.time?, .time(let minute)) where partOfTime != nil:
        // `tonight at 8`
        let time = isTimeOpen ? partOfTime?.minute(like: minute) ?? minute : minute
        sentence.set(.time(time), clause: index, span: keyword.joined(with: token(at - 1).span))
        (partOfTime, isTimeOpen) = (nil, false)
      case (.day?, .day(let day)) where index == onIndex && day > context.today && takes(.by, in: clauses):
        // `yesterday promised bob a book on 3 dec`
        sentence.set(term, clause: Clause.index(of: .by), span: keyword.joined(with: token(at - 1).span))
      case (nil, _): sentence.set(term, clause: index, span: keyword.joined(with: token(at - 1).span))
      default:
        throw problem(
          "`\(source.text(keyword))` is said twice", at: keyword.joined(with: token(at - 1).span),
          help: "a statement has one \(clause.slot.label) at most")
      }
    }
  }

  private func takes(_ clause: Clause, in clauses: Clauses) -> Bool { clauses.all.contains { $0 === clause } }

  /// Reads a word that says of a whole statement how it was, before more of it: `again on thursday`. It is kept as the
  /// note.
  private mutating func readAside(_ clauses: Clauses, into sentence: inout Sentence<Mention>) -> Bool {
    let note = Clause.index(of: .note)
    guard !source.isCanonical, FunctionWords.asides.contains(nextWord), sentence.clause(note) == nil,
      clauses.all.contains(where: { $0 === Clause.note }), clausesOnly(from: at + 1, clauses)
    else { return false }
    sentence.set(.text(source.text(next.span)), clause: note, span: next.span)
    advance()
    return true
  }

  /// The clause that begins here, with its keyword read.
  private mutating func clauseAhead(of clauses: Clauses) -> (Int, Clause)? {
    if isAtEnd, !isRemembering { return nil }
    for clause in isRemembering ? clauses.all : clauses.beginning(with: nextWord) {
      if isRemembering, let bare = clause.bareExpectation { expect(bare) }
      if let beginsBare = clause.beginsBare, beginsBare(self) { return (Clause.index(of: clause), clause) }
      for keyword in clause.keywords {
        let start = at
        guard accept(keyword, before: clause.slot, isDocumented: clause.isDocumented) else { continue }
        if clause.accepts(self, keyword) { return (Clause.index(of: clause), clause) }
        move(to: start)
      }
    }
    return nil
  }

  /// Whether the whole rest is clauses: where no text has begun, any of them may come first.
  package var isClausesOnly: Bool { clausesOnly(from: at) }

  /// Whether everything from an index on is clauses.
  package func clausesOnly(from index: Int) -> Bool { clausesOnly(from: index, clauses) }

  private func clausesOnly(from index: Int, _ clauses: Clauses) -> Bool {
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
    case .word:
      let isTime =
        !source.isCanonical && word(index) == .at && takes(.time, in: clauses) && self.trial(at: index + 1).startsTime
      guard isTime || wordsBehindText.contains(word(index)) || self.trial(at: index).startsAdverbOfPeriod else {
        return false
      }
    default: return false
    }
    var trial = trial(at: index)
    var sentence = Sentence<Mention>(phrase: 0, subject: nil, objects: [])
    if (try? trial.readClauses(clauses, into: &sentence)) != nil { return trial.isAtEnd }
    // A day that the calendar does not have is no text either, nor is a time of day: reading the clause says so.
    let date = DateExpression.match(self, at: index + 1)
    guard word(index) == .by || word(index) == .on, !(date?.expression.isEnd ?? false),
      let length = date?.length ?? (source.isCanonical ? nil : monthOrYear(at: index + 1)?.length)
    else { return false }
    let end = index + 1 + length
    return token(end).kind == .end || isClauses(from: end)
      || !source.isCanonical && word(end) == .at && self.trial(at: end + 1).startsTime
  }
}
