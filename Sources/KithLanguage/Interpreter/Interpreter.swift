import KithGraph
import KithSyntax

/// Carries out statements one after the other against a chronicle.
///
/// It holds what a line lends its statements: the people named so far. It reads no clock and writes no file.
public struct Interpreter: Sendable {
  /// The chronicle as it stands.
  public private(set) var chronicle: Chronicle
  /// The day that dates count from.
  public var today: Day
  /// The people named by the accepted statements of this line, in order.
  private var named: [Node] = []
  /// The numbers of this line's statements, and of the lines before it in this session that still stand.
  private var line: [Int] = []
  private var lines: [[Int]] = []
  /// What the labels of this script stand for here.
  private var labels: [Int: Int] = [:]
  private var unit: Unit?

  /// What a unit has done since it began.
  private struct Unit: Sendable {
    let mark: Chronicle.Mark
    let before: Mutable
    var withdrawn: [Int] = []
    var text = ""
  }

  /// What a unit that fails puts back besides the chronicle.
  private struct Mutable: Sendable {
    let line: [Int]
    let lines: [[Int]]
    let labels: [Int: Int]
    let named: [Node]
  }

  /// An interpreter of a chronicle, on a day.
  public init(_ chronicle: Chronicle, today: Day) {
    self.chronicle = chronicle
    self.today = today
  }

  // MARK: Units

  /// Starts a unit of work: everything from here on stands or falls together.
  public mutating func beginUnit() {
    let before = Mutable(line: line, lines: lines, labels: labels, named: named)
    unit = Unit(mark: chronicle.mark, before: before)
  }

  /// What the unit has changed so far, as lines for the journal; empty when it changed nothing.
  public var unitText: String { unit?.text ?? "" }

  /// Keeps what the unit did.
  public mutating func keepUnit() {
    if let unit { chronicle.closeUnit(from: unit.mark.nextNumber) }
    unit = nil
  }

  /// Makes it as if the unit had never been.
  public mutating func dropUnit() {
    guard let unit else { return }
    chronicle.cut(to: unit.mark, restoring: unit.withdrawn)
    (line, lines, labels, named) = (unit.before.line, unit.before.lines, unit.before.labels, unit.before.named)
    self.unit = nil
  }

  /// Starts a line: nobody is named yet, and `undo` takes back the line before.
  public mutating func beginLine() {
    if !line.isEmpty { lines.append(line) }
    line = []
    named = []
  }

  /// The statements that an `undo` without a number takes back: those of this session's last line; in a session of one
  /// line, the network's last.
  private var lastLine: [Int] {
    let own = (lines + [line]).last { $0.contains(where: chronicle.isLive) }
    return own?.filter(chronicle.isLive) ?? (undoesOthers ? chronicle.newestUnit : [])
  }

  /// Whether `undo` reaches lines that were said before this session.
  public var undoesOthers = false

  // MARK: Statements

  /// Carries out one statement.
  /// - Throws: the diagnostic; then nothing has changed.
  public mutating func run(_ statement: Script.Statement, of source: Source) throws(Diagnostic) -> Answer {
    let setting = Setting(vocabulary: chronicle.vocabulary, names: chronicle.network.names, today: today)
    var reader = Reader(statement.tokens, of: source, in: setting)
    let parsed = try reader.sentence()
    let verb = chronicle.vocabulary.verb(of: parsed.phrase)
    switch verb.effect {
    case .record, .rephrase: return .recorded(try record(parsed, statement, source))
    case .amend(let means):
      return try amend(means(try known(parsed, source).objects), statement, source)
    case .ask(let answer):
      let question = try known(parsed, source)
      return .report(
        try refusing(parsed, statement, source) { () throws(Refusal) in try answer(Inquiry(chronicle, today), question.objects) })
    case .act(let does): return .action(does(try known(parsed, source).objects))
    }
  }

  /// Whether a statement would change the network's files; false where it cannot be read.
  public func changes(_ statement: Script.Statement, of source: Source) -> Bool {
    let setting = Setting(vocabulary: chronicle.vocabulary, names: chronicle.network.names, today: today)
    var reader = Reader(statement.tokens, of: source, in: setting)
    guard let parsed = try? reader.sentence() else { return false }
    switch chronicle.vocabulary.verb(of: parsed.phrase).effect {
    case .record, .rephrase, .amend: return true
    case .ask: return false
    case .act(let does):
      guard let objects = try? known(parsed, source).objects, case .save = does(objects) else { return false }
      return true
    }
  }

