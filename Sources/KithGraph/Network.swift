/// What the live statements make true: an append-only fold of facts, held as columns.
///
/// `apply` and `mention` are its only mutations; undoing is cutting back to a mark, or folding anew.
public struct Network: Sendable {
  /// The nodes and their names.
  public internal(set) var names = Names()
  /// What binds two people and decays: one row for each pair of each contact, and for each gift.
  public private(set) var touches: [Touch] = []
  /// What is said of two people's tie.
  public private(set) var assertions: [Assertion] = []
  /// What went between me and others.
  public private(set) var gifts: [Dated<Gift>] = []
  /// Who works, or worked, where, and who left.
  public private(set) var employments: [Dated<Employment>] = []
  /// What became so of people, and what ceased to be.
  public private(set) var attributes: [Dated<AttributeChange>] = []
  /// The people present at each contact.
  public private(set) var contacts: [Dated<[Node]>] = []

  /// The owner alone.
  public init() {}

  /// A network of the owner and these other nodes, by index from 1, of which nothing is said yet.
  public init(names others: [(name: String, kind: NodeKind)]) { names = Names(others) }

  /// Folds a fact in. `statement` is the number of the statement that says so, `day` its date.
  public mutating func apply(_ fact: Fact, by statement: Int, on day: Day) {
    switch fact {
    case .contact(let present, let weight):
      contacts.append(Dated(statement, day, present))
      for (index, a) in present.enumerated() {
        for b in present[(index + 1)...] {
          touches.append(Touch(a: a, b: b, weight: weight / Double(present.count - 1), day: day, statement: statement))
        }
      }
    case .gift(let gift):
      gifts.append(Dated(statement, day, gift))
      touches.append(Touch(a: .me, b: gift.person, weight: gift.weight, day: day, statement: statement))
    case .introduction(_, let a, let b):
      assertions.append(Assertion(a: a, b: b, claim: .atLeast(0.3), day: day, statement: statement))
    case .stated(let a, let b, let strength):
      assertions.append(Assertion(a: a, b: b, claim: .exactly(strength), day: day, statement: statement))
    case .employment(let person, let org, let role):
      employments.append(Dated(statement, day, Employment(person: person, org: org, role: role, isEnd: false)))
    case .departure(let person, let org, let role):
      employments.append(Dated(statement, day, Employment(person: person, org: org, role: role, isEnd: true)))
    case .attribute(let person, let attribute, let holds):
      attributes.append(Dated(statement, day, AttributeChange(person: person, attribute: attribute, holds: holds)))
    }
  }

  /// The node of a name, made if there is none; it exists only once a statement mentions it.
  public mutating func intern(_ name: String, as kind: NodeKind) -> Node { names.intern(name, as: kind) }

  /// Counts one more statement that mentions the node as this kind.
  public mutating func mention(_ node: Node, as kind: NodeKind) { names.mention(node, as: kind) }

  /// Forgets every fact and mention; nodes keep their indices.
  public mutating func removeFacts() {
    names.forgetMentions()
    touches.removeAll(keepingCapacity: true)
    assertions.removeAll(keepingCapacity: true)
    gifts.removeAll(keepingCapacity: true)
    employments.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    contacts.removeAll(keepingCapacity: true)
  }

  /// Cuts the nodes back to the first `count`: those beyond were made by what did not come to be.
  public mutating func truncateNames(to count: Int) { names.truncate(to: count) }
}

/// One gain of a tie: between two people, on a day, by a statement.
public struct Touch: Sendable {
  /// One of the two.
  public let a: Node
  /// The other.
  public let b: Node
  /// What the tie gains on the day itself; it halves with every half-life.
  public let weight: Double
  /// The day.
  public let day: Day
  /// The number of the statement.
  public let statement: Int
}

/// What a statement says of two people's tie itself.
public struct Assertion: Sendable {
  /// The two ways to say it.
  public enum Claim: Sendable {
    /// The tie is this strong, whatever was said before.
    case exactly(Double)
    /// The tie is this strong if it was weaker.
    case atLeast(Double)
  }

  /// One of the two.
  public let a: Node
  /// The other.
  public let b: Node
  /// What is said.
  public let claim: Claim
  /// The day it holds from.
  public let day: Day
  /// The number of the statement.
  public let statement: Int
}

/// A person's place at an org, taken up or left.
public struct Employment: Sendable {
  /// Who.
  public let person: Node
  /// Where.
  public let org: Node?
  /// As what.
  public let role: Node?
  /// Whether it is left.
  public let isEnd: Bool
}

/// Something that became so of a person, or ceased to be.
public struct AttributeChange: Sendable {
  /// Who.
  public let person: Node
  /// What.
  public let attribute: Attribute
  /// Whether it is so from then on.
  public let holds: Bool
}

/// Something true from a day on, by a statement.
public struct Dated<Value: Sendable>: Sendable {
  /// The number of the statement.
  public let statement: Int
  /// The day.
  public let day: Day
  /// What is true.
  public let value: Value

  init(_ statement: Int, _ day: Day, _ value: Value) {
    self.statement = statement
    self.day = day
    self.value = value
  }
}
