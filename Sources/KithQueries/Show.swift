import KithGrammar
import KithGraph
import KithText

extension QueryContext {
  /// `show X`: the card of a node.
  package func show(_ node: Node) -> Report {
    let kind = names.kind(of: node)
    let isPerson = kind == .person
    let days = isPerson ? contactDays(with: node) : contactDays(naming: node)
    let account = isPerson && node != .me ? ledger[node] : nil
    let isOther = isPerson && node != .me
    var report = Report(
      .card,
      of: [
        .text(names[node]),
        .text(kind.word),
        .list(names.aliases(of: node).map { .text($0) }),
        .object(fields(of: node)),
        .list(roles(of: node)),
        .list(relations(of: node)),
        Value(death(of: node)),
        named(attributes(of: node, \.group)),
        named(people(of: node)),
        Value(attributes(of: node, \.home).first.map { names[$0] }),
        named(attributes(of: node, \.like)),
        named(attributes(of: node, \.need)),
        named(attributes(of: node, \.offer)),
        named(attributes(of: node, \.tag)),
        Value(days.min()),
        Value(days.max()),
        node == .me ? .null : .integer(days.count),
        isOther ? .strength(strength(of: node)) : .null,
        Value(account?.given),
        Value(account?.got),
        Value(account?.balance),
        Value(isOther ? cadence(of: node).map { "every \($0.period.text)" } : nil),
        Value(isOther ? dueDay(of: node) : nil),
        .list(openCommitments(with: node)),
        .list(tiesByStrength(of: node)),
        isOther ? .list(sharedWithMe(node)) : .list([]),
      ])
    report.notes = months(days).map { [("12 months", $0)] } ?? []
    report.notes +=
      noted(node).map { ("noted", $0) } + recent(node).map { ("recent", $0) }
      + closed(with: node).map { ("closed", $0) }
    return report
  }

  /// The days of the contacts that a person and I had.
  private func contactDays(with person: Node) -> [Day] {
    person == .me ? [] : meetings(with: person).filter { $0.present.contains(.me) }.map(\.day)
  }

  /// The days of the contacts at a place, about a topic, or otherwise naming a node.
  private func contactDays(naming node: Node) -> [Day] { meetings(of: node).map(\.day) }

  /// The contacts with a person, at a place, about a topic, or otherwise naming a node.
  private func meetings(of node: Node) -> [Meeting] {
    names.kind(of: node) == .person
      ? Array(meetings(with: node)) : meetings.filter { isAbout(node, $0.sentence) }
  }

  private func isAbout(_ node: Node, _ sentence: Sentence<Node>) -> Bool {
    sentence.nodes.contains(node) || isAt(node, sentence)
  }

  /// How many of some days lie in each of the last twelve months, this one the last; `nil` where none does.
  private func months(_ days: [Day]) -> String? {
    let now = today.date.year * 12 + today.date.month
    var counts = [Int](repeating: 0, count: 12)
    for day in days {
      let back = now - (day.date.year * 12 + day.date.month)
      if (0..<12).contains(back) { counts[11 - back] += 1 }
    }
    return counts.contains { $0 > 0 } ? sparkline(counts) : nil
  }

  /// The newest contacts of a node, the newest first: by day, then time, then number.
  private func recent(_ node: Node) -> [String] {
    meetings(of: node).map { meeting -> (day: Day, minute: Int, statement: Int) in
      (meeting.day, meeting.sentence.minute ?? -1, meeting.statement)
    }.sorted { $0 > $1 }.prefix(3).map { "#\($0.statement) \(log.text(of: $0.statement))" }
  }

  /// What was noted of somebody by itself, the newest first.
  private func noted(_ node: Node) -> [String] {
    if node == .me { return [] }
    let verbs = ["note", "person"].map(log.vocabulary.phrase(named:))
    return log.newest(3, of: node, last: { _ in false }) {
      let said = self.log[$0]
      return verbs.contains(said.phrase) && said.objects[0].nodes.contains(node) && said.day ?? .first <= self.today
        && said.clause(Clause.index(of: .note)) != nil
    }.reversed().map { "#\($0) \(log.text(of: $0))" }
  }

  /// What was asked of a person or promised and is closed, the newest closings first.
  private func closed(with person: Node) -> [String] {
    network.closings.filter { $0.day <= today }.sorted { ($0.day, $0.statement) > ($1.day, $1.statement) }.lazy
      .compactMap { closing in
        self.network.commitment(of: closing.value.commitment).flatMap { $0.person == person ? (closing, $0) : nil }
      }.prefix(3).map { closing, opened in
        let text = self.log.thing(of: closing.value.commitment) ?? ""
        return "#\(closing.value.commitment) \(opened.kind.word): \(text), "
          + "\(closing.value.outcome.word) on \(closing.day) by #\(closing.statement)"
      }
  }

  /// What was set, in order of field; of a place, where it lies.
  private func fields(of node: Node) -> [Report.Member] {
    let set = (fields[node] ?? [:]).sorted { names.precedes($0.key, $1.key) }
    let within = wholes[node].map { [Report.Member("in", .text(names[$0]))] } ?? []
    return within + set.map { .init(names[$0.key], Value(texts: $0.value, joint: " and ")) }
  }

