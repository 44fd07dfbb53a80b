import KithGraph
import KithSyntax

/// Every verb of the language, and the phrases by which it is found. A class, since there is one, and much asks it.
public final class Vocabulary: Sendable {
  /// The verbs, in the order of the families.
  public let verbs: [Verb]
  /// Where every phrase stands.
  package let phrases: [Place]

  /// Where a phrase stands.
  package struct Place {
    /// The index of its verb.
    package let verb: Int
    /// Its index among the verb's phrases.
    package let place: Int
  }

  /// The words that mean something to it.
  package let lexicon: Lexicon
  /// The forms in which the phrases are said, and the words of each, one after the other.
  private let ways: [PhraseForm]
  private let spoken: [WordID]
  /// The last of the forms that begin with each word, or -1; a form knows the one before it.
  private let lastWay: [Int16]

  /// The fields of people that follow from what is said, and what their values are.
  package let derivedFields: [DerivedField]

  /// The forms of lines that stand for others.
  package var wordings: Wordings { allWordings() }
  private let allWordings: @Sendable () -> Wordings

  package init(
    _ verbs: [Verb], derivedFields: [DerivedField], wordings: @escaping @Sendable () -> Wordings = { Wordings([]) }
  ) {
    // This runs at every start: it looks at what stands written, and has no verb make anything.
    var lexicon = Keyword.lexicon
    var (phrases, ways, spoken, lastWay): ([Place], [PhraseForm], [WordID], [Int16]) = ([], [], [], [])
    func add(_ words: [WordID], _ verb: Verb, isMine: Bool) {
      let first = Int(words[0].number)
      while lastWay.count <= first { lastWay.append(-1) }
      ways.append(
        PhraseForm(
          phrase: phrases.count, isMine: isMine, takesSubject: verb.takesSubject,
          words: spoken.count..<spoken.count + words.count,
          before: Int(lastWay[first])))
      lastWay[first] = Int16(ways.count - 1)
      spoken += words
    }
    for (verb, entry) in verbs.enumerated() {
      for (place, written) in entry.written.enumerated() {
        let (theirs, mine) = Vocabulary.words(of: written, &lexicon)
        add(theirs, entry, isMine: false)
        if mine != theirs { add(mine, entry, isMine: true) }
        phrases.append(Place(verb: verb, place: place))
      }
    }
    (self.verbs, self.phrases, self.lexicon) = (verbs, phrases, lexicon)
    (self.derivedFields, allWordings) = (derivedFields, wordings)
    (self.ways, self.spoken, self.lastWay) = (ways, spoken, lastWay)
  }

  /// The words of what stands written, as others say it and as I do.
  fileprivate static func words(of written: String, _ lexicon: inout Lexicon) -> (theirs: [WordID], mine: [WordID]) {
    let bytes = Array(written.utf8)
    var (theirs, mine): ([WordID], [WordID]) = ([], [])
    var (start, middle) = (0, 0)
    for end in 0...bytes.count {
      if end < bytes.count, bytes[end] == UInt8(ascii: "/") { middle = end }
      guard end == bytes.count || bytes[end] == UInt8(ascii: " ") else { continue }
      let isAlike = middle <= start
      mine.append(lexicon.add(bytes.span.extracting(start..<(isAlike ? end : middle))))
      theirs.append(isAlike ? mine[mine.count - 1] : lexicon.add(bytes.span.extracting(middle + 1..<end)))
      start = end + 1
    }
    return (theirs, mine)
  }

  /// The texts of all phrases, in the form that others do it.
  package var texts: [String] {
    var texts = phrases.map { verbs[$0.verb].written[$0.place] }
    for way in ways where way.isMine { texts[way.phrase] = Phrase.text(of: texts[way.phrase]) }
    return texts
  }

  /// How a phrase is said.
  package func wording(of phrase: Int) -> Phrase { verbs[phrases[phrase].verb].phrases[phrases[phrase].place] }

  /// The forms that start with a word, those of later verbs first.
  private func ways(from word: WordID) -> some Sequence<PhraseForm> {
    sequence(state: Int(word.number) < lastWay.count ? Int(lastWay[Int(word.number)]) : -1) {
      [ways] index -> PhraseForm? in
      guard index >= 0 else { return nil }
      defer { index = ways[index].before }
      return ways[index]
    }
  }

  /// The verb that a phrase says.
  package func verb(of phrase: Int) -> Verb { verbs[phrases[phrase].verb] }

  /// Whether a phrase makes statements read otherwise.
  package func rewrites(_ phrase: Int) -> Bool { verb(of: phrase).category == .rewriting }

  /// The phrase of a text, in the form that others do it.
  package func phrase(_ text: String) -> Int? {
    let words = text.split(separator: " ").map { lexicon.word(String($0)) }
    return words.first.flatMap { ways(from: $0).first { !$0.isMine && spoken[$0.words].elementsEqual(words) }?.phrase }
  }

  /// The phrase that says a verb of that name; the program is wrong where there is none.
  package func phrase(named text: String) -> Int {
    guard let phrase = phrase(text) else { preconditionFailure("no verb is said `\(text)`") }
    return phrase
  }

