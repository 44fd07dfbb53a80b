import KithGrammar
import KithGraph

/// Reads the facts of one row after the other by what their forms come to, which is worked out once.
///
/// A verb makes facts of a row's nodes without looking at what they are, so another row of the form comes to the same
/// of its own nodes, as long as they are all different and none is me. What else a row says is read by itself. Good for
/// one projection: channels may have other weights in the next.
package struct FactReader {
  private let log: StatementLog
  private let isByForm: Bool
  private var forms = ByForm<PlacedFacts>()
  /// The nodes of the row being read.
  private var nodes: [Node] = []

  package init(_ log: StatementLog) {
    self.log = log
    isByForm = log.redirections.isEmpty
  }

  /// Calls back with each fact of a row, its day, and what the nodes in the fact stand for.
  package mutating func read(
    _ row: Int, in columns: RowColumns, _ body: (_ fact: Fact, _ day: Day, _ node: (Node) -> Node) -> Void
  ) {
    let said = log.records.row(of: row)
    let operands = columns.operands(of: said)
    guard isByForm, let form = known(columns.form(of: said), saidBy: row), let facts = form.facts,
      operands.count == form.operandCount, columns.read(&nodes, of: said, at: form.places)
    else {
      let sentence = log[row]
      let (facts, day) = ((try? log.facts(of: sentence)) ?? [], sentence.day ?? .first)
      return facts.forEach { body($0, day) { $0 } }
    }
    let day = form.day.map { Day(number: operands[$0]) } ?? .first
    let deadline = form.deadline.map { Day(number: operands[$0]) }
    for fact in facts {
      body(deadline.map { fact.due(by: $0) } ?? fact, day) { $0 == .me ? .me : nodes[Int($0.index) - 1] }
    }
  }

  /// What a form comes to, as one row of it shows; `nil` where there is no such form, or this row shows nothing.
  private mutating func known(_ number: Int, saidBy row: Int) -> PlacedFacts? {
    if let known = forms[number] { return known }
    guard let form = log.records.form(of: log.records.row(of: row)),
      let nodes = log.records.otherNodes(of: log.records.row(of: row))
    else { return nil }
    let placed = PlacedFacts(form, (try? log.facts(of: log[row]))?.placed(nodes))
    forms[number] = placed
    return placed
  }
}

/// What a form comes to. A class, as it is handed out for every row.
private final class PlacedFacts {
  /// Facts in which the place of each node among those of the row, counted from 1, stands for it; `nil` where a row has
  /// to be read by itself.
  let facts: [Fact]?
  /// Where the nodes, the day and the deadline of a row are among its operands, and how many operands it has.
  let places: [Int]
  let day: Int?
  let deadline: Int?
  let operandCount: Int

  init(_ form: Form, _ facts: [Fact]?) {
    self.facts = facts
    (places, day, deadline, operandCount) = (form.nodePlaces, form.day, form.deadline, form.operandCount)
  }
}

extension Records {
  /// The nodes among the operands of a row; `nil` where one stands twice, is me, or there is no such node, and where
  /// something else that a row comes to may hang on is among them: a number, or another statement.
  package func otherNodes(of row: Int) -> [Node]? {
    guard form(of: row)?.saysMore == false, let nodes = operandNodes(of: row) else { return nil }
    for (place, node) in nodes.enumerated() where node == .me || nodes[..<place].contains(node) { return nil }
    return nodes
  }

  /// The nodes among the operands of a row; `nil` where there is no such node.
  package func operandNodes(of row: Int) -> [Node]? {
    // A closure that needed all of the records would copy them for each row.
    let count = file.map { row <= $0.rows ? $0.nodes : .max } ?? .max
    return withRow(row) { form, operands in
      let nodes = form.nodePlaces.map { Node(operands[$0]) }
      return nodes.allSatisfy { (0..<count).contains(Int($0.index)) } ? nodes : nil
    }
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
    case .contact(let present, let others, let weight):
      .contact(present: present.map(name), others: others, weight: weight)
    case .gift(let gift): .gift(Gift(gift.direction, name(gift.person), worth: gift.worth, weight: gift.weight))
    case .introduction(let broker, let a, let b): .introduction(broker: name(broker), name(a), name(b))
    case .stated(let a, let b, let strength): .stated(name(a), name(b), strength: strength)
    case .employment(let person, let org, let role, let isBeside):
      .employment(name(person), org: org.map(name), role: role.map(name), isBeside: isBeside)
    case .departure(let person, let org, let role): .departure(name(person), org: org.map(name), role: role.map(name))
    case .attribute(let person, let attribute, let holds):
      .attribute(name(person), attribute.renamed(name), holds: holds)
    case .commitment(let said):
      .commitment(Commitment(said.kind, name(said.person), worth: said.worth, by: said.by))
    case .closing, .plan, .planStep, .cadence, .field, .location, .alias, .dated: nil
    }
  }

  /// The same with a deadline where it has one.
  fileprivate func due(by day: Day) -> Fact {
    guard case .commitment(let said) = self else { return self }
    return .commitment(Commitment(said.kind, said.person, worth: said.worth, by: day))
  }
}
