import KithAssist
import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
import SystemPackage

/// A network in use: its file, and the interpreter that knows what is in it.
///
/// Every unit of work runs under the store's lock: read what others wrote, carry out, write the frame, acknowledge.
final class Session {
  /// How a unit ended.
  enum Outcome {
    /// It is on disk, and these are its answers.
    case done([Answer])
    /// A statement failed; nothing of the unit is kept.
    case failed(Diagnostic)
  }

  /// What lines are said in.
  let language: Language
  private let store: Store
  private let history: HistoryFile?
  /// The network's file where somebody named it, until it was said that it is not there.
  private var named: FilePath?
  /// How answers are shown that do not ask for a format.
  var format: Format
  /// Whether nobody wants to see what was recorded.
  private let isQuiet: Bool
  private let interpreter: Interpreter
  private var ranked: (ranking: NameRanking, count: Int, rebuilds: Int)?
  /// The day by the user's calendar, and the minute where a clock goes; a prompt may stay open past midnight.
  private let now: () -> Moment
  /// Tells the user of what came up that is no failure.
  private let notify: (String) -> Void

  init(
    _ language: Language, _ store: Store, named: FilePath?, history: HistoryFile?, format: Format, isQuiet: Bool,
    now: @escaping () -> Moment,
    undoesOthers: Bool,
    isStrict: Bool,
    notify: @escaping (String) -> Void
  ) {
    self.language = language
    self.store = store
    self.named = named
    self.history = history
    (self.format, self.isQuiet) = (format, isQuiet)
    self.notify = notify
    self.now = now
    interpreter = Interpreter(
      language, StatementLog(language.vocabulary), today: now().day, files: ScriptFile.files(below: nil))
    interpreter.undoesOthers = undoesOthers
    store.onWait = { holder in notify("waiting for \(holder ?? "another process") to finish with the network") }
    interpreter.isStrict = isStrict
  }

  /// The day by the user's calendar.
  var today: Day { now().day }

  /// Whether somebody wants no more of what is being worked out.
  var isInterrupted: () -> Bool {
    get { interpreter.isInterrupted }
    set { interpreter.isInterrupted = newValue }
  }

  /// Whether somebody types on while something is worked out ahead.
  var isTypedOn: () -> Bool = { false }

  /// Tells the interpreter what time it is.
  private func tellTime() {
    let now = now()
    (interpreter.today, interpreter.minute) = (now.day, now.minute)
  }

  /// The log as this session last saw it.
  var log: StatementLog { interpreter.log }

  /// The day that what is said now is dated with, where it is not today.
  var heading: Day? { interpreter.day == interpreter.today ? nil : interpreter.day }

  /// What could stand behind a text; quickly, names stand by how often they are mentioned.
  func completion(of text: String, isQuick: Bool = false) -> Completion {
    Completer(language, log, today: today, ranking: isQuick ? nil : ranking()).completion(of: text)
  }

  /// What could follow a text in one.
  func suggestion(behind text: String) -> String? {
    Completer(language, log, today: today, ranking: ranking()).suggestion(behind: text)
  }

  /// What the pieces of a text mean.
  func highlights(of text: String) -> [Highlight] { Highlighter(log, today: today).highlights(of: text) }

  /// How many things are due, and what waits today in one line.
  func outlook() -> (due: Int, greeting: String?) {
    tellTime()
    return interpreter.outlook()
  }

  /// The names in the order in which they are likely to be meant, worked out when first asked for, after every thousand
  /// statements, and when names may be others.
  @discardableResult
  func ranking() -> NameRanking {
    if let ranked, ranked.rebuilds == log.rebuilds, (0..<1000).contains(log.count - ranked.count) {
      return ranked.ranking
    }
    let ranking = NameRanking(log, strength: interpreter.strengths())
    if !interpreter.isInterrupted() { ranked = (ranking, log.count, log.rebuilds) }
    return ranking
  }

  /// What to ask before a script is carried out: it cannot be taken back, or not easily. `nil` where nothing is to be
  /// asked.
  func question(before script: Script) -> String? {
    let questions = script.statements.lazy.compactMap { self.interpreter.question(before: $0.statement, in: $0.source) }
    guard let question = questions.first else { return nil }
    // What cannot be done is not asked for.
    let trial = Interpreter(trying: interpreter)
    return script.lines.joined().allSatisfy { (try? trial.run($0, of: script.source) { _ in }) != nil } ? question : nil
  }

