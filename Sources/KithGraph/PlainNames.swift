/// The names that hold more than ASCII, by what they are without their accents: how `cafe luna` finds `Café Luna`.
struct PlainNames {
  /// How many of the names were looked at.
  private var looked = 0
  private var byName: [String: [Node]] = [:]
  private var byFirstName: [String: [Node]] = [:]

  /// The nodes whose whole name is this without accents, and the people whose first name is.
  func nodes(_ plain: String) -> [Node] { byName[plain] ?? [] }
  func people(withFirstName plain: String) -> [Node] { byFirstName[plain] ?? [] }

  /// Whether no name has any.
  var isEmpty: Bool { byName.isEmpty }

  /// Takes in the names that came since.
  mutating func takeIn(_ names: Names) {
    for index in names.table.spellings.indicesBeyondASCII(from: looked) {
      let node = Node(Int32(index))
      let plain = Names.plain(names[node])
      byName[plain, default: []].append(node)
      if let first = StoredNames.firstName(plain) { byFirstName[first, default: []].append(node) }
    }
    looked = max(looked, names.count)
  }
}

extension Names {
  /// Whether a name may be another one's without accents: it has some itself, or any name has.
  public func mayDifferInAccents(_ name: String) -> Bool {
    !name.utf8.allSatisfy { $0 < 0x80 } || withPlainNames { !$0.isEmpty }
  }

  /// The only node of a space that a name stands for where accents do not count, by its first name too of a person;
  /// `nil` where none is, or several are.
  public func node(plainly name: String, in space: NodeKind.Space) -> Node? {
    let plain = Names.plain(name)
    let known = withPlainNames { index in
      (index.nodes(plain), space == .party ? index.people(withFirstName: plain) : [])
    }
    func isMeant(_ node: Node) -> Bool { exists(node) && kind(of: node).space == space }
    var whole = known.0.filter { isMeant($0) && Names.plain(self[$0]) == plain }
    if whole.isEmpty, plain != name, let node = node(plain, in: space), exists(node) { whole = [node] }
    if !whole.isEmpty { return whole.count == 1 ? whole[0] : nil }
    let first = known.1.filter { node in
      isMeant(node) && kind(of: node) == .person && StoredNames.firstName(Names.plain(self[node])) == plain
    }
    return first.count == 1 ? first[0] : nil
  }

  /// The people that a name could mean where accents do not count, unless one of them bears just this name: the whole
  /// one, or of one word the first one.
  public func people(plainly name: String) -> [Node] {
    if let node = node(name, in: .party), exists(node) { return [] }
    let plain = Names.plain(name)
    let isWord = !name.utf8.contains(UInt8(ascii: " "))
    let accented = withPlainNames { $0.nodes(plain) + (isWord ? $0.people(withFirstName: plain) : []) }
    let spelled = isWord ? people(withFirstName: plain) : []
    return Set(accented + spelled).filter { exists($0) && kind(of: $0) == .person }.sorted { precedes($0, $1) }
  }

  /// A name as it is compared where accents do not count: each Latin letter is what its Unicode name says it is before
  /// `WITH`, as `LATIN SMALL LETTER O WITH STROKE` is an o, and marks on letters are left out.
  static func plain(_ name: String) -> String {
    let folded = folded(name)
    if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
    var plain = ""
    for scalar in folded.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .nonspacingMark: continue
      case _ where scalar == "’": plain.append("'")
      case _ where scalar.value < 0x80: plain.unicodeScalars.append(scalar)
      default: plain += latinLetter(scalar) ?? String(scalar)
      }
    }
    return plain
  }

  private static func latinLetter(_ scalar: Unicode.Scalar) -> String? {
    guard let name = scalar.properties.name, name.hasPrefix("LATIN SMALL LETTER ") else { return nil }
    let letter = name.dropFirst("LATIN SMALL LETTER ".count).prefix { $0 != " " }
    return letter.count <= 2 ? letter.lowercased() : nil
  }
}
