/// The names of all nodes: which node a name stands for, and which name a node shows.
///
/// Names compare without case and by canonical equivalence; the first spelling is the one shown.
/// A node exists as long as a statement mentions it; its index stays its own for ever.
public struct Names: Sendable {
  private var spellings: [String] = []
  private var kinds: [NodeKind] = []
  private var mentions: [Int32] = []
  private var byKey: [Key: Node] = [:]
  /// Nodes whose name another one bears too: a place that became an org meets an org that nobody mentions any more.
  private var shadowed: [Key: [Node]] = [:]
  private var byFirstName: [String: [Node]] = [:]
  private var respellings: [Respelling] = []
  /// The first spellings of the nodes that bear another name now.
  private var formerNames: [Node: String] = [:]
  /// Who bore a name that was taken away since.
  private var byFormerName: [Key: Node] = [:]
  /// Nodes that are part of another one now: no name finds them.
  private var retired: Set<Node> = []
  /// Other names, in order of their statements.
  private var aliases: [Node: [String]] = [:]
  private var byAlias: [Key: Node] = [:]

  private struct Respelling {
    let node: Node
    let before: String
  }

  private struct Key: Hashable {
    let space: NodeKind.Space
    let folded: String
  }

  /// Names that hold the owner and nobody else.
  public init() {
    let me = intern("me", as: .person)
    mentions[Int(me.index)] = 1
  }

  /// The owner and these, by index from 1; nobody mentions them yet.
  init(_ others: [(name: String, kind: NodeKind)]) {
    self.init()
    for (name, kind) in others { append(name, kind) }
  }

  /// How many nodes there have ever been, with me.
  public var count: Int { spellings.count }

  /// The name to show.
  public subscript(node: Node) -> String { spellings[Int(node.index)] }

  /// The name that statements gave it, whatever it is called by now.
  public func firstName(of node: Node) -> String { formerNames[node] ?? self[node] }

  /// The node that bore this name before it was given another one.
  public func node(formerly name: String, in space: NodeKind.Space) -> Node? {
    byFormerName[Key(space: space, folded: Names.folded(name))].flatMap { exists($0) ? $0 : nil }
  }

  /// Whether a node has this name besides.
  public func hasAlias(_ name: String, _ node: Node) -> Bool {
    aliases[node]?.contains { Names.folded($0) == Names.folded(name) } ?? false
  }

  /// Whether a node has any name besides.
  public func hasAlias(_ node: Node) -> Bool { !(aliases[node] ?? []).isEmpty }

  /// A further name that is another node's own; `nil` as it should be.
  public var disputedAlias: (name: String, node: Node)? {
    let disputed = byAlias.compactMap { key, node -> (name: String, node: Node)? in
      guard let other = byKey[key], other != node, exists(other) else { return nil }
      return (self[other], node)
    }
    return disputed.min { ($0.node, $0.name) < ($1.node, $1.name) }
  }

  /// The other names of a node, in order of name.
  public func aliases(of node: Node) -> [String] {
    (aliases[node] ?? []).filter { $0 != self[node] }.sorted { Names.folded($0) < Names.folded($1) }
  }

  /// What the node is.
  public func kind(of node: Node) -> NodeKind { kinds[Int(node.index)] }

  /// Whether any statement mentions the node.
  public func exists(_ node: Node) -> Bool { mentions[Int(node.index)] > 0 }

  /// The node that the whole name stands for: one that exists, if there is such, else one that did.
  public func node(_ name: String, in space: NodeKind.Space) -> Node? {
    let key = Key(space: space, folded: Names.folded(name))
    guard let node = byKey[key] else { return byAlias[key] }
    if exists(node) { return node }
    return shadowed[key]?.last(where: exists) ?? byAlias[key] ?? node
  }

  /// The existing people whose first name this is, in order of first mention.
  public func people(withFirstName name: String) -> [Node] {
    (byFirstName[Names.folded(name)] ?? []).filter { exists($0) && kind(of: $0) == .person }
  }

  /// The existing nodes of a kind, in order of first mention; without me.
  public func unordered(_ kind: NodeKind) -> some Sequence<Node> {
    (1..<Int32(spellings.count)).lazy.map { Node($0) }.filter { exists($0) && self.kind(of: $0) == kind }
  }

  /// The existing nodes of a kind, in order of name; without me.
  public func all(_ kind: NodeKind) -> [Node] { unordered(kind).sorted { precedes($0, $1) } }

  /// The order of names: folded, then as spelled.
  public func precedes(_ a: Node, _ b: Node) -> Bool {
    let (x, y) = (Names.folded(self[a]), Names.folded(self[b]))
    return x == y ? self[a] < self[b] : x < y
  }

  /// A name as it is compared: without case (upper, then lower, so that `ß` equals `SS`); `String` itself compares by
  /// canonical equivalence.
  public static func folded(_ name: String) -> String {
    name.utf8.allSatisfy { $0 < 0x80 } ? name.lowercased() : name.uppercased().lowercased()
  }
}

