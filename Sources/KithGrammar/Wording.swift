import KithGraph
import KithSyntax

/// A form of a line whose words stand in another order than those of the verb that it says, and the line that says it:
/// `PERSON's FIELD is REST` is `set PERSON FIELD REST`.
///
/// Words in capitals are holes, all others stand as they are written; `a/b` is either, and `a?` may be missing.
package struct Wording: Sendable {
  /// What stands in the place of a word in capitals.
  package enum Hole: String, Sendable {
    /// Somebody known, or me.
    case person = "PERSON"
    /// An org or a group that is known.
    case org = "ORG"
    /// Words that all begin with a capital: a name, known or not.
    case proper = "PROPER"
    /// What one does with others, as one tells of it: `played`; as it goes on: `running`.
    case activity = "DID", doing = "DOING", pursuit = "PURSUED"
    /// A verb by which something can be said: `rang`.
    case spoke = "SPOKE"
    /// Words that end in what people come together for: `choir practice`.
    case event = "EVENT"
    /// All up to the end, where there is any: what tells when, where or how, and a note.
    case more = "MORE"
    /// The day or time at the end of the rest, where there is one: it is no part of that then.
    case when = "WHEN"
    /// Words that end in what people are members of: `my exam group`.
    case group = "GROUP"
    /// A field that is usual, or was set before.
    case field = "FIELD"
    /// A word or more, up to what the form has next.
    case name = "NAME", otherName = "ANOTHER"
    /// All words up to the end.
    case rest = "REST"
    /// A note.
    case note = "NOTE"
  }

  fileprivate enum Piece {
    case words([String], isOptional: Bool)
    case hole(Hole, isPossessive: Bool)
  }

  fileprivate let form: [Piece]
  /// The line that says it.
  fileprivate let line: String
  /// Whether it says so only of what is to come.
  fileprivate let isAheadOnly: Bool
  /// Whether it says so only of a day that is said.
  fileprivate let needsDay: Bool
  /// The line that says it of what is to come, where that is another one.
  fileprivate let lineAhead: String?

  package init(_ form: String, says line: String, ahead lineAhead: String? = nil, needsDay: Bool = false) {
    (self.needsDay, isAheadOnly) = (needsDay, false)
    self.form = form.split(separator: " ").map { word in
      let isPossessive = word.hasSuffix("'s")
      let hole = Hole(rawValue: String(isPossessive ? word.dropLast(2) : word))
      return hole.map { .hole($0, isPossessive: isPossessive) }
        ?? .words(
          word.lowercased().split { $0 == "/" || $0 == "?" }.map(String.init), isOptional: word.hasSuffix("?"))
    }
    (self.line, self.lineAhead) = (line, lineAhead)
  }

  /// A time that is said apart may be missing.
  fileprivate var startingFillings: Fillings { line.contains("WHEN") ? [.when: ("", Span(0, 0))] : [:] }

  /// A form that stands for a line only where that is about a day to come.
  package init(_ form: String, ahead line: String) {
    let other = Wording(form, says: line, ahead: line)
    (self.form, self.line, lineAhead, needsDay, isAheadOnly) = (other.form, line, line, false, true)
  }

  /// The words that stand as they are written, each with those that may stand there instead.
  fileprivate var fixedWords: [[String]] {
    form.compactMap { if case .words(let words, isOptional: false) = $0 { words } else { nil } }
  }

  /// Whether its first word stands as it is written.
  package var isLedByWord: Bool { if case .words? = form.first { true } else { false } }

  /// A line with a note behind the one that it has.
  fileprivate static func withNote(_ line: String) -> String {
    guard let colon = line.firstRange(of: " : ") else { return line + " : NOTE" }
    return "\(line[..<colon.lowerBound]) : \"\(line[colon.upperBound...].replacing("\"", with: "")); NOTE\""
  }

  /// Whether it asks.
  package func asks(_ vocabulary: Vocabulary) -> Bool {
    vocabulary.asks(vocabulary.lexicon.word(String(line.prefix { $0 != " " })))
  }
}

