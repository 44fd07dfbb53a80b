import KithGrammar
import KithGraph
import KithLog
import KithSyntax

extension QueryContext {
  /// `asks` and `promises`: the open ones, or every one with its outcome; all, or those that somebody asked for or
  /// promised, and those that somebody was asked for or promised.
  package func commitments(_ kinds: Set<Commitment.Kind>, of owner: Node?, to other: Node?, all: Bool) -> Report {
    let rows: [[Value]] = network.commitments.filter { kinds.contains($0.value.kind) && $0.day <= today }.compactMap {
      opened in
      let closing = network.closing(of: opened.statement)
      let (from, to) = opened.value.ends
      guard all || closing == nil, owner ?? from == from, other ?? to == to else { return nil }
      let person = names[opened.value.person]
      let text = log.thing(of: opened.statement) ?? ""
      return [
        .integer(opened.statement), .text(names[from]), .text(person),
        .shown(words(of: opened), .text(text)),
        .day(opened.day), Value(opened.value.by), Value(closing?.value.outcome.word), Value(closing?.day),
      ]
    }
    let (such, word) = (owner == nil && other == nil ? "" : "such ", kinds.contains(.ask) ? "ask" : "promise")
    var report = Report(.commitments, rows, ifEmpty: "no \(such)\(word) is \(all ? "recorded" : "open")")
    if all, kinds.contains(.ask), owner == nil, other == nil { report.notes = ratesGranted }
    return report
  }
}

extension QueryContext {
  /// How many of the asks that were answered were granted, by how strong the tie was on the day of asking.
  private var ratesGranted: [(label: String, text: String)] {
    let ranges: [(name: String, range: ClosedRange<Double>)] = [
      ("strong ties (0.5 and more)", 0.5...1), ("warm ties (0.2 to 0.5)", 0.2...0.5.nextDown),
      ("weak ties (below 0.2)", 0...0.2.nextDown),
    ]
    var outcomes: [(strength: Double, isGranted: Bool)] = []
    for ask in network.commitments where ask.value.kind == .ask && ask.day <= today {
      guard let closing = network.closing(of: ask.statement), closing.day <= today else { continue }
      let strength = strength(of: ask.value.person, before: ask.day)
      outcomes.append((strength, closing.value.outcome == .granted))
    }
    return ranges.compactMap { name, range in
      let asks = outcomes.filter { range.contains($0.strength) }
      let granted = asks.count { $0.isGranted }
      return asks.isEmpty ? nil : ("granted", "\(granted) of \(asks.count) by \(name)")
    }
  }

  /// The strength of a person's tie with me on the evening before a day.
  private func strength(of person: Node, before day: Day) -> Double {
    guard let evening = day.adding(days: -1) else { return 0 }
    return network.tie(.me, person, on: evening).strength
  }
}

extension QueryContext {
  /// `plans`: the open ones by day, or every one with its outcome.
  package func plans(all: Bool) -> Report {
    let plans = network.plans.filter { $0.day <= today }.map { (plan: $0, state: network.state(of: $0, on: today)) }
      .filter { all || $0.state.end == nil }.sorted {
        ($0.state.day, $0.plan.statement) < ($1.state.day, $1.plan.statement)
      }
    let rows: [[Value]] = plans.map { plan, state in
      [
        .integer(plan.statement), .text(names[.me]), .list(state.people.map { .text(names[$0]) }),
        .text(log.title(of: plan.statement) ?? ""), .day(plan.day), .day(state.day), Value(state.end?.value.word),
        Value(state.end?.day),
      ]
    }
    return Report(.plans, rows, ifEmpty: all ? "nothing was planned yet" : "nothing is planned")
  }
}

extension QueryContext {
  /// `phrases`: what the owner says for phrases of the language.
  package func phrases() -> Report {
    Report(
      .phrases, log.options.phrases.map { [.text($0.said), .text($0.meaning)] },
      ifEmpty: "no phrase of your own is taught; `help phrase` shows how")
  }
}

extension QueryContext {
  /// What was asked for or promised, and by whom where it was not me.
  package func words(of open: Dated<Commitment>) -> String {
    (open.value.ends.to == .me ? "to me: " : "") + (log.thing(of: open.statement) ?? "")
  }

  /// The people that a plan is with; `nil` where it is with nobody.
  package func company(of plan: Dated<Plan>) -> String? {
    let people = network.state(of: plan, on: today).people
    return people.isEmpty ? nil : people.map { names[$0] }.joined(separator: ", ")
  }
}

extension Commitment {
  /// Who asks or promises, and whom.
  fileprivate var ends: (from: Node, to: Node) {
    switch kind {
    case .ask, .promiseOfMine: (.me, person)
    case .askToMe, .promiseToMe: (person, .me)
    }
  }
}

extension Plan.Kind {
  /// The word for it.
  package var word: String {
    switch self {
    case .plan: "plan"
    case .reminder: "reminder"
    }
  }
}

extension PlanStep.Change {
  /// The word for it.
  package var word: String {
    switch self {
    case .done: "done"
    case .cancelled: "cancelled"
    case .moved: "moved"
    case .invited: "invited"
    }
  }
}

extension Commitment.Kind {
  /// The word for what is due.
  package var dueWord: String { isAsk ? "ask" : "promise" }

  /// The word for it.
  package var word: String {
    switch self {
    case .ask: "ask"
    case .askToMe: "ask to me"
    case .promiseOfMine: "promise"
    case .promiseToMe: "promise to me"
    }
  }
}

extension Outcome {
  /// The word for it.
  package var word: String {
    switch self {
    case .granted: "granted"
    case .declined: "declined"
    case .ignored: "ignored"
    case .kept: "kept"
    case .broke: "broke"
    }
  }
}
