import CLineEditor

/// The ways back to what was said before.
extension LineEditor {
  /// Looks for what was said before.
  func look(_ action: line_editor_action, _ text: String, _ before: String, _ after: String) {
    switch action {
    case LINE_EDITOR_UP: up(before, after)
    case LINE_EDITOR_DOWN: down(before, after)
    case LINE_EDITOR_PAGE_UP: page(by: -1, text)
    case LINE_EDITOR_PAGE_DOWN: page(by: 1, text)
    case LINE_EDITOR_TOKEN_UP: walkWords(by: 1, before, after)
    case LINE_EDITOR_TOKEN_DOWN: walkWords(by: -1, before, after)
    default: search(text)
    }
  }

  /// Goes so many rows further in what is chosen from as are shown of it; without that to the oldest line that begins as
  /// what was typed, or back.
  private func page(by step: Int, _ text: String) {
    if choose(by: step) { return (1..<rowsBelow).forEach { _ in _ = choose(by: step) } }
    let draft = state.walk?.draft ?? text
    let oldest = step < 0 ? history.entries.firstIndex { $0.hasPrefix(draft) } : nil
    if step < 0, oldest == nil { return }
    state.walk = oldest.map { ($0, draft) }
    set(oldest.map { history.entries[$0] } ?? draft)
    state.text = line.text
  }

  /// Puts a word of the lines said before in place of the one before the cursor: the next older one that holds it.
  private func walkWords(by step: Int, _ before: String, _ after: String) {
    let begun = String(before.reversed().prefix { !$0.isWhitespace }.reversed())
    var words = state.words ?? WordWalk(begun)
    guard let word = words.next(by: step, in: history.entries) else { return }
    set(before.dropLast(begun.count) + word, after)
    (state.words, state.text) = (words, line.text)
  }

  /// Goes to an older or a newer line that begins as what was typed.
  func walk(by step: Int, from text: String) {
    let walk = state.walk ?? (history.entries.count, text)
    switch history.next(from: walk.index, by: step, beginning: walk.draft, otherThan: text) {
    case .entry(let index):
      state.walk = (index, walk.draft)
      set(history.entries[index])
    case .draft:
      state.walk = nil
      set(walk.draft)
    case .nothing: return
    }
    state.text = line.text
  }

  private func search(_ text: String) {
    if state.search != nil { return _ = choose(by: 1) }
    (state.menu, state.walk) = (nil, nil)
    state.search = HistorySearch(draft: text)
    set(text.contains("\n") ? "" : text)
  }
}
