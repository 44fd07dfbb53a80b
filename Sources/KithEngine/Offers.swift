import KithGrammar
import KithGraph
import KithSyntax

extension Interpreter {
  /// An error with a whole line for help that says what was probably meant, and runs as it stands; the error as it was
  /// where there is none.
  func offering(_ error: Diagnostic, _ statement: Script.Statement, _ source: Source) -> Diagnostic {
    guard !isTrial, !memory.isReplaying, error.severity == .error else { return error }
    // Two where a line has two readings, else the likeliest.
    let lines = candidates(for: error, statement, source).lazy.filter { self.runs($0) }.prefix(
      error.other == nil ? 1 : 2)
    return lines.isEmpty ? error : error.helping(with: Array(lines))
  }

  /// The lines that could have been meant, the likeliest first.
  private func candidates(for error: Diagnostic, _ statement: Script.Statement, _ source: Source) -> [String] {
    let (start, end) = (statement.span.start, statement.span.end)
    guard let place = error.offset(in: source), (start...end).contains(place), error.span.end <= end else { return [] }
    func text(_ from: Int, _ to: Int) -> String { source.text(Span(from, to)) }
    var lines: [String] = []
    for instead in [error.instead, error.other].compactMap({ $0 }) {
      lines.append(text(start, place) + instead + text(min(max(place, error.span.end), end), end))
    }
    let (head, tail) = (withoutJoint(text(start, place)), text(place, end))
    lines += reminder(statement, source).map { [$0] } ?? []
    let isComma = tail.hasPrefix(",")
    guard error.isExtra, !tail.isEmpty, !tail.hasPrefix("$"), !isComma || isOfSomebody(statement, source), runs(head)
    else { return lines }
    if isComma {
      let rest = tail.dropFirst().drop { $0.isWhitespace }
      return rest.isEmpty ? lines : lines + ["\(head): \(rest)"]
    }
    if isPerson(tail, statement, place) { lines.append("\(head) and \(tail)") }
    lines.append("\(head): \(tail)")
    return lines
  }

  /// What one tells oneself to do, as a reminder: `call tom next tuesday`.
  private func reminder(_ statement: Script.Statement, _ source: Source) -> String? {
    guard let first = statement.tokens.first, toDo.contains(source.text(first.span).lowercased()) else { return nil }
    return "remind me to \(source.text(statement.tokens.span))"
  }

  /// Whether the statement is one of what somebody did, which can have a note.
  private func isOfSomebody(_ statement: Script.Statement, _ source: Source) -> Bool {
    var parser = StatementParser(
      statement.tokens, of: source, in: ParserContext(language.vocabulary, names: log.names, today: today))
    return parser.verb?.takesSubject ?? false
  }

  /// Whether the words up to the next clause could be one more person: somebody known, or a single word.
  private func isPerson(_ tail: String, _ statement: Script.Statement, _ place: Int) -> Bool {
    let words = statement.tokens.filter { $0.span.start >= place }.prefix { token in
      token.kind == .word && !clauseWords.contains(token.word) && token.word != .and
    }
    let name = tail.split(separator: " ").prefix(words.count).joined(separator: " ")
    return words.count == 1 || log.names.node(name, in: .party).map { log.names.kind(of: $0) == .person } ?? false
  }

  /// A text without what joined the next thing to it.
  private func withoutJoint(_ text: String) -> String {
    var words = text.split(separator: " ")
    while let last = words.last, ["and", "but", "then", "&", "+", "-", ","].contains(last.lowercased()) {
      words.removeLast()
    }
    let line = words.joined(separator: " ")
    return line.hasSuffix(",") ? String(line.dropLast()) : line
  }

  /// Whether a line can be carried out as things are.
  private func runs(_ line: String) -> Bool {
    let source = Source(name: nil, text: line)
    guard let statement = Script.onlyStatement(of: source, in: language.vocabulary) else { return false }
    // What cannot be taken back, or takes back, is for its owner to think of.
    guard let access = requiredAccess(of: statement, in: source), !access.isOfTheSession,
      question(before: statement, in: source) == nil
    else { return false }
    let trial = Interpreter(trying: self)
    trial.isTrial = true
    return (try? trial.run(statement, of: source)) != nil
  }
}

/// What people begin a line with that says what they mean to do.
private let toDo: Set = [
  "call", "ring", "phone", "meet", "see", "visit", "talk", "ask", "tell", "email", "text", "write", "send", "buy",
  "bring",
  "give", "thank", "invite", "check",
]
