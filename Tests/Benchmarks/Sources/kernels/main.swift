import Glibc
import KithGraph

// kernels FILE: reads a graph, then a measure's name from each line of standard input; writes the nanoseconds that one
// run of it took, a tab, and its answer in short.

/// The measures of one graph.
struct Kernels {
  private typealias Edge = (a: Int32, b: Int32, weight: Double)

  private let vertices: Int
  private let edges: [(a: Int32, b: Int32, weight: Double)]
  private let graph: TieGraph
  private let starts: [Int]
  private let pairs: [(Int, Int)]
  private var paths: PathSearch
  private var near: NeighbourhoodSearch

  /// Reads a graph: the number of vertices (Int64), then for each edge its ends (Int32, Int32) and its weight (Double),
  /// in the machine's own byte order.
  init?(file path: String) {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var count: Int64 = 0
    guard fread(&count, 8, 1, file) == 1 else { return nil }
    var (edges, edge): ([Edge], Edge) = ([], (0, 0, 0))
    while fread(&edge, 16, 1, file) == 1 { edges.append(edge) }
    (vertices, self.edges) = (Int(count), edges)
    graph = TieGraph(vertices: vertices, edges: edges)
    let size = vertices
    starts = (0..<40).map { $0 * 499 % size }
    pairs = (0..<200).map { ($0 * 499 % size, ($0 * 7919 + 13) % size) }
    (paths, near) = (PathSearch(graph), NeighbourhoodSearch(graph))
  }

  /// One run of a measure; its answer in short.
  mutating func answer(_ measure: String) -> String {
    switch measure {
    case "load": return "\(TieGraph(vertices: vertices, edges: edges).edgeCount)"
    case "pair path":
      var sum = 0.0
      for (a, b) in pairs { sum += paths.path(from: a, to: b)?.length ?? 0 }
      return "\(sum)"
    case "two-hop":
      var sum = 0
      for start in starts { sum += near.twoHops(from: start).count }
      return "\(sum)"
    case "Adamic-Adar top 10":
      var sum = 0.0
      for start in starts { sum += near.adamicAdar(from: start, best: 10).reduce(0) { $0 + $1.score } }
      return "\(sum)"
    case "components":
      let lowest = graph.components()
      return "\(lowest.indices.count { lowest[$0] == Int32($0) })"
    case "PageRank": return "\(graph.pageRank(tolerance: 1e-10).max() ?? 0)"
    case "communities": return "\(graph.modularity(of: graph.circles()))"
    case "betweenness": return "\(graph.betweenness(sources: (0..<32).map { $0 * 3000 % vertices }).reduce(0, +))"
    default: return "no such measure"
    }
  }
}

guard CommandLine.arguments.count == 2, var kernels = Kernels(file: CommandLine.arguments[1]) else {
  print("usage: kernels FILE")
  exit(2)
}
while let measure = readLine() {
  let start = ContinuousClock.now
  let answer = kernels.answer(measure)
  let (seconds, attoseconds) = (ContinuousClock.now - start).components
  print("\(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)\t\(answer)")
  fflush(nil)
}