/// Forms of lines, in the order in which they are tried, each found by the rarest of the words that stand in it as they
/// are written: a line that is refused asks for them, and so does each line that its error offers, and most of more
/// than a thousand forms have no word of it.
package struct Wordings: Sendable {
  private let all: [Wording]
  private var places: [String: [Int]] = [:]
  private var wordless: [Int] = []

  package init(_ all: [Wording]) {
    self.all = all
    var counts: [String: Int] = [:]
    for words in all.flatMap(\.fixedWords) { for word in words { counts[word, default: 0] += 1 } }
    func count(_ words: [String]) -> Int { words.reduce(0) { $0 + (counts[$1] ?? 0) } }
    for (place, wording) in all.enumerated() {
      let rarest = wording.fixedWords.min { count($0) < count($1) }
      for word in rarest ?? [] { places[word, default: []].append(place) }
      if rarest == nil { wordless.append(place) }
    }
  }

  /// Those that a line of these words can have.
  fileprivate func holding(_ words: Set<String>) -> [Wording] {
    Set(wordless + words.flatMap { places[$0] ?? [] }).sorted().map { all[$0] }
  }
}

/// What fills the holes of a form, each with where it stands.
private typealias Fillings = [Wording.Hole: (text: String, span: Span)]

extension StatementParser {
  /// The lines that say what this statement does in another order of words: those that it fits, the first being the
  /// one; each with what says it of what is to come. A note at its end stays one.
  package func rewordings(from start: Int) -> [Rewording] {
    guard case .note = tokenBeforeEnd.kind, endIndex - 1 > start else { return rewordings(from: start, note: nil) }
    let note = tokenBeforeEnd
    return rewordings(from: start, note: nil).filter(\.holdsNote)
      + trial(of: start..<endIndex - 1).rewordings(from: start, note: note)
  }

  /// A line that a statement is said by in another order of words.
  package struct Rewording {
    /// The line, and that of what is to come.
    package let line: Source?
    package let ahead: Source?
    /// Whether it says so only of a day that is said.
    package let needsDay: Bool
    /// Whether the note has a place in the form.
    let holdsNote: Bool
  }

  private func rewordings(from start: Int, note: Token?) -> [Rewording] {
    wordings(from: start).compactMap { wording in
      var fillings = wording.startingFillings
      guard fits(wording.form[...], at: start, &fillings, isLoose: false) else { return nil }
      let holdsNote = fillings[.note] != nil
      if let note { fillings[.note] = (source.value(of: note).quoted, note.span) }
      func line(_ line: String) -> Source {
        written(note == nil ? line : Wording.withNote(line), fillings, from: start)
      }
      return Rewording(
        line: wording.isAheadOnly ? nil : line(wording.line), ahead: wording.lineAhead.map(line),
        needsDay: wording.needsDay, holdsNote: holdsNote)
    }
  }

  /// The forms that the statement may fit whoever is known.
  package func wordingsPerhaps(from start: Int) -> [Wording] {
    wordings(from: start).filter { wording in
      var fillings = Fillings()
      return fits(wording.form[...], at: start, &fillings, isLoose: true)
    }
  }

  private func wordings(from start: Int) -> [Wording] {
    if endIndex - start > Self.mostTyped { return [] }
    return context.vocabulary.wordings.holding(Set((start..<max(start, endIndex)).compactMap { wordText($0) }))
  }

