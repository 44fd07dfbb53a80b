#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TieGraph {
  /// For each vertex, on how many shortest ways between two others it lies, ways of equal length sharing (Brandes 2001, weighted).
  ///
  /// Unnormalised, each pair once; lengths are equal within 1e-12. With `sources`, only the ways that start at one of them count,
  /// each from its own side. O(sources · edges · log vertices).
  public func betweenness(sources: [Int]? = nil) -> [Double] {
    var search = Search(count)
    var scores = [Double](repeating: 0, count: count)
    let lengths = weights.map(TieGraph.length)
    for source in sources ?? Array(0..<count) {
      settle(from: source, lengths, &search)
      search.accumulate(into: &scores, except: source)
    }
    // From all vertices each pair was seen from both its ends.
    return sources == nil ? scores.map { $0 / 2 } : scores
  }

  /// What one search holds; arrays are as long as the graph, and what was touched is cleared behind it.
  private struct Search {
    var distance: [Double]
    var ways: [Double]
    var share: [Double]
    var isSettled: [Bool]
    var predecessors: [[Int32]]
    var order: [Int32] = []
    var queue = DistanceQueue()

    init(_ count: Int) {
      distance = [Double](repeating: .infinity, count: count)
      ways = [Double](repeating: 0, count: count)
      share = [Double](repeating: 0, count: count)
      isSettled = [Bool](repeating: false, count: count)
      predecessors = [[Int32]](repeating: [], count: count)
    }

    /// Adds up the shares from the far ends back, and clears what the search touched.
    mutating func accumulate(into scores: inout [Double], except source: Int) {
      for next in order.reversed() {
        let vertex = Int(next)
        for before in predecessors[vertex] { share[Int(before)] += ways[Int(before)] / ways[vertex] * (1 + share[vertex]) }
        if vertex != source { scores[vertex] += share[vertex] }
      }
      for next in order {
        let vertex = Int(next)
        (distance[vertex], ways[vertex], share[vertex], isSettled[vertex]) = (.infinity, 0, 0, false)
        predecessors[vertex].removeAll(keepingCapacity: true)
      }
      order.removeAll(keepingCapacity: true)
    }
  }

  private func settle(from source: Int, _ lengths: [Double], _ search: inout Search) {
    search.distance[source] = 0
    search.ways[source] = 1
    search.queue.push(Int32(source), at: 0)
    while let next = search.queue.pop() {
      let vertex = Int(next)
      if search.isSettled[vertex] { continue }
      search.isSettled[vertex] = true
      search.order.append(next)
      for edge in row(vertex) {
        let far = Int(neighbours[edge])
        if search.isSettled[far] { continue }
        let longer = search.distance[vertex] + lengths[edge]
        if longer < search.distance[far] - 1e-12 {
          search.distance[far] = longer
          search.ways[far] = search.ways[vertex]
          search.predecessors[far].removeAll(keepingCapacity: true)
          search.predecessors[far].append(next)
          search.queue.push(Int32(far), at: longer)
        } else if longer <= search.distance[far] + 1e-12 {
          search.ways[far] += search.ways[vertex]
          search.predecessors[far].append(next)
        }
      }
    }
  }
}
