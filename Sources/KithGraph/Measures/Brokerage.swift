extension TieGraph {
  /// 1 − the constraint of a vertex: how far its ties span structural holes (Burt 1992). `nil` for one without ties.
  ///
  /// The constraint is `Σⱼ (pᵢⱼ + Σ_q pᵢ_q · p_qⱼ)²` over the neighbours j, with `pᵢⱼ` the share of i's strength that
  /// goes to j.
  public func brokerage(of vertex: Int) -> Double? {
    let sum = strengthSum(vertex)
    guard sum > 0 else { return nil }
    var invested: [Int32: Double] = [:]
    for edge in row(vertex) { invested[neighbours[edge]] = weights[edge] / sum }
    for edge in row(vertex) {
      let (broker, own) = (Int(neighbours[edge]), weights[edge] / sum)
      let theirs = strengthSum(broker)
      for onward in row(broker) where neighbours[onward] != Int32(vertex) {
        // Only what leads to another neighbour constrains.
        if let before = invested[neighbours[onward]] {
          invested[neighbours[onward]] = before + own * weights[onward] / theirs
        }
      }
    }
    return 1 - invested.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value * $1.value }
  }

  private func strengthSum(_ vertex: Int) -> Double { row(vertex).reduce(0) { $0 + weights[$1] } }
}
