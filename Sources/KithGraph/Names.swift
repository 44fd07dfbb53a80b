/// The names of all nodes: which node a name stands for, and which name a node shows.
///
/// Names compare without case and by canonical equivalence; the first spelling is the one shown.
/// A node exists as long as a statement mentions it; its index stays its own for ever.
public struct Names: Sendable {
  private var spellings: [String] = []
  private var kinds: [NodeKind] = []
  private var mentions: [Int32] = []
  private var byKey: [Key: Node] = [:]
  private var byFirstName: [String: [Node]] = [:]

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

  /// What the node is.
  public func kind(of node: Node) -> NodeKind { kinds[Int(node.index)] }

  /// Whether any statement mentions the node.
  public func exists(_ node: Node) -> Bool { mentions[Int(node.index)] > 0 }

  /// The node that the whole name stands for, mentioned or not.
  public func node(_ name: String, in space: NodeKind.Space) -> Node? {
    byKey[Key(space: space, folded: Names.folded(name))]
  }

  /// The existing people whose first name this is, in order of first mention.
  public func people(withFirstName name: String) -> [Node] {
    (byFirstName[Names.folded(name)] ?? []).filter { exists($0) && kind(of: $0) == .person }
  }

  /// The existing nodes of a kind, in order of name; without me.
  public func all(_ kind: NodeKind) -> [Node] {
    spellings.indices.dropFirst().map { Node(Int32($0)) }
      .filter { exists($0) && kinds[Int($0.index)] == kind }
      .sorted { precedes($0, $1) }
  }

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
  /// The node of a name in its kind's space, made if there is none. A node nobody mentions takes the new spelling and kind.
  mutating func intern(_ name: String, as kind: NodeKind) -> Node {
    let key = Key(space: kind.space, folded: Names.folded(name))
    if let node = byKey[key] {
      if !exists(node) {
        spellings[Int(node.index)] = name
        kinds[Int(node.index)] = kind
      }
      return node
    }
    return append(name, kind)
  }

  /// Counts one more statement that mentions the node as this kind.
  mutating func mention(_ node: Node, as kind: NodeKind) {
    let index = Int(node.index)
    if mentions[index] == 0 || (kinds[index] == .place && kind != .place) { set(kind, of: node) }
    mentions[index] += 1
  }

  /// Forgets all mentions: what follows is a new fold. Every node keeps its index and spelling.
  mutating func forgetMentions() {
    for index in mentions.indices { mentions[index] = 0 }
    mentions[Int(Node.me.index)] = 1
  }

  /// Cuts back to the first `count` nodes.
  mutating func truncate(to count: Int) {
    while spellings.count > count {
      let node = Node(Int32(spellings.count - 1))
      unindex(node)
      spellings.removeLast()
      kinds.removeLast()
      mentions.removeLast()
    }
  }

  /// A place later used as an org or group becomes that one: the node moves to the other space of names.
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

  private mutating func index(_ node: Node) {
    let folded = Names.folded(self[node])
    byKey[Key(space: kind(of: node).space, folded: folded)] = node
    if let first = firstName(folded) { byFirstName[first, default: []].append(node) }
  }

  private mutating func unindex(_ node: Node) {
    let folded = Names.folded(self[node])
    let key = Key(space: kind(of: node).space, folded: folded)
    if byKey[key] == node { byKey[key] = nil }
    if let first = firstName(folded) { byFirstName[first]?.removeAll { $0 == node } }
  }

  private func firstName(_ folded: String) -> String? {
    folded.firstIndex(of: " ").map { String(folded[..<$0]) }
  }
}
