/// A way through a graph, and how long it is.
public struct GraphPath: Sendable, Equatable {
  /// The vertices along it.
  public let vertices: [Int32]
  /// The sum of its edges' lengths, −ln(min(strength, 0.999)) each.
  public let length: Double
}

extension TieGraph {
  /// The shortest ways from a vertex to the nearest of several: up to `limit`, loopless, shortest first (Dijkstra 1959;
  /// Yen 1971).
  ///
  /// Of equally long ways the one through the lower vertices wins.
  public func shortestPaths(
    from start: Int, to targets: Set<Int32>, avoiding others: Set<Int32> = [], best limit: Int
  ) -> [GraphPath] {
    guard let first = shortestPath(from: start, to: targets, avoiding: Avoided(vertices: others)) else { return [] }
    var found = [first]
    var candidates: [GraphPath] = []
    while found.count < limit, let last = found.last {
      for index in last.vertices.indices.dropLast() {
        let root = Array(last.vertices[...index])
        var avoided = Avoided(vertices: others.union(root.dropLast()))
        for path in found where path.vertices.starts(with: root) && path.vertices.count > root.count {
          avoided.edges.insert(Avoided.Edge(from: root[index], to: path.vertices[index + 1]))
        }
        guard let spur = shortestPath(from: Int(root[index]), to: targets, avoiding: avoided) else { continue }
        let vertices = root.dropLast() + spur.vertices
        let candidate = GraphPath(vertices: vertices, length: length(of: vertices))
        if !candidates.contains(where: { $0.vertices == candidate.vertices }) { candidates.append(candidate) }
      }
      candidates.removeAll { found.contains($0) }
      guard let best = candidates.min(by: precedes) else { break }
      found.append(best)
    }
    return found
  }

  private func precedes(_ a: GraphPath, _ b: GraphPath) -> Bool {
    abs(a.length - b.length) > 1e-12 ? a.length < b.length : a.vertices.lexicographicallyPrecedes(b.vertices)
  }

  private func length(of vertices: [Int32]) -> Double {
    zip(vertices, vertices.dropFirst()).reduce(0) { $0 + length(Int($1.0), Int($1.1)) }
  }

  /// What a way must not use.
  private struct Avoided {
    struct Edge: Hashable {
      let from: Int32
      let to: Int32
    }
    var vertices: Set<Int32> = []
    var edges: Set<Edge> = []

    var isNothing: Bool { vertices.isEmpty && edges.isEmpty }
  }

  private func shortestPath(from start: Int, to targets: Set<Int32>, avoiding avoided: Avoided) -> GraphPath? {
    if targets.count == 1, let target = targets.first, avoided.isNothing {
      var search = PathSearch(self)
      return Int(target) == start ? nil : search.path(from: start, to: Int(target))
    }
    var distance = [Double](repeating: .infinity, count: count)
    var before = [Int32](repeating: -1, count: count)
    var isSettled = [Bool](repeating: false, count: count)
    var queue = DistanceBuckets(longest: longestLength)
    var best: Int32?
    distance[start] = 0
    queue.push(Int32(start), at: 0)
    while let next = queue.pop() {
      let vertex = Int(next)
      if isSettled[vertex] { continue }
      // Within a bucket the order says nothing: the best of those reached is known once the bucket is done.
      if let best, distance[Int(best)] <= queue.least { break }
      isSettled[vertex] = true
      if vertex != start, targets.contains(next) {
        if best.map({ distance[vertex] < distance[Int($0)] }) ?? true { best = next }
        continue
      }
      for edge in row(vertex) where !isSettled[Int(neighbours[edge])] {
        let far = neighbours[edge]
        if avoided.vertices.contains(far) || avoided.edges.contains(Avoided.Edge(from: next, to: far)) { continue }
        let longer = distance[vertex] + lengths[edge]
        guard longer < distance[Int(far)] else { continue }
        (distance[Int(far)], before[Int(far)]) = (longer, next)
        queue.push(far, at: longer)
      }
    }
    return best.map { path(to: $0, before, distance[Int($0)]) }
  }

  private func path(to end: Int32, _ before: [Int32], _ length: Double) -> GraphPath {
    var vertices = [end]
    while let last = vertices.last, before[Int(last)] >= 0 { vertices.append(before[Int(last)]) }
    return GraphPath(vertices: vertices.reversed(), length: length)
  }
}
