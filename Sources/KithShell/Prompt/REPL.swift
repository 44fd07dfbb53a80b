import CLineEditor
import Glibc
import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithStorage
import KithSyntax
import KithText
import SystemPackage

/// The prompt: reads a line, carries it out, says what came of it.
final class REPL {
  private var console: Console
  private let session: Session
  private let settings: Settings
  private var editor: LineEditor
  private var state = PromptState()
  /// What to go on with, once somebody has asked for another network.
  private var next: Settings?

  /// What was set at the prompt for the prompt.
  private struct PromptState {
    var isTimed = false
    /// The colours that were chosen.
    var palette: Palette?
    var name: String?
  }

  init(_ console: Console, _ session: Session, _ settings: Settings) throws(ExitStatus) {
    (self.console, self.session, self.settings) = (console, session, settings)
    editor = try REPL.editor(console, settings, isPlain: ProcessEnvironment.isTerminalDumb || isatty(1) != 1)
  }

  private static func editor(_ console: Console, _ settings: Settings, isPlain: Bool) throws(ExitStatus) -> LineEditor {
    guard let editor = LineEditor(history: settings.historyFile, paint: console.renderer.paint, isPlain: isPlain) else {
      console.report("the terminal cannot be used for a prompt", help: "pipe the statements in, or use `kith -c '…'`")
      throw .statement
    }
    return editor
  }

  /// Runs until the user leaves; gives what to go on with, where that is another network.
  func run() throws(ExitStatus) -> Settings? {
    do throws(StoreFailure) { try session.refresh() } catch {
      console.report("\(error)")
      throw .store
    }
    if let problem = settings.historyFile.flatMap({ HistoryFile($0).problem }) { console.warn(problem) }
    try begin()
    if !settings.isQuiet { try greet() }
    prepareEditor()
    defer { editor.settle() }
    var pending = ""
    while true {
      editor.prompt = pending.isEmpty ? prompt : [Piece(text: LineEditor.continuation)]
      switch editor.read() {
      case .end:
        if editor.isPlain { try console.write("\n") }
        return nil
      case .asked(let signal):
        // All that was acknowledged is on disk; a snapshot spares the next start the reading of the journal.
        _ = try? session.perform(Script(Source(name: nil, text: "save"), in: session.language.vocabulary))
        throw .signal(signal)
      case .cancelled: pending = ""
      case .line(let line):
        pending += pending.isEmpty ? line : "\n" + line
        if isOpen(pending) { continue }
        pending = withoutLinesInQuotes(pending).text
        editor.remember(pending)
        do throws(ExitStatus) { try carryOut(pending) } catch {
          if error == .asked { return nil }
          throw error
        }
        if let next { return next }
        pending = ""
      }
    }
  }

  private func isOpen(_ text: String) -> Bool {
    let vocabulary = session.language.vocabulary
    return Script.isOpen(Source(name: nil, text: withoutLinesInQuotes(text).text + "\n"), in: vocabulary)
      || withoutLinesInQuotes(text).isQuoteOpen && !Script.isReadable(text, in: vocabulary)
  }

  // MARK: The prompt

  /// The network's name where it has one of its own, the day where it is not today, and how much is due.
  private var prompt: [Piece] {
    let file = settings.networkFile?.stem ?? "network"
    let name = state.name ?? (file == "network" ? "kith" : file)
    var pieces = [Piece(text: name.printable, style: .heading)]
    if let day = session.heading { pieces.append(Piece(text: " \(day)", style: .number)) }
    if due > 0 { pieces.append(Piece(text: " •\(due)", style: .warning)) }
    return pieces + [Piece(text: "> ")]
  }

  /// How much is due, as of the last statement; worked out while nobody types.
  private var due = 0
  /// The statements that it was worked out of; `nil` since a line was carried out, as what is taken back leaves their
  /// number. And the day: a prompt may stay open past midnight.
  private var dueCount: Int?
  private var dueDay: Day?
  /// Whether what waits today is still to be said.
  private var greets = false

  private func prepareEditor() {
    if state.palette == nil, console.renderer.paint.palette == .attributes {
      editor.onBackground = { [unowned self] in paint(in: $0) }
    }
    session.isInterrupted = line_editor_is_interrupted
    session.isTypedOn = line_editor_has_keys
    editor.language = LineEditor.Language(
      reading: { [session] text in
        let highlights = session.highlights(of: text)
        return LineEditor.Reading(
          pieces: pieces(of: text, highlights), isRefused: highlights.contains { $0.meaning == .error },
          new: newNames(in: text, highlights))
      },
      suggestion: { [session] text in session.suggestion(behind: text) },
      instead: { [unowned self] text in session.refusal(of: text).flatMap(meant) },
      completion: { [session] text in session.completion(of: text) },
      help: { [session] text in session.help(with: text) },
      isOpen: { [unowned self] text in isOpen(text) },
      prepare: { [unowned self] in prepare() })
  }

