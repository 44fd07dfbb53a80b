import KithGrammar
import KithGraph
import KithSyntax

private let copulas = ["am", "is", "are", "was", "were", "longer", "not", "isn't"]

extension Interpreter {
  /// A statement with names in the place of who is called by what they are to somebody: `my mother`, `rosa's boss`. `nil`
  /// where nobody is, or several are.
  func namingRelatives(of statement: Script.Statement, _ source: Source) -> (Script.Statement, Source)? {
    guard !source.isCanonical else { return nil }
    var pieces: [(text: [UInt8], origin: Span)] = []
    let tokens = statement.tokens
    var (index, start) = (tokens.startIndex, tokens.span.start)
    while index + 1 < tokens.endIndex {
      defer { index += 1 }
      // Behind `is`, it says what somebody is, and names nobody.
      let isSaid = index > tokens.startIndex && copulas.contains(source.text(tokens[index - 1].span).lowercased())
      guard !isSaid, tokens[index].kind == .word, tokens[index + 1].kind == .word,
        let relation = relation(called: source.text(tokens[index + 1].span).lowercased()),
        let owner = owner(source.text(tokens[index].span)), let relative = only(relation, of: owner)
      else { continue }
      let (before, said) = (
        Span(start, tokens[index].span.start), tokens[index].span.joined(with: tokens[index + 1].span)
      )
      pieces += [(Array(source.text(before).utf8), before), (Array(log.names[relative].quoted.utf8), said)]
      start = said.end
      index += 1
    }
    guard !pieces.isEmpty else { return nil }
    let rest = Span(start, tokens.span.end)
    let named = Source(expanding: source, pieces + [(Array(source.text(rest).utf8), rest)])
    return Script.onlyStatement(of: named, in: language.vocabulary).map { ($0.numbered(like: statement), named) }
  }

  /// Whose: mine, or somebody's who is known.
  private func owner(_ word: String) -> Node? {
    if word.lowercased() == "my" { return .me }
    return ["'s", "’s"].first { word.lowercased().hasSuffix($0) }.flatMap {
      log.names.known(String(word.dropLast($0.count)))
    }
  }

  /// The only one who is something to somebody.
  private func only(_ relation: Relation, of owner: Node) -> Node? {
    let found = log.network.attributes(on: today).filter { $0.value.contains(.related(relation, to: owner)) }.keys
    return found.count == 1 ? found.first : nil
  }
}
