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

  /// The least columns that what stands in the last one takes before the table is too narrow for it.
  private static let leastLast = 16

  private var widths: [Int] {
    columns.indices.map { index in
      rows.reduce(displayWidth(columns[index].title)) { max($0, displayWidth($1[index].text)) }
    }
  }

  /// Whether the table can be read in so many columns: what stands in the last column may be broken between words.
  public func fits(_ width: Int) -> Bool {
    let widths = widths
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let last = columns.last?.alignment == .right ? widths.last ?? 0 : min(widths.last ?? 0, TextTable.leastLast)
    return before + last <= width
  }

  /// The table as lines, each ended by a newline: a heading, then the rows; two spaces between columns, none at the
  /// ends. Given a width, what is too wide for the last column goes on below.
  public func rendered(_ paint: Painter, width: Int = .max) -> String {
    let widths = widths
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    func line(_ cells: [Cell]) -> String {
      var text = ""
      for (index, cell) in cells.enumerated() {
        let isLast = index == cells.count - 1
        let parts = isLast && before + widths[index] > width ? wrapped(cell.text, to: width - before) : [cell.text]
        let gap = String(repeating: " ", count: max(0, widths[index] - displayWidth(parts[0])))
        let painted =
          parts.count == 1
          ? paint(parts[0], cell.style)
          : parts.map { paint($0, cell.style) }.joined(separator: "\n" + String(repeating: " ", count: before))
        text += columns[index].alignment == .right ? gap + painted : painted + (isLast ? "" : gap)
        if !isLast { text += "  " }
      }
      while text.hasSuffix(" ") { text.removeLast() }
      return text + "\n"
    }
    return rows.reduce(into: line(columns.map { Cell($0.title, .heading) })) { $0 += line($1) }
  }
}
