#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An undirected weighted graph in compressed sparse rows: what every measure runs on.
///
/// Vertices are numbered from 0 without gaps. The neighbours of vertex `v` are `neighbours[offsets[v]..<offsets[v + 1]]`,
/// ascending, and every edge stands in the rows of both its ends.
public struct TieGraph: Sendable {
  /// Where each row starts; one more than there are vertices.
  let offsets: [Int32]
  /// The other ends of the edges.
  let neighbours: [Int32]
  /// The strengths of the edges, from 0.01 to 1, along with `neighbours`.
  let weights: [Double]
  /// Their lengths for shortest paths, −ln(min(strength, 0.999)): never less than `shortestLength`.
  let lengths: [Double]

  /// How many vertices there are.
  public var count: Int { offsets.count - 1 }
  /// How many edges there are.
  public var edgeCount: Int { neighbours.count / 2 }

  /// A graph of undirected edges, each given once, without loops.
  public init(vertices: Int, edges: [(a: Int32, b: Int32, weight: Double)]) {
    var starts = [Int32](repeating: 0, count: vertices + 1)
    for edge in edges {
      starts[Int(edge.a) + 1] += 1
      starts[Int(edge.b) + 1] += 1
    }
    for vertex in 0..<vertices { starts[vertex + 1] += starts[vertex] }
    // Two counting passes: filing every end under its neighbour first makes the rows of the second pass ascending.
    var ends = [(from: Int32, to: Int32, weight: Double)](repeating: (0, 0, 0), count: edges.count * 2)
    var next = starts
    func file(_ from: Int32, _ to: Int32, _ weight: Double) {
      ends[Int(next[Int(to)])] = (from, to, weight)
      next[Int(to)] += 1
    }
    for edge in edges {
      file(edge.a, edge.b, edge.weight)
      file(edge.b, edge.a, edge.weight)
    }
    var rows = [Int32](repeating: 0, count: ends.count)
    var rowWeights = [Double](repeating: 0, count: ends.count)
    next = starts
    for end in ends {
      let at = Int(next[Int(end.from)])
      (rows[at], rowWeights[at]) = (end.to, end.weight)
      next[Int(end.from)] += 1
    }
    (offsets, neighbours, weights) = (starts, rows, rowWeights)
    lengths = rowWeights.map { -log(min($0, 0.999)) }
  }

  /// The positions of a vertex's edges in `neighbours`.
  @inline(__always) func row(_ vertex: Int) -> Range<Int> { Int(offsets[vertex])..<Int(offsets[vertex + 1]) }

  /// How many edges meet at a vertex.
  public func degree(_ vertex: Int) -> Int { row(vertex).count }

  /// The neighbours of a vertex, ascending.
  public func neighbours(of vertex: Int) -> ArraySlice<Int32> { neighbours[row(vertex)] }

  /// The strength of an edge; 0 where there is none.
  public func weight(_ a: Int, _ b: Int) -> Double {
    var (low, high) = (Int(offsets[a]), Int(offsets[a + 1]))
    while low < high {
      let middle = (low + high) / 2
      if neighbours[middle] == Int32(b) { return weights[middle] }
      if neighbours[middle] < Int32(b) { low = middle + 1 } else { high = middle }
    }
    return 0
  }

  /// The length of an edge; infinite where there is none.
  func length(_ a: Int, _ b: Int) -> Double { -log(min(weight(a, b), 0.999)) }

  /// No edge is shorter: the length of one of strength 0.999.
  static let shortestLength = -log(0.999)
}
