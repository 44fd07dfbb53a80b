import CLineEditor
import Glibc
import KithGraph
import KithLanguage
import KithText
import SystemPackage

/// The terminal's line editor: libedit keeps the line and the keys, this shows it, and knows what the language can say of it.
///
/// A class, because libedit calls back into this very object.
final class LineEditor {
  /// How reading a line ended.
  enum Reading {
    case line(String)
    case cancelled
    case end
    /// A signal asks to leave.
    case asked(signal: Int32)
  }

  /// What the editor asks of the language.
  struct Helper {
    /// The pieces of a text by their meaning, one behind the other and nothing left out.
    var pieces: (String) -> [Piece] = { [Piece(text: $0)] }
    /// What could follow a text, in one.
    var suggestion: (String) -> String? = { _ in nil }
    /// What could stand at the end of a text.
    var completion: (String) -> Completion = { Completion(start: $0.utf8.count, candidates: []) }
    /// Whether a text asks for more lines.
    var isOpen: (String) -> Bool = { _ in false }
    /// Works out what will be asked for, while nobody types.
    var prepare: () -> Void = {}
  }

  /// The prompt before a line.
  var prompt = [Piece(text: "kith> ")]
  var helper = Helper()
  /// A line that is offered as long as nothing is typed.
  var offer: String?
  /// Whether a line is remembered.
  var keepsHistory = true

  /// Whether libedit paints by itself: on terminals that cannot be written over, and for those who have the screen read to them.
  let isPlain: Bool
  private var editor: OpaquePointer?
  private let painter: LinePainter
  private let history: HistoryFile?
  private var entries: [String] = []
  private var state = State()
  /// The prompt as libedit sees it, until the next line.
  private var shownPrompt: UnsafeMutablePointer<CChar>?

  /// What holds while a line is read.
  private struct State {
    var text = ""
    var cursor = 0
    var ghost = ""
    var menu: Menu?
    var search: Search?
    /// Where one is among the entries, and what was typed before.
    var walk: (index: Int, draft: String)?
    var undo: [(text: String, cursor: Int)] = []
    var isTyping = false
    var submitted: String?
  }

  /// What could stand at the cursor, to be chosen from.
  private struct Menu {
    let before: String
    let after: String
    let completion: Completion
    var chosen: Int?
    /// The text as the menu left it: any other closes it.
    var text: String
  }

  /// The entries that fit what is looked for.
  private struct Search {
    let draft: String
    var query: String?
    var found: [String] = []
    var chosen = 0
  }

