import KithGrammar
import KithGraph
import KithLog
import KithSyntax
import KithText

extension Interpreter {
  /// Records a statement: resolves its names, makes the new ones, fills in what context supplies.
  /// - Throws: the diagnostic; then nothing has changed.
  package func record(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) -> Recorded {
    let mark = log.mark
    do throws(Diagnostic) {
      let (sentence, new) = try resolved(parsed, source)
      try refuseTwoKinds(sentence, new, statement, source)
      return try record(sentence, new, parsed, statement, source)
    } catch {
      log.cutNames(to: mark)
      nearNames.cut(to: log.names.count)
      throw error
    }
  }

  private func record(
    _ resolved: Sentence<Node>, _ new: [Node], _ parsed: Sentence<Mention>, _ statement: Script.Statement,
    _ source: Source
  ) throws(Diagnostic) -> Recorded {
    let edited = try edited(by: statement, source)
    let verb = log.vocabulary.verb(of: resolved.phrase)
    var said = resolved.labelled(memory.labels)
    if verb.isDated, said.day == nil, said.clause(Clause.index(of: .until)) == nil {
      said.set(.day(edited.flatMap { log[$0].day } ?? day), clause: Clause.index(of: .on))
    }
    try refuseFuture(parsed, statement, source)
    if !verb.isPlan, said.day == today { try refuseLater(than: minute, parsed, statement, source) }
    let isAlone = edited != nil || memory.named.isEmpty
    let named = isAlone ? [] : memory.named.filter { log.isLive($0.statement) }.map(\.person)
    log.takesWordsAsTheyStand = memory.isReplaying || memory.isVersioned
    let rephrased = try refusing(parsed, statement, source) { () throws(StatementError) in
      try log.rephrased(said, language.entry(of: said.phrase), named: named, insteadOf: edited)
    }
    var sentence = rephrased.sentence
    sentence.statePlace()
    let facts = try refusing(parsed, statement, source) { () throws(StatementError) in
      try log.soundFacts(of: sentence, isEdit: edited != nil)
    }
    if !memory.isReplaying, let refusal = log.takenByMerge(sentence, facts) {
      throw Diagnostic(refusal.message, at: statement.span, in: source, help: refusal.help)
    }
    if edited == nil, new.isEmpty, !memory.isReplaying, !memory.isVersioned,
      let number = log.statement(saying: sentence, facts)
    {
      return Recorded(
        number: number, row: number, text: log.text(of: number), people: log[number].people(verb), new: [],
        told: "already so", warnings: [], isAlreadySo: true)
    }
    for case .planStep(let step) in facts where step.change == .done { try refuseToCome(step.plan, statement, source) }
    // A statement that renames prints the name that was. Of what is replayed, nothing is shown.
    let encoded = log.encoded(sentence)
    let text = memory.isReplaying ? "" : log.text(of: encoded)
    // What was typed in its canonical form was just read, and by the same names.
    let isCanonical = memory.isReplaying || new.isEmpty && source.says(text, at: statement.span)
    if !isCanonical { try checkReadsBack(text, sentence, statement, source) }
    let mark = log.mark
    if let label = statement.label, memory.keepsLabels, label - log.count < 1_000_000 {
      log.skip(to: label)
    }
    let change = memory.isReplaying ? nil : changeOfNames(verb, sentence)
    let row = log.record(sentence, as: encoded, facts, editing: edited)
    if edited != nil || !verb.isRecord { try rebuild(since: mark, statement, source) }
    if !verb.isRecord { nearNames = NearNames() }
    let fields = change.map { recordFields(after: $0) }
    if memory.isReplaying {
      return Recorded(number: edited ?? row, row: row, text: "", new: [], told: nil, warnings: [])
    }
    let names = log.names
    let kept = new.isEmpty ? [] : sentence.nodes
    let told = new.filter { kept.contains($0) && !names.kind(of: $0).isLabel }
    let warnings = rephrased.hint.map { [$0] } ?? []
    var slips: [String] = []
    if !verb.isDeclaration {
      for node in told { slips += slip(node).map { [$0] } ?? [] }
    }
    return Recorded(
      number: edited ?? row, row: row,
      text: edited == nil && verb.isRecord || verb.isUnlisted ? text : log.text(of: edited ?? row),
      people: log.reading(sentence).people(log.vocabulary.verb(of: sentence.phrase)),
      new: told.map { (names.kind(of: $0), names[$0]) }, told: rephrased.told ?? fields?.told, warnings: warnings,
      slips: slips,
      followed: fields?.followed ?? [])
  }

