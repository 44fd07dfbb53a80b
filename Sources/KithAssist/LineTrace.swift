import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// What each room of the house makes of a line, for those who build it.
///
/// The line is carried out against a copy of the log: nothing of it is kept.
public struct LineTrace {
  /// How far the line is followed.
  public enum Stage: String, CaseIterable, Sendable {
    /// The tokens that the lexer cuts.
    case tokens
    /// The sentence that the parser reads.
    case parse
    /// What its row has in common with others.
    case form
    /// The row itself.
    case row
    /// All of these, and what follows: facts and the journal's line.
    case trace
    /// What could stand at its end, while it is typed.
    case completion
  }

  private let interpreter: Interpreter

  /// A trace against what an interpreter knows.
  public init(_ interpreter: Interpreter) { self.interpreter = Interpreter(trying: interpreter) }

  /// What there is to tell of a line, up to a stage.
  /// - Throws: why it cannot be read, or carried out.
  public func lines(to stage: Stage, of line: String) throws(Diagnostic) -> [String] {
    let source = Source(name: nil, text: line)
    switch stage {
    case .tokens: return try tokens(of: source)
    case .parse: return try sentences(of: source)
    case .form: return try rows(of: source).flatMap(form)
    case .row: return try rows(of: source).flatMap(operands)
    case .completion: return completion(of: line)
    case .trace:
      let (tokens, sentences, rows) = (try tokens(of: source), try sentences(of: source), try rows(of: source))
      return headed("tokens", tokens) + headed("parse", sentences) + headed("form", rows.flatMap(form))
        + headed("row", rows.flatMap(operands)) + headed("facts", rows.flatMap(facts))
        + headed("journal", rows.map { "#\($0) \(interpreter.log.text(of: $0))" })
    }
  }

  private func headed(_ title: String, _ lines: [String]) -> [String] { [title] + lines.map { "  " + $0 } }

  // MARK: Stages

  private func tokens(of source: Source) throws(Diagnostic) -> [String] {
    let lexicon = interpreter.language.vocabulary.lexicon
    return try Lexer.tokens(of: source, knowing: lexicon).tokens.map { token in
      let isOfVerbs = lexicon.text(of: token.word) != nil && token.word.keyword == nil
      let word = token.word.keyword.map { ", the keyword `\($0)`" } ?? (isOfVerbs ? ", a verb's word" : "")
      return "\(token.span.start)..<\(token.span.end) \(token.kind) `\(source.text(token.span))`\(word)"
    }
  }

  private func sentences(of source: Source) throws(Diagnostic) -> [String] {
    let script = try Script(source, in: interpreter.language.vocabulary)
    var lines: [String] = []
    var readings: [Reading] = []
    for (statement, source) in script.statements { readings += try interpreter.readings(of: statement, source) }
    for sentence in readings.map(\.sentence) {
      lines.append("phrase `\(interpreter.language.vocabulary.wording(of: sentence.phrase).text)`")
      if let subject = sentence.subject { lines.append("subject \(words(subject))") }
      let verb = interpreter.language.vocabulary.verb(of: sentence.phrase)
      for (slot, term) in zip(verb.slots, sentence.objects) where term.shape != nil {
        lines.append("slot \(slot.label): \(words(term))")
      }
      for said in sentence.clauses { lines.append("clause \(Clause.all[said.clause].name): \(words(said.term))") }
    }
    return lines
  }

  private func completion(of line: String) -> [String] {
    let completion = Completer(interpreter.language, interpreter.log, today: interpreter.today).completion(of: line)
    let width = completion.candidates.map(\.text.count).max() ?? 0
    return completion.candidates.map { candidate in
      candidate.detail.isEmpty
        ? candidate.text
        : candidate.text + String(repeating: " ", count: width + 2 - candidate.text.count) + candidate.detail
    }
  }

  /// The rows that the line adds to the log.
  private func rows(of source: Source) throws(Diagnostic) -> [Int] {
    let before = interpreter.log.count
    interpreter.beginLine()
    for line in try Script(source, in: interpreter.language.vocabulary).lines {
      for step in line { try interpreter.run(step, of: source) { _ in } }
    }
    return Array(before + 1..<interpreter.log.count + 1)
  }

  private func form(of row: Int) -> [String] {
    guard let form = interpreter.log.records.form(of: row) else { return ["no form"] }
    let phrase = interpreter.language.vocabulary.wording(of: form.phrase).text
    let number = interpreter.log.records.formNumber(of: row) ?? 0
    return ["form \(number): phrase `\(phrase)`\(form.hasSubject ? ", a subject" : "")"]
      + form.slots.filter { $0.kind != .none }.map { slot in
        let literals = form.literals.dropFirst(slot.start).prefix(slot.count).map { "\($0)" }
        let place = slot.isLiteral ? "literal \(literals.joined(separator: " "))" : "operands from \(slot.start) on"
        return "\(name(of: slot, in: form)): \(slot.kind), \(slot.count), \(place)"
      }
  }

  private func operands(of row: Int) -> [String] {
    let records = interpreter.log.records
    let lines = records.withRow(row) { form, operands -> [String] in
      let nodes = Set(form.nodePlaces)
      return operands.enumerated().map { place, operand in
        "\(place): \(operand)" + (nodes.contains(place) ? " \(name(of: Node(operand)))" : "")
      }
    }
    return ["row \(row)"] + (lines ?? [])
  }

  private func facts(of row: Int) -> [String] {
    ((try? interpreter.log.facts(of: interpreter.log[row])) ?? []).map { fact in
      "\(fact)".replacing(/(?:\w+\.)?Node\(index: (-?\d+)\)/) { match in
        Int32(match.1).map { "`\(name(of: Node($0)))`" } ?? String(match.0)
      }.replacing(/Optional\((`[^`]*`)\)/) { $0.1 }
    }
  }

  // MARK: Words

  private func name(of slot: Form.FilledSlot, in form: Form) -> String {
    if let clause = slot.clause { return "clause \(Clause.all[clause].name)" }
    return "slot \(interpreter.language.vocabulary.verb(of: form.phrase).slots[slot.number].label)"
  }

  private func name(of node: Node) -> String { interpreter.log.names[node] }

  private func words(_ mention: Mention) -> String { "`\(mention.text)`\(mention.isQuoted ? " (quoted)" : "")" }

  private func words(_ term: Term<Mention>) -> String {
    switch term {
    case .none: "nothing"
    case .flag: "said"
    case .names(let names): names.map(words).joined(separator: ", ")
    case .number(let number): shortest(number)
    case .day(let day): "\(day)"
    case .date(let date): "\(date)"
    case .time(let minute): clock(minute)
    case .duration(let minutes): durationText(minutes)
    case .period(let period): period.text
    case .text(let text): text.quoted
    case .statements(let numbers): numbers.map { "#\($0)" }.joined(separator: ", ")
    case .fields(let fields):
      fields.map { "\(words($0.name)) = \($0.values.map(\.quoted).joined(separator: " and "))" }.joined(separator: ", ")
    case .choices(let choices): choices.map(\.text).joined(separator: ", ")
    case .condition(let condition): "\(condition)"
    }
  }
}
