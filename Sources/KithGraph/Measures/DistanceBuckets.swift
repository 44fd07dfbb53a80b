/// A queue of vertices by distance, in buckets as wide as the shortest edge (Dial 1969, with Denardo & Fox's caliber
/// 1979).
///
/// A way through a vertex of the bucket at hand ends in a later bucket, so everything in a bucket has its final
/// distance and the order within it does not matter: pushing and popping take constant time. The buckets stand in a
/// ring that the longest edge fits in.
struct DistanceBuckets {
  private var heads: [Int32]
  private var entries: [(vertex: Int32, next: Int32)] = []
  /// How many wait in it, those reached a shorter way since included.
  private(set) var waiting = 0
  private(set) var current = 0
  /// Buckets to a unit of length: each a little narrower than −ln(0.999) ≈ 0.001 000 500 3. A literal, so that no
  /// access asks first whether it was worked out.
  private static let perLength = 999.501

  /// A queue for edges up to a length.
  init(longest: Double) {
    var size = 1024
    while Double(size) < longest * Self.perLength + 2 { size *= 2 }
    heads = [Int32](repeating: -1, count: size)
  }

  /// The bucket of a distance.
  @inline(__always) static func bucket(_ distance: Double) -> Int { Int(distance * perLength) }

  /// Everything that was pushed since it was empty.
  var pushed: some Sequence<Int32> { entries.lazy.map(\.vertex) }

  /// The least distance that a vertex still to come can have.
  @inline(__always) var least: Double { Double(current) / Self.perLength }

  /// Takes a vertex up; one that does not wait is never popped.
  @inline(__always) mutating func push(_ vertex: Int32, at distance: Double, waits: Bool = true) {
    guard waits else { return entries.append((vertex, -1)) }
    let slot = Self.bucket(distance) & (heads.count - 1)
    entries.append((vertex, heads[slot]))
    heads[slot] = Int32(entries.count - 1)
    waiting += 1
  }

  /// The next vertex in the order of buckets; the caller passes over those that were reached a shorter way.
  @inline(__always) mutating func pop() -> Int32? {
    guard waiting > 0 else { return nil }
    while heads[current & (heads.count - 1)] < 0 { current += 1 }
    let entry = entries[Int(heads[current & (heads.count - 1)])]
    heads[current & (heads.count - 1)] = entry.next
    waiting -= 1
    return entry.vertex
  }

  /// Empties it, for another search.
  mutating func clear() {
    // Writing all over the ring takes less than finding those who still wait.
    if waiting > 0 { for slot in heads.indices { heads[slot] = -1 } }
    entries.removeAll(keepingCapacity: true)
    (current, waiting) = (0, 0)
  }
}
