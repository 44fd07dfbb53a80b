/// What the live statements make true: an append-only fold of facts, held as columns.
///
/// `apply` is the only way a fact gets in, and facts get out by the number of their statement.
public struct Network {
  /// The nodes and their names.
  public package(set) var names = Names()
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
  /// What was asked for and promised.
  public private(set) var commitments: [Dated<Commitment>] = []
  /// How that ended.
  public private(set) var closings: [Dated<Closing>] = []
  /// Who is to be met how often.
  public private(set) var cadenceChanges: [Dated<CadenceChange>] = []
  /// What was planned.
  public private(set) var plans: [Dated<Plan>] = []
  /// What became of that.
  public private(set) var planSteps: [Dated<PlanStep>] = []
  /// The fields that were set and unset.
  public private(set) var fieldChanges: [Dated<FieldChange>] = []
  /// In which place others lie.
  public private(set) var locations: [Dated<Location>] = []
  /// What holds for the whole network.
  public package(set) var options = NetworkOptions()
  /// The people present at each contact.
  public private(set) var contacts = Contacts()

  /// The closing of each commitment that is closed, and the steps of each plan, as statements.
  private(set) var closingOf: [Int: Int] = [:]
  private(set) var stepsOf: [Int: [Int]] = [:]

  /// The owner alone.
  public init() {}

  /// A network of these names, of which nothing is said yet.
  public init(names: Names) { self.names = names }

  /// Folds a fact in. `statement` is the number of the statement that says so, `day` its date.
  public mutating func apply(_ fact: Fact, by statement: Int, on day: Day) {
    apply(fact, by: statement, on: day) { $0 }
  }

  /// Folds a fact in that is said of places, each of which stands for a node; one that says more than its nodes do
  /// names them itself.
  public mutating func apply(_ fact: Fact, by statement: Int, on day: Day, _ node: (Node) -> Node) {
    switch fact {
    case .contact(let present, let others, let weight):
      contacts.append(statement, day)
      let gain = weight / Double(present.count + others - 1)
      for index in present.indices {
        let a = node(present[index])
        contacts.appendPresent(a)
        for other in present[(index + 1)...] {
          touches.append(Touch(a: a, b: node(other), weight: gain, day: day, statement: statement))
        }
      }
    case .gift(let said):
      let gift = Gift(said.direction, node(said.person), worth: said.worth, weight: said.weight)
      gifts.append(Dated(statement, day, gift))
      touches.append(Touch(a: .me, b: gift.person, weight: gift.weight, day: day, statement: statement))
    case .introduction(_, let a, let b):
      assertions.append(Assertion(a: node(a), b: node(b), claim: .atLeast(0.3), day: day, statement: statement))
    case .stated(let a, let b, let strength):
      assertions.append(Assertion(a: node(a), b: node(b), claim: .exactly(strength), day: day, statement: statement))
    case .employment(let person, let org, let role, let isBeside):
      let work = Employment(
        person: node(person), org: org.map(node), role: role.map(node), isEnd: false, isBeside: isBeside)
      employments.append(Dated(statement, day, work))
    case .departure(let person, let org, let role):
      let work = Employment(person: node(person), org: org.map(node), role: role.map(node), isEnd: true)
      employments.append(Dated(statement, day, work))
    case .commitment(let said):
      let commitment = Commitment(said.kind, node(said.person), worth: said.worth, by: said.by)
      commitments.append(Dated(statement, day, commitment))
    case .closing(let opening, let outcome, let weight):
      closings.append(Dated(statement, day, Closing(commitment: opening, outcome: outcome)))
      closingOf[opening] = statement
      guard outcome.isDone, let commitment = commitment(of: opening) else { return }
      let gift = Gift(commitment.direction, commitment.person, worth: commitment.worth, weight: weight)
      apply(.gift(gift), by: statement, on: day)
    case .plan(let plan): plans.append(Dated(statement, day, plan))
    case .planStep(let step):
      let before = plan(of: step.plan).map { state(of: $0) }
      planSteps.append(Dated(statement, day, step))
      stepsOf[step.plan, default: []].append(statement)
      guard case .done = step.change, let plan = plan(of: step.plan), let before, !before.people.isEmpty else {
        return
      }
      let present = [.me] + before.people
      apply(
        .contact(present: present, others: plan.value.others, weight: plan.value.weight), by: statement, on: before.day)
    case .field(let node, let field, let step):
      fieldChanges.append(Dated(statement, day, FieldChange(node: node, field: field, step: step)))
    case .location(let place, let whole):
      locations.append(Dated(statement, day, Location(place: place, whole: whole)))
    case .dated(let day, let fact): apply(fact, by: statement, on: day)
    case .alias(let node, let name, let holds):
      if holds { names.add(alias: name, of: node) } else { names.remove(alias: name, of: node, by: statement) }
    case .cadence(let target, let period):
      cadenceChanges.append(Dated(statement, day, CadenceChange(target: target, period: period)))
    case .attribute(let person, let attribute, let holds):
      let change = AttributeChange(person: node(person), attribute: attribute.renamed(node), holds: holds)
      attributes.append(Dated(statement, day, change))
    }
  }

