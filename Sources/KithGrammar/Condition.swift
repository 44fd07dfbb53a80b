import KithGraph
import KithSyntax

/// What must hold of a person for `who` to list them.
public indirect enum Condition<Name: Sendable>: Sendable {
  /// A fact without its subject: `works at acme`.
  case fact(Sentence<Name>)
  /// A contact without its subject: `met alice at coffee since friday`.
  case contact(ContactPattern<Name>)
  /// A tag of the person.
  case tag(Name)
  /// `in X`: a member of X, or at home in X.
  case belonging(Name)
  /// A comparison of fields and values.
  case comparison(Expression, Comparison, Expression)
  /// The opposite.
  case not(Condition)
  /// All of them; everybody where there are none.
  case all([Condition])
  /// One of them at least.
  case any([Condition])

  /// The same condition with every name turned into something else.
  func mapNames<Other: Sendable>(_ turn: (Name) throws(Diagnostic) -> Other) throws(Diagnostic) -> Condition<Other> {
    switch self {
    case .fact(let sentence): return .fact(try sentence.mapNames(turn))
    case .contact(let pattern):
      return .contact(
        ContactPattern(
          verb: pattern.verb, isOfContact: pattern.isOfContact, sentence: try pattern.sentence.mapNames(turn),
          channel: pattern.channel,
          since: pattern.since, until: pattern.until))
    case .tag(let name): return .tag(try turn(name))
    case .belonging(let name): return .belonging(try turn(name))
    case .comparison(let a, let comparison, let b): return .comparison(a, comparison, b)
    case .not(let condition): return .not(try condition.mapNames(turn))
    case .all(let conditions): return .all(try Condition.map(conditions, turn))
    case .any(let conditions): return .any(try Condition.map(conditions, turn))
    }
  }

  private static func map<Other: Sendable>(
    _ conditions: [Condition], _ turn: (Name) throws(Diagnostic) -> Other
  ) throws(Diagnostic) -> [Condition<Other>] {
    var turned: [Condition<Other>] = []
    for condition in conditions { turned.append(try condition.mapNames(turn)) }
    return turned
  }
}

/// A contact that somebody took part in.
public struct ContactPattern<Name: Sendable>: Sendable {
  /// The verb, an index into the vocabulary; any where `nil`.
  package let verb: Int?
  /// Whether it is any verb of contact, where statements are asked for.
  package var isOfContact = false
  /// Whom with, in its only object, and under which circumstances.
  package let sentence: Sentence<Name>
  /// By which channel. It is no name of the network: the channels that are known from the start can be asked for before
  /// any is said.
  package var channel: String?
  /// The first day that counts.
  package let since: Day
  /// The last day that counts.
  package let until: Day

  /// Whether every statement fits.
  package var isAnything: Bool {
    verb == nil && !isOfContact && sentence.objects.isEmpty && sentence.clauses.isEmpty && channel == nil
      && since == .first && until == .last
  }
}

/// A field, a value, or a sum of them.
public indirect enum Expression: Sendable {
  case field(String)
  case value(Comparand)
  case sum(Expression, Expression)
  case difference(Expression, Expression)
}

/// How two values are held against each other. The raw values are what one types.
public enum Comparison: String, CaseIterable, Sendable {
  case equal = "=", unequal = "!=", less = "<", atMost = "<=", greater = ">", atLeast = ">="
}
