import KithGrammar
import KithGraph

extension QueryContext {
  /// The people, other than me, of whom a condition holds.
  package func people(where condition: Condition<Node>) throws(StatementError) -> [Node] {
    let holds = try test(condition)
    return people.filter(holds)
  }

  /// A condition as a test of one person.
  private func test(_ condition: Condition<Node>) throws(StatementError) -> (Node) -> Bool {
    switch condition {
    case .fact(var sentence):
      let first: Day? = if case .day(let day)? = sentence.clause(Clause.index(of: .since)) { day } else { nil }
      (sentence.subject, sentence.clauses) = (.placeholder, [])
      let patterns = try log.facts(of: sentence).filter(\.isOfPlaceholder)
      return { person in
        patterns.allSatisfy { pattern in
          self.holds(pattern, of: person) && (first.map { self.begins(pattern, of: person, from: $0) } ?? true)
        }
      }
    case .contact(let pattern):
      let circles = people(in: pattern)
      return { person in circles.allSatisfy { $0.contains(person) } }
    case .tag(let tag): return { self.attributes[$0]?.contains(.tagged(tag)) ?? false }
    case .belonging(let node): return { self.belongs($0, to: node) }
    case .comparison(let a, let comparison, let b):
      return { comparison.holds(self.values(of: a, $0), self.values(of: b, $0)) }
    case .not(let inner):
      let holds = try test(inner)
      return { !holds($0) }
    case .all(let conditions):
      let tests = try tests(conditions)
      return { person in tests.allSatisfy { $0(person) } }
    case .any(let conditions):
      let tests = try tests(conditions)
      return { person in tests.contains { $0(person) } }
    }
  }

  private func tests(_ conditions: [Condition<Node>]) throws(StatementError) -> [(Node) -> Bool] {
    var tests: [(Node) -> Bool] = []
    for condition in conditions { tests.append(try test(condition)) }
    return tests
  }

  // MARK: Contacts

  /// For each person that a pattern names, or for me, everybody who was in such contact with them.
  private func people(in pattern: ContactPattern<Node>) -> [Set<Node>] {
    let sentence = pattern.sentence
    let named = sentence.objects.flatMap(\.nodes) + (sentence.clause(Clause.index(of: .with))?.nodes ?? [])
    let circumstances = sentence.clauses.filter { Clause.all[$0.clause].slot.column != .people }
    func fits(_ meeting: Meeting) -> Bool {
      pattern.since <= meeting.day && meeting.day <= pattern.until
        && (pattern.verb == nil || pattern.verb == meeting.verb)
        && (circumstances.isEmpty || circumstances.allSatisfy { [said = meeting.sentence] in self.fits(said, $0) })
        && pattern.channel.map { went(by: $0, log[meeting.statement]) } ?? true
    }
    return (named.isEmpty ? [.me] : named).map { other in
      meetings.reduce(into: []) { people, meeting in
        if meeting.present.contains(other), fits(meeting) {
          people.formUnion(meeting.present.lazy.filter { $0 != other })
        }
      }
    }
  }

  /// Whether a statement fits a pattern: its verb, all the people named, the circumstances and the time.
  package func fits(_ sentence: Sentence<Node>, _ pattern: ContactPattern<Node>) -> Bool {
    let day = sentence.day ?? .first
    guard pattern.verb == nil || pattern.verb == log.vocabulary.phrases[sentence.phrase].verb,
      pattern.since <= day,
      day <= pattern.until, !pattern.isOfContact || isContact(sentence)
    else { return false }
    return pattern.sentence.objects.flatMap(\.nodes).allSatisfy { names(sentence, $0) }
      && pattern.sentence.clauses.allSatisfy { fits(sentence, $0) }
      && pattern.channel.map { went(by: $0, sentence) } ?? true
  }

  private func fits(_ sentence: Sentence<Node>, _ clause: ClauseTerm<Node>) -> Bool {
    let wanted = clause.term.nodes
    if clause.clause == Clause.index(of: .within) { return wanted.allSatisfy { isAt($0, sentence) } }
    let column = Clause.all[clause.clause].slot.column
    switch column {
    case .people: return wanted.allSatisfy { names(sentence, $0) }
    case .place: return wanted.allSatisfy { isAt($0, sentence) }
    default: return wanted.allSatisfy(nodes(of: sentence, in: column).contains)
    }
  }

