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
    var (pairs, gains) = (Pairs(), [Double]())
    // What was planned for a day, and said to be done after this one, was not known yet.
    let later = Set(network.planSteps.lazy.filter { $0.day > day }.map(\.statement))
    for touch in network.touches where touch.day <= day && (later.isEmpty || !later.contains(touch.statement)) {
      pairs.append(touch.a, touch.b)
      gains.append(touch.weight * exp2(-Double(day.days(since: touch.day)) / halfLife))
    }
    let assertions = network.assertions.filter { $0.day <= day }.sorted {
      ($0.day, $0.statement) < ($1.day, $1.statement)
    }
    for assertion in assertions { pairs.append(assertion.a, assertion.b) }
    let relations = network.relations(on: day)
    for relation in relations { pairs.append(relation.a, relation.b) }
    let nodes = network.names.count
    var ties: [(low: Node, high: Node, tie: Tie)] = []
    // Of each two people the touches come first, then what is said of their tie, in its order.
    for place in pairs.inOrder(nodes: nodes) {
      let place = Int(place)
      let (low, high) = pairs[place]
      if ties.last.map({ $0.low != low || $0.high != high }) ?? true { ties.append((low, high, Tie())) }
      let last = ties.count - 1
      if place < gains.count {
        ties[last].tie.recency += gains[place]
      } else if place - gains.count < assertions.count {
        ties[last].tie.take(assertions[place - gains.count].claim)
      } else {
        ties[last].tie.take(relations[place - gains.count - assertions.count].relation)
      }
    }
    (offsets, neighbours, edges) = Ties.rows(of: ties, nodes: nodes)
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

  /// Two counting passes turn the ties, in order of both people, into rows, each in order of neighbour.
  private static func rows(
    of ties: [(low: Node, high: Node, tie: Tie)], nodes: Int
  ) -> ([Int32], [Node], [Tie]) {
    var offsets = [Int32](repeating: 0, count: nodes + 1)
    for tie in ties {
      offsets[Int(tie.low.index) + 1] += 1
      offsets[Int(tie.high.index) + 1] += 1
    }
    for node in 0..<nodes { offsets[node + 1] += offsets[node] }
    var next = offsets
    var neighbours = [Node](repeating: .me, count: ties.count * 2)
    var edges = [Tie](repeating: Tie(), count: ties.count * 2)
    func place(_ from: Node, _ to: Node, _ tie: Tie) {
      let at = Int(next[Int(from.index)])
      neighbours[at] = to
      edges[at] = tie
      next[Int(from.index)] += 1
    }
    for (low, high, tie) in ties {
      place(low, high, tie)
      place(high, low, tie)
    }
    return (offsets, neighbours, edges)
  }
}

/// Pairs of people, either way round.
private struct Pairs {
  private var (lows, highs) = ([Int32](), [Int32]())

  mutating func append(_ a: Node, _ b: Node) {
    lows.append(min(a, b).index)
    highs.append(max(a, b).index)
  }

  subscript(place: Int) -> (low: Node, high: Node) { (Node(lows[place]), Node(highs[place])) }

  /// Their places in order of the lower node, then the higher one; equal pairs as they stand.
  func inOrder(nodes: Int) -> [Int32] {
    Pairs.inOrder(Pairs.inOrder(Array(0..<Int32(lows.count)), by: highs, nodes: nodes), by: lows, nodes: nodes)
  }

  /// Counting sort; Knuth, The Art of Computer Programming 3, 5.2.
  private static func inOrder(_ places: [Int32], by key: [Int32], nodes: Int) -> [Int32] {
    var next = [Int32](repeating: 0, count: nodes + 1)
    for key in key { next[Int(key) + 1] += 1 }
    for node in 0..<nodes { next[node + 1] += next[node] }
    var ordered = places
    for place in places {
      let node = Int(key[Int(place)])
      ordered[Int(next[node])] = place
      next[node] += 1
    }
    return ordered
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
  public func peaks(ofTiesWith person: Node, among others: [Node], until last: Day) -> [Double] {
    enum Change { case touch(Double), claim(Assertion.Claim), relation(Relation, holds: Bool) }
    var places = [Int](repeating: -1, count: names.count)
    for (place, other) in others.enumerated() { places[Int(other.index)] = place }
    var changes = [[(day: Day, statement: Int, change: Change)]](repeating: [], count: others.count)
    func add(_ a: Node, _ b: Node, _ day: Day, _ statement: Int, _ change: Change) {
      guard day <= last, a == person || b == person else { return }
      let place = places[Int((a == person ? b : a).index)]
      if place >= 0 { changes[place].append((day, statement, change)) }
    }
    for touch in touches { add(touch.a, touch.b, touch.day, touch.statement, .touch(touch.weight)) }
    for said in assertions { add(said.a, said.b, said.day, said.statement, .claim(said.claim)) }
    for said in attributes where said.value.person == person {
      guard case .related(let relation, let other) = said.value.attribute else { continue }
      add(person, other, said.day, said.statement, .relation(relation, holds: said.value.holds))
    }
    return changes.map { changes in
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
