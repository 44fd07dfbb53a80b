import KithGrammar
import KithGraph

extension QueryContext {
  /// `common A and B`: whom and what two people share.
  package func common(_ a: Node, _ b: Node) throws(StatementError) -> Report {
    guard a != b else { throw StatementError("these are one and the same", help: "name two people") }
    var rows: [[Value]] = []
    func add(_ kind: String, _ node: Node, _ detail: String) {
      rows.append([.text(kind), .text(names[node]), .text(detail)])
    }
    for other in commonPeople(a, b) {
      add("person", other, "\(decimals(ties.tie(a, other).strength)) and \(decimals(ties.tie(b, other).strength))")
    }
    for shared in sharedThings(a, b) { add(names.kind(of: shared.node).word, shared.node, shared.how) }
    for meeting in meetings where meeting.present.contains(a) && meeting.present.contains(b) {
      rows.append([.text("contact"), .text("#\(meeting.statement)"), .text(log.text(of: meeting.statement))])
    }
    return Report(.common, rows, ifEmpty: "they share nothing that is known")
  }

  private func commonPeople(_ a: Node, _ b: Node) -> [Node] {
    guard let x = graph.vertex(of: a), let y = graph.vertex(of: b) else { return [] }
    return neighbourhoods.common(x, y).map { graph.people[Int($0)] }
  }

  /// Something that somebody has to do with: how, and by which statements.
  package struct Thing {
    package let how: String
    package var statements: [Int]

    /// A place, before any meeting there is noted.
    package static let place = Thing(how: "were there", statements: [])

    /// Notes a meeting there; what is said of a person tells more than where they were.
    package mutating func note(meeting: Int) { if how == Thing.place.how { statements.append(meeting) } }
  }

  /// What two people have in common, in order of name.
  private func sharedThings(_ a: Node, _ b: Node) -> [(node: Node, how: String, statements: [Int])] {
    let (x, y) = (things[a] ?? [:], things[b] ?? [:])
    return x.keys.filter { y[$0] != nil }.sorted { names.precedes($0, $1) }.compactMap { node in
      guard let first = x[node], let second = y[node] else { return nil }
      let how = first.how == second.how ? "both \(first.how)" : "\(first.how); \(second.how)"
      return (node, how, first.statements + second.statements)
    }
  }

  /// What a person and I have in common, in order of name.
  package func sharedWithMe(_ person: Node) -> [Value] { sharedThings(.me, person).map { .text(names[$0.node]) } }

  /// The topics, groups, orgs and places that each person has to do with.
  package func thingsOfEachPerson() -> [Node: [Node: Thing]] {
    var found: [Node: [Node: Thing]] = [:]
    for change in network.attributes.inOrder(until: today) where change.value.holds {
      let (person, attribute) = (change.value.person, change.value.attribute)
      guard attributes[person]?.contains(attribute) ?? false, let (node, how) = attribute.thing else { continue }
      found[person, default: [:]][node] = Thing(how: how, statements: [change.statement])
    }
    for change in network.employments.inOrder(until: today) {
      let person = change.value.person
      guard let org = change.value.org, current(person).contains(where: { $0.org == org }) else { continue }
      found[person, default: [:]][org] = Thing(how: "work there", statements: [change.statement])
    }
    for meeting in meetings {
      for said in meeting.sentence.clauses where Clause.all[said.clause].slot.column == .place {
        for node in said.term.nodes {
          for person in meeting.present {
            found[person, default: [:]][node, default: .place].note(meeting: meeting.statement)
          }
        }
      }
    }
    return found
  }

  // MARK: Introductions

  /// Why something is suggested: in words, what it adds to the score, and the statements behind that, by their shares.
  package struct Reason {
    package let text: String
    package let score: Double
    package let grounds: () -> [Ground]
  }

  /// Two people who could be introduced to each other, and why.
  package struct Pairing {
    package let a: Node
    package let b: Node
    package let score: Double
    package let reasons: [Reason]
  }

  /// `suggest intros`: pairs that both know me (0.2 or more) and not each other (less than 0.1): Adamic & Adar's score (2003) over
  /// the ties they have in common other than with me, plus 1 for each need that meets an offer, plus 0.25 for each
  /// topic, group or place in common. The best first.
  package func intros(for person: Node?) -> Report {
    let rows: [[Value]] = pairings(for: person).map { pair in
      [.text(names[pair.a]), .text(names[pair.b]), .number(pair.score), .list(pair.reasons.map { .text($0.text) })]
    }
    return Report(.intros, rows, ifEmpty: "nobody to introduce just now")
  }

  package func pairings(for person: Node?) -> [Pairing] {
    let known = people.filter { strength(of: $0) >= 0.2 && !isDead($0) }
    var found: [Pairing] = []
    for (index, a) in known.enumerated() where !log.isInterrupted() {
      for b in known[(index + 1)...] where person == nil || a == person || b == person {
        if ties.tie(a, b).strength < 0.1, let pair = pairing(a, b) { found.append(pair) }
      }
    }
    return found.sorted {
      $0.score == $1.score
        ? ($0.a == $1.a ? names.precedes($0.b, $1.b) : names.precedes($0.a, $1.a)) : $0.score > $1.score
    }
  }

  private func pairing(_ a: Node, _ b: Node) -> Pairing? {
    let met = meetingNeeds(a, b)
    let shared = sharedThings(a, b).filter { thing in
      [.topic, .group, .place].contains(names.kind(of: thing.node)) && !met.contains { $0.topic == thing.node }
    }.map { thing in
      Reason(text: "\(names[thing.node]): \(thing.how)", score: 0.25) { even(thing.statements) }
    }
    let reasons = [commonTies(a, b)].compactMap { $0 } + met.map(\.reason) + shared
    let score = reasons.reduce(0) { $0 + $1.score }
    return score > 0 ? Pairing(a: a, b: b, score: score, reasons: reasons) : nil
  }

