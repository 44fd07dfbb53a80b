/// Every verb of the language, and the phrases by which it is found.
public struct Vocabulary: Sendable {
  /// The verbs, in the order of the families.
  public let verbs: [Verb]
  /// Every phrase, and the index of its verb.
  let phrases: [(phrase: Phrase, verb: Int)]
  /// Whether each phrase makes statements read otherwise.
  private let areRewritings: [Bool]
  private let byFirstWord: [String: [Entry]]

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
    // This runs at every start.
    var phrases: [(phrase: Phrase, verb: Int)] = []
    var areRewritings: [Bool] = []
    var byFirstWord: [String: [Entry]] = [:]
    byFirstWord.reserveCapacity(verbs.count * 2)
    for (index, verb) in verbs.enumerated() {
      let isRewriting = if case .rewrite = verb.effect { true } else { false }
      for phrase in verb.phrases {
        for words in phrase.words == phrase.mine ? [phrase.words] : [phrase.words, phrase.mine] {
          byFirstWord[words[0], default: []].append(Entry(words: words, phrase: phrases.count))
        }
        phrases.append((phrase, index))
        areRewritings.append(isRewriting)
      }
    }
    (self.phrases, self.areRewritings, self.byFirstWord) = (phrases, areRewritings, byFirstWord)
  }

  /// The verb that a phrase says.
  func verb(of phrase: Int) -> Verb { verbs[phrases[phrase].verb] }

  /// Whether a phrase makes statements read otherwise.
  func rewrites(_ phrase: Int) -> Bool { areRewritings[phrase] }

  /// The phrase of a text, in the form that others do it.
  func phrase(_ text: String) -> Int? { phrases.firstIndex { $0.phrase.text == text } }

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
