import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// Completes statements from the same table that reads them.
public struct Completer {
  let language: Language
  let log: StatementLog
  let context: ParserContext
  let ranking: NameRanking
  /// Whether only the likeliest candidate is wanted that begins as what is typed.
  private(set) var wantsOne = false

  /// A completer for a log, on a day; names stand in the order of a ranking, or of how often they are mentioned.
  public init(_ language: Language, _ log: StatementLog, today: Day, ranking: NameRanking? = nil) {
    (self.language, self.log) = (language, log)
    self.ranking = ranking ?? NameRanking(log, strength: nil)
    context = ParserContext(
      language.vocabulary, names: log.names, today: today, dateOrder: log.options.dateOrder)
  }

  /// The candidates behind a text: verbs, then the words and the known names that can stand there.
  public func completion(of typed: String) -> Completion {
    let text = PhraseText(typed, log.options.phrases)
    let completion = completion(ofSaid: text.text)
    return Completion(start: text.typed(completion.start), candidates: completion.candidates)
  }

  /// The rest of the likeliest candidate behind a text, where it goes on as what is typed begins; `nil` where nothing
  /// is typed yet.
  public func suggestion(behind text: String) -> String? {
    var completer = self
    completer.wantsOne = true
    let completion = completer.completion(of: text)
    let begun = String(decoding: text.utf8.dropFirst(completion.start), as: UTF8.self)
    guard !begun.isEmpty, let first = completion.candidates.first?.text, first.count > begun.count,
      first.lowercased().hasPrefix(begun.lowercased())
    else { return nil }
    return String(first.dropFirst(begun.count))
  }

  /// The verb of the statement that a text ends in.
  public func verb(of typed: String) -> Verb? {
    let text = PhraseText(typed, log.options.phrases).text
    guard let before = Typed(text + " ", language.vocabulary) else { return nil }
    return StatementParser(before.statement, of: before.source, in: context).phrase.map {
      context.vocabulary.verb(of: $0)
    }
  }

  private func completion(ofSaid text: String) -> Completion {
    guard let typed = Typed(text, language.vocabulary) else {
      return Completion(start: text.utf8.count, candidates: [])
    }
    if typed.isTag { return Completion(start: typed.start, candidates: tags(startingWith: typed.partial)) }
    let parser = parsed(typed)
    let listed = listed(by: parser, typed)
    let numbers = isVerbJustSaid(parser, typed) ? numbers(listed ?? [], typed) : []
    if typed.partial == "#" {
      let found = numbers.isEmpty ? tags(startingWith: "") : distinct(numbers, typed, from: typed.start)
      return Completion(start: typed.start, candidates: found)
    }
    let expected = expected(behind: parser, typed)
    var found = numbers + expected.flatMap { candidates(for: $0, typed) }
    if !wantsOne { found += expected.flatMap { fields(behind: $0, typed) } }
    found += phrases(continuing: typed, behind: parser)
    if let open = parser.openName, typed.quote == nil { found += names(continuing: open, typed) }
    if found.contains(where: \.isBegun) { found = found.filter(\.isBegun) }
    let people = people(readBy: parser, typed)
    let concerned = listed.map { Set($0.flatMap { log[$0].nodes }) }
    let standing = found.lazy.filter { candidate in
      if let person = candidate.person, people.contains(person) || !(concerned?.contains(person) ?? true) {
        return false
      }
      return typed.statement.isEmpty || goesOn(with: candidate, typed)
    }
    found = Array(standing.prefix(wantsOne ? 1 : found.count))
    // Candidates of one place only: the longest text that any of them replaces.
    let start = found.map(\.start).min() ?? typed.start
    return Completion(start: start, candidates: distinct(found, typed, from: start))
  }

