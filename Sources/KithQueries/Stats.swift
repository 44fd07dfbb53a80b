import KithGrammar
import KithGraph

extension QueryContext {
  /// `stats`: the network at a glance. Its statements are those that an export writes, each of them once.
  package func stats() -> Report {
    let days = counted.compactMap { log.day(of: $0) }
    let components = Set(
      graph.graph.components().enumerated().filter { graph.graph.degree($0.offset) > 0 }.map(\.element))
    func count(_ kind: NodeKind) -> Value { .integer(names.unordered(kind).reduce(0) { count, _ in count + 1 }) }
    return Report(
      .stats,
      of: [
        .integer(people.count), count(.org), count(.group), count(.place), count(.topic),
        .integer(counted.count + log.namesByMerges.count),
        .integer(network.contacts.count { $0.day <= today }), .integer(graph.graph.edgeCount),
        .integer(components.count),
        .number(ledger.total.given), .number(ledger.total.got), Value(days.min()), Value(days.max()),
      ])
  }
}
