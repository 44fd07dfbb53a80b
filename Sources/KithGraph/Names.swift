import KithColumns

/// The names of all nodes: which node a name stands for, and which name a node shows.
///
/// Names compare without case and by canonical equivalence; the first spelling is the one shown.
/// A node exists as long as a statement mentions it; its index stays its own for ever.
///
/// The first ones may lie in a file, in which they are looked up by the order of their names; no table is built of
/// them.
public struct Names {
  /// What is known of them, which copies share until one of them changes.
  private var box: Box

  var table: Table {
    _read { yield box.table }
    _modify {
      if !isKnownUniquelyReferenced(&box) { box = Box(box.table) }
      yield &box.table
    }
  }

  private final class Box {
    var table: Table
    /// Made of the names when somebody looks for one without its accents.
    var plain = PlainNames()

    init(_ table: Table) { self.table = table }
  }

  /// Calls back with what finds names without their accents.
  func withPlainNames<Result>(_ body: (PlainNames) -> Result) -> Result {
    box.plain.takeIn(self)
    return body(box.plain)
  }

  /// What names mean, and what statements have made of them.
  struct Table {
    var spellings = StringColumn()
    /// The names in the file that are others now.
    var respelled: [Int: String] = [:]
    var kinds = Column<UInt8>()
    var mentions = Column<Int32>()
    /// How the nodes in the file are found.
    var file = StoredNames()
    /// The nodes in the file that are not to be found by what it says: their name or kind is another one now.
    var moved: Set<Node> = []
    /// All other nodes by their names. Several may bear one: those of other spaces, and a place that became an org
    /// meets an org that nobody mentions any more.
    var byName: [String: [Node]] = [:]
    var byFirstName: [String: [Node]] = [:]
    var respellings: [Respelling] = []
    /// The first spellings of the nodes that bear another name now.
    var formerNames: [Node: String] = [:]
    /// Who bore a name that was taken away since.
    var byFormerName: [Key: Node] = [:]
    /// Nodes that are part of another one now: no name finds them.
    var retired: Set<Node> = []
    /// Other names, in order of their statements.
    var aliases: [Node: [String]] = [:]
    var byAlias: [Key: Node] = [:]
    /// The names of nodes that are part of another one, which are further names of that one unless something else is
    /// called so; in the order of the merges.
    var merged: [Node: [MergedName]] = [:]
    var byMerged: [Key: Node] = [:]
  }

  /// A node whose name was another one before.
  struct Respelling: Sendable {
    let node: Node
    let before: String
  }

  /// What a name is looked up by.
  struct Key: Hashable {
    let space: NodeKind.Space
    let folded: String
  }

  /// Names that hold the owner and nobody else.
  public init() {
    box = Box(Table())
    table.spellings.append("me")
    table.kinds.append(NodeKind.person.rawValue)
    table.mentions.append(1)
  }

  /// The names that a file holds, me first: what they are called, their kinds, how many statements mention each, and
  /// how they are found.
  /// `nil` unless these fit together.
  public init?(
    _ spellings: StringColumn, kinds: Column<UInt8>, mentions: Column<Int32>, order: Column<UInt32>,
    hashes: Column<UInt64>
  ) {
    guard spellings.count > 0, kinds.count == spellings.count, mentions.count == spellings.count,
      order.count <= spellings.count, hashes.count <= 2 * spellings.count
    else { return nil }
    let file = StoredNames(spellings, order: order, hashes: hashes)
    box = Box(Table(spellings: spellings, kinds: kinds, mentions: mentions, file: file))
  }

  /// The same names, put in order by this program.
  public var inOrderAnew: Names {
    var names = self
    names.table.file = table.file.inOrderAnew
    return names
  }

  /// Whether what finds the names in the file is what this program would have written.
  public var isInOrder: Bool { table.file.isInOrder }

  /// How many nodes there have ever been, with me.
  public var count: Int { table.spellings.count }

  /// The name to show.
  public subscript(node: Node) -> String {
    if !table.respelled.isEmpty, let name = table.respelled[Int(node.index)] { return name }
    return table.spellings[Int(node.index)]
  }

  /// The name that statements gave it, whatever it is called by now.
  public func firstName(of node: Node) -> String { table.formerNames[node] ?? self[node] }

  /// The node that bore this name before it was given another one.
  public func node(formerly name: String, in space: NodeKind.Space) -> Node? {
    table.byFormerName[Key(space: space, folded: Names.folded(name))].flatMap { exists($0) ? $0 : nil }
  }

  /// What the node is.
  public func kind(of node: Node) -> NodeKind { NodeKind(rawValue: table.kinds[Int(node.index)]) ?? .person }

  /// Whether any statement mentions the node.
  public func exists(_ node: Node) -> Bool { table.mentions[Int(node.index)] > 0 }

