import KithGrammar
import KithGraph

extension StatementLog {
  /// The facts of a statement by what its form comes to, which is worked out once; `nil` where its row has to be read
  /// by itself.
  ///
  /// A verb makes facts of a row's nodes without looking at what they are, so another row of the form comes to the same
  /// of its own nodes, as long as they are all different and none is me. Good for one projection: channels may have
  /// other weights in the next.
  package func facts(of number: Int, by forms: inout ByForm<[Fact]?>) -> [Fact]? {
    let row = records.row(of: number)
    guard redirections.isEmpty, let form = records.formNumber(of: row), let nodes = records.otherNodes(of: row) else {
      return nil
    }
    let placed = forms[form] ?? (try? facts(of: self[number]))?.placed(nodes)
    forms[form] = .some(placed)
    return placed?.map { fact in fact.renamed { $0 == .me ? .me : nodes[Int($0.index) - 1] } ?? fact }
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
    case .commitment, .closing, .plan, .planStep, .cadence, .field, .location, .alias, .attribute, .dated: nil
    }
  }
}
