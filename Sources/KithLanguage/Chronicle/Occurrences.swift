import KithColumns
import KithGraph

/// Which rows name each node, as a file holds it: the rows of each node in their order, one node after the other.
struct Occurrences {
  /// How many rows it knows of.
  private(set) var rowCount = 0
  private var starts = Column<UInt32>()
  private var rows = Column<UInt32>()

  /// How many nodes it knows of.
  var nodeCount: Int { max(0, starts.count - 1) }

  /// No rows.
  init() {}

  /// What a file says of so many rows and nodes; `nil` unless it fits together.
  init?(starts: Column<UInt32>, rows: Column<UInt32>, rowCount: Int, nodes: Int) {
    guard starts.count == nodes + 1 else { return nil }
    (self.starts, self.rows, self.rowCount) = (starts, rows, rowCount)
  }

  /// The rows that name a node.
  func rows(naming node: Node) -> some BidirectionalCollection<Int> {
    let index = Int(node.index)
    let isKnown = index + 1 < starts.count
    let (start, end) = isKnown ? (Int(starts[index]), Int(starts[index + 1])) : (0, 0)
    let range = start <= end && end <= rows.count ? start..<end : 0..<0
    return range.lazy.map { min(max(1, Int(rows[$0])), rowCount) }
  }

  /// Whether it holds these columns, or none.
  func says(_ starts: [UInt32], _ rows: [UInt32]) -> Bool {
    self.starts.count == 0 || self.starts.all == starts && self.rows.all == rows
  }

  /// What there is to write of the first rows, in two passes that count.
  static func columns(of records: Records, _ count: Int, nodes: Int) -> (starts: [UInt32], rows: [UInt32]) {
    var starts = [UInt32](repeating: 0, count: nodes + 1)
    var last = [UInt32](repeating: 0, count: nodes)
    /// Calls back with each node of a row once.
    func eachNode(_ row: Int, _ body: (Int) -> Void) {
      records.forEachNode(of: row) { node in
        let index = Int(node.index)
        guard (0..<nodes).contains(index), last[index] != UInt32(row) else { return }
        last[index] = UInt32(row)
        body(index)
      }
    }
    for row in 1..<(count + 1) { eachNode(row) { starts[$0 + 1] += 1 } }
    for node in 0..<nodes { starts[node + 1] += starts[node] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: Int(starts[nodes]))
    last = [UInt32](repeating: 0, count: nodes)
    for row in 1..<(count + 1) {
      eachNode(row) {
        rows[Int(next[$0])] = UInt32(row)
        next[$0] += 1
      }
    }
    return (starts, rows)
  }
}

extension Chronicle {
  /// The numbers of the statements that may name a node, the newest first; me, whom most mean without a word, aside.
  func numbers(naming node: Node) -> AnySequence<Int> {
    let nodes = [node] + self.nodes(mergedInto: node)
    let behind = (occurrences.rowCount + 1..<count + 1).reversed().lazy.filter { row in
      var isNamed = false
      records.forEachNode(of: row) { isNamed = isNamed || nodes.contains($0) }
      return isNamed
    }
    guard nodes.count > 1 || records.hasEdits else {
      return AnySequence([AnySequence(behind), AnySequence(occurrences.rows(naming: node).reversed())].joined())
    }
    let rows = Array(behind) + nodes.flatMap { occurrences.rows(naming: $0) }
    return AnySequence(Set(rows.map { records.edited(by: $0) ?? $0 }).sorted(by: >))
  }
}
