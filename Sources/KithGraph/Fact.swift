/// All that a statement can make true. Verbs are many and may grow; facts are these and no others.
///
/// A fact is dated by the statement that records it; see `Network.apply`.
public enum Fact: Sendable, Equatable {
  /// People present together, and others whom nobody names: every two of all n gain `weight / (n − 1)` (Newman 2001).
  case contact(present: [Node], others: Int = 0, weight: Double)
  /// Something of worth went between me and a person; the tie gains `weight`.
  case gift(Gift)
  /// `broker` made two people known to each other: their stated tie is 0.3 at least.
  case introduction(broker: Node, Node, Node)
  /// Two people's tie as somebody states it: `strength` from 0 to 1, symmetric; the latest holds.
  case stated(Node, Node, strength: Double)
  /// A person works at an org, in a role if one is said; or has a role without an org. Beside all other work
  /// it ends none, and is ended by none.
  case employment(Node, org: Node?, role: Node?, isBeside: Bool = false)
  /// A person's work at an org, or in a role, has ended.
  case departure(Node, org: Node?, role: Node?)
  /// Something was asked for or promised.
  case commitment(Commitment)
  /// What a statement asked for or promised has come to its end. Done, it is a gift of its worth, on the closing's day;
  /// the tie gains `weight`.
  case closing(of: Int, Outcome, weight: Double)
  /// Something is to be done on a day, alone or with others.
  case plan(Plan)
  /// What was planned is done, called off or put off. Done with others, it is a contact on the plan's day.
  case planStep(PlanStep)
  /// A person, everybody with a tag, or every member of a group is to be met this often; `nil` ends it.
  case cadence(Node, Period?)
  /// The values of a field of a node become others.
  case field(Node, Node, FieldStep)
  /// A place lies in another one.
  case location(Node, in: Node)
  /// A node is called by another name as well, or no longer.
  case alias(Node, String, holds: Bool)
  /// Something is so of a person, or no longer.
  case attribute(Node, Attribute, holds: Bool)
  /// Another fact, of a day of its own.
  indirect case dated(Day, Fact)
}

extension Fact {
  /// The same, of a day of its own where it is of that.
  public var undated: Fact { if case .dated(_, let fact) = self { fact } else { self } }

  /// What ends it; `nil` where nothing does.
  public var end: Fact? {
    switch self {
    case .stated(let a, let b, _): .stated(a, b, strength: 0)
    case .employment(let person, let org, let role, _): .departure(person, org: org, role: role)
    case .attribute(let person, let attribute, holds: true): .attribute(person, attribute, holds: false)
    case .contact, .gift, .introduction, .departure, .commitment, .closing, .plan, .planStep, .cadence, .field,
      .location, .alias, .attribute, .dated:
      nil
    }
  }

  /// The same, with an end of its own: nothing else ends it.
  public var endedByItself: Fact {
    if case .employment(let person, let org, let role, _) = self {
      .employment(person, org: org, role: role, isBeside: true)
    } else {
      self
    }
  }
}

/// Something of worth between me and one person.
public struct Gift: Sendable, Equatable {
  /// Which way it went.
  public enum Direction: Sendable { case given, got }

  /// The person who is not me.
  public let person: Node
  /// Which way it went, as I see it.
  public let direction: Direction
  /// Its worth in the ledger; finite, not negative.
  public let worth: Double
  /// What the tie gains.
  public let weight: Double

  /// A gift that counts in the ledger with its worth and in the tie with its weight.
  public init(_ direction: Direction, _ person: Node, worth: Double, weight: Double) {
    self.person = person
    self.direction = direction
    self.worth = worth
    self.weight = weight
  }
}
