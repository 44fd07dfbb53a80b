import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax

/// Carries out statements one after the other against a log.
///
/// It holds what a line lends its statements: the people named so far. It reads no clock and writes no file.
public final class Interpreter {
  /// What lines are said in.
  public let language: Language
  /// The log as it stands.
  public private(set) var log: StatementLog
  /// Whether somebody wants no more of what is being worked out.
  public var isInterrupted: () -> Bool = { false } { didSet { log.isInterrupted = isInterrupted } }
  /// The day that dates count from.
  public var today: Day
  /// The minute of that day that it is now: nothing later has happened. `nil` where no clock goes.
  public var minute: Int?
  /// Whether `undo` reaches lines that were said before this session.
  public var undoesOthers = false
  /// Whether a new name has to be declared in this session, whatever the network's own option says.
  public var isStrict = false
  /// Whether it only tries whether a line would run.
  package var isTrial = false
  package var memory = Memory()
  package var nearNames = NearNames()
  /// What each line of the session recorded, this line's last.
  package var lines: [Line] = []
  package var transaction: Transaction?
  /// Told now and then how much of a long script is carried out, from 0 to 1.
  public var onProgress: (Double) -> Void = { _ in }
  /// How many steps a script may carry out: every script ends, and one that runs this long within some minutes.
  public var maximumSteps = 10_000_000
  /// The last question's view of the network, as long as nothing changes it: ties and measures are worked out once.
  package var query: QueryContext?
  /// The files that scripts may read.
  public private(set) var files: ScriptFiles

  /// The numbers of the statements that a line recorded.
  package struct Line {
    package let first: Int
    package var last: Int
  }

  /// What earlier statements of the session lend to later ones.
  package struct Memory: Sendable {
    /// The people named by the accepted statements of this line, in order, each with the statement that does.
    package var named: [(person: Node, statement: Int)] = []
    /// The day that heads the statements that follow, where it is not today.
    package var heading: Day?
    /// What the labels of this script stand for here.
    package var labels: [Int: Int] = [:]
    /// What the variables hold.
    package var variables = Variables()
    /// What can be called.
    package var definitions: [String: Script.Definition] = [:]
    /// What this script has carried out, and what of it is open.
    package var work = Work()
    /// Whether the last of the lines is this one.
    package var isOnLine = false
    /// Whether what is said was acknowledged before.
    package var isReplaying = false
    /// Whether a script says which version of the language it is written in, as exports do: all of it is recorded as it
    /// stands.
    package var isVersioned = false
    /// Whether labels become numbers: in a journal, and in a network of which nothing was ever said.
    package var keepsLabels = false
  }

  /// An interpreter of a log, on a day.
  public init(_ language: Language, _ log: StatementLog, today: Day, files: ScriptFiles = .none) {
    self.language = language
    self.log = log
    self.today = today
    self.files = files
  }

  /// Another one that goes on from the same state, to see what would come of something.
  public init(trying other: Interpreter) {
    (language, isInterrupted) = (other.language, other.isInterrupted)
    (log, today, minute) = (StatementLog(copying: other.log), other.today, other.minute)
    (undoesOthers, isStrict, memory) = (other.undoesOthers, other.isStrict, other.memory)
    (nearNames, lines, transaction, files) = (other.nearNames, other.lines, other.transaction, other.files)
  }

  // MARK: Transactions

  /// Starts a transaction: everything from here on stands or falls together.
  public func beginTransaction() {
    transaction = Transaction(self)
    memory.keepsLabels = log.count == 0
  }

  /// Takes what the transaction changed, as lines for the journal in UTF-8, which it lets go of; empty when it changed
  /// nothing.
  public func takeTransactionText() -> [UInt8] {
    guard let text = transaction?.takeText(), !text.isEmpty else { return [] }
    query = nil
    return text
  }

  /// What the transaction changed so far, as lines for the journal; empty when it changed nothing.
  public var transactionText: String { String(decoding: transaction?.text ?? [], as: UTF8.self) }

