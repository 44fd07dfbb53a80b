import KithGraph
import KithSyntax

/// The words that end a person's name wherever they stand.
package let clauseWords = WordSet(.at, through: .worth)

/// The words that stand for the owner.
package let ownerWords = WordSet(.me, through: .myself)

/// Pronouns of others: nobody can tell who is meant, and a person of that name is quoted.
package let pronouns = WordSet(.he, through: .none)

/// The words that say what kind a name is.
package let kindWords = WordSet(.person, through: .topic)

/// What a slot asks of a name. A class, since each name that is read holds on to it.
package final class NameShape: Sendable {
  /// What the name stands for.
  package let kind: NodeKind
  /// What usage lines call it.
  package let label: String
  /// Whether it is one of a list: then `and` ends it.
  package let isListed: Bool
  /// Whether the words say its kind, as `at place Acme` does.
  package let isKindStated: Bool

  /// Whether a statement may not make it.
  package let mustExist: Bool
  /// Whether it may be known as any of its kinds.
  package let isFoundAnywhere: Bool

  /// All that it can stand for.
  package let kinds: [NodeKind]

  package init(
    kind: NodeKind, label: String, alternatives: [NodeKind] = [], isListed: Bool = false, isKindStated: Bool = false,
    mustExist: Bool = false, isFoundAnywhere: Bool = false
  ) {
    (self.kind, self.label, kinds, self.isListed) = (kind, label, [kind] + alternatives, isListed)
    (self.isKindStated, self.mustExist, self.isFoundAnywhere) = (isKindStated, mustExist, isFoundAnywhere)
  }
}

extension Mention {
  /// Whether it is a word that stands for the owner.
  package var isOwner: Bool { !isQuoted && ownerWords.contains(text) }
}

extension StatementParser {
  /// Reads a name: a quoted string, or a run of words up to where such a name ends, or of so many words.
  package mutating func name(_ shape: NameShape, ofWords length: Int? = nil) throws(Diagnostic) -> Mention {
    let mention = try readName(shape, ofWords: length)
    if marks != nil { marks?.append(.name(mention)) }
    return mention
  }

  private mutating func readName(_ shape: NameShape, ofWords length: Int?) throws(Diagnostic) -> Mention {
    expect(.name(shape.kinds, label: shape.label))
    let first = next
    if first.kind == .string {
      let text = source.value(of: first)
      try checkQuoted(text, at: first.span, shape)
      advance()
      return Mention(text: text, isQuoted: true, span: first.span, shape: shape)
    }
    if case .value(let isOpen) = first.kind {
      let text = source.value(of: first)
      try checkQuoted(text, at: first.span, shape)
      advance()
      return Mention(text: text, isQuoted: !isOpen, span: first.span, shape: shape)
    }
    // A channel that is known may be called by words that are taken: `via video`, `via in person`.
    let ofChannel = shape.kind == .channel && isReserved(at, shape) ? channelLength(at: at) : nil
    let length = length ?? ofChannel
    guard first.kind == .word, ofChannel != nil || !isReserved(at, shape) else { throw unexpected() }
    if shape.kind == .person, startsVerb(at) {
      throw problem(
        "`\(source.text(first.span))` is a verb, and a name belongs here", at: first.span,
        help: "begin a statement of its own with `;`; a person who is called so is quoted")
    }
    var end = at + (length ?? 1)
    while length == nil, !nameEnds(end, shape) { end += 1 }
    let span = first.span.joined(with: token(end - 1).span)
    let text: String
    if isPlain(at..<end, span) {
      text = source.text(span)
    } else {
      let words = (at..<end).map { source.text(token($0).span) }
      if ofChannel == nil { try check(words, at: span, shape) }
      text = words.joined(separator: " ")
    }
    if isRemembering, token(end).kind == .end { openName = OpenName(start: at, kinds: shape.kinds) }
    move(to: end)
    return Mention(text: text, isQuoted: false, span: span, shape: shape)
  }

  /// Whether some words are letters and what goes with them, with a space between each two, and mean nothing else: most
  /// names are so, and need no further look.
  private func isPlain(_ words: Range<Int>, _ span: Span) -> Bool {
    guard span.end - span.start <= 100, words.allSatisfy({ word($0) == .unknown }) else { return false }
    var isBehindSpace = true
    for byte in source.bytes[span.start..<span.end] {
      switch NameByte.of(byte) {
      case .letter: isBehindSpace = false
      case .sign: if isBehindSpace { return false }
      case .space:
        if isBehindSpace { return false }
        isBehindSpace = true
      case .other: return false
      }
    }
    return true
  }

