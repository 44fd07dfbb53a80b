import KithGrammar
import KithGraph

// What becomes of fields where a name changes, or two become one.

extension StatementLog {
  /// The verb that keeps more values of a field.
  package static let addingValues = "add"

  /// The fields of two nodes that are about to become one: their values, those of the second first, and the last day on
  /// which something was said of each.
  package struct FieldsOfTwo {
    fileprivate let node: Node
    fileprivate var fields: [Node: (values: [String], day: Day)] = [:]
  }

  /// The fields of a node and of the one that it is about to be merged into.
  package func fields(of node: Node, mergedInto other: Node) -> FieldsOfTwo {
    let held = network.fields(on: .last)
    var both = FieldsOfTwo(node: other)
    for change in network.fieldChanges where [node, other].contains(change.value.node) {
      let field = change.value.field
      both.fields[field] = (
        (held[other]?[field] ?? []) + (held[node]?[field] ?? []), max(both.fields[field]?.day ?? .first, change.day)
      )
    }
    return both
  }

  /// Says again, of the one node that two have become, the values that only one of them had and that are no longer
  /// there: their fields are one history now, in which the latest word would be the only one. Gives the rows, and what
  /// each field with a clash has now.
  package func keepFields(_ both: FieldsOfTwo) -> (rows: [Int], told: String?) {
    var lost: [Day: [Field<Node>]] = [:]
    let held = network.fields(on: .last)[both.node] ?? [:]
    for (field, said) in both.fields.sorted(by: { names.precedes($0.key, $1.key) }) {
      let values = said.values.filter { !(held[field] ?? []).contains($0) }
      if !values.isEmpty { lost[said.day, default: []].append(Field(name: field, values: values)) }
    }
    var rows: [Int] = []
    for (day, fields) in lost.sorted(by: { $0.key < $1.key }) {
      var sentence = Sentence<Node>(
        phrase: vocabulary.phrase(named: StatementLog.addingValues), subject: nil,
        objects: [.names([both.node]), .fields(fields)])
      sentence.set(.day(day), clause: Clause.index(of: .on))
      if let facts = try? facts(of: sentence) { rows.append(record(sentence, facts)) }
    }
    guard !rows.isEmpty else { return ([], nil) }
    let now = network.fields(on: .last)[both.node] ?? [:]
    let clashes = lost.values.joined().map(\.name).sorted { names.precedes($0, $1) }.map { field in
      "\(names[field]) is \((now[field] ?? []).joined(separator: " and "))"
    }
    return (rows, "both are kept by #\(rows[0]): \(clashes.joined(separator: "; "))")
  }

  /// The first statement that stands and builds on that of a number.
  package func successor(of number: Int) -> Int? {
    agenda.successor(of: number) ?? rows(keepingValuesOf: number).first(where: isLive)
  }

  /// The rows that keep values which the merge of a number would have lost, whether they stand or not; none of any
  /// other statement.
  package func rows(keepingValuesOf number: Int) -> [Int] {
    func isSaid(_ row: Int) -> Bool { isLive(row) || isWithdrawn(row) }
    guard number < count, isSaid(number), vocabulary.rewrites(records.phrase(of: number)),
      case .rewriting(let means) = vocabulary.verb(of: records.phrase(of: number)).derivation,
      case .merge(_, let other) = means(records[number].objects)
    else { return [] }
    let adding = vocabulary.phrase(named: StatementLog.addingValues)
    return (number + 1...count).prefix {
      isSaid($0) && records.isOneTransaction(number, $0) && records.phrase(of: $0) == adding
        && records[$0].objects.first?.nodes == [other]
    }
  }

  /// Whose fields still hold a name that somebody no longer bears; what a field says stays as it was said.
  package func fieldsSaying(_ name: String) -> String? {
    let sought = Names.folded(name)
    let fields = network.fields(on: .last)
    var found: [String] = []
    for node in fields.keys.sorted(by: { names.precedes($0, $1) }) {
      for field in (fields[node] ?? [:]).keys.sorted(by: { names.precedes($0, $1) })
      where fields[node]?[field]?.contains(where: { Names.folded($0) == sought }) ?? false {
        found.append("\(names[field]) of \(names[node])")
      }
    }
    guard let first = found.first else { return nil }
    let more =
      found.count > 3
      ? "\(found.prefix(3).joined(separator: ", ")) and \(found.count - 3) more" : found.joined(separator: ", ")
    return "`\(name)` stays in \(found.count == 1 ? first : more)"
  }
}
