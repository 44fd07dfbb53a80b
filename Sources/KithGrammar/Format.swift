import KithGraph

/// How an answer is written.
public enum Format: String, CaseIterable, Sendable {
  case table, json, ndjson, csv, markdown, net, dot, mermaid, graphml, svg

  /// The format that the name of a file asks for by its suffix; `nil` where it has none.
  package static func named(by file: String) throws(StatementError) -> Format? {
    let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex, name.index(after: dot) < name.endIndex else {
      return nil
    }
    let suffix = name[name.index(after: dot)...].lowercased()
    if let format = allCases.first(where: { $0.suffixes.contains(suffix) }) { return format }
    let known = allCases.map { "." + $0.suffixes[0] }.joined(separator: " ")
    throw StatementError(
      "kith writes no `.\(suffix)`",
      help: "it writes \(known); `as csv to \(file.quoted)` would say the format whatever the suffix")
  }

  /// What reads it.
  package var meaning: String {
    switch self {
    case .table: "columns, for people"
    case .json: "one array, for programs"
    case .ndjson: "an object a line, for jq and logs"
    case .csv: "for spreadsheets"
    case .markdown: "a table for notes and wikis"
    case .net: "statements, to be run again"
    case .dot: "a picture, for Graphviz"
    case .mermaid: "a picture, for Markdown"
    case .graphml: "a graph, for Gephi and yEd"
    case .svg: "a picture, drawn by Graphviz"
    }
  }

  /// The suffixes of its files, the usual one first.
  private var suffixes: [String] {
    switch self {
    case .table: ["txt"]
    case .json: ["json"]
    case .ndjson: ["ndjson", "jsonl"]
    case .csv: ["csv"]
    case .markdown: ["md", "markdown"]
    case .net: ["net"]
    case .dot: ["dot", "gv"]
    case .mermaid: ["mmd", "mermaid"]
    case .graphml: ["graphml"]
    case .svg: ["svg"]
    }
  }

  /// Whether only some answers can be written so.
  package var isSpecial: Bool {
    switch self {
    case .table, .json, .ndjson, .csv, .markdown: false
    case .net, .dot, .mermaid, .graphml, .svg: true
    }
  }
}
