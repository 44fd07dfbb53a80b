import KithAssist
import KithGrammar
import KithText

/// What could stand at the cursor, to be chosen from; the line shows what is chosen.
struct CompletionMenu {
  /// The text before and behind the cursor, as it was typed.
  let before: String
  let after: String
  private let completion: Completion
  private(set) var chosen: Int?
  /// The text as the menu left it: any other closes it.
  private(set) var text: String

  init(_ completion: Completion, before: String, after: String) {
    (self.completion, self.before, self.after) = (completion, before, after)
    text = before + after
  }

  /// Chooses the candidate so many behind, beginning anew behind the last one.
  mutating func choose(by step: Int) {
    let count = completion.candidates.count
    let next = chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    let kept = String(decoding: before.utf8.prefix(completion.start), as: UTF8.self)
    chosen = next
    text = kept + completion.candidates[next].text + (after.hasPrefix(" ") ? "" : " ") + after
  }

  /// So many rows, those around the chosen one.
  func rows(most: Int) -> [[Piece]] {
    choice(completion.candidates.map { ($0.text, $0.detail) }, chosen: chosen, most: most)
  }
}

/// So many rows of some entries, those around the chosen one, each with what it is behind it.
func choice(_ entries: [(text: String, detail: String)], chosen: Int?, most: Int) -> [[Piece]] {
  let first = max(0, min((chosen ?? 0) - most / 2, entries.count - most))
  let shown = entries[first..<min(entries.count, first + most)]
  let width = min(40, shown.map { displayWidth($0.text) }.max() ?? 0)
  var rows = shown.enumerated().map { index, entry in
    let room = String(repeating: " ", count: max(0, width - displayWidth(entry.text)))
    let isChosen = first + index == chosen
    return [Piece(text: isChosen ? "› " : "  "), Piece(text: entry.text, style: isChosen ? .chosen : .plain)]
      + (entry.detail.isEmpty ? [] : [Piece(text: room + "  " + entry.detail, style: .dim)])
  }
  let hidden = [(first, "above"), (entries.count - shown.endIndex, first > 0 ? "below" : "more")].filter { $0.0 > 0 }
  if !hidden.isEmpty {
    rows.append([Piece(text: "  … " + hidden.map { "\($0.0) \($0.1)" }.joined(separator: ", "), style: .dim)])
  }
  return rows
}
