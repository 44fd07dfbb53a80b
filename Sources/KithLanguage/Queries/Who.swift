import KithGraph

extension Inquiry {
  /// `who`: the people of whom a condition holds, by name unless sorted otherwise.
  func who(
    _ condition: Condition<Node>, sort: [FieldChoice], limit: Int?, columns: [FieldChoice]?
  ) throws(Refusal) -> Report {
    var found = try people(where: condition)
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
    return Report(Report.Shape.columns(of: fields.map(\.name)), rows, ifEmpty: people.isEmpty ? "nobody here yet" : "nobody")
  }
}
