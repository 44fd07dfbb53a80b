/// What a name can stand for.
///
/// The first five are what a network is made of; the others are labels, which statements carry and nobody lists. The
/// raw values stand in snapshots: they never change.
public enum NodeKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case person = 0, org = 1, group = 2, place = 3, topic = 4
  case channel = 5, tag = 6, gift = 7, role = 8, plan = 9, field = 10

  /// Kinds of one space share their names: within it a name stands for one node.
  public enum Space: Sendable { case party, place, topic, channel, tag, gift, role, plan, field }

  /// The space of names that the kind belongs to: people, orgs and groups share one.
  public var space: Space {
    switch self {
    case .person, .org, .group: .party
    case .place: .place
    case .topic: .topic
    case .channel: .channel
    case .tag: .tag
    case .gift: .gift
    case .role: .role
    case .plan: .plan
    case .field: .field
    }
  }

  /// Whether a name of this kind is only a label on statements.
  public var isLabel: Bool {
    switch self {
    case .person, .org, .group, .place, .topic: false
    case .channel, .tag, .gift, .role, .plan, .field: true
    }
  }

  /// The word for it.
  public var word: String {
    switch self {
    case .person: "person"
    case .org: "org"
    case .group: "group"
    case .place: "place"
    case .topic: "topic"
    case .channel: "channel"
    case .tag: "tag"
    case .gift: "gift"
    case .role: "role"
    case .plan: "plan"
    case .field: "field"
    }
  }
}

/// A node of the network: an index into `Names`, from 0 (me) without gaps. Never reused within one network.
public struct Node: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The index.
  public let index: Int32

  /// The node with an index.
  public init(_ index: Int32) { self.index = index }

  /// The owner of the network.
  public static let me = Node(0)

  /// By index, which is the order of first mention.
  public static func < (a: Node, b: Node) -> Bool { a.index < b.index }
}
