import KithGraph

extension Inquiry {
  /// `who`: the people of whom all predicates hold, by name unless sorted otherwise.
  func who(
    _ predicates: [Sentence<Node>], sort: [FieldChoice], limit: Int?, columns: [FieldChoice]?
  ) throws(Refusal) -> Report {
    var patterns: [Fact] = []
    for var predicate in predicates {
      predicate.subject = .placeholder
      patterns += try chronicle.facts(of: predicate)
    }
    var found = people.filter { person in patterns.allSatisfy { holds($0, of: person) } }
    let keys = sort.compactMap { choice in PersonField.named(choice.name, names).map { ($0, choice.isDescending) } }
    if !keys.isEmpty {
      found.sort { a, b in
        for (field, descending) in keys {
          if let precedes = field.precedes(self, a, b, descending: descending) { return precedes }
        }
        return names.precedes(a, b)
      }
    }
    let fields = (columns?.map(\.name) ?? PersonField.standard).compactMap { PersonField.named($0, names) }
    let rows = found.prefix(limit ?? found.count).map { person in fields.map { $0.value(self, person) } }
    return Report(.rows(fields.map { Report.Column($0.name) }, rows), ifEmpty: people.isEmpty ? "nobody here yet" : "nobody")
  }

  /// Whether a fact said of the placeholder is true of a person.
  private func holds(_ pattern: Fact, of person: Node) -> Bool {
    switch pattern {
    case .employment(_, let org, let role):
      return current(person).contains { (org == nil || $0.org == org) && (role == nil || $0.role == role) }
    case .departure(_, let org, let role):
      return (stints[person] ?? []).contains {
        $0.until != nil && (org == nil || $0.org == org) && (role == nil || $0.role == role)
      }
    case .attribute(_, let attribute, let holds): return (attributes[person]?.contains(attribute) ?? false) == holds
    case .stated(_, let other, let strength): return ties.tie(person, other).stated >= strength
    case .introduction(_, let a, let b):
      return ties.tie(a == .placeholder ? person : a, b == .placeholder ? person : b).stated > 0
    case .contact, .gift, .commitment, .closing, .cadence, .plan, .planStep, .field, .location, .alias: return false
    }
  }
}

extension Node {
  /// Whoever a predicate is asked of.
  static let placeholder = Node(-1)
}
