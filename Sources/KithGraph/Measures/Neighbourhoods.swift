#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TieGraph {
  /// The vertices that two have ties with, ascending.
  public func common(_ a: Int, _ b: Int) -> [Int32] {
    var found: [Int32] = []
    var (x, y) = (row(a), row(b))
    while let i = x.first, let j = y.first {
      if neighbours[i] == neighbours[j] { found.append(neighbours[i]) }
      if neighbours[i] <= neighbours[j] { x = x.dropFirst() }
      if neighbours[j] <= neighbours[i] { y = y.dropFirst() }
    }
    return found
  }

  /// `Σ 1 / ln(degree)` over the ties that two have in common, `leftOut` not counted (Adamic & Adar 2003).
  public func adamicAdar(_ a: Int, _ b: Int, leavingOut leftOut: Int? = nil) -> Double {
    common(a, b).reduce(0) { $0 + (Int($1) == leftOut ? 0 : adamicAdar(through: Int($1))) }
  }

  /// What a tie in common with a vertex adds to the score.
  public func adamicAdar(through vertex: Int) -> Double { 1 / log(Double(degree(vertex))) }

  /// The vertices two ties away with their Adamic–Adar scores, the highest first; of equal scores the lower vertex.
  public func adamicAdar(from vertex: Int, best limit: Int) -> [(vertex: Int32, score: Double)] {
    var scores = [Double](repeating: 0, count: count)
    var touched: [Int32] = []
    for edge in row(vertex) {
      let between = Int(neighbours[edge])
      let gain = adamicAdar(through: between)
      for onward in row(between) {
        let far = Int(neighbours[onward])
        if scores[far] == 0 { touched.append(neighbours[onward]) }
        scores[far] += gain
      }
    }
    scores[vertex] = 0
    for near in neighbours(of: vertex) { scores[Int(near)] = 0 }
    var best: [(vertex: Int32, score: Double)] = []
    for far in touched where scores[Int(far)] > 0 {
      let found = (vertex: far, score: scores[Int(far)])
      if best.count == limit, let last = best.last, (found.score, last.vertex) <= (last.score, found.vertex) { continue }
      let place = best.firstIndex { ($0.score, found.vertex) < (found.score, $0.vertex) } ?? best.count
      best.insert(found, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best
  }

  /// The vertices two ties away, and no nearer, ascending.
  public func twoHops(from vertex: Int) -> [Int32] {
    var isFar = [Bool](repeating: false, count: count)
    for edge in row(vertex) {
      for onward in row(Int(neighbours[edge])) { isFar[Int(neighbours[onward])] = true }
    }
    isFar[vertex] = false
    for near in neighbours(of: vertex) { isFar[Int(near)] = false }
    return isFar.indices.filter { isFar[$0] }.map { Int32($0) }
  }
}
