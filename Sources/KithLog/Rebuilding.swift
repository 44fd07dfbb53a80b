import KithGrammar
import KithGraph

extension StatementLog {
  /// Rebuilds the projection of all statements; gives the first statement that cannot stand.
  package func rebuild() -> Conflict? {
    rebuilds += 1
    return rebuildProjection() ?? clash
  }

  /// Says that a snapshot holds it whole: nobody has to rebuild anything to read it.
  public func noteSnapshot() { (rebuilds, isTranslated) = (0, false) }

  /// Projects all statements from the start; gives the first one that cannot stand, if that is asked for. What was
  /// read from a file stood before.
  @discardableResult
  package func rebuildProjection(findsConflicts: Bool = true) -> Conflict? {
    beginProjection()
    var conflict: Conflict?
    for row in records.live where vocabulary.rewrites(records.phrase(of: row)) {
      if let why = rewrite(row) { conflict = conflict ?? Conflict(number: row, why: why) }
      specialRows.append(UInt32(row))
    }
    // Straight to where each chain of merges ends.
    for node in redirections.keys { redirections[node] = end(of: node) }
    for number in records.live {
      let sentence = self[number]
      if findsConflicts, let name = unknown(in: sentence) {
        conflict = conflict ?? Conflict(number: number, why: .unknown(name))
      }
      if findsConflicts, let name = takenByPlace(in: sentence) {
        conflict = conflict ?? Conflict(number: number, why: .sameName(name))
      }
      do throws(StatementError) {
        let facts = try facts(of: sentence)
        if findsConflicts, !facts.allSatisfy({ projectedNetwork.accepts($0, on: sentence.day ?? .first) }) {
          conflict = conflict ?? Conflict(number: number, why: .nothingOpen)
        }
        projectNext(sentence, facts, number)
      } catch { conflict = conflict ?? Conflict(number: number, why: .refused(error)) }
    }
    endProjection()
    return conflict
  }

  /// Makes statements and names read as the special rows say: of what was read from a file, only that is projected.
  package func readOtherwise() {
    let rows = liveSpecialRows
    for row in rows where vocabulary.rewrites(records.phrase(of: row)) { _ = rewrite(row) }
    for node in redirections.keys { redirections[node] = end(of: node) }
    for row in rows.sorted() where !vocabulary.rewrites(records.phrase(of: row)) {
      let sentence = self[row]
      for fact in (try? facts(of: sentence)) ?? [] where fact.isOfNames {
        projectedNetwork.apply(fact, by: row, on: sentence.day ?? .first)
      }
    }
  }

  /// A name that a sentence makes an org or a group, while a place of that name stands before it: read again, the place
  /// would become that one.
  private func takenByPlace(in sentence: Sentence<Node>) -> String? {
    let names = names
    return mentions(of: sentence).lazy.filter { [.org, .group].contains($0.kind) && !names.exists($0.node) }
      .first { mention in
        names.node(names[mention.node], in: .place).map { $0 != mention.node && names.exists($0) } ?? false
      }
      .map { names[$0.node] }
  }

  /// Whether a sentence makes a place an org or a group.
  package func makesParty(of place: Node, _ sentence: Sentence<Node>) -> Bool {
    mentions(of: sentence).contains { $0.node == place && ($0.kind == .org || $0.kind == .group) }
  }

  /// A name of a sentence that has to be known, and is not.
  private func unknown(in sentence: Sentence<Node>) -> String? {
    let verb = vocabulary.verb(of: sentence.phrase)
    if let subject = sentence.subject, !verb.otherSubjects.isEmpty, !names.exists(subject) {
      return names[subject]
    }
    let nodes = zip(verb.slots, sentence.objects).lazy.filter { $0.0.mustExist }.flatMap { $0.1.nodes }
    return nodes.first { !names.exists($0) }.map { names[$0] }
  }

  /// Makes statements read otherwise; says why that cannot be.
  private func rewrite(_ row: Int) -> Conflict.Why? {
    let sentence = records[row]
    guard case .rewriting(let means) = vocabulary.verb(of: sentence.phrase).derivation else { return nil }
    switch means(sentence.objects) {
    case .rename(let node, let name): projectedNetwork.rename(node, to: name)
    case .set(let option): projectedNetwork.set(option)
    case .merge(let node, let other):
      if end(of: other) == node { return .merged(names: names[node]) }
      redirections[node] = other
      let whole = end(of: other)
      projectedNetwork.retire(node, into: whole, by: row)
    }
    return nil
  }

  /// Where the chain of merges from a node ends.
  private func end(of node: Node) -> Node {
    var node = node
    while let next = redirections[node] { node = next }
    return node
  }