  /// Why a line would be refused; `nil` where it would be carried out. Nothing of it is kept.
  func refusal(of line: String) -> Diagnostic? {
    tellTime()
    let source = Source(name: nil, text: line + "\n")
    let trial = Interpreter(trying: interpreter)
    trial.isInterrupted = isTypedOn
    do throws(Diagnostic) {
      for line in try Script(source, in: language.vocabulary, files: files).lines {
        trial.beginLine()
        for step in line { try trial.run(step, of: source) { _ in } }
      }
      return nil
    } catch { return error }
  }

  /// Reads what is there, without doing anything.
  func refresh() throws(StoreFailure) {
    try begin(.shared)
    store.end()
  }

  /// Starts a line: `undo` takes back the one before.
  func beginLine() { interpreter.beginLine() }

  /// The files that scripts of this session may read and write.
  var files: ScriptFiles { interpreter.files }

  /// Starts a script file with values for its parameters.
  func beginFile(_ values: [String: String], files: ScriptFiles) { interpreter.beginFile(values, files: files) }

  /// Told now and then how much of a long script is carried out, from 0 to 1.
  func watchProgress(_ tell: @escaping (Double) -> Void) { interpreter.onProgress = tell }

  /// Starts what may carry out as many steps as a script.
  func beginWork() { interpreter.beginWork() }

  /// Starts a script: its labels are its own.
  func beginScript() { interpreter.beginScript() }

  /// Carries out a script as one unit: all of it, or nothing. Of a trial nothing is kept.
  func perform(_ script: Script, isTrial: Bool = false) throws(StoreFailure) -> Outcome {
    interpreter.beginScript()
    return try perform(script.lines, of: script.source, startsLines: true, isTrial: isTrial)
  }

  /// Carries out one step as a unit of its own, on the line begun.
  func perform(_ step: Script.Step, of source: Source) throws(StoreFailure) -> Outcome {
    try perform([[step]], of: source, startsLines: false)
  }

  /// What each room of the house makes of a line; nothing of it is kept.
  func trace(_ line: String, to stage: LineTrace.Stage) throws(StoreFailure) -> Result<[String], Diagnostic> {
    try begin(.shared)
    defer { store.end() }
    tellTime()
    return Result { () throws(Diagnostic) in try LineTrace(interpreter).lines(to: stage, of: line) }
  }

  /// All that is wrong with a script; nothing of it is kept.
  func problems(in source: Source) throws(StoreFailure) -> [Diagnostic] {
    while true {
      try begin(.shared)
      defer { store.end() }
      tellTime()
      interpreter.beginTransaction()
      let problems = interpreter.problems(in: source)
      interpreter.rollBackTransaction()
      if !store.findsDamage() { return problems }
    }
  }

  private func perform(
    _ lines: [[Script.Step]], of source: Source, startsLines: Bool, isTrial: Bool = false
  ) throws(StoreFailure) -> Outcome {
    let statements = Script.statements(of: lines, in: source)
    // A script may come from anybody, however short it is.
    let isAlone = !source.isFile && lines.count == 1 && lines[0].count == 1 && lines[0][0].statement != nil
    if !isAlone,
      let refusal = statements.lazy.compactMap({ self.interpreter.refusalInScript(of: $0.statement, $0.source) }).first
    {
      return .failed(refusal)
    }
    var isWriting =
      !isTrial
      && (Script.doesMore(lines, in: source)
        || statements.contains { interpreter.requiredAccess(of: $0.statement, in: $0.source)?.isWriting ?? false })
    var outcome: Outcome?
    while outcome == nil {
      try begin(isWriting ? .exclusive : .shared)
      defer { store.end() }
      if !isWriting, !isTrial { noteMissing(askedBy: statements) }
      outcome = try unit(lines, of: source, startsLines: startsLines, isTrial: isTrial, isWriting: &isWriting)
    }
    return outcome ?? .done([])
  }

