import CLineEditor
import Glibc
import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithText
import SystemPackage

/// The terminal's line editor: libedit keeps the line and the keys, this shows it, and knows what the language can say
/// of it.
///
/// A class, because libedit calls back into this very object.
final class LineEditor {
  /// How reading a line ended.
  enum Outcome {
    case line(String)
    case cancelled
    case end
    /// A signal asks to leave.
    case asked(signal: Int32)
  }

  /// What stands before the lines of a block but the first.
  static let continuation = "  ... "

  /// What stands between a line that will not be understood and the one that was probably meant.
  private static let insteadOf = "  → "

  /// How much of a text is read and shown at once, in bytes.
  private static let maximumRead = 16_384

  /// The prompt before a line.
  var prompt = [Piece(text: "kith> ")]
  var language = Language()
  /// A line that is offered as long as nothing is typed.
  var offer: String?
  /// Whether a line is remembered.
  var keepsHistory = true
  /// Whether what was said before is left alone, as the answer to a question has nothing to do with it.
  var sparesHistory = false {
    didSet { if isPlain { sparesHistory ? line_editor_forget(editor) : reloadHistory() } }
  }

  /// Told which colours the terminal's background asks for, once it is known; without it, nobody asks.
  var onBackground: ((Palette) -> Void)?
  var question = TerminalQuestion.unasked

  /// What became of the question for the background.
  enum TerminalQuestion { case unasked, asked, answered }

  /// Whether libedit paints by itself: on terminals that cannot be written over, and for those who have the screen read
  /// to them.
  let isPlain: Bool
  /// libedit.
  private(set) var editor: OpaquePointer?
  let painter: LinePainter
  private(set) var history: LineHistory
  var state = State()
  /// The prompt as libedit sees it, until the next line.
  private var shownPrompt: UnsafeMutablePointer<CChar>?

  /// What holds while a line is read.
  struct State {
    var text = ""
    var cursor = 0
    var ghost = ""
    /// A line that will not be understood, and the one that was probably meant, once that is known.
    var meant: (text: String, instead: String?)?
    var menu: CompletionMenu?
    var search: HistorySearch?
    /// Where one is among the entries, and what was typed before.
    var walk: (index: Int, draft: String)?
    /// Where one is among the words of the entries.
    var words: WordWalk?
    var undo: [(text: String, cursor: Int)] = []
    var isTyping = false
    /// Whether the line will not be understood.
    var isRefused = false
    var submitted: String?
  }

