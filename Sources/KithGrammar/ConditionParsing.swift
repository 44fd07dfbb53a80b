import KithGraph
import KithSyntax
import KithText

extension TypedSlot where Value == Condition<Node> {
  /// What must hold of a person; everybody where nothing is said.
  package static var condition: TypedSlot {
    let slot = Slot(label: "PREDICATES", kind: nil, holds: .question, column: .hidden) { parser throws(Diagnostic) in
      .condition(try parser.condition())
    }
    slot.isOptional = true
    slot.begins = { $0.startsCondition }
    slot.beginnings = { $0.context.vocabulary.predicates }
    return TypedSlot(slot: slot) { if case .condition(let condition) = $0 { condition } else { .all([]) } }
  }
}

extension TypedSlot where Value == ContactPattern<Node> {
  /// Statements of a verb, with whom and under which circumstances: `met alice at coffee`.
  package static var statementPattern: TypedSlot {
    let slot = Slot(label: "VERB CLAUSES since DATE", kind: nil, holds: .question, column: .hidden) {
      parser throws(Diagnostic) in
      .condition(.contact(try parser.statementPattern()))
    }
    slot.isOptional = true
    slot.begins = { $0.startsStatementPattern }
    slot.beginnings = { _ in
      [("since", "last month"), ("before", "2025"), ("between", "march and may"), ("contacted", "since friday")]
        .map { .start($0, meaning: "\($0) \($1)") }
    }
    slot.stops = boundWords
    slot.stops.insert(Keyword.contacted.word)
    return TypedSlot(slot: slot) { term in
      guard case .condition(.contact(let pattern)) = term else { return .anything() }
      return pattern
    }
  }
}

/// The words that say from when, or up to when.
private let boundWords = WordSet(.since, through: .between)

extension ContactPattern {
  /// What every statement of some days fits.
  package static func anything(from since: Day = .first, to until: Day = .last) -> ContactPattern {
    ContactPattern(verb: nil, sentence: Sentence(phrase: 0, subject: nil, objects: []), since: since, until: until)
  }
}

extension Verb {
  /// Whether `who` can ask for it: what is so of somebody, neither contact nor exchange.
  package var isPredicate: Bool {
    category == .statement && otherSubjects.isEmpty && clauses.map(\.name) == [Clause].dated.map(\.name)
  }

  /// Whether it says that people were in contact.
  package var isContact: Bool {
    if case .facts(.some, _) = derivation { slots.first?.kind == .person } else { false }
  }
}

extension StatementParser {
  fileprivate var startsCondition: Bool {
    next.kind == .tag || next.kind == .openParenthesis
      || [Keyword.not, .where, .in, .contacted].contains { nextWord == $0 }
      || predicatePhrase != nil || passiveAhead != nil
  }

  /// What may stand before `contacted`, as in `who was not contacted`: how many words, and whether they deny it.
  private var passiveAhead: (length: Int, denies: Bool)? {
    guard !source.isCanonical else { return nil }
    let ways: [(words: [String], denies: Bool)] = [
      (["was"], false), (["were"], false), (["has", "been"], false), (["have", "been"], false),
      (["was", "not"], true), (["were", "not"], true), (["has", "not", "been"], true), (["have", "not", "been"], true),
      (["wasn't"], true), (["weren't"], true), (["hasn't", "been"], true), (["haven't", "been"], true),
      (["i", "have", "not"], true), (["i", "haven't"], true), (["i", "have"], false), (["i"], false),
    ]
    return ways.first { way in
      way.words.indices.allSatisfy { wordText(at + $0)?.replacing("’", with: "'") == way.words[$0] }
        && word(at + way.words.count) == .contacted
    }.map { ($0.words.count, $0.denies) }
  }

  /// The phrase that comes next, of a verb whose statements are listed.
  fileprivate var keptPhrase: (phrase: Int, length: Int)? {
    context.vocabulary.longestPhrase(in: self, at: at, saying: false).flatMap {
      let verb = context.vocabulary.verb(of: $0.phrase)
      return verb.isKept && !verb.isUnlisted ? $0 : nil
    }
  }

  fileprivate var startsStatementPattern: Bool {
    keptPhrase != nil || nextWord == .contacted || next.kind == .tag || startsTimeIn
      || boundWords.contains(nextWord)
      || ([.via, .within] + [Clause].circumstances).contains { $0.keywords.contains { $0.first == nextWord } }
  }

