#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An undirected weighted graph in compressed sparse rows: what every measure runs on.
///
/// Vertices are numbered from 0 without gaps. The neighbours of vertex `v` are `neighbours[offsets[v]..<offsets[v +
/// 1]]`, the strongest ties first as far as `classes` tell them apart, ascending among those that are alike. Every edge
/// stands in the rows of both its ends.
public struct TieGraph: Sendable {
  /// Where each row starts; one more than there are vertices.
  let offsets: [Int32]
  /// The other ends of the edges.
  let neighbours: [Int32]
  /// The strengths of the edges, from 0.01 to 1, along with `neighbours`.
  let weights: [Double]
  /// Their lengths for shortest paths, −ln(min(strength, 0.999)): never less than `shortestLength`.
  let lengths: [Double]

  /// So many classes of strength, as wide as each other, order the ties of a row.
  static let classes = 16

  /// How many vertices there are.
  public var count: Int { offsets.count - 1 }
  /// How many edges there are.
  public var edgeCount: Int { neighbours.count / 2 }

  /// A graph of undirected edges, each given once, without loops.
  public init(vertices: Int, edges: [(a: Int32, b: Int32, weight: Double)]) {
    // Where the ends of each class begin in each row.
    var starts = [Int32](repeating: 0, count: vertices * Self.classes + 1)
    func place(_ vertex: Int32, _ weight: Double) -> Int { Int(vertex) * Self.classes + Self.classOf(weight) }
    for edge in edges {
      starts[place(edge.a, edge.weight) + 1] += 1
      starts[place(edge.b, edge.weight) + 1] += 1
    }
    for place in 0..<starts.count - 1 { starts[place + 1] += starts[place] }
    let offsets = (0...vertices).map { starts[$0 * Self.classes] }
    // Two counting passes: filing every end under its neighbour first makes the classes of the second pass ascending.
    var ends = [(from: Int32, to: Int32, weight: Double)](repeating: (0, 0, 0), count: edges.count * 2)
    var next = offsets
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
    for end in ends {
      let place = place(end.from, end.weight)
      let at = Int(starts[place])
      (rows[at], rowWeights[at]) = (end.to, end.weight)
      starts[place] += 1
    }
    (self.offsets, neighbours, weights) = (offsets, rows, rowWeights)
    lengths = rowWeights.map { -log(min($0, 0.999)) }
  }

  /// The positions of a vertex's edges in `neighbours`.
  @inline(__always) func row(_ vertex: Int) -> Range<Int> { Int(offsets[vertex])..<Int(offsets[vertex + 1]) }

  /// How many edges meet at a vertex.
  public func degree(_ vertex: Int) -> Int { row(vertex).count }

  /// The class of a strength; the strongest is 0.
  @inline(__always) private static func classOf(_ weight: Double) -> Int {
    max(0, classes - 1 - Int(weight * Double(classes)))
  }

  /// The lengths up to which the edges of each class reach; behind a longer one stand only such in a row.
  static let longest = (0..<classes).map { -log(1 - Double($0 + 1) / Double(classes)) }

  /// The ends of a vertex's ties and their strengths, in the order of the row.
  public func ties(of vertex: Int) -> some RandomAccessCollection<(to: Int32, weight: Double)> {
    row(vertex).lazy.map { (neighbours[$0], weights[$0]) }
  }

  /// The strength of an edge; 0 where there is none. O(the lower degree of the two).
  public func weight(_ a: Int, _ b: Int) -> Double {
    let (one, other) = degree(a) < degree(b) ? (a, b) : (b, a)
    return ties(of: one).first { $0.to == Int32(other) }?.weight ?? 0
  }

  /// The length of an edge; infinite where there is none.
  func length(_ a: Int, _ b: Int) -> Double { -log(min(weight(a, b), 0.999)) }

  /// No edge is shorter: the length of one of strength 0.999.
  static let shortestLength = -log(0.999)
}
