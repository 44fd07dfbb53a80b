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
