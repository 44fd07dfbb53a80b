import KithGraph
import KithSyntax

// What a name may be.

extension StatementParser {
  func checkQuoted(_ text: String, at span: Span, _ shape: NameShape) throws(Diagnostic) {
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
  func checkVisible(_ name: String, at span: Span, _ shape: NameShape) throws(Diagnostic) {
    if name.utf8.allSatisfy({ $0 < 0x80 }) || source.wasAcknowledged { return }
    guard let hidden = name.firstHidden,
      !shape.kinds.contains(where: { context.names.node(name, in: $0.space) != nil })
    else { return }
    throw problem("a name cannot hold what nobody sees: U+\(String(hidden.value, radix: 16).uppercased())", at: span)
  }

  func checkLength(_ name: String, at span: Span) throws(Diagnostic) {
    guard name.utf8.count <= 1000 else {
      throw problem(
        "a name has 1000 bytes at most, and this has \(name.utf8.count)", at: span,
        help: "what is long is a note: `: text`")
    }
  }

  /// Refuses what a field is called as the name of somebody new: `add birthday ben`.
  func refuseField(_ name: String, _ shape: NameShape, at span: Span) throws(Diagnostic) {
    guard shape.kind == .person, !source.isCanonical, FieldName.usual.contains(name.lowercased()),
      context.names.known(name) == nil
    else { return }
    throw problem(
      "`\(name)` is a field of somebody, and nobody's name", at: span,
      help: "say whose it is: `set alice birthday 12 may`", matter: .extra)
  }

  func check(_ words: [String], at span: Span, _ shape: NameShape) throws(Diagnostic) {
    let whole = words.joined(separator: " ")
    try checkLength(whole, at: span)
    try checkVisible(whole, at: span, shape)
    if let digit = whole.utf8.first, isDigit(digit), source.isCanonical || shape.kind != .gift || words.count == 1 {
      throw problem(
        "expected \(shape.label), not `\(whole)`", at: span,
        help: "a name that starts with a digit is quoted: \(whole.quoted); `help` shows what can be said",
        instead: shape.mayBePhrase ? whole.quoted : nil, matter: .extra)
    }
    if shape.kind == .person || shape.kind == .role, !source.isCanonical,
      let place = words.firstIndex(where: { isOdd($0) })
    {
      let odd = words[place]
      let people = odd.split(separator: "/")
      throw problem(
        "`\(odd)` cannot be a word of \(shape.kind == .person ? "a person's name" : "a role")",
        at: place > 0 ? token(at + place).span : span,
        help: "say the name; `help` lists what can be said, and a name that is so is quoted: \(whole.quoted)",
        instead: people.count > 1 ? people.joined(separator: " and ") : odd.hasPrefix("@") ? odd.quoted : nil,
        matter: .extra)
    }
    if shape.kind == .person, words.count == 1, pronouns.contains(whole.lowercased()) {
      throw whoIs(whole, at: span)
    }
    if words.count == 1 { try refuseField(whole, shape, at: span) }
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
    for (offset, word) in words.enumerated()
    where !word.unicodeScalars.contains(where: \.isPartOfWords) && !(offset > 0 && isAmpersand(at + offset, shape)) {
      let instead = ["&": "write `and`", "+": "write `and`", "@": "write `at`"][word]
      let quoting = "quote the name that holds it: \(whole.quoted)"
      throw problem(
        "`\(word)` cannot be a word of a name", at: token(at + offset).span,
        help: instead.map { "\($0), or \(quoting)" } ?? quoting)
    }
  }

  /// Whether no person's name holds a word: it begins with a digit, or says whose somebody is.
  func isOdd(_ word: String) -> Bool {
    let first = word.unicodeScalars.first?.properties.generalCategory
    return first == .decimalNumber || first == .currencySymbol
      || word != "&" && word.utf8.contains { "/@:&\\*<>=~^|?!".utf8.contains($0) }
      || word.unicodeScalars.contains { $0.value >= 0x80 && $0.properties.generalCategory.isSymbol }
      || ["'s", "’s", "s'", "s’", "'d", "’d", "'ll", "'ve", "'re", "n't"].contains { word.lowercased().hasSuffix($0) }
  }

  /// Refuses a first name, or a whole one, that several people bear where accents do not count.
  func checkIsOne(_ name: String, at span: Span) throws(Diagnostic) {
    let people = context.names.people(plainly: name)
    guard people.count > 1 else { return }
    throw problem(
      "`\(name)` could be \(listed(people.map { "`\(context.names[$0])`" }))", at: span,
      instead: context.names[people[0]].quoted, or: context.names[people[1]].quoted)
  }

  /// Whether what could be a variable stands inside of a word.
  func holdsVariable(_ word: String) -> Bool {
    var isBehindSign = false
    for byte in word.utf8 {
      if isBehindSign, byte >= 0x80 || byte == UInt8(ascii: "_") || (97...122).contains(byte | 0x20) { return true }
      isBehindSign = byte == UInt8(ascii: "$")
    }
    return false
  }

  /// Three numbers with strokes or points between them: somebody's way to write a date.
  func looksLikeDate(_ word: String) -> Bool {
    let parts = word.split(omittingEmptySubsequences: false) { "./".contains($0) }
    return parts.count == 3 && parts.allSatisfy { (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }
  }

  /// Refuses a stretch of time where a name is wanted: `in may`. A person may be called so.
  func checkIsNoTime(_ words: Range<Int>, _ shape: NameShape) throws(Diagnostic) {
    let found = monthOrYear(at: words.lowerBound)
    let isTime =
      found?.length == words.count || words.count == 1 && DateExpression.isPart(text(words))
    guard shape.kind == .place, isTime, !isKnown(words, shape) else { return }
    let month = found?.expression.day(from: context.today, tense: .past)
    let isBehindIn = month != nil && word(words.lowerBound - 1) == .in
    throw notADay(
      token(words.lowerBound - (isBehindIn ? 1 : 0)).span.joined(with: token(words.upperBound - 1).span),
      instead: isBehindIn ? month : nil)
  }

  /// Refuses words behind a comma that tell of something rather than name somebody: several in lower case, and nobody
  /// known.
  func checkIsName(_ words: Range<Int>, _ shape: NameShape) throws(Diagnostic) {
    guard words.count > 1, !source.isCanonical, !isOfQuestion,
      words.allSatisfy({ token($0).kind == .word && isInLowerCase($0) }), !isKnown(words, shape)
    else { return }
    throw notAName(words, shape)
  }

  /// Refuses words behind a comma in a list of things that tell of something: `about the invoice, still no reply`.
  func checkIsNoRemark(_ words: Range<Int>, _ shape: NameShape) throws(Diagnostic) {
    guard !source.isCanonical, !isOfQuestion, token(words.lowerBound).kind == .word,
      FunctionWords.ofRemarks.contains(word(words.lowerBound)) || isAmount(words.lowerBound), !isKnown(words, shape)
    else { return }
    throw problem(
      "`\(text(words))` is not a name", at: token(words.lowerBound).span.joined(with: token(words.upperBound - 1).span),
      matter: .extra)
  }

  func notAName(_ words: Range<Int>, _ shape: NameShape) -> Diagnostic {
    let name = text(words)
    if shape.kind == .person, words.count == 1, pronouns.contains(word(words.lowerBound)) {
      return whoIs(source.text(token(words.lowerBound).span), at: token(words.lowerBound).span)
    }
    // `her boyfriend Pawel` is called Pawel.
    let proper = words.reversed().prefix { isCapitalised($0) && word($0) == .unknown }.last.map {
      $0..<words.upperBound
    }
    let instead =
      shape.kind == .person
      ? proper.flatMap { $0.count < words.count ? text($0) : nil } : shape.mayBePhrase ? name.quoted : nil
    return problem(
      "`\(name)` is not a name", at: token(words.lowerBound).span.joined(with: token(words.upperBound - 1).span),
      help: "say the name; `help` lists what can be said, and a name that is so is quoted: \(name.quoted)",
      instead: instead, matter: .extra)
  }

  func whoIs(_ pronoun: String, at span: Span) -> Diagnostic {
    problem(
      "who is `\(pronoun)`?", at: span,
      help:
        "name the person; `help` lists what can be said, and a person who is called so is quoted: \(pronoun.quoted)",
      matter: .extra)
  }
}

extension Unicode.GeneralCategory {
  /// Whether it is of what is neither letter nor mark.
  fileprivate var isSymbol: Bool { [.otherSymbol, .mathSymbol, .currencySymbol, .modifierSymbol].contains(self) }
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
