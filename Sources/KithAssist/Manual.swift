import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithText

/// Help, drawn from the verb table.
public struct Manual {
  package let language: Language
  private var vocabulary: Vocabulary { language.vocabulary }
  /// The day that the page of dates is seen from.
  package let today: Day

  /// The phrases of the network's owner.
  private let phrases: [OwnPhrase]
  /// What the examples speak of; without it, nothing is known.
  let log: StatementLog?
  /// How many columns there are to read it in.
  let width: Int

  /// The manual of a language, read on a day and so many columns wide, by the owner of a log.
  public init(_ language: Language, today: Day = Manual.exampleDay, log: StatementLog? = nil, width: Int = 80) {
    (self.language, self.today, self.log, self.width) = (language, today, log, width)
    phrases = log?.options.phrases ?? []
  }

  /// A page, no wider than there is room.
  public func text(of page: HelpPage) -> String {
    switch page {
    case .word(let word): wrapped(lines: self.page(for: word), to: width)
    case .version: wrapped(lines: "kith \(Language.programVersion), language \(Language.version)\n", to: width)
    case .examples: wrapped(lines: examples, to: width)
    }
  }

  /// What is said before every example, so that there is what it speaks of.
  public static let prelude = [
    "met alice, bob, carol, tom", "alice works at Acme as \"hiring manager\"; dana is \"hiring manager\" at Acme",
    "plan dinner on today with alice", "asked carol for a review; promised bob a template; carol promised me feedback",
    "set alice email alice@example.org; met tom; tom aka tommy", "met zoe", "undo",
  ]

  /// The page for a word or phrase; without one, what fits a screen.
  public func page(for word: String?) -> String {
    guard let word = word?.lowercased() else { return overview }
    if let own = phrases.first(where: { $0.said == word || $0.said.hasPrefix(word + " ") }) {
      return "\(own.said.printable): a phrase of your own that means `\(own.meaning)`\n" + page(for: own.meaning)
    }
    if let word = ScriptWord(rawValue: word) { return page(word) }
    let page = page(of: Topic.all.first { $0.name == word })
    let entries = language.entries.filter { entry in
      entry.verb.phrases.contains { $0.text == word || $0.words[0] == word || $0.mine[0] == word }
    }
    let exact = entries.filter { $0.verb.phrases[0].text == word }
    let others = entries.filter { $0.verb.phrases[0].text != word }
    if page != nil || !entries.isEmpty {
      return ((page.map { [$0] } ?? []) + (exact + others).map(self.page)).joined(separator: "\n")
    }
    if let page = self.page(of: Topic.all.first { $0.others.contains(word) }) { return page }
    let holding = language.entries.filter { $0.verb.phrases.contains { $0.words.contains(word) } }
    guard holding.isEmpty else { return holding.map(self.page).joined(separator: "\n") }
    // `help how do i change a line`
    let parts = word.split(separator: " ").map(String.init)
    if parts.count > 1,
      let page = parts.lazy.compactMap({ part in
        self.page(of: Topic.all.first { $0.name == part || $0.others.contains(part) })
      }).first
    {
      return page
    }
    let words =
      Topic.all.flatMap { [$0.name] + $0.others } + language.entries.flatMap { $0.verb.phrases.flatMap(\.words) }
    let near = nearestSpelling(to: word, among: words)
    return "nothing here explains `\(word.printable)`"
      + (near.map { "; did you mean `help \($0)`?" } ?? "; `help` lists what is")
      + "\n"
  }

  private func page(_ entry: VerbEntry) -> String {
    page("\(entry.verb.phrases[0].text): \(entry.verb.summary)", lines(on: entry, phrases: 16))
  }

  private func page(_ word: ScriptWord) -> String { page("\(word.rawValue): \(word.summary)", lines(on: word)) }

  private func page(_ title: String, _ facts: [(name: String, text: String)]) -> String {
    let width = (facts.map(\.name.count).max() ?? 0) + 2
    return title + "\n"
      + facts.map { "  " + $0.name + String(repeating: " ", count: width - $0.name.count) + $0.text + "\n" }.joined()
  }

  /// What there is to know of a verb, by name, with so many of its phrases at most.
  private func lines(on entry: VerbEntry, phrases most: Int = .max) -> [(name: String, text: String)] {
    let verb = entry.verb
    var lines = [(name: "usage", text: verb.usage)]
    let others = verb.phrases.dropFirst().map(\.text)
    if !others.isEmpty {
      let more = others.count > most ? ", and \(others.count - most) more" : ""
      lines.append(("also", others.prefix(most).joined(separator: ", ") + more))
    }
    if !verb.clauses.isEmpty { lines.append(("clauses", verb.clauses.compactMap(\.usage).joined(separator: " "))) }
    if verb.isRecord {
      let consequences = EffectSummary(of: verb.example, after: Manual.prelude, today: Manual.exampleDay, in: language)
      lines.append(("ties", consequences.ties ?? "untouched"))
      lines.append(("ledger", consequences.ledger ?? "untouched"))
    }
    if let shape = entry.shape?() { lines.append(("answer", shape.keys)) }
    return lines + [("example", verb.example)]
  }

  private func lines(on word: ScriptWord) -> [(name: String, text: String)] {
    [("usage", word.usage), ("example", word.example)]
  }

  /// A day for examples.
  public static let exampleDay = Day(number: 20_779)

  // MARK: The reference

  /// Every verb, as a chapter of the guide in Markdown.
  public var reference: String {
    let families = language.families.map { "## \($0.title)\n\n" + $0.entries.map(chapter).joined(separator: "\n") }
    let words = ScriptWord.allCases.map { chapter($0.rawValue, $0.summary, lines(on: $0)) }
    let chapters = families + ["## Scripts\n\n" + words.joined(separator: "\n")]
    return """
      # Reference

      Every verb of the language: how it is used, which clauses it takes, and what it does to ties and ledger.

      Capitals stand for what you fill in, and brackets for what may be left out; clauses come in any order. This chapter is drawn
      from the table that reads the language, as `help` is.


      """ + chapters.joined(separator: "\n")
  }

  private func chapter(_ entry: VerbEntry) -> String {
    chapter(entry.verb.phrases[0].text, entry.verb.summary, lines(on: entry))
  }

  private func chapter(_ title: String, _ summary: String, _ facts: [(name: String, text: String)]) -> String {
    let lines = facts.map { name, text in
      "- \(name): " + (["usage", "clauses", "example", "answer"].contains(name) ? "`\(text)`" : text) + "\n"
    }
    return "### \(title)\n\n\(summary.prefix(1).uppercased() + summary.dropFirst()).\n\n"
      + lines.joined()
  }
}
