import KithGrammar
import KithGraph
import KithSyntax

extension Interpreter {
  /// A statement whose words stand in another order than those of its verb, in that order: `rosa's email is a@x.org` is
  /// `set rosa email a@x.org`, and so is `set rosa's email a@x.org`. `nil` for any other.
  func reworded(_ statement: Script.Statement, _ source: Source) -> (Script.Statement, Source)? {
    guard !source.isCanonical, let owner = owner(in: statement, source) else { return nil }
    let (tokens, field) = (statement.tokens, tokens(of: statement, from: owner.end))
    guard let name = field.first, name.kind == .word else { return nil }
    let rest = field.dropFirst()
    let isSetting = source.text(tokens[tokens.startIndex].span).lowercased() == "set"
    let word = source.text(name.span).lowercased()
    let isSaying = rest.first.map { source.text($0.span).lowercased() } == "is"
    guard isSetting || isSaying && isField(word) else { return nil }
    let value = isSetting ? rest : rest.dropFirst()
    guard let first = value.first, let last = value.last else { return nil }
    let pieces: [(text: String, origin: Span)] = [
      ("set ", statement.span), (owner.name.quoted, owner.span), (" " + (synonyms[word] ?? word) + " ", name.span),
      (source.text(first.span.joined(with: last.span)), first.span.joined(with: last.span)),
    ]
    let written = Source(expanding: source, pieces.map { (Array($0.text.utf8), $0.origin) })
    guard var set = Script.onlyStatement(of: written, in: language.vocabulary) else { return nil }
    set.isQuestion = statement.isQuestion
    return (set, written)
  }

  /// Whether a word is one of the usual fields, or one that was set before: not all that is somebody's is one.
  private func isField(_ word: String) -> Bool {
    usualFields.contains(word) || synonyms[word] != nil || log.names.node(word, in: .field) != nil
  }

  private func tokens(of statement: Script.Statement, from index: Int) -> ArraySlice<Token> {
    statement.tokens[index...]
  }

  /// Somebody known whose something a statement begins with, behind `set` or not.
  private func owner(in statement: Script.Statement, _ source: Source) -> (name: String, span: Span, end: Int)? {
    var tokens = statement.tokens
    if let first = tokens.first, source.text(first.span).lowercased() == "set" { tokens = tokens.dropFirst() }
    let words = tokens.prefix(4).prefix { $0.kind == .word }
    guard let last = words.firstIndex(where: { possessive(source.text($0.span)) != nil }),
      let stem = possessive(source.text(words[last].span))
    else { return nil }
    let name = (words[..<last].map { source.text($0.span) } + [stem]).joined(separator: " ")
    let names = log.names
    let people = names.node(name, in: .party).map { [$0] } ?? names.people(withFirstName: name)
    guard people.count == 1, names.exists(people[0]) else { return nil }
    return (names[people[0]], words[words.startIndex].span.joined(with: words[last].span), last + 1)
  }

  /// A word without what makes it a possessive; `nil` where it is none.
  private func possessive(_ word: String) -> String? {
    ["'s", "’s"].first { word.lowercased().hasSuffix($0) }.map { String(word.dropLast($0.count)) }
  }
}

private let usualFields: Set = ["email", "phone", "website", "address", "birthday", "linkedin", "twitter", "instagram"]

/// What else people call the usual fields.
private let synonyms = ["number": "phone", "mobile": "phone", "mail": "email"]
