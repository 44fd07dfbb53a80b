extension TieGraph {
  /// The share of time that a walk along ties, each chosen by its strength, spends at each vertex; with probability 1 − damping,
  /// and from a vertex without ties, it goes on from any vertex (Page, Brin, Motwani & Winograd 1999). The shares sum to 1.
  ///
  /// Iterates until the shares change by less than `tolerance` in sum. O(edges) an iteration.
  public func pageRank(damping: Double = 0.85, tolerance: Double = 1e-12) -> [Double] {
    guard count > 0 else { return [] }
    let sums = (0..<count).map { vertex in row(vertex).reduce(0) { $0 + weights[$1] } }
    let even = 1 / Double(count)
    var rank = [Double](repeating: even, count: count)
    var share = [Double](repeating: 0, count: count)
    var next = rank
    // Each iteration shrinks the change by the damping, so the tolerance is met long before this many.
    for _ in 0..<1000 where !Interruption.isAsked() {
      var stranded = 0.0
      for vertex in 0..<count {
        share[vertex] = sums[vertex] > 0 ? rank[vertex] / sums[vertex] : 0
        if sums[vertex] == 0 { stranded += rank[vertex] }
      }
      let base = (1 - damping) * even + damping * stranded * even
      let change = step(from: share, base, damping, rank, into: &next)
      swap(&rank, &next)
      if change < tolerance { break }
    }
    let total = rank.reduce(0, +)
    return rank.map { $0 / total }
  }

  /// One iteration; gives the sum of the changes.
  private func step(
    from share: [Double], _ base: Double, _ damping: Double, _ before: [Double], into next: inout [Double]
  ) -> Double {
    var change = 0.0
    share.withUnsafeBufferPointer { share in
      offsets.withUnsafeBufferPointer { offsets in
        neighbours.withUnsafeBufferPointer { neighbours in
          weights.withUnsafeBufferPointer { weights in
            for vertex in 0..<next.count {
              var gain = 0.0
              for edge in Int(offsets[vertex])..<Int(offsets[vertex + 1]) { gain += weights[edge] * share[Int(neighbours[edge])] }
              let value = base + damping * gain
              change += abs(value - before[vertex])
              next[vertex] = value
            }
          }
        }
      }
    }
    return change
  }
}
