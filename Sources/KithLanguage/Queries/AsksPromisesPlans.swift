import KithGraph

extension Inquiry {
  /// `asks` and `promises`: the open ones, or every one with its outcome.
  func commitments(_ kinds: Set<Commitment.Kind>, all: Bool) -> Report {
    let columns = ["id", "person", "text", "made", "by", "outcome", "closed"].map {
      Report.Column($0, title: $0 == "id" ? "#" : "")
    }
    let rows: [[Value]] = network.commitments.filter { kinds.contains($0.value.kind) && $0.day <= today }.compactMap { opened in
      let closing = network.closing(of: opened.statement)
      guard all || closing == nil else { return nil }
      let person = names[opened.value.person]
      let text = chronicle.thing(of: opened.statement) ?? ""
      return [
        .integer(opened.statement), .text(person),
        .shown(words(of: opened), .text(text)),
        .day(opened.day), Value(opened.value.by), Value(closing?.value.outcome.word), Value(closing?.day),
      ]
    }
    return Report(.rows(columns, rows), ifEmpty: "nothing is open")
  }
}

extension Inquiry {
  /// `plans`: the open ones by day, or every one with its outcome.
  func plans(all: Bool) -> Report {
    let columns = ["id", "people", "text", "made", "by", "outcome", "closed"].map {
      Report.Column($0, title: $0 == "id" ? "#" : "")
    }
    let plans = network.plans.filter { $0.day <= today }.map { (plan: $0, state: network.state(of: $0, on: today)) }
      .filter { all || $0.state.end == nil }.sorted { ($0.state.day, $0.plan.statement) < ($1.state.day, $1.plan.statement) }
    let rows: [[Value]] = plans.map { plan, state in
      [
        .integer(plan.statement), .list(plan.value.people.map { .text(names[$0]) }),
        .text(chronicle.title(of: plan.statement) ?? ""), .day(plan.day), .day(state.day), Value(state.end?.value.word),
        Value(state.end?.day),
      ]
    }
    return Report(.rows(columns, rows), ifEmpty: "nothing is planned")
  }
}

extension Inquiry {
  /// What was asked for or promised, and by whom where it was not me.
  func words(of open: Dated<Commitment>) -> String {
    (open.value.kind == .promiseToMe ? "to me: " : "") + (chronicle.thing(of: open.statement) ?? "")
  }

  /// The people that a plan is with.
  func company(of plan: Dated<Plan>) -> String { plan.value.people.map { names[$0] }.joined(separator: ", ") }
}

extension Plan.Kind {
  /// The word for it.
  var word: String {
    switch self {
    case .plan: "plan"
    case .reminder: "reminder"
    }
  }
}

extension PlanStep.Change {
  /// The word for it.
  var word: String {
    switch self {
    case .done: "done"
    case .cancelled: "cancelled"
    case .moved: "moved"
    }
  }
}

extension Commitment.Kind {
  /// The word for what is due.
  var dueWord: String { self == .ask ? "ask" : "promise" }

  /// The word for it.
  var word: String {
    switch self {
    case .ask: "ask"
    case .promiseOfMine: "promise"
    case .promiseToMe: "promise to me"
    }
  }
}

extension Outcome {
  /// The word for it.
  var word: String {
    switch self {
    case .granted: "granted"
    case .declined: "declined"
    case .ignored: "ignored"
    case .kept: "kept"
    case .broke: "broke"
    }
  }
}
