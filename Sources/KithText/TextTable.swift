/// Rows of text set in columns, aware of the width that each character takes on a terminal.
public struct TextTable: Sendable {
  /// Which edge of its column a cell keeps to.
  public enum Alignment: Sendable { case left, right }

  /// A column's title and alignment.
  public struct Column: Sendable {
    let title: String
    let alignment: Alignment

    /// A column with a title.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  private let columns: [Column]
  private var rows: [[Cell]] = []

  /// A printable text and how it looks.
  public struct Cell: Sendable, ExpressibleByStringLiteral {
    let text: String
    let style: Style

    /// A plain text.
    public init(stringLiteral text: String) { self.init(text) }

    /// A text in a style.
    public init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// An empty table with these columns.
  public init(columns: [Column]) { self.columns = columns }

  /// Adds a row: one cell for each column.
  public mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has a cell for each column")
    rows.append(row)
  }

  /// The table as lines, each ended by a newline: a heading, then the rows; two spaces between columns, none at the
  /// ends.
  public func rendered(_ paint: Painter) -> String {
    let widths = columns.indices.map { index in
      rows.reduce(displayWidth(columns[index].title)) { max($0, displayWidth($1[index].text)) }
    }
    func line(_ cells: [Cell]) -> String {
      var text = ""
      for (index, cell) in cells.enumerated() {
        let gap = String(repeating: " ", count: widths[index] - displayWidth(cell.text))
        let painted = paint(cell.text, cell.style)
        let isLast = index == cells.count - 1
        text += columns[index].alignment == .right ? gap + painted : painted + (isLast ? "" : gap)
        if !isLast { text += "  " }
      }
      while text.hasSuffix(" ") { text.removeLast() }
      return text + "\n"
    }
    return rows.reduce(into: line(columns.map { Cell($0.title, .heading) })) { $0 += line($1) }
  }
}