  /// Takes over the terminal; `nil` when libedit cannot.
  init?(history path: FilePath?, paint: Painter, isPlain: Bool) {
    useUTF8()
    history = path.map(HistoryFile.init)
    painter = LinePainter(paint)
    self.isPlain = isPlain
    let hooks = line_editor_hooks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      prompt: { context in context.map { UnsafePointer(LineEditor.from($0).promptText()) } ?? nil },
      show: { context in if let context { LineEditor.from(context).show() } },
      idle: { context in if let context { LineEditor.from(context).helper.prepare() } },
      resize: { context in if let context { LineEditor.from(context).painter.fold() } },
      act: { context, action in context.map { LineEditor.from($0).act(action) } ?? LINE_EDITOR_GOES_ON })
    editor = line_editor_open("kith", isPlain, hooks)
    guard editor != nil else { return nil }
    Interruption.isAsked = line_editor_is_interrupted
    reloadHistory()
  }

  deinit {
    if let editor { line_editor_close(editor) }
    free(shownPrompt)
  }

  /// Reads one line, or a block of several.
  func read() -> Reading {
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
      return .line(String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self))
    case LINE_EDITOR_CANCELLED: return .cancelled
    default: return line_editor_left_by() == 0 ? .end : .asked(signal: line_editor_left_by())
    }
  }

  /// Reads the history anew: lines of it were taken out.
  func reloadHistory() {
    line_editor_forget(editor)
    entries = []
    for entry in history?.entries() ?? [] { add(entry) }
  }

  /// Adds a line to the history; one that starts with a space is not kept.
  func remember(_ line: String) {
    guard keepsHistory, !line.hasPrefix(" "), line.contains(where: { !$0.isWhitespace }) else { return }
    add(line)
    history?.append(line)
  }

  private func add(_ entry: String) {
    line_editor_remember(editor, entry)
    entries.append(entry)
  }

  /// Shows another prompt before the line that is being read.
  func change(prompt: [Piece]) {
    self.prompt = prompt
    let (text, cursor) = line
    painter.show(picture(text, cursor))
  }

  // MARK: Calls from libedit

  private static func from(_ context: UnsafeMutableRawPointer) -> LineEditor {
    Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
  }

  private func promptText() -> UnsafeMutablePointer<CChar>? {
    free(shownPrompt)
    shownPrompt = strdup(prompt.map(\.text).joined())
    return shownPrompt
  }

  /// The line as libedit has it, and the cursor's byte in it.
  private var line: (text: String, cursor: Int) {
    var text: UnsafePointer<CChar>?
    var (length, cursor) = (0, 0)
    line_editor_line(editor, &text, &length, &cursor)
    guard let text else { return ("", 0) }
    return (String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self), cursor)
  }

  /// Makes the line another one, with the cursor behind a part of it.
  private func set(_ before: String, _ after: String = "") {
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
    let (text, cursor) = line
    note(text, cursor)
    let isAtEnd = cursor == text.utf8.count
    state.ghost = isAtEnd && state.menu == nil && state.search == nil && state.walk == nil ? ghost(behind: text) : ""
    if line_editor_has_keys() { return }
    painter.show(picture(text, cursor))
  }

  private func picture(_ text: String, _ cursor: Int) -> LinePainter.Picture {
    var picture = LinePainter.Picture(prompt: prompt, line: helper.pieces(text), cursor: cursor, ghost: state.ghost)
    picture.continuation = [Piece(text: "  ... ", style: .dim)]
    let rows = max(1, min(8, LinePainter.size.rows - 3))
    if let search = state.search {
      picture.prompt = [Piece(text: "search: ", style: .keyword)]
      picture.line = [Piece(text: text)]
      picture.below = list(search.found.map { ($0.replacing("\n", with: " ⏎ "), "") }, chosen: search.chosen, rows: rows)
      if search.found.isEmpty { picture.below = [[Piece(text: "  no line holds that", style: .dim)]] }
    } else if let menu = state.menu {
      picture.below = list(menu.completion.candidates.map { ($0.text, $0.detail) }, chosen: menu.chosen, rows: rows)
    }
    return picture
  }

  /// So many of some entries, those around the chosen one.
  private func list(_ entries: [(text: String, detail: String)], chosen: Int?, rows: Int) -> [[Piece]] {
    let first = max(0, min((chosen ?? 0) - rows / 2, entries.count - rows))
    let shown = entries[first..<min(entries.count, first + rows)]
    let width = min(40, shown.map { displayWidth($0.text) }.max() ?? 0)
    var lines = shown.enumerated().map { index, entry in
      let room = String(repeating: " ", count: max(0, width - displayWidth(entry.text)))
      let isChosen = first + index == chosen
      return [Piece(text: isChosen ? "› " : "  "), Piece(text: entry.text, style: isChosen ? .chosen : .plain)]
        + (entry.detail.isEmpty ? [] : [Piece(text: room + "  " + entry.detail, style: .dim)])
    }
    let hidden = entries.count - shown.count
    if hidden > 0 { lines.append([Piece(text: "  … \(hidden) more", style: .dim)]) }
    return lines
  }

  /// What is suggested behind a text: the rest of the newest line that begins so, else what the language offers.
  private func ghost(behind text: String) -> String {
    guard !text.isEmpty else { return offer ?? "" }
    guard !text.contains("\n") else { return "" }
    if let entry = entries.last(where: { $0.count > text.count && $0.hasPrefix(text) && !$0.contains("\n") }) {
      return String(entry.dropFirst(text.count))
    }
    return helper.suggestion(text) ?? ""
  }

  /// Notes what became of the line since it was shown last: what can be taken back, and what is over by it.
  private func note(_ text: String, _ cursor: Int) {
    defer { (state.text, state.cursor) = (text, cursor) }
    if state.search != nil { look(for: text) }
    guard text != state.text else { return }
    if let menu = state.menu, menu.text != text { state.menu = nil }
    if let walk = state.walk, walk.index < entries.count, entries[walk.index] != text { state.walk = nil }
    // Letters typed one after the other are taken back together.
    let isTyping = text.utf8.count > state.text.utf8.count && text.hasPrefix(state.text) && !(text.last?.isWhitespace ?? true)
    if !(isTyping && state.isTyping) { state.undo.append((state.text, state.cursor)) }
    state.isTyping = isTyping
  }

  // MARK: Keys

  private func act(_ action: line_editor_action) -> line_editor_outcome {
    if isPlain { return actPlainly(action) }
    let (text, cursor) = line
    note(text, cursor)
    let isAtEnd = cursor == text.utf8.count
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let after = String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self)
    switch action {
    case LINE_EDITOR_ENTER: return enter(text, before, after)
    case LINE_EDITOR_NEWLINE: line_editor_insert(editor, "\n")
    case LINE_EDITOR_CANCEL: return cancel(text)
    case LINE_EDITOR_COMPLETE: complete(before, after, step: 1)
    case LINE_EDITOR_COMPLETE_BACK: complete(before, after, step: -1)
    case LINE_EDITOR_UP: up(before, after)
    case LINE_EDITOR_DOWN: down(before, after)
    case LINE_EDITOR_RIGHT: if isAtEnd { line_editor_insert(editor, state.ghost) } else { line_editor_move(editor, 1) }
    case LINE_EDITOR_LINE_END:
      if isAtEnd { line_editor_insert(editor, state.ghost) } else { move(over: after.prefix { $0 != "\n" }) }
    case LINE_EDITOR_WORD_RIGHT: wordRight(isAtEnd ? state.ghost : after, inserts: isAtEnd)
    case LINE_EDITOR_SEARCH: search(text)
    case LINE_EDITOR_ESCAPE: escape()
    case LINE_EDITOR_UNDO: undo()
    case LINE_EDITOR_EDITOR:
      painter.finish()
      if let edited = TextEditor.edit(text, around: aside) { set(edited) }
    case LINE_EDITOR_PASTE: paste()
    case LINE_EDITOR_SUSPEND:
      painter.finish()
      aside { _ = kill(0, SIGTSTP) }
    case LINE_EDITOR_CLEAR:
      writeAll("\u{1B}[H\u{1B}[2J", to: 1)
      painter.forget()
    default: break
    }
    return LINE_EDITOR_GOES_ON
  }

  private func enter(_ text: String, _ before: String, _ after: String) -> line_editor_outcome {
    if let search = state.search {
      state.search = nil
      set(search.found.isEmpty ? search.draft : search.found[search.chosen])
      return LINE_EDITOR_GOES_ON
    }
    if state.menu?.chosen != nil {
      state.menu = nil
      return LINE_EDITOR_GOES_ON
    }
    if helper.isOpen(text) {
      line_editor_insert(editor, "\n")
      return LINE_EDITOR_GOES_ON
    }
    state.menu = nil
    painter.show(picture(text, text.utf8.count))
    painter.finish()
    state.submitted = text
    return LINE_EDITOR_SUBMITTED
  }

  private func cancel(_ text: String) -> line_editor_outcome {
    if let search = state.search {
      state.search = nil
      set(search.draft)
      return LINE_EDITOR_GOES_ON
    }
    state.menu = nil
    painter.show(picture(text, text.utf8.count))
    painter.finish(saying: "^C")
    return LINE_EDITOR_CANCELLED
  }

  private func move(over text: some StringProtocol) { line_editor_move(editor, Int32(text.unicodeScalars.count)) }

  /// A word of a text, or of what is suggested: with the space before it.
  private func wordRight(_ text: String, inserts: Bool) {
    let gap = text.prefix { !($0.isLetter || $0.isNumber) }
    let word = gap + text.dropFirst(gap.count).prefix { $0.isLetter || $0.isNumber }
    if inserts { line_editor_insert(editor, String(word)) } else { move(over: word) }
  }

  private func up(_ before: String, _ after: String) {
    if choose(by: -1) { return }
    guard !before.contains("\n") else { return moveLine(up: true, before, after) }
    walk(by: -1, from: before + after)
  }

  private func down(_ before: String, _ after: String) {
    if choose(by: 1) { return }
    guard !after.contains("\n") else { return moveLine(up: false, before, after) }
    walk(by: 1, from: before + after)
  }

  /// Moves what is chosen of a list, if there is one.
  private func choose(by step: Int) -> Bool {
    if var search = state.search {
      search.chosen = max(0, min(search.found.count - 1, search.chosen + step))
      state.search = search
      return true
    }
    guard state.menu != nil else { return false }
    take(step)
    return true
  }

  /// Moves to the line above or below, to the same column as far as there is one.
  private func moveLine(up: Bool, _ before: String, _ after: String) {
    let lines = (before + after).split(separator: "\n", omittingEmptySubsequences: false)
    let above = before.split(separator: "\n", omittingEmptySubsequences: false)
    let (row, column) = (above.count - 1, above.last?.count ?? 0)
    let target = lines[row + (up ? -1 : 1)]
    let place = min(column, target.count)
    if up {
      let over = String(target.dropFirst(place)) + "\n" + (above.last ?? "")
      line_editor_move(editor, -Int32(over.unicodeScalars.count))
    } else {
      move(over: String(lines[row].dropFirst(column)) + "\n" + target.prefix(place))
    }
  }

  /// Goes to an older or a newer line that begins as what was typed.
  private func walk(by step: Int, from text: String) {
    var walk = state.walk ?? (entries.count, text)
    var index = walk.index + step
    while entries.indices.contains(index), !entries[index].hasPrefix(walk.draft) || entries[index] == text { index += step }
    guard index >= 0 else { return }
    if index >= entries.count {
      state.walk = nil
      set(walk.draft)
    } else {
      walk.index = index
      state.walk = walk
      set(entries[index])
    }
    state.text = line.text
  }

  private func escape() {
    if let search = state.search {
      state.search = nil
      set(search.draft)
    } else if let menu = state.menu {
      state.menu = nil
      set(menu.before, menu.after)
    }
  }

  private func undo() {
    guard let last = state.undo.popLast() else { return }
    let before = String(decoding: last.text.utf8.prefix(last.cursor), as: UTF8.self)
    set(before, String(last.text.dropFirst(before.count)))
    (state.text, state.isTyping, state.menu) = (last.text, false, nil)
  }

  private func paste() {
    var length = 0
    guard let bytes = line_editor_read_paste(&length) else { return }
    defer { free(bytes) }
    let text = String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    line_editor_insert(editor, String(lines.unicodeScalars.filter { $0 == "\n" || !$0.isUnprintable }))
    state.isTyping = false
  }

  /// Does something that uses the terminal as a shell would find it.
  private func aside(_ work: () -> Void) {
    writeAll("\u{1B}[?2004l", to: 1)
    line_editor_release(editor)
    work()
    line_editor_retake(editor)
    writeAll("\u{1B}[?2004h", to: 1)
    painter.forget()
  }

  // MARK: Completion

  /// Completes what is typed as far as that is clear; where it is not, shows what could stand there, and goes through it.
  private func complete(_ before: String, _ after: String, step: Int) {
    if let search = state.search, !search.found.isEmpty { return _ = choose(by: step) }
    if state.menu != nil { return take(step) }
    let completion = helper.completion(before)
    let kept = String(decoding: before.utf8.prefix(completion.start), as: UTF8.self)
    let begun = String(decoding: before.utf8.dropFirst(completion.start), as: UTF8.self)
    guard let shared = commonPrefix(completion.candidates.map(\.text)) else { return }
    if completion.candidates.count == 1 { return set(kept + shared + (after.hasPrefix(" ") ? "" : " "), after) }
    // Letters typed without case are no reason to write anew what would only be spelled otherwise.
    if shared.count > begun.count { set(kept + shared, after) }
    let text = line.text
    state.menu = Menu(before: String(text.dropLast(after.count)), after: after, completion: completion, chosen: nil, text: text)
    (state.text, state.isTyping) = (text, false)
  }

  /// Takes the next candidate of the menu, or the one before.
  private func take(_ step: Int) {
    guard var menu = state.menu else { return }
    let count = menu.completion.candidates.count
    let next = menu.chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    let kept = String(decoding: menu.before.utf8.prefix(menu.completion.start), as: UTF8.self)
    menu.chosen = next
    let before = kept + menu.completion.candidates[next].text + (menu.after.hasPrefix(" ") ? "" : " ")
    menu.text = before + menu.after
    state.menu = menu
    set(before, menu.after)
  }

  // MARK: Search

  private func search(_ text: String) {
    if state.search != nil { return _ = choose(by: 1) }
    (state.menu, state.walk) = (nil, nil)
    state.search = Search(draft: text)
    set(text)
  }

  /// Finds the entries that hold the letters of what is looked for in their order; those that hold it as a whole first, then the newest.
  private func look(for query: String) {
    guard var search = state.search, search.query != query else { return }
    search.query = query
    search.chosen = 0
    var seen: Set<String> = []
    let letters = Array(query.lowercased())
    var (whole, scattered) = ([String](), [String]())
    for entry in entries.reversed() where seen.insert(entry).inserted {
      let text = entry.lowercased()
      if text.contains(query.lowercased()) {
        whole.append(entry)
      } else if letters[...].isScattered(in: text) {
        scattered.append(entry)
      }
      if whole.count >= 50 { break }
    }
    search.found = Array((whole + scattered).prefix(50))
    state.search = search
  }

  // MARK: Where libedit paints

  private func actPlainly(_ action: line_editor_action) -> line_editor_outcome {
    let (text, cursor) = line
    switch action {
    case LINE_EDITOR_CANCEL:
      writeAll("^C\r\n", to: 1)
      return LINE_EDITOR_CANCELLED
    case LINE_EDITOR_SUSPEND: aside { _ = kill(0, SIGTSTP) }
    case LINE_EDITOR_COMPLETE:
      let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
      let completion = helper.completion(before)
      let begun = String(decoding: before.utf8.dropFirst(completion.start), as: UTF8.self)
      guard let shared = commonPrefix(completion.candidates.map(\.text)) else { break }
      guard completion.candidates.count > 1, shared.count <= begun.count else {
        line_editor_delete(editor, Int32(begun.unicodeScalars.count))
        line_editor_insert(editor, shared + (completion.candidates.count == 1 ? " " : ""))
        break
      }
      line_editor_print_below(editor, completion.candidates.prefix(50).map(\.text.printable).joined(separator: "  ") + "\n")
    default: break
    }
    return LINE_EDITOR_GOES_ON
  }
}

extension ArraySlice<Character> {
  /// Whether these stand in a text in this order, other letters between them.
  fileprivate func isScattered(in text: String) -> Bool {
    var rest = self
    for character in text where character == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}

/// What all the texts begin with; `nil` of none.
private func commonPrefix(_ texts: [String]) -> String? {
  guard var shared = texts.first else { return nil }
  for text in texts.dropFirst() {
    shared = String(zip(shared, text).prefix { $0 == $1 }.map { $0.0 })
  }
  return shared
}

/// Under the C locale libedit loses every byte above 0x7F.
private func useUTF8() {
  setlocale(LC_ALL, "")
  if let codes = nl_langinfo(nl_item(CODESET)), strcmp(codes, "UTF-8") != 0 { setlocale(LC_CTYPE, "C.UTF-8") }
}
