import KithEngine
import KithGrammar
import KithGraph
import KithLog

/// Lines to try, which grow with what a network holds: they speak of its own people, places and promises.
struct Examples {
  private let language: Language
  private let log: StatementLog
  private let today: Day
  private let ranking: NameRanking

  init(_ language: Language, _ log: StatementLog, today: Day) {
    (self.language, self.log, self.today) = (language, log, today)
    ranking = NameRanking(log, strength: nil)
  }

  /// Groups of them, each under a title.
  var groups: [(title: String, lines: [String])] {
    let people = names(.person)
    guard let somebody = people.first else { return [beginning, facts(of: "alice")] }
    var groups = [(title: "What happened", lines: contacts(with: somebody)), facts(of: somebody)]
    groups.append(("Asking", questions(about: somebody)))
    if people.count > 1 { groups.append(("Between people", between(somebody, people[1]))) }
    let open = outcomes
    if !open.isEmpty { groups.append(("What is open", open)) }
    let others = ofPlacesAndTags
    if !others.isEmpty { groups.append(("Groups of people", others)) }
    if people.count > 4, log.count > 20 { groups.append(("The whole network", ofTheWhole)) }
    return groups
  }

  // MARK: Groups

  private var beginning: (title: String, lines: [String]) {
    (
      "To begin",
      [
        "met alice at coffee about jobs", "called bob yesterday: he moves to Rome", "gave advice to bob", "show bob",
        "undo",
      ]
    )
  }

  private func contacts(with person: String) -> [String] {
    let place = names(.place).first ?? "coffee"
    return [
      "called \(person) yesterday for 20 min", "met \(person) at \(place) about jobs", "gave \(person) advice worth 2",
      "asked \(person) for a review", "promised \(person) a template by friday", "plan lunch with \(person) on tuesday",
    ]
  }

  private func facts(of person: String) -> (title: String, lines: [String]) {
    (
      "What is so",
      [
        "\(person) works at Acme as designer", "\(person) lives in Berlin", "\(person) likes climbing",
        "set \(person) birthday 12 may", "tag \(person) #family", "keep \(person) every 2 weeks",
      ]
    )
  }

  private func questions(about person: String) -> [String] {
    [
      "show \(person)", "log of \(person)", "why \(person)", "balance of \(person)", "who sort by strength limit 5",
      "who not contacted since 1 month ago", "due", "suggest",
    ]
  }

  private func between(_ one: String, _ other: String) -> [String] {
    [
      "introduced \(one) to \(other)", "\(one) knows \(other) well", "path to \(other)",
      "common of \(one) and \(other)",
    ]
  }

  /// What ends a request, a promise or a plan that is open.
  private var outcomes: [String] {
    ["granted", "declined", "kept", "done", "cancel"].compactMap { verb in
      let entry = language.entries.first { $0.verb.phrases[0].text == verb }
      return entry?.listed?(log, today).first.map { "\(verb) #\($0)" }
    }
  }

  private var ofPlacesAndTags: [String] {
    let ways: [(NodeKind, (String) -> [String])] = [
      (.org, { ["who works at \($0) and not contacted since 1 month ago", "path to \($0)"] }),
      (.group, { ["who in \($0)"] }), (.place, { ["who met at \($0) since last month"] }),
      (.tag, { ["who #\($0) sort by strength", "keep #\($0) every month"] }),
    ]
    return ways.flatMap { kind, lines in names(kind).first.map(lines) ?? [] }
  }

  private var ofTheWhole: [String] {
    [
      "count by month", "rank by betweenness", "circles", "dormant", "suggest intros",
      "who sort by strength as of last month",
      "graph as mermaid",
    ]
  }

  /// The likeliest names of a kind, as a line has them.
  private func names(_ kind: NodeKind) -> [String] {
    var printer = log.printer
    return ranking.nodes(of: [kind], typed: "", in: log, most: 2).map {
      kind == .tag ? log.names[$0] : printer.name($0, as: kind)
    }
  }
}
