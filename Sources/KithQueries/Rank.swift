import KithGrammar
import KithGraph

extension QueryContext {
  /// `rank by M`: everybody but me, the greatest first; who has no value comes last.
  package func rank(by measure: Measure, limit: Int?) -> Report {
    let values = values(of: measure)
    let ranked = people.map { (person: $0, value: values($0)) }.sorted { a, b in
      switch (a.value, b.value) {
      case (let x?, let y?): x.rank == y.rank ? names.precedes(a.person, b.person) : x.rank > y.rank
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): names.precedes(a.person, b.person)
      }
    }
    let rows: [[Value]] = ranked.prefix(limit ?? ranked.count).map {
      [.text(names[$0.person]), $0.value?.shown ?? .null]
    }
    return Report(Report.Shape.rank(by: measure), rows, ifEmpty: "nobody here yet")
  }

  /// A value, and what rankings compare where that is not the same.
  private struct Ranked {
    let shown: Value
    let rank: Double

    init(_ shown: Value, rank: Double) { (self.shown, self.rank) = (shown, rank) }
    init(_ number: Double) { (shown, rank) = (.number(number), number) }
  }

  private func values(of measure: Measure) -> (Node) -> Ranked? {
    switch measure {
    case .strength:
      return { person in
        let tie = self.ties.tie(.me, person)
        return Ranked(.strength(tie.strength), rank: tie.rank)
      }
    case .reciprocity: return { self.ledger[$0].reciprocity.map { Ranked($0) } }
    case .degree:
      return byVertex { Ranked(.integer(self.graph.graph.degree($0)), rank: Double(self.graph.graph.degree($0))) }
    case .brokerage: return byVertex { self.graph.graph.brokerage(of: $0).map { Ranked($0) } }
    case .pagerank:
      let rank = graph.graph.pageRank(isInterrupted: log.isInterrupted)
      return byVertex { Ranked(rank[$0]) }
    case .betweenness:
      let scores = graph.graph.betweenness(isInterrupted: log.isInterrupted)
      return byVertex { Ranked(scores[$0]) }
    }
  }

  private func byVertex(_ value: @escaping (Int) -> Ranked?) -> (Node) -> Ranked? {
    { self.graph.vertex(of: $0).flatMap(value) }
  }
}
