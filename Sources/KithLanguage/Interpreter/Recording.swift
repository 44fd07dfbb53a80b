import KithGraph
import KithSyntax

extension Interpreter {
  /// Records a statement: resolves its names, makes the new ones, fills in what context supplies.
  /// - Throws: the diagnostic; then nothing has changed.
  mutating func record(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) -> Recorded {
    let mark = chronicle.mark
    do throws(Diagnostic) {
      let found = try resolved(parsed, source)
      let (sentence, new) = try interned(found, source)
      return try record(sentence, new, parsed, statement, source)
    } catch {
      chronicle.cutNames(to: mark)
      throw error
    }
  }

  private mutating func record(
    _ resolved: Sentence<Node>, _ new: [Node], _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) -> Recorded {
    var sentence = resolved.labelled(memory.labels)
    var hints: [String] = []
    if case .record(_, let resolve?, _) = chronicle.vocabulary.verb(of: sentence.phrase).effect {
      let named = memory.named.filter { chronicle.isLive($0.statement) }.map(\.person)
      let said = sentence
      let rephrasing = try refusing(parsed, statement, source) { () throws(Refusal) in try resolve(said, named, &chronicle) }
      sentence = rephrasing.sentence
      if let hint = rephrasing.hint { hints.append(hint) }
    }
    sentence.stateKindOfPlace(chronicle.network.names)
    if sentence.day == nil { sentence.set(.day(day), clause: Clause.index(of: .on)) }
    try refuseFuture(parsed, statement, source)
    let facts = try refusing(parsed, statement, source) { () throws(Refusal) in try chronicle.facts(of: sentence) }
    try checkReadsBack(sentence, statement, source)
    let number = chronicle.record(sentence, facts)
    let names = chronicle.network.names
    let kept = Set(sentence.nodes)
    let told = new.filter { kept.contains($0) && !names.kind(of: $0).isLabel }
    return Recorded(
      number: number, text: chronicle.text(of: number), new: told.map { (names.kind(of: $0), names[$0]) }, warnings: hints)
  }

  /// What each name of a statement stands for. Nothing is made yet, and nobody holds the names when this returns.
  private func resolved(_ parsed: Sentence<Mention>, _ source: Source) throws(Diagnostic) -> Sentence<Resolver.Found> {
    let resolver = Resolver(source: source, names: chronicle.network.names)
    return try parsed.mapNames { (mention) throws(Diagnostic) in try resolver.find(mention) }
  }

  /// Makes the nodes that there are not yet; gives them besides. A name that is new twice in a statement is one node.
  private mutating func interned(
    _ found: Sentence<Resolver.Found>, _ source: Source
  ) throws(Diagnostic) -> (sentence: Sentence<Node>, new: [Node]) {
    var made: [Node: NodeKind] = [:]
    var new: [Node] = []
    let sentence = try found.mapNames { (found) throws(Diagnostic) -> Node in
      let mention: Mention
      switch found {
      case .node(let node): return node
      case .new(let name): mention = name
      }
      let kind = mention.shape.kind
      let known = chronicle.network.names.node(mention.text, in: kind.space)
      if let known, let first = made[known] {
        guard first == kind else {
          throw Diagnostic(
            "`\(mention.text)` is \(first.article) \(first.word) in this very statement", at: mention.span, in: source)
        }
        return known
      }
      let node = chronicle.intern(mention.text, as: kind)
      made[node] = kind
      new.append(node)
      return node
    }
    return (sentence.withoutRepeats, new)
  }

  private func refuseFuture(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    guard let day = parsed.day, day > today else { return }
    let span = parsed.clauses.first { $0.clause == Clause.index(of: .on) }?.span
    throw Diagnostic(
      "\(day) lies in the future, and this says what happened", at: span ?? statement.span, in: source,
      help: "say it on the day, or with the date it happened on")
  }

