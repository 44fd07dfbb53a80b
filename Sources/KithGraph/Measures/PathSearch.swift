/// Shortest ways between pairs of vertices of one graph: from both ends at once, until the two searches cannot meet any
/// nearer (Pohl 1971). What a search touched is cleared behind it, so the next one starts at once.
public struct PathSearch {
  private let graph: TieGraph
  private var labels: [Label]
  private var forward: Side
  private var backward: Side

  /// What a search knows of a vertex. Those of both searches stand side by side: whoever looks at the one looks at the
  /// other.
  private struct Label {
    /// How far it is from where the search began.
    var distance = Double.infinity
    /// The one before it on the way.
    var before: Int32 = -1
  }

  private typealias Labels = UnsafeMutableBufferPointer<Label>

  /// One of the two searches.
  private struct Side {
    /// 0 or 1.
    let index: Int
    var queue: DistanceBuckets

    /// Where its label of a vertex stands.
    @inline(__always) func place(_ vertex: Int32) -> Int { Int(vertex) << 1 | index }

    @inline(__always) mutating func reach(
      _ vertex: Int32, from previous: Int32, at length: Double, goesOn: Bool = true, _ labels: Labels
    ) {
      labels[place(vertex)] = Label(distance: length, before: previous)
      queue.push(vertex, at: length, waits: goesOn)
    }

    mutating func clear(_ labels: Labels) {
      for vertex in queue.pushed { labels[place(vertex)] = Label() }
      queue.clear()
    }

    /// The vertices from one back to where the search began.
    func way(from vertex: Int32, _ labels: Labels) -> [Int32] {
      var way = [vertex]
      while let last = way.last, labels[place(last)].before >= 0 { way.append(labels[place(last)].before) }
      return way
    }
  }

  /// A search in a graph.
  public init(_ graph: TieGraph) {
    self.graph = graph
    labels = [Label](repeating: Label(), count: 2 * graph.count)
    let queue = DistanceBuckets(longest: graph.longestLength)
    (forward, backward) = (Side(index: 0, queue: queue), Side(index: 1, queue: queue))
  }

  /// The shortest way; `nil` where there is none.
  public mutating func path(from start: Int, to end: Int) -> GraphPath? {
    // By a pointer: whether an array is shared would be asked at each step.
    labels.withUnsafeMutableBufferPointer { Self.path(from: start, to: end, &forward, &backward, graph, $0) }
  }

  private static func path(
    from start: Int, to end: Int, _ forward: inout Side, _ backward: inout Side, _ graph: borrowing TieGraph,
    _ labels: Labels
  ) -> GraphPath? {
    defer {
      forward.clear(labels)
      backward.clear(labels)
    }
    forward.reach(Int32(start), from: -1, at: 0, labels)
    backward.reach(Int32(end), from: -1, at: 0, labels)
    var meeting = Meeting()
    while forward.queue.least + backward.queue.least < meeting.length {
      // The side with less before it goes on.
      let isForward = forward.queue.waiting <= backward.queue.waiting
      let goesOn =
        isForward
        ? expand(&forward, backward, graph, labels, &meeting) : expand(&backward, forward, graph, labels, &meeting)
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
    _ side: inout Side, _ other: borrowing Side, _ graph: borrowing TieGraph, _ labels: Labels,
    _ meeting: inout Meeting
  ) -> Bool {
    guard let next = side.queue.pop() else { return false }
    let here = labels[side.place(next)].distance
    // Reached a shorter way since.
    if DistanceBuckets.bucket(here) != side.queue.current { return true }
    let rest = other.queue.least
    // No way on by a longer edge can be shorter than the one that is known; behind the class of such edges there are no
    // others.
    let limit = meeting.length - here - rest
    let last = TieGraph.longest.first { $0 >= limit } ?? .infinity
    for edge in graph.row(Int(next)) {
      let length = graph.lengths[edge]
      if length > last { break }
      let longer = here + length
      if longer + rest >= meeting.length { continue }
      let far = graph.neighbours[edge]
      guard longer < labels[side.place(far)].distance else { continue }
      let onward = labels[other.place(far)].distance
      // Where the other search has been for good, the rest of the way is known.
      side.reach(far, from: next, at: longer, goesOn: onward >= rest, labels)
      let whole = longer + onward
      if whole < meeting.length { (meeting.vertex, meeting.length) = (far, whole) }
    }
    return true
  }
}
