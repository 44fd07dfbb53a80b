import KithGrammar
import KithGraph
import KithQueries
import KithText

extension Renderer {
  /// For a person: rows set in columns, an object as a card, days as a year on a terminal; notes below.
  func tableText(_ report: Report) -> String {
    let width = report.notes.map { displayWidth($0.label) }.max() ?? 0
    if let nothing = nothing(in: report) { return isTerminal ? paint(fitted(nothing), .dim) + "\n" : "" }
    switch report.content {
    case .object(let members): return card(members, report.notes)
    case .rows(_, let rows):
      if isTerminal, report.format == nil, let end = report.calendarEnd { return calendar(rows, until: end) }
      return rowsText(report) + report.notes.map { line($0.label, $0.text, width: width) }.joined()
    }
  }

  /// What a person is told of an answer that holds nothing; `nil` of any other.
  func nothing(in report: Report) -> String? {
    guard !report.emptiness.isEmpty else { return nil }
    guard case .rows(let columns, let rows) = report.content else {
      if case .object(let members) = report.content, members.allSatisfy(\.value.isEmpty) { return report.emptiness }
      return nil
    }
    if rows.isEmpty { return report.emptiness }
    // `rosa's email`, of whom none is known.
    guard rows.count == 1, rows[0].allSatisfy({ if case .null = $0 { true } else { false } }) else { return nil }
    return "no \(columns.compactMap(\.title).joined(separator: " and no ")) is known"
  }

  /// The rows in columns; where there is no room for them, without bars, or as a card each.
  private func rowsText(_ report: Report) -> String {
    let drawn = table(report, drawsBars: isTerminal)
    guard let room else { return drawn.rendered(paint) }
    if drawn.fits(room) { return drawn.rendered(paint, width: room) }
    let bare = table(report, drawsBars: false)
    if bare.fits(room) { return bare.rendered(paint, width: room) }
    let (columns, rows) = report.table
    let cards = rows.map { row in
      card(zip(columns, row).compactMap { column, value in column.title.map { Report.Member($0, value) } }, [])
    }
    return cards.joined(separator: "\n")
  }

  /// The rows in columns, with a bar beside each strength and each quantity if wanted.
  private func table(_ report: Report, drawsBars: Bool) -> TextTable {
    let (columns, rows) = report.table
    let shown = columns.indices.filter { columns[$0].title != nil }
    let most = shown.map { index in rows.map { $0[index].quantity ?? 0 }.max() ?? 0 }
    let isDrawn = shown.map { index in drawsBars && rows.contains { $0[index].share(of: 1) != nil } }
    let heads = zip(shown, isDrawn).flatMap { index, isDrawn -> [TextTable.Column] in
      let isNumeric = rows.contains { $0[index].isNumeric }
      return [TextTable.Column(columns[index].title ?? "", isNumeric ? .right : .left)]
        + (isDrawn ? [TextTable.Column("")] : [])
    }
    var table = TextTable(columns: heads)
    for row in rows {
      table.add(
        shown.indices.flatMap { place -> [TextTable.Cell] in
          let value = row[shown[place]]
          let cell = TextTable.Cell(value.words.printable, columns[shown[place]].meaning)
          guard isDrawn[place] else { return [cell] }
          return [
            cell, TextTable.Cell(bar(value.share(of: most[place]) ?? 0, width: value.quantity == nil ? 10 : 30), .bar),
          ]
        })
    }
    return table
  }

  /// A year of days up to one, a column for each week, and how much there was in all.
  private func calendar(_ rows: [[Value]], until end: Day) -> String {
    var counts: [Day: Int] = [:]
    for row in rows { if let day = Day(row[0].words), let count = row[1].quantity { counts[day] = count } }
    // Behind the names of the days, a column for each week.
    let last = min(52, max(3, (room ?? 80) - 6))
    guard let start = end.adding(days: -end.weekday - last * 7) else { return "" }
    let shown = counts.filter { $0.key >= start && $0.key <= end }
    let most = shown.values.max() ?? 0
    let weeks = (0...last).compactMap { start.adding(days: $0 * 7) }
    var text = "     " + months(of: weeks) + "\n"
    for (weekday, name) in ["Mon", "", "Wed", "", "Fri", "", "Sun"].enumerated() {
      let days = weeks.compactMap { $0.adding(days: weekday) }.filter { $0 <= end }
      let line = String(days.map { shade(counts[$0] ?? 0, most: most) })
      text += paint(name + String(repeating: " ", count: 5 - name.count), .dim) + paint(line, .bar) + "\n"
    }
    let total = shown.values.reduce(0, +)
    let busiest = shown.filter { $0.value == most }.keys.min().map { ", \(most) on \($0) the most" } ?? ""
    return text + paint(fitted("\(total) on \(shown.count) days\(busiest)"), .dim) + "\n"
  }

  /// The names of months over the weeks that they begin in.
  private func months(of weeks: [Day]) -> String {
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    var line = ""
    for (index, week) in weeks.enumerated() {
      let month = week.date.month
      // The rest of a month at the start leaves no room for its name.
      let begins = index == 0 ? weeks[3].date.month == month : weeks[index - 1].date.month != month
      if begins, line.count <= index { line += String(repeating: " ", count: index - line.count) + names[month - 1] }
    }
    return line
  }

  /// `key  value` lines; what is unknown or empty is left out.
  private func card(_ members: [Report.Member], _ notes: [(label: String, text: String)]) -> String {
    let told = members.filter { !$0.value.isEmpty }
    let width = (told.map(\.key) + notes.map(\.label)).map { displayWidth($0) }.max() ?? 0
    let hasBars = isTerminal && width + 20 <= room ?? .max
    let lines = told.map { member -> String in
      let share = hasBars ? member.value.share(of: 1).map { "  " + paint(bar($0, width: 10), .bar) } : nil
      return line(member.key, member.value.words, width: width, share ?? "")
    }
    return lines.joined() + notes.map { line($0.label, $0.text, width: width) }.joined()
  }

  private func line(_ label: String, _ text: String, width: Int, _ behind: String = "") -> String {
    let gap = String(repeating: " ", count: width - displayWidth(label) + 2)
    let line = "  " + paint(label.printable, .dim) + gap + text.printable + behind
    return (room.map { wrapped(line, to: $0).joined(separator: "\n") } ?? line) + "\n"
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
    case .quantity(let number): String(number)
    case .strength(let strength): decimals(strength)
    case .day(let day): day.description
    case .list(let values): values.map(\.words).joined(separator: ", ")
    case .object(let members): members.map { "\($0.key) \($0.value.words)" }.joined(separator: ", ")
    case .shown(let text, _): text
    }
  }

  var isNumeric: Bool {
    switch self {
    case .integer, .quantity, .number, .strength: true
    case .null, .text, .day, .list, .object, .shown: false
    }
  }

  var isEmpty: Bool {
    switch self {
    case .null: true
    case .list(let values): values.isEmpty
    case .object(let members): members.isEmpty
    case .text, .integer, .quantity, .number, .strength, .day, .shown: false
    }
  }

  /// How many there are, where that is what it says.
  var quantity: Int? { if case .quantity(let number) = self { number } else { nil } }

  /// What a bar shows of it: a strength, or a quantity's part of the most; `nil` for anything else.
  func share(of most: Int) -> Double? {
    switch self {
    case .strength(let strength): strength
    case .quantity(let number): Double(number) / Double(max(most, 1))
    case .null, .text, .integer, .number, .day, .list, .object, .shown: nil
    }
  }
}
