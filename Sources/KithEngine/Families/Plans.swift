import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax

/// What is to come: alone, with others, or as a note to oneself.
package let planFamily: [VerbEntry] = [
  VerbEntry(
    imperative: "plan", help: "plans something for a day, once or again and again",
    example: "plan dinner on friday at 19:00 with alice",
    .objects(.title, taking: .plan) { said, _, _ throws(StatementError) in
      [.plan(try plan(.plan, on: said.planned, said))]
    }),
  VerbEntry(
    imperative: "remind me", help: "keeps a note to yourself for a day", example: "remind me to call bob on friday",
    .objects(maybe(behind("on", .comingDay)), after("to", .thing), taking: .reminder) {
      said, _, day, _ throws(StatementError) in
      if day != nil, said.planned != nil { throw StatementError("its day is said twice") }
      return [.plan(try plan(.reminder, on: day ?? said.planned, said))]
    }),
  VerbEntry(
    imperative: "done", help: "says that a plan or reminder is done; with people, it is a meeting on the plan's day",
    example: "done #4",
    .objects(.openStatement, taking: [.on, .tags, .note], resolving: whatIsDone, listing: openPlans) { _, _, number in
      [.planStep(PlanStep(of: number[0], .done))]
    }),
  VerbEntry(
    imperative: "cancel", help: "calls a plan or reminder off", example: "cancel #4",
    .objects(
      .openStatement, taking: [.on, .tags, .note],
      resolving: { sentence, _, log throws(StatementError) in
        ResolvedSentence(sentence: sentence, told: log.title(of: try log.openPlan(in: sentence).plan.statement))
      }, listing: openPlans
    ) { _, _, number in [.planStep(PlanStep(of: number[0], .cancelled))] }),
  VerbEntry(
    imperative: "move", help: "puts a plan or reminder off to another day", example: "move #4 to friday",
    .objects(
      .openStatement, after("to", .comingDay), taking: [.on, .tags, .note],
      resolving: { sentence, _, log throws(StatementError) in
        let plan = try log.openPlan(in: sentence).plan
        if case .day(let day) = sentence.objects[1], day < plan.day {
          throw StatementError("\(day) lies before the day it was planned, \(plan.day)", about: .object(1))
        }
        return ResolvedSentence(sentence: sentence, told: log.title(of: plan.statement))
      }, listing: openPlans
    ) { _, _, number, day in [.planStep(PlanStep(of: number[0], .moved(to: day)))] }),
]

/// The plans and reminders that are open.
@Sendable private func openPlans(_ log: StatementLog) -> [Int] {
  log.agenda.openPlans().map(\.plan.statement)
}

private func plan(_ kind: Plan.Kind, on day: Day?, _ said: Circumstances) throws(StatementError) -> Plan {
  guard let day else {
    throw StatementError(
      "when is it?", help: "say the day with `on`: `plan dinner on friday`, `remind me to call bob on tomorrow`")
  }
  guard day >= said.day else {
    throw StatementError(
      "\(day) lies before the day it was said, \(said.day)", help: "what happened is said like `met alice yesterday`")
  }
  guard !said.with.contains(.me) else {
    throw StatementError("you are there anyway", help: "name the others behind `with`")
  }
  return Plan(
    kind, with: said.with, others: said.others, on: day, every: said.every, weight: said.weight(unlessSaid: .inPerson))
}

private let whatIsDone: VerbEntry.Resolution = { sentence, _, log throws(StatementError) in
  let (plan, day) = try log.openPlan(in: sentence)
  let people = plan.value.people.map { log.names[$0] }
  if !people.isEmpty, let today = sentence.day, day > today {
    throw StatementError(
      "#\(plan.statement) is planned for \(day), which is still to come",
      help: "if it was earlier: `move #\(plan.statement) to \(today)` first")
  }
  let next = plan.value.next(after: day).map { "next on \($0)" }
  let met = people.isEmpty ? nil : "met \(people.joined(separator: ", ")) on \(day)"
  let told = [log.title(of: plan.statement), met, next].compactMap { $0 }
  return ResolvedSentence(sentence: sentence, told: told.joined(separator: "; "))
}

extension StatementLog {
  /// The open plan that a sentence refers to by number, and its day.
  fileprivate func openPlan(in sentence: Sentence<Node>) throws(StatementError) -> (plan: Dated<Plan>, day: Day) {
    guard case .statements(let numbers)? = sentence.objects.first, let number = numbers.first else {
      throw StatementError("which one?")
    }
    guard isLive(number), let plan = agenda.plan(of: number) else {
      if isLive(number), let commitment = agenda.commitment(of: number) {
        let words = commitment.kind == .ask ? "granted, declined or ignored" : "kept or broke"
        throw StatementError(
          "#\(number) is \(commitment.kind == .ask ? "a request" : "a promise")", help: "it ends with \(words)")
      }
      throw StatementError("#\(number) is neither a plan nor a reminder", help: "`plans` lists the open ones")
    }
    let state = agenda.state(of: plan)
    if let end = state.end {
      throw StatementError("#\(number) came to its end by #\(end.statement)", help: "`plans` lists the open ones")
    }
    return (plan, state.day)
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
