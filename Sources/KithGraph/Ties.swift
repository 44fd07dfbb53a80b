#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The ties between people on one day: an undirected graph in compressed sparse rows.
public struct Ties: Sendable {
  /// The strength a tie must have to be an edge of the graph.
  public static let leastEdge = 0.01

  /// The day they are seen from.
  public let day: Day
  private let offsets: [Int32]
  private let neighbours: [Node]
  private let edges: [Tie]

  /// Folds the touches and assertions dated up to a day. O(touches + people).
  public init(_ network: Network, on day: Day) {
    self.day = day
    let halfLife = Double(network.options.halfLife)
    var pairs: [Pair: Tie] = [:]
    for touch in network.touches where touch.day <= day {
      let age = Double(day.days(since: touch.day))
      pairs[Pair(touch.a, touch.b), default: Tie()].recency += touch.weight * exp2(-age / halfLife)
    }
    let assertions = network.assertions.filter { $0.day <= day }.sorted {
      ($0.day, $0.statement) < ($1.day, $1.statement)
    }
    for assertion in assertions {
      pairs[Pair(assertion.a, assertion.b), default: Tie()].take(assertion.claim)
    }
    for (a, b, relation) in network.relations(on: day) { pairs[Pair(a, b), default: Tie()].take(relation) }
    (offsets, neighbours, edges) = Ties.rows(of: pairs, nodes: network.names.count)
  }

  /// The tie of two people; one of no strength when nothing binds them.
  public func tie(_ a: Node, _ b: Node) -> Tie {
    var row = row(of: a)
    while let middle = row.isEmpty ? nil : row.lowerBound + row.count / 2 {
      if neighbours[middle] == b { return edges[middle] }
      row = neighbours[middle] < b ? middle + 1..<row.upperBound : row.lowerBound..<middle
    }
    return Tie()
  }

  /// Everybody bound to a person, in order of node.
  public func ties(of person: Node) -> [(person: Node, tie: Tie)] {
    row(of: person).map { (neighbours[$0], edges[$0]) }
  }

  /// How many edges of the graph meet at a person.
  public func degree(of person: Node) -> Int {
    row(of: person).count { edges[$0].strength >= Ties.leastEdge }
  }

  private func row(of person: Node) -> Range<Int> {
    Int(offsets[Int(person.index)])..<Int(offsets[Int(person.index) + 1])
  }

  /// Two counting passes turn the pairs into rows, each in order of neighbour.
  private static func rows(of pairs: [Pair: Tie], nodes: Int) -> ([Int32], [Node], [Tie]) {
    var offsets = [Int32](repeating: 0, count: nodes + 1)
    for pair in pairs.keys {
      offsets[Int(pair.low.index) + 1] += 1
      offsets[Int(pair.high.index) + 1] += 1
    }
    for node in 0..<nodes { offsets[node + 1] += offsets[node] }
    var next = offsets
    var neighbours = [Node](repeating: .me, count: pairs.count * 2)
    var edges = [Tie](repeating: Tie(), count: pairs.count * 2)
    func place(_ from: Node, _ to: Node, _ tie: Tie) {
      let at = Int(next[Int(from.index)])
      neighbours[at] = to
      edges[at] = tie
      next[Int(from.index)] += 1
    }
    for (pair, tie) in pairs.sorted(by: { ($0.key.low, $0.key.high) < ($1.key.low, $1.key.high) }) {
      place(pair.low, pair.high, tie)
      place(pair.high, pair.low, tie)
    }
    return (offsets, neighbours, edges)
  }
}

