import KithGrammar
import KithGraph
import KithSyntax

extension Interpreter {
  /// An error with a whole line for help that says what was probably meant, and runs as it stands; the error as it was
  /// where there is none.
  func offering(_ error: Diagnostic, _ statement: Script.Statement, _ source: Source) -> Diagnostic {
    guard !isTrial, !memory.isReplaying, error.severity == .error, statement.isTypable else { return error }
    // Two where a line has two readings, else the likeliest.
    let count = error.other == nil && error.matter != .time ? 1 : 2
    // What stands in for another statement still does.
    let prefix = statement.edited.map { "edit #\($0) " } ?? ""
    let lines = Offers(self, error, statement, source).all.lazy.map { prefix + $0 }.filter { self.runs($0) }.prefix(
      count)
    if !lines.isEmpty { return error.helping(with: Array(lines)) }
    // A verb whose line would say nothing is no slip of it: `lost my keys`.
    return error.matter == .verb && error.instead != nil && statement.tokens.count > 1
      ? error.helping(with: whatKithIsFor) : error
  }

  /// Whether a line can be carried out as things are.
  private func runs(_ line: String) -> Bool {
    let source = Source(name: nil, text: line)
    guard let script = try? Script(source, in: language.vocabulary), !script.statements.isEmpty else { return false }
    let trial = Interpreter(trying: self)
    trial.isTrial = true
    return script.lines.joined().allSatisfy { step in
      // What cannot be taken back, or takes back, is for its owner to think of.
      guard let statement = step.statement, let access = requiredAccess(of: statement, in: source),
        !access.isOfTheSession, question(before: statement, in: source) == nil
      else { return false }
      return (try? trial.run(statement, of: source) { _ in }) != nil
    }
  }
}

/// The lines that could have been meant by one that was refused, the likeliest first.
private struct Offers {
  private let interpreter: Interpreter
  private let error: Diagnostic
  private let statement: Script.Statement
  private let source: Source
  /// Where the error begins, and what stands before it and from it on.
  private let place: Int
  private let head: String
  private let tail: String

  private var names: Names { interpreter.log.names }
  private var tokens: ArraySlice<Token> { statement.tokens }
  private var vocabulary: Vocabulary { interpreter.language.vocabulary }

  init(_ interpreter: Interpreter, _ error: Diagnostic, _ statement: Script.Statement, _ source: Source) {
    (self.interpreter, self.error, self.statement, self.source) = (interpreter, error, statement, source)
    let (start, end) = (statement.span.start, statement.span.end)
    // What is wrong somewhere else, in a script that is included, say, is not mended here.
    let place = error.offset(in: source).flatMap { (start...end).contains($0) && error.span.end <= end ? $0 : nil }
    self.place = place ?? end
    head = place.map { Offers.withoutJoint(source.text(Span(start, $0))) } ?? ""
    tail = place.map { source.text(Span($0, end)) } ?? ""
  }

  /// All of them; some may not run.
  var all: [String] {
    if tail.isEmpty, head.isEmpty { return [] }
    return (error.matter == .time ? planned + replaced : replaced + longerPhrase + planned) + reminder + continued
      + bracketLast
      + (error.matter == .other || error.matter == .time ? [] : dated + noted) + sought
  }

  // MARK: Kinds

  /// The line with what the error itself would say instead.
  private var replaced: [String] {
    let end = min(max(place, error.span.end), statement.span.end)
    return [error.instead, error.other].compactMap { $0 }.map {
      source.text(Span(statement.span.start, place)) + $0 + source.text(Span(end, statement.span.end))
    }
  }

  /// The verb of two words that the line's first word begins, before whom it names: `ran to rosa`.
  private var longerPhrase: [String] {
    guard error.matter == .verb, let first = tokens.first,
      let somebody = tokens.indices.dropFirst().first(where: { personAhead(from: $0) != nil })
    else { return [] }
    let word = source.text(first.span).lowercased()
    let phrases = vocabulary.verbs.flatMap(\.phrases).filter { $0.words.count == 2 && $0.words[0] == word }
    return phrases.map { "\($0.text) \(source.text(tokens[somebody...].span))" }
  }

  /// What is told of a day to come as a plan: `met rosa tomorrow`.
  private var planned: [String] {
    if let first = tokens.first, ["have", "do"].contains(source.text(first.span).lowercased()), tokens.count > 2 {
      return ["plan \(source.text(tokens.dropFirst().span))"]
    }
    guard !parser.asksAboutSomebody, let verb = parser.verb, verb.isContact, let phrase = phraseAhead else { return [] }
    let noun = phrase.words.dropFirst().last { !["with", "a", "an", "some"].contains($0) } ?? verb.noun
    return [
      "plan \(noun) with \(source.text(Span(tokens[tokens.startIndex + phrase.words.count].span.start, statement.span.end)))"
    ]
  }

