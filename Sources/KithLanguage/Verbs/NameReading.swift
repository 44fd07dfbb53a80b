import KithGraph
import KithSyntax

/// The words that end a person's name wherever they stand.
let clauseWords: Set<String> = ["at", "in", "on", "with", "via", "about", "for", "by", "to", "from", "as", "every", "worth"]

/// The words that stand for the owner.
let ownerWords: Set<String> = ["me", "i", "myself"]

/// Pronouns of others: nobody can tell who is meant, and a person of that name is quoted.
let pronouns: Set<String> = [
  "he", "she", "it", "they", "we", "you", "him", "her", "them", "us", "his", "hers", "its", "their", "theirs", "our", "ours",
  "your", "yours", "my", "mine",
]

/// The words that say what kind a name is.
let kindWords: [String: NodeKind] = ["person": .person, "org": .org, "group": .group, "place": .place]

extension Reader {
  /// Reads a name for a slot of a kind: a quoted string, or a run of words up to where such a name ends.
  mutating func name(_ kind: NodeKind, label: String, alternatives: [NodeKind] = []) throws(Diagnostic) -> Mention {
    expect(.name([kind] + alternatives, label: label))
    if let word = nextWord, let stated = kindWords[word], alternatives.contains(stated), canBeginName(token(at + 1), kind) {
      advance()
      return try bareName(kind, label, alternatives, stated: stated)
    }
    return try bareName(kind, label, alternatives, stated: nil)
  }

  /// Reads names joined by commas and `and`.
  mutating func names(_ kind: NodeKind, label: String, alternatives: [NodeKind] = []) throws(Diagnostic) -> [Mention] {
    var all = [try name(kind, label: label, alternatives: alternatives)]
    while let separator = listSeparatorLength(kind) {
      advance(separator)
      all.append(try name(kind, label: label, alternatives: alternatives))
    }
    return all
  }

  private mutating func bareName(_ kind: NodeKind, _ label: String, _ alternatives: [NodeKind], stated: NodeKind?)
    throws(Diagnostic) -> Mention
  {
    let first = next
    if first.kind == .string {
      let text = source.value(of: first)
      guard text.contains(where: { !$0.isWhitespace }) else { throw problem("a name cannot be empty", at: first.span) }
      try checkLength(text, at: first.span)
      advance()
      return Mention(text: text, isQuoted: true, span: first.span, kind: kind, alternatives: alternatives, statedKind: stated)
    }
    guard next.kind == .word, !isReserved(at, kind) else { throw unexpected() }
    var end = at + 1
    while !nameEnds(end, kind) { end += 1 }
    let words = (at..<end).map { source.text(token($0).span) }
    let span = next.span.joined(with: token(end - 1).span)
    try check(words, at: span, label)
    if kind == .person, words.count == 1, pronouns.contains(words[0].lowercased()) {
      throw problem(
        "who is `\(words[0])`?", at: span, help: "name the person; a person who is called so is quoted: \(words[0].quoted)")
    }
    if token(end).kind == .end { openName = OpenName(start: at, kinds: [kind] + alternatives) }
    move(to: end)
    return Mention(
      text: words.joined(separator: " "), isQuoted: false, span: span, kind: kind, alternatives: alternatives, statedKind: stated)
  }

  private func checkLength(_ name: String, at span: Span) throws(Diagnostic) {
    guard name.utf8.count <= 1000 else {
      throw problem("a name has 1000 bytes at most, and this has \(name.utf8.count)", at: span, help: "what is long is a note: `: text`")
    }
  }

  private func check(_ words: [String], at span: Span, _ label: String) throws(Diagnostic) {
    let whole = words.joined(separator: " ")
    try checkLength(whole, at: span)
    if let digit = whole.utf8.first, isDigit(digit) {
      throw problem(
        "expected \(label), not `\(whole)`", at: span, help: "a name that starts with a digit is quoted: \(whole.quoted)")
    }
    for (offset, word) in words.enumerated() where !word.unicodeScalars.contains(where: \.isPartOfWords) {
      let instead = ["&": "write `and`", "+": "write `and`", "@": "write `at`"][word]
      let quoting = "quote the name that holds it: \(whole.quoted)"
      throw problem(
        "`\(word)` is no word of a name", at: token(at + offset).span, help: instead.map { "\($0), or \(quoting)" } ?? quoting)
    }
  }

  /// Whether a name that has begun ends before an index.
  private func nameEnds(_ index: Int, _ kind: NodeKind) -> Bool {
    guard let word = word(index) else { return true }
    if isReserved(index, kind) { return true }
    return kind == .person ? startsVerb(index) : word == "and" && stops.contains(listMark)
  }

  /// Whether the word at an index is taken: it begins a clause or a date, or joins names.
  private func isReserved(_ index: Int, _ kind: NodeKind) -> Bool {
    guard let word = word(index) else { return false }
    if stops.contains(word) || isDateBeforeClause(index) { return true }
    return kind == .person && (clauseWords.contains(word) || word == "and" || word == "or")
  }

  private func canBeginName(_ token: Token, _ kind: NodeKind) -> Bool {
    switch token.kind {
    case .string: true
    case .word: !stops.contains(source.text(token.span).lowercased())
    default: false
    }
  }

  /// The length of the comma, `and` or `, and` before another name of the list; `nil` when the list ends here.
  private func listSeparatorLength(_ kind: NodeKind) -> Int? {
    var length = 0
    if next.kind == .comma { length += 1 }
    if word(at + length) == "and" { length += 1 }
    let following = token(at + length)
    guard length > 0 else { return nil }
    // A comma before a clause closes the list: `met alice, bob, at Luna`.
    if word(at + length - 1) != "and", following.kind == .word, let word = word(at + length),
      stops.contains(word) || clauseWords.contains(word) || isDateBeforeClause(at + length)
    {
      return nil
    }
    return following.kind == .word || following.kind == .string ? length : nil
  }

  private func startsVerb(_ index: Int) -> Bool { setting.vocabulary.longestPhrase(in: self, at: index, saying: true) != nil }

  /// Whether a date stands at an index with a clause, a comma or the end behind it: only there does it end a name.
  private func isDateBeforeClause(_ index: Int) -> Bool {
    guard let date = DateExpression.match(self, at: index) else { return false }
    let following = token(index + date.length)
    guard following.kind == .word, let word = word(index + date.length) else { return following.kind != .string }
    return clauseWords.contains(word) || stops.contains(word)
  }
}

extension Unicode.Scalar {
  /// Whether a word that holds the scalar is more than symbols.
  fileprivate var isPartOfWords: Bool {
    properties.isAlphabetic || properties.numericType != nil || properties.isEmojiPresentation
  }
}

/// Stands in `Reader.stops` for "the name is one of a list": then `and` ends it.
let listMark = ","
