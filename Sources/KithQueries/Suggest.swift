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
    for meeting in meetings(with: a) where meeting.present.contains(b) {
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
    let (x, y) = (things(of: a), things(of: b))
    return x.keys.filter { y[$0] != nil }.sorted { names.precedes($0, $1) }.compactMap { node in
      guard let first = x[node], let second = y[node] else { return nil }
      let how = first.how == second.how ? "both \(first.how)" : "\(first.how); \(second.how)"
      return (node, how, first.statements + second.statements)
    }
  }

  /// What a person and I have in common, in order of name.
  package func sharedWithMe(_ person: Node) -> [Value] { sharedThings(.me, person).map { .text(names[$0.node]) } }

  /// The topics, groups, orgs and places that a person has to do with.
  package func foundThings(of person: Node) -> [Node: Thing] {
    var found: [Node: Thing] = [:]
    let held = attributes[person] ?? []
    for change in attributeChanges[person] ?? [] where change.value.holds && held.contains(change.value.attribute) {
      guard let (node, how) = change.value.attribute.thing else { continue }
      found[node] = Thing(how: how, statements: [change.statement])
    }
    let orgs = current(person).compactMap(\.org)
    for change in orgs.isEmpty ? [] : employments[person] ?? [] {
      guard let org = change.value.org, orgs.contains(org) else { continue }
      found[org] = Thing(how: "work there", statements: [change.statement])
    }
    for meeting in meetings(with: person) {
      for place in meeting.places { found[place, default: .place].note(meeting: meeting.statement) }
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
  package func intros(for person: Node?, best limit: Int = .max) -> Report {
    let rows: [[Value]] = pairings(for: person, best: limit).map { pair in
      [.text(names[pair.a]), .text(names[pair.b]), .number(pair.score), .list(pair.reasons.map { .text($0.text) })]
    }
    return Report(.intros, rows, ifEmpty: "nobody to introduce just now")
  }

  /// The pairs, of all or of one person, or the best of them. A pair that cannot be among the best is not looked at: it
  /// comes at most to its score by common ties and all that the one with less has to share.
  package func pairings(for person: Node?, best limit: Int = .max) -> [Pairing] {
    let known = people.filter { strength(of: $0) >= 0.2 && !isDead($0) }
    if let person {
      guard let index = known.firstIndex(of: person) else { return [] }
      let pairs =
        known[..<index].compactMap { pairing($0, person) } + known[(index + 1)...].compactMap { pairing(person, $0) }
      return pairs.sorted(by: precedes)
    }
    let mostShared = known.map { limit == .max ? Double.infinity : self.mostShared(by: $0) }
    var (found, least) = ([Pairing](), 0.0)
    var common = [Double](repeating: 0, count: graph.people.count)
    for (index, a) in known.enumerated() where !log.isInterrupted() {
      let (vertex, me) = (graph.vertex(of: a), graph.vertex(of: .me))
      if limit < .max, let vertex { neighbourhoods.eachTwoTies(from: vertex, notThrough: me) { common[$0] += $1 } }
      for other in (index + 1)..<known.count {
        let b = known[other]
        let score = min(mostShared[index], mostShared[other]) + (graph.vertex(of: b).map { common[$0] } ?? 0)
        // A sum in another order may differ in its last digits.
        guard score >= least - 1e-9, let pair = pairing(a, b) else { continue }
        found.append(pair)
        if found.count / 2 >= limit {
          found = Array(found.sorted(by: precedes).prefix(limit))
          least = found.last?.score ?? 0
        }
      }
      if limit < .max, let vertex {
        neighbourhoods.eachTwoTies(from: vertex, notThrough: me) { far, _ in common[far] = 0 }
      }
    }
    return Array(found.sorted(by: precedes).prefix(limit))
  }

  private func precedes(_ a: Pairing, _ b: Pairing) -> Bool {
    if a.score != b.score { return a.score > b.score }
    return a.a == b.a ? names.precedes(a.b, b.b) : names.precedes(a.a, b.a)
  }

  /// What a person's needs, offers, topics, groups and places can add to a score at most.
  private func mostShared(by person: Node) -> Double {
    let things = things(of: person).keys.count { [.topic, .group, .place].contains(names.kind(of: $0)) }
    let wishes = (attributes[person] ?? []).count { $0.need != nil || $0.offer != nil }
    return 0.25 * Double(things) + Double(wishes)
  }

  private func pairing(_ a: Node, _ b: Node) -> Pairing? {
    guard ties.tie(a, b).strength < 0.1 else { return nil }
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
    attributeChanges[person]?.last { $0.value.attribute == attribute && $0.value.holds }?.statement
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
    var report = Report(.suggestions, of: [best(suggestedContacts()), best(intros(for: nil, best: 3))])
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
