/// Shortest ways between pairs of vertices of one graph: from both ends at once, until the two searches cannot meet any nearer
/// (Pohl 1971). What a search touched is cleared behind it, so the next one starts at once.
public struct PathSearch {
  private let graph: TieGraph
  private var forward: Side
  private var backward: Side

  /// One of the two searches.
  private struct Side {
    var distance: [Double]
    var before: [Int32]
    var touched: [Int32] = []
    var queue: DistanceBuckets

    init(_ graph: TieGraph, longest: Double) {
      distance = [Double](repeating: .infinity, count: graph.count)
      before = [Int32](repeating: -1, count: graph.count)
      queue = DistanceBuckets(longest: longest)
    }

    @inline(__always) mutating func reach(_ vertex: Int32, from previous: Int32, at length: Double, goesOn: Bool = true) {
      if distance[Int(vertex)] == .infinity { touched.append(vertex) }
      distance[Int(vertex)] = length
      before[Int(vertex)] = previous
      if goesOn { queue.push(vertex, at: length) }
    }

    mutating func clear() {
      for vertex in touched {
        distance[Int(vertex)] = .infinity
        before[Int(vertex)] = -1
      }
      touched.removeAll(keepingCapacity: true)
      queue.clear()
    }

    /// The vertices from one back to where the search began.
    func way(from vertex: Int32) -> [Int32] {
      var way = [vertex]
      while let last = way.last, before[Int(last)] >= 0 { way.append(before[Int(last)]) }
      return way
    }
  }

  /// A search in a graph.
  public init(_ graph: TieGraph) {
    self.graph = graph
    let longest = graph.longestLength
    (forward, backward) = (Side(graph, longest: longest), Side(graph, longest: longest))
  }

  /// The shortest way; `nil` where there is none.
  public mutating func path(from start: Int, to end: Int) -> GraphPath? {
    defer {
      forward.clear()
      backward.clear()
    }
    forward.reach(Int32(start), from: -1, at: 0)
    backward.reach(Int32(end), from: -1, at: 0)
    var meeting = Meeting()
    while forward.queue.least + backward.queue.least < meeting.length {
      // The side with less before it goes on.
      let isForward = forward.queue.waiting <= backward.queue.waiting
      let goesOn = isForward ? Self.expand(&forward, backward, graph, &meeting) : Self.expand(&backward, forward, graph, &meeting)
      if !goesOn { break }
    }
    guard let vertex = meeting.vertex else { return nil }
    return GraphPath(
      vertices: forward.way(from: vertex).reversed() + backward.way(from: vertex).dropFirst(), length: meeting.length)
  }

  /// Where the two searches met on the shortest way found so far.
  private struct Meeting {
    var vertex: Int32?
    var length = Double.infinity
  }

  /// Goes on from the next vertex of a side; false when there is none.
  private static func expand(
    _ side: inout Side, _ other: borrowing Side, _ graph: borrowing TieGraph, _ meeting: inout Meeting
  ) -> Bool {
    guard let next = side.queue.pop() else { return false }
    let here = side.distance[Int(next)]
    // Reached a shorter way since.
    if DistanceBuckets.bucket(here) != side.queue.current { return true }
    let rest = other.queue.least
    for edge in graph.row(Int(next)) {
      let longer = here + graph.lengths[edge]
      // No way on from there can be shorter than the one that is known.
      if longer + rest >= meeting.length { continue }
      let far = graph.neighbours[edge]
      guard longer < side.distance[Int(far)] else { continue }
      let onward = other.distance[Int(far)]
      // Where the other search has been for good, the rest of the way is known.
      side.reach(far, from: next, at: longer, goesOn: onward >= rest)
      let whole = longer + onward
      if whole < meeting.length { (meeting.vertex, meeting.length) = (far, whole) }
    }
    return true
  }
}
