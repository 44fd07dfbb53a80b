import KithGrammar
import KithGraph
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
    package let holds: String
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
  public package(set) var emptiness: String
  /// The format asked for by `as`; the session's own when `nil`.
  public package(set) var format: Format?
  /// The answer as lines of formats that not every answer has: statements that can be run again, a picture.
  package var renderings: [(format: Format, lines: () -> [String])] = []

  /// The report as lines of a format that it has a form of its own for.
  public func rendering(as format: Format) -> (() -> [String])? { renderings.first { $0.format == format }?.lines }
  /// The file to write it to.
  public package(set) var file: String?

  /// What only a person is told beside the answer: lines below it, each with what it is about.
  public package(set) var notes: [(label: String, text: String)] = []
  /// The last day of the year that a terminal draws, where the answer counts days.
  public package(set) var calendarEnd: Day?

  /// Rows of a shape: a value for each of its columns.
  package init(_ shape: Shape, _ rows: [[Value]], ifEmpty emptiness: String = "") {
    self.init(shape.columns, rows, ifEmpty: emptiness)
  }

  /// Rows of a shape that are made when they are looked at, as the answer is mostly written in a form of its own.
  package init(_ shape: Shape, lazily rows: @escaping () -> [[Value]], ifEmpty emptiness: String) {
    contents = { .rows(shape.columns, rows()) }
    self.emptiness = emptiness
  }

  /// Rows with these columns.
  package init(_ columns: [Column], _ rows: [[Value]], ifEmpty emptiness: String = "") {
    contents = { .rows(columns, rows) }
    self.emptiness = emptiness
  }

  /// One object of a shape: a value for each of its members.
  package init(_ shape: Shape, of values: [Value]) {
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
  package init(_ text: String?) { self = text.map { .text($0) } ?? .null }
  package init(_ day: Day?) { self = day.map { .day($0) } ?? .null }
  package init(_ number: Double?) { self = number.map { .number($0) } ?? .null }
}