extension Network {
  /// How close two people are on a day. O(touches).
  public func tie(_ a: Node, _ b: Node, on day: Day) -> Tie {
    let (halfLife, pair) = (Double(options.halfLife), Pair(a, b))
    var tie = Tie()
    for touch in touches where touch.day <= day && Pair(touch.a, touch.b) == pair {
      tie.recency += touch.weight * exp2(-Double(day.days(since: touch.day)) / halfLife)
    }
    let said = assertions.filter { $0.day <= day && Pair($0.a, $0.b) == pair }
    for assertion in said.sorted(by: { ($0.day, $0.statement) < ($1.day, $1.statement) }) { tie.take(assertion.claim) }
    for (a, b, relation) in relations(on: day) where Pair(a, b) == pair { tie.take(relation) }
    return tie
  }
}

extension Network {
  /// The greatest strength that the ties of a person with some others had on any day up to one.
  ///
  /// What is said of a tie holds from its day on, and not before: each day's strength is that of the touches and
  /// assertions dated by then. Between two of those days a tie only fades, so only these days are looked at; what was
  /// said of a tie that is silent already is one of them. O(touches + assertions).
  public func peaks(ofTiesWith person: Node, among others: Set<Node>, until last: Day) -> [Node: Double] {
    enum Change { case touch(Double), claim(Assertion.Claim), relation(Relation, holds: Bool) }
    var changes: [Node: [(day: Day, statement: Int, change: Change)]] = [:]
    func add(_ a: Node, _ b: Node, _ day: Day, _ statement: Int, _ change: Change) {
      guard day <= last, a == person || b == person else { return }
      let other = a == person ? b : a
      if others.contains(other) { changes[other, default: []].append((day, statement, change)) }
    }
    for touch in touches { add(touch.a, touch.b, touch.day, touch.statement, .touch(touch.weight)) }
    for said in assertions { add(said.a, said.b, said.day, said.statement, .claim(said.claim)) }
    for said in attributes where said.value.person == person {
      guard case .related(let relation, let other) = said.value.attribute else { continue }
      add(person, other, said.day, said.statement, .relation(relation, holds: said.value.holds))
    }
    return changes.mapValues { changes in
      var (tie, relations, peak, day) = (Tie(), Set<Relation>(), 0.0, Day.first)
      for change in changes.sorted(by: { ($0.day, $0.statement) < ($1.day, $1.statement) }) {
        if change.day > day { peak = max(peak, tie.strength) }
        tie.recency *= exp2(-Double(change.day.days(since: day)) / Double(options.halfLife))
        switch change.change {
        case .touch(let weight): tie.recency += weight
        case .claim(let claim): tie.take(claim)
        case .relation(let relation, holds: true): relations.insert(relation)
        case .relation(let relation, holds: false): relations.remove(relation)
        }
        tie.take(relations)
        day = change.day
      }
      return max(peak, tie.strength)
    }
  }
}

/// How close two people are on a day.
public struct Tie: Sendable {
  /// Σ wᵢ · 2^(−ageᵢ/H) over their touches.
  public package(set) var recency = 0.0
  /// What is said of the tie itself: 0 to 0.95, without decay.
  private var asserted = 0.0
  /// What it is at least by what the two are to each other.
  private var related = 0.0

  /// What is said of the tie: 0 to 0.95, without decay.
  public var stated: Double { max(asserted, related) }

  /// From 0 to 1: `1 − (1 − stated) · exp(−Σ/4)`.
  public var strength: Double { 1 - (1 - stated) * exp(-recency / 4) }

  /// For rankings: `Σ/4 − ln(1 − stated)`, which grows with strength and does not saturate.
  public var rank: Double { recency / 4 - log(1 - stated) }

  mutating func take(_ claim: Assertion.Claim) {
    switch claim {
    case .exactly(let strength): asserted = strength
    case .atLeast(let strength): asserted = max(asserted, strength)
    }
  }

  mutating func take(_ relation: Relation) { related = max(related, relation.strength) }

  mutating func take(_ relations: Set<Relation>) { related = relations.map(\.strength).max() ?? 0 }
}

/// Two people, in either order.
private struct Pair: Hashable {
  let low: Node
  let high: Node

  init(_ a: Node, _ b: Node) {
    low = min(a, b)
    high = max(a, b)
  }
}
