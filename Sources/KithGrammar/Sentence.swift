import KithGraph
import KithSyntax

/// A statement or question taken apart: which phrase, who, what, and under which circumstances.
///
/// `Name` is a `Mention` while it is what somebody typed, and a `Node` once names are resolved; a `Sentence<Node>` is
/// what the log keeps, and its text is always printed from it.
public struct Sentence<Name: Sendable>: Sendable {
  /// The phrase spoken: an index into `Vocabulary.phrases`.
  public var phrase: Int
  /// Who did it; me when `nil`.
  public var subject: Name?
  /// One term for each slot of the verb.
  public var objects: [Term<Name>]
  /// The clauses said, in the order of `Clause.all`.
  public var clauses: [ClauseTerm<Name>] = []

  package init(phrase: Int, subject: Name? = nil, objects: [Term<Name>], clauses: [ClauseTerm<Name>] = []) {
    (self.phrase, self.subject, self.objects, self.clauses) = (phrase, subject, objects, clauses)
  }

  /// The clause of an index in `Clause.all`, if it was said.
  public func clause(_ index: Int) -> Term<Name>? { clauses.first { $0.clause == index }?.term }

  /// Adds a clause in its place, or replaces it.
  public mutating func set(_ term: Term<Name>, clause: Int, span: Span? = nil) {
    clauses.removeAll { $0.clause == clause }
    let place = clauses.firstIndex { $0.clause > clause } ?? clauses.endIndex
    clauses.insert(ClauseTerm(clause: clause, term: term, span: span), at: place)
  }

  /// The same sentence with every name turned into something else, in the order of reading: subject, objects, clauses.
  func mapNames<Other: Sendable>(_ turn: (Name) throws(Diagnostic) -> Other) throws(Diagnostic) -> Sentence<
    Other
  > {
    let subject: Other? = if let subject { try turn(subject) } else { nil }
    var mapped = Sentence<Other>(phrase: phrase, subject: subject, objects: [])
    for object in objects { mapped.objects.append(try object.mapNames(turn)) }
    for clause in clauses {
      mapped.clauses.append(ClauseTerm(clause: clause.clause, term: try clause.term.mapNames(turn)))
    }
    return mapped
  }
}

extension Sentence where Name == Mention {
  /// The same sentence with what each name means. It is here, and of these types alone, so that the compiler has one of
  /// it that knows them.
  package func resolved(_ node: (Mention) throws(Diagnostic) -> Node) throws(Diagnostic) -> Sentence<Node> {
    try mapNames(node)
  }
}

extension Sentence where Name == Node {
  /// The same sentence about other nodes.
  package func map(_ turn: (Node) -> Node) -> Self {
    // Only a mention can fail to turn into something.
    (try? mapNames { (node) throws(Diagnostic) in turn(node) }) ?? self
  }

  /// Each list with every name once, in order of first mention.
  package var withoutRepeats: Self {
    func isRepeating(_ term: Term<Node>) -> Bool {
      if case .names(let nodes) = term, nodes.count > 1 { nodes.distinct.count < nodes.count } else { false }
    }
    guard objects.contains(where: isRepeating) || clauses.contains(where: { isRepeating($0.term) }) else { return self }
    func once(_ term: Term<Node>) -> Term<Node> {
      guard case .names(let nodes) = term, nodes.count > 1 else { return term }
      return .names(nodes.distinct)
    }
    var sentence = self
    sentence.objects = objects.map(once)
    sentence.clauses = clauses.map { ClauseTerm(clause: $0.clause, term: once($0.term), span: $0.span) }
    return sentence
  }
}

extension [Node] {
  /// Each node once, in order of first appearance. A statement names so few that looking through them is the fastest.
  package var distinct: [Node] { reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }
}

/// A clause that was said, by its index in `Clause.all`.
public struct ClauseTerm<Name: Sendable>: Sendable {
  /// The index.
  public let clause: Int
  /// What it says.
  public var term: Term<Name>
  /// Where it was said.
  public var span: Span?

