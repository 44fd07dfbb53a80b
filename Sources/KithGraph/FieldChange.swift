/// What is said of a field of a node.
public struct FieldChange: Sendable {
  /// Whose field.
  public let node: Node
  /// Which field.
  public let field: Node
  /// What becomes of its values.
  public let step: FieldStep
}

/// What becomes of the values of a field.
public enum FieldStep: Sendable, Equatable {
  /// It has these, and no others; none takes the field away.
  case set([String])
  /// It has these as well.
  case add([String])
  /// It has this one no longer.
  case remove(String)

  /// The values of a field behind it, each once, in the order in which they were said.
  func applied(to values: [String]) -> [String] {
    switch self {
    case .set(let new): new.distinctValues
    case .add(let more): (values + more).distinctValues
    case .remove(let value): values.filter { $0 != value }
    }
  }

  /// Those of the values of a field that it has a say in.
  func touched(of values: [String]) -> [String] {
    switch self {
    case .set: values
    case .add(let more): values.filter(more.contains)
    case .remove(let value): values.filter { $0 == value }
    }
  }
}

extension [String] {
  fileprivate var distinctValues: [String] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

/// A place that lies in another one.
public struct Location: Sendable {
  /// The place.
  public let place: Node
  /// Where it lies.
  public let whole: Node
}

extension Network {
  /// The values of the fields of every node on a day, as the latest changes have them; a field without any is not
  /// there.
  public func fields(on day: Day) -> [Node: [Node: [String]]] {
    var held: [Node: [Node: [String]]] = [:]
    for change in fieldChanges.inOrder(until: day) {
      let (node, field) = (change.value.node, change.value.field)
      let values = change.value.step.applied(to: held[node]?[field] ?? [])
      held[node, default: [:]][field] = values.isEmpty ? nil : values
    }
    return held
  }

  /// What was said of a field of a node, in the order in which it was said.
  public func steps(of field: Node, _ node: Node) -> [FieldStep] {
    fieldChanges.filter { $0.value.node == node && $0.value.field == field }.map(\.value.step)
  }

  /// Where places lie on a day.
  public func wholes(on day: Day) -> [Node: Node] {
    locations.inOrder(until: day).reduce(into: [:]) { $0[$1.value.place] = $1.value.whole }
  }
}
