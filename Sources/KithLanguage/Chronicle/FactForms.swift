import KithGraph

/// What rows come to that differ in nothing but their names, their day, and what no tie hangs on: worked out once for each form.
///
/// A verb makes facts of a row's nodes without looking at what they are, so another row of the form comes to the same of its own
/// nodes, as long as they are all different and none is me. Good for one fold: channels may weigh otherwise in the next.
struct FactForms {
  /// What each form comes to, written with a node's place in the row for the node; `nil` where rows of it are to be read.
  private var forms = PerForm<[Fact]?>()
  private var row = RowForm()
  private let chronicle: Chronicle
  private let records: Records

  /// The forms of a chronicle's rows.
  init(of chronicle: Chronicle) { (self.chronicle, records) = (chronicle, chronicle.records) }

  /// The day of the row that `facts` was asked of last.
  var day: Day { row.day }

  /// A fact of the row that `facts` was asked of last, of its own nodes.
  func named(_ fact: Fact) -> Fact { fact.renamed { $0 == .me ? .me : row.nodes[Int($0.index) - 1] } ?? fact }

  /// The facts of a row's form, to be named; `nil` where the row has to be read by itself.
  mutating func facts(of number: Int) -> [Fact]? {
    guard chronicle.redirections.isEmpty, records.takeApart(records.row(of: number), into: &row), row.hasOtherNodes,
      records.areNodes(row.nodes)
    else { return nil }
    return forms.value(of: row) { (try? chronicle.facts(of: chronicle[number]))?.placed(row.nodes) } ?? nil
  }
}

/// A row taken apart: what rows of a form have in common, and what each has of its own.
struct RowForm {
  var shape: [Int32] = []
  var nodes: [Node] = []
  var day = Day.first
  /// The index of its note.
  var note: Int?
  /// Whether there is nothing else to it.
  var isWhole = true

  /// A hash of the shape (Fowler, Noll, Vo 1991, by words).
  fileprivate var hash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in shape { hash = (hash ^ UInt64(UInt32(bitPattern: word))) &* 0x100_0000_01B3 }
    return hash
  }

  /// Whether no node stands twice, and none is me.
  var hasOtherNodes: Bool {
    for (index, node) in nodes.enumerated() where node == .me || nodes[..<index].contains(node) { return false }
    return true
  }
}

/// Something that is worked out once for all rows of a form.
struct PerForm<Value> {
  private var byHash: [UInt64: (shape: [Int32], value: Value)] = [:]
  /// The last one: most rows are like the one before.
  private var last: (shape: [Int32], value: Value)?

  /// What is worked out for a row's form; `nil` where the form cannot be told from another one.
  mutating func value(of row: RowForm, _ make: () -> Value) -> Value? {
    if let last, last.shape == row.shape { return last.value }
    let hash = row.hash
    let known = byHash[hash] ?? (row.shape, make())
    guard known.shape == row.shape else { return nil }
    (byHash[hash], last) = (known, known)
    return known.value
  }
}

extension [Fact] {
  /// The facts with each node's place among these for the node; `nil` where one has a node that is not among them.
  fileprivate func placed(_ nodes: [Node]) -> [Fact]? {
    var isWhole = true
    let facts = compactMap { fact in
      fact.renamed { node in
        if node == .me { return .me }
        guard let place = nodes.firstIndex(of: node) else {
          isWhole = false
          return .me
        }
        return Node(Int32(place + 1))
      }
    }
    return isWhole && facts.count == count ? facts : nil
  }
}

extension Fact {
  /// The same of other nodes; `nil` of what says more than its nodes do.
  fileprivate func renamed(_ name: (Node) -> Node) -> Fact? {
    switch self {
    case .contact(let present, let others, let weight): .contact(present: present.map(name), others: others, weight: weight)
    case .gift(let gift): .gift(Gift(gift.direction, name(gift.person), worth: gift.worth, weight: gift.weight))
    case .introduction(let broker, let a, let b): .introduction(broker: name(broker), name(a), name(b))
    case .stated(let a, let b, let strength): .stated(name(a), name(b), strength: strength)
    case .employment(let person, let org, let role): .employment(name(person), org: org.map(name), role: role.map(name))
    case .departure(let person, let org, let role): .departure(name(person), org: org.map(name), role: role.map(name))
    case .commitment, .closing, .plan, .planStep, .cadence, .field, .location, .alias, .attribute: nil
    }
  }
}