  /// Reads names joined by commas and `and`.
  package mutating func names(_ shape: NameShape) throws(Diagnostic) -> [Mention] {
    var all = [try name(shape)]
    while let separator = listSeparatorLength {
      try checkListHolds(all.count)
      advance(separator)
      all.append(try name(shape))
    }
    return all
  }

  /// Refuses a list that would grow beyond what a statement can hold.
  package func checkListHolds(_ count: Int) throws(Diagnostic) {
    guard count < 500 else {
      throw problem("a list holds 500 names at most", at: next.span, help: "say it in several statements")
    }
  }

  private func checkQuoted(_ text: String, at span: Span, _ shape: NameShape) throws(Diagnostic) {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: \.isVisible) else { throw problem("a name cannot be empty", at: span) }
    guard source.wasAcknowledged || !scalars.contains(where: \.isControl) else {
      throw problem("a name cannot hold control characters", at: span)
    }
    try checkVisible(text, at: span, shape)
    guard ![scalars.first, scalars.last].contains(where: { $0?.properties.isWhitespace ?? false }) else {
      throw problem("a name starts and ends without white space", at: span)
    }
    try checkLength(text, at: span)
  }

  /// Two names must not look alike because one holds what nobody sees. A name that was given before that was refused
  /// can be said still.
  private func checkVisible(_ name: String, at span: Span, _ shape: NameShape) throws(Diagnostic) {
    if name.utf8.allSatisfy({ $0 < 0x80 }) || source.wasAcknowledged { return }
    guard let hidden = name.firstHidden,
      !shape.kinds.contains(where: { context.names.node(name, in: $0.space) != nil })
    else { return }
    throw problem("a name cannot hold what nobody sees: U+\(String(hidden.value, radix: 16).uppercased())", at: span)
  }

  private func checkLength(_ name: String, at span: Span) throws(Diagnostic) {
    guard name.utf8.count <= 1000 else {
      throw problem(
        "a name has 1000 bytes at most, and this has \(name.utf8.count)", at: span,
        help: "what is long is a note: `: text`")
    }
  }

  private func check(_ words: [String], at span: Span, _ shape: NameShape) throws(Diagnostic) {
    let whole = words.joined(separator: " ")
    try checkLength(whole, at: span)
    try checkVisible(whole, at: span, shape)
    if let digit = whole.utf8.first, isDigit(digit) {
      throw problem(
        "expected \(shape.label), not `\(whole)`", at: span,
        help: "a name that starts with a digit is quoted: \(whole.quoted)")
    }
    if shape.kind == .person, words.count == 1, pronouns.contains(whole.lowercased()) {
      throw problem(
        "who is `\(whole)`?", at: span, help: "name the person; a person who is called so is quoted: \(whole.quoted)")
    }
    if let first = words.first?.lowercased(), words.count > 1, clauseWords.contains(first) {
      throw problem("`\(first)` cannot begin a name", at: span, help: "quote a name that begins so: \(whole.quoted)")
    }
    if let last = words.last?.lowercased(), words.count > 1, clauseWords.contains(last) {
      throw problem(
        "a name cannot end in `\(last)`", at: token(at + words.count - 1).span,
        help: "quote the name that ends in it: \(whole.quoted)")
    }
    for (offset, word) in words.enumerated() where looksLikeDate(word) {
      throw problem(
        "`\(word)` is not a date of kith", at: token(at + offset).span,
        help: "dates are written `2026-11-22` or `22 nov`; a name that holds it is quoted")
    }
    for (offset, word) in words.enumerated() where holdsVariable(word) {
      throw problem(
        "a variable is a word of its own, and `\(word)` is not", at: token(at + offset).span,
        help: "write it in quotes: \"…$name\"; a name that holds a `$` is quoted, with `\\$`")
    }
    if whole.unicodeScalars.contains(where: { "“”„".unicodeScalars.contains($0) }) {
      throw problem("unexpected curly quotes", at: span, help: "write straight ones: \"…\"")
    }
    for (offset, word) in words.enumerated() where !word.unicodeScalars.contains(where: \.isPartOfWords) {
      let instead = ["&": "write `and`", "+": "write `and`", "@": "write `at`"][word]
      let quoting = "quote the name that holds it: \(whole.quoted)"
      throw problem(
        "`\(word)` cannot be a word of a name", at: token(at + offset).span,
        help: instead.map { "\($0), or \(quoting)" } ?? quoting)
    }
  }

  /// Whether what could be a variable stands inside of a word.
  private func holdsVariable(_ word: String) -> Bool {
    var isBehindSign = false
    for byte in word.utf8 {
      if isBehindSign, byte >= 0x80 || byte == UInt8(ascii: "_") || (97...122).contains(byte | 0x20) { return true }
      isBehindSign = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// Three numbers with strokes or points between them: somebody's way to write a date.
  private func looksLikeDate(_ word: String) -> Bool {
    let parts = word.split(omittingEmptySubsequences: false) { "./".contains($0) }
    return parts.count == 3 && parts.allSatisfy { (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }
  }

  /// Whether a name that has begun ends before an index.
  private func nameEnds(_ index: Int, _ shape: NameShape) -> Bool {
    switch word(index) {
    case .missing: true
    // Most words of names mean nothing else.
    case .unknown: false
    default: isReserved(index, shape) || shape.kind == .person && startsVerb(index)
    }
  }

  /// Whether the word at an index is taken: it begins a clause or a date, or joins names.
  private func isReserved(_ index: Int, _ shape: NameShape) -> Bool {
    let word = word(index)
    if word == .missing || word == .unknown { return false }
    if stops.contains(word) || isDateBeforeClause(index) { return true }
    if word == .and { return shape.isListed || shape.kind == .person || stops.contains(self.word(index + 1)) }
    return shape.kind == .person && (clauseWords.contains(word) || word == .or)
  }

  /// The length of the comma, `and` or `, and` before another name of the list; `nil` when the list ends here.
  private var listSeparatorLength: Int? {
    let comma = next.kind == .comma ? 1 : 0
    if word(at + comma) == .and {
      // `who likes jazz and lives in berlin`: an `and` before what can begin another predicate joins no names.
      return stops.contains(word(at + comma + 1)) ? nil : comma + 1
    }
    guard comma == 1 else { return nil }
    // A comma before a clause closes the list: `met alice, bob, at Luna`.
    switch token(at + 1).kind {
    case .word:
      let isClause = stops.contains(word(at + 1)) || clauseWords.contains(word(at + 1))
      return isClause || isDateBeforeClause(at + 1) ? nil : 1
    case .string, .value, .variable, .end: return 1
    default: return nil
    }
  }

  private func startsVerb(_ index: Int) -> Bool {
    context.vocabulary.longestPhrase(in: self, at: index, saying: true) != nil
  }

  /// Whether a date stands at an index with a clause, a comma or the end behind it: only there does it end a name.
  private func isDateBeforeClause(_ index: Int) -> Bool {
    guard let date = DateExpression.match(self, at: index) else { return false }
    let following = token(index + date.length)
    let word = word(index + date.length)
    guard word != .missing else { return ![.string, .variable].contains(following.kind) }
    return clauseWords.contains(word) || stops.contains(word)
  }
}

/// What a byte is in a name that needs no further look.
package enum NameByte {
  case letter, sign, space, other

  /// What a byte is.
  package static func of(_ byte: UInt8) -> NameByte { all[Int(byte)] }

  private static let all: [NameByte] = (0...UInt8.max).map { byte in
    switch byte {
    case _ where (0x61...0x7A).contains(byte | 0x20): .letter
    case _ where isDigit(byte) || "-'._".utf8.contains(byte): .sign
    case 0x20: .space
    default: .other
    }
  }
}

extension Unicode.Scalar {
  /// Whether one sees it: white space, the blank of Braille and what only formats is invisible.
  fileprivate var isVisible: Bool {
    !properties.isWhitespace && value != 0x2800 && properties.generalCategory != .format
  }

  /// Whether a word that holds the scalar is more than symbols.
  fileprivate var isPartOfWords: Bool {
    properties.isAlphabetic || properties.numericType != nil || properties.isEmojiPresentation
  }
}