  /// The words that behind a phrase, said either way, make it another one, alone or with what a slot of its verb begins
  /// with: a gift called intro makes `gave "intro" to bob`.
  package func continuations(of phrase: Int) -> WordSet {
    let keywords = verb(of: phrase).slots.compactMap(\.keyword?.words.first)
    return WordSet(
      [wording(of: phrase).mine, wording(of: phrase).words].flatMap { said in
        let said = said.map { lexicon.word($0) }
        return ways(from: said[0]).map { spoken[$0.words] }.filter { $0.count > said.count && $0.starts(with: said) }
          .map { $0.dropFirst(said.count) }
          .filter { $0.count == 1 || keywords.contains($0[$0.startIndex + 1]) }.compactMap(\.first)
      })
  }

  /// Whether a phrase starts with the word: such a name has to be quoted.
  package func reserves(_ word: WordID) -> Bool { Int(word.number) < lastWay.count && lastWay[Int(word.number)] >= 0 }

  /// Whether the phrase of a verb stands at an index whose statements are listed.
  func startsRecord(in parser: borrowing StatementParser, at index: Int) -> Bool {
    longestPhrase(in: parser, at: index, saying: false).map { verb(of: $0.phrase).isRecord } ?? false
  }

  /// Whether something that a session is asked for starts with the word.
  package func isOfTheSession(_ word: WordID) -> Bool {
    ways(from: word).contains { verb(of: $0.phrase).requiredAccess.isOfTheSession }
  }

  /// Whether a question starts with the word.
  package func asks(_ word: WordID) -> Bool { ways(from: word).contains { verb(of: $0.phrase).category == .question } }

  /// The phrases that can stand behind a subject.
  package var phrasesBehindSubjects: [Expectation] {
    verbs.filter(\.takesSubject).flatMap { verb in
      verb.phrases.map { Expectation.phrase($0.text, meaning: verb.summary) }
    }
  }

  /// What can be asked of somebody: the verbs of what is so and of contact, and the words for all of them.
  package var predicates: [Expectation] {
    let words: [Expectation] = [
      .word("where", meaning: "who where strength > 0.5"), .word("not", meaning: "who not contacted since 1 month ago"),
      .word("contacted", meaning: "who contacted since 1 month ago"), .word("in", meaning: "who in \"book club\""),
    ]
    // What is no longer so is asked with `not`.
    let facts = verbs.indices.filter { verbs[$0].isPredicate && !verbs[$0].phrases[0].text.contains("no longer") }
    return words
      + (facts + verbs.indices.filter { verbs[$0].isContact }).map { .predicate(verbs[$0].phrases[0].text, verb: $0) }
  }

  /// The words that can begin a statement without a subject.
  package var firstWords: [String] { Set(ways.compactMap { lexicon.text(of: spoken[$0.words.lowerBound]) }).sorted() }

  /// The longest phrase that stands at an index; with `saying`, of those that take a subject.
  package func longestPhrase(in parser: borrowing StatementParser, at index: Int, saying: Bool) -> (
    phrase: Int, length: Int
  )? {
    let first = parser.word(index)
    guard reserves(first) else { return nil }
    var longest: (phrase: Int, length: Int)?
    for way in ways(from: first)
    where (!saying || way.takesSubject) && way.words.count > longest?.length ?? 0
      && way.words.allSatisfy({ parser.word(index + $0 - way.words.lowerBound) == spoken[$0] })
    {
      longest = (way.phrase, way.words.count)
    }
    return longest
  }
}

/// A field of people that follows from what is said: `last`, `strength`.
package struct DerivedField: Sendable {
  package let name: String
  package let kind: Comparand.Kind
  /// What it says, in a few words.
  package let meaning: String
  /// How it is compared, to show it: `> 0.5`.
  package let example: String

  package init(name: String, kind: Comparand.Kind, meaning: String, example: String) {
    (self.name, self.kind, self.meaning, self.example) = (name, kind, meaning, example)
  }
}

extension Keyword {
  /// The lexicon of keywords and nothing else: the numbers of these are the same in that of any vocabulary.
  package static let lexicon: Lexicon = {
    var lexicon = Lexicon()
    let keywords = Vocabulary.words(of: Keyword.texts, &lexicon).mine
    assert(keywords == Keyword.allCases.map(\.word) && keywords.map(lexicon.text) == Keyword.allCases.map(\.text))
    for (sign, keyword) in [("&", Keyword.and), ("+", .and), ("@", .at), ("w/", .with)] {
      lexicon.add(sign: sign, for: keyword.word)
    }
    for list in FunctionWords.texts { _ = Vocabulary.words(of: list, &lexicon) }
    return lexicon
  }()
}

/// A form of a phrase: as others do it, or as I do where that differs.
private struct PhraseForm: Sendable {
  let phrase: Int
  let isMine: Bool
  /// Whether its verb takes a subject.
  let takesSubject: Bool
  /// Where its words stand.
  let words: Range<Int>
  /// The index of the form before it that begins with the same word, or -1.
  let before: Int
}
