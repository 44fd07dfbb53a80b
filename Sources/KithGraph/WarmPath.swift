#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A chain of introductions: each hop between two who know each other.
public struct WarmPath: Sendable {
  /// The people along it, from the one who asks to the one wanted.
  public let people: [Node]
  /// The strength of each hop.
  public let strengths: [Double]

  /// The product of the hops' strengths: how warm a request arrives at the far end.
  public var strength: Double { strengths.reduce(1, *) }
}

extension Ties {
  /// The warmest chain from one person to the nearest of several: the greatest product of tie strengths, which is the
  /// shortest way by the length −ln(min(strength, 0.999)) (Dijkstra 1959). `nil` when there is no way.
  ///
  /// Of equally warm chains the one through the earlier nodes wins. O(ties · log people).
  public func warmestPath(from start: Node, to targets: Set<Node>) -> WarmPath? {
    var queue = DistanceQueue()
    var reached: [Node: (distance: Double, before: Node?, strength: Double)] = [start: (0, nil, 1)]
    var settled: Set<Node> = []
    queue.push(start, at: 0)
    while let node = queue.pop() {
      guard settled.insert(node).inserted, let here = reached[node] else { continue }
      if node != start, targets.contains(node) { return path(to: node, in: reached) }
      for (next, tie) in ties(of: node) where tie.strength >= Ties.leastEdge && !settled.contains(next) {
        let distance = here.distance - log(min(tie.strength, 0.999))
        if let known = reached[next], known.distance <= distance { continue }
        reached[next] = (distance, node, tie.strength)
        queue.push(next, at: distance)
      }
    }
    return nil
  }

  private func path(to end: Node, in reached: [Node: (distance: Double, before: Node?, strength: Double)]) -> WarmPath {
    var people = [end]
    var strengths: [Double] = []
    while let last = people.last, let step = reached[last], let before = step.before {
      people.append(before)
      strengths.append(step.strength)
    }
    return WarmPath(people: people.reversed(), strengths: strengths.reversed())
  }
}

/// A 4-ary min-heap of nodes by distance; of equal distances the lower node comes first.
///
/// Key and node share one word: the bits of a positive `Float` sort as the number does.
private struct DistanceQueue {
  private var heap: [UInt64] = []

  mutating func push(_ node: Node, at distance: Double) {
    heap.append(UInt64(Float(distance).bitPattern) << 32 | UInt64(UInt32(bitPattern: node.index)))
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 4] {
      heap.swapAt(child, (child - 1) / 4)
      child = (child - 1) / 4
    }
  }

  mutating func pop() -> Node? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if !heap.isEmpty {
      heap[0] = last
      sink()
    }
    return Node(Int32(truncatingIfNeeded: first & 0xFFFF_FFFF))
  }

  private func children(of parent: Int) -> Range<Int> {
    min(parent * 4 + 1, heap.count)..<min(parent * 4 + 5, heap.count)
  }

  private mutating func sink() {
    var parent = 0
    while let child = children(of: parent).min(by: { heap[$0] < heap[$1] }), heap[child] < heap[parent] {
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
