import KithGraph
import KithSyntax

// Where a name ends.

extension StatementParser {
  /// Where a name ends that could be all of some words, by what is known, and by the words that no new name holds.
  func nameEnd(within words: Range<Int>, _ shape: NameShape) throws(Diagnostic) -> Int {
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
    let isOfNobody = shape.kind == .person && end < words.upperBound && FunctionWords.ofNobody.contains(word(end))
    guard end > words.lowerBound, isProper, !isOfNobody else {
      if words.count == 1, isKnown(words, shape) { return words.upperBound }
      throw notAName(words, shape)
    }
    var trimmed = end
    while shape.kind != .person, trimmed - 1 > words.lowerBound,
      FunctionWords.atTheEnd.contains(word(trimmed - 1))
    {
      trimmed -= 1
    }
    return trimmed
  }

  /// Where the longest beginning of some words ends that is known; `nil` where none is.
  func knownEnd(of words: Range<Int>, _ shape: NameShape) -> Int? {
    if !shape.isOfKnown || isKnown(words, shape) { return isKnown(words, shape) ? words.upperBound : nil }
    // Nobody's name has more words: a line of thousands would take their square.
    let last = min(words.upperBound - 1, words.lowerBound + 50)
    return stride(from: last, to: words.lowerBound, by: -1).first {
      // A plan is a place by its whole title alone.
      isKnown(words.lowerBound..<$0, shape) && !(shape.kind == .place && isPlanAlone(text(words.lowerBound..<$0)))
    }
  }

  func isPlanAlone(_ name: String) -> Bool {
    context.names.nodes(called: name, in: [.place, .party, .plan]).allSatisfy { context.names.kind(of: $0) == .plan }
  }

  /// Whether words make a longer name of one that is known: capitalised ones, and behind a person's first name no
  /// other person.
  func goes(on words: Range<Int>, behind known: Range<Int>, _ shape: NameShape) -> Bool {
    let isNew = words.allSatisfy { isCapitalised($0) && !isForeign($0, in: words, shape) }
    guard shape.kind == .person else { return isNew }
    return isNew && known.count == 1 && !ownerWords.contains(word(known.lowerBound))
      && !words.contains { isKnown($0..<$0 + 1, shape) }
  }

  /// Whether words tell what somebody does, or where they are, rather than what they are: `is moving`, `in hospital`.
  func tellsMore(_ words: Range<Int>) -> Bool {
    let first = word(words.lowerBound)
    if FunctionWords.ofNoRole.contains(first) || FunctionWords.ofNaming.contains(wordText(words.lowerBound) ?? "") {
      return true
    }
    let isDoing = wordText(words.lowerBound).map { $0.count > 4 && $0.hasSuffix("ing") } ?? false
    let next = words.lowerBound + 1
    if isDoing,
      next >= words.upperBound || FunctionWords.ofPeople.contains(word(next))
        || FunctionWords.isDoing(wordText(words.lowerBound) ?? "")
    {
      return true
    }
    return words.contains { index in
      (isCapitalised(index) || words.count == 1 || index > words.lowerBound && self.word(index - 1) == .of)
        && context.names.node(text(index..<index + 1), in: .party).map {
          context.names.kind(of: $0) == .person && context.names.exists($0)
        } ?? !context.names.people(withFirstName: text(index..<index + 1)).isEmpty
    }
  }

  /// Whether no new name holds the word at an index.
  func isForeign(_ index: Int, in words: Range<Int>, _ shape: NameShape) -> Bool {
    let word = word(index)
    if word == .unknown { return false }
    guard shape.kind == .person else {
      if index == words.lowerBound, shape.kind == .topic || shape.kind == .gift,
        FunctionWords.ofQuestions.contains(word)
      {
        return false
      }
      // `lives in Leeds with Tom`, `with her husband`: somebody begins something else.
      let isBeforePerson =
        word == .with
        && (isKnown(index + 1..<index + 2, anyPerson)
          || shape.kind == .place && FunctionWords.isPossessive(wordText(index + 1) ?? ""))
      return FunctionWords.ofThings.contains(word) || isBeforePerson
    }
    if FunctionWords.capitalised.contains(word), isCapitalised(index) { return false }
    if FunctionWords.between.contains(word), index > words.lowerBound, index + 1 < words.upperBound { return false }
    if FunctionWords.ofPeople.contains(word) { return true }
    return !isCapitalised(index) && (FunctionWords.ofNobody.contains(word) || DateExpression.isDay(word))
  }

  /// Whether a name that has begun ends before an index.
  func nameEnds(_ index: Int, _ shape: NameShape) -> Bool {
    switch word(index) {
    case .missing: true
    // Most words of names mean nothing else.
    case .unknown, .figure:
      !source.isCanonical && (isDash(index) || isSymbol(index) || shape.kind == .person && isAmount(index))
        || word(index) == .figure && (isReserved(index, shape) || shape.kind == .person && startsVerb(index))
    default:
      isReserved(index, shape) || shape.kind == .person && startsVerb(index)
        || !source.isCanonical && jointLength(index) != nil && !isAmpersand(index, shape)
    }
  }

