import KithGraph
import KithSyntax

/// Reads one statement's tokens from left to right.
///
/// Every look-ahead that fails is remembered, so that "what could have stood here" is one list for errors and
/// completion. It cannot be copied by accident: whoever looks far ahead asks for a `trial`.
public struct StatementParser: ~Copyable {
  /// The text.
  public let source: Source
  /// What is known of the world while reading.
  public let context: ParserContext
  private var tokens: ArraySlice<Token>
  /// Where the parser stands.
  public private(set) var at: Int
  /// The words at which a name that is no person's ends: what this statement can take.
  package var stops = WordSet()
  /// The clauses that this statement can take.
  package var clauses = Clauses([])
  /// Whether what is read belongs to a question.
  package var isAsking = false
  /// Whether a subject was said.
  var hasSubject = false
  /// Whether the time that was read last could be of the other half of the day.
  var isTimeOpen = false
  /// The part of the day that stands for the time, as long as no other one is said.
  var partOfTime: DayPart?
  /// The people that stood before what they were given.
  var peopleAhead: [Mention]?
  /// Whether names have to be known: those of a question.
  var isOfQuestion = false
  /// The name that ends where the tokens end, and could go on.
  package var openName: OpenName?
  package private(set) var expected: [Expectation] = []
  /// Whether what could have stood somewhere is remembered: only errors and completion ask for it.
  package var isRemembering = true
  /// Whether an error is to say what was probably meant.
  package var looksForNear = true
  package private(set) var furthest: Int
  /// What was found on the way, where somebody asks for it.
  package var marks: [Mark]?

  /// A parser of the tokens of one statement: no separator among them, but one that ends the list.
  package init(_ tokens: ArraySlice<Token>, of source: Source, in context: ParserContext, isRemembering: Bool = true) {
    self.tokens = tokens
    self.source = source
    self.context = context
    self.isRemembering = isRemembering
    at = tokens.startIndex
    furthest = at
  }

  /// Another parser that goes on at an index, and leaves this one where it is.
  package func trial(at index: Int) -> StatementParser {
    var trial = StatementParser(tokens, of: source, in: context, isRemembering: false)
    (trial.stops, trial.clauses, trial.isAsking, trial.looksForNear) = (stops, clauses, isAsking, false)
    trial.at = index
    return trial
  }

  /// A parser of nothing but some of its words.
  func trial(of words: Range<Int>) -> StatementParser {
    var trial = trial(at: words.lowerBound)
    trial.tokens = tokens[..<words.upperBound]
    return trial
  }

  /// How many words somebody may have typed: what is longer is tried in no other order.
  static let mostTyped = 200

  /// The token that comes next: behind the last one, an end.
  public var next: Token { token(at) }

  /// Whether everything is read.
  public var isAtEnd: Bool { next.kind == .end }

  /// A token of the statement by index; behind the last one, an end.
  package func token(_ index: Int) -> Token {
    if index < tokens.endIndex { return tokens[index] }
    let end = tokens.last?.span.end ?? 0
    return Token(kind: .end, span: Span(end, end))
  }

  /// The last token of the statement.
  var tokenBeforeEnd: Token { tokens.last ?? next }

  /// Where the tokens begin.
  var startIndex: Int { tokens.startIndex }

  /// Where the tokens end.
  var endIndex: Int { tokens.endIndex }

  /// Whether a dash stands at an index: behind a statement it leads a note.
  func isDash(_ index: Int) -> Bool {
    word(index) != .missing && ["-", "–", "—"].contains(source.text(token(index).span))
  }

  /// The word at an index; `.missing` when no word stands there.
  package func word(_ index: Int) -> WordID { tokens.indices.contains(index) ? tokens[index].word : .missing }

  /// The word that comes next.
  package var nextWord: WordID { word(at) }

  /// The text of the word at an index, without case; `nil` when no word stands there.
  package func wordText(_ index: Int) -> String? {
    word(index) == .missing ? nil : source.text(token(index).span).lowercased()
  }

  /// The text of the word that comes next, without case.
  package var nextWordText: String? { wordText(at) }

