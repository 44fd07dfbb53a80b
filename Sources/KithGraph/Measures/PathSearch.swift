/// Shortest ways between pairs of vertices of one graph: from both ends at once, until the two searches cannot meet any nearer
/// (Pohl 1971). What a search touched is cleared behind it, so the next one starts at once.
public struct PathSearch {
  private let graph: TieGraph
  private var labels: Labels
  private var forward: Side
  private var backward: Side

  /// What the searches know of each vertex, side by side: whoever looks at the one looks at the other.
  private struct Labels {
    /// How far a vertex is from where a search began.
    var distance: [Double]
    /// The one before it on the way.
    var before: [Int32]
  }

  /// One of the two searches.
  private struct Side {
    /// 0 or 1.
    let index: Int
    var touched: [Int32] = []
    var queue: DistanceBuckets

    /// Where its label of a vertex stands.
    @inline(__always) func place(_ vertex: Int32) -> Int { Int(vertex) << 1 | index }

    @inline(__always) mutating func reach(
      _ vertex: Int32, from previous: Int32, at length: Double, goesOn: Bool = true, _ labels: inout Labels
    ) {
      let place = place(vertex)
      if labels.distance[place] == .infinity { touched.append(vertex) }
      labels.distance[place] = length
      labels.before[place] = previous
      if goesOn { queue.push(vertex, at: length) }
    }

    mutating func clear(_ labels: inout Labels) {
      for vertex in touched {
        labels.distance[place(vertex)] = .infinity
        labels.before[place(vertex)] = -1
      }
      touched.removeAll(keepingCapacity: true)
      queue.clear()
    }

    /// The vertices from one back to where the search began.
    func way(from vertex: Int32, _ labels: borrowing Labels) -> [Int32] {
      var way = [vertex]
      while let last = way.last, labels.before[place(last)] >= 0 { way.append(labels.before[place(last)]) }
      return way
    }
  }

  /// A search in a graph.
  public init(_ graph: TieGraph) {
    self.graph = graph
    let count = 2 * graph.count
    labels = Labels(
      distance: [Double](repeating: .infinity, count: count), before: [Int32](repeating: -1, count: count))
    let queue = DistanceBuckets(longest: graph.longestLength)
    (forward, backward) = (Side(index: 0, queue: queue), Side(index: 1, queue: queue))
  }

  /// The shortest way; `nil` where there is none.
  public mutating func path(from start: Int, to end: Int) -> GraphPath? {
    defer {
      forward.clear(&labels)
      backward.clear(&labels)
    }
    forward.reach(Int32(start), from: -1, at: 0, &labels)
    backward.reach(Int32(end), from: -1, at: 0, &labels)
    var meeting = Meeting()
    while forward.queue.least + backward.queue.least < meeting.length {
      // The side with less before it goes on.
      let isForward = forward.queue.waiting <= backward.queue.waiting
      let goesOn =
        isForward
        ? Self.expand(&forward, backward, graph, &labels, &meeting) : Self.expand(&backward, forward, graph, &labels, &meeting)
      if !goesOn { break }
    }
    guard let vertex = meeting.vertex else { return nil }
    return GraphPath(
      vertices: forward.way(from: vertex, labels).reversed() + backward.way(from: vertex, labels).dropFirst(),
      length: meeting.length)
  }

  /// Where the two searches met on the shortest way found so far.
  private struct Meeting {
    var vertex: Int32?
    var length = Double.infinity
  }

  /// Goes on from the next vertex of a side; false when there is none.
  private static func expand(
    _ side: inout Side, _ other: borrowing Side, _ graph: borrowing TieGraph, _ labels: inout Labels,
    _ meeting: inout Meeting
  ) -> Bool {
    guard let next = side.queue.pop() else { return false }
    let here = labels.distance[side.place(next)]
    // Reached a shorter way since.
    if DistanceBuckets.bucket(here) != side.queue.current { return true }
    let rest = other.queue.least
    for edge in graph.row(Int(next)) {
      let longer = here + graph.lengths[edge]
      // No way on from there can be shorter than the one that is known.
      if longer + rest >= meeting.length { continue }
      let far = graph.neighbours[edge]
      guard longer < labels.distance[side.place(far)] else { continue }
      let onward = labels.distance[other.place(far)]
      // Where the other search has been for good, the rest of the way is known.
      side.reach(far, from: next, at: longer, goesOn: onward >= rest, &labels)
      let whole = longer + onward
      if whole < meeting.length { (meeting.vertex, meeting.length) = (far, whole) }
    }
    return true
  }
}
