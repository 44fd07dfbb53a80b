/// Every verb of the language, and the phrases by which it is found.
public struct Vocabulary: Sendable {
  /// The verbs, in the order of the families.
  public let verbs: [Verb]
  /// Every phrase, and the index of its verb.
  let phrases: [(phrase: Phrase, verb: Int)]
  private let byFirstWord: [String: [Entry]]
  private let byText: [String: Int]

  private struct Entry: Sendable {
    let words: [String]
    let phrase: Int
  }

  /// The language: the families, one after the other, and nothing more.
  public static let standard = Vocabulary(
    contactFamily + givingFamily + introductionFamily + factFamily + questionFamily + sessionFamily)

  init(_ verbs: [Verb]) {
    self.verbs = verbs
    let phrases = verbs.indices.flatMap { verb in verbs[verb].phrases.map { (phrase: $0, verb: verb) } }
    let entries = phrases.enumerated().flatMap { index, item in
      Set([item.phrase.words, item.phrase.mine]).map { Entry(words: $0, phrase: index) }
    }
    self.phrases = phrases
    byFirstWord = Dictionary(grouping: entries) { $0.words[0] }.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    // Two verbs of one phrase trap here, in every test.
    byText = Dictionary(uniqueKeysWithValues: phrases.enumerated().map { ($1.phrase.text, $0) })
  }

  /// The verb that a phrase says.
  func verb(of phrase: Int) -> Verb { verbs[phrases[phrase].verb] }

  /// The phrase of a text, in the form that others do it.
  func phrase(_ text: String) -> Int? { byText[text] }

  /// The phrase that says a verb of that name; the program is wrong where there is none.
  func phrase(named text: String) -> Int {
    guard let phrase = phrase(text) else { preconditionFailure("no verb is said `\(text)`") }
    return phrase
  }

  /// Whether a phrase starts with these words and goes on.
  func begins(with words: [String]) -> Bool {
    byFirstWord[words[0]]?.contains { $0.words.count > words.count && $0.words.starts(with: words) } ?? false
  }

  /// Whether a phrase starts with the word: such a name has to be quoted.
  func reserves(_ word: String) -> Bool { byFirstWord[word] != nil }

  /// The words that can begin a `who` predicate.
  var predicateStarts: Set<String> {
    Set(phrases.filter { verbs[$0.verb].isPredicate }.flatMap { [$0.phrase.words[0], $0.phrase.mine[0]] })
  }

  /// The words that can begin a statement without a subject.
  var firstWords: [String] { byFirstWord.keys.sorted() }

  /// The longest phrase that stands at an index; with `saying`, of those that take a subject.
  func longestPhrase(in reader: Reader, at index: Int, saying: Bool) -> (phrase: Int, length: Int)? {
    guard let first = reader.word(index), let entries = byFirstWord[first] else { return nil }
    let found = entries.first { entry in
      (!saying || verb(of: entry.phrase).takesSubject)
        && entry.words.indices.allSatisfy { reader.word(index + $0) == entry.words[$0] }
    }
    return found.map { ($0.phrase, $0.words.count) }
  }
}