  /// What one tells oneself to do, as a reminder: `call tom next tuesday`.
  private var reminder: [String] {
    let does = tokens.first.map { ["should", "could", "can", "will"].contains(source.text($0.span).lowercased()) }
    let rest = does ?? false ? tokens.dropFirst() : tokens
    guard error.matter != .extra, let first = rest.first, toDo.contains(source.text(first.span).lowercased()) else {
      return []
    }
    let line = source.text(rest.span)
    // `call julien on thursday to talk about the site`
    let dated = rest.indices.dropFirst().lazy.compactMap { index -> String? in
      let start = rest[index].word == Keyword.on.word ? index + 1 : index
      guard let length = DateExpression.match(parser, at: start)?.length, start + length < rest.endIndex else {
        return nil
      }
      let (before, after) = (source.text(rest[..<index].span), source.text(rest[(start + length)...].span))
      return "remind me \(source.text(rest[index..<start + length].span)) to \(before) \(after)"
    }.first
    return ["remind me to \(line)"] + (dated.map { [$0] } ?? []) + ["remind me to \(line) tomorrow"]
  }

  /// What stands behind what was understood, as something of its own, one more person, or the note.
  private var continued: [String] {
    guard error.matter == .extra, !tail.isEmpty, !head.isEmpty, !tail.hasPrefix("$") else { return [] }
    if tail.hasPrefix(",") {
      let rest = tail.dropFirst().drop { $0.isWhitespace }
      let dated = dateAtEnd.map { ["\(head) \($0.date): \($0.words.dropFirst().drop { $0.isWhitespace })"] } ?? []
      let both = startsStatement ? ["\(head); \(rest)"] : []
      return rest.isEmpty ? [] : both + dated + ["\(head): \(rest)"]
    }
    var lines: [String] = []
    let rest = Offers.withoutJoint(inFront: tail)
    if startsStatement { lines.append("\(head); \(rest)") }
    if let repeated = withVerbAgain(rest) { lines.append("\(head); \(repeated)") }
    if isPerson(tail), isBehindPerson { lines.append("\(head) and \(tail)") }
    if let (words, date) = dateAtEnd {
      let note = Offers.withoutJoint(inFront: words)
      lines.append(note.isEmpty ? "\(head) \(date)" : "\(head) \(date): \(note)")
    }
    lines += timesInBrackets
    lines.append("\(head): \(tail)")
    return lines
  }

  /// What stands in brackets at the end and tells when, without them: `met rosa (yesterday)`.
  private var timesInBrackets: [String] {
    let rest = tokens.drop { $0.span.start < place }
    guard rest.first?.kind == .openParenthesis, rest.last?.kind == .closeParenthesis, rest.count > 2 else { return [] }
    let inside = rest.dropFirst().dropLast()
    let dated = dateAtEnd(of: inside).map { ["\(head) \($0.date): \($0.words)"] } ?? []
    return ["\(head) \(source.text(inside.span))"] + dated
  }

  /// The words from the error on up to a day at their end, and that. What somebody else does then has a time of its own.
  private var dateAtEnd: (words: String, date: String)? {
    let rest = tokens.drop { $0.span.start < place }
    guard let first = rest.drop(while: { $0.kind == .comma }).first,
      !["he", "she", "it", "they", "we", "you", "i"].contains(source.text(first.span).lowercased())
    else { return nil }
    return dateAtEnd(of: rest)
  }

  private func dateAtEnd(of rest: ArraySlice<Token>) -> (words: String, date: String)? {
    let start = parser.startOfTime(behind: rest.startIndex, upTo: rest.endIndex)
    // `from 12 to 15 november` is no day.
    let joints = ["to", "from", "until", "till", "for", "of", "by", "before", "after"]
    guard start < rest.endIndex, !joints.contains(source.text(tokens[start - 1].span).lowercased()) else { return nil }
    return (source.text(rest[..<start].span), source.text(rest[start...].span))
  }

  /// The line with what stands in brackets in its middle as the note.
  private var bracketLast: [String] {
    guard let open = tokens.firstIndex(where: { $0.kind == .openParenthesis }),
      let close = tokens[open...].firstIndex(where: { $0.kind == .closeParenthesis }), close + 1 < tokens.endIndex,
      open > tokens.startIndex
    else { return [] }
    let before = source.text(Span(statement.span.start, tokens[open - 1].span.end))
    let after = source.text(Span(tokens[close + 1].span.start, statement.span.end))
    return ["\(before) \(after): \(source.text(Span(tokens[open].span.end, tokens[close].span.start)))"]
  }

