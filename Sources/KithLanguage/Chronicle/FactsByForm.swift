import KithGraph

extension Chronicle {
  /// The facts of a statement by what its form comes to, which is worked out once; `nil` where its row has to be read
  /// by itself.
  ///
  /// A verb makes facts of a row's nodes without looking at what they are, so another row of the form comes to the same
  /// of its own nodes, as long as they are all different and none is me. Good for one fold: channels may weigh
  /// otherwise in the next.
  func facts(of number: Int, by forms: inout ByForm<[Fact]?>) -> [Fact]? {
    let row = records.row(of: number)
    guard redirections.isEmpty, let formNumber = records.formNumber(of: row), let nodes = otherNodes(of: row),
      let facts = forms.value(of: formNumber, { (try? facts(of: self[number]))?.placed(nodes) })
    else { return nil }
    return facts.map { fact in fact.renamed { $0 == .me ? .me : nodes[Int($0.index) - 1] } ?? fact }
  }

  /// The nodes among the operands of a row; `nil` where one stands twice, is me, or there is no such node, and where
  /// something else that a row comes to may hang on is among them: a number, or another statement.
  func otherNodes(of row: Int) -> [Node]? {
    records.withRow(row) { form, operands in
      var nodes: [Node] = []
      nodes.reserveCapacity(form.nodePlaces.count)
      for place in form.nodePlaces {
        let node = Node(operands[place])
        guard node != .me, !nodes.contains(node), records.isNode(node) else { return nil }
        nodes.append(node)
      }
      return form.slots.contains { $0.kind == .statements || $0.kind == .number && !$0.isLiteral } ? nil : nodes
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
    case .employment(let person, let org, let role): .employment(name(person), org: org.map(name), role: role.map(name))
    case .departure(let person, let org, let role): .departure(name(person), org: org.map(name), role: role.map(name))
    case .commitment, .closing, .plan, .planStep, .cadence, .field, .location, .alias, .attribute: nil
    }
  }
}
