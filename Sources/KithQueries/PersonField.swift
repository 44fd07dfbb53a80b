import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// Something that `who` can show of a person, compare and sort by.
package struct PersonField: Sendable {
  package let name: String
  /// What its values are; `nil` for what somebody set, where each value is what it reads as.
  package let kind: Comparand.Kind?
  /// What it says, in a few words; empty for what somebody set.
  package var meaning = ""
  /// How it is compared, to show it: `> 0.5`.
  package var example = ""
  package let value: @Sendable (QueryContext, Node) -> Value
  /// What sorting compares where that is not the value shown.
  package var rank: (@Sendable (QueryContext, Node) -> Double)?

  package static let all: [PersonField] = [
    PersonField(name: "name", kind: .text, meaning: "the name", example: "= \"7 of 9\"") { .text($0.names[$1]) },
    PersonField(name: "kind", kind: .text, meaning: "person, or what else a name stands for", example: "= person") {
      .text($0.names.kind(of: $1).word)
    },
    PersonField(name: "role", kind: .text, meaning: "what they are at work", example: "= designer") { query, person in
      Value(query.current(person).last { $0.role != nil }?.role.map { query.names[$0] })
    },
    PersonField(name: "org", kind: .text, meaning: "where they work", example: "= Acme") { query, person in
      Value(query.current(person).last { $0.org != nil }?.org.map { query.names[$0] })
    },
    PersonField(name: "city", kind: .text, meaning: "where they live", example: "= Berlin") { query, person in
      Value(query.attributes(of: person, \.home).first.map { query.names[$0] })
    },
    PersonField(name: "last", kind: .day, meaning: "the day of the last contact", example: "before 30 days ago") {
      Value($0.contacts[$1]?.last)
    },
    PersonField(name: "first", kind: .day, meaning: "the day of the first contact", example: "since 2025") {
      Value($0.contacts[$1]?.first)
    },
    PersonField(
      name: "strength", kind: .number, meaning: "how strong your tie to them is, from 0 to 1", example: "> 0.5",
      value: { .strength($0.strength(of: $1)) }, rank: { $0.ties.tie(.me, $1).rank }),
    PersonField(name: "given", kind: .number, meaning: "what you gave them, in worth", example: "> got") {
      .number($0.ledger[$1].given)
    },
    PersonField(name: "got", kind: .number, meaning: "what you got from them, in worth", example: "> given") {
      .number($0.ledger[$1].got)
    },
    PersonField(name: "balance", kind: .number, meaning: "what you gave less what you got", example: "> 3") {
      .number($0.ledger[$1].balance)
    },
    PersonField(name: "contacts", kind: .number, meaning: "how often you were in contact", example: "> 10") {
      .integer($0.contacts[$1]?.count ?? 0)
    },
    PersonField(
      name: "due", kind: .day, meaning: "the day by which you wish to be in contact again", example: "< today"
    ) {
      Value($0.dueDay(of: $1))
    },
    PersonField(name: "degree", kind: .number, meaning: "how many people they have a tie to", example: "> 5") {
      .integer($0.ties.degree(of: $1))
    },
  ]

  /// Their names and kinds, for whoever reads them.
  package static var derived: [DerivedField] {
    all.compactMap { field in
      field.kind.map { DerivedField(name: field.name, kind: $0, meaning: field.meaning, example: field.example) }
    }
  }

  /// The columns of `who` when none are asked for.
  package static let standard = ["name", "last", "strength", "given", "got", "balance"]

  /// The field of a name: one of those that follow from what is said, or one of people's own, empty where nobody set
  /// it.
  package static func named(_ name: String) -> PersonField {
    all.first { $0.name == name }
      ?? PersonField(name: name, kind: nil) { query, person in
        Value(texts: query.names.node(name, in: .field).flatMap { query.fields[person]?[$0] } ?? [], joint: ", ")
      }
  }

  /// The values of a person, as they are compared.
  package func comparands(_ query: QueryContext, _ person: Node) -> [Comparand] { value(query, person).comparands }
}

/// People in order by a field: the unknown come last.
package struct FieldOrder {
  private let isDescending: Bool
  private var keys: [Node: Comparand.Key] = [:]

  /// The order of some people by a field, by its values' own way round where none is said: numbers from the largest,
  /// days from the newest, texts from A. A field of people's own is what all values are that anybody has.
  package init(of people: [Node], by field: PersonField, isDescending: Bool?, _ query: QueryContext) {
    let kind = field.kind ?? Comparand.Kind(of: query.people.flatMap { field.comparands(query, $0) })
    self.isDescending = isDescending ?? (kind != .text)
    for person in people {
      if let rank = field.rank {
        keys[person] = .number(rank(query, person))
      } else {
        let all = field.comparands(query, person).map { $0.key(among: kind) }
        keys[person] = self.isDescending ? all.max() : all.min()
      }
    }
  }

  /// Whether a person comes before another one; `nil` where the field puts them level.
  package func precedes(_ a: Node, _ b: Node) -> Bool? {
    switch (keys[a], keys[b]) {
    case (nil, nil): nil
    case (nil, _): false
    case (_, nil): true
    case (let x?, let y?): x < y ? !isDescending : y < x ? isDescending : nil
    }
  }
}

extension Value {
  /// The texts of a field: one by itself, several as a list, which a terminal shows joined; unknown where there is
  /// none.
  package init(texts: [String], joint: String) {
    switch texts.count {
    case 0: self = .null
    case 1: self = .text(texts[0])
    default: self = .shown(texts.joined(separator: joint), .list(texts.map { .text($0) }))
    }
  }

  /// One value by itself, several as a list.
  package static func listed(_ values: [Value]) -> Value { values.count == 1 ? values[0] : .list(values) }

  /// The value, or each of several, as it is compared.
  fileprivate var comparands: [Comparand] {
    switch self {
    case .null, .object: []
    case .text(let text): [.text(text)]
    case .integer(let number), .quantity(let number): [.number(Double(number))]
    case .number(let number), .strength(let number): [.number(number)]
    case .day(let day): [.day(day)]
    case .list(let values): values.flatMap(\.comparands)
    case .shown(_, let value): value.comparands
    }
  }
}