  /// The bytes of the word at an index; none when no word stands there.
  package func wordBytes(_ index: Int) -> ArraySlice<UInt8> {
    guard word(index) != .missing else { return [] }
    let span = token(index).span
    return source.bytes[span.start..<span.end]
  }

  /// Whether a quoted text, or a value in its place, comes next.
  package var startsText: Bool { isText(next) }

  /// Whether a token is a quoted text, or a value in its place.
  package func isText(_ token: Token) -> Bool {
    switch token.kind {
    case .string, .value: true
    default: false
    }
  }

  /// The word, quoted text or value that comes next.
  package var nextText: String? {
    switch next.kind {
    case .word, .string, .value: source.value(of: next)
    default: nil
    }
  }

  /// Goes on by so many tokens.
  public mutating func advance(_ count: Int = 1) { at = min(at + count, tokens.endIndex) }

  /// Steps back to, or forward to, an index seen before.
  package mutating func move(to index: Int) {
    at = index
    guard let marks, !marks.isEmpty else { return }
    let start = next.span.start
    self.marks = marks.filter { $0.span.start < start }
  }

  /// Remembers what the tokens from an index up to here mean.
  package mutating func mark(_ meaning: Meaning, from index: Int) {
    guard marks != nil, at > index else { return }
    let span = token(index).span.joined(with: token(at - 1).span)
    marks?.append(.piece(meaning, span))
  }

  /// Takes the value that stands for a variable at an index apart into its words: a date, a number or the like belongs
  /// there. Gives whether there was one that is nothing but words.
  @discardableResult
  package mutating func open(at index: Int? = nil) -> Bool {
    let index = index ?? at
    guard case .value(isOpen: true) = token(index).kind else { return false }
    let span = token(index).span
    let text = Source(name: nil, bytes: Array(source.bytes[span.start..<span.end]), firstLine: 2)
    let list = try? Lexer.tokens(of: text, knowing: context.vocabulary.lexicon)
    guard let pieces = list?.tokens.dropLast(), pieces.allSatisfy({ [.word, .number, .tag].contains($0.kind) }) else {
      return false
    }
    let placed = pieces.map {
      Token(kind: $0.kind, span: Span(span.start + $0.span.start, span.start + $0.span.end), word: $0.word)
    }
    tokens = tokens[..<index] + placed + tokens[(index + 1)...]
    return true
  }

  /// What reads a value at an index that a variable stands for, if all of it is of that kind.
  package func opened<Value>(at index: Int, _ match: (borrowing StatementParser) -> (Value, length: Int)?) -> Value? {
    guard case .value(isOpen: true) = token(index).kind else { return nil }
    var opened = trial(at: at)
    guard opened.open(at: index), let (value, length) = match(opened), length == opened.tokens.count - tokens.count + 1
    else {
      return nil
    }
    return value
  }

  /// Whether it was found what some bytes mean.
  package func isMarked(_ span: Span) -> Bool {
    marks?.contains { $0.span.start <= span.start && span.end <= $0.span.end } ?? false
  }

  /// The clauses that this statement can take.
  package var takenClauses: [Clause] { clauses.all }

  /// Reads one of these words, or remembers that it could stand here. A keyword may be several words.
  package mutating func accept(_ keyword: KeywordPhrase, before slot: Slot? = nil, isDocumented: Bool = true) -> Bool {
    if keyword.first == nextWord, keyword.words.indices.allSatisfy({ word(at + $0) == keyword.words[$0] }) {
      advance(keyword.words.count)
      mark(.keyword, from: at - keyword.words.count)
      return true
    }
    if isDocumented { expect(.word(keyword.text, meaning: slot.map { $0.meaning(behind: keyword) } ?? "")) }
    return false
  }

  /// Reads a comma.
  package mutating func acceptComma() -> Bool {
    guard next.kind == .comma else { return false }
    advance()
    return true
  }

  /// Remembers what could stand here.
  package mutating func expect(_ expectation: @autoclosure () -> Expectation) {
    guard isRemembering else { return }
    let expectation = expectation()
    if at > furthest || (at == furthest && expected.isEmpty) { (furthest, expected) = (at, []) }
    if at == furthest, !expected.contains(expectation) { expected.append(expectation) }
  }

