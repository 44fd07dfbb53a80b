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
  /// Whether a new one has to begin with a capital, and without an article: else it is no name.
  let isProper: Bool

  /// All that it can stand for.
  package let kinds: [NodeKind]
  /// Whether a known name ends where it ends, unless what stands behind goes on like a name.
  var isOfKnown: Bool { [.person, .org, .group, .place].contains(kind) }

  package init(
    kind: NodeKind, label: String, alternatives: [NodeKind] = [], isListed: Bool = false, isKindStated: Bool = false,
    mustExist: Bool = false, isFoundAnywhere: Bool = false, isProper: Bool = false
  ) {
    self.isProper = isProper

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
    // `is a designer`, `as the host`: what somebody is has no article.
    if shape.kind == .role, !source.isCanonical, FunctionWords.leading.contains(first.word), !nameEnds(at + 1, shape) {
      advance()
      return try readName(shape, ofWords: nil)
    }
    if shape.kind == .person, startsVerb(at) {
      throw problem(
        "`\(source.text(first.span))` is a verb, and a name belongs here", at: first.span,
        help: "begin a statement of its own with `;`; a person who is called so is quoted", matter: .extra)
    }
    var end = at + (length ?? 1)
    while length == nil, !nameEnds(end, shape) { end += 1 }
    if length == nil, !source.isCanonical {
      try checkIsNoTime(at..<end, shape)
      if let article = articleBeforeKnown(at..<end, shape) { return article }
      end = try nameEnd(within: at..<end, shape)
    }
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
    let mayDiffer = !source.isCanonical && context.names.mayDifferInAccents(text)
    let known = mayDiffer && !isKnownAsSpelled(text, shape) ? accented(text, shape) : nil
    move(to: end)
    return Mention(text: known ?? text, isQuoted: false, span: span, shape: shape)
  }

  // MARK: Where a name ends

  /// Where a name ends that could be all of some words, by what is known, and by the words that no new name holds.
  private func nameEnd(within words: Range<Int>, _ shape: NameShape) throws(Diagnostic) -> Int {
    if shape.kind == .channel { return words.upperBound }
    if words.count > 1, let known = knownEnd(of: words, shape) {
      if known == words.upperBound || !goes(on: known..<words.upperBound, behind: words.lowerBound..<known, shape) {
        return known
      }
      return words.upperBound
    }
    if isOfQuestion || shape.mustExist { return words.upperBound }
    if shape.kind == .role, !isKnown(words, shape), tellsMore(words) { throw notAName(words, shape) }
    // `hosted book club`: several people together are nobody.
    let last = words.upperBound - 1
    if shape.kind == .person, words.count > 1, !isCapitalised(last), FunctionWords.isGroup(wordText(last) ?? "") {
      throw notAName(words, shape)
    }
    let end = words.first { isForeign($0, in: words, shape) } ?? words.upperBound
    let isProper = !shape.isProper || !isInLowerCase(words.lowerBound) || isKnown(words, shape)
    guard end > words.lowerBound, isProper else { throw notAName(words, shape) }
    var trimmed = end
    while shape.kind != .person, trimmed - 1 > words.lowerBound,
      FunctionWords.atTheEnd.contains(word(trimmed - 1)) || shape.kind == .gift && wordText(trimmed - 1) == "back"
    {
      trimmed -= 1
    }
    return trimmed
  }

  /// Where the longest beginning of some words ends that is known; `nil` where none is.
  private func knownEnd(of words: Range<Int>, _ shape: NameShape) -> Int? {
    if !shape.isOfKnown || isKnown(words, shape) { return isKnown(words, shape) ? words.upperBound : nil }
    return stride(from: words.upperBound - 1, to: words.lowerBound, by: -1).first {
      // A plan is a place by its whole title alone.
      isKnown(words.lowerBound..<$0, shape) && !(shape.kind == .place && isPlanAlone(text(words.lowerBound..<$0)))
    }
  }

  private func isPlanAlone(_ name: String) -> Bool {
    context.names.nodes(called: name, in: [.place, .party, .plan]).allSatisfy { context.names.kind(of: $0) == .plan }
  }

  private func isKnown(_ words: Range<Int>, _ shape: NameShape) -> Bool {
    isKnown(text(words), shape)
      || shape.kind == .person && ownerWords.contains(word(words.lowerBound)) && words.count == 1
  }

  /// Whether a name finds something that a shape asks for.
  func isKnown(_ name: String, _ shape: NameShape) -> Bool {
    isKnownAsSpelled(name, shape) || accented(name, shape) != nil
  }

  private func isKnownAsSpelled(_ name: String, _ shape: NameShape) -> Bool {
    let kinds = shape.kinds + (shape.kind == .place ? [.org, .group, .plan] : [])
    let isThere = kinds.contains { kind in
      context.names.node(name, in: kind.space).map { node in
        context.names.exists(node) && kinds.contains(context.names.kind(of: node))
      } ?? false
    }
    if isThere || shape.kind != .person || name.utf8.contains(UInt8(ascii: " ")) { return isThere }
    return !context.names.people(withFirstName: name).isEmpty
  }

  /// The name that a name is without its accents, of something that a shape asks for.
  private func accented(_ name: String, _ shape: NameShape) -> String? {
    guard !source.isCanonical, context.names.mayDifferInAccents(name) else { return nil }
    for kind in shape.kinds {
      guard let node = context.names.node(plainly: name, in: kind.space),
        shape.kinds.contains(context.names.kind(of: node))
      else { continue }
      return context.names[node]
    }
    return nil
  }

  /// Whether words make a longer name of one that is known: capitalised ones, and behind a person's first name no
  /// other person.
  private func goes(on words: Range<Int>, behind known: Range<Int>, _ shape: NameShape) -> Bool {
    let isNew = words.allSatisfy { isCapitalised($0) && !isForeign($0, in: words, shape) }
    guard shape.kind == .person else { return isNew }
    return isNew && known.count == 1 && !ownerWords.contains(word(known.lowerBound))
      && !words.contains { isKnown($0..<$0 + 1, shape) }
  }

  /// Whether words tell what somebody does, or where they are, rather than what they are: `is moving`, `in hospital`.
  private func tellsMore(_ words: Range<Int>) -> Bool {
    let first = word(words.lowerBound)
    if FunctionWords.ofNoRole.contains(first) { return true }
    let isDoing = wordText(words.lowerBound).map { $0.count > 4 && $0.hasSuffix("ing") } ?? false
    let next = words.lowerBound + 1
    if isDoing,
      next >= words.upperBound || FunctionWords.ofPeople.contains(word(next))
        || FunctionWords.isDoing(wordText(words.lowerBound) ?? "")
    {
      return true
    }
    return words.dropFirst().contains { index in
      isCapitalised(index)
        && context.names.node(text(index..<index + 1), in: .party).map {
          context.names.kind(of: $0) == .person && context.names.exists($0)
        } ?? !context.names.people(withFirstName: text(index..<index + 1)).isEmpty
    }
  }

  /// Whether no new name holds the word at an index.
  private func isForeign(_ index: Int, in words: Range<Int>, _ shape: NameShape) -> Bool {
    let word = word(index)
    if word == .unknown { return false }
    guard shape.kind == .person else {
      if index == words.lowerBound, shape.kind == .topic || shape.kind == .gift,
        FunctionWords.ofQuestions.contains(word)
      {
        return false
      }
      // `lives in Leeds with Tom`: a person begins something else.
      let isBeforePerson = word == .with && isKnown(index + 1..<index + 2, anyPerson)
      return FunctionWords.ofThings.contains(word) || isBeforePerson
    }
    if FunctionWords.capitalised.contains(word), isCapitalised(index) { return false }
    if FunctionWords.between.contains(word), index > words.lowerBound, index + 1 < words.upperBound { return false }
    return FunctionWords.ofPeople.contains(word)
      || !isCapitalised(index) && words.count == 1 && FunctionWords.ofNobody.contains(word)
  }

  /// Whether a word begins with a small letter; those of many scripts do not.
  private func isInLowerCase(_ index: Int) -> Bool {
    source.text(token(index).span).unicodeScalars.first?.properties.isLowercase ?? false
  }

  func isCapitalised(_ index: Int) -> Bool {
    let bytes = wordBytes(index)
    guard let first = bytes.first else { return false }
    if first < 0x80 { return (0x41...0x5A).contains(first) }
    return source.text(token(index).span).unicodeScalars.first?.properties.isUppercase ?? false
  }

  /// The people that stand before what they are given; `nil` where the next words are that. Somebody known, or a word
  /// with an article or the like behind it, and more words that are no `to`.
  mutating func peopleBeforeGift() throws(Diagnostic) -> [Mention]? {
    guard !source.isCanonical, next.kind == .word, !FunctionWords.ofPeople.contains(nextWord) else { return nil }
    let person = NameShape(kind: .person, label: "PEOPLE", isListed: true)
    var ahead = trial(at: at)
    guard let people = try? ahead.names(person), let last = people.last, ahead.word(ahead.at) != .missing,
      !clauseWords.contains(ahead.nextWord)
    else { return nil }
    let isArticle =
      FunctionWords.leading.contains(ahead.nextWord)
      || ahead.wordText(ahead.at).map(FunctionWords.isPossessive) ?? false
      || isCapitalised(at) && ahead.isAmount(ahead.at)
    let isPerson =
      last.isOwner || context.names.node(last.text, in: .party) != nil
      || !context.names.people(withFirstName: last.text).isEmpty
    guard isArticle || isPerson else { return nil }
    return try names(person)
  }

  /// Goes past a `back` beside what is given: `paid margaret back the ticket`, `gave rosa her book back`.
  mutating func skipBack(before: Bool) {
    if !source.isCanonical, nextWordText == "back", !before || word(at + 1) != .missing { advance() }
  }

  /// Whether an amount stands at an index: `£20`, `5 euros`.
  private func isAmount(_ index: Int) -> Bool {
    let first = source.text(token(index).span).unicodeScalars.first
    return first.map { $0.properties.generalCategory == .currencySymbol || $0.properties.numericType != nil } ?? false
  }

  /// Refuses a stretch of time where a name is wanted: `in may`. A person may be called so.
  private func checkIsNoTime(_ words: Range<Int>, _ shape: NameShape) throws(Diagnostic) {
    guard words.count == 1, shape.kind == .place, DateExpression.isPart(source.text(token(words.lowerBound).span)),
      !isKnown(words, shape)
    else { return }
    let month = DateExpression.month(word(words.lowerBound), before: context.today)
    let isBehindIn = month != nil && word(words.lowerBound - 1) == .in
    throw notADay(
      token(words.lowerBound - (isBehindIn ? 1 : 0)).span.joined(with: token(words.lowerBound).span),
      instead: isBehindIn ? month : nil)
  }

  /// A name that is known behind an article, which is left out: `the luna`.
  private mutating func articleBeforeKnown(_ words: Range<Int>, _ shape: NameShape) -> Mention? {
    guard words.count > 1, shape.isOfKnown, shape.kind != .person,
      FunctionWords.leading.contains(word(words.lowerBound)),
      !isKnown(words, shape)
    else { return nil }
    let rest = words.dropFirst()
    guard let end = knownEnd(of: rest, shape), end == words.upperBound else { return nil }
    let span = token(rest.lowerBound).span.joined(with: token(end - 1).span)
    let mention = Mention(text: text(rest), isQuoted: false, span: span, shape: shape)
    move(to: end)
    return mention
  }

  private func text(_ words: Range<Int>) -> String {
    words.map { source.text(token($0).span) }.joined(separator: " ")
  }

  /// Refuses words behind a comma that tell of something rather than name somebody: several in lower case, and nobody
  /// known.
  private func checkIsName(_ words: Range<Int>, _ shape: NameShape) throws(Diagnostic) {
    guard words.count > 1, !source.isCanonical, !isOfQuestion,
      words.allSatisfy({ token($0).kind == .word && isInLowerCase($0) }), !isKnown(words, shape)
    else { return }
    throw notAName(words, shape)
  }

  private func notAName(_ words: Range<Int>, _ shape: NameShape) -> Diagnostic {
    let name = text(words)
    if shape.kind == .person, words.count == 1, pronouns.contains(word(words.lowerBound)) {
      return whoIs(source.text(token(words.lowerBound).span), at: token(words.lowerBound).span)
    }
    // `her boyfriend Pawel` is called Pawel.
    let proper = words.reversed().prefix { isCapitalised($0) && word($0) == .unknown }.last.map {
      $0..<words.upperBound
    }
    let instead = shape.kind == .person ? proper.flatMap { $0.count < words.count ? text($0) : nil } : nil
    return problem(
      "`\(name)` is not a name", at: token(words.lowerBound).span.joined(with: token(words.upperBound - 1).span),
      help: "say the name; `help` lists what can be said, and a name that is so is quoted: \(name.quoted)",
      instead: instead, matter: .extra)
  }

  private func whoIs(_ pronoun: String, at span: Span) -> Diagnostic {
    problem(
      "who is `\(pronoun)`?", at: span,
      help:
        "name the person; `help` lists what can be said, and a person who is called so is quoted: \(pronoun.quoted)",
      matter: .extra)
  }

  /// Whether some words are letters and what goes with them, with a space between each two, and mean nothing else: most
  /// names are so, and need no further look.
  private func isPlain(_ words: Range<Int>, _ span: Span) -> Bool {
    guard span.end - span.start <= 100, words.allSatisfy({ word($0) == .unknown }) else { return false }
    if source.bytes[span.start..<span.end].contains(UInt8(ascii: "'")) { return false }
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
      let isBehindComma = separator == 1 && next.kind == .comma
      advance(separator)
      let start = at
      all.append(try name(shape))
      if isBehindComma, shape.kind == .person { try checkIsName(start..<at, shape) }
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
        help: "a name that starts with a digit is quoted: \(whole.quoted); `help` shows what can be said")
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

  /// Whether no person's name holds a word: it begins with a digit, or says whose somebody is.
  private func isOdd(_ word: String) -> Bool {
    word.utf8.first.map(isDigit) ?? false || word.utf8.contains { "/@:&\\".utf8.contains($0) }
      || ["'s", "’s", "s'", "s’", "'d", "’d", "'ll", "'ve", "'re", "n't"].contains { word.lowercased().hasSuffix($0) }
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
    case .unknown, .figure:
      !source.isCanonical && (isDash(index) || isSymbol(index) || shape.kind == .person && isAmount(index))
        || word(index) == .figure && (isReserved(index, shape) || shape.kind == .person && startsVerb(index))
    default:
      isReserved(index, shape) || shape.kind == .person && startsVerb(index)
        || !source.isCanonical && jointLength(index) != nil
    }
  }

  /// Whether the word at an index is taken: it begins a clause or a date, or joins names.
  private func isReserved(_ index: Int, _ shape: NameShape) -> Bool {
    let word = word(index)
    if word == .missing || word == .unknown { return false }
    if word == .in, shape.kind == .plan, isOfTitle(index) { return false }
    if isDateBeforeClause(index) || channelAhead(index) != nil { return true }
    // `her notes on colour`: no date, and no channel.
    if word == .on, shape.kind != .person, !source.isCanonical {
      return DateExpression.match(self, at: index + 1) != nil || channelLength(at: index + 1) != nil
    }
    if stops.contains(word) { return true }
    if !source.isCanonical, partOfDay(index) != nil { return true }
    if startsDates(index) { return true }
    if word == .and { return shape.isListed || shape.kind == .person || stops.contains(self.word(index + 1)) }
    return shape.kind == .person && (clauseWords.contains(word) || word == .or)
  }

  /// Whether the `in` at an index is a word of a title, `Women in Tech drinks`: no place's name goes on in lower case.
  private func isOfTitle(_ index: Int) -> Bool {
    guard !source.isCanonical, isCapitalised(index + 1) else { return false }
    return word(index + 2) != .missing && !isCapitalised(index + 2) && !isReserved(index + 2, anyPerson)
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

  /// Whether a word is a picture, or another sign beyond ASCII that is no letter.
  private func isSymbol(_ index: Int) -> Bool {
    let bytes = wordBytes(index)
    guard let first = bytes.first, first >= 0x80 else { return false }
    return source.text(token(index).span).unicodeScalars.allSatisfy {
      !$0.properties.isAlphabetic && $0.value >= 0x80 && $0.properties.numericType == nil
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
    return clauseWords.contains(word) || stops.contains(word) || partOfDay(index + date.length) != nil
  }
}

private let anyPerson = NameShape(kind: .person, label: "PERSON")

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