extension Names {
  /// Where the names end, and what was respelled: what is behind a mark can be cut off.
  struct Mark: Sendable {
    let count: Int
    fileprivate let respellings: Int
  }

  var mark: Mark { Mark(count: count, respellings: respellings.count) }

  /// Shows a node by another name.
  public mutating func respell(_ node: Node, _ name: String) {
    unindex(node)
    spellings[Int(node.index)] = name
    index(node)
  }

  /// Gives a node another name, until `forgetMentions`.
  mutating func rename(_ node: Node, to name: String) {
    if formerNames[node] == nil { formerNames[node] = self[node] }
    byFormerName[key(of: node)] = node
    respell(node, name)
  }

  /// Hides a node from whoever looks for its name, until `forgetMentions`.
  mutating func retire(_ node: Node) {
    unindex(node)
    retired.insert(node)
  }

  /// Takes a node's name away for good.
  mutating func erase(_ node: Node) { respell(node, "") }

  /// Gives a node one more name, until `forgetMentions`.
  mutating func add(alias name: String, of node: Node) {
    aliases[node, default: []].append(name)
    byAlias[Key(space: kind(of: node).space, folded: Names.folded(name))] = node
  }

  /// Takes one of a node's further names away.
  mutating func remove(alias name: String, of node: Node) {
    let key = Key(space: kind(of: node).space, folded: Names.folded(name))
    aliases[node]?.removeAll { Names.folded($0) == key.folded }
    if byAlias[key] == node { byAlias[key] = nil }
  }

  /// The node of a name in its kind's space, made if there is none. A node nobody mentions takes the new spelling.
  mutating func intern(_ name: String, as kind: NodeKind) -> Node {
    // A name that a node nobody mentions was given is not what it was made for.
    guard let node = node(name, in: kind.space), exists(node) || formerNames[node] == nil else { return append(name, kind) }
    if !exists(node), self[node] != name {
      respellings.append(Respelling(node: node, before: self[node]))
      respell(node, name)
    }
    return node
  }

  /// Counts one more statement that mentions the node as this kind. A place used as an org or group becomes that one.
  mutating func mention(_ node: Node, as kind: NodeKind) {
    let index = Int(node.index)
    if mentions[index] == 0 || (kinds[index] == .place && (kind == .org || kind == .group)) { set(kind, of: node) }
    mentions[index] += 1
  }

  /// Counts one mention less.
  mutating func unmention(_ node: Node) { mentions[Int(node.index)] -= 1 }

  /// Forgets all mentions, and what made names mean something else: what follows is a new fold. Every node keeps its index
  /// and its first spelling.
  mutating func forgetMentions() {
    for (node, name) in formerNames.sorted(by: { $0.key < $1.key }) { respell(node, name) }
    let returning = retired.sorted()
    (formerNames, byFormerName, retired, aliases, byAlias) = ([:], [:], [], [:], [:])
    for node in returning { index(node) }
    for index in mentions.indices { mentions[index] = 0 }
    mentions[Int(Node.me.index)] = 1
  }

  /// Cuts off the nodes and respellings behind a mark; no statement may mention those nodes.
  mutating func cut(to mark: Mark) {
    while respellings.count > mark.respellings, let last = respellings.popLast() { respell(last.node, last.before) }
    while spellings.count > mark.count {
      unindex(Node(Int32(spellings.count - 1)))
      spellings.removeLast()
      kinds.removeLast()
      mentions.removeLast()
    }
  }

  private mutating func set(_ kind: NodeKind, of node: Node) {
    guard kinds[Int(node.index)] != kind else { return }
    unindex(node)
    kinds[Int(node.index)] = kind
    index(node)
  }

  @discardableResult
  private mutating func append(_ name: String, _ kind: NodeKind) -> Node {
    let node = Node(Int32(spellings.count))
    spellings.append(name)
    kinds.append(kind)
    mentions.append(0)
    index(node)
    return node
  }

  private func key(of node: Node) -> Key { Key(space: kind(of: node).space, folded: Names.folded(self[node])) }

  private mutating func index(_ node: Node) {
    guard !retired.contains(node), !self[node].isEmpty else { return }
    let key = key(of: node)
    if let other = byKey[key], other != node { shadowed[key, default: []].append(other) }
    byKey[key] = node
    if let first = firstName(key.folded) { byFirstName[first, default: []].append(node) }
  }

  private mutating func unindex(_ node: Node) {
    let key = key(of: node)
    if byKey[key] == node {
      byKey[key] = shadowed[key]?.popLast()
    } else {
      shadowed[key]?.removeAll { $0 == node }
    }
    if let first = firstName(key.folded) { byFirstName[first]?.removeAll { $0 == node } }
  }

  private func firstName(_ folded: String) -> String? {
    folded.firstIndex(of: " ").map { String(folded[..<$0]) }
  }
}