  /// Every tenure of a person, the latest first.
  private func roles(of person: Node) -> [Value] {
    (tenures[person] ?? []).reversed().map { tenure in
      let (org, role) = (tenure.org.map { names[$0] }, tenure.role.map { names[$0] })
      let what = [role, org].compactMap { $0 }.joined(separator: " at ")
      let (since, until) = dates(of: tenure)
      let time =
        switch (since, until) {
        case (let since?, let until?): "\(since) to \(until)"
        case (let since?, nil): "since \(since)"
        case (nil, let until?): "until \(until)"
        case (nil, nil): "once"
        }
      return .shown(
        "\(what) (\(time))",
        .object([
          .init("org", Value(org)), .init("role", Value(role)), .init("since", Value(since)),
          .init("until", Value(until)),
        ]))
    }
  }

  /// When a tenure began and ended, as exactly as it was said; nothing where nobody said it.
  private func dates(of tenure: Tenure) -> (since: String?, until: String?) {
    let isOneStatement = tenure.ending == tenure.statement
    let since = said([.since, .during], in: tenure.statement) ?? "\(tenure.since)"
    let ended = tenure.ending.flatMap { said(isOneStatement ? [.until] : [.since, .during], in: $0) }
    let until = ended ?? tenure.until.map { "\($0)" }
    guard tenure.since == .first else { return (since, until) }
    // `left Acme in 2020` says when it ended, `used to work at Acme` does not.
    let isEnd = isOneStatement && log.vocabulary.wording(of: log[tenure.statement].phrase).words == ["left"]
    if isOneStatement, !isEnd { return (nil, said([.until], in: tenure.statement)) }
    return (nil, isEnd ? said([.since, .during], in: tenure.statement) ?? until : until)
  }

  /// The date that a statement has in one of its clauses, as exactly as it was said.
  private func said(_ clauses: [Clause], in statement: Int) -> String? {
    clauses.lazy.compactMap { clause -> String? in
      if case .date(let date)? = self.log[statement].clause(Clause.index(of: clause)) { return "\(date)" }
      return nil
    }.first
  }

  /// What a person is to others, in order of their names.
  private func relations(of person: Node) -> [Value] {
    let held = (attributes[person] ?? []).compactMap { attribute -> (relation: Relation, other: Node)? in
      if case .related(let relation, let other) = attribute { (relation, other) } else { nil }
    }
    let told = held.filter { one in
      !held.contains { $0.other == one.other && $0.relation.all.dropFirst().contains(one.relation) }
    }.sorted { a, b in
      a.other == b.other ? a.relation.words < b.relation.words : names.precedes(a.other, b.other)
    }
    return told.map { relation, other in
      let since = network.statement(saying: .attribute(person, .related(relation, to: other), holds: true), on: today)
        .flatMap { said([.since, .during], in: $0) ?? log.day(of: $0).map { "\($0)" } }
      return .shown(
        "\(relation.words) \(names[other])",
        .object([
          .init("relation", .text(relation.words)), .init("name", .text(names[other])), .init("since", Value(since)),
        ]))
    }
  }

  /// When somebody died, as exactly as it was said.
  private func death(of person: Node) -> String? {
    network.statement(saying: .attribute(person, .dead, holds: true), on: today).flatMap { statement in
      if case .date(let date)? = log[statement].clause(Clause.index(of: .during)) { return "\(date)" }
      return log.day(of: statement).map { "\($0)" }
    }
  }

  /// Who has to do with an org, group, place or topic now, in order of name: who works there, is a member, lives or was
  /// there, likes, needs or offers it.
  private func people(of node: Node) -> [Node] {
    names.kind(of: node) == .person
      ? [] : people.filter { things(of: $0).keys.contains { $0 == node || lies($0, in: node) } }
  }

  /// What is open between me and a person.
  private func openCommitments(with person: Node) -> [Value] {
    network.openCommitments.filter { $0.value.person == person && $0.day <= today }.map { open in
      let text = log.thing(of: open.statement) ?? ""
      let type = open.value.kind.word
      return .shown(
        "#\(open.statement) \(type): \(text)" + (open.value.by.map { " by \($0)" } ?? ""),
        .object([
          .init("id", .integer(open.statement)), .init("type", .text(type)), .init("text", .text(text)),
          .init("by", Value(open.value.by)),
        ]))
    }
  }

  private func named(_ nodes: [Node]) -> Value { .list(nodes.map { .text(names[$0]) }) }

  private func tiesByStrength(of node: Node) -> [Value] {
    ties.ties(of: node)
      .filter { $0.tie.strength >= Ties.leastEdge }
      .sorted { ($1.tie.rank, names[$0.person]) < ($0.tie.rank, names[$1.person]) }
      .map { person, tie in
        .shown(
          "\(names[person]) \(decimals(tie.strength))",
          .object([.init("name", .text(names[person])), .init("strength", .strength(tie.strength))]))
      }
  }
}

/// A number with two decimals.
public func decimals(_ number: Double) -> String {
  let hundredths = Int((abs(number) * 100).rounded())
  let fraction = String(hundredths % 100)
  return "\(number < 0 && hundredths > 0 ? "-" : "")\(hundredths / 100).\(fraction.count < 2 ? "0" : "")\(fraction)"
}
