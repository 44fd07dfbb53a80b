/// A line as lines of so many columns, broken between words; a word that is wider than that is broken where it must.
///
/// What goes on stands below where the last column of the line began, where that leaves room for it: behind its leading
/// spaces, or behind the last gap of two spaces or more.
public func wrapped(_ line: String, to width: Int) -> [String] {
  guard displayWidth(line) > max(1, width) else { return [line] }
  let hanging = hangingIndent(of: line)
  let indent = String(repeating: " ", count: hanging * 3 <= width * 2 ? hanging : min(4, width / 4))
  var (lines, row, pending) = ([String](), "", "")
  func end() {
    lines.append(row)
    (row, pending) = (indent, "")
  }
  for piece in piecesOfWords(line) {
    guard piece.first != " " else {
      pending = piece
      continue
    }
    let isAtStart = row.allSatisfy { $0 == " " }
    if !isAtStart, displayWidth(row) + displayWidth(pending) + displayWidth(piece) > width { end() }
    row += pending
    pending = ""
    for character in piece {
      if displayWidth(row) + displayWidth(character) > width, row.count > indent.count { end() }
      row.append(character)
    }
  }
  return lines + [row]
}

/// A text of several lines with each of them wrapped.
public func wrapped(lines text: String, to width: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapped(String($0), to: width) }
    .joined(separator: "\n")
}

/// The column at which the last column of a line begins.
private func hangingIndent(of line: String) -> Int {
  var (column, start, gap) = (0, 0, 2)
  for character in line {
    if character == " " {
      gap += 1
    } else {
      if gap >= 2 { start = column }
      gap = 0
    }
    column += displayWidth(character)
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
