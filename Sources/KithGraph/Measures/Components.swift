extension TieGraph {
  /// For each vertex the lowest vertex that it is connected to. O(vertices + edges).
  ///
  /// Two edges of every vertex join most of a network; the rest of the edges then only matter to those who are outside
  /// its largest part (Afforest; Sutton, Ben-Nun & Barak 2018).
  public func components() -> [Int32] {
    var parents = (0..<Int32(count)).map { $0 }
    // By a pointer: whether an array is shared would be asked at each step.
    parents.withUnsafeMutableBufferPointer { join(Forest(parents: $0)) }
    return parents
  }

  private func join(_ forest: Forest) {
    for vertex in 0..<count {
      for edge in row(vertex).prefix(2) { forest.join(Int32(vertex), neighbours[edge]) }
    }
    forest.flatten()
    let largest = forest.commonRoot
    for vertex in 0..<count where forest.parents[vertex] != largest {
      for edge in row(vertex).dropFirst(2) { forest.join(Int32(vertex), neighbours[edge]) }
    }
    forest.flatten()
  }
}

/// Disjoint sets; each is named by its lowest member.
private struct Forest {
  let parents: UnsafeMutableBufferPointer<Int32>

  /// The lowest member of a vertex's set, halving the way there (Tarjan & van Leeuwen 1984).
  func root(_ vertex: Int32) -> Int32 {
    var vertex = vertex
    while parents[Int(vertex)] != vertex {
      parents[Int(vertex)] = parents[Int(parents[Int(vertex)])]
      vertex = parents[Int(vertex)]
    }
    return vertex
  }

  func join(_ a: Int32, _ b: Int32) {
    let (x, y) = (root(a), root(b))
    if x < y { parents[Int(y)] = x } else { parents[Int(x)] = y }
  }

  /// Leaves every vertex right below its root: a parent is never above its child.
  func flatten() {
    for vertex in parents.indices { parents[vertex] = parents[Int(parents[vertex])] }
  }

  /// The root that most of a thousand vertices, evenly spread, have in common.
  var commonRoot: Int32? {
    let step = max(1, parents.count / 1000)
    var counts: [Int32: Int] = [:]
    for vertex in stride(from: 0, to: parents.count, by: step) { counts[parents[vertex], default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }
}
