import KithEngine
import KithGrammar
import KithQueries
import KithText

/// Writes answers in a format.
struct Renderer {
  let format: Format
  let paint: Painter
  /// Whether a person reads it: then an empty answer is a sentence.
  let isTerminal: Bool

  /// How many columns there are for it; `nil` where nobody has to see it at once.
  var room: Int? { isTerminal ? Terminal.size.columns : nil }

  /// A text broken between words where there is no room for its lines.
  func fitted(_ text: String) -> String { room.map { wrapped(lines: text, to: $0) } ?? text }

  /// An answer, ended by a newline; empty when there is nothing to say, and `nil` when the program that draws it is
  /// missing.
  func text(_ report: Report) -> String? {
    switch report.format ?? format {
    case .table: tableText(report)
    case .json: jsonText(report)
    case .ndjson: linesText(report)
    case .csv: csvText(report)
    case .markdown: markdownText(report)
    case .net, .dot, .mermaid, .graphml:
      report.rendering(as: report.format ?? format).map { $0().map { $0 + "\n" }.joined() } ?? tableText(report)
    case .svg:
      report.rendering(as: .dot).map {
        Filter.output(of: ["sfdp", "-Goverlap=prism", "-Tsvg"], reading: $0().map { $0 + "\n" }.joined())
      } ?? tableText(report)
    }
  }

  /// What a script says: a line, or as data an object of it.
  func line(_ text: String) -> String {
    switch format {
    case .table, .csv, .markdown, .net, .dot, .mermaid, .graphml, .svg: text.printable + "\n"
    case .json, .ndjson: JSON.text(.object([.init("print", .text(text))])) + "\n"
    }
  }

  /// A statement that was recorded: its echo, or as data the object of it.
  func text(_ recorded: Recorded) -> String {
    switch format {
    case .table, .csv, .markdown, .net, .dot, .mermaid, .graphml, .svg: return recorded.echo.printable + "\n"
    case .json, .ndjson:
      let new = recorded.new.map { Value.object([.init("kind", .text($0.kind.word)), .init("name", .text($0.name))]) }
      let members: [Report.Member] = [
        .init("id", .integer(recorded.number)), .init("text", .text(recorded.text)),
        .init("echo", .text(recorded.echo)),
        .init("new", .list(new)), .init("warnings", .list((recorded.warnings + recorded.slips).map { .text($0) })),
      ]
      return JSON.text(.object(members)) + "\n"
    }
  }
}

extension Report {
  /// The rows as objects, or the one object.
  var objects: [Value] {
    switch content {
    case .object(let members): [.object(members)]
    case .rows(let columns, let rows): rows.map { row in .object(zip(columns, row).map { Member($0.key, $1) }) }
    }
  }

  /// The rows, or the object's members as one row.
  var table: (columns: [Column], rows: [[Value]]) {
    switch content {
    case .rows(let columns, let rows): (columns, rows)
    case .object(let members): (members.map { Column($0.key) }, [members.map(\.value)])
    }
  }
}
