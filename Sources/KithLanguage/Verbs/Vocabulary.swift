/// Every verb of the language, and the phrases by which it is found.
public struct Vocabulary: Sendable {
  /// The verbs, in the order of the families.
  public let verbs: [Verb]
  /// Every phrase, and the index of its verb.
  let phrases: [(phrase: Phrase, verb: Int)]
  /// The phrases of the verbs that make statements read otherwise.
  let rewritings: Set<Int>
  private let byFirstWord: [String: [Entry]]
  private let byText: [String: Int]

  private struct Entry: Sendable {
    let words: [String]
    let phrase: Int
  }

  /// The families of the language, each with what the reference calls it.
  static var families: [(title: String, verbs: [Verb])] {
    [
      ("Contact", contactFamily), ("Giving and taking", givingFamily), ("Asks and promises", commitmentFamily),
      ("Introductions", introductionFamily), ("Facts", factFamily), ("Fields", fieldFamily), ("Who is who", identityFamily),
      ("Rhythm", rhythmFamily), ("Plans", planFamily), ("Questions", questionFamily), ("Options", optionFamily),
      ("The session", sessionFamily),
    ]
  }

  /// The language: the families, one after the other, and nothing more.
  public static let standard = Vocabulary(families.flatMap(\.verbs))

  init(_ verbs: [Verb]) {
    self.verbs = verbs
    var phrases: [(phrase: Phrase, verb: Int)] = []
    var byFirstWord: [String: [Entry]] = [:]
    var byText: [String: Int] = [:]
    byFirstWord.reserveCapacity(verbs.count * 2)
    byText.reserveCapacity(verbs.count * 2)
    for (verb, phrase) in verbs.enumerated().flatMap({ verb, entry in entry.phrases.map { (verb, $0) } }) {
      for words in phrase.words == phrase.mine ? [phrase.words] : [phrase.words, phrase.mine] {
        byFirstWord[words[0], default: []].append(Entry(words: words, phrase: phrases.count))
      }
      precondition(byText.updateValue(phrases.count, forKey: phrase.text) == nil, "two verbs are said `\(phrase.text)`")
      phrases.append((phrase, verb))
    }
    self.phrases = phrases
    rewritings = Set(phrases.indices.filter { if case .rewrite = verbs[phrases[$0].verb].effect { true } else { false } })
    self.byFirstWord = byFirstWord
    self.byText = byText
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

  /// Whether behind the words of a phrase another word makes them the beginning of another phrase.
  func swallows(_ spoken: [String], _ word: String) -> Bool {
    byFirstWord[spoken[0]]?.contains { $0.words.starts(with: spoken + [word]) } ?? false
  }

  /// The words that are the second of a phrase or a later one.
  var laterWords: Set<String> { Set(phrases.flatMap { $0.phrase.words.dropFirst() + $0.phrase.mine.dropFirst() }) }

  /// Whether a phrase starts with the word: such a name has to be quoted.
  func reserves(_ word: String) -> Bool { byFirstWord[word] != nil }

  /// Whether something that a session is asked for starts with the word.
  func isOfTheSession(_ word: String) -> Bool {
    byFirstWord[word]?.contains { verb(of: $0.phrase).demand == .session } ?? false
  }

  /// Whether all that starts with the word is recorded.
  func says(firstWord word: String) -> Bool { byFirstWord[word]?.allSatisfy { verb(of: $0.phrase).isRecord } ?? false }

  /// Whether a question starts with the word.
  func asks(_ word: String) -> Bool {
    byFirstWord[word]?.contains { if case .ask = verb(of: $0.phrase).effect { true } else { false } } ?? false
  }

  /// The words that can begin a statement without a subject.
  var firstWords: [String] { byFirstWord.keys.sorted() }

  /// The longest phrase that stands at an index; with `saying`, of those that take a subject.
  func longestPhrase(in reader: Reader, at index: Int, saying: Bool) -> (phrase: Int, length: Int)? {
    guard let first = reader.word(index), let entries = byFirstWord[first] else { return nil }
    let found = entries.lazy.filter { entry in
      (!saying || verb(of: entry.phrase).takesSubject)
        && entry.words.indices.allSatisfy { reader.word(index + $0) == entry.words[$0] }
    }
    return found.max { $0.words.count < $1.words.count }.map { ($0.phrase, $0.words.count) }
  }
}