  // MARK: Places and groups

  private func belongs(_ person: Node, to node: Node) -> Bool {
    let held = attributes[person] ?? []
    return held.contains(.member(of: node)) || current(person).contains { $0.org == node }
      || held.compactMap(\.home).contains { $0 == node || lies($0, in: node) }
  }

  // MARK: Facts

  /// Whether a fact said of the placeholder is true of a person.
  private func holds(_ pattern: Fact, of person: Node) -> Bool {
    switch pattern {
    case .employment(_, let org, let role, _):
      return current(person).contains { (org == nil || $0.org == org) && (role == nil || $0.role == role) }
    case .departure(_, let org, let role):
      return (tenures[person] ?? []).contains {
        $0.until != nil && (org == nil || $0.org == org) && (role == nil || $0.role == role)
      }
    case .attribute(_, .related(let relation, .placeholder), let holds):
      let isSo = attributes[person]?.contains { $0.isLike(.related(relation, to: .placeholder)) } ?? false
      return isSo == holds
    case .attribute(_, let attribute, let holds): return (attributes[person]?.contains(attribute) ?? false) == holds
    case .stated(_, let other, let strength): return ties.tie(person, other).stated >= strength
    case .introduction(_, let a, let b):
      return ties.tie(a == .placeholder ? person : a, b == .placeholder ? person : b).stated > 0
    // What was so once, and what of it is over.
    case .dated(_, .attribute(_, let attribute, holds: true)):
      return network.attributes.contains {
        $0.day <= today && $0.value.person == person && $0.value.attribute == attribute && $0.value.holds
      }
    case .dated: return true
    case .contact, .gift, .commitment, .closing, .cadence, .plan, .planStep, .field, .location, .alias: return false
    }
  }

  /// Whether a fact said of the placeholder began to be true of a person on a day or later.
  private func begins(_ pattern: Fact, of person: Node, from first: Day) -> Bool {
    switch pattern.undated {
    case .employment(_, let org, let role, _), .departure(_, let org, let role):
      return (tenures[person] ?? []).last { (org == nil || $0.org == org) && (role == nil || $0.role == role) }
        .map { $0.since >= first } ?? false
    case .attribute(_, let attribute, _):
      let changes = (attributeChanges[person] ?? []).filter(\.value.holds)
      return changes.last { $0.value.attribute.isLike(attribute) }.map { $0.day >= first } ?? false
    case .stated, .introduction, .dated, .contact, .gift, .commitment, .closing, .cadence, .plan, .planStep, .field,
      .location, .alias:
      return false
    }
  }

  // MARK: Values

  /// What an expression comes to for a person: each value of a field; nothing where it is unknown.
  private func values(of expression: Expression, _ person: Node) -> [Comparand] {
    switch expression {
    case .value(let value): [value]
    case .field(let name): PersonField.named(name).comparands(self, person)
    case .sum(let a, let b): sum(of: a, b, person, sign: 1)
    case .difference(let a, let b): sum(of: a, b, person, sign: -1)
    }
  }

  /// Of several values the first counts that is a number or a day.
  private func sum(of a: Expression, _ b: Expression, _ person: Node, sign: Double) -> [Comparand] {
    func summand(_ expression: Expression) -> Comparand? {
      values(of: expression, person).first { $0.asNumber != nil || $0.asDay != nil }
    }
    guard let a = summand(a), let b = summand(b) else { return [] }
    return a.adding(b, sign: sign).map { [$0] } ?? []
  }
}

extension Fact {
  /// Whether it is said of the placeholder: what others are to it is the same, seen from them.
  fileprivate var isOfPlaceholder: Bool {
    if case .attribute(let person, _, _) = undated { person == .placeholder } else { true }
  }
}

extension Attribute {
  /// Whether it is another one, or the same to whomever that is.
  fileprivate func isLike(_ other: Attribute) -> Bool {
    if case .related(let relation, to: .placeholder) = other, case .related(relation, to: _) = self { return true }
    return self == other
  }
}

extension Node {
  /// Whoever a predicate is asked of.
  package static let placeholder = Node(-1)
}
