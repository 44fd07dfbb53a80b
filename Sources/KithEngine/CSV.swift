import KithGrammar
import KithGraph
import KithSyntax

/// Reads tables of comma-separated values with a header: RFC 4180.
package enum CSV {
  /// The rows, each a text for each column of the header.
  package static func rows(of source: Source) throws(ScriptFiles.Failure) -> [[String: String]] {
    let name = source.name ?? "the table"
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      throw ScriptFiles.Failure("`\(name)` is not UTF-8", help: "save the table as UTF-8")
    }
    let records = try records(text.unicodeScalars, name)
    guard let header = records.first else {
      throw ScriptFiles.Failure("`\(name)` is empty", help: "the first line names the columns")
    }
    let columns = header.fields.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: "_") }
    guard Set(columns).count == columns.count else { throw ScriptFiles.Failure("`\(name)` names a column twice") }
    var rows: [[String: String]] = []
    for record in records.dropFirst() {
      guard record.fields.count == columns.count else {
        throw ScriptFiles.Failure(
          "line \(record.line) of `\(name)` has \(record.fields.count) fields, and the header \(columns.count)",
          help: "a field that holds a comma stands in quotes")
      }
      rows.append(Dictionary(uniqueKeysWithValues: zip(columns, record.fields)))
    }
    return rows
  }

  private static func records(
    _ text: String.UnicodeScalarView, _ name: String
  ) throws(ScriptFiles.Failure) -> [(line: Int, fields: [String])] {
    var records: [(line: Int, fields: [String])] = []
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var (line, start, quoteLine) = (1, 1, 0)
    var (isQuoted, wasQuoted) = (false, false)
    var rest = Substring.UnicodeScalarView(text)
    if rest.first == "\u{FEFF}" { rest.removeFirst() }
    func endField() {
      fields.append(wasQuoted ? String(field) : String(field).trimmed)
      (field, wasQuoted) = (String.UnicodeScalarView(), false)
    }
    func endRecord() {
      endField()
      if fields != [""] { records.append((start, fields)) }
      (fields, start) = ([], line)
    }
    while let scalar = rest.popFirst() {
      if scalar == "\n" { line += 1 }
      switch scalar {
      case "\"" where isQuoted && rest.first == "\"":
        rest.removeFirst()
        field.append("\"")
      case "\"" where isQuoted: isQuoted = false
      case "\"" where String(field).trimmed.isEmpty && !wasQuoted:
        (isQuoted, wasQuoted, field, quoteLine) = (true, true, String.UnicodeScalarView(), line)
      case _ where isQuoted: field.append(scalar)
      case ",": endField()
      case "\r" where rest.first == "\n": break
      case "\n": endRecord()
      case " " where wasQuoted, "\t" where wasQuoted: break
      case _ where wasQuoted:
        throw ScriptFiles.Failure(
          "line \(line) of `\(name)` goes on behind a closing quote",
          help: "a quote inside of quotes is written twice: \"\"")
      default: field.append(scalar)
      }
    }
    guard !isQuoted else { throw ScriptFiles.Failure("the quote in line \(quoteLine) of `\(name)` is never closed") }
    if !field.isEmpty || wasQuoted || !fields.isEmpty { endRecord() }
    return records
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
