import KithGraph

/// Finds known names that a new one may be a slip of: one letter more, less, other, or two changed about.
///
/// The first few questions look at every name, as one line does not pay for more; then an index of every name less each of its
/// letters answers: two names one edit apart have such a rest in common (symmetric deletion; Garbe, SymSpell, 2012).
struct NearNames: Sendable {
  private var questions = 0
  private var indexed = 0
  private var byRest: [Int: [Node]] = [:]

  /// The questions that are answered by looking at every name.
  private static let patience = 32

  /// The first by name of the nodes of a kind whose name is one edit away.
  mutating func nearest(to name: String, _ kind: NodeKind, among names: Names) -> Node? {
    questions += 1
    let folded = Array(Names.folded(name).unicodeScalars)
    let candidates = questions <= Self.patience ? Array(names.unordered(kind)) : candidates(folded, names)
    return candidates.filter { node in
      // A letter more or less is four bytes at most, and case may take some more.
      abs(names[node].utf8.count - name.utf8.count) <= 8 && names.kind(of: node) == kind && names.exists(node)
        && isSlip(folded, Array(Names.folded(names[node]).unicodeScalars))
    }.min { names.precedes($0, $1) }
  }

  /// Lets go of the names from an index on: they were cut off.
  mutating func cut(to count: Int) {
    guard indexed >= count else { return }
    (indexed, byRest) = (0, [:])
  }

  private mutating func candidates(_ folded: [Unicode.Scalar], _ names: Names) -> [Node] {
    while indexed + 1 < names.count {
      indexed += 1
      let node = Node(Int32(indexed))
      for rest in rests(Array(Names.folded(names[node]).unicodeScalars)) { byRest[rest, default: []].append(node) }
    }
    return Array(Set(rests(folded).flatMap { byRest[$0] ?? [] }))
  }

  /// A name and the name less each of its letters, hashed.
  private func rests(_ name: [Unicode.Scalar]) -> Set<Int> {
    var rests: Set = [name.hashValue]
    for index in name.indices {
      var rest = name
      rest.remove(at: index)
      rests.insert(rest.hashValue)
    }
    return rests
  }
}

/// Whether two names are one edit apart; numbers that differ are no slip: `Room 1` and `Room 2`.
private func isSlip(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
  guard abs(a.count - b.count) <= 1, a != b else { return false }
  let start = zip(a, b).prefix { $0 == $1 }.count
  let (x, y) = (a[start...], b[start...])
  let end = zip(x.reversed(), y.reversed()).prefix { $0 == $1 }.count
  let (left, right) = (x.dropLast(end), y.dropLast(end))
  if (left + right).contains(where: { $0.properties.numericType != nil }) { return false }
  switch (left.count, right.count) {
  case (0, 1), (1, 0), (1, 1): return true
  case (2, 2): return left.elementsEqual(right.reversed())
  default: return false
  }
}
