/// What one person is to another.
public enum Relation: Sendable, Hashable, CaseIterable {
  case partner, spouse, husband, wife
  case parent, mother, father, child, son, daughter, sibling, brother, sister, cousin
  case bestFriend, friend
  case boss, report, mentor, mentee, colleague, client, supplier, neighbour

  /// What the other one is then to this one.
  public var inverse: Relation {
    switch self {
    case .partner, .sibling, .cousin, .bestFriend, .friend, .colleague, .neighbour: self
    case .spouse, .husband, .wife: .spouse
    case .brother, .sister: .sibling
    case .parent, .mother, .father: .child
    case .child, .son, .daughter: .parent
    case .boss: .report
    case .report: .boss
    case .mentor: .mentee
    case .mentee: .mentor
    case .client: .supplier
    case .supplier: .client
    }
  }

  /// What it is besides: a brother is a sibling.
  public var general: Relation? {
    switch self {
    case .spouse: .partner
    case .husband, .wife: .spouse
    case .brother, .sister: .sibling
    case .mother, .father: .parent
    case .son, .daughter: .child
    case .bestFriend: .friend
    case .partner, .parent, .child, .sibling, .cousin, .friend, .boss, .report, .mentor, .mentee, .colleague, .client,
      .supplier, .neighbour:
      nil
    }
  }

  /// It, and all that it is besides.
  public var all: [Relation] { [self] + (general?.all ?? []) }

  /// The least strength that a tie has while it holds.
  public var strength: Double {
    switch self {
    case .partner, .spouse, .husband, .wife, .bestFriend: 0.95
    case .parent, .mother, .father, .child, .son, .daughter, .sibling, .brother, .sister, .cousin: 0.8
    case .friend: 0.6
    case .boss, .report, .mentor, .mentee, .colleague, .client, .supplier: 0.5
    case .neighbour: 0.4
    }
  }

  /// The words for it, with the other one's name behind: `brother of`.
  public var words: String {
    switch self {
    case .spouse: "married to"
    case .bestFriend: "best friends with"
    case .friend: "friends with"
    case .report: "reports to"
    case .supplier: "works for"
    case .partner, .husband, .wife, .parent, .mother, .father, .child, .son, .daughter, .sibling, .brother, .sister,
      .cousin, .boss, .mentor, .mentee, .colleague, .client, .neighbour:
      "\(self) of"
    }
  }
}

extension Network {
  /// What people are to each other on a day, each relation from either side.
  func relations(on day: Day) -> [(a: Node, b: Node, relation: Relation)] {
    attributes(on: day).flatMap { person, held in
      held.compactMap { if case .related(let relation, let other) = $0 { (person, other, relation) } else { nil } }
    }
  }
}
