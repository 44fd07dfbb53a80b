/// The lines said before, and the ways back to them.
struct LineHistory {
  private let file: HistoryFile?
  /// The lines, the oldest first; a block is one of them.
  private(set) var entries: [String] = []

  init(_ file: HistoryFile?) { self.file = file }

  /// Reads them anew.
  mutating func read() { entries = file?.entries() ?? [] }

  /// Adds a line, here and in the file.
  mutating func append(_ line: String) {
    entries.append(line)
    file?.append(line)
  }

  /// The rest of the newest line that begins as a text.
  func rest(behind text: String) -> String? {
    entries.last { $0.utf8.count > text.utf8.count && $0.utf8.starts(with: text.utf8) && !$0.contains("\n") }
      .map { String(decoding: $0.utf8.dropFirst(text.utf8.count), as: UTF8.self) }
  }

  /// Where a step through the lines leads.
  enum Step {
    case entry(Int)
    /// Back to what was typed.
    case draft
    case nothing
  }

  /// The next line in a direction that begins as what was typed and is not the one that is shown.
  func next(from index: Int, by step: Int, beginning draft: String, otherThan shown: String) -> Step {
    var index = index + step
    while entries.indices.contains(index), !entries[index].hasPrefix(draft) || entries[index] == shown { index += step }
    return index < 0 ? .nothing : index < entries.count ? .entry(index) : .draft
  }
}

/// A way through the words of the lines said before that hold what was typed of one.
struct WordWalk {
  private let typed: String
  /// The words, the newest first.
  private var words: [String]?
  private var index = -1

  init(_ typed: String) { self.typed = typed }

  /// The word so many further, or what was typed; `nil` where there is none.
  mutating func next(by step: Int, in entries: [String]) -> String? {
    let words = self.words ?? words(of: entries)
    self.words = words
    guard (-1..<words.count).contains(index + step) else { return nil }
    index += step
    return index < 0 ? typed : words[index]
  }

  private func words(of entries: [String]) -> [String] {
    var seen: Set<String> = [typed]
    let wanted = typed.lowercased()
    return entries.suffix(1000).reversed().flatMap {
      $0.split(whereSeparator: \.isWhitespace).reversed().map(String.init)
    }
    .filter { (wanted.isEmpty || $0.lowercased().contains(wanted)) && seen.insert($0).inserted }
  }
}

/// The lines that hold the letters of what is looked for.
struct HistorySearch {
  /// What was typed before.
  let draft: String
  private var query: String?
  private var found: [String] = []
  private var chosen = 0

  init(draft: String) { self.draft = draft }

  /// The chosen line; what was typed before where there is none.
  var taken: String { found.isEmpty ? draft : found[chosen] }

  /// Chooses the line so many behind.
  mutating func choose(by step: Int) { chosen = max(0, min(found.count - 1, chosen + step)) }

  /// Finds the lines that hold the letters of what is looked for in their order: first those that hold it as a whole,
  /// then the others, the newest first.
  mutating func look(for query: String, in entries: [String]) {
    guard self.query != query else { return }
    (self.query, chosen) = (query, 0)
    let wanted = query.lowercased()
    let letters = Array(wanted)[...]
    var seen: Set<String> = []
    var (whole, scattered) = ([String](), [String]())
    for entry in entries.reversed() where whole.count < 50 && seen.insert(entry).inserted {
      let text = entry.lowercased()
      if text.contains(wanted) {
        whole.append(entry)
      } else if letters.isScattered(in: text) {
        scattered.append(entry)
      }
    }
    found = Array((whole + scattered).prefix(50))
  }

  /// So many rows, those around the chosen one.
  func rows(most: Int) -> [[Piece]] {
    guard !found.isEmpty else { return [[Piece(text: "  no line holds that", style: .dim)]] }
    return choice(found.map { ($0.replacing("\n", with: " ⏎ "), "") }, chosen: chosen, most: most)
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
