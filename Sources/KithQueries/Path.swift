import KithGrammar
import KithGraph

extension QueryContext {
  /// `path`: the warmest chain of introductions from one person to another, to anybody at an org, or to a role.
  package func path(
    from start: Node?, to target: Node, at org: Node?, through middle: Node? = nil, best limit: Int?
  ) throws(StatementError) -> Report {
    let paths = try paths(from: start, to: target, at: org, through: middle, best: limit ?? 1)
    return Report(
      .path, paths.map(row),
      ifEmpty: goals(target, at: org).isEmpty ? "nobody fits that" : "no chain of ties leads there")
  }

  /// The warmest chains, the warmest first.
  package func paths(
    from start: Node?, to target: Node, at org: Node?, through middle: Node? = nil, best limit: Int
  ) throws(StatementError) -> [WarmPath] {
    let start = start ?? .me
    guard names.kind(of: start) == .person else {
      throw StatementError("a path starts at a person, and `\(names[start])` is not one", about: .object(0))
    }
    let goals = goals(target, at: org)
    guard let middle else { return graph.warmestPaths(from: start, to: goals, best: limit) }
    // Nobody stands on the way twice.
    guard let first = graph.warmestPaths(from: start, to: [middle], best: 1).first else { return [] }
    return graph.warmestPaths(from: middle, to: goals, avoiding: first.people.dropLast(), best: limit).map { rest in
      WarmPath(people: first.people + rest.people.dropFirst(), strengths: first.strengths + rest.strengths)
    }
  }

  /// The people that a target means: of those at an org, if one is said.
  private func goals(_ target: Node, at org: Node?) -> Set<Node> {
    let people: [Node] =
      switch names.kind(of: target) {
      case .person: [target]
      case .org: people.filter { current($0).contains { $0.org == target } }
      case .role: people.filter { current($0).contains { $0.role == target && (org == nil || $0.org == org) } }
      case .group: people(who: .member(of: target))
      case .place, .topic, .channel, .tag, .gift, .plan, .field: []
      }
    return Set(people.filter { person in org.map { org in current(person).contains { $0.org == org } } ?? true })
  }

  /// What one person is to another; of several relations, the closest one.
  private func relation(of person: Node, to other: Node) -> Relation? {
    (attributes[person] ?? []).compactMap { attribute -> Relation? in
      if case .related(let relation, to: other) = attribute { relation } else { nil }
    }.max { ($0.strength, $0.all.count, $0.words) < ($1.strength, $1.all.count, $1.words) }
  }

  private func row(_ path: WarmPath) -> [Value] {
    let hops = zip(zip(path.people, path.people.dropFirst()), path.strengths).map { pair, strength in
      (from: pair.0, to: pair.1, strength: strength, reason: relation(of: pair.0, to: pair.1)?.words)
    }
    let chain = hops.reduce(path.people.first.map { names[$0] } ?? "") {
      $0 + " → \(names[$1.to]) (\(decimals($1.strength))\($1.reason.map { ", \($0)" } ?? ""))"
    }
    let data = hops.map { hop in
      Value.object([
        .init("from", .text(names[hop.from])), .init("to", .text(names[hop.to])),
        .init("strength", .number(hop.strength)), .init("reason", Value(hop.reason)),
      ])
    }
    return [.text(path.people.last.map { names[$0] } ?? ""), .strength(path.strength), .shown(chain, .list(data))]
  }
}
