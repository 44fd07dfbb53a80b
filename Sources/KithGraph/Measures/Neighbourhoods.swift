#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TieGraph {
  /// `Σ 1 / ln(degree)` over vertices that two have in common (Adamic & Adar 2003).
  public func adamicAdar(through vertices: [Int32]) -> Double {
    vertices.reduce(0) { $0 + adamicAdar(through: Int($1)) }
  }

  /// What a tie in common with a vertex adds to the score.
  public func adamicAdar(through vertex: Int) -> Double { 1 / log(Double(degree(vertex))) }
}

/// Who is one and two ties away, over and over in one graph: what a search touched is cleared behind it, so the next
/// one starts at once.
public struct NeighbourhoodSearch {
  private let graph: TieGraph
  private var scores: [Double]
  /// In which search each vertex was seen last.
  private var seen: [UInt32]
  private var search: UInt32 = 0

  /// A search in a graph.
  public init(_ graph: TieGraph) {
    self.graph = graph
    scores = [Double](repeating: 0, count: graph.count)
    seen = [UInt32](repeating: 0, count: graph.count)
  }

  /// The vertices two ties away, and no nearer, in the order of the neighbours that lead there.
  public mutating func twoHops(from vertex: Int) -> [Int32] {
    begin(at: vertex)
    var found: [Int32] = []
    for edge in graph.row(vertex) {
      for onward in graph.row(Int(graph.neighbours[edge])) {
        let far = graph.neighbours[onward]
        if seen[Int(far)] == search { continue }
        seen[Int(far)] = search
        found.append(far)
      }
    }
    return found
  }

  /// The vertices two ties away with their Adamic–Adar scores, the highest first; of equal scores the lower vertex.
  public mutating func adamicAdar(from vertex: Int, best limit: Int) -> [(vertex: Int32, score: Double)] {
    let found = twoHops(from: vertex)
    for far in found { scores[Int(far)] = 0 }
    for edge in graph.row(vertex) {
      let between = Int(graph.neighbours[edge])
      let gain = graph.adamicAdar(through: between)
      for onward in graph.row(between) { scores[Int(graph.neighbours[onward])] += gain }
    }
    var best: [(vertex: Int32, score: Double)] = []
    for far in found {
      let found = (vertex: far, score: scores[Int(far)])
      if best.count == limit, let last = best.last, (found.score, last.vertex) <= (last.score, found.vertex) {
        continue
      }
      let place = best.firstIndex { ($0.score, found.vertex) < (found.score, $0.vertex) } ?? best.count
      best.insert(found, at: place)
      if best.count > limit { best.removeLast() }
    }
    return best
  }

  /// Calls back with each vertex at the other end of two ties from one, and what the way there adds to their
  /// Adamic–Adar score, but for ways through one vertex.
  public func eachTwoTies(from vertex: Int, notThrough avoided: Int?, _ body: (_ far: Int, _ gain: Double) -> Void) {
    for edge in graph.row(vertex) where Int(graph.neighbours[edge]) != avoided {
      let between = Int(graph.neighbours[edge])
      let gain = graph.adamicAdar(through: between)
      for onward in graph.row(between) { body(Int(graph.neighbours[onward]), gain) }
    }
  }

  /// The vertices that two have ties with, ascending.
  public mutating func common(_ a: Int, _ b: Int) -> [Int32] {
    begin(at: a)
    return graph.row(b).map { graph.neighbours[$0] }.filter { seen[Int($0)] == search && $0 != Int32(a) }.sorted()
  }

  /// The start and its neighbours are not found.
  private mutating func begin(at vertex: Int) {
    if search == .max {
      seen = [UInt32](repeating: 0, count: seen.count)
      search = 0
    }
    search += 1
    seen[vertex] = search
    for edge in graph.row(vertex) { seen[Int(graph.neighbours[edge])] = search }
  }
}