  /// Carries out a unit of work; `nil` where the snapshot came out as damaged and all has to be read again, or where it
  /// turned out to write, for which the lock has to be another one.
  private func unit(
    _ lines: [[Script.Step]], of source: Source, startsLines: Bool, isTrial: Bool, isWriting: inout Bool
  ) throws(StoreFailure) -> Outcome? {
    tellTime()
    interpreter.beginTransaction()
    var answers: [Answer] = []
    var failure: Diagnostic?
    do throws(Diagnostic) {
      for line in lines {
        if let start = line.first?.span.start {
          interpreter.onProgress(Double(start) / Double(max(1, source.bytes.count)))
        }
        if startsLines { interpreter.beginLine() }
        for step in line {
          try interpreter.run(step, of: source) { if !isQuiet || !$0.isEcho { answers.append(withHelp($0)) } }
        }
      }
    } catch { failure = error }
    // What is shown or written down whole has to be known as whole before anything is kept.
    let isWhole = answers.contains { $0.readsOn(as: format) || $0.writesAll } || isWriting && wantsCheckpoint
    if isWhole { store.readAll() }
    if failure != nil || isTrial || store.hasDamage { interpreter.rollBackTransaction() }
    if store.findsDamage() { return nil }
    if let failure { return .failed(failure) }
    if isTrial { return .done(answers) }
    guard isWriting || interpreter.transactionText.isEmpty else {
      interpreter.rollBackTransaction()
      isWriting = true
      return nil
    }
    if answers.contains(where: { if case .amended = $0 { true } else { false } }) { ranked = nil }
    do throws(StoreFailure) { try commit() } catch {
      interpreter.rollBackTransaction()
      throw error
    }
    for case .forgotten(let forgotten) in answers {
      do throws(StoreFailure) { try forget(forgotten) } catch {
        // Part of it may be on disk: the next unit reads what is.
        store.letGo()
        throw error
      }
    }
    for (index, answer) in answers.enumerated() {
      if case .action(.backUp(let file)) = answer {
        answers[index] = .amended(["backed up to `\(try backUp(to: file))`"])
      }
    }
    if isWriting { try checkpoint(isAsked: answers.contains { if case .action(.save) = $0 { true } else { false } }) }
    return .done(answers)
  }

  /// The page of the verb that a text says last, or what fits a screen.
  func help(with text: String) -> String {
    let verb = Completer(language, log, today: today, ranking: ranking()).verb(of: text)
    return manual.text(of: .word(verb?.phrases[0].text))
  }

  private var manual: Manual { Manual(language, today: today, log: log, width: Terminal.size.columns) }

  /// An answer, with the page in the place of the wish for one.
  private func withHelp(_ answer: Answer) -> Answer {
    guard case .action(.help(let page)) = answer else { return answer }
    return .page(manual.text(of: page))
  }

  /// Makes the unit durable, then part of what is known.
  private func commit() throws(StoreFailure) {
    let text = interpreter.takeTransactionText()
    interpreter.commitTransaction(as: text.isEmpty ? nil : TransactionMark(try store.append(text)))
  }

  /// Says that its owner knows of a network that is not there yet.
  func greetNewNetwork() { named = nil }

  /// Says once that a network that was named is not there: an empty answer may be one to a slip of the fingers.
  private func noteMissing(askedBy statements: [(statement: Script.Statement, source: Source)]) {
    guard let named, store.isMissing, statements.contains(where: { interpreter.asks($0.statement, in: $0.source) })
    else {
      return
    }
    self.named = nil
    let near = ProcessEnvironment.networkNear(named).map { "; `\($0)` is there" } ?? ""
    notify("there is no network `\(named)` yet, and this is the answer of an empty one\(near)")
  }

  private var wantsCheckpoint: Bool {
    store.wantsCheckpoint || log.isTranslated || log.rebuilds > Session.maximumRebuilds
  }

  /// Writes a snapshot when asked to, or when one is due; the latter may fail without harm.
  private func checkpoint(isAsked: Bool) throws(StoreFailure) {
    guard isAsked || wantsCheckpoint else { return }
    do throws(StoreFailure) {
      try store.checkpoint(log.sections)
      interpreter.noteSnapshot()
      for notice in store.takeNotices() { notify(notice.words) }
    } catch {
      if isAsked { throw error }
      notify("what was said is saved, but a snapshot that is due could not be written: \(error)")
    }
  }

