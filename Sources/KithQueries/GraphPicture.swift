import KithGrammar
import KithGraph

extension QueryContext {
  /// `graph`: the network as a picture: everybody, or those within so many ties of somebody, two unless said. As data, its ties.
  package func graph(of center: Node?, depth: Int?) throws(StatementError) -> Report {
    let vertices: [Int]
    if let center {
      guard names.kind(of: center) == .person, let start = graph.vertex(of: center) else {
        throw StatementError(
          "`\(names[center])` is not a person", about: .object(0), help: "a picture is drawn around a person")
      }
      vertices = near(start, depth: depth ?? 2)
    } else {
      vertices = Array(graph.people.indices)
    }
    let ties = edges(among: vertices)
    let rows: [[Value]] = ties.map { [.text(name($0.a)), .text(name($0.b)), .strength($0.strength)] }
    var report = Report(.graph, rows, ifEmpty: "there are no ties to draw yet")
    let people = vertices.map { name($0) }
    let places = Dictionary(uniqueKeysWithValues: zip(vertices, vertices.indices))
    let drawn = ties.map { (from: places[$0.a] ?? 0, to: places[$0.b] ?? 0, strength: $0.strength) }
    report.renderings.append((.dot, { dot(people, drawn) }))
    report.renderings.append((.mermaid, { mermaid(people, drawn) }))
    report.renderings.append((.graphml, { graphML(people, drawn) }))
    return report
  }

  private func name(_ vertex: Int) -> String { names[graph.people[vertex]] }

  /// The vertices within so many ties of one, ascending.
  private func near(_ start: Int, depth: Int) -> [Int] {
    var found: Set = [start]
    var edge = [start]
    for _ in 0..<depth where !edge.isEmpty {
      edge = edge.flatMap { graph.graph.ties(of: $0).map { Int($0.to) } }.filter { found.insert($0).inserted }
    }
    return found.sorted()
  }

  private func edges(among vertices: [Int]) -> [(a: Int, b: Int, strength: Double)] {
    let kept = Set(vertices)
    return vertices.flatMap { a in
      graph.graph.ties(of: a).map { (a, Int($0.to), $0.weight) }.filter { a < $0.1 && kept.contains($0.1) }.sorted {
        $0.1 < $1.1
      }
    }
  }
}

private typealias Drawn = (from: Int, to: Int, strength: Double)

/// The picture in Graphviz's language; the stronger the tie, the thicker its line.
private func dot(_ people: [String], _ ties: [Drawn]) -> [String] {
  func quoted(_ text: String) -> String { "\"" + text.printable.replacingScalars(["\"": "\\\"", "\\": "\\\\"]) + "\"" }
  return ["graph kith {"] + people.enumerated().map { "  n\($0) [label=\(quoted($1))];" }
    + ties.map {
      "  n\($0.from) -- n\($0.to) [weight=\(decimals($0.strength)), penwidth=\(decimals(0.5 + 4 * $0.strength))];"
    }
    + ["}"]
}

/// The picture in Mermaid's language.
private func mermaid(_ people: [String], _ ties: [Drawn]) -> [String] {
  func quoted(_ text: String) -> String {
    "\"" + text.printable.replacingScalars(["\"": "#quot;", "#": "#35;"]) + "\""
  }
  return ["graph LR"] + people.enumerated().map { "  n\($0)[\(quoted($1))]" }
    + ties.map { "  n\($0.from) ---|\(decimals($0.strength))| n\($0.to)" }
}

/// The picture as GraphML (Brandes et al. 2002), with the names and strengths as data.
private func graphML(_ people: [String], _ ties: [Drawn]) -> [String] {
  func escaped(_ text: String) -> String {
    text.printable.replacingScalars(["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"])
  }
  return [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">",
    "  <key id=\"name\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>",
    "  <key id=\"strength\" for=\"edge\" attr.name=\"strength\" attr.type=\"double\"/>",
    "  <graph edgedefault=\"undirected\">",
  ] + people.enumerated().map { "    <node id=\"n\($0)\"><data key=\"name\">\(escaped($1))</data></node>" }
    + ties.map {
      "    <edge source=\"n\($0.from)\" target=\"n\($0.to)\"><data key=\"strength\">\($0.strength)</data></edge>"
    } + ["  </graph>", "</graphml>"]
}