  /// Keeps what the transaction did.
  /// - Parameter mark: its place in the history, where it was written down.
  public func commitTransaction(as mark: TransactionMark? = nil) {
    if let transaction, !transaction.text.isEmpty { query = nil }
    if transaction != nil, mark != nil || log.records.hasOpenTransaction { log.closeTransaction(as: mark ?? .unknown) }
    transaction = nil
  }

  /// Says that a snapshot holds what the log says.
  public func noteSnapshot() { log.noteSnapshot() }

  /// Makes it as if the transaction had never been.
  public func rollBackTransaction() {
    guard let transaction else { return }
    query = nil
    log.cut(to: transaction.mark, restoring: transaction.withdrawn, withdrawing: transaction.restored)
    nearNames.cut(to: log.names.count)
    let steps = memory.work.steps
    memory = transaction.memory
    // What failed took its time all the same.
    memory.work.steps = steps
    lines.removeLast(lines.count - transaction.lines.count)
    if let last = transaction.lines.last { lines[lines.count - 1] = last }
    self.transaction = nil
  }

  /// Starts a script: its labels are its own.
  public func beginScript() {
    (memory.labels, memory.isVersioned) = ([:], false)
    beginWork()
  }

  /// Starts what may carry out as many steps as a script.
  public func beginWork() { memory.work = Work() }

  /// Starts a file: nothing is let, defined or headed by a day yet but these names, which stand for texts.
  public func beginFile(_ values: [String: String], files: ScriptFiles) {
    self.files = files
    (memory.variables, memory.definitions, memory.heading) = (Variables(), [:], nil)
    for (name, text) in values { memory.variables.set(name, .text(text)) }
  }

  /// Starts a line: nobody is named yet, and `undo` takes back the line before.
  public func beginLine() {
    if !memory.named.isEmpty { memory.named = [] }
    memory.isOnLine = false
  }

  // MARK: Statements

  /// Carries out a statement, and hands over what comes of each thing that it says.
  /// - Throws: the diagnostic, with a line for help that would do where there is one; then some of it may have been
  ///   carried out.
  public func run(
    _ statement: Script.Statement, of source: Source, _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    do throws(Diagnostic) { try carryOut(statement, of: source, tell) } catch {
      throw offering(error, statement, source)
    }
  }

  private func carryOut(
    _ statement: Script.Statement, of source: Source, _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    if statement.hasVariables {
      let (expanded, source) = try statement.expanded(memory.variables, of: source)
      try countText(of: source.bytes.count, at: expanded.tokens.span, in: source)
      return try run(expanded, of: source, tell)
    }
    if let heading = try head(statement, source) { return tell(heading) }
    if let label = statement.label, memory.labels[label] != nil {
      throw Diagnostic(
        "#\(label) is a statement before this one", at: statement.span, in: source, help: "each has a number of its own"
      )
    }
    if let (said, source) = statement.saying(log.options.phrases, of: source, in: context) {
      return try carryOut(said, of: source, tell)
    }
    if let (named, source) = namingHandles(of: statement, source) { return try carryOut(named, of: source, tell) }
    let readings: [Reading]
    do throws(Diagnostic) { readings = try self.readings(of: statement, source) } catch {
      guard let (named, source) = namingRelatives(of: statement, source) else { throw error }
      return try carryOut(named, of: source, tell)
    }
    if readings.count > 1, statement.label != nil || statement.edited != nil {
      throw Diagnostic(
        "these are \(readings.count) statements, and one number", at: statement.span, in: source,
        help: "say each of them by itself")
    }
    for reading in readings { tell(try carryOut(reading, of: statement)) }
  }

