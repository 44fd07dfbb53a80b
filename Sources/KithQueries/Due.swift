import KithGrammar
import KithGraph

extension QueryContext {
  /// Something that waits to be done.
  private struct Due {
    /// Whom it is about; `nil` where it is about nobody.
    let name: String?
    let kind: String
    let day: Day
    var minute: Int?
    let text: String
    let statement: Int?
    /// Days over the time, in units of the time there was.
    let urgency: Double
  }

  /// `due`: what is due by today, or before a day: cadences, asks and promises, plans and birthdays, the most urgent first.
  package func due(before day: Day?) -> Report {
    let last = day.flatMap { $0.adding(days: -1) } ?? today
    let commitments = network.openCommitments.filter { $0.day <= today }
    let plans = network.openPlans(on: today)
    let all =
      (people.compactMap(dueCadence) + commitments.compactMap(dueCommitment) + plans.map(duePlan)
      + people.flatMap(birthdays))
      .filter { $0.day <= last }
      .sorted { a, b in
        if a.urgency != b.urgency { return a.urgency > b.urgency }
        return (a.day, a.minute ?? -1, a.name ?? "", a.statement ?? 0)
          < (b.day, b.minute ?? -1, b.name ?? "", b.statement ?? 0)
      }
    let rows: [[Value]] = all.map { due in
      [
        Value(due.name), .text(due.kind), .day(due.day), .integer(today.days(since: due.day)), .text(due.text),
        due.statement.map { .integer($0) } ?? .null,
      ]
    }
    return Report(.due, rows, ifEmpty: day == nil ? "nothing is due" + firstRhythm : "nothing is due by \(last)")
  }

  /// What would make something due, as long as nobody is to be met every so often.
  var firstRhythm: String {
    cadences.isEmpty ? "; `keep \(someName) every 2 weeks` says how often you wish to be in contact" : ""
  }

  private var someName: String {
    var printer = log.printer
    return people.first.map { printer.name($0, as: .person) } ?? "alice"
  }

  /// The rhythm that holds for a person: their own, else the shortest of their tags, else of their groups and orgs.
  package func cadence(of person: Node) -> Cadence? {
    if isDead(person) { return nil }
    if let own = cadences[person] { return own }
    let held = attributes[person] ?? []
    let groups = held.compactMap(\.group) + current(person).compactMap(\.org)
    func shortest(_ targets: [Node]) -> Cadence? {
      targets.compactMap { cadences[$0] }.min { ($0.period.days, $0.statement) < ($1.period.days, $1.statement) }
    }
    return shortest(held.compactMap(\.tag)) ?? shortest(groups)
  }

  /// The day a person is to be met by: a period after the last contact with me, or after the wish for somebody never
  /// met.
  package func dueDay(of person: Node) -> Day? {
    cadence(of: person).flatMap { $0.period.after(contacts[person]?.last ?? $0.since) }
  }

  private func dueCadence(_ person: Node) -> Due? {
    guard let cadence = cadence(of: person), let day = dueDay(of: person) else { return nil }
    let last = contacts[person]?.last.map { "last on \($0)" } ?? "never met"
    return Due(
      name: names[person], kind: "cadence", day: day, text: "every \(cadence.period.text), \(last)",
      statement: cadence.statement,
      urgency: Double(today.days(since: day)) / cadence.period.days)
  }

  private func duePlan(_ plan: Dated<Plan>, day: Day) -> Due {
    Due(
      name: company(of: plan), kind: plan.value.kind.word, day: day, minute: log[plan.statement].minute,
      text: log.title(of: plan.statement) ?? "",
      statement: plan.statement,
      urgency: Double(today.days(since: day)) / network.options.askPatience.days)
  }

  private func birthdays(_ person: Node) -> [Due] {
    nextBirthdays(of: person).map { next in
      Due(
        name: names[person], kind: "birthday", day: next.day, text: next.text, statement: nil,
        urgency: Double(today.days(since: next.day)) / network.options.askPatience.days)
    }
  }

  /// The next birthday of a person from today on, of each that is kept; who was born on 29 February has it on the 28th
  /// in other years.
  package func nextBirthdays(of person: Node) -> [(day: Day, text: String)] {
    isDead(person)
      ? [] : names.node("birthday", in: .field).flatMap { fields[person]?[$0] }?.compactMap(nextBirthday) ?? []
  }

  private func nextBirthday(_ text: String) -> (day: Day, text: String)? {
    guard let (born, month, day) = monthAndDay(ofBirthday: text) else { return nil }
    let year = today.date.year
    let days = [year, year + 1].compactMap { Day(year: $0, month: month, day: day) ?? Day(year: $0, month: 2, day: 28) }
    guard let next = days.first(where: { $0 >= today }) else { return nil }
    return (next, born.map { "turns \(next.date.year - $0)" } ?? "birthday")
  }

  /// An ask without a deadline is due two weeks after it was made; a promise without one never is.
  private func dueCommitment(_ open: Dated<Commitment>) -> Due? {
    let patience = network.options.askPatience
    guard !isDead(open.value.person),
      let day = open.value.by ?? (open.value.kind.isAsk ? patience.after(open.day) : nil)
    else { return nil }
    return Due(
      name: names[open.value.person], kind: open.value.kind.dueWord, day: day, text: words(of: open),
      statement: open.statement,
      urgency: Double(today.days(since: day)) / patience.days)
  }
}
