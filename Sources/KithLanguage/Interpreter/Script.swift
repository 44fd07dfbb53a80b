import KithGraph
import KithSyntax

/// A text cut into lines of statements.
public struct Script: Sendable {
  /// The text.
  public let source: Source
  /// Its lines: the statements that share one, separated by `;`.
  public let lines: [[Statement]]

  /// One statement's tokens.
  public struct Statement: Sendable {
    /// The number in front of it, as in `#12 met alice`: what the script calls it.
    public let label: Int?
    /// The number of the statement that it says anew, as in `edit #12 met alice`.
    let edited: Int?
    let tokens: ArraySlice<Token>

    /// From its first to its last token.
    public var span: Span { tokens.first.map { $0.span.joined(with: tokens.last?.span ?? $0.span) } ?? Span(0, 0) }
  }

  /// Cuts a text. The first thing that is no token is the error.
  public init(_ source: Source) throws(Diagnostic) {
    self.source = source
    let list = try Lexer.tokens(of: source)
    var lines: [[Statement]] = [[]]
    for part in list.tokens.split(whereSeparator: { $0.kind == .separator || $0.kind == .end }) {
      let isNewLine = part.startIndex > 0 && list.tokens[..<part.startIndex].last.map { source.text($0.span) != ";" } ?? false
      if isNewLine, !(lines.last ?? []).isEmpty { lines.append([]) }
      lines[lines.count - 1].append(try Script.statement(part, source))
    }
    self.lines = lines.filter { !$0.isEmpty }
  }

  /// Whether a text asks for more lines before it can be read.
  public static func isOpen(_ source: Source) -> Bool { (try? Lexer.tokens(of: source))?.isOpen ?? false }

  private static func statement(_ part: ArraySlice<Token>, _ source: Source) throws(Diagnostic) -> Statement {
    let isQuestion = part.first.map { source.text($0.span).lowercased() == "who" } ?? false
    if let brace = part.first(where: {
      !(isQuestion && [.openParenthesis, .closeParenthesis].contains($0.kind))
        && [.openBrace, .closeBrace, .openParenthesis, .closeParenthesis].contains($0.kind)
    }) {
      throw Diagnostic(
        "`\(source.text(brace.span))` has no meaning here", at: brace.span, in: source, help: "a name that holds it is quoted")
    }
    guard let first = part.first, first.kind == .number else { return edit(part, label: nil, source) }
    guard part.count > 1 else {
      throw Diagnostic(
        "a statement is missing behind its number", at: first.span, in: source,
        help: "a number before a statement is its name in the script: `#5 met alice`")
    }
    return edit(part.dropFirst(), label: Int(source.value(of: first)), source)
  }

  /// `edit #12 STATEMENT` is that statement, said anew; without one it is a statement of its own.
  private static func edit(_ part: ArraySlice<Token>, label: Int?, _ source: Source) -> Statement {
    let tokens = Array(part.prefix(3))
    guard tokens.count == 3, source.text(tokens[0].span).lowercased() == "edit", [.number, .word].contains(tokens[1].kind),
      let number = Int(source.value(of: tokens[1]))
    else { return Statement(label: label, edited: nil, tokens: part) }
    return Statement(label: label, edited: number, tokens: part.dropFirst(2))
  }
}