  package init(clause: Int, term: Term<Name>, span: Span? = nil) {
    (self.clause, self.term, self.span) = (clause, term, span)
  }
}

/// What fills one slot of a sentence.
public enum Term<Name: Sendable>: Sendable {
  /// An optional slot left out.
  case none
  /// A word that is there or not.
  case flag
  /// One or more names.
  case names([Name])
  /// A number.
  case number(Double)
  /// A day of the calendar.
  case day(Day)
  /// A day, month or year.
  case date(PartialDate)
  /// A time of day: minutes since midnight.
  case time(Int)
  /// How long something took: minutes.
  case duration(Int)
  /// How often something recurs.
  case period(Period)
  /// Free text.
  case text(String)
  /// The numbers of other statements.
  case statements([Int])
  /// What must hold of those that a question is about. Never stored.
  case condition(Condition<Name>)
  /// Fields, each with its values.
  case fields([Field<Name>])
  /// A question's columns or sort keys. Never stored.
  case choices([FieldChoice])

  /// The same term with every name turned into something else.
  func mapNames<Other: Sendable>(_ turn: (Name) throws(Diagnostic) -> Other) throws(Diagnostic) -> Term<Other> {
    switch self {
    case .none: return .none
    case .flag: return .flag
    case .names(let names):
      var turned: [Other] = []
      turned.reserveCapacity(names.count)
      for name in names { turned.append(try turn(name)) }
      return .names(turned)
    case .number(let number): return .number(number)
    case .day(let day): return .day(day)
    case .date(let date): return .date(date)
    case .time(let minute): return .time(minute)
    case .duration(let minutes): return .duration(minutes)
    case .period(let period): return .period(period)
    case .text(let text): return .text(text)
    case .statements(let numbers): return .statements(numbers)
    case .condition(let condition): return .condition(try condition.mapNames(turn))
    case .fields(let fields):
      var turned: [Field<Other>] = []
      for field in fields { turned.append(Field(name: try turn(field.name), values: field.values)) }
      return .fields(turned)
    case .choices(let choices): return .choices(choices)
    }
  }
}

/// What a term can be: the cases of `Term`, what only questions have being one.
package enum TermShape: Sendable {
  case names, fields, flag, number, day, date, time, duration, period, text, statements, question
}

extension Term {
  /// What the term is; `nil` for a slot left out.
  package var shape: TermShape? {
    switch self {
    case .none: nil
    case .flag: .flag
    case .names: .names
    case .number: .number
    case .day: .day
    case .date: .date
    case .time: .time
    case .duration: .duration
    case .period: .period
    case .text: .text
    case .statements: .statements
    case .fields: .fields
    case .condition, .choices: .question
    }
  }
}

/// A field and its values.
public struct Field<Name: Sendable>: Sendable {
  /// Which field.
  public let name: Name

  /// What it holds: one text or more.
  public package(set) var values: [String]

  package init(name: Name, values: [String]) { (self.name, self.values) = (name, values) }
}

extension [Field<Node>] {
  /// Adds a value to a field, which is there already or comes last.
  package mutating func add(_ value: String, to name: Node) {
    let known = firstIndex { $0.name == name } ?? endIndex
    if known == endIndex { append(Field(name: name, values: [])) }
    self[known].values.append(value)
  }
}

/// A field that a question shows or sorts by.
public struct FieldChoice: Sendable {
  /// The field's name.
  public let name: String
  /// Sorted from the greatest down, or from the least up, where that is said.
  public let isDescending: Bool?

  /// As one says it.
  package var text: String { name + (isDescending.map { $0 ? " desc" : " asc" } ?? "") }
}

/// A name as somebody typed it.
public struct Mention: Sendable {
  /// The name, its words joined by single spaces.
  public let text: String
  /// A quoted name is exact: never a first name, never the owner.
  public let isQuoted: Bool
  /// Where it stands.
  public let span: Span
  /// What its slot asks for.
  package let shape: NameShape

  package init(text: String, isQuoted: Bool, span: Span, shape: NameShape) {
    (self.text, self.isQuoted, self.span, self.shape) = (text, isQuoted, span, shape)
  }
}
