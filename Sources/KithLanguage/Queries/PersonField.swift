import KithGraph

/// Something that `who` can show of a person and sort by.
struct PersonField: Sendable {
  let name: String
  let value: @Sendable (Inquiry, Node) -> Value
  /// What sorting compares where that is not the value shown.
  var rank: (@Sendable (Inquiry, Node) -> Double)?
  /// Whether plain `sort by` puts the greatest first, as one wants of strengths and sums.
  var greatestFirst = false

  static let all: [PersonField] = [
    PersonField(name: "name") { .text($0.names[$1]) },
    PersonField(name: "kind") { .text($0.names.kind(of: $1).word) },
    PersonField(name: "role") { inquiry, person in
      Value(inquiry.current(person).last { $0.role != nil }?.role.map { inquiry.names[$0] })
    },
    PersonField(name: "org") { inquiry, person in
      Value(inquiry.current(person).last { $0.org != nil }?.org.map { inquiry.names[$0] })
    },
    PersonField(name: "city") { inquiry, person in Value(inquiry.attributes(of: person, \.home).first.map { inquiry.names[$0] })
    },
    PersonField(name: "last") { Value($0.contacts[$1]?.last) },
    PersonField(name: "first") { Value($0.contacts[$1]?.first) },
    PersonField(
      name: "strength", value: { .strength($0.strength(of: $1)) }, rank: { $0.ties.tie(.me, $1).rank }, greatestFirst: true),
    PersonField(name: "given", value: { .number($0.ledger[$1].given) }, greatestFirst: true),
    PersonField(name: "got", value: { .number($0.ledger[$1].got) }, greatestFirst: true),
    PersonField(name: "balance", value: { .number($0.ledger[$1].balance) }, greatestFirst: true),
    PersonField(name: "contacts", value: { .integer($0.contacts[$1]?.count ?? 0) }, greatestFirst: true),
    PersonField(name: "due") { Value($0.dueDay(of: $1)) },
    PersonField(name: "degree", value: { .integer($0.ties.degree(of: $1)) }, greatestFirst: true),
  ]

  /// The columns of `who` when none are asked for.
  static let standard = ["name", "last", "strength", "given", "got", "balance"]

  /// The field of a name: one of those that follow from what is said, or one that somebody set.
  static func named(_ name: String, _ names: Names) -> PersonField? {
    if let field = all.first(where: { $0.name == name }) { return field }
    guard let node = names.node(name, in: .field), names.exists(node) else { return nil }
    return PersonField(name: name) { Value($0.fields[$1]?[node]) }
  }

  fileprivate init(
    name: String, value: @escaping @Sendable (Inquiry, Node) -> Value, rank: (@Sendable (Inquiry, Node) -> Double)? = nil,
    greatestFirst: Bool = false
  ) {
    self.name = name
    self.value = value
    self.rank = rank
    self.greatestFirst = greatestFirst
  }

  /// How two people compare by this field, the lesser first; the unknown come last either way (`nil`: they are equal).
  func precedes(_ inquiry: Inquiry, _ a: Node, _ b: Node, descending: Bool) -> Bool? {
    let (x, y) = (sortKey(inquiry, a), sortKey(inquiry, b))
    switch (x, y) {
    case (.nothing, .nothing): return nil
    case (.nothing, _): return false
    case (_, .nothing): return true
    case (.number(let x), .number(let y)): return x == y ? nil : (x < y) != descending
    case (.text(let x), .text(let y)): return x == y ? nil : (x < y) != descending
    case (.number, .text): return true
    case (.text, .number): return false
    }
  }

  private enum SortKey { case nothing, number(Double), text(String) }

  private func sortKey(_ inquiry: Inquiry, _ person: Node) -> SortKey {
    if let rank { return .number(rank(inquiry, person)) }
    switch value(inquiry, person) {
    case .null, .list, .object, .shown: return .nothing
    case .text(let text): return .text(Names.folded(text))
    case .integer(let number), .quantity(let number): return .number(Double(number))
    case .number(let number), .strength(let number): return .number(number)
    case .day(let day): return .number(Double(day.number))
    }
  }
}
