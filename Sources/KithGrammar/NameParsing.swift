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
  /// Whether it is to be borne from now on: a known one is another's.
  let isNew: Bool

  /// All that it can stand for.
  package let kinds: [NodeKind]
  /// What the known names are that can stand there.
  var offered: [NodeKind] { isNew ? [] : kinds }
  /// Whether a known name ends where it ends, unless what stands behind goes on like a name.
  var isOfKnown: Bool { [.person, .org, .group, .place].contains(kind) }
  /// Whether words that look like no name may be one all the same, in quotes.
  var mayBePhrase: Bool { [.gift, .org, .place, .topic].contains(kind) }

  package init(
    kind: NodeKind, label: String, alternatives: [NodeKind] = [], isListed: Bool = false, isKindStated: Bool = false,
    mustExist: Bool = false, isFoundAnywhere: Bool = false, isProper: Bool = false, isNew: Bool = false
  ) {
    (self.isProper, self.isNew) = (isProper, isNew)
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

  mutating func readName(_ shape: NameShape, ofWords length: Int?) throws(Diagnostic) -> Mention {
    expect(.name(shape.offered, label: shape.label))
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
    if shape.kind == .person, startsVerb(at) || startsCommand(at) {
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
    if isRemembering, token(end).kind == .end { openName = OpenName(start: at, kinds: shape.offered) }
    let mayDiffer = !source.isCanonical && context.names.mayDifferInAccents(text)
    if mayDiffer, shape.kind == .person { try checkIsOne(text, at: span) }
    let known = mayDiffer && !isKnownAsSpelled(text, shape) ? accented(text, shape) : nil
    move(to: end)
    return Mention(text: known ?? withEnding(text, shape), isQuoted: false, span: span, shape: shape)
  }

  /// A name with what belongs to it behind: `, PhD`, and the mark in which a sentence ends where one is known with it.
  private mutating func withEnding(_ name: String, _ shape: NameShape) -> String {
    guard !source.isCanonical else { return name }
    if shape.kind == .person, next.kind == .comma, wordBytes(at + 1).count <= 5, let title = wordText(at + 1),
      FunctionWords.isTitleBehind(title)
    {
      let whole = "\(name), \(source.text(token(at + 1).span))"
      advance(2)
      return isKnown(name, shape) && !isKnown(whole, shape) ? name : whole
    }
    let end = token(at - 1).span.end
    guard isAtEnd, end < source.bytes.count, "!.?".utf8.contains(source.bytes[end]) else { return name }
    let whole = name + String(decoding: [source.bytes[end]], as: UTF8.self)
    return isKnown(whole, shape) && !isKnown(name, shape) ? whole : name
  }

  /// Whether a word begins with a small letter; those of many scripts do not.
  func isInLowerCase(_ index: Int) -> Bool {
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
    guard !source.isCanonical, next.kind == .word || next.kind == .string, !FunctionWords.ofPeople.contains(nextWord)
    else { return nil }
    let person = NameShape(kind: .person, label: "PEOPLE", isListed: true)
    var ahead = trial(at: at)
    guard let people = try? ahead.names(person), let last = people.last,
      ahead.word(ahead.at) != .missing || ahead.next.kind == .string, !clauseWords.contains(ahead.nextWord)
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

  /// A name that is known behind an article, which is left out: `the luna`.
  mutating func articleBeforeKnown(_ words: Range<Int>, _ shape: NameShape) -> Mention? {
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

  func text(_ words: Range<Int>) -> String {
    words.map { source.text(token($0).span) }.joined(separator: " ")
  }

  /// Whether some words are letters and what goes with them, with a space between each two, and mean nothing else: most
  /// names are so, and need no further look.
  func isPlain(_ words: Range<Int>, _ span: Span) -> Bool {
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
    while !isAmpersand(at, shape), let separator = listSeparatorLength {
      try checkListHolds(all.count)
      let isBehindComma = separator == 1 && next.kind == .comma
      advance(separator)
      let start = at
      all.append(try name(shape))
      if isBehindComma {
        try shape.kind == .person ? checkIsName(start..<at, shape) : checkIsNoRemark(start..<at, shape)
      }
    }
    return all
  }

  /// Refuses a list that would grow beyond what a statement can hold.
  package func checkListHolds(_ count: Int) throws(Diagnostic) {
    guard count < 500 else {
      throw problem("a list holds 500 names at most", at: next.span, help: "say it in several statements")
    }
  }

  /// The length of the comma, `and` or `, and` before another name of the list; `nil` when the list ends here.
  private var listSeparatorLength: Int? {
    // `met rosa about jobs, called tom`
    if !source.isCanonical,
      jointLength(at) != nil || next.kind == .comma && context.vocabulary.startsRecord(in: self, at: at + 1)
    {
      return nil
    }
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
