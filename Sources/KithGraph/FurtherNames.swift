// The names that a node has besides its own: those that statements gave it, and those of nodes that were made part of
// it.

extension Names {
  /// A name that a node has by a merge.
  struct MergedName: Sendable {
    let name: String
    /// The number of the statement that merged the two.
    let statement: Int
    /// Whether a later statement has taken it away.
    var isGone = false
  }

  /// Whether a node has this name besides.
  public func hasAlias(_ name: String, _ node: Node) -> Bool {
    let folded = Names.folded(name)
    return (table.aliases[node] ?? []).contains { Names.folded($0) == folded }
      || (table.merged[node] ?? []).contains { !$0.isGone && Names.folded($0.name) == folded }
  }

  /// Whether a node has any name besides.
  public func hasAlias(_ node: Node) -> Bool {
    table.aliases[node]?.isEmpty == false || table.merged[node]?.isEmpty == false
  }

  /// The names that a node has by merges alone, and that nothing else bears, in order of the merges.
  private func mergedNames(of node: Node) -> [String] {
    (table.merged[node] ?? []).filter { !$0.isGone && has($0, node) }.map(\.name)
  }

  private func has(_ merged: MergedName, _ node: Node) -> Bool {
    let folded = Names.folded(merged.name)
    return folded != Names.folded(self[node]) && !(table.aliases[node] ?? []).contains { Names.folded($0) == folded }
      && self.node(merged.name, in: kind(of: node).space) == node
  }

  /// The names that merges gave a node, or gave it until a later statement took them away; each with the number of the
  /// merge.
  public func namesByMerges(of node: Node) -> [(name: String, statement: Int)] {
    (table.merged[node] ?? []).filter { $0.isGone || has($0, node) }.map { ($0.name, $0.statement) }
  }

  /// A further name that is another node's own; `nil` as it should be.
  public var disputedAlias: (name: String, node: Node)? {
    let disputed = table.byAlias.compactMap { key, node -> (name: String, node: Node)? in
      guard let other = nodes(key).last, other != node, exists(other) else { return nil }
      return (self[other], node)
    }
    return disputed.min { ($0.node, $0.name) < ($1.node, $1.name) }
  }

  /// The other names of a node, in order of name.
  public func aliases(of node: Node) -> [String] {
    let said = (table.aliases[node] ?? []).filter { $0 != self[node] }
    return (said + mergedNames(of: node)).sorted { comesBefore(Names.folded($0), Names.folded($1)) }
  }
}

extension Names {
  /// Makes a node part of another one by a statement, until `forgetMentions`: its names are further names of that one.
  mutating func retire(_ node: Node, into other: Node, by statement: Int) {
    unindex(node)
    table.retired.insert(node)
    let names = (table.merged.removeValue(forKey: node) ?? []) + [MergedName(name: self[node], statement: statement)]
    table.merged[other, default: []] += names
    for merged in names { table.byMerged[Key(space: kind(of: other).space, folded: Names.folded(merged.name))] = other }
  }

  /// Gives a node one more name, until `forgetMentions`.
  mutating func add(alias name: String, of node: Node) {
    let folded = Names.folded(name)
    if !(table.aliases[node] ?? []).contains(where: { Names.folded($0) == folded }) {
      table.aliases[node, default: []].append(name)
    }
    table.byAlias[Key(space: kind(of: node).space, folded: folded)] = node
  }

  /// Takes one of a node's further names away, by a statement; what merges that come later made one stays.
  mutating func remove(alias name: String, of node: Node, by statement: Int) {
    let key = Key(space: kind(of: node).space, folded: Names.folded(name))
    table.aliases[node]?.removeAll { Names.folded($0) == key.folded }
    if table.byAlias[key] == node { table.byAlias[key] = nil }
    guard let merged = table.merged[node] else { return }
    let places = merged.indices.filter { Names.folded(merged[$0].name) == key.folded && !merged[$0].isGone }
    for place in places where merged[place].statement < statement { table.merged[node]?[place].isGone = true }
    let isLeft = places.contains { merged[$0].statement > statement }
    if table.byMerged[key] == node, !isLeft { table.byMerged[key] = nil }
  }
}
