/// A field of a node that is set, or unset.
public struct FieldChange: Sendable {
  /// Whose field.
  public let node: Node
  /// Which field.
  public let field: Node
  /// Its value; `nil` takes it away.
  public let value: String?
}

/// A place that lies in another one.
public struct Location: Sendable {
  /// The place.
  public let place: Node
  /// Where it lies.
  public let whole: Node
}

extension Network {
  /// The fields of every node on a day; the latest value holds.
  public func fields(on day: Day) -> [Node: [Node: String]] {
    var held: [Node: [Node: String]] = [:]
    for change in fieldChanges.inOrder(until: day) {
      held[change.value.node, default: [:]][change.value.field] = change.value.value
    }
    return held
  }

  /// Where places lie on a day.
  public func wholes(on day: Day) -> [Node: Node] {
    locations.inOrder(until: day).reduce(into: [:]) { $0[$1.value.place] = $1.value.whole }
  }
}