  fileprivate mutating func statementPattern() throws(Diagnostic) -> ContactPattern<Mention> {
    let outer = stops
    defer { stops = outer }
    stops.formUnion(context.vocabulary.conditionWords)
    if accept("contacted") {
      var pattern = try contact(nil, isPredicate: false)
      pattern.isOfContact = true
      return pattern
    }
    guard let found = keptPhrase else { return try contact(nil, isPredicate: false) }
    advance(found.length)
    return try contact(context.vocabulary.phrases[found.phrase].verb, isPredicate: false)
  }

  private var predicatePhrase: (phrase: Int, length: Int)? {
    context.vocabulary.longestPhrase(in: self, at: at, saying: true).flatMap {
      let verb = context.vocabulary.verb(of: $0.phrase)
      return verb.isPredicate || verb.isContact ? $0 : nil
    }
  }

  /// Reads a condition: `not` binds before `and`, which may be left out, before `or`.
  package mutating func condition() throws(Diagnostic) -> Condition<Mention> {
    var either = [try conjunction()]
    while accept("or") { either.append(try conjunction()) }
    return either.count == 1 ? either[0] : .any(either)
  }

  private mutating func conjunction() throws(Diagnostic) -> Condition<Mention> {
    var all = [try negation()]
    while true {
      let before = at
      if accept("and"), isAtEnd { expect(allOf: context.vocabulary.predicates) }
      guard startsCondition else {
        move(to: before)
        return all.count == 1 ? all[0] : .all(all)
      }
      all.append(try negation())
    }
  }

  private mutating func negation() throws(Diagnostic) -> Condition<Mention> {
    // Any number of them, without going any deeper.
    var isOpposite = false
    if let passive = passiveAhead {
      advance(passive.length)
      isOpposite = passive.denies
    }
    while accept("not") { isOpposite.toggle() }
    if isOpposite { return .not(try affirmation()) }
    return try affirmation()
  }

  private mutating func affirmation() throws(Diagnostic) -> Condition<Mention> {
    guard next.kind == .openParenthesis else { return try predicate() }
    let open = next.span
    advance()
    let inner = try condition()
    guard next.kind == .closeParenthesis else { throw problem("this bracket is never closed", at: open) }
    advance()
    return inner
  }

  private mutating func predicate() throws(Diagnostic) -> Condition<Mention> {
    if next.kind == .tag { return .tag(try tag()) }
    let outer = stops
    defer { stops = outer }
    stops.formUnion(context.vocabulary.conditionWords)
    if accept("where") { return try comparison() }
    if accept("in") {
      return .belonging(try name(NameShape(kind: .place, label: "PLACE or GROUP", alternatives: [.group, .org])))
    }
    if accept("contacted") { return .contact(try contact(nil, isPredicate: true)) }
    guard let found = predicatePhrase else {
      throw unexpected(help: "say it like `works at acme`, `met at coffee` or `where given > 3`")
    }
    let verb = context.vocabulary.verb(of: found.phrase)
    stops.formUnion(verb.stops)
    isAsking = true
    advance(found.length)
    if verb.isContact { return .contact(try contact(context.vocabulary.phrases[found.phrase].verb, isPredicate: true)) }
    var fact = Sentence(phrase: found.phrase, subject: nil, objects: try objects(of: verb))
    let since = Clause.index(of: .since)
    if Clause.since.keywords.contains(where: { accept($0) }) { fact.set(.day(try date(spans: true)), clause: since) }
    return .fact(fact)
  }

  /// Reads the rest of a contact, or of any statement: whom with, where, by which channel, what about, and when.
  private mutating func contact(_ verb: Int?, isPredicate: Bool) throws(Diagnostic) -> ContactPattern<Mention> {
    var sentence = Sentence<Mention>(phrase: 0, subject: nil, objects: [.names([])])
    let circumstances = [Clause].circumstances
    stops.formUnion(WordSet((circumstances + [.via]).flatMap { $0.keywords.map(\.first) }))
    var (since, until, channel) = (Day.first, Day.last, String?.none)
    let isSince = readStretch(&since)
    let startsPeople =
      !isSince
      && (startsText
        || next.kind == .word && startsName && !startsCondition && DateExpression.match(self, at: at) == nil)
    expect(.name([.person], label: "PEOPLE"))
    if startsPeople {
      sentence.objects = [.names(try names(NameShape(kind: .person, label: "PEOPLE", isListed: true)))]
    }
    while true {
      let start = at
      if readStretch(&since) { continue }
      try readClauses(.circumstances, into: &sentence)
      if try readTime(&since, &until) { continue }
      if try readChannel(&channel) { continue }
      if try readPlace(&sentence, isPredicate) { continue }
      if at == start { break }
    }
    return ContactPattern(verb: verb, sentence: sentence, channel: channel, since: since, until: until)
  }

