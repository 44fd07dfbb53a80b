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
        .init("aka", .list([])),
        .init("fields", .object([])),
        .init("roles", .list(roles(of: node))),
        .init("groups", .list([])),
        .init("people", .list(people(at: node).map { .text(names[$0]) })),
        .init("lives", .null),
        .init("likes", .list([])),
        .init("needs", .list([])),
        .init("offers", .list([])),
        .init("tags", .list([])),
        .init("first", Value(summary?.first)),
        .init("last", Value(summary?.last)),
        .init("contacts", isOther ? .integer(summary?.count ?? 0) : .null),
        .init("strength", isOther ? .strength(strength(of: node)) : .null),
        .init("given", Value(account?.given)),
        .init("got", Value(account?.got)),
        .init("balance", Value(account?.balance)),
        .init("cadence", .null),
        .init("due", .null),
        .init("open", .list([])),
        .init("ties", .list(tiesByStrength(of: node))),
        .init("common", .list([])),
      ]))
  }

  /// Every employment of a person, the latest first; each lasts until the next begins.
  private func roles(of person: Node) -> [Value] {
    let all = network.employments.filter { $0.value.person == person && $0.day <= today }.sorted {
      ($0.day, $0.statement) < ($1.day, $1.statement)
    }
    let ends = all.dropFirst().map { Optional($0.day) } + [nil]
    return zip(all, ends).reversed().map { employment, end in
      let (org, role) = (names[employment.value.org], employment.value.role.map { names[$0] })
      let text =
        (role.map { "\($0) at " } ?? "") + org + (end.map { " (\(employment.day) to \($0))" } ?? " (since \(employment.day))")
      return .shown(
        text,
        .object([
          .init("org", .text(org)), .init("role", Value(role)), .init("since", .day(employment.day)), .init("until", Value(end)),
        ]))
    }
  }

  /// Who works at an org now, in order of name.
  private func people(at org: Node) -> [Node] {
    employments.filter { $0.value.org == org }.map(\.key).sorted { names.precedes($0, $1) }
  }

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
