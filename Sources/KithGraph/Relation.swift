/// What one person is to another.
public enum Relation: Sendable, Hashable, CaseIterable {
  case partner, spouse, husband, wife, boyfriend, girlfriend, fiance
  case parent, mother, father, child, son, daughter, sibling, brother, sister, cousin, grandparent, grandmother,
    grandfather, grandchild, aunt, uncle, niece, nephew
  case bestFriend, friend
  case boss, report, mentor, mentee, colleague, client, supplier, classmate, flatmate, teammate, neighbour

  /// What the other one is then to this one.
  public var inverse: Relation {
    switch self {
    case .partner, .sibling, .cousin, .bestFriend, .friend, .colleague, .classmate, .flatmate, .teammate, .neighbour:
      self
    case .boyfriend, .girlfriend, .fiance: .partner
    case .grandparent, .grandmother, .grandfather: .grandchild
    case .grandchild: .grandparent
    case .aunt, .uncle: .niece
    case .niece, .nephew: .aunt
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
    case .spouse, .boyfriend, .girlfriend, .fiance: .partner
    case .grandmother, .grandfather: .grandparent
    case .husband, .wife: .spouse
    case .brother, .sister: .sibling
    case .mother, .father: .parent
    case .son, .daughter: .child
    case .bestFriend: .friend
    case .partner, .parent, .child, .sibling, .cousin, .grandparent, .grandchild, .aunt, .uncle, .niece, .nephew,
      .friend, .boss, .report, .mentor, .mentee, .colleague, .client, .supplier, .classmate, .flatmate, .teammate,
      .neighbour:
      nil
    }
  }

  /// It, and all that it is besides.
  public var all: [Relation] { [self] + (general?.all ?? []) }

  /// The least strength that a tie has while it holds.
  public var strength: Double {
    switch self {
    case .partner, .spouse, .husband, .wife, .boyfriend, .girlfriend, .fiance, .bestFriend: 0.95
    case .parent, .mother, .father, .child, .son, .daughter, .sibling, .brother, .sister, .cousin, .grandparent,
      .grandmother, .grandfather, .grandchild, .aunt, .uncle, .niece, .nephew:
      0.8
    case .friend: 0.6
    case .boss, .report, .mentor, .mentee, .colleague, .client, .supplier: 0.5
    case .classmate, .flatmate, .teammate, .neighbour: 0.4
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
    case .fiance: "fiancé of"
    case .partner, .husband, .wife, .boyfriend, .girlfriend, .parent, .mother, .father, .child, .son, .daughter,
      .sibling, .brother, .sister, .cousin, .grandparent, .grandmother, .grandfather, .grandchild, .aunt, .uncle,
      .niece,
      .nephew, .boss, .mentor, .mentee, .colleague, .client, .classmate, .flatmate, .teammate, .neighbour:
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