  /// Reads by which channel: `via phone`, `on zoom`. It has to be known, as a name in a question has to be.
  private mutating func readChannel(_ channel: inout String?) throws(Diagnostic) -> Bool {
    let start = at
    _ = acceptComma()
    guard accept("via") || nextWord == .on && channelLength(at: at + 1) != nil && accept("on") else {
      move(to: start)
      return false
    }
    let mention = try name(NameShape(kind: .channel, label: "CHANNEL"))
    guard channel == nil else { throw problem("the channel is said twice", at: mention.span) }
    guard isChannel(mention.text) else {
      let known = Channel.names.words + context.names.all(.channel).map { context.names[$0] }
      let near = nearestSpelling(to: mention.text, among: known)
      throw problem(
        "the network knows no channel `\(mention.text)`", at: mention.span,
        help: near == nil ? "the channels are \(Channel.standard.map(\.channel.name).joined(separator: ", "))" : nil,
        instead: near)
    }
    channel = mention.text
    return true
  }

  /// Reads where, behind `in`. In a predicate it has to be a place: a group or an org says who else is looked for.
  private mutating func readPlace(_ sentence: inout Sentence<Mention>, _ isPredicate: Bool) throws(Diagnostic) -> Bool {
    let (start, within) = (at, Clause.index(of: .within))
    guard sentence.clause(within) == nil, accept("in") else { return false }
    let mention = try name(NameShape(kind: .place, label: "PLACE"))
    if isPredicate, context.names.node(mention.text, in: .place).map({ context.names.exists($0) }) != true {
      move(to: start)
      return false
    }
    sentence.set(.names([mention]), clause: within)
    return true
  }

  /// Reads how far back something may lie: `for a month`, `in the last 2 weeks`, `within 30 days`.
  private mutating func readStretch(_ since: inout Day) -> Bool {
    // `in last week` is a week of the calendar.
    guard !source.isCanonical, let first = nextWordText, ["for", "in", "within", "over"].contains(first),
      !["last", "this"].contains(wordText(at + 1))
    else { return false }
    var ahead = trial(at: at + 1)
    while let word = ahead.nextWordText,
      ["the", "last", "past", "over", "more", "than", "about", "at", "least"].contains(word)
    {
      ahead.advance()
    }
    if let word = ahead.nextWordText, ["a", "an"].contains(word) { ahead.advance() }
    guard let period = try? ahead.period(), let day = period.before(context.today) else { return false }
    since = day
    let start = at
    move(to: ahead.at)
    mark(.date, from: start)
    return true
  }

  /// Reads when something happened: `since friday`, `before 2026-10`, `between A and B`, `in 2026-10`, `on 2026-11-03`,
  /// `last week`.
  private mutating func readTime(_ since: inout Day, _ until: inout Day) throws(Diagnostic) -> Bool {
    if accept("since") {
      since = try date(spans: true)
    } else if accept("before") {
      until = try date(spans: true).adding(days: -1) ?? .first
    } else if accept("between") {
      since = try date(spans: true)
      guard accept("and") else { throw unexpected() }
      until = try date(spans: true, isLast: true)
    } else if startsTimeIn {
      if DateExpression.match(self, at: at) == nil { advance() }
      let start = at
      since = try date(spans: true)
      move(to: start)
      until = try date(spans: true, isLast: true)
    } else {
      return false
    }
    return true
  }

  /// Whether a day or a span comes next in which something happened, with or without `in` or `on`.
  private var startsTimeIn: Bool {
    if DateExpression.match(self, at: at) != nil { return true }
    return (nextWord == .in || nextWord == .on) && DateExpression.match(self, at: at + 1) != nil
      || nextWord == .in && monthOrYear(at: at + 1) != nil
  }
}

extension Vocabulary {
  /// The words at which a name in a condition ends: what begins another one, or goes on with the question.
  package var conditionWords: WordSet {
    let phrases = verbs.filter { $0.isPredicate || $0.isContact }.flatMap(\.phrases).flatMap {
      [$0.words[0], $0.mine[0]]
    }
    let others: [Keyword] = [.not, .where, .contacted, .or, .in, .since, .before, .between, .sort, .limit, .show, .as]
    return WordSet(phrases.map { lexicon.word($0) } + others.map(\.word))
  }
}

extension Clauses {
  fileprivate static let circumstances = Clauses(.circumstances)
}

extension [Clause] {
  /// The clauses by which a question can choose among contacts.
  fileprivate static let circumstances: [Clause] = [.with, .atPlace, .atOrg, .atGroup, .atPlan, .place, .topics, .tags]
}
