import CLineEditor
import Glibc
import KithGrammar

/// What the keys mean that libedit leaves to the editor.
extension LineEditor {
  /// Does what a key of its own means.
  func act(_ action: line_editor_action) -> line_editor_outcome {
    if isPlain { return actPlainly(action) }
    let (text, cursor) = line
    note(text, cursor)
    let isAtEnd = cursor == text.utf8.count
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let after = String(decoding: text.utf8.dropFirst(cursor), as: UTF8.self)
    switch action {
    case LINE_EDITOR_UP, LINE_EDITOR_DOWN, LINE_EDITOR_PAGE_UP, LINE_EDITOR_PAGE_DOWN, LINE_EDITOR_TOKEN_UP,
      LINE_EDITOR_TOKEN_DOWN, LINE_EDITOR_SEARCH:
      if !sparesHistory { look(action, text, before, after) }
    case LINE_EDITOR_ENTER: return enter(text, before, after)
    case LINE_EDITOR_NEWLINE: line_editor_insert(editor, "\n")
    case LINE_EDITOR_CANCEL: return cancel(text)
    case LINE_EDITOR_COMPLETE: complete(before, after, step: 1)
    case LINE_EDITOR_COMPLETE_BACK: complete(before, after, step: -1)
    case LINE_EDITOR_RIGHT:
      if isAtEnd { takeSuggestion(behind: text) } else { move(over: after.prefix(1)) }
    case LINE_EDITOR_LEFT: line_editor_move(editor, -Int32(before.last?.unicodeScalars.count ?? 0))
    case LINE_EDITOR_DELETE: delete(after.prefix(1))
    case LINE_EDITOR_DELETE_WORD: delete(word(after))
    case LINE_EDITOR_WORD_LEFT: line_editor_move(editor, -Int32(lastWord(of: before).unicodeScalars.count))
    case LINE_EDITOR_BACKSPACE: line_editor_delete(editor, Int32(before.last?.unicodeScalars.count ?? 0))
    case LINE_EDITOR_LINE_START: line_editor_move(editor, -Int32(lastLine(of: before).unicodeScalars.count))
    case LINE_EDITOR_KILL: killLine(after)
    case LINE_EDITOR_LINE_END:
      if isAtEnd { takeSuggestion(behind: text) } else { move(over: after.prefix { $0 != "\n" }) }
    case LINE_EDITOR_WORD_RIGHT where isAtEnd && meant(by: text) != nil: takeSuggestion(behind: text)
    case LINE_EDITOR_WORD_RIGHT: wordRight(isAtEnd ? ghost(behind: text) : after, inserts: isAtEnd)
    case LINE_EDITOR_ESCAPE: escape()
    case LINE_EDITOR_UNDO: undo()
    case LINE_EDITOR_EDITOR:
      painter.finish()
      if let edited = TextEditor.edit(text, around: aside) {
        set(edited)
      } else {
        say(TextEditor.failure(of: "the line"))
      }
    case LINE_EDITOR_PASTE: paste()
    case LINE_EDITOR_SUSPEND:
      painter.finish()
      aside { _ = kill(0, SIGTSTP) }
    case LINE_EDITOR_HELP: say(language.help(before))
    case LINE_EDITOR_CLEAR:
      writeAll("\u{1B}[H\u{1B}[2J", to: 1)
      painter.forget()
    default: break
    }
    return LINE_EDITOR_GOES_ON
  }

  /// Takes what is suggested behind the line, or in its place.
  private func takeSuggestion(behind text: String) {
    if let instead = meant(by: text) { return set(instead) }
    line_editor_insert(editor, ghost(behind: text))
  }

