import KithGraph
import KithSyntax

/// The words that mean something by themselves, whatever verb they stand with. Their numbers are the lexicon's first.
package enum Keyword: UInt16, CaseIterable {
  // What ends a person's name wherever it stands.
  case at = 3, `in`, on, with, via, about, `for`, by, to, from, `as`, every, worth
  // What stands for the owner.
  case me, i, myself
  // Pronouns of others.
  case he, she, it, they, we, you, him, her, them, us, his, hers, its, their, theirs, our, ours, your, yours, my, mine,
    himself,
    herself, itself, yourself, ourselves, yourselves, themselves, oneself, this, that, these, those, who, whom, someone,
    somebody,
    anyone, anybody, everyone, everybody, nobody, one, other, others, another, both, all, none
  // What says what kind a name is.
  case person, org, group, place, topic
  // Weekdays and months; the short ones have no `may`.
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  case january, february, march, april, may, june, july, august, september, october, november, december
  case jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, nov, dec
  case mon, tue, tues, wed, weds, thu, thurs, fri, sat, sun
  // Other words of dates and times.
  case today, yesterday, tomorrow, last, next, ago, noon, midnight, a, an, half
  case morning, lunch, afternoon, evening, night, tonight, earlier, just, now, the, couple, few
  case two, three, four, five, six, seven, eight, nine, ten, eleven, twelve
  case fifteen, twenty, thirty, forty, fifty, sixty, ninety
  case day, days, week, weeks, month, months, year, years, fortnight, fortnights
  case m, min, mins, minute, minutes, h, hour, hours, d, w
  // What begins a step of a script, `for` aside.
  case `let`, param, `if`, `else`, define, include, expect, print
  // What joins names and conditions, and what stands before the slots of questions.
  case and, or, not, of, well, plan, into, since, before, between, `where`, contacted, sort, limit, show, top, depth,
    weight, log
  case asc, desc, edit, means, end

  /// Its word.
  package var word: WordID { WordID(number: rawValue) }

  /// As it is written.
  package var text: String { String(describing: self) }

  /// All of them as they are written, which takes long to ask the enumeration for.
  package static let texts = """
    at in on with via about for by to from as every worth me i myself he she it they we you him her them us his hers \
    its their theirs our ours your yours my mine himself herself itself yourself ourselves yourselves themselves \
    oneself this that these those who whom someone somebody anyone anybody everyone everybody nobody one other \
    others another both all none person org group place topic monday tuesday wednesday thursday friday saturday \
    sunday january february march april may june july august september october november december jan feb mar apr jun \
    jul aug sep sept oct nov dec mon tue tues wed weds thu thurs fri sat sun today yesterday tomorrow last next ago \
    noon midnight a an half morning lunch afternoon evening night tonight earlier just now the couple few two three \
    four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty ninety day days week weeks month months year years fortnight \
    fortnights m min mins minute minutes h hour hours d w let param if else define include expect print and or not \
    of well plan into since before between where contacted sort limit show top depth weight log asc desc edit means end
    """
}

extension WordID {
  /// Whether it is a keyword.
  package static func == (word: WordID, keyword: Keyword) -> Bool { word.number == keyword.rawValue }

  /// Whether it is another word.
  package static func != (word: WordID, keyword: Keyword) -> Bool { word.number != keyword.rawValue }

  /// The keyword that it is.
  package var keyword: Keyword? { Keyword(rawValue: number) }
}

/// Some words of the language.
package struct WordSet: Sendable {
  private var bits: [UInt64] = []

  /// No words.
  package init() {}

  /// These words.
  package init(_ words: some Sequence<WordID>) { for word in words { insert(word) } }

  /// The keywords from one to another, as they are listed.
  package init(_ first: Keyword, through last: Keyword) {
    self.init((first.rawValue...last.rawValue).map { WordID(number: $0) })
  }

  package mutating func insert(_ word: WordID) {
    precondition(word.number >= Lexicon.firstNumber, "only what the lexicon holds can be told apart")
    let place = Int(word.number >> 6)
    while bits.count <= place { bits.append(0) }
    bits[place] |= 1 << UInt64(word.number & 63)
  }

  package mutating func formUnion(_ other: WordSet) {
    while bits.count < other.bits.count { bits.append(0) }
    for place in other.bits.indices { bits[place] |= other.bits[place] }
  }

  package func contains(_ word: WordID) -> Bool {
    let place = Int(word.number >> 6)
    return place < bits.count && bits[place] >> UInt64(word.number & 63) & 1 == 1
  }

  /// Whether a text is one of them, whatever its case.
  package func contains(_ text: String) -> Bool { contains(Keyword.lexicon.word(text)) }
}

/// The words before something that say what it is: `at`, `sort by`.
package struct KeywordPhrase: Sendable, ExpressibleByStringLiteral {
  /// As they are written.
  package let text: String
  /// The words.
  package let words: [WordID]

  package init(_ text: String) {
    self.text = text
    words = text.split(separator: " ").map { Keyword.lexicon.word(String($0)) }
    precondition(words.allSatisfy { $0.number >= Lexicon.firstNumber }, "`\(text)` holds a word that is no keyword")
  }

  package init(stringLiteral text: String) { self.init(text) }

  /// The first of its words.
  package var first: WordID { words[0] }
}