  /// Refuses what would not read back as itself: the journal is text, and one slip of the printer must not cost the
  /// network. Texts of plain characters need no second look.
  private func checkReadsBack(
    _ sentence: Sentence<Node>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) {
    let text = chronicle.text(of: sentence)
    if text.utf8.allSatisfy(isPlain) { return }
    if let script = try? Script(Source(name: nil, text: text)), script.lines.count == 1, script.lines[0].count == 1,
      let again = try? self.sentence(script.lines[0][0], script.source), says(again, sentence)
    {
      return
    }
    throw Diagnostic(
      "this cannot be kept: written down as `\(text)` it would mean something else", at: statement.span, in: source,
      help: "quote the names, and the note")
  }

  /// Whether a sentence read from text names the same things as one that is resolved.
  private func says(_ read: Sentence<Mention>, _ sentence: Sentence<Node>) -> Bool {
    func same(_ mention: Mention, _ node: Node) -> Bool {
      node == .me ? !mention.isQuoted && ownerWords.contains(mention.text) : mention.text == chronicle.network.names[node]
    }
    func same(_ read: Term<Mention>, _ term: Term<Node>) -> Bool {
      switch (read, term) {
      case (.names(let mentions), .names(let nodes)):
        mentions.count == nodes.count && zip(mentions, nodes).allSatisfy { same($0, $1) }
      case (.text(let a), .text(let b)): a.unicodeScalars.elementsEqual(b.unicodeScalars)
      case (.number(let a), .number(let b)): a == b
      case (.day(let a), .day(let b)): a == b
      case (.time(let a), .time(let b)), (.duration(let a), .duration(let b)): a == b
      case (.statements(let a), .statements(let b)): a == b
      case (.period(let a), .period(let b)): a == b
      case (.none, .none), (.flag, .flag): true
      default: false
      }
    }
    let isSameSubject =
      switch (read.subject, sentence.subject) {
      case (nil, nil), (nil, .some(.me)): true
      case (let mention?, let node?): same(mention, node)
      default: false
      }
    return isSameSubject && read.phrase == sentence.phrase && read.objects.count == sentence.objects.count
      && zip(read.objects, sentence.objects).allSatisfy { same($0, $1) } && read.clauses.count == sentence.clauses.count
      && zip(read.clauses, sentence.clauses).allSatisfy { $0.clause == $1.clause && same($0.term, $1.term) }
  }
}

/// Characters that no rule of the language reads apart.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
    UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "\""):
    true
  default: false
  }
}

extension Sentence where Name == Node {
  /// The sentence with the statements it refers to by a script's labels called by their numbers.
  fileprivate func labelled(_ labels: [Int: Int]) -> Self {
    var sentence = self
    sentence.objects = objects.map {
      if case .statements(let numbers) = $0 { .statements(numbers.map { labels[$0] ?? $0 }) } else { $0 }
    }
    return sentence
  }

  /// Each list with every name once, in order of first mention.
  fileprivate var withoutRepeats: Self {
    func once(_ term: Term<Node>) -> Term<Node> {
      guard case .names(let nodes) = term, nodes.count > 1 else { return term }
      var seen: Set<Node> = []
      return .names(nodes.filter { seen.insert($0).inserted })
    }
    var sentence = self
    sentence.objects = objects.map(once)
    sentence.clauses = clauses.map { ClauseTerm(clause: $0.clause, term: once($0.term), span: $0.span) }
    return sentence
  }

  /// Says that a place is meant where an org or a group has the same name, so that the text reads back to the place.
  fileprivate mutating func stateKindOfPlace(_ names: Names) {
    let plain = Clause.index(of: .place)
    guard let place = clause(plain)?.nodes.first, names.kind(of: place) == .place,
      let party = names.node(names[place], in: .party), names.exists(party), names.kind(of: party) != .person
    else { return }
    clauses.removeAll { $0.clause == plain }
    set(.names([place]), clause: Clause.index(of: .atPlace))
  }
}
