import KithText

/// Every verb of the language, and the phrases by which it is found.
public struct Vocabulary: Sendable {
  /// The verbs, in the order of the families.
  public let verbs: [Verb]
  /// Where every phrase stands.
  let phrases: [Place]

  /// Where a phrase stands.
  struct Place {
    /// The index of its verb.
    let verb: Int
    /// Its index among the verb's phrases.
    let place: Int
  }

  /// The ways in which the phrases are said.
  private let ways: [Way]
  /// The last of the ways of each bucket, or -1; a way knows the one before it.
  private let buckets: [Int]

  /// Verbs of one kind, with what the reference calls them.
  struct Family {
    let title: String
    let verbs: [Verb]

    init(_ title: String, _ verbs: [Verb]) { (self.title, self.verbs) = (title, verbs) }
  }

  /// The families of the language.
  static var families: [Family] {
    [
      Family("Contact", contactFamily), Family("Giving and taking", givingFamily), Family("Asks and promises", commitmentFamily),
      Family("Introductions", introductionFamily), Family("Facts", factFamily), Family("Fields", fieldFamily),
      Family("Who is who", identityFamily), Family("Rhythm", rhythmFamily), Family("Plans", planFamily),
      Family("Questions", questionFamily), Family("Options", optionFamily), Family("The session", sessionFamily),
    ]
  }

  /// The language: the families, one after the other, and nothing more.
  public static let standard = Vocabulary(families.flatMap(\.verbs))

  init(_ verbs: [Verb]) {
    // This runs at every start: it looks at what stands written, and has no verb make anything.
    var phrases: [Place] = []
    var ways: [Way] = []
    var buckets = [Int](repeating: -1, count: Way.bucketCount)
    func add(_ beginning: UInt64, isMine: Bool) {
      let bucket = Way.bucket(beginning)
      ways.append(Way(beginning: beginning, phrase: phrases.count, isMine: isMine, before: buckets[bucket]))
      buckets[bucket] = ways.count - 1
    }
    for (verb, entry) in verbs.enumerated() {
      for (place, written) in entry.written.enumerated() {
        let (theirs, mine) = Way.beginnings(of: written)
        add(theirs, isMine: false)
        if let mine { add(mine, isMine: true) }
        phrases.append(Place(verb: verb, place: place))
      }
    }
    (self.verbs, self.phrases, self.ways, self.buckets) = (verbs, phrases, ways, buckets)
  }

  /// The texts of all phrases, in the form that others do it.
  var texts: [String] {
    var texts = phrases.map { verbs[$0.verb].written[$0.place] }
    for way in ways where way.isMine { texts[way.phrase] = Phrase.text(of: texts[way.phrase]) }
    return texts
  }

  /// How a phrase is said.
  func wording(of phrase: Int) -> Phrase { verbs[phrases[phrase].verb].phrases[phrases[phrase].place] }

  private func words(_ way: Way) -> [String] { way.isMine ? wording(of: way.phrase).mine : wording(of: way.phrase).words }

  /// The ways that start with a word.
  private func ways(from word: String) -> [Way] {
    let beginning = word.beginning
    var found: [Way] = []
    var index = buckets[Way.bucket(beginning)]
    while index >= 0 {
      if ways[index].beginning == beginning, words(ways[index])[0] == word { found.append(ways[index]) }
      index = ways[index].before
    }
    return found
  }

  /// The verb that a phrase says.
  func verb(of phrase: Int) -> Verb { verbs[phrases[phrase].verb] }

  /// Whether a phrase makes statements read otherwise.
  func rewrites(_ phrase: Int) -> Bool { verb(of: phrase).mood == .rewriting }

  /// The phrase of a text, in the form that others do it.
  func phrase(_ text: String) -> Int? {
    ways(from: text.firstWord).first { !$0.isMine && wording(of: $0.phrase).text == text }?.phrase
  }

  /// The phrase that says a verb of that name; the program is wrong where there is none.
  func phrase(named text: String) -> Int {
    guard let phrase = phrase(text) else { preconditionFailure("no verb is said `\(text)`") }
    return phrase
  }

  /// The words that behind a phrase, said either way, make it the beginning of another one.
  func continuations(of phrase: Int) -> [String] {
    [wording(of: phrase).mine, wording(of: phrase).words].flatMap { spoken in
      ways(from: spoken[0]).map(words).filter { $0.count > spoken.count && $0.starts(with: spoken) }.map { $0[spoken.count] }
    }
  }

  /// Whether a phrase starts with the word: such a name has to be quoted.
  func reserves(_ word: String) -> Bool { !ways(from: word).isEmpty }

  /// Whether something that a session is asked for starts with the word.
  func isOfTheSession(_ word: String) -> Bool { ways(from: word).contains { verb(of: $0.phrase).demand.isOfTheSession } }

  /// Whether a question starts with the word.
  func asks(_ word: String) -> Bool { ways(from: word).contains { verb(of: $0.phrase).mood == .question } }

  /// The words that can begin a statement without a subject.
  var firstWords: [String] { Set(ways.map { words($0)[0] }).sorted() }

  /// The longest phrase that stands at an index; with `saying`, of those that take a subject.
  func longestPhrase(in reader: Reader, at index: Int, saying: Bool) -> (phrase: Int, length: Int)? {
    guard let first = reader.word(index) else { return nil }
    var longest: (phrase: Int, length: Int)?
    for way in ways(from: first) where !saying || verb(of: way.phrase).takesSubject {
      let words = words(way)
      if words.count > longest?.length ?? 0, words.indices.allSatisfy({ reader.word(index + $0) == words[$0] }) {
        longest = (way.phrase, words.count)
      }
    }
    return longest
  }
}

/// A way to say a phrase: as others do it, or as I do where that differs.
private struct Way: Sendable {
  /// The first bytes of its first word, as many as are compared at once.
  let beginning: UInt64
  let phrase: Int
  let isMine: Bool
  /// The index of the way that came before it in its bucket, or -1.
  let before: Int

  static let bucketCount = 256
  static func bucket(_ beginning: UInt64) -> Int { Int((beginning &* 0x9E37_79B9_7F4A_7C15) >> 56) }

  /// How the two ways to say what stands written begin.
  static func beginnings(of written: String) -> (theirs: UInt64, mine: UInt64?) {
    var (written, beginning, mine): (String, UInt64, UInt64?) = (written, 0, nil)
    written.withUTF8 { bytes in
      var isFirstWord = true
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "/"):
          mine = mine ?? beginning
          if isFirstWord { beginning = 0 }
        case UInt8(ascii: " "): isFirstWord = false
        default: if isFirstWord, beginning >> 56 == 0 { beginning = beginning << 8 | UInt64(byte) }
        }
      }
    }
    return (beginning, mine)
  }
}
