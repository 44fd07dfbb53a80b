import KithLanguage
import KithText

extension Renderer {
  /// For a person: rows set in columns, an object as a card.
  func tableText(_ report: Report) -> String {
    switch report.content {
    case .object(let members): return card(members)
    case .rows(_, let rows) where rows.isEmpty: return isTerminal ? paint(report.emptiness, .dim) + "\n" : ""
    case .rows(let columns, let rows):
      let shown = columns.indices.filter { columns[$0].title != nil }
      var table = TextTable(
        columns: shown.map { index in
          TextTable.Column(columns[index].title ?? "", rows.contains { $0[index].isNumeric } ? .right : .left)
        })
      for row in rows { table.add(shown.map { row[$0].words.printable }) }
      return table.rendered(paint)
    }
  }

  /// `key  value` lines under the name; what is unknown or empty is left out.
  private func card(_ members: [Report.Member]) -> String {
    let told = members.filter { !$0.value.isEmpty }
    let width = told.map { displayWidth($0.key) }.max() ?? 0
    return told.map { member in
      let gap = String(repeating: " ", count: width - displayWidth(member.key) + 2)
      return "  " + paint(member.key, .dim) + gap + member.value.words.printable + "\n"
    }.joined()
  }

  /// A table in Markdown, in GitHub's dialect.
  func markdownText(_ report: Report) -> String {
    let (columns, rows) = report.table
    let shown = columns.indices.filter { columns[$0].title != nil }
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    func escaped(_ text: String) -> String { text.printable.replacingScalars(["\\": "\\\\", "|": "\\|"]) }
    let heading = line(shown.map { escaped(columns[$0].title ?? "") })
    let rule = line(shown.map { index in rows.contains { $0[index].isNumeric } ? "---:" : "---" })
    return rows.reduce(into: heading + rule) { text, row in text += line(shown.map { escaped(row[$0].words) }) }
  }
}

extension Value {
  /// As a person reads it; not yet printable.
  var words: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .integer(let number): String(number)
    case .number(let number): Int(exactly: number).map { String($0) } ?? decimals(number)
    case .strength(let strength): decimals(strength)
    case .day(let day): day.description
    case .list(let values): values.map(\.words).joined(separator: ", ")
    case .object(let members): members.map { "\($0.key) \($0.value.words)" }.joined(separator: ", ")
    case .shown(let text, _): text
    }
  }

  var isNumeric: Bool {
    switch self {
    case .integer, .number, .strength: true
    case .null, .text, .day, .list, .object, .shown: false
    }
  }

  var isEmpty: Bool {
    switch self {
    case .null: true
    case .list(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .text, .integer, .number, .strength, .day, .shown: false
    }
  }
}
