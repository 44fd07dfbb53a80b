import KithGraph

extension Inquiry {
  /// `common A and B`: whom and what two people share.
  func common(_ a: Node, _ b: Node) throws(Refusal) -> Report {
    guard a != b else { throw Refusal("these are one and the same", help: "name two people") }
    var rows: [[Value]] = []
    func add(_ kind: String, _ node: Node, _ detail: String) { rows.append([.text(kind), .text(names[node]), .text(detail)]) }
    for other in commonPeople(a, b) {
      add("person", other, "\(decimals(ties.tie(a, other).strength)) and \(decimals(ties.tie(b, other).strength))")
    }
    for shared in sharedThings(a, b) { add(names.kind(of: shared.node).word, shared.node, shared.how) }
    for meeting in meetings where meeting.present.contains(a) && meeting.present.contains(b) {
      rows.append([.text("contact"), .text("#\(meeting.statement)"), .text(chronicle.text(of: meeting.statement))])
    }
    return Report(.rows(["kind", "name", "detail"].map { Report.Column($0) }, rows), ifEmpty: "they share nothing that is known")
  }

  private func commonPeople(_ a: Node, _ b: Node) -> [Node] {
    guard let x = graph.vertex(of: a), let y = graph.vertex(of: b) else { return [] }
    return graph.graph.common(x, y).map { graph.people[Int($0)] }
  }

  /// The topics, groups, orgs and places that two people have in common, in order of name.
  private func sharedThings(_ a: Node, _ b: Node) -> [(node: Node, how: String)] {
    let (x, y) = (things(of: a), things(of: b))
    return x.keys.filter { y[$0] != nil }.sorted { names.precedes($0, $1) }.map { node in
      let (first, second) = (x[node] ?? "", y[node] ?? "")
      return (node, first == second ? "both \(first)" : "\(first); \(second)")
    }
  }

  /// What a person and I have in common, in order of name.
  func sharedWithMe(_ person: Node) -> [Value] { sharedThings(.me, person).map { .text(names[$0.node]) } }

  private func things(of person: Node) -> [Node: String] {
    var found: [Node: String] = [:]
    for attribute in attributes[person] ?? [] {
      switch attribute {
      case .member(let node): found[node] = "members"
      case .living(let node): found[node] = "live there"
      case .liking(let node): found[node] = "like it"
      case .needing(let node): found[node] = "need it"
      case .offering(let node): found[node] = "offer it"
      case .tagged: break
      }
    }
    for org in current(person).compactMap(\.org) { found[org] = "work there" }
    for meeting in meetings where meeting.present.contains(person) {
      for said in meeting.sentence.clauses where Clause.all[said.clause].part.column == .place {
        for node in said.term.nodes where found[node] == nil { found[node] = "were there" }
      }
    }
    return found
  }

  // MARK: Introductions

  /// Two people who could be introduced to each other, and why.
  private struct Pairing {
    let a: Node
    let b: Node
    let score: Double
    let reasons: [String]
  }

  /// `suggest intros`: pairs that both know me (0.2 or more) and not each other (less than 0.1): Adamic & Adar's score (2003) over
  /// the ties they have in common other than with me, plus 1 for each need that meets an offer, plus 0.25 for each topic, group or
  /// place in common. The best first.
  func intros(for person: Node?) -> Report {
    let rows: [[Value]] = pairings(for: person).map { pair in
      [.text(names[pair.a]), .text(names[pair.b]), .number(pair.score), .list(pair.reasons.map { .text($0) })]
    }
    return Report(.rows(["a", "b", "score", "reasons"].map { Report.Column($0) }, rows), ifEmpty: "nobody to introduce just now")
  }

  private func pairings(for person: Node?) -> [Pairing] {
    let known = people.filter { strength(of: $0) >= 0.2 }
    var found: [Pairing] = []
    for (index, a) in known.enumerated() {
      for b in known[(index + 1)...] where person == nil || a == person || b == person {
        if ties.tie(a, b).strength < 0.1, let pair = pairing(a, b) { found.append(pair) }
      }
    }
    return found.sorted {
      $0.score == $1.score ? ($0.a == $1.a ? names.precedes($0.b, $1.b) : names.precedes($0.a, $1.a)) : $0.score > $1.score
    }
  }

  private func pairing(_ a: Node, _ b: Node) -> Pairing? {
    var (score, reasons) = (0.0, [String]())
    if let x = graph.vertex(of: a), let y = graph.vertex(of: b) {
      let me = graph.vertex(of: .me)
      let common = graph.graph.common(x, y).filter { Int($0) != me }.map { graph.people[Int($0)] }
      score += graph.graph.adamicAdar(x, y, leavingOut: me)
      if !common.isEmpty { reasons.append("both know " + common.map { names[$0] }.joined(separator: ", ")) }
    }
    var met: Set<Node> = []
    for (needing, offering) in [(a, b), (b, a)] {
      for topic in attributes(of: needing, \.need) where attributes[offering]?.contains(.offering(topic)) ?? false {
        score += 1
        met.insert(topic)
        reasons.append("\(names[needing]) needs \(names[topic]), which \(names[offering]) offers")
      }
    }
    for shared in sharedThings(a, b) where !met.contains(shared.node) {
      score += 0.25
      reasons.append("\(names[shared.node]): \(shared.how)")
    }
    return score > 0 ? Pairing(a: a, b: b, score: score, reasons: reasons) : nil
  }

  // MARK: Reaching out

  /// `suggest contacts`: whom to reach out to. A cadence counts with the periods it is over, something due that is open with 1, a tie
  /// that has gone quiet with how strong it was. The best first.
  func suggestedContacts() -> Report {
    let rows: [[Value]] = reachable().map { [.text(names[$0.person]), .number($0.score), .list($0.reasons.map { .text($0) })] }
    return Report(.rows(["name", "score", "reasons"].map { Report.Column($0) }, rows), ifEmpty: "nobody waits to hear from you")
  }

  private func reachable() -> [(person: Node, score: Double, reasons: [String])] {
    var scores: [Node: (score: Double, reasons: [String])] = [:]
    func add(_ person: Node, _ score: Double, _ reason: String) {
      scores[person, default: (0, [])].score += score
      scores[person, default: (0, [])].reasons.append(reason)
    }
    for person in people {
      guard let cadence = cadence(of: person), let day = dueDay(of: person), day <= today else { continue }
      add(person, 1 + Double(today.days(since: day)) / cadence.period.days, "every \(cadence.period.text), due on \(day)")
    }
    for open in network.openCommitments where open.day <= today && open.value.kind == .promiseOfMine {
      guard let by = open.value.by, by <= today else { continue }
      add(open.value.person, 1, "#\(open.statement) promised: \(chronicle.thing(of: open.statement) ?? ""), by \(by)")
    }
    for tie in dormantTies { add(tie.person, tie.peak, "worth reconnecting: a tie of \(decimals(tie.peak)) once") }
    return scores.map { ($0.key, $0.value.score, $0.value.reasons) }.sorted {
      $0.1 == $1.1 ? names.precedes($0.0, $1.0) : $0.1 > $1.1
    }
  }

  /// `suggest`: both, the best three of each.
  func suggest() -> Report {
    func best(_ report: Report) -> Value { .list(report.objects(3)) }
    return Report(.object([.init("contacts", best(suggestedContacts())), .init("intros", best(intros(for: nil)))]))
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
