import Glibc
import KithGraph

extension Inquiry {
  /// `stats`: the network at a glance.
  func stats() -> Report {
    let days = chronicle.liveNumbers.compactMap { chronicle[$0].day }
    let components = Set(graph.graph.components().enumerated().filter { graph.graph.degree($0.offset) > 0 }.map(\.element))
    func count(_ kind: NodeKind) -> Value { .integer(names.unordered(kind).reduce(0) { count, _ in count + 1 }) }
    return Report(
      .object([
        .init("people", .integer(people.count)), .init("orgs", count(.org)), .init("groups", count(.group)),
        .init("places", count(.place)), .init("topics", count(.topic)),
        .init("statements", .integer(chronicle.liveNumbers.count)),
        .init("contacts", .integer(network.contacts.count { $0.day <= today })), .init("ties", .integer(graph.graph.edgeCount)),
        .init("components", .integer(components.count)), .init("given", .number(ledger.total.given)),
        .init("got", .number(ledger.total.got)), .init("first", Value(days.min())), .init("last", Value(days.max())),
      ]))
  }

  /// `why X`: where the numbers of a person come from: the statements behind the strength of the tie, the balance and what is due,
  /// each with its share.
  ///
  /// The shares of a strength are those of `Σ/4 − ln(1 − stated)`, which adds up; those of a balance are what each gift adds to it.
  func why(_ person: Node) throws(Refusal) -> Report {
    guard names.kind(of: person) == .person, person != .me else {
      throw Refusal("`\(names[person])` has no numbers of its own", about: .object(0), help: "name another person: `why alice`")
    }
    let answers = [whyStrength(person), whyBalance(person), whyDue(person)].compactMap { $0 }
    return Report(
      .rows(["of", "value", "parts"].map { Report.Column($0) }, answers), ifEmpty: "nothing is known of \(names[person])")
  }

  private func part(_ statement: Int, _ day: Day, _ share: Double) -> Value {
    let text = chronicle.text(of: statement)
    return .shown(
      "#\(statement) \(decimals(share))",
      .object([
        .init("id", .integer(statement)), .init("date", .day(day)), .init("text", .text(text)), .init("share", .number(share)),
      ]))
  }

  private func whyStrength(_ person: Node) -> [Value]? {
    let tie = ties.tie(.me, person)
    guard tie.rank > 0 else { return nil }
    let halfLife = Double(network.options.halfLife)
    let touches = network.touches.filter { $0.day <= today && Set([$0.a, $0.b]) == [.me, person] }
    var parts = touches.map { touch in
      part(touch.statement, touch.day, touch.weight * exp2(-Double(today.days(since: touch.day)) / halfLife) / 4 / tie.rank)
    }
    let stated = network.assertions.filter { $0.day <= today && Set([$0.a, $0.b]) == [.me, person] }
    if tie.stated > 0, let last = stated.max(by: { ($0.day, $0.statement) < ($1.day, $1.statement) }) {
      parts.append(part(last.statement, last.day, -Glibc.log(1 - tie.stated) / tie.rank))
    }
    return [.text("strength"), .strength(tie.strength), .list(parts)]
  }

  private func whyBalance(_ person: Node) -> [Value]? {
    let gifts = network.gifts.filter { $0.day <= today && $0.value.person == person }
    guard !gifts.isEmpty else { return nil }
    let parts = gifts.map { part($0.statement, $0.day, $0.value.direction == .given ? $0.value.worth : -$0.value.worth) }
    return [.text("balance"), .number(ledger[person].balance), .list(parts)]
  }

  private func whyDue(_ person: Node) -> [Value]? {
    guard let cadence = cadence(of: person), let day = dueDay(of: person) else { return nil }
    var parts = [part(cadence.statement, cadence.since, 1)]
    if let last = meetings.last(where: {
      $0.day == contacts[person]?.last && $0.present.contains(person) && $0.present.contains(.me)
    }) {
      parts.append(part(last.statement, last.day, 1))
    }
    return [.text("due"), .day(day), .list(parts)]
  }
}
