/// What can be so of a person for a while.
public enum Attribute: Sendable, Hashable {
  /// A member of a group.
  case member(of: Node)
  /// At home in a place; the latest holds.
  case living(in: Node)
  /// Likes a topic.
  case liking(Node)
  /// Needs something.
  case needing(Node)
  /// Offers something.
  case offering(Node)
  /// Bears a tag.
  case tagged(Node)
  /// Is something to somebody.
  case related(Relation, to: Node)
  /// Is no longer alive.
  case dead

  /// The same of other nodes.
  public func renamed(_ name: (Node) -> Node) -> Attribute {
    switch self {
    case .member(let node): .member(of: name(node))
    case .living(let node): .living(in: name(node))
    case .liking(let node): .liking(name(node))
    case .needing(let node): .needing(name(node))
    case .offering(let node): .offering(name(node))
    case .tagged(let node): .tagged(name(node))
    case .related(let relation, let node): .related(relation, to: name(node))
    case .dead: .dead
    }
  }

  /// The group, of a membership.
  public var group: Node? { if case .member(let node) = self { node } else { nil } }
  /// The place, of a home.
  public var home: Node? { if case .living(let node) = self { node } else { nil } }
  /// The topic, of a liking.
  public var like: Node? { if case .liking(let node) = self { node } else { nil } }
  /// The topic, of a need.
  public var need: Node? { if case .needing(let node) = self { node } else { nil } }
  /// The topic, of an offer.
  public var offer: Node? { if case .offering(let node) = self { node } else { nil } }
  /// The tag, of a tagging.
  public var tag: Node? { if case .tagged(let node) = self { node } else { nil } }
}