  private func enter(_ text: String, _ before: String, _ after: String) -> line_editor_outcome {
    if let search = state.search {
      state.search = nil
      set(search.taken)
      return LINE_EDITOR_GOES_ON
    }
    if state.menu?.chosen != nil {
      state.menu = nil
      return LINE_EDITOR_GOES_ON
    }
    if language.isOpen(text) {
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

  private func lastLine(of text: String) -> Substring {
    text[(text.lastIndex(of: "\n").map(text.index(after:)) ?? text.startIndex)...]
  }

  /// Deletes up to the end of the cursor's line.
  private func killLine(_ after: String) {
    guard after.contains("\n") else { return line_editor_kill(editor) }
    let rest = after.prefix { $0 != "\n" }
    move(over: rest)
    line_editor_delete(editor, Int32(rest.unicodeScalars.count))
  }

  private func move(over text: some StringProtocol) { line_editor_move(editor, Int32(text.unicodeScalars.count)) }

  private func delete(_ text: some StringProtocol) {
    move(over: text)
    line_editor_delete(editor, Int32(text.unicodeScalars.count))
  }

  /// Moves behind a word of a text, or takes one of what is suggested.
  private func wordRight(_ text: String, inserts: Bool) {
    if inserts { line_editor_insert(editor, String(word(text))) } else { move(over: word(text)) }
  }

  /// The first word of a text, with what stands before it.
  private func word(_ text: String) -> Substring {
    let gap = text.prefix { !($0.isLetter || $0.isNumber) }
    return gap + text.dropFirst(gap.count).prefix { $0.isLetter || $0.isNumber }
  }

  /// The last word of a text, with what stands behind it.
  private func lastWord(of text: String) -> String { String(word(String(text.reversed())).reversed()) }

  func up(_ before: String, _ after: String) {
    if choose(by: -1) { return }
    guard !before.contains("\n") else { return moveLine(up: true, before, after) }
    walk(by: -1, from: before + after)
  }

  func down(_ before: String, _ after: String) {
    if choose(by: 1) { return }
    guard !after.contains("\n") else { return moveLine(up: false, before, after) }
    walk(by: 1, from: before + after)
  }

  /// Moves what is chosen of a list, if there is one.
  func choose(by step: Int) -> Bool {
    if var search = state.search {
      search.choose(by: step)
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
    set(
      String(decoding: last.text.utf8.prefix(last.cursor), as: UTF8.self),
      String(decoding: last.text.utf8.dropFirst(last.cursor), as: UTF8.self))
    (state.text, state.isTyping, state.menu) = (last.text, false, nil)
  }

  private func paste() {
    var length = 0
    guard let bytes = line_editor_read_paste(editor, &length) else { return }
    defer { free(bytes) }
    let text = String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
    // A tab would complete; what else is no text stays, is shown as what it is, and refused by the language.
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\t", with: " ")
    line_editor_insert(editor, lines.replacing("\0", with: ""))
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

  /// Completes what is typed as far as that is clear; where it is not, shows what could stand there, and goes through
  /// it.
  private func complete(_ before: String, _ after: String, step: Int) {
    if state.search != nil { return _ = choose(by: step) }
    if state.menu != nil { return take(step) }
    let completion = language.completion(before)
    let kept = String(decoding: before.utf8.prefix(completion.start), as: UTF8.self)
    let begun = String(decoding: before.utf8.dropFirst(completion.start), as: UTF8.self)
    guard let shared = commonPrefix(completion.candidates.map(\.text)) else { return }
    if completion.candidates.count == 1 { return set(kept + shared + (after.hasPrefix(" ") ? "" : " "), after) }
    // Letters typed without case are no reason to write anew what would only be spelled otherwise.
    if shared.count > begun.count { set(kept + shared, after) }
    let text = line.text
    state.menu = CompletionMenu(
      completion, before: String(decoding: text.utf8.dropLast(after.utf8.count), as: UTF8.self), after: after)
    (state.text, state.isTyping) = (text, false)
  }

  /// Takes the next candidate of the menu, or the one before.
  private func take(_ step: Int) {
    guard var menu = state.menu else { return }
    menu.choose(by: step)
    state.menu = menu
    set(String(decoding: menu.text.utf8.dropLast(menu.after.utf8.count), as: UTF8.self), menu.after)
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
      let completion = language.completion(before)
      let begun = String(decoding: before.utf8.dropFirst(completion.start), as: UTF8.self)
      guard let shared = commonPrefix(completion.candidates.map(\.text)) else { break }
      guard completion.candidates.count > 1, shared.count <= begun.count else {
        line_editor_delete(editor, Int32(begun.unicodeScalars.count))
        line_editor_insert(editor, shared + (completion.candidates.count == 1 ? " " : ""))
        break
      }
      line_editor_print_below(
        editor, completion.candidates.prefix(50).map(\.text.printable).joined(separator: "  ") + "\n")
    default: break
    }
    return LINE_EDITOR_GOES_ON
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
