import KithColumns
import KithGrammar
import KithGraph

/// Which rows name each node, as a file holds it: the rows of each node in their order, one node after the other.
package struct Occurrences {
  /// How many rows it knows of.
  package private(set) var rowCount = 0
  private var starts = Column<UInt32>()
  private var rows = Column<UInt32>()

  /// How many nodes it knows of.
  package var nodeCount: Int { max(0, starts.count - 1) }

  /// No rows.
  package init() {}

  /// What a file says of so many rows and nodes; `nil` unless it fits together.
  package init?(starts: Column<UInt32>, rows: Column<UInt32>, rowCount: Int, nodes: Int) {
    guard starts.count == nodes + 1 else { return nil }
    (self.starts, self.rows, self.rowCount) = (starts, rows, rowCount)
  }

  /// How many rows name a node.
  package func count(naming node: Node) -> Int { range(of: node).count }

  /// The row at a place among those that name a node.
  package func row(_ place: Int, naming node: Node) -> Int {
    min(max(1, Int(rows[range(of: node).lowerBound + place])), rowCount)
  }

  private func range(of node: Node) -> Range<Int> {
    let index = Int(node.index)
    guard index + 1 < starts.count else { return 0..<0 }
    let (start, end) = (Int(starts[index]), Int(starts[index + 1]))
    return start <= end && end <= rows.count ? start..<end : 0..<0
  }

  /// Whether it holds these columns, or none.
  package func says(_ starts: [UInt32], _ rows: [UInt32]) -> Bool {
    self.starts.count == 0 || self.starts.all == starts && self.rows.all == rows
  }
}

extension Records {
  /// Which of the first rows name each of so many nodes: where those of each node start, and the rows. What is counted
  /// is sorted (counting sort; Knuth, The Art of Computer Programming 3, 5.2).
  package func occurrences(count: Int, nodes: Int) -> (starts: [UInt32], rows: [UInt32]) {
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

extension StatementLog {
  /// The numbers of the statements that are listed and fit, in order of time; with a limit the newest of them, so many
  /// at most. Where a node is given, only statements that may be of it are looked at; me, whom most mean without a
  /// word, aside.
  ///
  /// Some can be said to come last: a limit leaves these out first, whenever they were said.
  package func newest(
    _ limit: Int?, of node: Node?, last comesLast: (Int) -> Bool, where fits: (Int) -> Bool
  ) -> [Int] {
    let numbers = node == nil || node == .me ? Array(liveNumbers) : numbers(of: node ?? .me).filter(isListed)
    guard let limit else { return numbers.map(moment).sorted().map(\.number).filter(fits) }
    var (found, last) = (Newest(limit), Newest(limit))
    // Most are said in order of time: the first ones looked at are the newest, as a rule, and few others are read.
    for number in numbers.reversed() {
      let moment = moment(of: number)
      guard found.takes(moment) else { continue }
      if comesLast(number) {
        if last.takes(moment), fits(number) { last.insert(moment) }
      } else if fits(number) {
        found.insert(moment)
      }
    }
    return (found.moments + last.moments.suffix(limit - found.moments.count)).sorted().map(\.number)
  }

  private func moment(of number: Int) -> Moment {
    let (day, minute) = records.moment(of: records.row(of: number))
    return Moment(number: number, day: day, minute: minute)
  }

  /// The rows of the file that name one of some nodes; of me, whom most mean without a word, all rows.
  package func rowsInFile(naming nodes: [Node]) -> [Int] {
    if nodes.contains(.me) { return Array(1..<occurrences.rowCount + 1) }
    return nodes.flatMap { node in (0..<occurrences.count(naming: node)).map { occurrences.row($0, naming: node) } }
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
    let closing = agendaRows.all.map { Int($0) }.filter {
      isRow($0) && records.references(of: records.row(of: $0)).contains(where: named.contains)
    }
    return named.union(closing).sorted()
  }

  /// What the statements make true that some others open or close, and nothing besides.
  package func agenda(of numbers: [Int]) -> Network {
    let opened = numbers.flatMap { records.references(of: records.row(of: $0)) }
    let meant = Set(numbers + opened)
    let rows = agendaRows.all.map { Int($0) }.filter { row in
      isRow(row)
        && (meant.contains(row) || records.references(of: records.row(of: row)).contains(where: meant.contains))
    }
    return agenda(ofRows: rows)
  }

  /// What all plans make true, and what became of them.
  package var plans: Network { agenda(ofRows: agendaRows.all.map { Int($0) }.filter { isRow($0) && mayPlan($0) }) }

  /// Whether a statement may be of a plan: it makes one, or says what became of something.
  package func mayPlan(_ number: Int) -> Bool {
    guard let form = records.form(of: records.row(of: number)) else { return false }
    return !form.referencePlaces.isEmpty || vocabulary.verb(of: records.phrase(of: records.row(of: number))).isPlan
  }
}

/// When a statement is of, and which it is, in one number: later ones are greater. Those without a time stand before
/// the others of their day.
private struct Moment: Comparable {
  private let key: UInt64

  init(number: Int, day: Day?, minute: Int?) {
    let days = UInt64((day ?? .first).days(since: .first))
    key = days << 42 | UInt64(1 + (minute ?? -1)) << 31 | UInt64(number)
  }

  var number: Int { Int(key & 0x7FFF_FFFF) }

  static func < (a: Moment, b: Moment) -> Bool { a.key < b.key }
}

/// The newest of many, so many at most, in order.
private struct Newest {
  private let limit: Int
  private(set) var moments: [Moment] = []

  init(_ limit: Int) { self.limit = limit }

  func takes(_ moment: Moment) -> Bool { moments.count < limit || moments.first.map { $0 < moment } ?? false }

  mutating func insert(_ moment: Moment) {
    if moments.count == limit { moments.removeFirst() }
    moments.insert(moment, at: (moments.lastIndex { $0 < moment } ?? -1) + 1)
  }
}
