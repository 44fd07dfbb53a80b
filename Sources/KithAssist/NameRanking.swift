import KithGraph
import KithLog
import KithQueries
import KithText

/// Known names by what is typed of them, those first that are likely to be meant.
///
/// Working out how near everybody is takes as long as a question does; it is done once, and holds for a session: names
/// that came since are looked at besides, and whoever was named last stands first.
public final class NameRanking {
  private let count: Int
  /// The lists that somebody asked for already; for a session, all of them.
  private var kinds: [NodeKind: Ranked] = [:]

  /// The names of a kind, the likeliest first, one behind the other.
  private struct Ranked {
    var nodes: [Node] = []
    var ends: [Int] = [0]
    var bytes: [UInt8] = []
    /// Their places, in the order of the names' bytes, where they were sorted.
    var order: [Int32]?

    /// The places of the names that begin with some bytes and fit, the likeliest first.
    func places(of start: [UInt8], most: Int, where fits: (Int32) -> Bool) -> [Int32] {
      if let order { return order[range(of: start, in: order)].best(most, where: fits) }
      var found: [Int32] = []
      for place in nodes.indices.lazy.map({ Int32($0) }) where found.count < most {
        if name(Int(place)).starts(with: start), fits(place) { found.append(place) }
      }
      return found
    }

    private func range(of start: [UInt8], in order: [Int32]) -> Range<Int> {
      func first(where isBehind: (ArraySlice<UInt8>) -> Bool) -> Int {
        var (low, high) = (0, order.count)
        while low < high {
          let middle = (low + high) / 2
          if isBehind(name(Int(order[middle]))) { high = middle } else { low = middle + 1 }
        }
        return low
      }
      let begin = first { !$0.lexicographicallyPrecedes(start) }
      return begin..<max(begin, first { !$0.starts(with: start) && start.lexicographicallyPrecedes($0) })
    }

    /// Sorts them: worth it where many keys are to come.
    mutating func sort() {
      order = nodes.indices.map { Int32($0) }.sorted { name(Int($0)).lexicographicallyPrecedes(name(Int($1))) }
    }

    func name(_ index: Int) -> ArraySlice<UInt8> { bytes[ends[index]..<ends[index + 1]] }
  }

  /// The names of a log: people by the strength of their tie, the others by how often they are mentioned, then by
  /// name. Without ties it is for one question: people are like the others, and only those are looked at who are asked
  /// for.
  public init(_ log: StatementLog, strength: ((Node) -> Double)?) {
    count = log.names.count
    guard let strength else { return }
    kinds[.person] = NameRanking.ranked(.person, log.names, by: strength)
    for kind in NodeKind.allCases {
      _ = list(of: kind, in: log.names)
      kinds[kind]?.sort()
    }
  }

  private func list(of kind: NodeKind, in names: Names) -> Ranked {
    if let list = kinds[kind] { return list }
    let mentions = names.mentionColumn
    let list = NameRanking.ranked(kind, names) { Double(mentions[Int($0.index)]) }
    kinds[kind] = list
    return list
  }

  private static func ranked(_ kind: NodeKind, _ names: Names, by rank: (Node) -> Double) -> Ranked {
    let ranked = names.all(kind).map { (node: $0, rank: rank($0)) }.enumerated()
      .sorted { $0.element.rank == $1.element.rank ? $0.offset < $1.offset : $0.element.rank > $1.element.rank }
    var list = Ranked()
    for (_, entry) in ranked {
      list.nodes.append(entry.node)
      list.bytes += Names.folded(names[entry.node]).utf8
      list.ends.append(list.bytes.count)
    }
    return list
  }

  /// How well a name fits what is typed.
  private enum Fit: Int { case start, word, inside, typo }

