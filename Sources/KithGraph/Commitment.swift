/// Something asked for or promised, open until a later statement closes it.
public struct Commitment: Sendable, Equatable {
  /// Who owes whom.
  public enum Kind: Sendable {
    case ask, askToMe, promiseOfMine, promiseToMe

    /// Whether it was asked for, by whomever.
    public var isAsk: Bool { self == .ask || self == .askToMe }
  }

  /// Which of them.
  public let kind: Kind
  /// The person who is not me.
  public let person: Node
  /// What it is worth when it is done.
  public let worth: Double
  /// The day it is to be done by, if one was said.
  public let by: Day?

  /// A commitment between me and a person.
  public init(_ kind: Kind, _ person: Node, worth: Double, by: Day?) {
    self.kind = kind
    self.person = person
    self.worth = worth
    self.by = by
  }

  /// What doing it counts as in the ledger.
  public var direction: Gift.Direction {
    switch kind {
    case .ask, .promiseToMe: .got
    case .askToMe, .promiseOfMine: .given
    }
  }
}

/// How a commitment ends.
public enum Outcome: Sendable {
  case granted, declined, ignored, kept, broke

  /// Whether what was asked or promised was done: then it is a gift.
  public var isDone: Bool {
    switch self {
    case .granted, .kept: true
    case .declined, .ignored, .broke: false
    }
  }

  /// Whether such a commitment can end so.
  public func ends(_ kind: Commitment.Kind) -> Bool {
    switch self {
    case .granted, .declined, .ignored: kind.isAsk
    case .kept, .broke: !kind.isAsk
    }
  }
}

extension Network {
  /// The commitment that a statement opened, whether it is closed or not.
  public func commitment(of statement: Int) -> Commitment? { commitments.of(statement)?.value }

  /// What closed a commitment: the closing statement and how it ended; `nil` while it is open.
  public func closing(of statement: Int) -> Dated<Closing>? { closingOf[statement].flatMap { closings.of($0) } }

  /// The commitments that nothing has closed, in order of their statements.
  public var openCommitments: [Dated<Commitment>] { commitments.filter { closingOf[$0.statement] == nil } }
}

extension Network {
  /// How a commitment ended that a statement opened, or closed; `nil` where it does neither, and while it is open.
  public func outcome(of statement: Int) -> Outcome? {
    (closing(of: statement) ?? closings.of(statement))?.value.outcome
  }

  /// What a statement does to a plan; `nil` where it does nothing to any.
  public func planStep(of statement: Int) -> PlanStep? { planSteps.of(statement)?.value }

  /// The statements that close what a statement opened, or say what became of what it planned.
  public func sequels(of statement: Int) -> [Int] {
    (closingOf[statement].map { [$0] } ?? []) + (stepsOf[statement] ?? [])
  }
}

/// The end of a commitment.
public struct Closing: Sendable {
  /// The number of the statement that opened it.
  public let commitment: Int
  /// How it ended.
  public let outcome: Outcome
}

extension Network {
  /// The statement that has to be taken back before this one can be: it closes or moves what this one opened or moved.
  public func successor(of statement: Int) -> Int? {
    if let closing = closing(of: statement) { return closing.statement }
    let plan = planSteps.of(statement)?.value.plan ?? statement
    return stepsOf[plan]?.last { $0 > statement }
  }

  private func accepts(_ change: PlanStep.Change, of plan: Dated<Plan>, on day: Day) -> Bool {
    let state = state(of: plan)
    // A meeting is over by the day it is told of.
    guard state.end == nil else { return false }
    switch change {
    case .done: return state.people.isEmpty || state.day <= day
    case .moved(let next): return plan.day <= next
    case .cancelled, .invited: return true
    }
  }

  /// Whether what a fact of a day refers to is there, open, and no later than that day.
  public func accepts(_ fact: Fact, on day: Day) -> Bool {
    switch fact {
    case .closing(let opening, let outcome, _):
      commitments.of(opening).map { $0.day <= day && outcome.ends($0.value.kind) && closing(of: opening) == nil }
        ?? false
    case .planStep(let step):
      plan(of: step.plan).map { $0.day <= day && accepts(step.change, of: $0, on: day) } ?? false
    case .alias(let node, let name, holds: false): names.hasAlias(name, node)
    case .contact, .gift, .introduction, .stated, .employment, .departure, .commitment, .plan, .cadence, .field,
      .location,
      .attribute, .alias, .dated:
      true
    }
  }
}
