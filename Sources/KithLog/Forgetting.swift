import KithGrammar
import KithGraph

/// What is left to say once somebody is forgotten.
public struct Forgotten: Sendable {
  /// Every name that stood for them: no file may hold one of these.
  public let names: [String]
  /// How many statements are gone.
  public let erased: Int
  /// How many are said without them now.
  public let reworded: Int
  /// The rows that say less than before, or nothing any more.
  package var rows: [Int] = []
  /// The statements about others in whose words a name still stands.
  public fileprivate(set) var mentions: [Int] = []

  /// Whether one of the names stands among the words of a text.
  public func isNamed(in text: String) -> Bool {
    let words = Forgotten.words(text)
    return names.lazy.map(Forgotten.words).contains { name in
      !name.isEmpty && words.indices.contains { words[$0...].starts(with: name) }
    }
  }

  private static func words(_ text: String) -> [Substring] {
    Names.folded(text).split { !($0.isLetter || $0.isNumber) }
  }
}

extension StatementLog {
  /// Erases a node from every statement there ever was, with the notes of those that named it.
  ///
  /// Where others met too, the meeting keeps its number of people; where a list holds others, the rest of it stands.
  /// Any other statement that named the node is gone, and its number stays unused.
  ///
  /// What was taken back, or said anew since, is erased where the name stands in its words. A name that is nobody's any
  /// more can be forgotten for that alone.
  package func forget(_ name: String) throws(StatementError) -> Forgotten {
    let node = try bearer(of: name)
    let gone = Set((node.map { [$0] } ?? []) + (node.map(nodes) ?? []))
    let names = node == nil ? [name] : names(of: gone)
    let rewording = Rewording(self, without: gone, called: Forgotten(names: names, erased: 0, reworded: 0))
    guard
      node != nil || !rewording.erased.isSubset(of: Set((1..<count + 1).filter { records.state(of: $0) == .erased }))
    else {
      throw StatementError("the network knows no name `\(name)`", help: "`who show name` lists the people")
    }
    let statements = (1..<count + 1).filter(isStatement)
    let erased = statements.count { rewording.erased.contains($0) }
    let reworded = statements.count { row in
      !rewording.erased.contains(row) && self[row].nodes.contains { gone.contains($0) }
    }
    let rows = (1..<count + 1).filter { row in
      rewording.reworded.contains(row) || rewording.erased.contains(row) && records.state(of: row) != .erased
    }
    replace(rewording.records, erasing: gone)
    note(.forget, rows)
    let telling = names + names.compactMap(firstNameOfNobodyElse)
    var forgotten = Forgotten(names: telling, erased: erased, reworded: reworded)
    forgotten.rows = rows
    forgotten.mentions = liveNumbers.filter { forgotten.isNamed(in: text(of: $0)) }
    return forgotten
  }

  /// Whom a name means: somebody who is known, or was named in what was taken back; `nil` where it is no name.
  private func bearer(of name: String) throws(StatementError) -> Node? {
    let names = self.names
    let spaces: [NodeKind.Space] = [.party, .place, .topic]
    let found = spaces.lazy.compactMap { names.node(name, in: $0) }
    let people = names.people(withFirstName: name)
    let node = found.first { names.exists($0) } ?? people.first ?? found.first
    guard node != .me else {
      throw StatementError("`me` is the owner of the network", help: "delete its files to forget it all")
    }
    if let node, !names.exists(node) || names.node(name, in: names.kind(of: node).space) == node { return node }
    guard people.count < 2 else {
      throw StatementError("`\(name)` could be \(listed(people.map { "`\(names[$0])`" }))", help: "write the full name")
    }
    return node
  }

  private func firstNameOfNobodyElse(_ name: String) -> String? {
    guard let first = name.split(separator: " ").first.map(String.init), first.utf8.count < name.utf8.count else {
      return nil
    }
    let isAnybody = self.names.node(first, in: .party).map { self.names.exists($0) } ?? false
    return isAnybody || !self.names.people(withFirstName: first).isEmpty ? nil : first
  }

  /// Every name that the nodes bear, bore, or bear besides.
  private func names(of nodes: Set<Node>) -> [String] {
    var found: Set<String> = []
    for node in nodes {
      found.formUnion([self.names[node], self.names.firstName(of: node)] + self.names.aliases(of: node))
    }
    for row in 1..<(count + 1) where isLive(row) || isWithdrawn(row) {
      let sentence = records[row]
      for fact in (try? facts(of: sentence)) ?? [] {
        if case .alias(let node, let name, _) = fact, nodes.contains(node) { found.insert(name) }
      }
      if case .rewriting(let means) = vocabulary.verb(of: sentence.phrase).derivation,
        case .rename(let node, let name) = means(sentence.objects), nodes.contains(node)
      {
        found.insert(name)
      }
    }
    return found.sorted()
  }
}

/// The records without some nodes.
private struct Rewording {
  private(set) var records: Records
  /// The numbers that are unused from now on.
  private(set) var erased: Set<Int> = []
  /// The numbers of the statements that say less than before.
  private(set) var reworded: Set<Int> = []

