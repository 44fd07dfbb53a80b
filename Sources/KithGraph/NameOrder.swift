/// A name at its place in the order of names: as it is compared, then as it is spelled, then by the number of its node.
struct OrderedName: Comparable {
  let folded: String
  let name: String
  let node: Node

  init(_ node: Node, named name: String) {
    (folded, self.name, self.node) = (Names.folded(name), name, node)
  }

  static func < (a: Self, b: Self) -> Bool {
    if a.folded != b.folded { return comesBefore(a.folded, b.folded) }
    return a.name == b.name ? a.node < b.node : comesBefore(a.name, b.name)
  }

  /// Nodes in the order of the names that they are given.
  static func sorted(_ nodes: [Node], by name: (Node) -> String) -> [Node] {
    nodes.map { OrderedName($0, named: name($0)) }.sorted().map(\.node)
  }

  /// Two lists in the order of the names as one.
  static func merged(_ list: [Node], _ other: [Node], by name: (Node) -> String) -> [Node] {
    if list.isEmpty || other.isEmpty { return list + other }
    func key(_ node: Node) -> OrderedName { OrderedName(node, named: name(node)) }
    var (merged, rest) = ([Node](), other[...])
    merged.reserveCapacity(list.count + other.count)
    var next = rest.first.map(key)
    for node in list {
      while let ahead = next, ahead < key(node) {
        merged.append(rest.removeFirst())
        next = rest.first.map(key)
      }
      merged.append(node)
    }
    return merged + rest
  }
}

/// Whether a text comes before another one.
///
/// Of texts that begin alike and end there, but are composed otherwise, `<` says neither way (Swift 6.3): the shorter
/// comes first.
func comesBefore(_ a: String, _ b: String) -> Bool { a < b || !(b < a) && a != b && a.count < b.count }
