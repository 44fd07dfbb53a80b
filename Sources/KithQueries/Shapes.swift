import KithGrammar
import KithGraph
import KithText

extension Report {
  /// What an answer looks like: the columns of its rows, or the members of its one object. The table of questions,
  /// `help` and the reference show the same.
  public struct Shape: Sendable {
    /// The columns, or the members.
    public let columns: [Column]
    /// Whether there is one object rather than rows.
    public let isObject: Bool
    /// What depends on the question.
    package let note: String?
    /// Whether the question decides on the columns.
    public let isOpen: Bool

    fileprivate static func rows(_ columns: Column..., note: String? = nil) -> Shape {
      Shape(columns: columns, isObject: false, note: note, isOpen: false)
    }

    fileprivate static func object(_ members: Column...) -> Shape {
      Shape(columns: members, isObject: true, note: nil, isOpen: false)
    }

    fileprivate static func open(_ columns: [Column], note: String) -> Shape {
      Shape(columns: columns, isObject: false, note: note, isOpen: true)
    }

    /// As the reference writes it: `from, to, hops[{from, to, strength}]`.
    package var keys: String {
      let keys = columns.map { $0.key + $0.holds }.joined(separator: ", ")
      return (isObject ? "one object: " : "") + keys + (note.map { "; \($0)" } ?? "")
    }
  }
}

extension Report.Column: ExpressibleByStringLiteral {
  /// A column whose heading is its key.
  public init(stringLiteral key: String) { self.init(key) }

  /// A column of names.
  fileprivate static func names(_ key: String) -> Self { Self(key, meaning: .name) }
  /// A column that is data only.
  fileprivate static func data(_ key: String) -> Self { Self(key, title: nil) }
  /// A column of lists.
  fileprivate static func list(_ key: String, _ holds: String = "[]", title: String? = "") -> Self {
    Self(key, title: title, holds: holds)
  }
}

extension Report.Shape {
  package static var who: Self {
    let fields = PersonField.all.map(\.name).joined(separator: ", ")
    return .open(
      columns(of: PersonField.standard), note: "or what `show` asks for, of \(fields) and any field that was set")
  }

  /// The columns of these fields of a person.
  package static func columns(of fields: [String]) -> [Report.Column] {
    fields.map { $0 == "name" ? .names($0) : Report.Column($0) }
  }

  package static var card: Self {
    .object(
      .names("name"), "kind", .list("aka"), .list("fields", "{}"), .list("roles", "[{org, role, since, until}]"),
      .list("relations", "[{relation, name, since}]"), "died", .list("groups"), .list("people"),
      "lives", .list("likes"), .list("needs"), .list("offers"), .list("tags"), "first", "last",
      "contacts",
      "strength", "given", "got", "balance", "cadence", "due", .list("open", "[{id, type, text, by}]"),
      .list("ties", "[{name, strength}]"), .list("common"))
  }

  package static var log: Self {
    let columns = LogColumn.shown.map { column in
      let title: String? = column == .id ? "#" : column == .text ? "statement" : nil
      return Report.Column(column.rawValue, title: title, holds: column.isList ? "[]" : "")
    }
    return Self(columns: columns, isObject: false, note: nil, isOpen: false)
  }

  package static var balance: Self {
    .rows(.names("name"), "given", "got", "balance", "reciprocity", note: "the network's own row has the name null")
  }

  package static var due: Self {
    .rows(
      .names("name"), "kind", "due", Report.Column("overdue_days", title: "days"), "text",
      Report.Column("id", title: "#"))
  }

  package static var commitments: Self {
    .rows(
      Report.Column("id", title: "#"), .data("of"), .names("person"), "text", "made", "by", "outcome", "closed")
  }

  package static var phrases: Self { .rows("phrase", "means") }

  package static var plans: Self {
    .rows(
      Report.Column("id", title: "#"), .data("of"), Report.Column("people", holds: "[]", meaning: .name), "text",
      "made", "by",
      "outcome", "closed")
  }

  package static var agenda: Self {
    .rows("date", "time", "kind", .names("name"), "place", "text", Report.Column("id", title: "#"))
  }

  package static var found: Self { .rows("kind", .names("name"), Report.Column("id", title: "#"), "excerpt", "score") }

  package static func count(by dimension: Dimension) -> [Report.Column] {
    [Report.Column(dimension.rawValue), "count"]
  }

  package static var count: Self { .open(["D", "count"], note: "D is what is counted by") }

  package static func rank(by measure: Measure) -> [Report.Column] {
    [.names("name"), Report.Column(measure.rawValue)]
  }

  package static var rank: Self { .open([.names("name"), "M"], note: "M is the measure") }

  package static var circles: Self { .rows("circle", "size", .list("members")) }

  package static var layers: Self { .rows("layer", .list("members"), .list("drifted")) }

  package static var dormant: Self { .rows(.names("name"), "last", "peak", "strength") }

  package static var common: Self { .rows("kind", .names("name"), "detail") }

  package static var contacts: Self { .rows(.names("name"), "score", .list("reasons")) }

  package static var intros: Self { .rows(.names("a"), .names("b"), "score", .list("reasons")) }

  package static var suggestions: Self {
    .object(.list("contacts", "[{name, score, reasons[]}]"), .list("intros", "[{a, b, score, reasons[]}]"))
  }

  package static var stats: Self {
    .object(
      "people", "orgs", "groups", "places", "topics", "statements", "contacts", "ties", "components", "given", "got",
      "first",
      "last")
  }

  package static var why: Self { .rows("of", "about", "value", .list("parts", "[{id, date, text, share}]")) }

  package static var path: Self {
    .rows(.names("target"), "strength", .list("hops", "[{from, to, strength, reason}]", title: "path"))
  }

  package static var graph: Self { .rows(.names("from"), .names("to"), "strength") }
}
