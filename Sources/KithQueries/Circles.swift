import KithGrammar
import KithGraph

extension QueryContext {
  /// `circles`: the communities of those who have any tie, the largest first.
  package func circles() -> Report {
    let numbers = graph.graph.circles(isInterrupted: log.isInterrupted)
    var members: [Int32: [Node]] = [:]
    for (vertex, circle) in numbers.enumerated() where graph.graph.degree(vertex) > 0 {
      members[circle, default: []].append(graph.people[vertex])
    }
    // Vertices are in order of name, so the first member is the first by name.
    let sorted = members.values.sorted { a, b in a.count == b.count ? names.precedes(a[0], b[0]) : a.count > b.count }
    let rows: [[Value]] = sorted.enumerated().map { index, people in
      [.integer(index + 1), .integer(people.count), .list(people.map { .text(names[$0]) })]
    }
    return Report(.circles, rows, ifEmpty: "nobody knows anybody yet")
  }

  /// `layers`: the 5, 15, 50 and 150 closest (Dunbar 1992), each without those of the layers inside it; and who was in it a year
  /// ago and is further out now.
  package func layers() -> Report {
    let now = closest(by: ties)
    let before = today.adding(days: -365).map { closest(by: Ties(network, on: $0)) } ?? []
    let sizes = [5, 15, 50, 150]
    let rows: [[Value]] = zip([0] + sizes, sizes).map { inner, size in
      let members = now.prefix(size).dropFirst(inner)
      let drifted = Set(before.prefix(size)).subtracting(now.prefix(size)).subtracting(before.prefix(inner))
      func listed(_ people: some Sequence<Node>) -> Value { .list(people.map { .text(names[$0]) }) }
      return [.integer(size), listed(members), listed(drifted.sorted { names.precedes($0, $1) })]
    }
    return Report(.layers, rows)
  }

  /// Those who have a tie with me, the strongest first.
  private func closest(by ties: Ties) -> [Node] {
    ties.ties(of: .me).filter { isOther($0.person) && $0.tie.strength >= Ties.leastEdge }
      .sorted { $0.tie.rank == $1.tie.rank ? names.precedes($0.person, $1.person) : $0.tie.rank > $1.tie.rank }.map(
        \.person)
  }

  /// `dormant`: ties worth reconnecting: once 0.5 or more, and silent for a year or more (Levin, Walter & Murnighan 2011). The
  /// strongest of old first.
  package func dormant() -> Report {
    let rows: [[Value]] = dormantTies.map { tie in
      [
        .text(names[tie.person]), Value(contacts[tie.person]?.last), .strength(tie.peak),
        .strength(strength(of: tie.person)),
      ]
    }
    return Report(.dormant, rows, ifEmpty: "no tie has gone quiet")
  }

  /// The people whose tie with me was strong once and is silent now, with how strong it was.
  package var dormantTies: [(person: Node, peak: Double)] {
    var lasts = [Day?](repeating: nil, count: names.count)
    for touch in network.touches where touch.day <= today && (touch.a == .me || touch.b == .me) {
      let other = Int((touch.a == .me ? touch.b : touch.a).index)
      lasts[other] = max(lasts[other] ?? touch.day, touch.day)
    }
    let silent = lasts.indices.map { Node(Int32($0)) }.filter { node in
      lasts[Int(node.index)].map { today.days(since: $0) >= 365 && names.exists(node) } ?? false
    }
    let peaks = network.peaks(ofTiesWith: .me, among: silent, until: today)
    return zip(silent, peaks).filter { $0.1 >= 0.5 }.map { (person: $0, peak: $1) }
      .sorted { $0.peak == $1.peak ? names.precedes($0.person, $1.person) : $0.peak > $1.peak }
  }
}