  private func carryOut(_ reading: Reading, of said: Script.Statement) throws(Diagnostic) -> Answer {
    let (parsed, source) = (reading.sentence, reading.source)
    let statement = reading.statement.numbered(like: said)
    if statement.edited != nil, !log.vocabulary.verb(of: parsed.phrase).isRecord {
      throw Diagnostic("only a statement can stand in for another one", at: statement.span, in: source)
    }
    if statement.isQuestion, log.vocabulary.verb(of: parsed.phrase).isKept {
      throw Diagnostic(
        "a question is not recorded", at: statement.span, in: source, help: "`help` shows what can be asked",
        instead: source.text(Span(statement.span.start, statement.tokens.span.end)), matter: .verb)
    }
    switch language.entry(of: parsed.phrase).effect {
    case .record, .rewrite:
      query = nil
      let recorded = try record(parsed, statement, source)
      if memory.isReplaying, recorded.row != statement.label {
        throw Diagnostic("statement #\(recorded.row) is missing its number", at: statement.span, in: source)
      }
      if !memory.isReplaying { remember(recorded, labelled: statement.label) }
      return .recorded(recorded)
    case .amend(let means):
      query = nil
      return try amend(means(try known(parsed, source).objects), statement, source)
    case .ask(let answer):
      try countQuestion(at: statement.span, in: source)
      let question = try known(parsed, source)
      let report = try refusing(parsed, statement, source) { () throws(StatementError) in
        try answer(view(), question.objects)
      }
      if isInterrupted() {
        query = nil
        throw Diagnostic("given up", at: statement.span, in: source)
      }
      if let refusal = report.file.flatMap(files.refusalToWrite) {
        throw Diagnostic(refusal.message, at: statement.span, in: source, help: refusal.help)
      }
      return .report(report)
    case .act(let does):
      let action = does(try known(parsed, source).objects)
      if case .language = action { memory.isVersioned = true }
      return .action(action)
    }
  }

  /// The network as questions see it. What it has worked out is wrong once anything is recorded.
  private func view() -> QueryContext {
    if let query, query.today == today { return query }
    let query = QueryContext(log, today)
    self.query = query
    return query
  }

  /// How many things are due, and what waits today in one line.
  public func outlook() -> (due: Int, greeting: String?) {
    let query = view()
    guard case .rows(_, let due) = query.due(before: nil).content else { return (0, query.greeting) }
    return (due.count, query.greeting)
  }

  /// How strong the tie of each person with me is.
  public func strengths() -> (Node) -> Double {
    let query = view()
    return { query.strength(of: $0) }
  }

  /// The day that statements without a date happened on.
  public var day: Day { memory.heading ?? today }

  /// A date alone on a line dates what follows, until the next one; `today` ends it. Nothing is recorded by it.
  private func head(_ statement: Script.Statement, _ source: Source) throws(Diagnostic) -> Answer? {
    // The longest date takes three words, with `on` before it.
    guard statement.tokens.count <= 5, let first = statement.tokens.first, DateExpression.mayBegin(with: first) else {
      return nil
    }
    var parser = StatementParser(
      statement.tokens, of: source, in: ParserContext(language.vocabulary, names: Names(), today: today))
    guard let day = try parser.heading() else { return nil }
    guard day <= today else {
      throw Diagnostic(
        "\(day) lies in the future, and what follows happened", at: statement.span, in: source,
        help: "what is to come is planned: `plan TITLE on \(day)`; `on today` goes back to today")
    }
    memory.heading = day == today ? nil : day
    return .amended(["what follows happened \(day == today ? "today" : "on \(day)")"])
  }

  /// Whether a statement is nothing but a date.
  package func isHeading(_ statement: Script.Statement, _ source: Source) -> Bool {
    var parser = StatementParser(
      statement.tokens, of: source, in: ParserContext(language.vocabulary, names: Names(), today: today))
    return statement.tokens.count <= 5 && ((try? parser.heading()) ?? nil) != nil
  }

  /// What a statement says. The parser, which holds the names, is gone when this returns: a name made later copies
  /// nothing.
  package func readings(of statement: Script.Statement, _ source: Source) throws(Diagnostic) -> [Reading] {
    // Questions count from today, whatever day heads what is recorded.
    if memory.heading != nil, requiredAccess(of: statement, in: source) != .writing {
      return try context(on: today).readings(of: statement, source)
    }
    return try context.readings(of: statement, source)
  }