  private func commonTies(_ a: Node, _ b: Node) -> Reason? {
    guard let x = graph.vertex(of: a), let y = graph.vertex(of: b) else { return nil }
    let me = graph.vertex(of: .me)
    let common = neighbourhoods.common(x, y).filter { Int($0) != me }
    guard !common.isEmpty else { return nil }
    let score = graph.graph.adamicAdar(through: common)
    let people = common.map { graph.people[Int($0)] }
    return Reason(text: "both know " + people.map { names[$0] }.joined(separator: ", "), score: score) { [self] in
      zip(common, people).flatMap { vertex, between -> [Ground] in
        let share = graph.graph.adamicAdar(through: Int(vertex)) / score
        return (grounds(ofTie: a, between) + grounds(ofTie: between, b)).map { ($0.statement, $0.share * share / 2) }
      }
    }
  }

  /// What one of two needs and the other offers.
  private func meetingNeeds(_ a: Node, _ b: Node) -> [(topic: Node, reason: Reason)] {
    [(a, b), (b, a)].flatMap { needing, offering in
      attributes(of: needing, \.need).filter { attributes[offering]?.contains(.offering($0)) ?? false }.map { topic in
        let text = "\(names[needing]) needs \(names[topic]), which \(names[offering]) offers"
        return (
          topic,
          Reason(text: text, score: 1) { [self] in
            even([statement(needing, .needing(topic)), statement(offering, .offering(topic))].compactMap { $0 })
          }
        )
      }
    }
  }

  /// The statement by which something is so of a person.
  private func statement(_ person: Node, _ attribute: Attribute) -> Int? {
    network.attributes.inOrder(until: today).last {
      $0.value.person == person && $0.value.attribute == attribute && $0.value.holds
    }?.statement
  }

  // MARK: Reaching out

  /// `suggest contacts`: whom to reach out to. A cadence counts with the periods it is over, something due that is open with 1, a tie
  /// that has gone quiet with how strong it was. The best first.
  package func suggestedContacts() -> Report {
    let rows: [[Value]] = reachable().map {
      [.text(names[$0.person]), .number($0.score), .list($0.reasons.map { .text($0.text) })]
    }
    return Report(.contacts, rows, ifEmpty: "nobody waits to hear from you")
  }

  package func reachable() -> [(person: Node, score: Double, reasons: [Reason])] {
    var reasons: [Node: [Reason]] = [:]
    func add(_ person: Node, _ score: Double, _ text: String, _ grounds: @escaping () -> [Ground]) {
      reasons[person, default: []].append(Reason(text: text, score: score, grounds: grounds))
    }
    for person in people {
      guard let cadence = cadence(of: person), let day = dueDay(of: person), day <= today else { continue }
      let score = 1 + Double(today.days(since: day)) / cadence.period.days
      add(person, score, "every \(cadence.period.text), due on \(day)") { [self] in
        even(grounds(ofCadence: cadence, person).map(\.statement))
      }
    }
    for open in network.openCommitments
    where open.day <= today && open.value.kind == .promiseOfMine && !isDead(open.value.person) {
      guard let by = open.value.by, by <= today else { continue }
      add(open.value.person, 1, "#\(open.statement) promised: \(log.thing(of: open.statement) ?? ""), by \(by)") {
        [(open.statement, 1)]
      }
    }
    for tie in dormantTies {
      add(tie.person, tie.peak, "worth reconnecting: a tie of \(decimals(tie.peak)) once") { [self] in
        grounds(ofTie: .me, tie.person)
      }
    }
    return reasons.map { person, reasons in (person, reasons.reduce(0) { $0 + $1.score }, reasons) }.sorted {
      $0.1 == $1.1 ? names.precedes($0.0, $1.0) : $0.1 > $1.1
    }
  }

  /// `suggest`: both, the best three of each.
  package func suggest() -> Report {
    func best(_ report: Report) -> Value { .list(report.objects(3)) }
    var report = Report(.suggestions, of: [best(suggestedContacts()), best(intros(for: nil))])
    report.emptiness = "nothing to suggest just now" + firstRhythm
    return report
  }
}

extension Report {
  /// The first rows as objects; on a terminal each is its first value and its reasons.
  fileprivate func objects(_ limit: Int) -> [Value] {
    guard case .rows(let columns, let rows) = content else { return [] }
    return rows.prefix(limit).map { row in
      let names = zip(columns, row).filter { ["name", "a", "b"].contains($0.0.key) }.compactMap {
        if case .text(let text) = $0.1 { text } else { nil }
      }
      return .shown(names.joined(separator: " and "), .object(zip(columns, row).map { Member($0.key, $1) }))
    }
  }
}

extension Attribute {
  /// What an attribute has to do with something, in words; `nil` for a tag.
  fileprivate var thing: (node: Node, how: String)? {
    switch self {
    case .member(let node): (node, "members")
    case .living(let node): (node, "live there")
    case .liking(let node): (node, "like it")
    case .needing(let node): (node, "need it")
    case .offering(let node): (node, "offer it")
    case .tagged, .related, .dead: nil
    }
  }
}

/// Statements that stand for equal parts.
private func even(_ statements: [Int]) -> [QueryContext.Ground] {
  statements.map { ($0, 1 / Double(statements.count)) }
}
