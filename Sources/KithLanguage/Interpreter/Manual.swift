import KithText

/// Help, drawn from the verb table.
public struct Manual: Sendable {
  private let vocabulary: Vocabulary

  /// The manual of a vocabulary.
  public init(_ vocabulary: Vocabulary = .standard) { self.vocabulary = vocabulary }

  /// What is said before every example, so that there is what it speaks of.
  public static let prelude = [
    "met alice, bob, carol, tom", "alice works at Acme as \"hiring manager\"; dana is \"hiring manager\" at Acme",
    "plan dinner on today with alice", "asked carol for a review; promised bob a template; carol promised me feedback",
    "set alice email alice@example.org", "met zoe", "undo",
  ]

  /// The page for a word or phrase; without one, the list of all verbs.
  public func page(for word: String?) -> String {
    guard let word = word?.lowercased() else { return overview }
    let verbs = vocabulary.verbs.filter { verb in
      verb.phrases.contains { $0.text == word || $0.words[0] == word || $0.mine[0] == word }
    }
    let exact = verbs.filter { $0.phrases[0].text == word }
    let others = verbs.filter { $0.phrases[0].text != word }
    guard verbs.isEmpty else { return (exact + others).map(page).joined(separator: "\n") }
    let near = nearestSpelling(to: word, among: vocabulary.firstWords)
    return "nothing here explains `\(word.printable)`" + (near.map { "; did you mean `help \($0)`?" } ?? "; `help` lists what is")
      + "\n"
  }

  private var overview: String {
    let width = vocabulary.verbs.map { displayWidth($0.phrases[0].text) }.max() ?? 0
    let lines = vocabulary.verbs.map { verb in
      let name = verb.phrases[0].text
      return "  " + name + String(repeating: " ", count: width - displayWidth(name) + 2) + verb.summary + "\n"
    }
    return lines.joined() + "A date alone on a line dates what follows. `help met` explains one of the verbs.\n"
  }

  private func page(_ verb: Verb) -> String {
    var text = "\(verb.phrases[0].text): \(verb.summary)\n  usage    \(verb.usage)\n"
    if verb.phrases.count > 1 { text += "  also     \(verb.phrases.dropFirst().map(\.text).joined(separator: ", "))\n" }
    if !verb.clauses.isEmpty { text += "  clauses  \(verb.clauses.compactMap(\.usage).joined(separator: " "))\n" }
    return text + "  example  \(verb.example)\n"
  }
}