  /// What the parser expects behind the text.
  private func expected(behind parser: borrowing StatementParser, _ typed: Typed) -> [Expectation] {
    let clause = expected(behindClauseWordOf: parser, typed)
    let isText = !clause.isEmpty && !(typed.statement.last.map { parser.isMarked($0.span) } ?? false)
    guard !isText && parser.furthest == typed.statement.endIndex || typed.statement.isEmpty else { return clause }
    let expected = clause + usualFirst(parser.expected)
    // Of several statements it is said first which one is meant.
    let asksWhich =
      listed(by: parser, typed) != nil && people(readBy: parser, typed).isEmpty
      && (isVerbJustSaid(parser, typed) || isPhraseBegun(by: typed))
    return asksWhich ? expected.filter { !$0.isCircumstance } : expected
  }

  /// What could stand behind a word that would begin a clause, had it something behind it: `promised bob a book by`.
  private func expected(behindClauseWordOf parser: borrowing StatementParser, _ typed: Typed) -> [Expectation] {
    guard let word = typed.statement.last, word.kind == .word else { return [] }
    let end = typed.statement.endIndex
    return parser.takenClauses.filter { $0.keywords.contains { $0.words == [word.word] } }.flatMap { clause in
      var behind = StatementParser(typed.statement[end...], of: typed.source, in: context)
      _ = try? clause.slot.read(&behind)
      return behind.expected
    }
    .sorted { $0.isDate && !$1.isDate }
  }

  /// Of a question's many predicates one for each kind of thing stands before the words that go on with it.
  private func usualFirst(_ expected: [Expectation]) -> [Expectation] {
    var (kinds, isUsual): (Set<String>, Bool) = ([], false)
    let (usual, others) = expected.reduce(into: ([Expectation](), [Expectation]())) { parts, expectation in
      if case .predicate(_, let verb) = expectation, let kind = context.vocabulary.verbs[verb].slots.first?.label {
        isUsual = kinds.insert(kind).inserted && kinds.count <= 4
      }
      if case .predicate = expectation, !isUsual { parts.1.append(expectation) } else { parts.0.append(expectation) }
    }
    return usual + others
  }

  /// Whether a statement can go on with a candidate: it says something, or something is missing at its end.
  private func goesOn(with candidate: Candidate, _ typed: Typed) -> Bool {
    let text = PhraseText(typed.text(from: 0, to: candidate.start) + candidate.text + " ", log.options.phrases).text
    guard let said = Typed(text, context.vocabulary), let last = said.statement.last else { return true }
    var parser = parser(of: said)
    do throws(Diagnostic) { _ = try parser.sentence() } catch {
      if error.span.start >= last.span.end { return true }
      if (try? context.readings(of: said.statement, said.source)) != nil { return true }
      return error.span.start >= candidate.start && parser.furthest == said.statement.endIndex
        && !parser.expected.isEmpty
    }
    return listed(by: parser, said).map { !$0.isEmpty } ?? true
  }

  /// A parser of the statement, as far as that goes.
  func parsed(_ typed: Typed) -> StatementParser {
    var parser = parser(of: typed)
    _ = try? parser.sentence()
    return parser
  }

  private func parser(of typed: Typed) -> StatementParser {
    var parser = StatementParser(typed.statement, of: typed.source, in: context)
    (parser.marks, parser.looksForNear) = ([], false)
    return parser
  }

  /// The candidates as they replace what stands behind an offset, each once, with all that it can be.
  private func distinct(_ found: [Candidate], _ typed: Typed, from start: Int) -> [Completion.Candidate] {
    var (texts, details, names): ([String], [String: [String]], [String: String]) = ([], [:], [:])
    for candidate in found {
      let text = typed.text(from: start, to: candidate.start) + candidate.text
      if details[text] == nil { texts.append(text) }
      names[text] = candidate.name
      if !details[text, default: []].contains(candidate.detail) { details[text, default: []].append(candidate.detail) }
    }
    return texts.map { text in
      Completion.Candidate(
        text: text, detail: details[text, default: []].filter { !$0.isEmpty }.joined(separator: " or "),
        name: names[text])
    }
  }
}

extension Expectation {
  /// Behind `on` a day is likelier than a place.
  fileprivate var isDate: Bool { if case .date = self { true } else { false } }
  /// When, where or how something was.
  fileprivate var isCircumstance: Bool { if case .word = self { true } else { isDate } }
}
