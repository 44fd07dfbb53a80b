extension TieGraph {
  /// The circle of each vertex, numbered by their first vertices: communities of the greatest modularity that moving
  /// single vertices, then whole circles, finds (Louvain; Blondel, Guillaume, Lambiotte & Lefebvre 2008), resolution 1;
  /// before circles move, each is taken apart into what holds together (Traag, Waltman & van Eck 2019).
  ///
  /// Vertices are taken in order; of equal gains the circle that holds the lowest vertex wins, so the same graph always
  /// falls into the same circles. O(edges) a pass.
  public func circles(isInterrupted: () -> Bool = { false }) -> [Int32] {
    var membership = (0..<Int32(count)).map { $0 }
    // Once whole circles have moved, single vertices may gain again: from the top back to the bottom, until nothing
    // moves.
    var isMoving = true
    for _ in 0..<TieGraph.maximumRounds where isMoving && !isInterrupted() {
      isMoving = false
      var level = Level(self, in: membership)
      var place = (0..<Int32(count)).map { $0 }
      while level.moveVertices() {
        isMoving = true
        let circles = level.renumbered()
        for vertex in 0..<count { membership[vertex] = circles[Int(place[vertex])] }
        let parts = level.parts(of: circles)
        for vertex in 0..<count { place[vertex] = parts[Int(place[vertex])] }
        level = level.contracted(to: parts, in: circles)
      }
    }
    return firstComesFirst(membership)
  }

  /// How often at most one goes back to single vertices.
  private static let maximumRounds = 3

  /// The modularity of a division into circles: the share of strength inside them, less what chance would put there
  /// (Newman & Girvan 2004).
  public func modularity(of circles: [Int32]) -> Double {
    let whole = weights.reduce(0, +)
    guard whole > 0 else { return 0 }
    let circles = firstComesFirst(circles)
    var (inside, total) = ([Double](repeating: 0, count: count), [Double](repeating: 0, count: count))
    for vertex in 0..<count {
      for edge in row(vertex) {
        total[Int(circles[vertex])] += weights[edge]
        if circles[vertex] == circles[Int(neighbours[edge])] { inside[Int(circles[vertex])] += weights[edge] }
      }
    }
    return zip(inside, total).reduce(0) { $0 + $1.0 / whole - ($1.1 / whole) * ($1.1 / whole) }
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

  /// Moves each vertex to the neighbouring circle with the greatest gain until none gains any more, in a large graph
  /// until hardly any do: the last few passes cost as much as the first and gain next to nothing. False when nothing
  /// moved.
  mutating func moveVertices() -> Bool {
    guard whole > 0 else { return false }
    var moved = pass(within: nil)
    guard moved > 0 else { return false }
    while moved > loops.count / Level.fewest { moved = pass(within: nil) }
    return true
  }

  /// One in so many vertices is hardly any.
  private static let fewest = 50

  /// Moves each vertex once; where bounds are given, only the lone ones, and only within their bounds. Gives how many
  /// moved.
  private mutating func pass(within bounds: [Int32]?) -> Int {
    var totals = [Double](repeating: 0, count: loops.count)
    var sizes = [Int32](repeating: 0, count: bounds == nil ? 0 : loops.count)
    for vertex in loops.indices {
      totals[Int(circles[vertex])] += sums[vertex]
      if bounds != nil { sizes[Int(circles[vertex])] += 1 }
    }
    var toCircle = [Double](repeating: 0, count: loops.count)
    var near: [Int32] = []
    var moved = 0
    for vertex in loops.indices {
      let home = circles[vertex]
      if bounds != nil, sizes[Int(home)] > 1 { continue }
      near.removeAll(keepingCapacity: true)
      for edge in Int(offsets[vertex])..<Int(offsets[vertex + 1]) {
        let other = Int(neighbours[edge])
        if let bounds, bounds[other] != bounds[vertex] { continue }
        let circle = Int(circles[other])
        if toCircle[circle] == 0 { near.append(Int32(circle)) }
        toCircle[circle] += weights[edge]
      }
      totals[Int(home)] -= sums[vertex]
      let sum = sums[vertex] / whole
      var (best, most) = (home, toCircle[Int(home)] - totals[Int(home)] * sum)
      for circle in near {
        let more = toCircle[Int(circle)] - totals[Int(circle)] * sum
        toCircle[Int(circle)] = 0
        // A gain too small to be one would let vertices wander for ever.
        if more > most + 1e-12 || (more > most - 1e-12 && best != home && circle < best) {
          (best, most) = (circle, max(more, most))
        }
      }
      totals[Int(best)] += sums[vertex]
      guard best != home else { continue }
      if bounds != nil { sizes[Int(best)] += 1 }
      circles[vertex] = best
      moved += 1
    }
    return moved
  }

  /// The circle of each vertex, numbered from 0 in order of first vertex.
  func renumbered() -> [Int32] { firstComesFirst(circles) }

  /// The parts of circles that hold together, numbered from 0: starting alone, each vertex joins the part of its own
  /// circle that gains the most.
  func parts(of circles: [Int32]) -> [Int32] {
    var alone = self
    alone.circles = loops.indices.map { Int32($0) }
    _ = alone.pass(within: circles)
    return alone.renumbered()
  }

  /// The graph of parts of circles, each in its circle.
  func contracted(to numbers: [Int32], in circles: [Int32]) -> Level {
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
      for other in near {
        ends.append(other)
        strengths.append(sum[Int(other)])
        sum[Int(other)] = 0
      }
      starts.append(Int32(ends.count))
    }
    var level = Level(offsets: starts, neighbours: ends, weights: strengths, loops: inside)
    for vertex in loops.indices { level.circles[Int(numbers[vertex])] = circles[vertex] }
    return level
  }
}