  /// What a new name could be a slip of, and the statement that mends it; `nil` where nothing is near.
  package func slip(_ node: Node) -> String? {
    let names = log.names
    let (name, kind) = (names[node], names.kind(of: node))
    func merging(_ other: Node) -> String {
      var printer = SentencePrinter(vocabulary: language.vocabulary, names: names)
      return "`merge \(printer.name(node, as: kind)) into \(printer.name(other, as: kind))`"
    }
    if let former = names.node(formerly: name, in: kind.space), former != node {
      return "`\(name)` was what `\(names[former])` was called; if that is meant: \(merging(former))"
    }
    // Short names are near one another without being slips.
    if name.count >= 4, let known = nearNames.nearest(to: name, kind, among: names) {
      return "`\(name)` is new, and one letter from `\(names[known])`; if the two are one: \(merging(known))"
    }
    guard kind == .person, name.utf8.contains(UInt8(ascii: " ")) else { return nil }
    let words = name.split(separator: " ")
    let known = words.indices.dropFirst().reversed().lazy.compactMap {
      names.node(words[..<$0].joined(separator: " "), in: kind.space)
    }.first {
      $0 != node && names.exists($0) && names.kind(of: $0) == kind
    }
    guard let known else { return nil }
    return "`\(name)` is a new person, and begins like `\(names[known])`; if the two are one: \(merging(known))"
  }

  /// The statement that this one says anew, if it does.
  private func edited(by statement: Script.Statement, _ source: Source) throws(Diagnostic) -> Int? {
    guard let label = statement.edited else { return nil }
    let number = memory.labels[label] ?? label
    guard log.isStatement(number) else {
      throw Diagnostic(
        number > log.count ? "there is no statement #\(number)" : "#\(number) is not a statement that counts",
        at: statement.span, in: source, help: "`log` shows the statements that stand")
    }
    return number
  }

  /// Rebuilds what the row behind a mark made read otherwise; takes that row out again if a statement could not stand.
  private func rebuild(
    since mark: StatementLog.Mark, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    guard let conflict = log.rebuild() else { return }
    log.cutRecords(to: mark)
    throw Diagnostic(
      words(conflict), at: statement.span, in: source, help: "`undo #\(conflict.number)` would take that back")
  }

  /// What each name of a statement stands for. Makes the nodes that there are not yet, and gives them besides: nobody
  /// finds them before the statement is recorded. A name that is new twice in a statement is one node.
  private func resolved(
    _ parsed: Sentence<Mention>, _ source: Source
  ) throws(Diagnostic) -> (sentence: Sentence<Node>, new: [Node]) {
    let resolver = Resolver(source: source, log: log, knowsMerged: !memory.isReplaying)
    var made: [Node: NodeKind] = [:]
    var new: [Node] = []
    let sentence = try parsed.resolved { (mention) throws(Diagnostic) -> Node in
      if let known = try resolver.find(mention) { return known }
      let kind = mention.shape.kind
      if transaction?.isStrict ?? isStrict, !memory.isReplaying, !mention.shape.isKindStated, kind.isDeclared {
        throw undeclared(mention, source)
      }
      let known = log.names.node(mention.text, in: kind.space, orMerged: false)
      if let known, let first = made[known] {
        guard first == kind else {
          throw Diagnostic(
            "`\(mention.text)` is \(first.article) \(first.word) in this very statement", at: mention.span, in: source)
        }
        return known
      }
      let node = log.intern(mention.text, as: kind)
      made[node] = kind
      new.append(node)
      return node
    }
    return (sentence.withoutRepeats, new)
  }

  /// The error for a new name where names have to be declared, with the nearest known one.
  private func undeclared(_ mention: Mention, _ source: Source) -> Diagnostic {
    let names = log.names
    let near = nearestSpelling(to: mention.text, among: names.unordered(mention.shape.kind).map { names[$0] })
    let declaration = "`\(mention.shape.kind.word) \(mention.text.quoted)` declares it"
    return Diagnostic(
      "`\(mention.text)` is new, and new names are declared here", at: mention.span, in: source,
      help: near.map { "did you mean `\($0)`? \(declaration)" } ?? declaration)
  }

  /// A place that becomes an org here must not meet somebody of its name who is made here too.
  private func refuseTwoKinds(
    _ sentence: Sentence<Node>, _ new: [Node], _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    let names = log.names
    for node in new where names.kind(of: node).space == .party {
      guard let place = names.node(names[node], in: .place), log.makesParty(of: place, sentence) else { continue }
      let kind = names.kind(of: node)
      throw Diagnostic(
        "`\(names[node])` is \(kind.article) \(kind.word) and something else in this very statement",
        at: statement.span,
        in: source)
    }
  }

