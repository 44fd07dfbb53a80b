extension TieGraph {
  /// The share of time that a walk along ties, each chosen by its strength, spends at each vertex; with probability 1 −
  /// damping, and from a vertex without ties, it goes on from any vertex (Page, Brin, Motwani & Winograd 1999). The
  /// shares sum to 1.
  ///
  /// Each share is worked out from what the others are by then (the Gauss–Seidel method; Arasu, Novak, Tomkins & Tomlin
  /// 2002), until they change by less than `tolerance` in sum. O(edges) an iteration.
  public func pageRank(
    damping: Double = 0.85, tolerance: Double = 1e-12, isInterrupted: () -> Bool = { false }
  ) -> [Double] {
    guard count > 0 else { return [] }
    let sums = (0..<count).map { vertex in row(vertex).reduce(0) { $0 + weights[$1] } }
    // All vertices without ties have one share, the least, and what goes on from these is a part of what each vertex
    // has at least.
    let stranded = Double(sums.count { $0 == 0 })
    let least = (1 - damping) / (Double(count) - damping * stranded)
    var rank = [Double](repeating: 1 / Double(count), count: count)
    /// What a vertex hands on for each unit of strength.
    var handed = sums.indices.map { sums[$0] > 0 ? rank[$0] / sums[$0] : 0 }
    // Each iteration shrinks the change by the damping, so the tolerance is met long before this many.
    for _ in 0..<1000 where !isInterrupted() {
      let change = iterate(&rank, &handed, sums, least, damping)
      // That the sum is not 1 yet is what would be mended last.
      let scale = 1 / rank.reduce(0, +)
      for vertex in rank.indices {
        rank[vertex] *= scale
        handed[vertex] *= scale
      }
      if change < tolerance { break }
    }
    return rank
  }

  /// One iteration; gives the sum of the changes.
  private func iterate(
    _ rank: inout [Double], _ handed: inout [Double], _ sums: [Double], _ least: Double, _ damping: Double
  ) -> Double {
    var change = 0.0
    handed.withUnsafeMutableBufferPointer { handed in
      offsets.withUnsafeBufferPointer { offsets in
        neighbours.withUnsafeBufferPointer { neighbours in
          weights.withUnsafeBufferPointer { weights in
            for vertex in 0..<rank.count {
              var gain = 0.0
              for edge in Int(offsets[vertex])..<Int(offsets[vertex + 1]) {
                gain += weights[edge] * handed[Int(neighbours[edge])]
              }
              let value = least + damping * gain
              change += abs(value - rank[vertex])
              rank[vertex] = value
              if sums[vertex] > 0 { handed[vertex] = value / sums[vertex] }
            }
          }
        }
      }
    }
    return change
  }
}