  /// The nodes that the whole name stands for in each of some spaces: one of each at most.
  public func nodes(called name: String, in spaces: [NodeKind.Space]) -> [Node] {
    let folded = Names.folded(name)
    return spaces.compactMap { node(Key(space: $0, folded: folded), orMerged: true) }
  }

  /// The node that the whole name stands for: one that exists, if there is such, else one that did; of names that a
  /// node has by merges alone, only where these are wanted.
  public func node(_ name: String, in space: NodeKind.Space, orMerged: Bool = true) -> Node? {
    node(Key(space: space, folded: Names.folded(name)), orMerged: orMerged)
  }

  private func node(_ key: Key, orMerged: Bool) -> Node? {
    let nodes = nodes(key)
    for node in nodes.reversed() where exists(node) { return node }
    if table.byAlias.isEmpty, table.byMerged.isEmpty { return nodes.last }
    return table.byAlias[key] ?? (orMerged ? table.byMerged[key] : nil) ?? nodes.last
  }

  /// The existing people whose first name this is, in order of first mention.
  public func people(withFirstName name: String) -> [Node] {
    let first = Names.folded(name)
    if table.spellings.countInFile == 0, table.byFirstName[first] == nil { return [] }
    let inFile = table.file.nodes(withFirstName: first).filter { !table.moved.contains($0) }
    return (inFile + (table.byFirstName[first] ?? [])).filter { exists($0) && kind(of: $0) == .person }.sorted()
  }

  /// The nodes of a name, those last that have it last.
  func nodes(_ key: Key) -> [Node] {
    // The owner is found without any table: one that is made at every start for one name would cost more than all else
    // of it.
    let known = table.byName.isEmpty ? [] : table.byName[key.folded] ?? []
    var others =
      known.allSatisfy { kind(of: $0).space == key.space } ? known : known.filter { kind(of: $0).space == key.space }
    if key.space == .party, key.folded == "me" { others.insert(.me, at: 0) }
    if table.spellings.countInFile == 0 { return others }
    return table.file.nodes(named: key.folded).filter { !table.moved.contains($0) && kind(of: $0).space == key.space }
      + others
  }

  /// The existing nodes of a kind, in order of first mention; without me.
  public func unordered(_ kind: NodeKind) -> some Sequence<Node> {
    (1..<Int32(table.spellings.count)).lazy.map { Node($0) }.filter { exists($0) && self.kind(of: $0) == kind }
  }

  /// The existing nodes of a kind, in order of name; without me.
  public func all(_ kind: NodeKind) -> [Node] {
    func isMeant(_ node: Node) -> Bool { exists(node) && self.kind(of: node) == kind && node != .me }
    let inFile = table.file.nodes.filter { !table.moved.contains($0) && isMeant($0) }
    let others = (table.moved + (table.spellings.countInFile..<count).map { Node(Int32($0)) }).filter(isMeant)
    return OrderedName.merged(inFile, OrderedName.sorted(others) { self[$0] }) { self[$0] }
  }