  /// Refuses what would not read back as itself: the journal is text, and one slip of the printer must not cost the
  /// network.
  private func checkReadsBack(
    _ text: String, _ sentence: Sentence<Node>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    let written = Source(name: nil, text: text, isCanonical: true)
    if let statement = Script.onlyStatement(of: written, in: language.vocabulary),
      let again = try? readings(of: statement, written).first?.sentence,
      says(again, sentence)
    {
      return
    }
    throw Diagnostic(
      "this cannot be kept: written down as `\(text)` it would mean something else", at: statement.span, in: source,
      help: "quote the names, and the note")
  }

  /// Whether a sentence read from text names the same things as one that is resolved.
  private func says(_ read: Sentence<Mention>, _ sentence: Sentence<Node>) -> Bool {
    let names = log.names
    func same(_ mention: Mention, _ node: Node) -> Bool {
      node == .me ? mention.isOwner : mention.text == names[node]
    }
    func same(_ read: Term<Mention>, _ term: Term<Node>) -> Bool {
      switch (read, term) {
      case (.names(let mentions), .names(let nodes)):
        mentions.count == nodes.count && zip(mentions, nodes).allSatisfy { same($0, $1) }
      case (.text(let a), .text(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
      case (.number(let a), .number(let b)): a == b
      case (.day(let a), .day(let b)): a == b
      case (.date(let a), .date(let b)): a == b
      case (.time(let a), .time(let b)), (.duration(let a), .duration(let b)): a == b
      case (.statements(let a), .statements(let b)): a == b
      case (.period(let a), .period(let b)): a == b
      case (.fields(let a), .fields(let b)):
        a.count == b.count
          && zip(a, b).allSatisfy {
            same($0.name, $1.name)
              && $0.values.map { Array($0.unicodeScalars) } == $1.values.map { Array($0.unicodeScalars) }
          }
      case (.none, .none), (.flag, .flag): true
      default: false
      }
    }
    func isSame(_ a: Int, _ b: Int) -> Bool {
      a == b || Clause.all[a].slot.column == .place && Clause.all[b].slot.column == .place
    }
    let isSameSubject =
      switch (read.subject, sentence.subject) {
      case (nil, nil), (nil, .some(.me)): true
      case (let mention?, let node?): same(mention, node)
      default: false
      }
    return isSameSubject && read.phrase == sentence.phrase && read.objects.count == sentence.objects.count
      && zip(read.objects, sentence.objects).allSatisfy { same($0, $1) } && read.clauses.count == sentence.clauses.count
      && zip(read.clauses, sentence.clauses).allSatisfy { isSame($0.clause, $1.clause) && same($0.term, $1.term) }
  }
}

extension Sentence where Name == Node {
  /// The sentence with the statements it refers to by a script's labels called by their numbers.
  fileprivate func labelled(_ labels: [Int: Int]) -> Self {
    if labels.isEmpty { return self }
    var sentence = self
    sentence.objects = objects.map {
      if case .statements(let numbers) = $0 { .statements(numbers.map { labels[$0] ?? $0 }) } else { $0 }
    }
    return sentence
  }
}

extension StatementLog {
  /// The sentence as its verb says it otherwise, where that takes a look at the network.
  fileprivate func rephrased(
    _ sentence: Sentence<Node>, _ entry: VerbEntry, named: [Node], insteadOf edited: Int?
  ) throws(StatementError) -> ResolvedSentence {
    guard case .record(let resolve?) = entry.effect else { return ResolvedSentence(sentence: sentence) }
    // What an edit closes is closed by the statement that it stands in for.
    let closing = edited.flatMap { number in
      self[number].objects.contains { if case .statements = $0 { true } else { false } } ? number : nil
    }
    if let closing { withdraw([closing]) }
    defer { if let closing { restore([closing]) } }
    return try resolve(sentence, named, self)
  }

  /// What a sentence makes true, or how it makes others read, if that can be.
  fileprivate func soundFacts(of sentence: Sentence<Node>, isEdit: Bool) throws(StatementError) -> [Fact] {
    if case .rewriting(let means) = vocabulary.verb(of: sentence.phrase).derivation,
      let refusal = refusal(of: means(sentence.objects))
    {
      throw refusal
    }
    let facts = try facts(of: sentence)
    // An edit is checked against all statements when the projection is rebuilt.
    guard isEdit || facts.allSatisfy({ accepts($0, on: sentence.day ?? .first) }) else {
      throw StatementError("it is dated before what it refers to", help: "`log` shows the days")
    }
    return facts
  }
}
