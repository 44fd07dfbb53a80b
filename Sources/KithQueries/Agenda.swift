import KithGrammar
import KithGraph

extension QueryContext {
  /// One line of an agenda.
  private struct Entry {
    let day: Day
    var minute: Int?
    let kind: String
    /// Whom it is with; `nil` where it is with nobody.
    let name: String?
    var place: String?
    let text: String
    var statement: Int?

    var row: [Value] {
      [
        .day(day), Value(minute.map(clock)), .text(kind), Value(name), Value(place), .text(text),
        statement.map { .integer($0) } ?? .null,
      ]
    }
  }

  /// `agenda`: the plans, deadlines and birthdays of some days, by day.
  package func agenda(_ days: ClosedRange<Day>) -> Report {
    let entries = (plans() + deadlines() + birthdays()).filter { days.contains($0.day) }.sorted(by: inTime)
    let (first, last) = (days.lowerBound, days.upperBound)
    let time = first == last ? "on \(first)" : "from \(first == today ? "today" : "\(first)") to \(last)"
    return Report(.agenda, entries.map(\.row), ifEmpty: "nothing is planned \(time)")
  }

  /// `today`: plans and deadlines up to today, birthdays, the most urgent cadence, and one tie worth reconnecting.
  package func todaysEntries() -> Report {
    var entries = (plans() + deadlines()).filter { $0.day <= today }.sorted(by: inTime)
    entries += birthdays().filter { $0.day == today }
    let overdue = people.compactMap { person -> (person: Node, day: Day, urgency: Double, cadence: Cadence)? in
      guard let cadence = cadence(of: person), let day = dueDay(of: person), day <= today else { return nil }
      return (person, day, Double(today.days(since: day)) / cadence.period.days, cadence)
    }
    if let most = overdue.max(by: {
      $0.urgency == $1.urgency ? names.precedes($1.person, $0.person) : $0.urgency < $1.urgency
    }) {
      entries.append(
        Entry(
          day: most.day, kind: "cadence", name: names[most.person], text: "every \(most.cadence.period.text)",
          statement: most.cadence.statement))
    }
    if let tie = dormantTies.first, let last = contacts[tie.person]?.last {
      entries.append(
        Entry(day: last, kind: "reconnect", name: names[tie.person], text: "a tie of \(decimals(tie.peak)) once"))
    }
    return Report(.agenda, entries.map(\.row), ifEmpty: "nothing waits for you today" + firstRhythm)
  }

  /// `today` in one line, for who comes to the prompt; `nil` where nothing waits.
  package var greeting: String? {
    guard case .rows(_, let rows) = todaysEntries().content, !rows.isEmpty else { return nil }
    let shown = rows.prefix(3).map { row in
      [row[2], row[3], row[5]].compactMap { if case .text(let text) = $0, !text.isEmpty { text } else { nil } }.joined(
        separator: " ")
    }
    return shown.joined(separator: "; ") + (rows.count > shown.count ? "; and \(rows.count - shown.count) more" : "")
  }

  private func inTime(_ a: Entry, _ b: Entry) -> Bool {
    (a.day, a.minute ?? -1, a.statement ?? 0, a.name ?? "") < (b.day, b.minute ?? -1, b.statement ?? 0, b.name ?? "")
  }

  private func plans() -> [Entry] {
    network.openPlans(on: today).map { plan, day in
      let said = log[plan.statement]
      return Entry(
        day: day, minute: said.minute, kind: plan.value.kind.word, name: company(of: plan),
        place: nodes(of: said, in: .place).first.map { names[$0] }, text: log.title(of: plan.statement) ?? "",
        statement: plan.statement)
    }
  }

  private func deadlines() -> [Entry] {
    network.openCommitments.filter { $0.day <= today && !isDead($0.value.person) }.compactMap { open in
      open.value.by.map { by in
        Entry(
          day: by, kind: open.value.kind.dueWord, name: names[open.value.person], text: words(of: open),
          statement: open.statement)
      }
    }
  }

  private func birthdays() -> [Entry] {
    people.flatMap { person in
      nextBirthdays(of: person).map { Entry(day: $0.day, kind: "birthday", name: names[person], text: $0.text) }
    }
  }
}