  /// Works out what takes longer than a key may.
  private func prepare() {
    session.ranking()
    let day = session.today
    if let dueDay, dueDay != day { (dueCount, greets) = (nil, true) }
    guard dueCount != session.log.count else { return }
    let outlook = session.outlook()
    if session.isInterrupted() { return }
    let isNew = due != outlook.due
    (due, dueCount, dueDay) = (outlook.due, session.log.count, day)
    if greets, let greeting = outlook.greeting { editor.say(greetingLine(greeting)) }
    greets = false
    if isNew { editor.change(prompt: prompt) }
  }

  /// Runs the user's own script, statement by statement, so that what is wrong with one keeps no other from being said.
  private func begin() throws(ExitStatus) {
    guard settings.beginsWithRC, let path = ProcessEnvironment.beginningScript, access(path.string, F_OK) == 0 else {
      return
    }
    let source: Source
    do throws(ScriptFiles.Failure) { source = try ScriptFile.source(at: path) } catch {
      return console.report(error.message, help: error.help)
    }
    let (script, problems) = Script.checked(source, in: session.language.vocabulary, files: session.files)
    for problem in problems { console.report(problem) }
    session.beginScript()
    for step in script.lines.joined() where step.isWhole {
      let outcome: Session.Outcome
      do throws(StoreFailure) { outcome = try session.perform(step, of: source) } catch {
        console.report("\(error)")
        continue
      }
      try show(outcome)
    }
  }

  private func greetingLine(_ greeting: String) -> String {
    console.renderer.paint(console.renderer.fitted("today: \(greeting.printable)"), .dim)
  }

  /// The first words: on a new network how it goes, else what waits today. That takes longer to find out than a prompt
  /// may: where it can be shown above the line later, it is.
  private func greet() throws(ExitStatus) {
    let paint = console.renderer.paint
    guard session.log.count == 0 else {
      greets = !editor.isPlain
      if editor.isPlain, let greeting = session.outlook().greeting { try console.write(greetingLine(greeting) + "\n") }
      return
    }
    session.greetNewNetwork()
    let welcome = """
      \(paint("Welcome to kith", .heading)): what you tell it of people stays in one file of yours.
      Say what happened, a line each. Tab shows what can follow, → takes what is dim.
      Ask with who, show, log, due or path to; undo takes the last line back.
      help lists it all, examples shows lines to try, Ctrl-D leaves.
      Try: \(paint("met alice at coffee; gave intro to bob", .name))

      """
    try console.write(console.renderer.fitted(welcome))
  }

  // MARK: Carrying out

  /// Carries out a line that was typed, or what it becomes in an editor.
  private func carryOut(_ line: String) throws(ExitStatus) {
    (editor.offer, dueCount) = (nil, nil)
    switch openedForEditing(line) {
    case nil: try perform(line, isShown: true)
    case .some(nil): break
    case .some(let edited?): try perform(edited, isShown: false)
    }
  }

  /// Carries a line out as one unit; whether it is what stands above. A store that fails does not end the session: what
  /// is typed next may be saved again.
  private func perform(_ text: String, isShown: Bool) throws(ExitStatus) {
    let clock = ContinuousClock()
    let start = clock.now
    defer { if state.isTimed { writeAll(console.renderer.paint("\(clock.now - start)", .dim) + "\n", to: 1) } }
    let source = Source(name: nil, text: text + "\n")
    let script: Script
    do throws(Diagnostic) { script = try Script(source, in: session.language.vocabulary, files: session.files) } catch {
      return report(error, isShown: isShown)
    }
    if let refusal = refusalOfNumber(script) { return report(refusal, isShown: isShown) }
    let question = session.question(before: script)
    if let question, !isAgreed(question) { return }
    let outcome: Session.Outcome
    do throws(StoreFailure) { outcome = try session.perform(script) } catch {
      return console.report("\(error)")
    }
    try show(outcome, isShown: isShown && question == nil)
  }

  /// A line that begins with the number of a statement says that anew: it is no other one with a number of its own.
  private func refusalOfNumber(_ script: Script) -> Diagnostic? {
    guard script.statements.count == 1, let (statement, source) = script.statements.first, let label = statement.label,
      statement.edited == nil, (1...max(1, session.log.count)).contains(label), session.log.isLive(label)
    else { return nil }
    let line = source.text(Span(0, source.bytes.count)).split(whereSeparator: \.isNewline).joined()
    return Diagnostic("#\(label) is said already", at: statement.span, in: source).helping(with: ["edit \(line)"])
  }

