import KithGrammar
import KithQueries

extension Renderer {
  /// One array with a row a line, or one object.
  func jsonText(_ report: Report) -> String {
    switch report.content {
    case .object(let members): return JSON.text(.object(members)) + "\n"
    case .rows(_, let rows) where rows.isEmpty: return "[]\n"
    case .rows: return "[\n" + report.objects.map { "  " + JSON.text($0) }.joined(separator: ",\n") + "\n]\n"
    }
  }

  /// One object a line.
  func linesText(_ report: Report) -> String { report.objects.map { JSON.text($0) + "\n" }.joined() }

  /// RFC 4180: a heading, CRLF line ends, quotes where a field needs them; lists joined by `; `, several values of
  /// a field as in a table. A file gets texts as they are, a terminal without their control characters.
  func csvText(_ report: Report) -> String {
    let (columns, rows) = report.table
    func field(_ text: String) -> String {
      let text = isTerminal ? text.printable : text
      return text.utf8.contains { ",\"\r\n".utf8.contains($0) }
        ? "\"" + text.replacingScalars(["\"": "\"\""]) + "\"" : text
    }
    func line(_ cells: [String]) -> String { cells.map(field).joined(separator: ",") + "\r\n" }
    return rows.reduce(into: line(columns.map(\.key))) { $0 += line($1.map(\.csv)) }
  }
}

extension Value {
  fileprivate var csv: String {
    switch self {
    case .null: ""
    case .text(let text): text
    case .integer(let number), .quantity(let number): String(number)
    case .number(let number), .strength(let number): JSON.number(number)
    case .day(let day): day.description
    case .list(let values): values.map(\.csv).joined(separator: "; ")
    case .object(let members): members.map { "\($0.key) \($0.value.csv)" }.joined(separator: " ")
    case .shown(let text, .list(let values)) where values.allSatisfy(\.isText): text
    case .shown(_, let value): value.csv
    }
  }
}

extension Value {
  fileprivate var isText: Bool { if case .text = self { true } else { false } }
}

/// JSON by RFC 8259. Written here because the answers' keys have an order, which the library's encoder does not keep.
enum JSON {
  static func text(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .text(let text): string(text)
    case .integer(let number), .quantity(let number): String(number)
    case .number(let number), .strength(let number): self.number(number)
    case .day(let day): string(day.description)
    case .list(let values): "[" + values.map(text).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { string($0.key) + ": " + text($0.value) }.joined(separator: ", ") + "}"
    case .shown(_, let value): text(value)
    }
  }

  static func number(_ number: Double) -> String { Int(exactly: number).map { String($0) } ?? number.description }

  /// Control characters are escaped as JSON has them; what would only confuse a terminal is escaped too.
  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case _ where scalar.isUnprintable:
        // Beyond U+FFFF as two surrogates.
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
