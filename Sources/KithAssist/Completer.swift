import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// Completes statements from the same table that reads them.
public struct Completer {
  private let language: Language
  private let log: StatementLog
  private let context: ParserContext
  private let ranking: NameRanking
  /// Whether only the likeliest candidate is wanted that begins as what is typed.
  private var wantsOne = false

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

  private func completion(ofSaid text: String) -> Completion {
    let end = text.utf8.count
    guard let before = Typed(text, language.vocabulary) else { return Completion(start: end, candidates: []) }
    if before.isTag { return Completion(start: before.start, candidates: tags(startingWith: before.partial)) }
    var parser = StatementParser(before.statement, of: before.source, in: context)
    parser.marks = []
    parser.looksForNear = false
    _ = try? parser.sentence()
    let last = before.statement.endIndex
    var found = listed(behind: parser, before)
    if before.partial == "#" {
      if !found.isEmpty {
        return Completion(start: before.start, candidates: distinct(found, before, from: before.start))
      }
      return Completion(start: before.start, candidates: tags(startingWith: ""))
    }
    let clause = expected(behindClauseWordOf: parser, before)
    let isText = !clause.isEmpty && !(before.statement.last.map { parser.isMarked($0.span) } ?? false)
    let expected = !isText && parser.furthest == last || before.statement.isEmpty ? parser.expected : []
    found += (clause + usualFirst(expected)).flatMap { candidates(for: $0, before) }
    found += phrases(continuing: before, behind: parser)
    if let open = parser.openName, before.quote == nil { found += names(continuing: open, before) }
    if found.contains(where: \.isBegun) { found = found.filter(\.isBegun) }
    // Candidates of one place only: the longest text that any of them replaces.
    let start = found.map(\.start).min() ?? before.start
    return Completion(start: start, candidates: distinct(found, before, from: start))
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

  /// The verb of the statement that a text ends in.
  public func verb(of typed: String) -> Verb? {
    let text = PhraseText(typed, log.options.phrases).text
    guard let before = Typed(text + " ", language.vocabulary) else { return nil }
    return StatementParser(before.statement, of: before.source, in: context).phrase.map {
      context.vocabulary.verb(of: $0)
    }
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

  /// How `who` asks by a phrase, after the example of its verb: `who works at Acme`.
  package static func question(by phrase: String, _ verb: Verb, in context: ParserContext) -> String {
    let example = verb.example.firstRange(of: phrase).map { verb.example[$0.lowerBound...] } ?? phrase[...]
    var words = ("who " + example.prefix { !":;#".contains($0) }).split(separator: " ")
    // Not all that is said of a contact can be asked.
    if verb.example.firstRange(of: phrase) == nil { words += verb.slots.map { Substring($0.usage) } }
    while words.count > 2, !isReadable(words.joined(separator: " "), in: context) { words.removeLast() }
    return words.joined(separator: " ")
  }

  private static func isReadable(_ text: String, in context: ParserContext) -> Bool {
    let source = Source(name: nil, text: text)
    guard let tokens = try? Lexer.tokens(of: source, knowing: context.vocabulary.lexicon).tokens.dropLast() else {
      return false
    }
    return (try? context.readings(of: tokens, source)) != nil
  }

  /// Days as people say them.
  private static func days(_ tense: Tense, spans: Bool, today: Day) -> [String] {
    let weekdays = (2...6).compactMap { today.adding(days: tense == .past ? -$0 : $0)?.weekdayName }
    var texts =
      switch tense {
      case .past: ["today", "yesterday"] + weekdays + ["a week ago", "2 weeks ago", "a month ago"]
      case .future: ["today", "tomorrow"] + weekdays + ["in a week", "in 2 weeks", "in a month"]
      }
    if spans { texts += tense == .past ? ["last week", "last month", "this year"] : ["next week", "next month"] }
    return texts
  }

  private struct Candidate {
    let start: Int
    let text: String
    var detail = ""
    var name: String?
    /// Whether it begins with what is typed.
    var isBegun = true
  }

  /// Every phrase and script word that can begin a statement.
  private var starters: [(text: String, detail: String)] {
    language.vocabulary.verbs.flatMap { verb in verb.phrases.map { ($0.text, verb.summary) } }
      + log.options.phrases.map { ($0.said, "means `\($0.meaning)`") } + ScriptWord.allCases.map { ($0.rawValue, "") }
  }

  /// The phrases that go on as a statement begins, or as what stands behind its subject does.
  private func phrases(continuing typed: Typed, behind parser: borrowing StatementParser) -> [Candidate] {
    guard typed.quote == nil else { return [] }
    let start = typed.statement.first?.span.start ?? typed.start
    let said = typed.text(from: start, to: typed.end).lowercased()
    let found = starters.filter { $0.text.hasPrefix(said) && $0.text != said }.map { phrase in
      (typed.start, String(decoding: phrase.text.utf8.dropFirst(typed.start - start), as: UTF8.self), phrase.detail)
    }
    let begun = typed.partial.lowercased()
    let behind = parser.expected.compactMap { expectation -> (Int, String, String)? in
      guard case .phrase(let text, let meaning) = expectation, text.hasPrefix(begun) else { return nil }
      return (typed.start, text, meaning)
    }
    // Of the many phrases of a verb one is enough: the first that goes on so.
    var shown: Set<String> = []
    return (found + (typed.statement.isEmpty ? [] : behind)).filter { shown.insert($0.2).inserted }
      .map { Candidate(start: $0.0, text: $0.1, detail: $0.2) }
  }

  private func candidates(for expectation: Expectation, _ typed: Typed) -> [Candidate] {
    let begun = typed.partial.lowercased()
    func those(_ texts: [String], _ detail: (String) -> String = { _ in "" }) -> [Candidate] {
      guard typed.quote == nil else { return [] }
      return texts.filter { $0.lowercased().hasPrefix(begun) }
        .map { Candidate(start: typed.start, text: $0, detail: wantsOne ? "" : detail($0)) }
    }
    switch expectation {
    case .word(let word, let meaning), .start(let word, let meaning): return those([word]) { _ in meaning }
    case .phrase: return []
    case .predicate(let phrase, let verb):
      return those([phrase]) { Completer.question(by: $0, context.vocabulary.verbs[verb], in: context) }
    case .field:
      return those(StatementParser(typed.statement, of: typed.source, in: context).fieldNames) { name in
        context.vocabulary.derivedFields.first { $0.name == name }?.meaning ?? ""
      }
    case .fieldToSet:
      return names(of: [.field], typed: typed.partial, at: typed.start) + those(FieldName.usual.sorted())
    case .name(let kinds, _): return names(of: kinds, typed: typed.partial, at: typed.start)
    case .date(let tense, let spans):
      return those(Completer.days(tense, spans: spans, today: context.today)) {
        DateExpression.day(saidBy: $0, tense, in: context)?.description ?? ""
      }
    case .topic:
      let topics = Manual(language, today: context.today, log: log).topics
      return those(topics.map(\.text)) { text in topics.first { $0.text == text }?.detail ?? "" }
    case .value(_, let such): return those(such)
    }
  }

  /// The statements that the verb just said can be about, by their numbers.
  private func listed(behind parser: borrowing StatementParser, _ typed: Typed) -> [Candidate] {
    guard
      case .piece(.verb, let said)? = parser.marks?.last(where: {
        if case .piece(.verb, _) = $0 { true } else { false }
      }),
      said.end == typed.statement.last?.span.end,
      let phrase = StatementParser(typed.statement, of: typed.source, in: context).phrase,
      let listed = language.entry(of: phrase).listed
    else { return [] }
    return listed(log).map { Candidate(start: typed.start, text: "#\($0)", detail: log.text(of: $0)) }
      .filter { $0.text.hasPrefix(typed.partial) }
  }

  private func tags(startingWith prefix: String) -> [Completion.Candidate] {
    ranking.nodes(of: [.tag], typed: prefix, in: log).map {
      Completion.Candidate(text: "#" + context.names[$0], detail: "")
    }
  }

  private func names(continuing open: OpenName, _ typed: Typed) -> [Candidate] {
    guard let first = typed.statement[open.start...].first else { return [] }
    let said = typed.text(from: first.span.start, to: typed.end)
    // Behind a whole name something else follows.
    return names(of: open.kinds, typed: said, at: first.span.start).filter { $0.text + " " != said }
  }

  private func names(of kinds: [NodeKind], typed: String, at start: Int) -> [Candidate] {
    let begun = Names.folded(typed)
    var printer = log.printer
    return ranking.nodes(of: kinds, typed: typed, in: log, most: wantsOne ? 1 : 50, isBegun: wantsOne).map {
      node in
      let (kind, name) = (context.names.kind(of: node), context.names[node])
      return Candidate(
        start: start, text: printer.name(node, as: kind), detail: kind.word, name: name,
        isBegun: Names.folded(name).hasPrefix(begun))
    }
  }
}

extension Expectation {
  /// Behind `on` a day is likelier than a place.
  fileprivate var isDate: Bool { if case .date = self { true } else { false } }
}