  /// Goes on from another state of the same network.
  public mutating func replace(_ chronicle: Chronicle) { self.chronicle = chronicle }

  /// Carries out what a journal says was acknowledged. Every statement must get the number it bears.
  public mutating func replay(_ text: String) throws(Diagnostic) {
    var reader = self
    reader.today = .last
    (reader.line, reader.lines, reader.labels, reader.named, reader.unit) = ([], [], [:], [], nil)
    chronicle = Chronicle()
    defer { chronicle = reader.chronicle }
    let script = try Script(Source(name: "journal", text: text))
    let first = reader.chronicle.count + 1
    for statement in script.lines.joined() {
      let answer = try reader.run(statement, of: script.source)
      if case .recorded(let recorded) = answer, recorded.number != statement.label {
        throw Diagnostic("statement #\(recorded.number) is missing its number", at: statement.span, in: script.source)
      }
    }
    reader.chronicle.closeUnit(from: first)
  }

  // MARK: Recording

  private mutating func record(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) -> Recorded {
    let before = chronicle.network.names.count
    do throws(Diagnostic) { return try recordResolved(parsed, statement, source) } catch {
      chronicle.cutNames(to: before)
      throw error
    }
  }

  private mutating func recordResolved(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source
  ) throws(Diagnostic) -> Recorded {
    var new: [NewNode] = []
    var sentence = try resolved(parsed, source, &new)
    var hints: [String] = []
    if case .rephrase(let means) = chronicle.vocabulary.verb(of: sentence.phrase).effect {
      let rephrasing = means(sentence, named, &chronicle)
      sentence = rephrasing.sentence
      if let hint = rephrasing.hint { hints.append(hint) }
    }
    sentence.stateKindOfPlace(chronicle.network.names)
    let people = sentence.people
    if sentence.day == nil { sentence.set(.day(today), clause: Clause.index(of: .on)) }
    try refuseFuture(parsed, statement, source)
    let facts = try refusing(parsed, statement, source) { () throws(Refusal) in try chronicle.facts(of: sentence) }
    let created = nodes(created: new, in: sentence)
    let number = chronicle.record(sentence, facts)
    named += people.filter { $0 != .me }
    line.append(number)
    if let label = statement.label { labels[label] = number }
    let text = chronicle.text(of: number)
    unit?.text += "#\(number) \(text)\n"
    return Recorded(number: number, text: text, new: created, warnings: hints)
  }

  private struct NewNode {
    let node: Node
    let kind: NodeKind
  }

  /// The nodes of a sentence, made where there are none.
  private mutating func resolved(
    _ parsed: Sentence<Mention>, _ source: Source, _ new: inout [NewNode]
  ) throws(Diagnostic) -> Sentence<Node> {
    // One name can be new twice in a sentence; it is one node.
    var made = new
    defer { new = made }
    return try parsed.mapNames { (mention) throws(Diagnostic) in
      let resolver = Resolver(source: source, names: chronicle.network.names, vocabulary: chronicle.vocabulary)
      switch try resolver.find(mention) {
      case .node(let node): return node
      case .new(let kind):
        let known = chronicle.network.names.node(mention.text, in: kind.space)
        if let twice = made.first(where: { $0.node == known }) {
          guard twice.kind == kind else {
            throw Diagnostic(
              "`\(mention.text)` is \(twice.kind.article) \(twice.kind.word) in this very statement", at: mention.span, in: source
            )
          }
          return twice.node
        }
        let node = chronicle.intern(mention.text, as: kind)
        made.append(NewNode(node: node, kind: kind))
        return node
      }
    }
  }

  /// The new nodes that the echo tells of: those the sentence kept, labels aside.
  private func nodes(created new: [NewNode], in sentence: Sentence<Node>) -> [(kind: NodeKind, name: String)] {
    let kept = Set(sentence.nodes)
    return new.filter { kept.contains($0.node) && !$0.kind.isLabel }.map { ($0.kind, chronicle.network.names[$0.node]) }
  }

  private func refuseFuture(_ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source) throws(Diagnostic) {
    guard let day = parsed.day, day > today else { return }
    let span = parsed.clauses.first { $0.clause == Clause.index(of: .on) }?.span
    throw Diagnostic(
      "\(day) lies in the future, and this says what happened", at: span ?? statement.span, in: source,
      help: "say it on the day, or with the date it happened on")
  }

