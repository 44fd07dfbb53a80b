/// A line as lines of so many columns, broken between words; a word that is wider than that is broken where it must.
///
/// What goes on stands below where the last column of the line began, where that leaves room for its words: behind its
/// leading spaces, or behind the last gap of two spaces or more.
public func wrapped(_ line: String, to width: Int) -> [String] {
  guard shownWidth(of: line) > max(1, width) else { return [line] }
  let (pieces, hanging) = (piecesOfWords(line), hangingIndent(of: line))
  let longest = pieces.map { shownWidth(of: $0) }.max() ?? 0
  let hasRoom = hanging == 0 || hanging * 3 <= width * 2 && hanging + longest <= width
  let indent = String(repeating: " ", count: hasRoom ? hanging : min(4, width / 4))
  var (lines, row, pending) = ([String](), "", "")
  func end() {
    lines.append(row)
    (row, pending) = (indent, "")
  }
  for piece in pieces {
    guard piece.first != " " else {
      pending = piece
      continue
    }
    let isAtStart = row.allSatisfy { $0 == " " }
    if !isAtStart, shownWidth(of: row) + displayWidth(pending) + shownWidth(of: piece) > width { end() }
    row += pending
    pending = ""
    if shownWidth(of: row) + shownWidth(of: piece) <= width {
      row += piece
    } else {
      for (character, columns) in shownWidths(of: piece) {
        if columns > 0, shownWidth(of: row) + columns > width, row.count > indent.count { end() }
        row.append(character)
      }
    }
  }
  return lines + [row]
}

/// How many columns a text takes, the escape sequences of its styles aside.
private func shownWidth(of text: String) -> Int {
  text.contains("\u{1B}") ? shownWidths(of: text).reduce(0) { $0 + $1.width } : displayWidth(text)
}

/// The characters of a text and the columns that each takes: those of an escape sequence none.
private func shownWidths(of text: String) -> [(character: Character, width: Int)] {
  var isSequence = false
  return text.map { character in
    if character == "\u{1B}" { isSequence = true }
    defer { if isSequence, character == "m" { isSequence = false } }
    return (character, isSequence ? 0 : displayWidth(character))
  }
}

/// A text of several lines with each of them wrapped.
public func wrapped(lines text: String, to width: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapped(String($0), to: width) }
    .joined(separator: "\n")
}

/// The column at which the last column of a line begins.
private func hangingIndent(of line: String) -> Int {
  var (column, start, gap) = (0, 0, 2)
  for (character, width) in shownWidths(of: line) {
    if character == " " {
      gap += 1
    } else if width > 0 {
      if gap >= 2 { start = column }
      gap = 0
    }
    column += width
  }
  return start
}

/// A line as its words and the spaces between them.
private func piecesOfWords(_ line: String) -> [String] {
  var pieces: [String] = []
  for character in line {
    if let last = pieces.last?.last, (last == " ") == (character == " ") {
      pieces[pieces.count - 1].append(character)
    } else {
      pieces.append(String(character))
    }
  }
  return pieces
}
