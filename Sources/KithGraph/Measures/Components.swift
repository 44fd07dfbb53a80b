extension TieGraph {
  /// For each vertex the lowest vertex that it is connected to. O(vertices + edges).
  public func components() -> [Int32] {
    var parent = (0..<Int32(count)).map { $0 }
    parent.withUnsafeMutableBufferPointer { parent in
      func root(_ vertex: Int32) -> Int32 {
        var vertex = vertex
        while parent[Int(vertex)] != vertex {
          // Path halving (Tarjan & van Leeuwen 1984).
          parent[Int(vertex)] = parent[Int(parent[Int(vertex)])]
          vertex = parent[Int(vertex)]
        }
        return vertex
      }
      for vertex in 0..<count {
        for edge in row(vertex) where neighbours[edge] < Int32(vertex) {
          let (a, b) = (root(Int32(vertex)), root(neighbours[edge]))
          if a < b { parent[Int(b)] = a } else { parent[Int(a)] = b }
        }
      }
      // A parent is never above its child, so one pass upwards leaves every vertex at its root.
      for vertex in 0..<count { parent[vertex] = parent[Int(parent[vertex])] }
    }
    return parent
  }
}
