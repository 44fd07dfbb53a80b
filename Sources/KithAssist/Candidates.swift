import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

extension Completer {
  struct Candidate {
    let start: Int
    let text: String
    var detail = ""
    var name: String?
    var person: Node?
    /// Whether it begins with what is typed.
    var isBegun = true
  }

  func candidates(for expectation: Expectation, _ typed: Typed) -> [Candidate] {
    let begun = typed.partial.lowercased()
    let isBehindArticle = typed.statement.last.map { FunctionWords.leading.contains($0.word) } ?? false
    func those(_ texts: [String], _ detail: (String) -> String = { _ in "" }) -> [Candidate] {
      guard typed.quote == nil, !isBehindArticle else { return [] }
      return texts.filter { $0.lowercased().hasPrefix(begun) }
        .map { Candidate(start: typed.start, text: $0, detail: wantsOne ? "" : detail($0)) }
    }
    switch expectation {
    case .word(let word, let meaning), .start(let word, let meaning): return those([word]) { _ in meaning }
    case .phrase: return []
    case .predicate(let phrase, let verb):
      return those([phrase]) { Completer.question(by: $0, context.vocabulary.verbs[verb], in: context) }
    case .field(let isFirst):
      return those(StatementParser(typed.statement, of: typed.source, in: context).fieldNames) { name in
        let field = context.vocabulary.derivedFields.first { $0.name == name }
        return field.map { isFirst ? "\($0.example): \($0.meaning)" : $0.meaning } ?? ""
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

  /// The fields that follow a word, with it: `where strength`, found by `str` as well.
  func fields(behind expectation: Expectation, _ typed: Typed) -> [Candidate] {
    guard case .word(let word, _) = expectation, typed.quote == nil,
      let ahead = Typed(typed.text(from: 0, to: typed.start) + word + " ", context.vocabulary)
    else { return [] }
    let names = Set(StatementParser(ahead.statement, of: ahead.source, in: context).fieldNames)
    let fields = parsed(ahead).expected.filter { expectation in
      switch expectation {
      case .field: true
      case .word(let name, _): names.contains(name)
      default: false
      }
    }
    return fields.flatMap { candidates(for: $0, ahead) }.filter { $0.text.hasPrefix(typed.partial) }.map {
      Candidate(start: typed.start, text: word + " " + $0.text, detail: $0.detail)
    }
  }

  /// The phrases that go on as a statement begins, or as what stands behind its subject does.
  func phrases(continuing typed: Typed, behind parser: borrowing StatementParser) -> [Candidate] {
    guard typed.quote == nil else { return [] }
    let verb = typed.statement.first { $0.kind == .word && context.vocabulary.reserves($0.word) }
    let behindSubject = verb == nil ? parser.expected : context.vocabulary.phrasesBehindSubjects
    let isBegun = typed.statement.isEmpty || verb?.span.start == typed.statement.first?.span.start
    let said =
      isBegun
      ? starters
      : behindSubject.compactMap { if case .phrase(let text, let meaning) = $0 { (text, meaning) } else { nil } }
    let start = verb?.span.start ?? typed.start
    let begun = typed.text(from: start, to: typed.end).lowercased()
    // Of the many phrases of a verb one is enough: the first that goes on so.
    var shown: Set<String> = []
    return said.filter { $0.text.hasPrefix(begun) && $0.text != begun && shown.insert($0.detail).inserted }.map {
      let rest = String(decoding: $0.text.utf8.dropFirst(typed.start - start), as: UTF8.self)
      return Candidate(start: typed.start, text: rest, detail: $0.detail)
    }
  }

  /// Every phrase and script word that can begin a statement.
  private var starters: [(text: String, detail: String)] {
    language.vocabulary.verbs.flatMap { verb in verb.phrases.map { ($0.text, verb.summary) } }
      + log.options.phrases.map { ($0.said, "means `\($0.meaning)`") } + ScriptWord.allCases.map { ($0.rawValue, "") }
  }

  /// Whether a longer phrase begins as the statement does: `kept promise` like `kept promise to`.
  func isPhraseBegun(by typed: Typed) -> Bool {
    let said = typed.statement.first.map { typed.text(from: $0.span.start, to: typed.start).lowercased() } ?? ""
    return starters.contains { $0.text.hasPrefix(said) }
  }

  /// The statements that a verb can be about, of those that are about all whom the text names; `nil` where it is about
  /// none.
  func listed(by parser: borrowing StatementParser, _ typed: Typed) -> [Int]? {
    guard let phrase = StatementParser(typed.statement, of: typed.source, in: context).phrase,
      let listed = language.entry(of: phrase).listed,
      context.vocabulary.verb(of: phrase).isRecord || isVerbJustSaid(parser, typed)
    else { return nil }
    let named = people(readBy: parser, typed)
    return listed(log, context.today).filter { number in named.allSatisfy(log[number].nodes.contains) }
  }

  func isVerbJustSaid(_ parser: borrowing StatementParser, _ typed: Typed) -> Bool {
    let verb = parser.marks?.last { if case .piece(.verb, _) = $0 { true } else { false } }
    return verb != nil && verb?.span.end == typed.statement.last?.span.end
  }

  /// Whom the parser found named; the last name may go on.
  func people(readBy parser: borrowing StatementParser, _ typed: Typed) -> [Node] {
    (parser.marks ?? []).compactMap { mark in
      guard case .name(let mention) = mark, mention.span.end != typed.statement.last?.span.end else { return nil }
      return context.names.known(mention.text).flatMap { context.names.kind(of: $0) == .person ? $0 : nil }
    }
  }

  /// Statements by their numbers.
  func numbers(_ listed: [Int], _ typed: Typed) -> [Candidate] {
    listed.map { Candidate(start: typed.start, text: "#\($0)", detail: log.text(of: $0)) }
      .filter { $0.text.hasPrefix(typed.partial) }
  }

  func tags(startingWith prefix: String) -> [Completion.Candidate] {
    ranking.nodes(of: [.tag], typed: prefix, in: log).map {
      Completion.Candidate(text: "#" + context.names[$0], detail: "")
    }
  }

  func names(continuing open: OpenName, _ typed: Typed) -> [Candidate] {
    guard let first = typed.statement[open.start...].first else { return [] }
    let said = typed.text(from: first.span.start, to: typed.end)
    // Behind a whole name something else follows.
    return names(of: open.kinds, typed: said, at: first.span.start).filter { $0.text + " " != said }
  }

  func names(of kinds: [NodeKind], typed: String, at start: Int) -> [Candidate] {
    let begun = Names.folded(typed)
    var printer = log.printer
    return ranking.nodes(of: kinds, typed: typed, in: log, most: wantsOne ? 4 : 50, isBegun: wantsOne).map {
      node in
      let (kind, name) = (context.names.kind(of: node), context.names[node])
      return Candidate(
        start: start, text: printer.name(node, as: kind), detail: kind.word, name: name,
        person: kind == .person ? node : nil,
        isBegun: Names.folded(name).hasPrefix(begun))
    }
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
}
