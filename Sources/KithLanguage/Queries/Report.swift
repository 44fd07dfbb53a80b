import KithGraph
import KithSyntax
import KithText

/// A question's answer as data; how it looks is for a renderer to say.
public struct Report {
  /// The two shapes of an answer.
  public enum Content: Sendable {
    /// A table: a value for each column in each row.
    case rows([Column], [[Value]])
    /// One thing with named values.
    case object([Member])
  }

  /// A column of a table.
  public struct Column: Sendable {
    /// The key in JSON and CSV.
    public let key: String
    /// The heading on a terminal; `nil` for a column that is data only.
    public let title: String?
    /// What its values are where they are more than one thing: `[]`, `[{name, strength}]`.
    let holds: String
    /// What its texts mean, for their colour.
    public let meaning: Style

    /// A column whose heading is its key unless said otherwise.
    public init(_ key: String, title: String? = "", holds: String = "", meaning: Style = .plain) {
      self.key = key
      self.title = title == "" ? key : title
      self.holds = holds
      self.meaning = meaning
    }
  }

  /// A named value of an object.
  public struct Member: Sendable {
    /// The key.
    public let key: String
    /// The value.
    public let value: Value

    /// A named value.
    public init(_ key: String, _ value: Value) {
      self.key = key
      self.value = value
    }
  }

  /// What the answer holds.
  public var content: Content { contents() }
  private let contents: () -> Content
  /// A kind sentence for when it holds nothing.
  public let emptiness: String
  /// The format asked for by `as`; the session's own when `nil`.
  public internal(set) var format: Format?
  /// The answer as lines of formats that not every answer has: statements that can be run again, a picture.
  var renderings: [(format: Format, lines: () -> [String])] = []

  /// The report as lines of a format that it has a form of its own for.
  public func rendering(as format: Format) -> (() -> [String])? { renderings.first { $0.format == format }?.lines }
  /// The file to write it to.
  public internal(set) var file: String?

  /// What only a person is told beside the answer: lines below it, each with what it is about.
  public internal(set) var notes: [(label: String, text: String)] = []
  /// The last day of the year that a terminal draws, where the answer counts days.
  public internal(set) var calendarEnd: Day?

  /// Rows of a shape: a value for each of its columns.
  init(_ shape: Shape, _ rows: [[Value]], ifEmpty emptiness: String = "") {
    self.init(shape.columns, rows, ifEmpty: emptiness)
  }

  /// Rows of a shape that are made when they are looked at, as the answer is mostly written in a form of its own.
  init(_ shape: Shape, lazily rows: @escaping () -> [[Value]], ifEmpty emptiness: String) {
    contents = { .rows(shape.columns, rows()) }
    self.emptiness = emptiness
  }

  /// Rows with these columns.
  init(_ columns: [Column], _ rows: [[Value]], ifEmpty emptiness: String = "") {
    contents = { .rows(columns, rows) }
    self.emptiness = emptiness
  }

  /// One object of a shape: a value for each of its members.
  init(_ shape: Shape, of values: [Value]) {
    precondition(shape.columns.count == values.count, "an object has a value for each of its members")
    let members = zip(shape.columns, values).map { Member($0.key, $1) }
    contents = { .object(members) }
    emptiness = ""
  }
}

/// One value of an answer.
public indirect enum Value: Sendable {
  /// Unknown.
  case null
  /// Text, not yet printable.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A number: two decimals on a terminal, all of them as data.
  case number(Double)
  /// How many there are; a terminal draws it beside its like.
  case quantity(Int)
  /// A number from 0 to 1: two decimals on a terminal, all of them as data.
  case strength(Double)
  /// A day.
  case day(Day)
  /// Several values.
  case list([Value])
  /// Named values.
  case object([Report.Member])
  /// A value that a terminal shows in other words.
  case shown(String, Value)

  /// The value, or unknown.
  init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  init(_ day: Day?) { self = day.map { .day($0) } ?? .null }
  init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
}

/// How an answer is written.
public enum Format: String, CaseIterable, Sendable {
  case table, json, ndjson, csv, markdown, net, dot, mermaid, graphml, svg

  /// The format that the name of a file asks for by its suffix; `nil` where it has none.
  static func named(by file: String) throws(Refusal) -> Format? {
    let name = file.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex, name.index(after: dot) < name.endIndex else {
      return nil
    }
    let suffix = name[name.index(after: dot)...].lowercased()
    if let format = allCases.first(where: { $0.suffixes.contains(suffix) }) { return format }
    let known = allCases.map { "." + $0.suffixes[0] }.joined(separator: " ")
    throw Refusal(
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
  var isSpecial: Bool {
    switch self {
    case .table, .json, .ndjson, .csv, .markdown: false
    case .net, .dot, .mermaid, .graphml, .svg: true
    }
  }
}