  // MARK: Asking and amending

  /// The nodes of a question's names, all of which must be known.
  private func known(_ parsed: Sentence<Mention>, _ source: Source) throws(Diagnostic) -> Sentence<Node> {
    let resolver = Resolver(source: source, names: chronicle.network.names, vocabulary: chronicle.vocabulary)
    return try parsed.mapNames { (mention) throws(Diagnostic) in
      if !mention.shape.alternatives.isEmpty { return try resolver.findAny(mention) }
      guard case .node(let node) = try resolver.find(mention) else { throw resolver.unknown(mention) }
      return node
    }
  }

  private mutating func amend(_ amendment: Amendment, _ statement: Script.Statement, _ source: Source) throws(Diagnostic)
    -> Answer
  {
    switch amendment {
    case .undo(let label):
      let numbers = label.map { [labels[$0] ?? $0] } ?? lastLine
      guard !numbers.isEmpty else {
        throw Diagnostic(
          "there is nothing to undo in this session", at: statement.span, in: source,
          help: "`undo #12` takes back any statement; `log` shows them")
      }
      for number in numbers where !chronicle.isLive(number) {
        let what = number > chronicle.count ? "there is no statement #\(number)" : "#\(number) is taken back already"
        throw Diagnostic(what, at: statement.span, in: source, help: "`log` shows the statements that stand")
      }
      let echo = numbers.map { "undone: #\($0) \(chronicle.text(of: $0))" }
      chronicle.withdraw(numbers)
      unit?.withdrawn += numbers
      unit?.text += numbers.reversed().map { "undo #\($0)\n" }.joined()
      return .amended(echo)
    }
  }

  /// Turns a refusal into a diagnostic at the part it is about.
  private func refusing<Value>(
    _ parsed: Sentence<Mention>, _ statement: Script.Statement, _ source: Source, _ body: () throws(Refusal) -> Value
  ) throws(Diagnostic) -> Value {
    do throws(Refusal) { return try body() } catch {
      let mentions: [Mention] =
        switch error.part {
        case .whole: []
        case .subject: parsed.subject.map { [$0] } ?? []
        case .object(let index): parsed.objects.indices.contains(index) ? parsed.objects[index].names : []
        }
      let span = mentions.map(\.span).reduce(mentions.first?.span) { $0?.joined(with: $1) } ?? statement.span
      throw Diagnostic(error.message, at: span, in: source, help: error.help)
    }
  }
}

extension Sentence where Name == Node {
  /// Says that a place is meant where an org or a group has the same name, so that the text reads back to the place.
  fileprivate mutating func stateKindOfPlace(_ names: Names) {
    let plain = Clause.index(of: .place)
    guard let place = clause(plain)?.nodes.first, names.kind(of: place) == .place,
      let party = names.node(names[place], in: .party), names.exists(party), names.kind(of: party) != .person
    else { return }
    clauses.removeAll { $0.clause == plain }
    set(.names([place]), clause: Clause.index(of: .atPlace))
  }

  /// The people the sentence names, in the order of its words.
  fileprivate var people: [Node] {
    let with = clause(Clause.index(of: .with))?.nodes ?? []
    let verb = Vocabulary.standard.verb(of: phrase)
    let objects = zip(verb.parts, objects).filter { $0.0.kind == .person }.flatMap { $0.1.nodes }
    return (subject.map { [$0] } ?? []) + objects + with
  }
}

/// What came of a statement.
public enum Answer: Sendable {
  /// It was recorded.
  case recorded(Recorded)
  /// The list of statements changed; one line for each change.
  case amended([String])
  /// A question's answer.
  case report(Report)
  /// Something for the session to do.
  case action(Action)
}

/// A statement that was recorded.
public struct Recorded: Sendable {
  /// Its number.
  public let number: Int
  /// Its canonical text.
  public let text: String
  /// What it named for the first time.
  public let new: [(kind: NodeKind, name: String)]
  /// What the user should know.
  public let warnings: [String]

  /// One short line: what was understood, its number, and what is new.
  public var echo: String {
    let fresh = new.isEmpty ? "" : " (" + new.map { "new \($0.kind.word) \($0.name)" }.joined(separator: ", ") + ")"
    return "#\(number) \(text)\(fresh)"
  }
}
