import KithGraph

extension Inquiry {
  /// `show X`: the card of a node.
  func show(_ node: Node) -> Report {
    let kind = names.kind(of: node)
    let summary = contacts[node]
    let isPerson = kind == .person
    let account = isPerson && node != .me ? ledger[node] : nil
    let isOther = isPerson && node != .me
    return Report(
      .object([
        .init("name", .text(names[node])),
        .init("kind", .text(kind.word)),
        .init("aka", .list(names.aliases(of: node).map { .text($0) })),
        .init("fields", .object(fields(of: node))),
        .init("roles", .list(roles(of: node))),
        .init("groups", named(attributes(of: node, \.group))),
        .init("people", named(people(of: node))),
        .init("lives", Value(attributes(of: node, \.home).first.map { names[$0] })),
        .init("likes", named(attributes(of: node, \.like))),
        .init("needs", named(attributes(of: node, \.need))),
        .init("offers", named(attributes(of: node, \.offer))),
        .init("tags", named(attributes(of: node, \.tag))),
        .init("first", Value(summary?.first)),
        .init("last", Value(summary?.last)),
        .init("contacts", isOther ? .integer(summary?.count ?? 0) : .null),
        .init("strength", isOther ? .strength(strength(of: node)) : .null),
        .init("given", Value(account?.given)),
        .init("got", Value(account?.got)),
        .init("balance", Value(account?.balance)),
        .init("cadence", Value(isOther ? cadence(of: node).map { "every \($0.period.text)" } : nil)),
        .init("due", Value(isOther ? dueDay(of: node) : nil)),
        .init("open", .list(openCommitments(with: node))),
        .init("ties", .list(tiesByStrength(of: node))),
        .init("common", isOther ? .list(sharedWithMe(node)) : .list([])),
      ]))
  }

  /// What was set, in order of field; of a place, where it lies.
  private func fields(of node: Node) -> [Report.Member] {
    let set = (fields[node] ?? [:]).sorted { names.precedes($0.key, $1.key) }
    let within = wholes[node].map { [Report.Member("in", .text(names[$0]))] } ?? []
    return within + set.map { .init(names[$0.key], .text($0.value)) }
  }

  /// Every stint of a person, the latest first.
  private func roles(of person: Node) -> [Value] {
    (stints[person] ?? []).reversed().map { stint in
      let (org, role) = (stint.org.map { names[$0] }, stint.role.map { names[$0] })
      let what = [role, org].compactMap { $0 }.joined(separator: " at ")
      return .shown(
        what + (stint.until.map { " (\(stint.since) to \($0))" } ?? " (since \(stint.since))"),
        .object([
          .init("org", Value(org)), .init("role", Value(role)), .init("since", .day(stint.since)),
          .init("until", Value(stint.until)),
        ]))
    }
  }

  /// Who works at an org or is a member of a group now, in order of name.
  private func people(of node: Node) -> [Node] {
    people.filter { current($0).contains { $0.org == node } || attributes[$0]?.contains(.member(of: node)) ?? false }
  }

  /// What is open between me and a person.
  private func openCommitments(with person: Node) -> [Value] {
    network.openCommitments.filter { $0.value.person == person && $0.day <= today }.map { open in
      let text = chronicle.thing(of: open.statement) ?? ""
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
