/// The candidate nearest in spelling to what was typed, or `nil` when none lies within the edits allowed.
///
/// Of equally near candidates the one that begins alike for longer wins, then the first by name. Case does not count. Two
/// slips in one word leave its first letter as it is.
/// - Parameter edits: the most edits allowed; two, and one for words of up to five letters, unless said.
public func nearestSpelling(
  to typed: String, among candidates: some Sequence<String>, within edits: Int? = nil
) -> String? {
  let word = Array(typed.lowercased().unicodeScalars)
  let most = edits ?? (word.count <= 5 ? 1 : 2)
  var best: (distance: Int, shared: Int, name: String)?
  for candidate in candidates {
    let other = Array(candidate.lowercased().unicodeScalars)
    guard let distance = editDistance(word, other, atMost: best.map { $0.distance } ?? most) else { continue }
    let shared = zip(word, other).prefix { $0 == $1 }.count
    if distance > 1, shared == 0 { continue }
    if let best, (best.distance, -best.shared, best.name) <= (distance, -shared, candidate) { continue }
    best = (distance, shared, candidate)
  }
  return best?.name
}

/// The optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours; Damerau 1964),
/// or `nil` when it exceeds `most`. O(a · b) time.
public func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost most: Int) -> Int? {
  guard abs(a.count - b.count) <= most else { return nil }
  if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
  var beforeLast = [Int](repeating: 0, count: b.count + 1)
  var last = Array(0...b.count)
  for i in 1...a.count {
    var row = [i]
    row.reserveCapacity(b.count + 1)
    for j in 1...b.count {
      var distance = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, beforeLast[j - 2] + 1) }
      row.append(distance)
    }
    (beforeLast, last) = (last, row)
  }
  return last[b.count] <= most ? last[b.count] : nil
}
