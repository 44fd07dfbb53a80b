import KithColumns

/// How names in a file are found without reading all of them.
///
/// Whole names and first names are found by a sorted column of hashes: these lie so evenly that where one has to be is
/// known but for a block or two. Those beyond ASCII can be equal and differ in their bytes: they are found by the order
/// of all names.
struct StoredNames {
  private let spellings: StringColumn
  private var order: Column<UInt32>
  /// The hash of each name in ASCII, and of each first name with a space behind it, in the upper half, the node in the
  /// lower one; in order. A file of an earlier kith has none.
  private let hashes: Column<UInt64>

  /// No names.
  init() { self.init(StringColumn(), order: Column(), hashes: Column()) }

  /// Names that lie in a file, with their nodes in the order of `Names.precedes`, and their hashes.
  init(_ spellings: StringColumn, order: Column<UInt32>, hashes: Column<UInt64>) {
    (self.spellings, self.order, self.hashes) = (spellings, order, hashes)
  }

  /// The nodes in the order of their names.
  var nodes: [Node] { order.all.compactMap { $0 < spellings.count ? Node(Int32($0)) : nil } }

  /// The nodes of a folded name.
  func nodes(named folded: String) -> [Node] { nodes(by: folded) { $0 == folded } }

  /// The nodes whose folded names begin with this one and go on behind a space.
  func nodes(withFirstName folded: String) -> [Node] { nodes(by: folded + " ") { Self.firstName($0) == folded } }

  /// The nodes that are found by a text, by its hash or by the order, and whose folded names fit.
  private func nodes(by text: String, where fits: (String) -> Bool) -> [Node] {
    guard hashes.count > 0, let hash = Self.hash(text) else { return inOrder(from: text, while: fits) }
    var found: [Node] = []
    var place = firstPlace(of: hash)
    while place < hashes.count, hashes[place] >> 32 == hash {
      let node = Node(Int32(min(Int(hashes[place] & 0xFFFF_FFFF), spellings.count - 1)))
      if fits(name(node)) { found.append(node) }
      place += 1
    }
    return found
  }

  /// The same, put in order by this program.
  var inOrderAnew: StoredNames { StoredNames(spellings, order: Column(rightOrder), hashes: hashes) }

  /// Whether order and hashes are those of the names.
  var isInOrder: Bool { order.all == rightOrder && (hashes.count == 0 || hashes.all == rightHashes) }

  /// The hashes of all nodes but some.
  func hashes(without nodes: Set<Int>) -> [UInt64] {
    (hashes.count > 0 ? hashes.all : rightHashes).filter { !nodes.contains(Int($0 & 0xFFFF_FFFF)) }
  }

  /// What finds a node by a name of its, and by the first name in it; in ASCII.
  static func hashes(of node: Node, named name: String) -> [UInt64] {
    let folded = Names.folded(name)
    return [folded, firstName(folded).map { $0 + " " }].compactMap { text in
      text.flatMap(hash).map { $0 << 32 | UInt64(UInt32(bitPattern: node.index)) }
    }
  }

  /// The first of several words.
  static func firstName(_ folded: String) -> String? {
    // Most have one word, and bytes tell that sooner.
    guard folded.utf8.contains(UInt8(ascii: " ")) else { return nil }
    return folded.firstIndex(of: " ").map { String(folded[..<$0]) }
  }

  private var named: [Node] {
    (1..<max(1, spellings.count)).filter { !spellings[$0].isEmpty }.map { Node(Int32($0)) }
  }

  private var rightOrder: [UInt32] { OrderedName.sorted(named) { spellings[Int($0.index)] }.map { UInt32($0.index) } }

  private var rightHashes: [UInt64] { named.flatMap { Self.hashes(of: $0, named: spellings[Int($0.index)]) }.sorted() }

  /// FNV-1a (Fowler, Noll, Vo 1991) of a name in ASCII, spread over 32 bits as MurmurHash3 does (Appleby 2011); `nil`
  /// for others.
  private static func hash(_ folded: String) -> UInt64? {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for scalar in folded.unicodeScalars {
      // Two scalars are equal to one of ASCII: the Greek question mark to `;`, and the Greek varia to a backtick.
      let letter: UInt32 = scalar == "\u{37E}" ? 0x3B : scalar == "\u{1FEF}" ? 0x60 : scalar.value
      guard letter < 0x80 else { return nil }
      hash = (hash ^ UInt64(letter)) &* 0x100_0000_01B3
    }
    hash = (hash ^ hash >> 33) &* 0xFF51_AFD7_ED55_8CCD
    hash = (hash ^ hash >> 33) &* 0xC4CE_B9FE_1A85_EC53
    return hash >> 32
  }

  /// The first place at which a hash is none lesser (interpolation search; Peterson 1957).
  private func firstPlace(of hash: UInt64) -> Int {
    func isLesser(_ place: Int) -> Bool { hashes[place] >> 32 < hash }
    let guess = Int((hash * UInt64(hashes.count)) >> 32)
    var (low, high, step) = (guess, guess, 1)
    while low > 0, !isLesser(low - 1) {
      (low, high) = (max(0, low - step), low)
      step *= 2
    }
    step = 1
    while high < hashes.count, isLesser(high) {
      (low, high) = (high, min(hashes.count, high + step))
      step *= 2
    }
    return bisected(low..<high, isLesser)
  }

  /// The nodes found by the order whose folded names lie behind a text and fit.
  private func inOrder(from text: String, while fits: (String) -> Bool) -> [Node] {
    func node(_ place: Int) -> Node { Node(Int32(min(Int(order[place]), spellings.count - 1))) }
    var place = bisected(0..<order.count) { comesBefore(name(node($0)), text) }
    var found: [Node] = []
    while place < order.count, fits(name(node(place))) {
      found.append(node(place))
      place += 1
    }
    return found
  }

  private func name(_ node: Node) -> String { Names.folded(spellings[Int(node.index)]) }
}

/// The first of places in order at which something is not so; the end where it is everywhere.
private func bisected(_ places: Range<Int>, _ isSo: (Int) -> Bool) -> Int {
  var (low, high) = (places.lowerBound, places.upperBound)
  while low < high {
    let middle = (low + high) / 2
    if isSo(middle) { low = middle + 1 } else { high = middle }
  }
  return low
}