  init(_ log: StatementLog, without gone: Set<Node>, called forgotten: Forgotten) {
    let old = log.records
    records = Records(old.vocabulary)
    var rows: [Int: Sentence<Node>] = [:]
    for row in 1..<(old.count + 1) where old.state(of: row) != .erased {
      let original = old[row]
      let counts = log.isLive(row) && old.row(of: old.edited(by: row) ?? row) == row
      if !counts, forgotten.isNamed(in: log.text(of: original)) {
        reworded.insert(row)
        continue
      }
      guard original.nodes.contains(where: gone.contains) else {
        rows[row] = original
        continue
      }
      rows[row] = log.told(original, without: gone)
      reworded.insert(row)
    }
    // An edit that says enough without them takes the place of what it edits; every other version is gone.
    for row in 1..<(old.count + 1) {
      guard let edited = old.edited(by: row), reworded.contains(row) || reworded.contains(edited) else { continue }
      if old.row(of: edited) == row { rows[edited] = rows[row] }
      rows[row] = nil
    }
    // What refers to a statement that is gone is gone as well.
    var isStable = false
    while !isStable {
      let dangling = rows.filter { $0.value.references.contains { rows[$0] == nil } }.map(\.key)
      for row in dangling { rows[row] = nil }
      isStable = dangling.isEmpty
    }
    for row in 1..<(old.count + 1) {
      guard let sentence = rows[row] else {
        erased.insert(row)
        records.skip(to: row + 1)
        continue
      }
      _ = records.append(sentence, editing: old.edited(by: row))
      records.set(old.state(of: row), of: row)
    }
    records.takeTransactions(of: old)
    reworded.subtract(erased)
  }
}

extension StatementLog {
  /// What a sentence says without some nodes, and without its note; `nil` where nothing is left.
  fileprivate func told(_ sentence: Sentence<Node>, without gone: Set<Node>) -> Sentence<Node>? {
    let verb = vocabulary.verb(of: sentence.phrase)
    guard verb.isRecord else { return nil }
    var sentence = sentence
    sentence.clauses.removeAll { $0.clause == Clause.index(of: .note) }
    let facts = (try? facts(of: redirected(sentence))) ?? []
    if let present = facts.lazy.compactMap({ if case .contact(let present, _, _) = $0 { present } else { nil } }).first
    {
      guard let meeting = met(sentence, without: gone, of: present) else { return nil }
      sentence = meeting
    } else if verb.isPlan, sentence.clause(Clause.index(of: .with))?.nodes.contains(where: gone.contains) ?? false {
      sentence.add(others: 1)
    }
    var told = without(gone, sentence, verb)
    told?.statePlace()
    return told
  }

  /// A meeting without somebody, of two people at least: with fewer there was nothing between them.
  private func met(_ sentence: Sentence<Node>, without gone: Set<Node>, of present: [Node]) -> Sentence<Node>? {
    let rest = present.filter { !gone.contains($0) }
    guard rest.count > 1 else { return nil }
    var sentence = sentence
    var whom = sentence.objects[0].nodes.filter { !gone.contains($0) }
    var with = sentence.clause(Clause.index(of: .with))?.nodes.filter { !gone.contains($0) } ?? []
    if let subject = sentence.subject, gone.contains(subject) {
      let isMine = (whom + with).contains(.me)
      whom.removeAll { $0 == .me }
      with.removeAll { $0 == .me }
      sentence.subject = isMine ? nil : whom.isEmpty ? with.removeFirst() : whom.removeFirst()
    }
    if whom.isEmpty { (whom, with) = (with, []) }
    sentence.objects[0] = .names(whom)
    sentence.clauses.removeAll { $0.clause == Clause.index(of: .with) }
    if !with.isEmpty { sentence.set(.names(with), clause: Clause.index(of: .with)) }
    sentence.add(others: present.count - rest.count)
    return sentence
  }

  private func without(_ gone: Set<Node>, _ sentence: Sentence<Node>, _ verb: Verb) -> Sentence<Node>? {
    var sentence = sentence
    if let subject = sentence.subject, gone.contains(subject) { return nil }
    for (index, slot) in verb.slots.enumerated() {
      let nodes = sentence.objects[index].nodes
      guard nodes.contains(where: gone.contains) else { continue }
      let rest = nodes.filter { !gone.contains($0) }
      guard slot.isList, !rest.isEmpty, case .names = sentence.objects[index] else { return nil }
      sentence.objects[index] = .names(rest)
    }
    sentence.clauses = sentence.clauses.compactMap { clause in
      guard case .names(let nodes) = clause.term else { return clause }
      let rest = nodes.filter { !gone.contains($0) }
      return rest.isEmpty ? nil : ClauseTerm(clause: clause.clause, term: .names(rest))
    }
    return sentence
  }
}

extension Sentence where Name == Node {
  /// The numbers of the statements that it refers to.
  package var references: [Int] {
    objects.flatMap { (term) -> [Int] in if case .statements(let numbers) = term { numbers } else { [] } }
  }

  /// Says that so many more were there whom nobody names.
  fileprivate mutating func add(others count: Int) {
    let index = Clause.index(of: .others)
    var total = Double(count)
    if case .number(let before)? = clause(index) { total += before }
    if total > 0 { set(.number(total), clause: index) }
  }
}
