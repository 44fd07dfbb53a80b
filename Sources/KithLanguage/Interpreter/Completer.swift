import KithGraph
import KithSyntax

/// What could stand where the cursor is.
public struct Completion: Sendable {
  /// The byte offset from which a candidate replaces the text before the cursor.
  public let start: Int
  /// The candidates, in order, each ready to stand in the text.
  public let candidates: [String]
}

/// Completes statements from the same table that reads them.
public struct Completer {
  private let chronicle: Chronicle
  private let setting: Setting

  /// A completer for a chronicle, on a day.
  public init(_ chronicle: Chronicle, today: Day) {
    self.chronicle = chronicle
    setting = Setting(names: chronicle.names, today: today)
  }

  /// The candidates behind a text: verbs, then the words and the known names that can stand there.
  public func completion(of text: String) -> Completion {
    guard let before = Typed(text) else { return Completion(start: text.utf8.count, candidates: []) }
    var reader = Reader(before.statement, of: before.source, in: setting)
    _ = try? reader.sentence()
    let end = before.statement.endIndex
    var found = phrases(continuing: before)
    if reader.furthest == end || before.statement.isEmpty {
      found += reader.expected.flatMap { candidates(for: $0, before) }
    }
    if let open = reader.openName, before.quote == nil { found += names(continuing: open, before) }
    // Candidates of one place only: the longest text that any of them replaces.
    let start = found.map(\.start).min() ?? before.start
    var seen: Set<String> = []
    let texts = found.map { before.text(from: start, to: $0.start) + $0.text }.filter { seen.insert($0).inserted }
    return Completion(start: start, candidates: texts)
  }

  private struct Candidate {
    let start: Int
    let text: String
  }

  private func phrases(continuing typed: Typed) -> [Candidate] {
    guard typed.quote == nil else { return [] }
    let start = typed.statement.first?.span.start ?? typed.start
    let said = typed.text(from: start, to: typed.end).lowercased()
    let starters = setting.vocabulary.phrases.map(\.phrase.text) + ScriptWord.allCases.map(\.rawValue)
    return starters.filter { $0.hasPrefix(said) && $0 != said }.map {
      Candidate(start: start, text: $0)
    }
  }

  private func candidates(for expectation: Expectation, _ typed: Typed) -> [Candidate] {
    switch expectation {
    case .word(let word):
      typed.quote == nil && word.hasPrefix(typed.partial.lowercased()) ? [Candidate(start: typed.start, text: word)] : []
    case .name(let kinds, _): names(of: kinds, startingWith: typed.partial, at: typed.start)
    case .value("a date"):
      ["today", "yesterday"].filter { $0.hasPrefix(typed.partial.lowercased()) }.map { Candidate(start: typed.start, text: $0) }
    case .value: []
    }
  }

  private func names(continuing open: OpenName, _ typed: Typed) -> [Candidate] {
    guard let first = typed.statement[open.start...].first else { return [] }
    return names(of: open.kinds, startingWith: typed.text(from: first.span.start, to: typed.end), at: first.span.start)
  }

  private func names(of kinds: [NodeKind], startingWith prefix: String, at start: Int) -> [Candidate] {
    let folded = Names.folded(prefix)
    return kinds.flatMap { kind in
      setting.names.unordered(kind).filter { Names.folded(setting.names[$0]).hasPrefix(folded) }
        .sorted { setting.names.precedes($0, $1) }.map { Candidate(start: start, text: chronicle.printer.name($0, as: kind)) }
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

  var end: Int { source.bytes.count }

  /// `nil` where nothing can be completed: inside a note or a comment, or behind something unreadable.
  init?(_ text: String) {
    source = Source(name: nil, text: text)
    let quote = (try? Lexer.tokens(of: source)) == nil ? source.bytes.lastIndex(of: UInt8(ascii: "\"")) : nil
    self.quote = quote
    let source = source
    let readable = Source(name: nil, bytes: Array(source.bytes[..<(quote ?? source.bytes.count)]))
    guard let list = try? Lexer.tokens(of: readable), list.comments.last.map({ $0.end < text.utf8.count }) ?? true else {
      return nil
    }
    var tokens = list.tokens.dropLast()
    let isBegun =
      quote == nil && tokens.last.map { $0.span.end == text.utf8.count && $0.kind != .separator && $0.kind != .comma } ?? false
    if isBegun, let last = tokens.popLast() {
      guard last.kind == .word else { return nil }
      (partial, start) = (source.text(last.span), last.span.start)
    } else {
      start = quote ?? text.utf8.count
      partial = quote.map { source.text(Span($0 + 1, text.utf8.count)) } ?? ""
    }
    if case .note? = tokens.last?.kind { return nil }
    statement = tokens[(tokens.lastIndex { $0.kind == .separator }.map { $0 + 1 } ?? tokens.startIndex)...]
  }

  func text(from start: Int, to end: Int) -> String { source.text(Span(start, end)) }
}
