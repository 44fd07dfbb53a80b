import KithGrammar
import KithGraph

extension StatementLog {
  /// The statement that says all that a sentence would, on the sentence's day or before, and still holds then; `nil`
  /// where there is none, where the sentence has a note or tags that nobody said with it, or is of what can happen more
  /// than once.
  package func statement(saying sentence: Sentence<Node>, _ facts: [Fact]) -> Int? {
    guard mayStand(sentence, facts), facts.allSatisfy({ names.agree(with: $0) }) else { return nil }
    let owners = facts.isEmpty ? sentence.nodes : facts.owners
    let rows = standingRows(naming: owners)
    // Whoever says the same names the same: as a rule nobody does, and no row has to be read.
    let nodes = facts.isEmpty ? owners : facts.claimed
    guard !redirections.isEmpty || rows.contains(where: { isRow($0) && records.names($0, nodes) }) else { return nil }
    return statement(
      saying: sentence, facts, among: Set(rows.map { records.edited(by: $0) ?? $0 }).filter(isListed).sorted())
  }

  /// Whether all that a sentence says may hold until something else is said.
  package func mayStand(_ sentence: Sentence<Node>, _ facts: [Fact]) -> Bool {
    let verb = vocabulary.verb(of: sentence.phrase)
    return verb.isRecord && (verb.isDeclaration || !facts.isEmpty && facts.allSatisfy(\.isStanding))
  }

  /// The one among some statements, in order of their numbers, that says all that a sentence would, and still holds on
  /// the sentence's day as far as they tell.
  package func statement(saying sentence: Sentence<Node>, _ facts: [Fact], among rows: [Int]) -> Int? {
    let day = sentence.day ?? .first
    var network = Network()
    for row in rows {
      for fact in dated(row).facts { network.apply(fact, by: row, on: self.day(of: row) ?? .first) }
    }
    var numbers: [Int] = []
    for fact in facts {
      guard let number = network.statement(saying: fact, on: day) ?? statement(naming: fact, rows, by: day) else {
        return nil
      }
      numbers.append(number)
    }
    if vocabulary.verb(of: sentence.phrase).isDeclaration {
      guard let row = rows.last(where: { self[$0].says(nothingBut: sentence) }) else { return nil }
      numbers.append(row)
    }
    if !sentence.saysMore { return numbers.max() }
    return rows.last { row in
      (self.day(of: row) ?? .first) <= day && self[row].says(besidesOf: sentence)
        && (try? self.facts(of: self[row])) == facts
    }
  }

  /// The statement that gives a node the other name that a fact is about, or takes it away, if no later one does
  /// otherwise.
  private func statement(naming fact: Fact, _ rows: [Int], by day: Day) -> Int? {
    guard case .alias(let node, let name, let holds) = fact else { return nil }
    for row in rows.reversed() where (self.day(of: row) ?? .first) <= day {
      for case .alias(node, let said, let stands) in (try? facts(of: self[row])) ?? []
      where Names.folded(said) == Names.folded(name) {
        return stands == holds ? row : nil
      }
    }
    return nil
  }

  /// The rows that may say what holds of some nodes.
  private func standingRows(naming nodes: [Node]) -> [Int] {
    let meant = nodes + nodes.flatMap(self.nodes(mergedInto:))
    let inFile = rowsInFile(naming: meant).filter { !vocabulary.verb(of: records.phrase(of: $0)).isContact }
    return inFile + meant.flatMap { standing[$0] ?? [] }.map { Int($0) }
  }
}

extension Names {
  /// Whether a node has a name just as a fact says; facts of other things are all the same to it.
  fileprivate func agree(with fact: Fact) -> Bool {
    guard case .alias(let node, let name, let holds) = fact else { return true }
    return hasAlias(name, node) == holds
  }
}

extension Fact {
  /// Whether it is of what holds until something else is said, or has a say in that: an introduction makes a tie
  /// stronger.
  package var mayStand: Bool { if case .introduction = self { true } else { isStanding } }
}

extension [Fact] {
  /// What whoever claims the same has to name.
  fileprivate var claimed: [Node] {
    var found: [Node] = []
    for fact in self {
      switch fact {
      case .stated(let a, let b, _): found += [a, b]
      case .employment(let person, let org, let role, _), .departure(let person, let org, let role):
        found += [person, org, role].compactMap { $0 }
      case .attribute(let person, let attribute, _):
        found.append(person)
        _ = attribute.renamed {
          found.append($0)
          return $0
        }
      case .field(let owner, let field, _): found += [owner, field]
      case .alias(let node, _, _): found.append(node)
      case .contact, .gift, .introduction, .commitment, .closing, .plan, .planStep, .cadence, .location, .dated: break
      }
    }
    return found
  }

  /// Whom or what they are about.
  fileprivate var owners: [Node] {
    var found: [Node] = []
    for fact in self {
      switch fact {
      case .stated(let a, let b, _): found.append(a == .me ? b : a)
      case .employment(let person, _, _, _), .departure(let person, _, _), .attribute(let person, _, _),
        .alias(let person, _, _):
        found.append(person)
      case .field(let owner, _, _): found.append(owner)
      case .contact, .gift, .introduction, .commitment, .closing, .plan, .planStep, .cadence, .location, .dated: break
      }
    }
    return found.distinct
  }
}

extension Sentence where Name == Node {
  /// Whether it has a note or tags.
  fileprivate var saysMore: Bool { clause(Clause.index(of: .note)) != nil || clause(Clause.index(of: .tags)) != nil }

  /// Whether note and tags of another sentence, where it has any, are those of this one.
  fileprivate func says(besidesOf other: Self) -> Bool {
    let (note, tags) = (Clause.index(of: .note), Clause.index(of: .tags))
    func text(_ sentence: Self) -> String? { if case .text(let text)? = sentence.clause(note) { text } else { nil } }
    return (text(other) == nil || text(other) == text(self))
      && Set(other.clause(tags)?.nodes ?? []).isSubset(of: clause(tags)?.nodes ?? [])
  }

  /// Whether it declares what another sentence does.
  fileprivate func says(nothingBut other: Self) -> Bool {
    phrase == other.phrase && objects.first?.nodes == other.objects.first?.nodes
  }
}