  /// What is no statement as a remark on whom it is about: who stands first, or was named last on the line. Where
  /// somebody stands last, they were met.
  private var noted: [String] {
    let text = source.text(tokens.span)
    let isNote = source.text(tokens[tokens.startIndex].span).lowercased() == "note"
    if let (name, end) = personAhead(from: isNote ? tokens.startIndex + 1 : tokens.startIndex), end < tokens.endIndex,
      tokens[end].word != Keyword.and.word
    {
      return remarks(on: name, verb: "note", from: end)
    }
    // `Ahmed's wife had a baby girl`
    let first = source.text(tokens[tokens.startIndex].span)
    if tokens.count > 1, let ending = ["'s", "’s"].first(where: first.hasSuffix),
      first.first?.isUppercase ?? false || names.known(String(first.dropLast(ending.count))) != nil
    {
      let name = String(first.dropLast(ending.count))
      return remarks(on: name, verb: names.known(name) == nil ? "person" : "note", from: tokens.startIndex)
    }
    if error.matter == .verb, let (name, end) = properAhead { return remarks(on: name, verb: "person", from: end) }
    guard tokens.count > 1, phraseAhead == nil else { return [] }
    if let last = interpreter.memory.named.last { return ["note \(names[last.person].quoted): \(text)"] }
    guard error.matter == .verb, sought.isEmpty,
      let with = tokens.lastIndex(where: { source.text($0.span).lowercased() == "with" }),
      with > tokens.startIndex, let (name, end) = personAhead(from: with + 1), end == tokens.endIndex
    else { return [] }
    return ["met \(name): \(source.text(tokens[..<with].span))"]
  }

  /// What is told of somebody as a remark of its day; of a day to come, as a plan.
  private func remarks(on name: String, verb: String, from index: Int) -> [String] {
    let rest = tokens[index...]
    let whole = "\(verb) \(name): \(source.text(rest.span))"
    let isNegated = ["can't", "cannot", "won't", "couldn't", "isn't"].contains(
      source.text(rest[index].span).lowercased())
    guard !isNegated, !rest.contains(where: { $0.kind == .comma }), let (words, day) = dateAtEnd(of: rest) else {
      return [whole]
    }
    let isAhead = ["is", "will", "comes", "leaves", "turns"].contains(source.text(rest[index].span).lowercased())
    let planned = isAhead ? ["plan \((name + " " + words).quoted) \(day)"] : []
    return ["\(verb) \(name) \(day): \(words)"] + planned + [whole]
  }

  /// A name that nobody bears yet at the beginning of the line: words that begin with a capital and mean nothing else.
  private var properAhead: (name: String, end: Int)? {
    let words = tokens.prefix(3).prefix { token in
      token.kind == .word && token.word == .unknown && source.text(token.span).first?.isUppercase ?? false
    }
    guard let first = words.first, words.endIndex < tokens.endIndex else { return nil }
    // A line may begin with a capital: `Looked over the text` is about nobody.
    let isVerb = ["ed", "ing"].contains { source.text(first.span).lowercased().hasSuffix($0) }
    let isLed = FunctionWords.ofPeople.contains(tokens[words.endIndex].word)
    let holdsKnown = words.contains { names.known(source.text($0.span)) != nil }
    guard words.count > 1 ? !isVerb && !holdsKnown : !isVerb && !isLed else { return nil }
    return (source.text(words.span), words.endIndex)
  }

  /// What a question that cannot be read may be about: the card of whoever it names, or what is found by its last word.
  private var sought: [String] {
    let asking = FunctionWords.ofQuestions
    let asks = tokens.first.map { asking.contains($0.word) } ?? false
    if parser.asksAboutSomebody || asks && error.matter != .other {
      let card = tokens.indices.dropFirst().lazy.compactMap { personAhead(from: $0) }.first {
        names.known($0.name) != .me
      }.map { "show \($0.name)" }
      if let card { return [card] }
    }
    guard error.matter == .verb || error.help?.hasPrefix("`help ") ?? false,
      let first = tokens.first, let last = tokens.last, tokens.count > 2, last.kind == .word, last.word == .unknown,
      source.text(last.span).allSatisfy({ $0.isLetter || $0 == "?" }),
      asking.contains(first.word)
        || ["did", "does", "do", "has", "have", "is", "are", "can", "could", "which", "whose"]
          .contains(source.text(first.span).lowercased())
    else { return [] }
    return ["find \(source.text(last.span).filter { $0 != "?" })"]
  }

  /// The line of what is to come or to recur with a day, or a rhythm, where it lacks that.
  private var dated: [String] {
    let text = source.text(tokens.span)
    let isRhythm = parser.verb?.slots.contains { $0.keyword?.first == Keyword.every.word } ?? false
    return isRhythm ? ["\(text) every month"] + (keptEveryMonth.map { [$0] } ?? []) : ["\(text) tomorrow"]
  }

