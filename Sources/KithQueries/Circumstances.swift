import KithGrammar
import KithGraph

// What a statement has, said or not: whom, where, by which channel, what about. `log`, `count`, cards and predicates
// all ask here.

extension QueryContext {
  /// Whether a statement tells of a contact: it is one, or a plan with others that is done.
  package func isContact(_ sentence: Sentence<Node>) -> Bool {
    ((try? log.facts(of: sentence)) ?? []).contains { fact in
      switch fact {
      case .contact: return true
      case .planStep(let step) where step.change == .done:
        return agenda.plan(of: step.plan).map { !agenda.state(of: $0).people.isEmpty } ?? false
      default: return false
      }
    }
  }

  /// The people of a statement other than me: who does it, who it is about, and of what closes something, whom that was
  /// with.
  package func people(of sentence: Sentence<Node>) -> [Node] { nodes(of: sentence, in: .people).filter(isOther) }

  /// Whether a node is a person, and not me.
  package func isOther(_ node: Node) -> Bool { node != .me && names.kind(of: node) == .person }

  /// The nodes of a statement in a column, each once; the subject is one of the people, whatever it is.
  ///
  /// What closes something is of the people of that; a plan that is done happened where, and was about what, it was
  /// planned.
  package func nodes(of sentence: Sentence<Node>, in column: LogColumn) -> [Node] {
    let verb = log.vocabulary.verb(of: sentence.phrase)
    let subject = column == .people ? sentence.subject.map { [$0] } ?? [] : []
    let objects = zip(verb.slots, sentence.objects).filter { $0.0.column == column }.flatMap { $0.1.nodes }
    let clauses = sentence.clauses.filter { Clause.all[$0.clause].slot.column == column }.flatMap(\.term.nodes)
    let inherited =
      column == .people
      ? sentence.references.map { log[$0] } : column == .tags ? [] : planDone(by: sentence).map { [$0] } ?? []
    return (subject + objects + clauses + inherited.flatMap { nodes(of: $0, in: column) }).distinct
  }

  /// The plan that a statement says is done.
  private func planDone(by sentence: Sentence<Node>) -> Sentence<Node>? {
    guard let plan = sentence.references.first, let facts = try? log.facts(of: sentence) else { return nil }
    let isDone = facts.contains { if case .planStep(let step) = $0, case .done = step.change { true } else { false } }
    return isDone ? log[plan] : nil
  }

  /// Whether a statement is about a node: it names it, or closes what does. One without a subject names me.
  package func names(_ sentence: Sentence<Node>, _ node: Node) -> Bool {
    node == .me && sentence.subject == nil || sentence.nodes.contains(node)
      || sentence.references.contains { log[$0].nodes.contains(node) }
  }

  // MARK: Where

  /// Whether a statement is of a place: that one, or one that lies in it.
  package func isAt(_ place: Node, _ sentence: Sentence<Node>) -> Bool {
    let whole = sentence.clause(Clause.index(of: .within))?.nodes ?? []
    return (nodes(of: sentence, in: .place) + whole).contains { $0 == place || lies($0, in: place) }
  }

  /// Whether a place lies in another one, directly or through others.
  package func lies(_ place: Node, in whole: Node) -> Bool {
    var (here, seen) = (place, Set<Node>())
    while let next = wholes[here], seen.insert(here).inserted {
      if next == whole { return true }
      here = next
    }
    return false
  }

  // MARK: By which channel

  /// The channel of a statement: the one that is said, else its verb's; `nil` where it has none.
  package func channel(of sentence: Sentence<Node>) -> String? {
    let plan = planDone(by: sentence)
    if let channel = (plan ?? sentence).clause(Clause.index(of: .via))?.nodes.first { return names[channel] }
    if let plan { return plan.clause(Clause.index(of: .with)) == nil ? nil : Channel.inPerson.name }
    guard case .facts(let channel?, _) = log.vocabulary.verb(of: sentence.phrase).derivation else { return nil }
    return channel.name
  }

  /// Whether a statement went by a channel, or by a service that belongs to it.
  package func went(by channel: String, _ sentence: Sentence<Node>) -> Bool {
    guard let own = self.channel(of: sentence) else { return false }
    return Names.folded(own) == Names.folded(channel) || Channel.named(own)?.name == Names.folded(channel)
  }
}