  /// Remembers much that could stand here, none of it remembered yet.
  package mutating func expect(allOf expectations: [Expectation]) {
    guard let first = expectations.first, isRemembering else { return }
    expect(first)
    if at == furthest { expected += expectations.dropFirst() }
  }

  /// The error for what stands where the parser got furthest: what was expected there.
  package func unexpected(help: String? = nil, matter: Diagnostic.Matter = .other) -> Diagnostic {
    let token = self.token(furthest)
    let wanted = listed(expected.filter(\.isMissed).map(\.description))
    if token.kind == .end {
      return problem("expected \(wanted) at the end", at: token.span, help: help, matter: matter)
    }
    let found = "`\(source.text(token.span))`"
    return problem(
      wanted.isEmpty ? "unexpected \(found)" : "expected \(wanted), not \(found)", at: token.span, help: help,
      matter: matter)
  }

  /// An error at a place.
  package func problem(
    _ message: String, at span: Span, help: String? = nil, instead: String? = nil, or other: String? = nil,
    matter: Diagnostic.Matter = .other
  ) -> Diagnostic {
    Diagnostic(message, at: span, in: source, help: help, instead: instead, or: other, matter: matter)
  }
}

/// What a parser needs to know beside the text.
///
/// A class, since parsers are copied to look ahead, and this holds a lot.
public final class ParserContext {
  /// The phrases of the language.
  package let vocabulary: Vocabulary
  /// The names known so far: for channels and for completion; reading makes none.
  public let names: Names
  /// The day that relative dates count from.
  public let today: Day
  /// The minute of that day that it is now; `nil` where no clock goes.
  let minute: Int?
  /// Which number comes first in dates, where the network says so.
  let dateOrder: DateOrder?

  /// The context of one statement.
  public init(
    _ vocabulary: Vocabulary, names: Names, today: Day, minute: Int? = nil, dateOrder: DateOrder? = nil
  ) {
    self.vocabulary = vocabulary
    self.names = names
    (self.today, self.minute, self.dateOrder) = (today, minute, dateOrder)
  }
}

/// Whether a statement says what happened or what is planned.
public enum Tense: Sendable { case past, future }

/// A name whose last word is the last token.
package struct OpenName: Sendable {
  /// The index of its first token.
  package let start: Int
  /// What it can stand for.
  package let kinds: [NodeKind]
}

/// Something that could stand at a place.
public enum Expectation: Hashable, Sendable, CustomStringConvertible {
  /// A word of the language, and what it is for in a few words.
  case word(String, meaning: String = "")
  /// A phrase that says a verb, and what that does.
  case phrase(String, meaning: String)
  /// A word that something may begin with which is left out as a rule, and what it is for.
  case start(String, meaning: String)
  /// What can be asked of somebody: the phrase of a verb.
  case predicate(String, verb: Int)
  /// A name that stands for a node of one of these kinds.
  case name([NodeKind], label: String)
  /// A field of a person, the first of a comparison, or one or a value to compare it with.
  case field(isFirst: Bool)
  /// The name of a field to be set.
  case fieldToSet
  /// A day, or with `spans` a stretch of days.
  case date(Tense, spans: Bool = false)
  /// What help can be asked about.
  case topic
  /// A value that cannot be listed, and a few of its kind: a number, a period, text.
  case value(String, such: [String] = [])

  /// Whether an error tells of it.
  var isMissed: Bool { if case .start = self { false } else { true } }

  /// As an error says it.
  public var description: String {
    switch self {
    case .word(let word, _), .phrase(let word, _), .start(let word, _), .predicate(let word, _): "`\(word)`"
    case .field: "a field or a value"
    case .date: "a date"
    case .topic: "WORD"
    case .fieldToSet: "FIELD"
    case .name(_, let label), .value(let label, _): label
    }
  }
}

/// `a`, `a or b`, `a, b or c`; past six, the first six and `…`.
package func listed(_ all: [String]) -> String {
  var items: [String] = []
  for item in all where !items.contains(item) { items.append(item) }
  guard items.count <= 6 else { return items.prefix(6).joined(separator: ", ") + ", …" }
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " or " + last
}