  /// The node of a name, made if there is none; it exists only once a statement mentions it.
  public mutating func intern(_ name: String, as kind: NodeKind) -> Node { names.intern(name, as: kind) }

  /// Makes room for the facts of so many statements: growing step by step copies them again and again.
  public mutating func reserve(_ statements: Int) {
    touches.reserveCapacity(statements)
    contacts.reserve(statements)
  }

  /// Counts one more statement that mentions the node as this kind.
  public mutating func mention(_ node: Node, as kind: NodeKind) { names.mention(node, as: kind) }

  /// Gives a node another name.
  public mutating func rename(_ node: Node, to name: String) { names.rename(node, to: name) }

  /// Makes every node what it is among other names for the same nodes.
  public mutating func takeKinds(from names: Names) { self.names.takeKinds(from: names) }

  /// Makes a node part of another one, by a statement: its names are further names of that one.
  public mutating func retire(_ node: Node, into other: Node, by statement: Int) {
    names.retire(node, into: other, by: statement)
  }

  /// Takes a node's name away for good.
  public mutating func erase(_ node: Node) { names.erase(node) }

  /// Forgets every fact and mention, and every other name and option; nodes keep their indices.
  public mutating func removeFacts() {
    names.forgetMentions()
    options = NetworkOptions()
    (closingOf, stepsOf) = ([:], [:])
    removeFacts(from: 0) { _ in true }
  }

  /// Takes out the facts of statements, `first` being the lowest of their numbers.
  ///
  /// Facts are folded in the order of their statements' numbers, so nothing before `first` is looked at.
  public mutating func removeFacts(of statements: Set<Int>, first: Int) {
    removeFacts(from: first) { statements.contains($0) }
  }

  private mutating func removeFacts(from first: Int, where isGone: (Int) -> Bool) {
    for closing in closings[closings.firstIndex(from: first, statement: \.statement)...] where isGone(closing.statement)
    {
      closingOf[closing.value.commitment] = nil
    }
    for step in planSteps[planSteps.firstIndex(from: first, statement: \.statement)...] where isGone(step.statement) {
      stepsOf[step.value.plan]?.removeAll { $0 == step.statement }
    }
    touches.removeTail(from: first, statement: \.statement, where: isGone)
    assertions.removeTail(from: first, statement: \.statement, where: isGone)
    gifts.removeTail(from: first, statement: \.statement, where: isGone)
    employments.removeTail(from: first, statement: \.statement, where: isGone)
    attributes.removeTail(from: first, statement: \.statement, where: isGone)
    commitments.removeTail(from: first, statement: \.statement, where: isGone)
    closings.removeTail(from: first, statement: \.statement, where: isGone)
    cadenceChanges.removeTail(from: first, statement: \.statement, where: isGone)
    plans.removeTail(from: first, statement: \.statement, where: isGone)
    planSteps.removeTail(from: first, statement: \.statement, where: isGone)
    fieldChanges.removeTail(from: first, statement: \.statement, where: isGone)
    locations.removeTail(from: first, statement: \.statement, where: isGone)
    contacts.removeTail(from: first, where: isGone)
  }

  /// Counts one statement less that mentions the node.
  public mutating func unmention(_ node: Node) { names.unmention(node) }

  /// A state of the names to go back to.
  public struct NamesMark: Sendable { let mark: Names.Mark }

  /// The names as they are now.
  public var namesMark: NamesMark { NamesMark(mark: names.mark) }

  /// Cuts the names back to a mark: those beyond were made by what did not come to be.
  public mutating func cutNames(to mark: NamesMark) { names.cut(to: mark.mark) }
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
  private let number: Int32

  init(a: Node, b: Node, weight: Double, day: Day, statement: Int) {
    (self.a, self.b, self.weight, self.day, number) = (a, b, weight, day, Int32(statement))
  }

  /// The number of the statement.
  public var statement: Int { Int(number) }
}

/// What a statement says of two people's tie itself.
public struct Assertion: Sendable {
  /// The two ways to say it.
  public enum Claim: Sendable, Equatable {
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
public struct Employment: Sendable, Equatable {
  /// Who.
  public let person: Node
  /// Where.
  public let org: Node?
  /// As what.
  public let role: Node?
  /// Whether it is left.
  public let isEnd: Bool
  /// Whether it goes on beside all other work.
  public var isBeside = false
}

/// Something that became so of a person, or ceased to be.
public struct AttributeChange: Sendable, Equatable {
  /// Who.
  public let person: Node
  /// What.
  public let attribute: Attribute
  /// Whether it is so from then on.
  public let holds: Bool
}