  /// Whether the word at an index is taken: it begins a clause or a date, or joins names.
  func isReserved(_ index: Int, _ shape: NameShape) -> Bool {
    let word = word(index)
    if word == .missing || word == .unknown { return false }
    if word == .in, shape.kind == .plan, isOfTitle(index) { return false }
    if isDateBeforeClause(index) || channelAhead(index) != nil { return true }
    // `her notes on colour`: no date, and no channel.
    if word == .on, shape.kind != .person, !source.isCanonical {
      return DateExpression.match(self, at: index + 1) != nil || channelLength(at: index + 1) != nil
    }
    // `treasurer of Choir`
    if word == .of, shape.kind == .role, !source.isCanonical { return isOrg(index + 1) }
    // `technician in the print workshop`
    if word == .in, shape.kind == .role {
      return index > at && (source.isCanonical || isCapitalised(index + 1) || startsDates(index))
    }
    if stops.contains(word) { return true }
    if !source.isCanonical, partOfDay(index) != nil { return true }
    if startsDates(index) { return true }
    if isAmpersand(index, shape) { return false }
    if word == .and {
      return shape.isListed || shape.kind == .person || stops.contains(self.word(index + 1))
        || [.org, .group, .place, .role].contains(shape.kind) && startsOther(behind: index, shape)
    }
    return shape.kind == .person && (clauseWords.contains(word) || word == .or)
  }

  /// Whether a `&` belongs to a name, `Bloom & Wild`: between people it is an `and`.
  func isAmpersand(_ index: Int, _ shape: NameShape) -> Bool {
    !source.isCanonical && shape.kind != .person && wordBytes(index).elementsEqual("&".utf8)
      && token(index + 1).kind == .word
  }

  /// Whether somebody known stands behind an `and`, of whom something else is said, and no name is known that goes on
  /// over both: `works at Acme and tom at Globex`.
  private func startsOther(behind index: Int, _ shape: NameShape) -> Bool {
    guard !source.isCanonical, let (node, end) = somebody(at: index + 1), context.names.kind(of: node) == .person else {
      return false
    }
    return !(max(startIndex, index - 3)..<index).contains { start in
      (index + 2...max(end, index + 2)).contains { isKnown(start..<$0, shape) }
    }
  }

  /// Whether an org or group that is known stands at an index, up to a clause or the end.
  package func isOrg(_ index: Int) -> Bool {
    guard let (node, end) = somebody(at: index) else { return false }
    return context.names.kind(of: node) != .person && (word(end) == .missing || isReserved(end, anyPerson))
  }

  /// Whether the `in` at an index is a word of a title, `Women in Tech drinks`: no place's name goes on in lower case.
  func isOfTitle(_ index: Int) -> Bool {
    guard !source.isCanonical, isCapitalised(index + 1) else { return false }
    return word(index + 2) != .missing && !isCapitalised(index + 2) && !isReserved(index + 2, anyPerson)
  }

  /// Whether a word is a picture, or another sign beyond ASCII that is no letter.
  func isSymbol(_ index: Int) -> Bool {
    let bytes = wordBytes(index)
    guard let first = bytes.first, first >= 0x80 else { return false }
    return source.text(token(index).span).unicodeScalars.allSatisfy {
      !$0.properties.isAlphabetic && $0.value >= 0x80 && $0.properties.numericType == nil
    }
  }

  /// Whether what is asked or done stands at an index, in lower case, and nobody is called so: `met rosa and list`.
  func startsCommand(_ index: Int) -> Bool {
    guard !source.isCanonical, context.vocabulary.reserves(word(index)), isInLowerCase(index),
      !pronouns.contains(word(index)), let found = context.vocabulary.longestPhrase(in: self, at: index, saying: false)
    else { return false }
    return !context.vocabulary.verb(of: found.phrase).isRecord && somebody(at: index) == nil
  }

  func startsVerb(_ index: Int) -> Bool {
    context.vocabulary.longestPhrase(in: self, at: index, saying: true) != nil
  }

  /// Whether a date stands at an index with a clause, a comma or the end behind it: only there does it end a name.
  func isDateBeforeClause(_ index: Int) -> Bool {
    guard let date = DateExpression.match(self, at: index) else { return false }
    let following = token(index + date.length)
    let word = word(index + date.length)
    guard word != .missing else { return ![.string, .variable].contains(following.kind) }
    return clauseWords.contains(word) || stops.contains(word) || partOfDay(index + date.length) != nil
  }

  /// Whether an amount stands at an index: `£20`, `5 euros`.
  func isAmount(_ index: Int) -> Bool {
    guard let byte = wordBytes(index).first, byte >= 0x80 || !(0x41...0x5A).contains(byte & 0xDF) else { return false }
    let first = source.text(token(index).span).unicodeScalars.first
    return first.map { $0.properties.generalCategory == .currencySymbol || $0.properties.numericType != nil } ?? false
  }

  // MARK: What is known

  func isKnown(_ words: Range<Int>, _ shape: NameShape) -> Bool {
    isKnown(text(words), shape)
      || shape.kind == .person && ownerWords.contains(word(words.lowerBound)) && words.count == 1
  }

  /// Whether a name finds something that a shape asks for.
  func isKnown(_ name: String, _ shape: NameShape) -> Bool {
    isKnownAsSpelled(name, shape) || accented(name, shape) != nil
  }

  func isKnownAsSpelled(_ name: String, _ shape: NameShape) -> Bool {
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
  func accented(_ name: String, _ shape: NameShape) -> String? {
    guard !source.isCanonical, context.names.mayDifferInAccents(name) else { return nil }
    for kind in shape.kinds {
      guard let node = context.names.node(plainly: name, in: kind.space),
        shape.kinds.contains(context.names.kind(of: node))
      else { continue }
      return context.names[node]
    }
    return nil
  }
}

private let anyPerson = NameShape(kind: .person, label: "PERSON")