  private var context: ParserContext { context(on: day) }

  /// What reading needs to know, with a day as today.
  func context(on day: Day) -> ParserContext {
    ParserContext(
      language.vocabulary, names: log.names, today: day, minute: day == today ? minute : nil,
      dateOrder: log.options.dateOrder)
  }

  /// What a statement may do to the network's files, whoever is known: its verb alone decides, or the form that its words
  /// have; `nil` where there is neither.
  public func requiredAccess(of statement: Script.Statement, in source: Source) -> Verb.RequiredAccess? {
    let parser = StatementParser(statement.tokens, of: source, in: context)
    return parser.requiredAccess ?? (statement.hasVariables ? .writing : nil)
  }

  /// Whether a statement asks something of the network, and can be read.
  public func asks(_ statement: Script.Statement, in source: Source) -> Bool {
    StatementParser(statement.tokens, of: source, in: context).verb?.category == .question
      && (statement.hasVariables || (try? readings(of: statement, source)) != nil)
  }

  /// Whether a statement has to be alone on its line, and in no script: its first word tells.
  public func isOfTheSession(_ statement: Script.Statement, in source: Source) -> Bool {
    guard let first = statement.tokens.first, first.kind == .word else { return false }
    return language.vocabulary.isOfTheSession(first.word)
      && requiredAccess(of: statement, in: source)?.isOfTheSession == true
  }

  /// What to ask somebody at a prompt before a statement is carried out; `nil` where it is just done.
  public func question(before statement: Script.Statement, in source: Source) -> String? {
    StatementParser(statement.tokens, of: source, in: context).verb?.question
  }

  private func remember(_ recorded: Recorded, labelled label: Int?) {
    let number = recorded.row
    for person in recorded.people where person != .me && log.names.kind(of: person) == .person {
      memory.named.append((person, number))
    }
    if let label { memory.labels[label] = number }
    if recorded.isAlreadySo { return }
    let isNew = !memory.isOnLine
    memory.isOnLine = true
    if isNew {
      lines.append(Line(first: number, last: number))
    }
    lines[lines.count - 1].last = recorded.followed.last?.row ?? number
    transaction?.note(number, editing: number == recorded.number ? nil : recorded.number, recorded.text)
    for (row, text) in recorded.followed { transaction?.note(row, text) }
  }

  // MARK: Other states of the network

  /// Goes on from another state of the same network, or from one whose numbers mean other statements: then this
  /// session has said nothing yet.
  public func replace(_ log: StatementLog, isOther: Bool = false) {
    query = nil
    self.log = log
    log.isInterrupted = isInterrupted
    nearNames = NearNames()
    if isOther { (lines, memory.named, memory.labels, memory.isOnLine) = ([], [], [:], false) }
  }

  /// Carries out what a journal says was acknowledged. Every statement must get the number it bears.
  /// - Parameter mark: its place in the history.
  /// - Throws: what cannot be replayed; then the log holds some of it and has to be replaced.
  public func replay(_ text: String, as mark: TransactionMark? = nil) throws(Diagnostic) {
    let (session, told, day) = (memory, lines, today)
    (memory, today) = (Memory(isReplaying: true, keepsLabels: true), .last)
    defer { (memory, lines, today) = (session, told, day) }
    let source = Source(name: "journal", text: text, wasAcknowledged: true)
    let script = try Script(source, in: language.vocabulary)
    for line in script.lines {
      // What context supplied is written out; nobody is referred to across statements.
      beginLine()
      for step in line { try run(step, of: source) { _ in } }
    }
    log.closeTransaction(as: mark ?? .unknown)
  }
}

extension Sentence where Name == Node {
  /// The people the sentence names, in the order of its words.
  package func people(_ verb: Verb) -> [Node] {
    let with = clause(Clause.index(of: .with))?.nodes ?? []
    let objects = zip(verb.slots, objects).filter { $0.0.kind == .person }.flatMap { $0.1.nodes }
    return (subject.map { [$0] } ?? []) + objects + with
  }
}
