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

  /// How many rows name a node.
  func count(naming node: Node) -> Int { range(of: node).count }

  /// The row at a place among those that name a node.
  func row(_ place: Int, naming node: Node) -> Int {
    min(max(1, Int(rows[range(of: node).lowerBound + place])), rowCount)
  }

  private func range(of node: Node) -> Range<Int> {
    let index = Int(node.index)
    guard index + 1 < starts.count else { return 0..<0 }
    let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
    return start <= end && end <= rows.count ? start..<end : 0..<0
  }

  /// Whether it holds these columns, or none.
  func says(_ starts: [UInt32], _ rows: [UInt32]) -> Bool {
    self.starts.count == 0 || self.starts.all == starts && self.rows.all == rows
  }
}

extension Records {
  /// Which of the first rows name each of so many nodes: where those of each node start, and the rows. What is counted
  /// is sorted (counting sort; Knuth, The Art of Computer Programming 3, 5.2).
  func occurrences(count: Int, nodes: Int) -> (starts: [UInt32], rows: [UInt32]) {
    // For each node how many rows name it, and the last of them.
    var counts = [(rows: UInt32, last: UInt32)](repeating: (0, 0), count: nodes)
    // Each row and each node that it names, once.
    var pairs: [(row: UInt32, node: UInt32)] = []
    pairs.reserveCapacity(2 * count)
    for row in 1..<count + 1 {
      forEachNode(of: row) { node in
        let index = Int(node.index)
        guard index >= 0, index < nodes, counts[index].last != row else { return }
        counts[index] = (counts[index].rows + 1, UInt32(row))
        pairs.append((UInt32(row), UInt32(index)))
      }
    }
    var starts: [UInt32] = [0]
    for node in counts { starts.append(starts[starts.count - 1] + node.rows) }
    var next = starts
    var rows = [UInt32](repeating: 0, count: pairs.count)
    for (row, node) in pairs {
      rows[Int(next[Int(node)])] = row
      next[Int(node)] += 1
    }
    return (starts, rows)
  }
}

extension Chronicle {
  /// The numbers of the statements that are told of and fit, in order of time; with a limit the newest of them, so many
  /// at most. Where a node is given, only statements that may be of it are looked at; me, whom most mean without a
  /// word, aside.
  ///
  /// Some can be said to come `last`: a limit leaves these out first, whenever they were said.
  func newest(_ limit: Int?, of node: Node?, last: Set<Int>, where fits: (Int) -> Bool) -> [Int] {
    let numbers = inTime(node == nil || node == .me ? Array(liveNumbers) : numbers(of: node ?? .me).filter(isTold))
    guard let limit else { return numbers.filter(fits) }
    var found: [Int] = []
    for number in numbers.reversed().filter({ !last.contains($0) }) + numbers.reversed().filter(last.contains) {
      if found.count == limit { break }
      if fits(number) { found.append(number) }
    }
    return inTime(found)
  }

  /// The rows of the file that name one of some nodes; of me, whom most mean without a word, all rows.
  func rowsInFile(naming nodes: [Node]) -> [Int] {
    if nodes.contains(.me) { return Array(1..<occurrences.rowCount + 1) }
    return nodes.flatMap { node in (0..<occurrences.count(naming: node)).map { occurrences.row($0, naming: node) } }
  }

  /// Statements in order of day, time and number: those without a time stand before the others of their day.
  private func inTime(_ numbers: [Int]) -> [Int] {
    numbers.map { number -> (day: Day, minute: Int, number: Int) in
      let said = records.moment(of: records.row(of: number))
      return (said.day ?? .first, said.minute ?? -1, number)
    }.sorted { $0 < $1 }.map(\.number)
  }

  /// The numbers of the statements that may name a node or close what names it.
  private func numbers(of node: Node) -> [Int] {
    let nodes = [node] + nodes(mergedInto: node)
    var rows = rowsInFile(naming: nodes)
    for row in stride(from: occurrences.rowCount + 1, through: count, by: 1) {
      var isNamed = false
      records.forEachNode(of: row) { isNamed = isNamed || nodes.contains($0) }
      if isNamed { rows.append(row) }
    }
    // A row can stand for another number.
    let named = Set(rows.map { records.edited(by: $0) ?? $0 })
    let agenda = agenda
    return Array(named.union(named.flatMap(agenda.sequels)))
  }
}