  private func fits(_ form: ArraySlice<Wording.Piece>, at index: Int, _ fillings: inout Fillings, isLoose: Bool) -> Bool
  {
    guard let piece = form.first else { return token(index).kind == .end }
    let rest = form.dropFirst()
    switch piece {
    case .words(let words, let isOptional):
      if wordText(index).map(words.contains) ?? false, fits(rest, at: index + 1, &fillings, isLoose: isLoose) {
        return true
      }
      return isOptional && fits(rest, at: index, &fillings, isLoose: isLoose)
    case .hole(.more, _) where token(index).kind == .end: return true
    case .hole(.more, _) where !isLoose && !startsCircumstance(index): return false
    case .hole(.rest, _), .hole(.more, _):
      guard case .hole(let hole, _) = piece, token(index).kind != .end else { return false }
      let end = fillings[.when] == nil ? endIndex : startOfTime(behind: index)
      let span = token(index).span.joined(with: token(end - 1).span)
      fillings[hole] = (source.text(span), span)
      if end < endIndex {
        let time = token(end).span.joined(with: tokenBeforeEnd.span)
        fillings[.when] = (source.text(time), time)
      }
      return rest.isEmpty
    case .hole(.note, _):
      guard case .note = token(index).kind else { return false }
      fillings[.note] = (source.value(of: token(index)).quoted, token(index).span)
      return fits(rest, at: index + 1, &fillings, isLoose: isLoose)
    case .hole(let hole, let isPossessive):
      let most =
        switch hole {
        case .name, .otherName: endIndex - index
        case .activity, .doing, .pursuit, .spoke: 1
        case .field: 2
        case .person, .org, .proper, .group, .event, .rest, .more, .when, .note: 4
        }
      let here = (1...max(1, most)).prefix {
        word(index + $0 - 1) != .missing || token(index + $0 - 1).kind == .string
      }
      // Of somebody known the longest name is meant.
      for length in hole == .person || hole == .org ? here.reversed() : Array(here) {
        guard let filling = filling(hole, index..<index + length, isPossessive: isPossessive, isLoose: isLoose) else {
          continue
        }
        fillings[hole] = filling
        if fits(rest, at: index + length, &fillings, isLoose: isLoose) { return true }
      }
      return false
    }
  }

  /// Whether something stands at an index that says when, where or how, or a note.
  private func startsCircumstance(_ index: Int) -> Bool {
    switch token(index).kind {
    case .tag, .note, .openParenthesis, .end: return true
    default: break
    }
    return clauseWords.contains(word(index)) || isDash(index) || partOfDay(index) != nil
      || ["since", "until", "till"].contains(wordText(index)) || DateExpression.match(self, at: index) != nil
  }

  private func filling(
    _ hole: Wording.Hole, _ words: Range<Int>, isPossessive: Bool, isLoose: Bool
  ) -> (text: String, span: Span)? {
    let span = token(words.lowerBound).span.joined(with: token(words.upperBound - 1).span)
    var said = words.count == 1 ? source.value(of: token(words.lowerBound)) : source.text(span)
    if isPossessive {
      guard let ending = ["'s", "’s", "s'", "s’"].first(where: { said.lowercased().hasSuffix($0) }) else { return nil }
      said = String(said.dropLast(ending.hasPrefix("s") ? 1 : 2))
    }
    switch hole {
    case .name, .otherName, .rest, .more, .when, .note: return (said, span)
    case .proper:
      // The whole run: `Yusuf Ali lives` is not about Yusuf.
      let isProper = words.allSatisfy {
        isCapitalised($0) && context.vocabulary.longestPhrase(in: self, at: $0, saying: true) == nil
      }
      // Whoever bears the name among others is meant by all of them.
      let isBorne =
        words.count == 1
        && context.names.unordered(.person).contains { person in
          context.names.exists(person) && context.names[person].split(separator: " ").contains { $0 == said }
        }
      return isProper && !isBorne && !isCapitalised(words.upperBound) ? (said, span) : nil
    case .activity: return FunctionWords.isActivity(said.lowercased()) ? (said, span) : nil
    case .pursuit: return FunctionWords.isPursuit(said.lowercased()) ? (said, span) : nil
    case .doing: return FunctionWords.isDoingTogether(said.lowercased()) ? (said.lowercased(), span) : nil
    case .spoke: return FunctionWords.isSaying(said.lowercased()) ? (said.lowercased(), span) : nil
    case .event:
      let last = wordText(words.upperBound - 1) ?? ""
      let holdsVerb = words.contains { context.vocabulary.longestPhrase(in: self, at: $0, saying: true) != nil }
      let isName = words.allSatisfy { !FunctionWords.ofPeople.contains(word($0)) && somebody(at: $0) == nil }
      return !holdsVerb && isName && (FunctionWords.isGroup(last) || FunctionWords.isEvent(last)) ? (said, span) : nil
    case .group: return FunctionWords.isGroup(wordText(words.upperBound - 1) ?? "") ? (said.quoted, span) : nil
    case .field:
      let field = FieldName.meant(by: said.lowercased())
      let isField = isLoose || FieldName.usual.contains(field) || context.names.node(field, in: .field) != nil
      return isField ? (field, span) : nil
    case .person, .org:
      if isLoose || words.count == 1 && ownerWords.contains(said) {
        return (ownerWords.contains(said) ? "me" : said, span)
      }
      let name = said.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      return context.names.known(name).flatMap { node in
        (context.names.kind(of: node) == .person) == (hole == .person) ? (context.names[node].quoted, span) : nil
      }
    }
  }

