import KithGraph

extension Inquiry {
  /// The people, other than me, of whom a condition holds.
  func people(where condition: Condition<Node>) throws(Refusal) -> [Node] {
    let holds = try test(condition)
    return people.filter(holds)
  }

  /// A condition as a test of one person.
  private func test(_ condition: Condition<Node>) throws(Refusal) -> (Node) -> Bool {
    switch condition {
    case .fact(var sentence):
      sentence.subject = .placeholder
      let patterns = try chronicle.facts(of: sentence)
      return { person in patterns.allSatisfy { self.holds($0, of: person) } }
    case .contact(let pattern):
      let circles = people(in: pattern)
      return { person in circles.allSatisfy { $0.contains(person) } }
    case .tag(let tag): return { self.attributes[$0]?.contains(.tagged(tag)) ?? false }
    case .belonging(let node): return { self.belongs($0, to: node) }
    case .comparison(let a, let comparison, let b):
      return { comparison.holds(self.value(of: a, $0), self.value(of: b, $0)) }
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

  private func tests(_ conditions: [Condition<Node>]) throws(Refusal) -> [(Node) -> Bool] {
    var tests: [(Node) -> Bool] = []
    for condition in conditions { tests.append(try test(condition)) }
    return tests
  }

  // MARK: Contacts

  /// For each person that a pattern names, or for me, everybody who was in such contact with them.
  private func people(in pattern: ContactPattern<Node>) -> [Set<Node>] {
    let sentence = pattern.sentence
    let named = sentence.objects.flatMap(\.nodes) + (sentence.clause(Clause.index(of: .with))?.nodes ?? [])
    let fitting = meetings.filter { meeting in
      (pattern.verb == nil || pattern.verb == meeting.verb) && pattern.since <= meeting.day && meeting.day <= pattern.until
        && sentence.clauses.allSatisfy { Clause.all[$0.clause].part.column == .people || fits(meeting.sentence, $0) }
        && pattern.channel.map { went(by: $0, chronicle[meeting.statement]) } ?? true
    }
    return (named.isEmpty ? [.me] : named).map { other in
      fitting.reduce(into: []) { people, meeting in
        if meeting.present.contains(other) { people.formUnion(meeting.present.filter { $0 != other }) }
      }
    }
  }

  /// Whether a statement fits a pattern: its verb, all the people named, the circumstances and the time.
  func fits(_ sentence: Sentence<Node>, _ pattern: ContactPattern<Node>) -> Bool {
    let day = sentence.day ?? .first
    guard pattern.verb == nil || pattern.verb == chronicle.vocabulary.phrases[sentence.phrase].verb, pattern.since <= day,
      day <= pattern.until
    else { return false }
    return pattern.sentence.objects.flatMap(\.nodes).allSatisfy { names(sentence, $0) }
      && pattern.sentence.clauses.allSatisfy { fits(sentence, $0) }
      && pattern.channel.map { went(by: $0, sentence) } ?? true
  }

  private func fits(_ sentence: Sentence<Node>, _ clause: ClauseTerm<Node>) -> Bool {
    let wanted = clause.term.nodes
    if clause.clause == Clause.index(of: .within) { return wanted.allSatisfy { isAt($0, sentence) } }
    let column = Clause.all[clause.clause].part.column
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
    case .employment(_, let org, let role):
      return current(person).contains { (org == nil || $0.org == org) && (role == nil || $0.role == role) }
    case .departure(_, let org, let role):
      return (stints[person] ?? []).contains {
        $0.until != nil && (org == nil || $0.org == org) && (role == nil || $0.role == role)
      }
    case .attribute(_, let attribute, let holds): return (attributes[person]?.contains(attribute) ?? false) == holds
    case .stated(_, let other, let strength): return ties.tie(person, other).stated >= strength
    case .introduction(_, let a, let b):
      return ties.tie(a == .placeholder ? person : a, b == .placeholder ? person : b).stated > 0
    case .contact, .gift, .commitment, .closing, .cadence, .plan, .planStep, .field, .location, .alias: return false
    }
  }

  // MARK: Values

  private func value(of expression: Expression, _ person: Node) -> Comparable? {
    switch expression {
    case .number(let number): return .number(number)
    case .day(let day): return .number(Double(day.number))
    case .text(let text): return .text(Names.folded(text))
    case .field(let name): return PersonField.named(name, names).flatMap { comparable($0.value(self, person)) }
    case .sum(let a, let b): return Comparable(value(of: a, person), value(of: b, person), +)
    case .difference(let a, let b): return Comparable(value(of: a, person), value(of: b, person), -)
    }
  }

  private func comparable(_ value: Value) -> Comparable? {
    switch value {
    case .null, .list, .object: nil
    case .shown(_, let value): comparable(value)
    case .text(let text): Double(text).map { .number($0) } ?? .text(Names.folded(text))
    case .integer(let number), .quantity(let number): .number(Double(number))
    case .number(let number), .strength(let number): .number(number)
    case .day(let day): .number(Double(day.number))
    }
  }

  fileprivate enum Comparable {
    case number(Double)
    case text(String)

    init?(_ a: Comparable?, _ b: Comparable?, _ operation: (Double, Double) -> Double) {
      guard case .number(let x)? = a, case .number(let y)? = b else { return nil }
      self = .number(operation(x, y))
    }
  }
}

extension Comparison {
  /// Whether two values compare so; what is unknown, or of another kind, compares false.
  fileprivate func holds(_ a: Inquiry.Comparable?, _ b: Inquiry.Comparable?) -> Bool {
    switch (a, b) {
    case (.number(let x)?, .number(let y)?): holds(x, y)
    case (.text(let x)?, .text(let y)?): holds(x, y)
    case (nil, _), (_, nil), (.number, .text), (.text, .number): false
    }
  }

  func holds<Operand: Swift.Comparable>(_ a: Operand, _ b: Operand) -> Bool {
    switch self {
    case .equal: a == b
    case .unequal: a != b
    case .less: a < b
    case .atMost: a <= b
    case .greater: a > b
    case .atLeast: a >= b
    }
  }
}

extension Node {
  /// Whoever a predicate is asked of.
  static let placeholder = Node(-1)
}
