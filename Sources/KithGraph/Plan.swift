/// Something to be done on a day: alone, with others, or as a note to oneself.
public struct Plan: Sendable, Equatable {
  /// The two kinds.
  public enum Kind: Sendable { case plan, reminder }

  /// Which of them.
  public let kind: Kind
  /// The people it is with; without me.
  public let people: [Node]
  /// How many more, whom nobody names.
  public let others: Int
  /// The day, the first one where it recurs.
  public let day: Day
  /// How often it recurs.
  public let every: Period?
  /// What the tie of those present gains when it is done.
  public let weight: Double

  /// Something planned.
  public init(_ kind: Kind, with people: [Node], others: Int, on day: Day, every: Period?, weight: Double) {
    self.kind = kind
    self.people = people
    self.others = others
    self.day = day
    self.every = every
    self.weight = weight
  }

  /// Its first day after another one; `nil` where it does not recur or the calendar ends.
  public func next(after day: Day) -> Day? { every?.next(after: day, from: self.day) }
}

/// What becomes of a plan.
public struct PlanStep: Sendable, Equatable {
  /// The ways it can go on.
  public enum Change: Sendable, Equatable { case done, cancelled, moved(to: Day), invited([Node]) }

  /// The number of the statement that made the plan.
  public let plan: Int
  /// What becomes of it.
  public let change: Change

  /// A step of the plan that a statement made.
  public init(of plan: Int, _ change: Change) {
    self.plan = plan
    self.change = change
  }
}

/// How a plan stands.
public struct PlanState: Sendable {
  /// The day it is to be done.
  public package(set) var day: Day
  /// The people it is with: those of the plan, and who was invited since.
  public package(set) var people: [Node]
  /// How it ended, and when that was said; `nil` while it is open.
  public package(set) var end: Dated<PlanStep.Change>?
}

extension Network {
  /// The plan that a statement made.
  public func plan(of statement: Int) -> Dated<Plan>? { plans.of(statement) }

  /// How a plan stands on a day.
  public func state(of plan: Dated<Plan>, on today: Day = .last) -> PlanState {
    var state = PlanState(day: plan.value.day, people: plan.value.people)
    for step in (stepsOf[plan.statement] ?? []).compactMap({ planSteps.of($0) }) where step.day <= today {
      switch step.value.change {
      case .moved(let day): state.day = day
      case .done:
        if let next = plan.value.next(after: state.day) { state.day = next } else { state.end = step.map(\.change) }
      case .cancelled: state.end = step.map(\.change)
      case .invited(let people): state.people += people.filter { !state.people.contains($0) }
      }
    }
    return state
  }

  /// The plans that are open on a day, with the day of each.
  public func openPlans(on today: Day = .last) -> [(plan: Dated<Plan>, day: Day)] {
    plans.filter { $0.day <= today }.compactMap { plan in
      let state = state(of: plan, on: today)
      return state.end == nil ? (plan, state.day) : nil
    }
  }
}