  /// Leaves no file of the network that holds a name of somebody forgotten; the history first, while the name is known.
  private func forget(_ forgotten: Forgotten) throws(StoreFailure) {
    do throws(ExportFile.Failure) { try history?.forget(forgotten) } catch {
      notify("\(error.message); lines of it may hold the name")
    }
    try store.forget(forgotten.names, leaving: log.sections)
    let copies = store.copies.map { "`\($0)`" }.joined(separator: ", ")
    if !copies.isEmpty {
      notify("these look like copies of the network, were not touched, and may hold the name: \(copies)")
    }
  }

  /// Writes the network into a file of its own; by default beside it, called by the day.
  private func backUp(to file: String?) throws(StoreFailure) -> FilePath {
    let path = if let file { FilePath(file) } else { try store.backupPath(named: interpreter.today.description) }
    try store.backUp(log.sections, to: path)
    return path
  }

  /// After so many edits and the like a snapshot costs less than reading the journal would.
  private static let maximumRebuilds = 8

  // MARK: Catching up

  private func begin(_ access: Store.Access) throws(StoreFailure) {
    // What was kept aside is told even where all else is refused.
    let begun = Result { () throws(StoreFailure) in try store.begin(access) }
    for notice in store.takeNotices() { notify(notice.words) }
    let update = try begun.get()
    do throws(StoreFailure) { try take(update, access) } catch {
      store.end()
      // A snapshot that is damaged where it is read first has the generation before to stand in for it.
      if store.findsDamage() { return try begin(access) }
      // What was read did not become what is known: the next unit reads it all again.
      store.letGo()
      throw error
    }
    // A number in it, or a name, may mean something else in what is there now.
    if access == .exclusive, case .whole(_, _, _, isOther: true) = update {
      store.end()
      throw store.replaced
    }
  }

  /// Makes what was read what is known.
  private func take(_ update: Store.Update, _ access: Store.Access) throws(StoreFailure) {
    switch update {
    case .frames(let frames): try replay(frames)
    case .whole(let sections, let damage, let frames, let isOther):
      ranked = nil
      interpreter.replace(try log(of: sections, damage), isOther: isOther)
      try replay(frames)
    }
    if access == .exclusive, store.hasUnfinishedForgetting { try store.finishForgetting(leaving: log.sections) }
  }

  private func log(of sections: [Section], _ damage: CorruptionFlag) throws(StoreFailure) -> StatementLog {
    do throws(StatementLog.Unreadable) { return try .stored(in: sections, damage, language.vocabulary) } catch {
      throw store.damaged(error.words)
    }
  }

  private func replay(_ frames: [Frame]) throws(StoreFailure) {
    for frame in frames {
      do throws(Diagnostic) { try interpreter.replay(frame.text, as: TransactionMark(frame.mark)) } catch {
        throw store.damaged("frame \(frame.number) of the journal cannot be replayed: \(error.message)")
      }
    }
  }
}

extension Store.Notice {
  /// One sentence for the user.
  var words: String {
    switch self {
    case .setAside(let path):
      "the last statement was never finished when the machine stopped; what there was of it is in `\(path)`"
    case .incomplete(let bytes):
      "the last \(bytes) bytes of the journal were never finished; the next statement sets them aside"
    case .noJournal(let path): "`\(path)` is missing: what was said since the snapshot is not here"
    case .oldJournal(let path):
      "`\(path)` is an older journal than the snapshot's own: what was said since the snapshot is not here"
    case .oldSnapshot(let path):
      "`\(path)` is older than its journal; the journal of the generation before fills the gap"
    case .tightened(let paths):
      """
      \(paths.map { "`\($0)`" }.joined(separator: ", ")) could be read or written by others, and \
      \(paths.count == 1 ? "is" : "are") yours alone now
      """
    case .keptOther(let path, let kept): "`\(path)` was of another history; it is `\(kept)` now"
    case .replaced(let path):
      "`\(path)` was replaced by one of another history; it goes on with what is there now"
    case .keptOwn(let units, let paths):
      """
      \(units == 1 ? "one line" : "\(units) lines") that this session had saved \(units == 1 ? "is" : "are") not \
      in the files that are there now; kept in \(paths.map { "`\($0)`" }.joined(separator: ", "))
      """
    case .filesGone(let path): "`\(path)` is gone; this is an empty network now"
    case .usedGenerationBefore(let why):
      "the snapshot of the generation before was used, with all statements since: \(why)"
    }
  }
}