  /// The names of some kinds that what is typed may become, the likeliest first: those that begin so; else those of
  /// which a word does; else those that hold it; else those that would with one letter more, less, or another, or two
  /// changed about. With
  /// `isBegun`, only those that begin so.
  package func nodes(
    of wanted: [NodeKind], typed: String, in log: StatementLog, most: Int = 50, isBegun: Bool = false
  )
    -> [Node]
  {
    let typed = Array(Names.folded(typed).utf8)
    var found: [Fit: [Node]] = [:]
    func look(_ node: Node, _ name: ArraySlice<UInt8>) {
      if let fit = Self.fit(typed, name) { found[fit, default: []].append(node) }
    }
    let names = log.names
    func isMeant(_ node: Node) -> Bool { names.exists(node) && wanted.contains(names.kind(of: node)) && node != .me }
    let others = Self.recent(in: log) + (min(count, names.count)..<names.count).map { Node(Int32($0)) }
    for node in others where isMeant(node) { look(node, Array(Names.folded(names[node]).utf8)[...]) }
    for kind in wanted {
      let list = list(of: kind, in: names)
      let best = list.places(of: typed, most: most) { isMeant(list.nodes[Int($0)]) }
      if !best.isEmpty { found[.start, default: []] += best.map { list.nodes[Int($0)] } }
    }
    if !isBegun, found[.start] == nil {
      for kind in wanted {
        let list = list(of: kind, in: names)
        for index in list.nodes.indices { look(list.nodes[index], list.name(index)) }
      }
      if found.isEmpty { found[.typo] = slips(typed, wanted, in: names) }
    }
    var seen: Set<Node> = []
    let best = [Fit.start, .word, .inside, .typo].compactMap { found[$0] }.first { $0.contains(where: isMeant) } ?? []
    return Array(best.filter { isMeant($0) && seen.insert($0).inserted }.prefix(most))
  }

  /// How well a name fits what is typed; `nil` where it does not.
  private static func fit(_ typed: [UInt8], _ name: ArraySlice<UInt8>) -> Fit? {
    guard name.count >= typed.count else { return nil }
    if name.starts(with: typed) { return .start }
    guard let first = typed.first else { return nil }
    var fit: Fit?
    for index in name.indices.dropFirst() where name[index] == first && name.endIndex - index >= typed.count {
      guard name[index...].starts(with: typed) else { continue }
      if name[index - 1] == UInt8(ascii: " ") || name[index - 1] == UInt8(ascii: "-") { return .word }
      fit = .inside
    }
    return fit
  }

  private func slips(_ typed: [UInt8], _ wanted: [NodeKind], in names: Names) -> [Node] {
    guard typed.count >= 3 else { return [] }
    let word = Array(String(decoding: typed, as: UTF8.self).unicodeScalars)
    let (head, tail) = (typed[..<(typed.count / 2)], typed[(typed.count / 2)...])
    var swapped = typed
    swapped.swapAt(head.count - 1, head.count)
    return wanted.flatMap { kind -> [Node] in
      let list = list(of: kind, in: names)
      return list.nodes.indices.filter { index in
        let name = list.name(index)
        // Of what is one edit away, one half stands where it stood, give or take one; or the two letters between them
        // changed places.
        guard
          name.starts(with: head) || name.starts(with: swapped)
            || (-1...1).contains(where: { name.dropFirst(head.count + $0).starts(with: tail) })
            || typed.count < 5 && name.first == typed.first
        else { return false }
        let start = Array(String(decoding: name.prefix(typed.count + 1), as: UTF8.self).unicodeScalars)
        return (-1...1).contains { editDistance(word, Array(start.prefix(word.count + $0)), atMost: 1) != nil }
      }.map { list.nodes[$0] }
    }
  }

  /// The nodes that the last statements named, the last first.
  private static func recent(in log: StatementLog) -> [Node] {
    var found: [Node] = []
    for row in stride(from: log.count, to: max(0, log.count - 12), by: -1) {
      log.records.forEachNode(of: row) { if !found.contains($0) { found.append($0) } }
    }
    return found
  }
}

extension ArraySlice<Int32> {
  /// The lowest so many of those that fit.
  fileprivate func best(_ most: Int, where fits: (Int32) -> Bool) -> [Int32] {
    guard most == 1 else { return Array(filter(fits).sorted().prefix(most)) }
    var best: Int32?
    for place in self where place < best ?? .max && fits(place) { best = place }
    return best.map { [$0] } ?? []
  }
}
