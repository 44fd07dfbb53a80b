import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax

/// What is to come: alone, with others, or as a note to oneself.
package let planFamily: [VerbEntry] = [
  VerbEntry(
    imperative: "plan", "going to", "attending", help: "plans something for a day, once or again and again",
    example: "plan dinner on friday at 19:00 with alice",
    .objects(.title, taking: .plan, resolving: firstDay) { said, _, _ throws(StatementError) in
      [.plan(try plan(.plan, on: said.planned, said))]
    }),
  VerbEntry(
    imperative: "remind me", help: "keeps a note to yourself for a day", example: "remind me to call bob on friday",
    .objects(maybe(behind("on", .comingDay)), after("to", .thing), taking: .reminder, resolving: firstDay) {
      said, _, day, _ throws(StatementError) in
      if day != nil, said.planned != nil { throw StatementError("its day is said twice") }
      return [.plan(try plan(.reminder, on: day ?? said.planned, said))]
    }),
  VerbEntry(
    imperative: "done", help: "says that a plan or reminder is done; with people, it is a meeting on the plan's day",
    example: "done #4",
    .objects(.openPlan, taking: [.on, .tags, .note], resolving: whatIsDone, listing: plansToDate) { _, _, number in
      [.planStep(PlanStep(of: number[0], .done))]
    }),
  VerbEntry(
    imperative: "cancel", help: "calls a plan or reminder off", example: "cancel #4",
    .objects(
      .openPlan, taking: [.on, .tags, .note],
      resolving: { sentence, _, log throws(StatementError) in
        let plan = try log.openPlan(in: sentence, at: 0)
        return plan.resolved(sentence, at: 0, told: log.title(of: plan.number))
      }, listing: openPlans
    ) { _, _, number in [.planStep(PlanStep(of: number[0], .cancelled))] }),
  VerbEntry(
    imperative: "move", help: "puts a plan or reminder off to another day", example: "move #4 to friday",
    .objects(
      .openPlan, after("to", .comingDay), taking: [.on, .tags, .note],
      resolving: { sentence, _, log throws(StatementError) in
        let plan = try log.openPlan(in: sentence, at: 0)
        if case .day(let day) = sentence.objects[1], day < plan.planned.day {
          throw StatementError("\(day) lies before the day it was planned, \(plan.planned.day)", about: .object(1))
        }
        return plan.resolved(sentence, at: 0, told: log.title(of: plan.number))
      }, listing: openPlans
    ) { _, _, number, day in [.planStep(PlanStep(of: number[0], .moved(to: day)))] }),
  VerbEntry(
    imperative: "invite", help: "adds people to what is planned", example: "invite bob to #4",
    .objects(
      .people, after("to", .openPlan), taking: [.on, .tags, .note],
      resolving: { sentence, _, log throws(StatementError) in
        guard !sentence.objects[0].nodes.contains(.me) else {
          throw StatementError("you are there anyway", about: .object(0), help: "name the others")
        }
        let plan = try log.openPlan(in: sentence, at: 1)
        return plan.resolved(sentence, at: 1, told: log.title(of: plan.number))
      }
    ) { _, _, people, number in [.planStep(PlanStep(of: number[0], .invited(people)))] }),
]

/// What recurs begins with the next of its days, where none is said.
private let firstDay: VerbEntry.Resolution = { sentence, _, _ in
  var resolved = sentence
  if sentence.clause(Clause.index(of: .planned)) == nil,
    case .period(let every)? = sentence.clause(Clause.index(of: .every)),
    let first = sentence.day.flatMap(every.after),
    !sentence.objects.contains(where: { if case .day = $0 { true } else { false } })
  {
    resolved.set(.day(first), clause: Clause.index(of: .planned))
  }
  return ResolvedSentence(sentence: resolved)
}

/// The plans and reminders that are open.
@Sendable private func openPlans(_ log: StatementLog, _ today: Day) -> [Int] {
  log.agenda.openPlans().map(\.plan.statement)
}

/// Those that can be done by now.
@Sendable private func plansToDate(_ log: StatementLog, _ today: Day) -> [Int] {
  log.agenda.openPlans().filter { $0.day <= today }.map(\.plan.statement)
}

private func plan(_ kind: Plan.Kind, on day: Day?, _ said: Circumstances) throws(StatementError) -> Plan {
  guard let day else {
    throw StatementError(
      "when is it?", help: "say the day with `on`: `plan dinner on friday`, `remind me to call bob on tomorrow`",
      matter: .missing)
  }
  guard day >= said.day else {
    throw StatementError(
      "\(day) lies before the day it was said, \(said.day)", help: "what happened is said like `met alice yesterday`")
  }
  if let every = said.every, !every.includes(day), let next = every.after(day) {
    throw StatementError("\(day) is no \(every.text)", help: "the next one is on \(next)")
  }
  guard !said.with.contains(.me) else {
    throw StatementError("you are there anyway", help: "name the others behind `with`")
  }
  return Plan(
    kind, with: said.with, others: said.others, on: day, every: said.every, weight: said.weight(unlessSaid: .inPerson))
}

