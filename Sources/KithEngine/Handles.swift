import KithGrammar
import KithGraph
import KithSyntax

extension Interpreter {
  /// A statement with somebody's name in the place of each handle that a field of theirs holds: `@jenny` is who has it
  /// somewhere. `nil` where there is none.
  func namingHandles(of statement: Script.Statement, _ source: Source) -> (Script.Statement, Source)? {
    guard !source.isCanonical, source.bytes[statement.span.start..<statement.span.end].contains(UInt8(ascii: "@"))
    else {
      return nil
    }
    var pieces: [(text: [UInt8], origin: Span)] = []
    var start = statement.tokens.span.start
    for token in statement.tokens where token.kind == .word && source.bytes[token.span.start] == UInt8(ascii: "@") {
      guard let owner = owner(of: source.text(token.span)) else { continue }
      let before = Span(start, token.span.start)
      pieces.append((Array(source.text(before).utf8), before))
      pieces.append((Array(log.names[owner].quoted.utf8), token.span))
      start = token.span.end
    }
    guard !pieces.isEmpty else { return nil }
    let rest = Span(start, statement.tokens.span.end)
    pieces.append((Array(source.text(rest).utf8), rest))
    let named = Source(expanding: source, pieces)
    return Script.onlyStatement(of: named, in: language.vocabulary).map { ($0.numbered(like: statement), named) }
  }

  /// The only person with a handle among the values of a field.
  private func owner(of handle: String) -> Node? {
    let handle = Names.folded(handle)
    let owners = log.network.fields(on: today).filter { _, fields in
      fields.values.joined().contains { Names.folded($0) == handle || Names.folded("@" + $0) == handle }
    }.keys.filter { log.names.exists($0) && log.names.kind(of: $0) == .person }
    return owners.count == 1 ? owners.first : nil
  }
}