  /// The sentence with the nodes that it names by now, each once in a list.
  package func redirected(_ sentence: Sentence<Node>) -> Sentence<Node> {
    guard !redirections.isEmpty, !vocabulary.rewrites(sentence.phrase),
      sentence.nodes.contains(where: { redirections[$0] != nil })
    else { return sentence }
    var told = sentence.map { redirections[$0] ?? $0 }.withoutRepeats
    // `met bob with tom` is `met bob` where tom is bob.
    let with = Clause.index(of: .with)
    if let companions = told.clause(with)?.nodes {
      let named = Set(told.objects.flatMap(\.nodes) + (told.subject.map { [$0] } ?? []))
      let others = companions.filter { !named.contains($0) }
      told.clauses.removeAll { $0.clause == with }
      if !others.isEmpty { told.set(.names(others), clause: with) }
    }
    return told
  }

  /// A statement that stands on a name being another kind of thing than it is, or on one that another node bears too.
  private var clash: Conflict? {
    let names = names
    if let (name, node) = names.disputedAlias, let number = records.live.first(where: { self[$0].subject == node }) {
      return Conflict(number: number, why: .sameName(name))
    }
    for number in records.live {
      for (node, kind) in mentions(of: self[number]) {
        if kind != .place && names.kind(of: node) != kind {
          return Conflict(number: number, why: .otherKind(names: names[node], kind))
        }
        if node != .me, names.node(names[node], in: names.kind(of: node).space) != node {
          return Conflict(number: number, why: .sameName(names[node]))
        }
      }
    }
    return nil
  }

  /// What a sentence makes true.
  package func facts(of sentence: Sentence<Node>) throws(StatementError) -> [Fact] {
    guard case .facts(_, let means) = vocabulary.verb(of: sentence.phrase).derivation else { return [] }
    let said = circumstances(of: sentence)
    let facts = try means(said, sentence.subject ?? .me, sentence.objects)
    if let end = said.until?.end { return facts.ending(on: end) }
    guard let place = said.place, let whole = said.within, place != whole else { return facts }
    return facts + [.location(place, in: whole)]
  }

  /// Takes some statements out of the projection, or rebuilds it where that is not the same: other statements may read
  /// otherwise without these, and a node may only be an org or a group because one of them says so.
  package func removeFromProjection(_ numbers: [Int]) -> Conflict? {
    guard let first = numbers.min() else { return nil }
    let mentions = numbers.flatMap { self.mentions(of: self[$0]) }
    let isFar = numbers.contains { number in
      records.edited(by: number) != nil || vocabulary.rewrites(records.phrase(of: number))
        || namesBesides(self[number])
    }
    let names = names
    if isFar
      || mentions.contains(where: { [.org, .group, .plan, .field].contains($0.kind) || names.hasAlias($0.node) })
    {
      return rebuild()
    }
    removeFacts(of: numbers, first: first, mentions: mentions.map(\.node))
    return nil
  }

  private func namesBesides(_ sentence: Sentence<Node>) -> Bool {
    ((try? facts(of: sentence)) ?? []).contains { if case .alias = $0 { true } else { false } }
  }

  /// Every node that a sentence names, with the kind that the slot asks for.
  package func mentions(of sentence: Sentence<Node>) -> [(node: Node, kind: NodeKind)] {
    let names = names
    let verb = vocabulary.verb(of: sentence.phrase)
    if verb.isUnlisted { return [] }
    var mentions: [(node: Node, kind: NodeKind)] = []
    if let subject = sentence.subject {
      let kind = names.kind(of: subject)
      mentions.append((subject, verb.otherSubjects.contains(kind) ? kind : .person))
    }
    for (slot, term) in zip(verb.slots, sentence.objects) {
      mentions += term.nodes.map { ($0, slot.kind(of: $0, names)) }
    }
    for said in sentence.clauses {
      mentions += said.term.nodes.map { ($0, Clause.all[said.clause].slot.kind(of: $0, names)) }
    }
    return mentions
  }

  private func circumstances(of sentence: Sentence<Node>) -> Circumstances {
    var circumstances = Circumstances(day: .first)
    circumstances.phrase = vocabulary.phrases[sentence.phrase].place
    for said in sentence.clauses { Clause.all[said.clause].fill(said.term, &circumstances) }
    circumstances.weights = options.channelWeights
    circumstances.channelWeight = circumstances.channel.map { Channel.weight(of: names[$0], options.channelWeights) }
    return circumstances
  }
}

extension [Fact] {
  /// The same, and that they end on a day.
  fileprivate func ending(on day: Day) -> [Fact] {
    map(\.endedByItself) + compactMap { fact in fact.end.map { .dated(day, $0) } }
  }
}

/// Why a statement cannot stand as things are.
package struct Conflict {
  package let number: Int
  package let why: Why

  package enum Why {
    /// Its verb no longer accepts what it says.
    case refused(StatementError)
    /// It closes or moves what is not open.
    case nothingOpen
    /// A name it needs stands for something else.
    case otherKind(names: String, NodeKind)
    /// A name it needs is borne by something else too.
    case sameName(String)
    /// A name it needs is known by nothing before it.
    case unknown(String)
    /// It makes something part of itself.
    case merged(names: String)
  }
}
