/// A chain of introductions: each hop between two who know each other.
public struct WarmPath: Sendable {
  /// The people along it, from the one who asks to the one wanted.
  public let people: [Node]
  /// The strength of each hop.
  public let strengths: [Double]

  /// A chain of people, with the strength of each hop.
  public init(people: [Node], strengths: [Double]) { (self.people, self.strengths) = (people, strengths) }

  /// The product of the hops' strengths: how warm a request arrives at the far end.
  public var strength: Double { strengths.reduce(1, *) }
}

/// The people of a network as a graph, me included, in order of name, with an edge for each strength of 0.01 or more:
/// what every measure runs on.
public struct PeopleGraph: Sendable {
  /// The graph.
  public let graph: TieGraph
  /// The person of each vertex, in order of name.
  public let people: [Node]
  private let vertices: [Int32]

  /// The graph of everybody who exists.
  public init(_ ties: Ties, _ names: Names) {
    let people = ([.me] + names.unordered(.person)).map { (node: $0, folded: Names.folded(names[$0])) }
      .sorted { $0.folded == $1.folded ? names[$0.node] < names[$1.node] : $0.folded < $1.folded }.map(\.node)
    var vertices = [Int32](repeating: -1, count: names.count)
    for (vertex, person) in people.enumerated() { vertices[Int(person.index)] = Int32(vertex) }
    var edges: [(a: Int32, b: Int32, weight: Double)] = []
    for person in people {
      for (other, tie) in ties.ties(of: person) where person < other && vertices[Int(other.index)] >= 0 {
        let strength = tie.strength
        if strength >= Ties.leastEdge {
          edges.append((vertices[Int(person.index)], vertices[Int(other.index)], strength))
        }
      }
    }
    self.people = people
    self.vertices = vertices
    graph = TieGraph(vertices: people.count, edges: edges)
  }

  /// The vertex of a person.
  public func vertex(of person: Node) -> Int? {
    let vertex = Int(vertices[Int(person.index)])
    return vertex < 0 ? nil : vertex
  }

  /// The warmest chains from one person to the nearest of several, the warmest first: the greatest products of tie
  /// strengths. None leads through somebody to avoid.
  public func warmestPaths(
    from start: Node, to targets: Set<Node>, avoiding others: some Sequence<Node> = EmptyCollection(), best limit: Int
  ) -> [WarmPath] {
    guard let first = vertex(of: start) else { return [] }
    let avoided = Set(others.compactMap { vertex(of: $0).map { Int32($0) } })
    let goals = Set(targets.compactMap { vertex(of: $0).map { Int32($0) } })
    return graph.shortestPaths(from: first, to: goals, avoiding: avoided, best: limit).map { path in
      let hops = zip(path.vertices, path.vertices.dropFirst())
      return WarmPath(
        people: path.vertices.map { people[Int($0)] }, strengths: hops.map { graph.weight(Int($0), Int($1)) })
    }
  }
}
