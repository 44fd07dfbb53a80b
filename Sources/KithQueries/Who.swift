import KithGrammar
import KithGraph

extension QueryContext {
  /// `who`: the people of whom a condition holds, by name unless sorted otherwise.
  package func who(
    _ condition: Condition<Node>, sort: [FieldChoice], limit: Int?, columns: [FieldChoice]?
  ) throws(StatementError) -> Report {
    var found = try people(where: condition)
    let orders = sort.map { FieldOrder(of: found, by: .named($0.name), isDescending: $0.isDescending, self) }
    if !orders.isEmpty {
      found.sort { a, b in
        for order in orders {
          if let precedes = order.precedes(a, b) { return precedes }
        }
        return names.precedes(a, b)
      }
    }
    let fields = (columns?.map(\.name) ?? PersonField.standard).map { PersonField.named($0) }
    let rows = found.prefix(limit ?? found.count).map { person in fields.map { $0.value(self, person) } }
    return Report(
      Report.Shape.columns(of: fields.map(\.name)), rows, ifEmpty: people.isEmpty ? "nobody here yet" : "nobody fits")
  }
}