  /// Where a day or a time begins with which the statement ends, behind an index; the end of it where none does.
  package func startOfTime(behind index: Int, upTo end: Int? = nil) -> Int {
    let end = end ?? endIndex
    for start in index + 1..<max(end, index + 1) {
      let begin = word(start) == .on || word(start) == .at ? start + 1 : start
      let isTime =
        DateExpression.match(self, at: begin) != nil || partOfDay(start) != nil
        || word(start) == .at && trial(at: begin).startsTime
      if isTime, isOnlyTime(start..<end) { return start }
    }
    return end
  }

  private func isOnlyTime(_ words: Range<Int>) -> Bool {
    [Clause.on, .planned].contains { day in
      var ahead = trial(of: words)
      ahead.clauses = Clauses([day, .time, .duration])
      return ahead.clausesOnly(from: words.lowerBound)
    }
  }

  /// A line with what fills its holes: an error in it is shown where that was said.
  private func written(_ line: String, _ fillings: Fillings, from start: Int) -> Source {
    let whole = token(start).span.joined(with: tokenBeforeEnd.span)
    var pieces: [(text: [UInt8], origin: Span)] = []
    if start > at {
      let before = next.span.joined(with: token(start - 1).span)
      pieces.append((Array((source.text(before) + " ").utf8), before))
    }
    var isInQuotes = false
    for word in line.split(separator: " ") {
      if pieces.last.map({ $0.text.last != UInt8(ascii: " ") }) ?? false { pieces.append(([UInt8(ascii: " ")], whole)) }
      let isListed = word.hasSuffix(";") && word.count > 1
      let bare = (isListed ? word.dropLast() : word).replacing("\"", with: "")
      let isPossessive = bare.hasSuffix("'s")
      let hole = Wording.Hole(rawValue: String(isPossessive ? bare.dropLast(2) : bare))
      if hole == .more, fillings[.more] == nil { continue }
      guard let (text, span) = hole.flatMap({ fillings[$0] }) else {
        pieces.append((Array(word.utf8), whole))
        if word.count { $0 == "\"" } == 1 { isInQuotes.toggle() }
        continue
      }
      let (opens, closes) = (word.hasPrefix("\""), word.hasSuffix("\""))
      let isQuoted = isInQuotes || opens
      pieces.append((Array((opens ? "\"" : "").utf8), whole))
      // A note is quoted already, and may hold quotes.
      let inside = hole == .note ? String(text.dropFirst().dropLast()) : text.replacing("\"", with: "")
      pieces.append((Array((isQuoted ? inside : text).utf8), span))
      pieces.append((Array(((isPossessive ? "'s" : "") + (isListed ? ";" : "") + (closes ? "\"" : "")).utf8), whole))
      if opens != closes { isInQuotes = opens }
    }
    return Source(expanding: source, pieces.filter { !$0.text.isEmpty })
  }
}

extension StatementParser {
  /// What carrying the statement out may ask of the session, by its words alone.
  package var requiredAccess: Verb.RequiredAccess? {
    let verb = verb
    if let verb, context.vocabulary.longestPhrase(in: self, at: behindDate, saying: false) != nil {
      return verb.requiredAccess
    }
    // Words in the place of names could be any: where a verb stands among them, only what begins like a question asks.
    let wordings = source.isCanonical ? [] : wordingsPerhaps(from: behindDate)
    let asks = wordings.filter { $0.asks(context.vocabulary) && (verb == nil || $0.isLedByWord) }
    if wordings.isEmpty { return verb?.requiredAccess }
    return asks.isEmpty || asks.count < wordings.count && asks.allSatisfy { !$0.isLedByWord } ? .writing : .reading
  }
}
