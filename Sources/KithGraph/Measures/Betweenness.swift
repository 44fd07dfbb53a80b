extension TieGraph {
  /// For each vertex, on how many shortest ways between two others it lies, ways of equal length sharing (Brandes 2001,
  /// weighted).
  ///
  /// Unnormalised, each pair once; lengths are equal within 1e-12. With `sources`, only the ways that start at one of
  /// them count, each from its own side. O(sources · edges).
  public func betweenness(sources: [Int]? = nil, isInterrupted: () -> Bool = { false }) -> [Double] {
    var scores = [Double](repeating: 0, count: count)
    var search = Search(self)
    for source in sources ?? Array(0..<count) where !isInterrupted() {
      search.add(from: source, to: &scores, self)
    }
    // From all vertices each pair was seen from both its ends.
    return sources == nil ? scores.map { $0 / 2 } : scores
  }

  /// The longest of the edges' lengths.
  var longestLength: Double { lengths.max() ?? 0 }
}

/// What the searches from one source after the other share: arrays as long as the graph, cleared where they were
/// touched.
private struct Search {
  /// Distance, number of shortest ways, and dependency, side by side: they are read together.
  private struct Reached {
    var distance = Double.infinity
    var ways = 0.0
    var share = 0.0
  }

  private var reached: [Reached]
  private var isSettled: [Bool]
  private var order: [Int32] = []
  private var queue: DistanceBuckets

  init(_ graph: TieGraph) {
    reached = [Reached](repeating: Reached(), count: graph.count)
    isSettled = [Bool](repeating: false, count: graph.count)
    queue = DistanceBuckets(longest: graph.longestLength)
    order.reserveCapacity(graph.count)
  }

  /// Adds what the ways from a source give to each vertex between their ends.
  mutating func add(from source: Int, to scores: inout [Double], _ graph: TieGraph) {
    settle(from: source, graph)
    accumulate(graph)
    for next in order {
      let vertex = Int(next)
      if vertex != source { scores[vertex] += reached[vertex].share }
      reached[vertex] = Reached()
      isSettled[vertex] = false
    }
    order.removeAll(keepingCapacity: true)
    queue.clear()
  }

  private mutating func settle(from source: Int, _ graph: TieGraph) {
    reached[source].distance = 0
    reached[source].ways = 1
    queue.push(Int32(source), at: 0)
    while let next = queue.pop() {
      let vertex = Int(next)
      if isSettled[vertex] { continue }
      isSettled[vertex] = true
      order.append(next)
      let here = reached[vertex]
      for edge in graph.row(vertex) {
        let far = Int(graph.neighbours[edge])
        let longer = here.distance + graph.lengths[edge]
        let known = reached[far].distance
        if longer < known - 1e-12 {
          reached[far].distance = longer
          reached[far].ways = here.ways
          queue.push(Int32(far), at: longer)
        } else if longer <= known + 1e-12 {
          reached[far].ways += here.ways
        }
      }
    }
  }

  /// From the far ends back, each vertex hands its share to those before it on its shortest ways.
  private mutating func accumulate(_ graph: TieGraph) {
    for next in order.reversed() {
      let vertex = Int(next)
      let here = reached[vertex]
      let each = (1 + here.share) / here.ways
      for edge in graph.row(vertex) {
        let before = Int(graph.neighbours[edge])
        let way = reached[before].distance + graph.lengths[edge]
        // Whoever is as near as that by way of a neighbour has that neighbour before it.
        if way <= here.distance + 1e-12 { reached[before].share += reached[before].ways * each }
      }
    }
  }
}