  // MARK: Looking at the line

  private var parser: StatementParser {
    StatementParser(
      tokens, of: source, in: interpreter.context(on: interpreter.today), isRemembering: false)
  }

  /// `keep rosa warm` with a rhythm.
  private var keptEveryMonth: String? {
    guard source.text(tokens[tokens.startIndex].span).lowercased() == "keep",
      let (name, _) = personAhead(from: tokens.startIndex + 1)
    else { return nil }
    return "keep \(name) every month"
  }

  /// The phrase that the line begins with.
  private var phraseAhead: Phrase? {
    vocabulary.longestPhrase(in: parser, at: tokens.startIndex, saying: false).map { vocabulary.wording(of: $0.phrase) }
      .flatMap { $0.words.count < tokens.count ? $0 : nil }
  }

  /// Whether a verb stands where the error begins, behind what joins it.
  private var startsStatement: Bool {
    let rest = tokens.drop { $0.span.start < place }.drop { Offers.joints.contains(source.text($0.span).lowercased()) }
    return vocabulary.longestPhrase(in: parser, at: rest.startIndex, saying: false)
      .map { vocabulary.verb(of: $0.phrase).isKept } ?? false
  }

  /// `tom at Globex` behind `rosa works at Acme`, with the verb said again.
  private func withVerbAgain(_ rest: String) -> String? {
    guard let index = tokens.firstIndex(where: { $0.span.start >= place }),
      let verb = parser.phrase.map({ vocabulary.wording(of: $0) }),
      let (name, end) = personAhead(from: tokens[index].word == Keyword.and.word ? index + 1 : index),
      end < tokens.endIndex,
      source.text(tokens[end].span).lowercased() == verb.words.last, verb.words.count > 1
    else { return nil }
    return "\(name) \(verb.words.dropLast().joined(separator: " ")) \(source.text(tokens[end...].span))"
  }

  /// Somebody known whose name stands at an index, as it is said there, and the index behind it.
  private func personAhead(from index: Int) -> (name: String, end: Int)? {
    parser.somebody(at: index).flatMap { node, end in
      names.kind(of: node) == .person ? (source.text(tokens[index..<end].span), end) : nil
    }
  }

  /// Whether the words up to the next clause could be one more person: somebody known, or a single word.
  private func isPerson(_ tail: String) -> Bool {
    let words = tokens.filter { $0.span.start >= place }.prefix { token in
      token.kind == .word && !clauseWords.contains(token.word) && token.word != .and
    }
    let name = tail.split(separator: " ").prefix(words.count).joined(separator: " ")
    let isOther = [NodeKind.Space.place, .topic].contains { names.node(name, in: $0).map(names.exists) ?? false }
    return words.count == 1 && !isOther && name.contains(where: \.isLetter)
      || names.node(name, in: .party).map { names.kind(of: $0) == .person } ?? false
  }

  /// Whether somebody known stands right before the error.
  private var isBehindPerson: Bool {
    let index = tokens.firstIndex { $0.span.start >= place } ?? tokens.endIndex
    return tokens.indices.contains { $0 < index && parser.somebody(at: $0)?.end == index }
  }

  // MARK: Joints

  private static let joints = ["and", "but", "then", "&", "+", "-", ","]

  /// A text without what joined the next thing to it.
  private static func withoutJoint(_ text: String) -> String {
    var words = text.split(separator: " ")
    while let last = words.last, joints.contains(last.lowercased()) { words.removeLast() }
    let line = words.joined(separator: " ")
    return line.hasSuffix(",") ? String(line.dropLast()) : line
  }

  /// A text without what joins it to the thing before.
  private static func withoutJoint(inFront text: String) -> String {
    let words = text.split(separator: " ")
    return words.drop { joints.contains($0.lowercased()) }.joined(separator: " ")
  }
}

extension Verb {
  /// What one calls such a contact to come.
  fileprivate var noun: String {
    guard case .facts(let channel?, _) = derivation else { return "meeting" }
    return ["in person": "meeting", "phone": "call", "video": "video call"][channel.name] ?? "message"
  }
}

/// What people begin a line with that says what they mean to do.
private let toDo: Set = [
  "call", "ring", "phone", "meet", "see", "visit", "talk", "ask", "tell", "email", "text", "write", "send", "buy",
  "bring", "give", "thank", "invite", "check", "take", "pay", "book", "fix", "order", "return", "chase", "reply",
  "follow",
  "message", "collect", "fetch", "get", "pick", "drop", "post", "sort", "arrange", "organise", "organize",
]
