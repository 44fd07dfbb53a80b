extension TieGraph {
  /// The circle of each vertex, numbered by their first vertices: communities of the greatest modularity that moving single
  /// vertices, then whole circles, finds (Louvain; Blondel, Guillaume, Lambiotte & Lefebvre 2008), resolution 1.
  ///
  /// Vertices are taken in order; of equal gains the circle that holds the lowest vertex wins, so the same graph always falls into
  /// the same circles. O(edges) a pass.
  public func circles() -> [Int32] {
    var membership = (0..<Int32(count)).map { $0 }
    // Once whole circles have moved, single vertices may gain again: from the top back to the bottom, until nothing moves.
    var level = Level(self, in: membership)
    while level.moveVertices() {
      membership = level.renumbered()
      repeat {
        let before = level.renumbered()
        level = level.contracted(to: before)
        guard level.moveVertices() else { break }
        let circles = level.renumbered()
        for vertex in 0..<count { membership[vertex] = circles[Int(membership[vertex])] }
      } while true
      level = Level(self, in: membership)
    }
    return firstComesFirst(membership)
  }

  /// The modularity of a division into circles: the share of strength inside them, less what chance would put there
  /// (Newman & Girvan 2004).
  public func modularity(of circles: [Int32]) -> Double {
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return 0 }
    var inside = [Int32: Double]()
    var total = [Int32: Double]()
    for vertex in 0..<count {
      for edge in row(vertex) {
        total[circles[vertex], default: 0] += weights[edge]
        if circles[vertex] == circles[Int(neighbours[edge])] { inside[circles[vertex], default: 0] += weights[edge] }
      }
    }
    return total.sorted { $0.key < $1.key }.reduce(0) { sum, circle in
      sum + (inside[circle.key] ?? 0) / whole - (circle.value / whole) * (circle.value / whole)
    }
  }
}

/// Numbers from 0 in order of first appearance.
private func firstComesFirst(_ labels: [Int32]) -> [Int32] {
  var numbers: [Int32: Int32] = [:]
  return labels.map { label in
    if let number = numbers[label] { return number }
    numbers[label] = Int32(numbers.count)
    return Int32(numbers.count - 1)
  }
}

/// A graph whose vertices are circles of the level below, with the circles that they are being put into.
private struct Level {
  private let offsets: [Int32]
  private let neighbours: [Int32]
  private let weights: [Double]
  /// Twice the strength inside each vertex.
  private let loops: [Double]
  /// The strength of each vertex's ties, its inside included.
  private let sums: [Double]
  private let whole: Double
  private var circles: [Int32]

  init(_ graph: TieGraph, in circles: [Int32]) {
    self.init(
      offsets: graph.offsets, neighbours: graph.neighbours, weights: graph.weights,
      loops: [Double](repeating: 0, count: graph.count))
    self.circles = circles
  }

  private init(offsets: [Int32], neighbours: [Int32], weights: [Double], loops: [Double]) {
    (self.offsets, self.neighbours, self.weights, self.loops) = (offsets, neighbours, weights, loops)
    sums = loops.indices.map { vertex in
      (Int(offsets[vertex])..<Int(offsets[vertex + 1])).reduce(loops[vertex]) { $0 + weights[$1] }
    }
    whole = sums.reduce(0, +)
    circles = loops.indices.map { Int32($0) }
  }

  /// Moves each vertex to the neighbouring circle with the greatest gain until none gains any more; false when nothing moved.
  mutating func moveVertices() -> Bool {
    guard whole > 0 else { return false }
    var totals = [Double](repeating: 0, count: loops.count)
    for vertex in loops.indices { totals[Int(circles[vertex])] += sums[vertex] }
    var toCircle = [Double](repeating: 0, count: loops.count)
    var near: [Int32] = []
    var hasMoved = false
    var isMoving = true
    while isMoving {
      isMoving = false
      for vertex in loops.indices {
        let home = circles[vertex]
        near.removeAll(keepingCapacity: true)
        for edge in Int(offsets[vertex])..<Int(offsets[vertex + 1]) {
          let circle = Int(circles[Int(neighbours[edge])])
          if toCircle[circle] == 0 { near.append(Int32(circle)) }
          toCircle[circle] += weights[edge]
        }
        totals[Int(home)] -= sums[vertex]
        func gain(_ circle: Int32) -> Double { toCircle[Int(circle)] - totals[Int(circle)] * sums[vertex] / whole }
        var (best, most) = (home, gain(home))
        for circle in near {
          let more = gain(circle)
          // A gain too small to be one would let vertices wander for ever.
          if more > most + 1e-12 || (more > most - 1e-12 && best != home && circle < best) {
            (best, most) = (circle, max(more, most))
          }
        }
        totals[Int(best)] += sums[vertex]
        for circle in near { toCircle[Int(circle)] = 0 }
        if best != home {
          circles[vertex] = best
          (isMoving, hasMoved) = (true, true)
        }
      }
    }
    return hasMoved
  }

  /// The circle of each vertex, numbered from 0 in order of first vertex.
  func renumbered() -> [Int32] { firstComesFirst(circles) }

  /// The graph of the circles.
  func contracted(to numbers: [Int32]) -> Level {
    let count = Int(numbers.max() ?? -1) + 1
    var inside = [Double](repeating: 0, count: count)
    var members = [[Int32]](repeating: [], count: count)
    for vertex in loops.indices { members[Int(numbers[vertex])].append(Int32(vertex)) }
    var (starts, ends, strengths): ([Int32], [Int32], [Double]) = ([0], [], [])
    var sum = [Double](repeating: 0, count: count)
    for circle in 0..<count {
      var near: [Int32] = []
      for vertex in members[circle] {
        inside[circle] += loops[Int(vertex)]
        for edge in Int(offsets[Int(vertex)])..<Int(offsets[Int(vertex) + 1]) {
          let other = Int(numbers[Int(neighbours[edge])])
          if other == circle {
            inside[circle] += weights[edge]
          } else {
            if sum[other] == 0 { near.append(Int32(other)) }
            sum[other] += weights[edge]
          }
        }
      }
      for other in near.sorted() {
        ends.append(other)
        strengths.append(sum[Int(other)])
        sum[Int(other)] = 0
      }
      starts.append(Int32(ends.count))
    }
    return Level(offsets: starts, neighbours: ends, weights: strengths, loops: inside)
  }
}
