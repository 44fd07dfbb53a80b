import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// What could stand where the cursor is.
public struct Completion: Sendable {
  /// Something that could stand there.
  public struct Candidate: Sendable {
    /// Ready to stand in the text.
    public let text: String
    /// What it is, in a few words; empty where the text says so.
    public let detail: String
  }

  /// The byte offset from which a candidate replaces the text before the cursor.
  public let start: Int
  /// The candidates, the likeliest first.
  public let candidates: [Candidate]

  /// Candidates for what stands behind an offset.
  public init(start: Int, candidates: [Candidate]) { (self.start, self.candidates) = (start, candidates) }
}

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
    found += phrases(continuing: before)
    if parser.furthest == last || before.statement.isEmpty {
      found += parser.expected.flatMap { candidates(for: $0, before) }
    }
    if let open = parser.openName, before.quote == nil { found += names(continuing: open, before) }
    if found.contains(where: \.isBegun) { found = found.filter(\.isBegun) }
    // Candidates of one place only: the longest text that any of them replaces.
    let start = found.map(\.start).min() ?? before.start
    var seen: Set<String> = []
    let texts = found.map {
      Completion.Candidate(text: before.text(from: start, to: $0.start) + $0.text, detail: $0.detail)
    }
    .filter { seen.insert($0.text).inserted }
    return Completion(start: start, candidates: texts)
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

  private struct Candidate {
    let start: Int
    let text: String
    var detail = ""
    /// Whether it begins with what is typed.
    var isBegun = true
  }

  /// Every phrase and script word that can begin a statement.
  private var starters: [(text: String, detail: String)] {
    language.vocabulary.verbs.flatMap { verb in verb.phrases.map { ($0.text, verb.summary) } }
      + log.options.phrases.map { ($0.said, "means `\($0.meaning)`") } + ScriptWord.allCases.map { ($0.rawValue, "") }
  }

  private func phrases(continuing typed: Typed) -> [Candidate] {
    guard typed.quote == nil else { return [] }
    let start = typed.statement.first?.span.start ?? typed.start
    let said = typed.text(from: start, to: typed.end).lowercased()
    return starters.filter { $0.text.hasPrefix(said) && $0.text != said }
      .map { Candidate(start: start, text: $0.text, detail: $0.detail) }
  }

  private func candidates(for expectation: Expectation, _ typed: Typed) -> [Candidate] {
    switch expectation {
    case .word(let word):
      typed.quote == nil && word.hasPrefix(typed.partial.lowercased())
        ? [Candidate(start: typed.start, text: word)] : []
    case .field:
      StatementParser(typed.statement, of: typed.source, in: context).fieldNames.filter {
        $0.hasPrefix(typed.partial.lowercased())
      }
      .map { Candidate(start: typed.start, text: $0) }
    case .name(let kinds, _): names(of: kinds, typed: typed.partial, at: typed.start)
    case .value("a date"):
      ["today", "yesterday"].filter { $0.hasPrefix(typed.partial.lowercased()) }.map {
        Candidate(start: typed.start, text: $0)
      }
    case .value: []
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
    return names(of: open.kinds, typed: typed.text(from: first.span.start, to: typed.end), at: first.span.start)
  }

  private func names(of kinds: [NodeKind], typed: String, at start: Int) -> [Candidate] {
    let begun = Names.folded(typed)
    var printer = log.printer
    return ranking.nodes(of: kinds, typed: typed, in: log, most: wantsOne ? 1 : 50, isBegun: wantsOne).map {
      node in
      let (kind, name) = (context.names.kind(of: node), context.names[node])
      return Candidate(
        start: start, text: printer.name(node, as: kind), detail: kind.word,
        isBegun: Names.folded(name).hasPrefix(begun))
    }
  }
}

/// The text before the cursor, taken apart: the statement it stands in, and the word begun.
private struct Typed {
  let source: Source
  /// The statement's tokens before the word begun.
  let statement: ArraySlice<Token>
  /// The word begun, or the inside of the string begun.
  let partial: String
  /// Where the word or its quote starts.
  let start: Int
  /// Where the string begun opens, if one does.
  let quote: Int?
  /// Whether it is a tag.
  private(set) var isTag = false

  var end: Int { source.bytes.count }

  /// `nil` where nothing can be completed: inside a note or a comment, or behind something unreadable.
  init?(_ text: String, _ vocabulary: Vocabulary) {
    source = Source(name: nil, text: text)
    let quote =
      (try? Lexer.tokens(of: source, knowing: vocabulary.lexicon)) == nil
      ? source.bytes.lastIndex(of: UInt8(ascii: "\"")) : nil
    self.quote = quote
    let source = source
    let readable = Source(name: nil, bytes: Array(source.bytes[..<(quote ?? source.bytes.count)]))
    guard let list = try? Lexer.tokens(of: readable, knowing: vocabulary.lexicon),
      list.comments.last.map({ $0.end < text.utf8.count }) ?? true
    else {
      return nil
    }
    var tokens = list.tokens.dropLast()
    let isBegun =
      quote == nil
      && tokens.last.map { $0.span.end == text.utf8.count && $0.kind != .separator && $0.kind != .comma } ?? false
    if isBegun, let last = tokens.popLast() {
      guard [.word, .number, .tag].contains(last.kind) else { return nil }
      isTag = last.kind == .tag
      (partial, start) = (isTag ? source.value(of: last) : source.text(last.span), last.span.start)
    } else {
      start = quote ?? text.utf8.count
      partial = quote.map { source.text(Span($0 + 1, text.utf8.count)) } ?? ""
    }
    if case .note? = tokens.last?.kind { return nil }
    statement = tokens[(tokens.lastIndex { $0.kind == .separator }.map { $0 + 1 } ?? tokens.startIndex)...]
  }

  func text(from start: Int, to end: Int) -> String { source.text(Span(start, end)) }
}
