import KithGraph

/// Finds known names that a new one may be a slip of: one letter more, less, other, or two changed about.
///
/// The first few questions look at every name, as one line does not pay for more; then an index of every name less each
/// of its letters answers: two names one edit apart have such a rest in common (symmetric deletion; Garbe, SymSpell,
/// 2012).
package struct NearNames: Sendable {
  private var questions = 0
  private var indexed = 0
  /// The hash of a rest in the upper half, a node in the lower one, 0 where nothing is: open addressing, where several
  /// may have one hash. Their number is a power of two.
  private var slots: [UInt64] = []
  private var used = 0

  package init() {}

  /// The questions that are answered by looking at every name.
  private static let patience = 32

  /// The first by name of the nodes of a kind whose name is one edit away.
  package mutating func nearest(to name: String, _ kind: NodeKind, among names: Names) -> Node? {
    questions += 1
    let folded = letters(name)
    let candidates = questions <= Self.patience ? Array(names.unordered(kind)) : candidates(folded, names)
    return candidates.filter { node in
      guard names.kind(of: node) == kind, names.exists(node) else { return false }
      let other = names[node]
      // A letter more or less is four bytes at most, and case may take some more.
      return abs(other.utf8.count - name.utf8.count) <= 8 && isSlip(folded, letters(other))
    }.min { names.precedes($0, $1) }
  }

  /// Lets go of the names from an index on: they were cut off.
  package mutating func cut(to count: Int) {
    guard indexed >= count else { return }
    (indexed, slots, used) = (0, [], 0)
  }

  private mutating func candidates(_ folded: [UInt32], _ names: Names) -> [Node] {
    while indexed + 1 < names.count {
      indexed += 1
      eachRest(of: letters(names[Node(Int32(indexed))])) { insert(UInt64($0) << 32 | UInt64(UInt32(indexed))) }
    }
    var found: [Node] = []
    eachRest(of: folded) { hash in
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != 0 {
        let node = Node(Int32(truncatingIfNeeded: slots[slot]))
        if slots[slot] >> 32 == hash, !found.contains(node) { found.append(node) }
        slot = (slot + 1) & (slots.count - 1)
      }
    }
    return found
  }

  private mutating func insert(_ entry: UInt64) {
    if used * 2 >= slots.count {
      let entries = slots.filter { $0 != 0 }
      slots = [UInt64](repeating: 0, count: max(1024, slots.count * 2))
      for entry in entries { put(entry) }
    }
    put(entry)
    used += 1
  }

  private mutating func put(_ entry: UInt64) {
    var slot = Int(entry >> 32) & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = entry
  }

  /// Calls back with the hash of a name and of the name less each of its letters; not less a digit, in which no slip
  /// is.
  private func eachRest(of name: [UInt32], _ body: (UInt32) -> Void) {
    for gap in -1..<name.count where gap < 0 || !isNumeric(name[gap]) {
      // FNV-1a (Fowler, Noll, Vo 1991), by letters.
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for index in name.indices where index != gap { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
      body(UInt32(truncatingIfNeeded: hash ^ hash >> 32))
    }
  }
}

/// A name as the numbers of its letters, without case.
private func letters(_ name: String) -> [UInt32] {
  let letters = name.utf8.map { UInt32((0x41...0x5A).contains($0) ? $0 | 0x20 : $0) }
  return letters.allSatisfy { $0 < 0x80 } ? letters : Names.folded(name).unicodeScalars.map(\.value)
}

private func isNumeric(_ letter: UInt32) -> Bool {
  letter < 0x80 ? (0x30...0x39).contains(letter) : Unicode.Scalar(letter)?.properties.numericType != nil
}

/// Whether two names are one edit apart; numbers that differ are no slip: `Room 1` and `Room 2`.
private func isSlip(_ a: [UInt32], _ b: [UInt32]) -> Bool {
  guard abs(a.count - b.count) <= 1, a != b else { return false }
  var (start, end) = (0, 0)
  let least = min(a.count, b.count)
  while start < least, a[start] == b[start] { start += 1 }
  while end < least - start, a[a.count - 1 - end] == b[b.count - 1 - end] { end += 1 }
  let (left, right) = (a[start..<a.count - end], b[start..<b.count - end])
  if left.contains(where: isNumeric) || right.contains(where: isNumeric) { return false }
  switch (left.count, right.count) {
  case (0, 1), (1, 0), (1, 1): return true
  case (2, 2): return left.elementsEqual(right.reversed())
  default: return false
  }
}
