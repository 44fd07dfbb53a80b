import Glibc
import KithText

/// A piece of text in one style.
struct Piece: Equatable {
  var text: String
  var style = Style.plain
}

/// Keeps a line that is being typed on the terminal: prompt, text, what is suggested behind it, and what stands below.
///
/// It knows what it wrote last, and writes those rows anew that differ.
final class LinePainter {
  /// What is to be seen.
  struct Picture {
    var prompt: [Piece] = []
    /// What stands before the second line and those behind it.
    var continuation: [Piece] = []
    /// The text, which may hold newlines.
    var line: [Piece] = []
    /// The cursor's byte in it.
    var cursor = 0
    /// What follows the text and is not of it; in one line.
    var ghost = ""
    /// Rows below, each cut to the width.
    var below: [[Piece]] = []
  }

  /// How styles look.
  var paint: Painter
  private var picture = Picture()
  private var rows: [Layout.Row] = []
  private var cursor = (row: 0, column: 0)

  init(_ paint: Painter) { self.paint = paint }

  /// Brings the picture onto the screen: of one that is higher than that, the part around the cursor.
  func show(_ picture: Picture) {
    self.picture = picture
    var layout = Layout(picture, columns: Terminal.size.columns, paint)
    layout.cut(to: Terminal.size.rows)
    var (output, row) = ("", cursor.row)
    func move(to target: Int) {
      if target < row { output += "\u{1B}[\(row - target)A" }
      if target > row { output += String(repeating: "\r\n", count: target - row) }
      row = target
    }
    for (index, new) in layout.rows.enumerated() where index >= rows.count || rows[index] != new {
      move(to: index)
      output += "\r" + new.text
      // Behind a full row the cursor hangs on its last column, and erasing would take that.
      if !new.isFull { output += "\u{1B}[K" }
    }
    if rows.count > layout.rows.count {
      move(to: layout.rows.count - 1)
      output +=
        layout.rows[layout.rows.count - 1].isFull
        ? "\r\n\u{1B}[J\u{1B}[A" : "\u{1B}[\(layout.rows[layout.rows.count - 1].width + 1)G\u{1B}[J"
    }
    move(to: layout.cursor.row)
    output += layout.cursor.column == 0 ? "\r" : "\r\u{1B}[\(layout.cursor.column)C"
    (rows, cursor) = (layout.rows, layout.cursor)
    writeAll(output, to: 1)
  }

  /// Leaves the text as it is, with the cursor on the row below it.
  func finish(saying mark: String = "") {
    picture.ghost = ""
    picture.below = []
    picture.cursor = picture.line.reduce(0) { $0 + $1.text.utf8.count }
    show(picture)
    writeAll(mark + "\r\n", to: 1)
    forget()
  }

  /// Takes the line off the screen.
  func clear() {
    writeAll((cursor.row > 0 ? "\u{1B}[\(cursor.row)A" : "") + "\r\u{1B}[J", to: 1)
    forget()
  }

  /// Writes all of it anew the next time: its colours are others.
  func forgetColours() { rows = rows.map { Layout.Row(text: "\0", width: $0.width, isFull: $0.isFull) } }

  /// Goes on where nothing of the line is on the screen.
  func forget() { (rows, cursor) = ([], (0, 0)) }

  /// Goes on after the terminal has folded what it shows to another width.
  func fold() {
    let columns = Terminal.size.columns
    let above =
      rows.prefix(cursor.row).reduce(0) { $0 + max(1, ($1.width + columns - 1) / columns) } + cursor.column / columns
    writeAll((above > 0 ? "\u{1B}[\(above)A" : "") + "\r\u{1B}[J", to: 1)
    forget()
    show(picture)
  }
}

/// A picture as rows of the screen.
private struct Layout {
  /// A row as it is written, and how many columns it takes.
  struct Row: Equatable {
    var text = ""
    var width = 0
    var isFull = false
  }

  private(set) var rows: [Row] = [Row()]
  private(set) var cursor = (row: 0, column: 0)
  private let columns: Int
  private let paint: Painter
  private var run = Piece(text: "")

  init(_ picture: LinePainter.Picture, columns: Int, _ paint: Painter) {
    (self.columns, self.paint) = (max(2, columns), paint)
    for piece in picture.prompt { put(piece) }
    var byte = 0
    for piece in picture.line {
      for character in piece.text {
        let length = character.utf8.count
        if byte <= picture.cursor, picture.cursor < byte + length { placeCursor(before: character) }
        if character == "\n" {
          endRow()
          for piece in picture.continuation { put(piece) }
        } else {
          put(character, piece.style)
        }
        byte += length
      }
    }
    if picture.cursor >= byte { placeCursor(before: nil) }
    put(Piece(text: picture.ghost, style: .dim))
    for row in picture.below {
      endRow()
      for piece in Layout.fitted(row, to: self.columns - 1) { put(piece) }
    }
    flush()
  }

  /// A row in so many columns: what is too wide ends in `…`, behind a whole word where there is one.
  private static func fitted(_ row: [Piece], to columns: Int) -> [Piece] {
    guard row.reduce(0, { $0 + displayWidth($1.text) }) > columns else { return row }
    var (kept, room) = ([Piece](), columns - 1)
    for piece in row {
      var text = ""
      for character in piece.text {
        guard displayWidth(character) <= room else {
          if character != " ", let space = text.lastIndex(of: " "), text[..<space].contains(where: { $0 != " " }) {
            text = String(text[...space])
          }
          return kept + [Piece(text: text + "…", style: piece.style)]
        }
        text.append(character)
        room -= displayWidth(character)
      }
      kept.append(piece)
    }
    return kept
  }

  /// Leaves so many rows, those around the cursor.
  mutating func cut(to most: Int) {
    guard rows.count > most else { return }
    let first = min(max(0, cursor.row - most + 1), rows.count - most)
    rows = Array(rows[first..<first + most])
    cursor.row -= first
  }

  private mutating func placeCursor(before character: Character?) {
    let width = character.map { $0 == "\n" ? 0 : displayWidth($0) } ?? 0
    if rows[rows.count - 1].width + max(1, width) > columns { endRow() }
    cursor = (rows.count - 1, rows[rows.count - 1].width)
  }

  private mutating func put(_ piece: Piece) { for character in piece.text { put(character, piece.style) } }

  private mutating func put(_ character: Character, _ style: Style) {
    let shown = String(character).printable
    let width = displayWidth(shown)
    if rows[rows.count - 1].width + width > columns { endRow() }
    if run.style != style { flush() }
    run.style = style
    run.text += shown
    rows[rows.count - 1].width += width
  }

  private mutating func flush() {
    rows[rows.count - 1].text += paint(run.text, run.style)
    run.text = ""
    rows[rows.count - 1].isFull = rows[rows.count - 1].width >= columns
  }

  private mutating func endRow() {
    flush()
    rows.append(Row())
  }
}