  private func show(_ outcome: Session.Outcome, isShown: Bool = false) throws(ExitStatus) {
    switch outcome {
    case .failed(let diagnostic): report(diagnostic, isShown: isShown)
    case .done(let answers):
      do throws(ExitStatus) { for answer in answers { try show(answer) } } catch {
        // What failed is the line, and not the session.
        guard error == .statement else { throw error }
      }
    }
  }

  private func show(_ answer: Answer) throws(ExitStatus) {
    switch answer {
    case .noted(let note): try console.write(console.renderer.fitted(note.printable + "\n"))
    case .action(.set(let setting)): try set(setting)
    case .action(.open(let file)): open(file)
    default: try console.show(answer)
    }
    if case .forgotten = answer { editor.reloadHistory() }
  }

  /// The line that was probably meant by one that is refused.
  private func meant(by refusal: Diagnostic) -> String? {
    let isAlone = (try? Script(refusal.source, in: session.language.vocabulary))?.statements.count == 1
    let meant = isAlone ? refusal.offers.first ?? refusal.corrected : refusal.corrected
    return meant.flatMap { session.refusal(of: $0) == nil ? $0 : nil }
  }

  /// Shows what is wrong, below the line itself where that stands above, and offers what was probably meant.
  private func report(_ diagnostic: Diagnostic, isShown: Bool) {
    editor.offer = meant(by: diagnostic)
    let column = prompt.reduce(0) { $0 + displayWidth($1.text) }
    if isShown, !editor.isPlain, settings.errors == .human,
      let text = diagnostic.rendered(console.paintErrors, below: column, columns: Terminal.size.columns)
    {
      writeAll(text, to: 2)
    } else {
      console.report(diagnostic)
    }
  }

  /// Goes on with another network, unless it cannot be read: then this one stays.
  private func open(_ file: String) {
    var other = settings
    other.file = FilePath(file)
    do throws(ExitStatus) {
      let session = try other.session(console, undoesOthers: false)
      do throws(StoreFailure) { try session.refresh() } catch { return console.report("\(error)") }
    } catch { return }
    next = other
  }

  private func paint(in palette: Palette) {
    console = console.painting(in: palette)
    editor.painter.paint = Painter(palette)
  }

  private func set(_ setting: TerminalSetting) throws(ExitStatus) {
    switch setting {
    case .timing(let isOn): state.isTimed = isOn
    case .history(let isOn): editor.keepsHistory = isOn
    case .prompt(let name): state.name = name
    case .output(let format):
      console = console.writing(format)
      session.format = format
    case .colours(let choice):
      (editor.onBackground, state.palette) = (nil, Palette(choice))
      paint(in: Palette(choice))
    case .plain(let isOn):
      guard isOn != editor.isPlain else { return }
      let keepsHistory = editor.keepsHistory
      let console = isOn ? self.console.painting(in: .none) : settings.console.writing(self.console.renderer.format)
      editor = try REPL.editor(console, settings, isPlain: isOn)
      (self.console, editor.keepsHistory) = (console, keepsHistory)
      if !isOn, let palette = state.palette { paint(in: palette) }
      prepareEditor()
    }
  }

  /// The line that `edit #12` alone becomes in the user's editor, or `nil` where it was left as it was; no optional at
  /// all for any other line. Without an editor of the user's own the statement is put on the line itself.
  private func openedForEditing(_ text: String) -> String?? {
    let words = text.split { $0.isWhitespace }
    guard words.count == 2, ["edit", "change", "correct", "fix"].contains(words[0].lowercased()),
      let number = Int(words[1].hasPrefix("#") ? words[1].dropFirst() : words[1]),
      (1...max(1, session.log.count)).contains(number), session.log.isLive(number)
    else { return .none }
    let before = session.log.text(of: number)
    guard TextEditor.isChosen, !editor.isPlain else {
      editor.begin(with: "edit #\(number) \(before)")
      return .some(nil)
    }
    guard let after = TextEditor.edit(before, around: { $0() }) else {
      console.report(TextEditor.failure(of: "#\(number)"))
      return .some(nil)
    }
    guard after != before, !after.isEmpty else { return .some(nil) }
    return .some("edit #\(number) \(after)")
  }

  private func isAgreed(_ question: String) -> Bool {
    editor.prompt = [Piece(text: question + " [y/N] ")]
    let language = editor.language
    (editor.language, editor.sparesHistory) = (LineEditor.Language(), true)
    defer { (editor.language, editor.sparesHistory) = (language, false) }
    guard case .line(let answer) = editor.read() else {
      _ = try? console.write("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased().filter { !$0.isWhitespace })
  }
}