  /// Takes over the terminal; `nil` when libedit cannot.
  init?(history path: FilePath?, paint: Painter, isPlain: Bool) {
    useUTF8()
    history = LineHistory(path.map(HistoryFile.init))
    painter = LinePainter(paint)
    self.isPlain = isPlain
    let hooks = line_editor_hooks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      prompt: { context in context.map { UnsafePointer(LineEditor.from($0).promptText()) } ?? nil },
      show: { context in if let context { LineEditor.from(context).show() } },
      idle: { context in if let context { LineEditor.from(context).thinkAhead() } },
      resize: { context in if let context { LineEditor.from(context).painter.fold() } },
      resume: { context, wasGiven in if let context { LineEditor.from(context).resume(afterAnother: wasGiven) } },
      answer: { context, answer in
        if let context, let answer { LineEditor.from(context).take(answer: String(cString: answer)) }
      },
      act: { context, action in context.map { LineEditor.from($0).act(action) } ?? LINE_EDITOR_GOES_ON })
    editor = line_editor_open("kith", isPlain, hooks)
    guard editor != nil else { return nil }
    reloadHistory()
  }

  deinit {
    if let editor { line_editor_close(editor) }
    free(shownPrompt)
  }

  /// Reads one line, or a block of several.
  func read() -> Outcome {
    state = State()
    if !isPlain { writeAll("\u{1B}[?2004h", to: 1) }
    defer { if !isPlain { writeAll("\u{1B}[?2004l", to: 1) } }
    painter.forget()
    var text: UnsafePointer<CChar>?
    var length = 0
    switch line_editor_read(editor, &text, &length) {
    case LINE_EDITOR_SUBMITTED:
      if let submitted = state.submitted { return .line(submitted) }
      guard let text else { return .end }
      if !isPlain {
        painter.show(picture(self.line.text, 0))
        painter.finish()
      }
      return .line(String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self))
    case LINE_EDITOR_CANCELLED: return .cancelled
    default:
      if !isPlain {
        (state.menu, state.search) = (nil, nil)
        painter.show(picture(self.line.text, 0))
        painter.finish()
      }
      return line_editor_left_by() == 0 ? .end : .asked(signal: line_editor_left_by())
    }
  }

  /// Begins the next line with a text, as if it had been typed.
  func begin(with text: String) { line_editor_type(editor, text) }

  /// Reads the history anew: lines of it were taken out.
  func reloadHistory() {
    history.read()
    // Only where it paints by itself, its own keys go through them.
    guard isPlain else { return }
    line_editor_forget(editor)
    for entry in history.entries { line_editor_remember(editor, entry) }
  }

  /// Adds a line to the history; one that starts with a space is not kept.
  func remember(_ line: String) {
    guard keepsHistory, !line.hasPrefix(" "), line.utf8.count <= HistoryFile.longest,
      line.contains(where: { !$0.isWhitespace })
    else { return }
    if isPlain { line_editor_remember(editor, line) }
    history.append(line)
  }

  /// Shows another prompt before the line that is being read.
  func change(prompt: [Piece]) {
    self.prompt = prompt
    let (text, cursor) = line
    painter.show(picture(text, cursor))
  }

  /// Says something above the line that is being read.
  func say(_ text: String) {
    painter.clear()
    writeAll(text + "\r\n", to: 1)
    let (text, cursor) = line
    painter.show(picture(text, cursor))
  }

  // MARK: Calls from libedit

  static func from(_ context: UnsafeMutableRawPointer) -> LineEditor {
    Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
  }

  private func promptText() -> UnsafeMutablePointer<CChar>? {
    free(shownPrompt)
    shownPrompt = strdup(prompt.map(\.text).joined())
    return shownPrompt
  }

  /// The line as libedit has it, and the cursor's byte in it.
  var line: (text: String, cursor: Int) {
    var text: UnsafePointer<CChar>?
    var (length, cursor) = (0, 0)
    line_editor_line(editor, &text, &length, &cursor)
    guard let text else { return ("", 0) }
    return (String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self), cursor)
  }

  /// Makes the line another one, with the cursor behind a part of it.
  func set(_ before: String, _ after: String = "") {
    let (text, cursor) = line
    line_editor_move(editor, Int32(text.unicodeScalars.count - scalars(of: text, upTo: cursor)))
    line_editor_delete(editor, Int32(text.unicodeScalars.count))
    line_editor_insert(editor, before + after)
    line_editor_move(editor, -Int32(after.unicodeScalars.count))
  }

  private func scalars(of text: String, upTo byte: Int) -> Int {
    String(decoding: text.utf8.prefix(byte), as: UTF8.self).unicodeScalars.count
  }

  // MARK: Showing

  /// Shows the line as it stands, with what follows from it.
  private func show() {
    askBackground()
    let (text, cursor) = line
    note(text, cursor)
    let isAtEnd = cursor == text.utf8.count
    state.ghost = isAtEnd ? ghost(behind: text) : ""
    if line_editor_has_keys() { return }
    painter.show(picture(text, cursor))
  }

  /// Works out what takes longer than a key may.
  private func thinkAhead() {
    language.prepare()
    let (text, cursor) = line
    guard state.isRefused, cursor == text.utf8.count, state.meant?.text != text, state.menu == nil, state.search == nil
    else { return }
    state.meant = (text, language.instead(text))
    if state.meant?.instead != nil { show() }
  }

  /// The line that was probably meant by one that will not be understood, where that is known.
  func meant(by text: String) -> String? { state.meant?.text == text ? state.meant?.instead : nil }

  /// Shows the line again after the process was stopped; below what another has written, if one had the terminal.
  private func resume(afterAnother wasGiven: Bool) {
    writeAll("\u{1B}[?2004h", to: 1)
    if !wasGiven { return painter.fold() }
    painter.forget()
    show()
  }

  /// What is to be seen of a text.
  func picture(_ text: String, _ cursor: Int) -> LinePainter.Picture {
    var picture = LinePainter.Picture(prompt: prompt, line: [], cursor: cursor, ghost: state.ghost)
    if text.utf8.count <= LineEditor.maximumRead {
      let reading = language.reading(text)
      picture.line = reading.pieces
      state.isRefused = reading.isRefused
      picture.below = news(reading, of: text)
    } else {
      // Of what is pasted by the page only the part around the cursor is looked at, at each key.
      let from = max(0, cursor - LineEditor.maximumRead / 2)
      picture.line = [
        Piece(text: String(decoding: text.utf8.dropFirst(from).prefix(LineEditor.maximumRead), as: UTF8.self))
      ]
      picture.cursor = cursor - from
    }
    picture.continuation = [Piece(text: LineEditor.continuation, style: .dim)]
    if let search = state.search {
      picture.prompt = [Piece(text: "search: ", style: .keyword)]
      picture.line = [Piece(text: text)]
      picture.below = search.rows(most: rowsBelow)
    } else if let menu = state.menu {
      picture.below = menu.rows(most: rowsBelow)
    }
    return picture
  }

  /// How many rows are shown of what is chosen from.
  var rowsBelow: Int { max(1, min(12, Terminal.size.rows - 3)) }

  /// What a line would make known, as rows below it. What is being typed may still become a name that is known.
  private func news(_ reading: Reading, of text: String) -> [[Piece]] {
    var words: [String] = []
    for name in reading.new where name.end < text.utf8.count || state.ghost.isEmpty {
      if !words.contains(name.words) { words.append(name.words) }
    }
    let indent = String(repeating: " ", count: prompt.reduce(0) { $0 + displayWidth($1.text) })
    let text = indent + words.joined(separator: ", ")
    return words.isEmpty ? [] : wrapped(text, to: Terminal.size.columns - 1).map { [Piece(text: $0, style: .dim)] }
  }

  /// What is suggested behind a text: the rest of the newest line that begins so, else what the language offers.
  /// Nothing while there is something to choose from, or one walks through the lines said before.
  func ghost(behind text: String) -> String {
    guard !sparesHistory, state.menu == nil, state.search == nil, state.walk == nil, text.utf8.count <= 1000,
      !text.contains("\n")
    else {
      return ""
    }
    guard !text.isEmpty else { return offer ?? "" }
    if let instead = meant(by: text) { return LineEditor.insteadOf + instead }
    return history.rest(behind: text) ?? language.suggestion(text) ?? ""
  }

  /// Notes what became of the line since it was shown last: what can be taken back, and what is over by it.
  func note(_ text: String, _ cursor: Int) {
    defer { (state.text, state.cursor) = (text, cursor) }
    state.search?.look(for: text, in: history.entries)
    guard text != state.text else { return }
    if let menu = state.menu, menu.text != text { state.menu = nil }
    state.words = nil
    if let walk = state.walk, history.entries[walk.index] != text { state.walk = nil }
    // Letters typed one after the other are taken back together.
    let isTyping =
      text.utf8.count > state.text.utf8.count && text.hasPrefix(state.text) && !(text.last?.isWhitespace ?? true)
    if !(isTyping && state.isTyping), state.search == nil { state.undo.append((state.text, state.cursor)) }
    state.isTyping = isTyping
  }
}

/// Under the C locale libedit loses every byte above 0x7F.
private func useUTF8() {
  setlocale(LC_ALL, "")
  if let codes = nl_langinfo(nl_item(CODESET)), strcmp(codes, "UTF-8") != 0 { setlocale(LC_CTYPE, "C.UTF-8") }
}