private let whatIsDone: VerbEntry.Resolution = { sentence, _, log throws(StatementError) in
  let plan = try log.openPlan(in: sentence, at: 0)
  let people = plan.state.people.map { log.names[$0] }
  if !people.isEmpty, let today = sentence.day, plan.state.day > today {
    throw StatementError(
      "#\(plan.number) is planned for \(plan.state.day), which is still to come",
      help: "if it was earlier: `move #\(plan.number) to \(today)` first")
  }
  let next = plan.planned.value.next(after: plan.state.day).map { "next on \($0)" }
  let met = people.isEmpty ? nil : "met \(people.joined(separator: ", ")) on \(plan.state.day)"
  let told = [log.title(of: plan.number), met, next].compactMap { $0 }
  return plan.resolved(sentence, at: 0, told: told.joined(separator: "; "))
}

/// A plan that is open, and how it stands.
private struct OpenPlan {
  let planned: Dated<Plan>
  let state: PlanState

  var number: Int { planned.statement }

  /// A sentence that calls the plan by its number.
  func resolved(_ sentence: Sentence<Node>, at object: Int, told: String?) -> ResolvedSentence {
    var resolved = sentence
    resolved.objects[object] = .statements([number])
    return ResolvedSentence(sentence: resolved, told: told)
  }
}

extension StatementLog {
  /// The open plan that a sentence refers to, by its number or its title: the next one that is called so.
  fileprivate func openPlan(in sentence: Sentence<Node>, at object: Int) throws(StatementError) -> OpenPlan {
    if case .text(let title) = sentence.objects[object] {
      guard let found = openPlan(called: title) else {
        throw StatementError(
          "no open plan is called `\(title)`", about: .object(object),
          help: "`plans` lists the open ones, and `help plan` tells more")
      }
      return found
    }
    guard case .statements(let numbers) = sentence.objects[object], let number = numbers.first else {
      throw StatementError("which one?", help: "`plans` lists the open ones")
    }
    guard isLive(number), let plan = agenda.plan(of: number) else {
      if isLive(number), let commitment = agenda.commitment(of: number) {
        let words = commitment.kind.isAsk ? "granted, declined or ignored" : "kept or broke"
        throw StatementError(
          "#\(number) is \(commitment.kind.isAsk ? "a request" : "a promise")", help: "it ends with \(words)")
      }
      throw StatementError("#\(number) is neither a plan nor a reminder", help: "`plans` lists the open ones")
    }
    let state = agenda.state(of: plan)
    if let end = state.end {
      throw StatementError("#\(number) came to its end by #\(end.statement)", help: "`plans` lists the open ones")
    }
    return OpenPlan(planned: plan, state: state)
  }

  /// The next of the open plans and reminders that a title means, with or without its article.
  private func openPlan(called title: String) -> OpenPlan? {
    func plain(_ title: String) -> String {
      let words = Names.folded(title).split(separator: " ")
      return words.drop { ["the", "a", "an", "my", "our"].contains($0) }.joined(separator: " ")
    }
    let open = agenda.openPlans().filter { plain(self.title(of: $0.plan.statement) ?? "") == plain(title) }
    return open.min { ($0.day, $0.plan.statement) < ($1.day, $1.plan.statement) }.map {
      OpenPlan(planned: $0.plan, state: agenda.state(of: $0.plan))
    }
  }
}

extension TypedSlot where Value == [Int] {
  /// The number of a plan or reminder, or what it is called.
  fileprivate static var openPlan: TypedSlot {
    let number = TypedSlot.openStatement
    let slot = Slot(label: "#N or TITLE", kind: nil, holds: .statements, column: .closes) { parser throws(Diagnostic) in
      guard parser.next.kind != .number, Int(parser.nextText ?? "") == nil else { return try number.slot.read(&parser) }
      parser.expect(.value("#N or TITLE"))
      // What is called so may be over: only open ones are worth offering.
      var ahead = parser.trial(at: parser.at)
      let title = try ahead.name(NameShape(kind: .plan, label: "#N or TITLE")).text
      parser.move(to: ahead.at)
      return .text(title)
    }
    return TypedSlot(slot: slot, number.value)
  }
}

extension TypedSlot where Value == Node {
  /// What a plan is called.
  fileprivate static var title: TypedSlot {
    let slot = Slot(label: "TITLE", kind: .plan, column: .thing) { parser throws(Diagnostic) in
      .names([try parser.name(NameShape(kind: .plan, label: "TITLE"))])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}
