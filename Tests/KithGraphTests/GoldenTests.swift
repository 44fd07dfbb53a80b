import Foundation
import KithGraph
import Testing

/// What networkx says of the same graphs; `Golden/make.py` writes the values, and `scripts/test` sees that they are
/// current.
@Suite struct GoldenTests {
  /// A graph, and what networkx says of it.
  struct Golden: Decodable, CustomTestStringConvertible, Sendable {
    let names: [String]
    let edges: [[Double]]
    let pagerank: [Double]
    let constraint: [Double?]
    let betweenness: [Double]
    let lengths: [[Double?]]
    let adamicAdar: [[Double]]
    let components: [[Int]]
    let modularity: Double
    let meetings: [Meeting]?

    /// An event, and who was there.
    struct Meeting: Decodable, Sendable {
      let event: String
      let present: [String]

      init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        event = try values.decode(String.self)
        present = try values.decode([String].self)
      }
    }

    var testDescription: String { "\(names.count) vertices, \(edges.count) edges" }

    var graph: TieGraph {
      TieGraph(vertices: names.count, edges: edges.map { (Int32($0[0]), Int32($0[1]), $0[2]) })
    }
  }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  static let all: [Golden] = ["davis", "les-miserables", "karate", "florentine", "chance-1", "chance-2", "chance-3"]
    .compactMap(
      golden)

  static func golden(_ name: String) -> Golden? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return (try? Data(contentsOf: folder.appending(path: "\(name).json"))).flatMap {
      try? decoder.decode(Golden.self, from: $0)
    }
  }

  @Test func allAreThere() { #expect(Self.all.count == 7) }

  @Test(arguments: all) func pageRank(golden: Golden) {
    let rank = golden.graph.pageRank()
    #expect(zip(rank, golden.pagerank).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(abs(rank.reduce(0, +) - 1) < 1e-12)
  }

  @Test(arguments: all) func brokerage(golden: Golden) {
    for (vertex, constraint) in golden.constraint.enumerated() {
      let brokerage = golden.graph.brokerage(of: vertex)
      #expect((brokerage == nil) == (constraint == nil))
      if let brokerage, let constraint { #expect(abs(1 - brokerage - constraint) < 1e-9) }
    }
  }

  @Test(arguments: all) func betweenness(golden: Golden) {
    let scores = golden.graph.betweenness()
    #expect(zip(scores, golden.betweenness).allSatisfy { abs($0 - $1) < 1e-6 })
    let bySource = golden.names.indices.map { golden.graph.betweenness(sources: [$0]) }
    let sum = golden.names.indices.map { vertex in bySource.reduce(0) { $0 + $1[vertex] } / 2 }
    #expect(zip(scores, sum).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test(arguments: all) func shortestPaths(golden: Golden) {
    for pair in golden.lengths {
      guard let a = pair[0], let b = pair[1] else { continue }
      let found = golden.graph.shortestPaths(from: Int(a), to: [Int32(b)], best: 3)
      #expect((found.first == nil) == (pair[2] == nil))
      if let length = pair[2], let first = found.first { #expect(abs(first.length - length) < 1e-9) }
      #expect(zip(found, found.dropFirst()).allSatisfy { $0.length <= $1.length + 1e-12 && $0.vertices != $1.vertices })
      #expect(found.allSatisfy { Set($0.vertices).count == $0.vertices.count })
    }
  }

  @Test(arguments: all) func adamicAdar(golden: Golden) {
    var search = NeighbourhoodSearch(golden.graph)
    for pair in golden.adamicAdar {
      let (a, b) = (Int(pair[0]), Int(pair[1]))
      #expect(abs(golden.graph.adamicAdar(through: search.common(a, b)) - pair[2]) < 1e-9)
      let best = search.adamicAdar(from: a, best: golden.names.count)
      #expect(best.contains { $0.vertex == Int32(b) && abs($0.score - pair[2]) < 1e-9 })
    }
  }

  @Test(arguments: all) func twoHops(golden: Golden) {
    var search = NeighbourhoodSearch(golden.graph)
    let near = golden.names.indices.map { vertex in
      Set(
        golden.edges.filter { Int($0[0]) == vertex || Int($0[1]) == vertex }.map {
          Int($0[0]) == vertex ? Int($0[1]) : Int($0[0])
        })
    }
    for vertex in golden.names.indices {
      let far = Set(near[vertex].flatMap { near[$0] }).subtracting(near[vertex]).subtracting([vertex])
      #expect(search.twoHops(from: vertex).map { Int($0) }.sorted() == far.sorted())
    }
  }

  @Test(arguments: all) func components(golden: Golden) {
    let labels = golden.graph.components()
    let parts = Dictionary(grouping: labels.indices) { labels[$0] }.values.sorted { $0[0] < $1[0] }
    #expect(parts.map { $0.map { Int($0) } } == golden.components)
  }

  @Test(arguments: all) func circles(golden: Golden) {
    let circles = golden.graph.circles()
    #expect(golden.graph.modularity(of: circles) >= 0.98 * golden.modularity)
    #expect(circles == golden.graph.circles())
  }

  /// The Southern women as meetings of one day: what kith makes of the statements is what networkx was given.
  @Test func meetingsMakeTheGraph() throws {
    let golden = try #require(Self.golden("davis"))
    let day = Day(number: 20_000)
    var network = Network()
    let meetings = try #require(golden.meetings)
    for (index, meeting) in meetings.enumerated() {
      let present = meeting.present.map { network.intern($0, as: .person) }
      for person in present { network.mention(person, as: .person) }
      network.apply(.contact(present: present, weight: 1), by: index + 1, on: day)
    }
    let people = PeopleGraph(Ties(network, on: day), network.names)
    let (found, expected) = (people.graph, golden.graph)
    // Order is by name without case; networkx puts `me` behind the capitals.
    #expect(Set(people.people.map { network.names[$0] }) == Set(golden.names))
    for (a, name) in golden.names.enumerated() {
      for (b, other) in golden.names.enumerated() where a < b {
        let (x, y) = (try #require(vertex(name, people, network)), try #require(vertex(other, people, network)))
        #expect(abs(found.weight(x, y) - expected.weight(a, b)) < 1e-12)
      }
    }
  }

  private func vertex(_ name: String, _ people: PeopleGraph, _ network: Network) -> Int? {
    people.people.firstIndex { network.names[$0] == name }
  }
}