  /// The order of names: folded, then as spelled.
  public func precedes(_ a: Node, _ b: Node) -> Bool {
    OrderedName(a, named: self[a]) < OrderedName(b, named: self[b])
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

  var mark: Mark { Mark(count: count, respellings: table.respellings.count) }

  /// Shows a node by another name.
  public mutating func respell(_ node: Node, _ name: String) {
    defer { box.plain = PlainNames() }
    unindex(node)
    table.respelled[Int(node.index)] = name
    index(node)
  }

  /// Gives a node another name, until `forgetMentions`.
  mutating func rename(_ node: Node, to name: String) {
    if table.formerNames[node] == nil { table.formerNames[node] = self[node] }
    table.byFormerName[Key(space: kind(of: node).space, folded: Names.folded(self[node]))] = node
    respell(node, name)
  }

  /// Takes a node's name away for good.
  mutating func erase(_ node: Node) { respell(node, "") }

  /// The node of a name in its kind's space, made if there is none. A node nobody mentions takes the new spelling.
  mutating func intern(_ name: String, as kind: NodeKind) -> Node {
    // A name that a node nobody mentions was given is not what it was made for.
    guard let node = node(name, in: kind.space, orMerged: false), exists(node) || table.formerNames[node] == nil else {
      return append(name, kind)
    }
    if !exists(node), self[node] != name {
      table.respellings.append(Respelling(node: node, before: self[node]))
      respell(node, name)
    }
    return node
  }

  /// Counts one more statement that mentions the node as this kind. A place used as an org or group becomes that one.
  mutating func mention(_ node: Node, as kind: NodeKind) {
    let index = Int(node.index)
    if table.mentions[index] > 0, table.kinds[index] == kind.rawValue { return table.mentions.count(upAt: index) }
    if table.mentions[index] == 0 || (self.kind(of: node) == .place && (kind == .org || kind == .group)) {
      set(kind, of: node)
    }
    table.mentions.count(upAt: index)
  }

  /// Counts one mention less.
  mutating func unmention(_ node: Node) {
    table.mentions[Int(node.index)] &-= 1
  }

  /// Forgets all mentions, and what made names mean something else: what follows is a new fold. Every node keeps its
  /// index and its first spelling.
  mutating func forgetMentions() {
    for (node, name) in table.formerNames.sorted(by: { $0.key < $1.key }) { respell(node, name) }
    let returning = table.retired.sorted()
    (table.formerNames, table.byFormerName, table.retired, table.aliases, table.byAlias) = ([:], [:], [], [:], [:])
    (table.merged, table.byMerged) = ([:], [:])
    for node in returning { index(node) }
    table.mentions.setAll(to: 0)
    table.mentions[Int(Node.me.index)] = 1
  }

  /// Cuts off the nodes and respellings behind a mark; no statement may mention those nodes.
  mutating func cut(to mark: Mark) {
    defer { box.plain = PlainNames() }
    while table.respellings.count > mark.respellings, let last = table.respellings.popLast() {
      respell(last.node, last.before)
    }
    while table.spellings.count > mark.count {
      unindex(Node(Int32(table.spellings.count - 1)))
      table.respelled[table.spellings.count - 1] = nil
      table.spellings.removeLast(1)
      table.kinds.removeLast(1)
      table.mentions.removeLast(1)
    }
  }

  /// Makes every node what it is among other names for the same nodes.
  mutating func takeKinds(from names: Names) {
    for index in 1..<Int32(count) { set(names.kind(of: Node(index)), of: Node(index)) }
  }

  private mutating func set(_ kind: NodeKind, of node: Node) {
    let before = self.kind(of: node)
    guard before != kind else { return }
    unindex(node)
    table.kinds[Int(node.index)] = kind.rawValue
    index(node)
    // Its further names go with it.
    for name in (table.aliases[node] ?? []) + (table.merged[node] ?? []).map(\.name) {
      let folded = Names.folded(name)
      let (old, new) = (Key(space: before.space, folded: folded), Key(space: kind.space, folded: folded))
      if table.byAlias[old] == node { (table.byAlias[old], table.byAlias[new]) = (nil, node) }
      if table.byMerged[old] == node { (table.byMerged[old], table.byMerged[new]) = (nil, node) }
    }
  }

  @discardableResult
  private mutating func append(_ name: String, _ kind: NodeKind) -> Node {
    let node = Node(Int32(table.spellings.count))
    table.spellings.append(name)
    table.kinds.append(kind.rawValue)
    table.mentions.append(0)
    index(node)
    return node
  }

  private mutating func index(_ node: Node) {
    guard !table.retired.contains(node), !self[node].isEmpty else { return }
    let folded = Names.folded(self[node])
    table.byName[folded, default: []].append(node)
    if let first = StoredNames.firstName(folded) { table.byFirstName[first, default: []].append(node) }
  }

  mutating func unindex(_ node: Node) {
    if Int(node.index) < table.spellings.countInFile, table.moved.insert(node).inserted { return }
    let folded = Names.folded(self[node])
    table.byName[folded]?.removeAll { $0 == node }
    if let first = StoredNames.firstName(folded) { table.byFirstName[first]?.removeAll { $0 == node } }
  }
}

extension Names {
  /// The names that statements gave the nodes, as a file holds them: where each starts and the last one ends, and their
  /// bytes.
  public var columns: (starts: [UInt32], bytes: [UInt8]) { table.spellings.columns(changed: firstNames) }

  /// The kind of each node.
  public var kindColumn: [UInt8] { table.kinds.all }

  /// How many statements mention each node.
  public var mentionColumn: [Int32] { table.mentions.all }

  /// The nodes whose first names are others than in the file.
  private var firstNames: [Int: String] {
    table.respelled.merging(table.formerNames.map { (Int($0.key.index), $0.value) }) { $1 }
  }

  /// The nodes that have a name, in the order of their first ones, and the hashes by which these are found.
  public var orderColumns: (order: [UInt32], hashes: [UInt64]) {
    let others = Set(firstNames.keys).union(max(1, table.spellings.countInFile)..<count)
    let inFile = table.file.nodes.filter { !others.contains(Int($0.index)) }
    let new = OrderedName.sorted(others.map { Node(Int32($0)) }.filter { !firstName(of: $0).isEmpty }) {
      firstName(of: $0)
    }
    let hashes =
      table.file.hashes(without: others) + new.flatMap { StoredNames.hashes(of: $0, named: firstName(of: $0)) }
    return (OrderedName.merged(inFile, new) { firstName(of: $0) }.map { UInt32($0.index) }, hashes.sorted())
  }
}
