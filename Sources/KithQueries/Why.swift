import Glibc
import KithGrammar
import KithGraph

extension QueryContext {
  /// A statement behind a number, and its part of it.
  package typealias Ground = (statement: Int, share: Double)

  /// `why X`: where the numbers of a person come from: the statements behind the strength of the tie, the balance and what is due,
  /// each with its share.
  ///
  /// The shares of a strength are those of `Σ/4 − ln(1 − stated)`, which adds up; those of a balance are what each gift
  /// adds to it.
  package func why(_ person: Node) throws(StatementError) -> Report {
    guard names.kind(of: person) == .person, person != .me else {
      throw StatementError(
        "`\(names[person])` has no numbers of its own", about: .object(0), help: "name another person: `why alice`")
    }
    let answers = [whyStrength(person), whyBalance(person), whyDue(person)].compactMap { $0 }
    return Report(.why, answers, ifEmpty: "nothing is known of \(names[person])")
  }

  /// `why path …`: each tie along the warmest chain, with the statements behind it.
  package func whyPath(from start: Node?, to target: Node, at org: Node?) throws(StatementError) -> Report {
    let path = try paths(from: start, to: target, at: org, best: 1).first
    let hops = path.map { Array(zip(zip($0.people, $0.people.dropFirst()), $0.strengths)) } ?? []
    let rows = hops.map { pair, strength in
      row("path", "\(names[pair.0]) → \(names[pair.1])", .strength(strength), grounds(ofTie: pair.0, pair.1))
    }
    return Report(.why, rows, ifEmpty: "no chain of ties leads there")
  }

  /// `why suggest …`: the statements behind each score, each with its share of it.
  package func whyIntros(for person: Node?) -> Report {
    Report(.why, introRows(for: person), ifEmpty: "nobody to introduce just now")
  }

  package func whyContacts() -> Report { Report(.why, contactRows, ifEmpty: "nobody waits to hear from you") }

  /// `why suggest`: of the best three of each.
  package func whySuggested() -> Report {
    Report(
      .why, Array(contactRows.prefix(3)) + Array(introRows(for: nil).prefix(3)),
      ifEmpty: "nothing is suggested just now")
  }

  private func introRows(for person: Node?) -> [[Value]] {
    pairings(for: person).map { pair in
      row("intro", "\(names[pair.a]) and \(names[pair.b])", .number(pair.score), grounds(of: pair.reasons, pair.score))
    }
  }

  private var contactRows: [[Value]] {
    reachable().map { row("contact", names[$0.person], .number($0.score), grounds(of: $0.reasons, $0.score)) }
  }

  private func grounds(of reasons: [Reason], _ score: Double) -> [Ground] {
    reasons.flatMap { reason in reason.grounds().map { ($0.statement, $0.share * reason.score / score) } }
  }

  // MARK: Grounds

  /// The statements behind the tie of two people, by their shares of `Σ/4 − ln(1 − stated)`, which add up to 1.
  package func grounds(ofTie a: Node, _ b: Node) -> [Ground] {
    let tie = ties.tie(a, b)
    guard tie.rank > 0 else { return [] }
    let halfLife = Double(network.options.halfLife)
    let touches = network.touches.filter { $0.day <= today && Set([$0.a, $0.b]) == [a, b] }
    var grounds = touches.map { touch -> Ground in
      (touch.statement, touch.weight * exp2(-Double(today.days(since: touch.day)) / halfLife) / 4 / tie.rank)
    }
    if let said = assertion(ofTie: a, b) { grounds.append((said, -Glibc.log(1 - tie.stated) / tie.rank)) }
    return grounds
  }

  /// The statement that says how strong the tie of two people is, whatever happened, or what they are to each other
  /// where that makes it stronger.
  private func assertion(ofTie a: Node, _ b: Node) -> Int? {
    var (stated, statement) = (0.0, Int?.none)
    let said = network.assertions.filter { $0.day <= today && Set([$0.a, $0.b]) == [a, b] }
    for assertion in said.sorted(by: { ($0.day, $0.statement) < ($1.day, $1.statement) }) {
      switch assertion.claim {
      case .exactly(let strength): (stated, statement) = (strength, assertion.statement)
      case .atLeast(let strength): if strength > stated { (stated, statement) = (strength, assertion.statement) }
      }
    }
    let held = attributes[a] ?? []
    let related = (attributeChanges[a] ?? []).compactMap { change -> (Relation, Int)? in
      guard case .related(let relation, b) = change.value.attribute,
        held.contains(change.value.attribute)
      else { return nil }
      return (relation, change.statement)
    }
    return related.last { $0.0.strength > stated && $0.0.strength == ties.tie(a, b).stated }?.1 ?? statement
  }

  /// What a rhythm counts from: the wish, and the last meeting.
  package func grounds(ofCadence cadence: Cadence, _ person: Node) -> [Ground] {
    let day = contacts[person]?.last
    let last = meetings(with: person).filter { $0.day == day && $0.present.contains(.me) }.last
    return [(cadence.statement, 1)] + (last.map { [($0.statement, 1)] } ?? [])
  }

  private func whyStrength(_ person: Node) -> [Value]? {
    let tie = ties.tie(.me, person)
    return tie.rank > 0 ? row("strength", names[person], .strength(tie.strength), grounds(ofTie: .me, person)) : nil
  }

  private func whyBalance(_ person: Node) -> [Value]? {
    let gifts = network.gifts.filter { $0.day <= today && $0.value.person == person }
    guard !gifts.isEmpty else { return nil }
    let grounds = gifts.map { ($0.statement, $0.value.direction == .given ? $0.value.worth : -$0.value.worth) }
    return row("balance", names[person], .number(ledger[person].balance), grounds)
  }

  private func whyDue(_ person: Node) -> [Value]? {
    guard let cadence = cadence(of: person), let day = dueDay(of: person) else { return nil }
    return row("due", names[person], .day(day), grounds(ofCadence: cadence, person))
  }

  /// One statement that is a ground several times is one part.
  private func row(_ what: String, _ about: String, _ value: Value, _ grounds: [Ground]) -> [Value] {
    var shares: [Int: Double] = [:]
    for ground in grounds { shares[ground.statement, default: 0] += ground.share }
    let parts = shares.sorted { $0.key < $1.key }.map { part($0.key, $0.value) }
    return [.text(what), .text(about), value, .list(parts)]
  }

  private func part(_ statement: Int, _ share: Double) -> Value {
    .shown(
      "#\(statement) \(decimals(share))",
      .object([
        .init("id", .integer(statement)), .init("date", Value(log[statement].day)),
        .init("text", .text(log.text(of: statement))), .init("share", .number(share)),
      ]))
  }
}
