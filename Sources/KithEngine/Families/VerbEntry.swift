import KithGrammar
import KithGraph
import KithLog
import KithQueries

/// One verb of the language, whole: its entry in the table is all there is to it.
///
/// Reading, printing, completion, help and execution all come from the entry; see `Families`. It has two halves: the
/// grammar, which is all that reading, printing and the log see, and what carrying it out does.
public final class VerbEntry: Sendable {
  /// The grammar half.
  public let verb: Verb
  private let meaning: Lazily<Meaning>

  /// Both halves, made when somebody asks for one first.
  package final class Meaning: Sendable {
    package let grammar: Verb.Grammar
    package let effect: Effect
    package let shape: (@Sendable () -> Report.Shape)?
    package let listed: Listing?

    package init(
      _ grammar: Verb.Grammar, _ effect: Effect, shape: (@Sendable () -> Report.Shape)? = nil,
      listed: Listing? = nil
    ) {
      (self.grammar, self.effect, self.shape, self.listed) = (grammar, effect, shape, listed)
    }
  }

  /// The numbers of the statements that a verb can be about on a day.
  package typealias Listing = @Sendable (_ log: StatementLog, _ today: Day) -> [Int]

  /// Resolves a sentence against the network: it may come out worded otherwise. `named` are the people of the line so
  /// far; the log is there to look at, and to intern what the verb itself brings along.
  package typealias Resolution =
    @Sendable (_ sentence: Sentence<Node>, _ named: [Node], _ log: StatementLog) throws(StatementError) ->
    ResolvedSentence

  /// What carrying out a verb does.
  package enum Effect: Sendable {
    /// Adds facts to the network. `resolve` first replaces what only a look at the network can tell: an anaphor, or
    /// the commitment that is meant.
    case record(resolve: Resolution?)
    /// Makes all statements read otherwise, whatever their date.
    case rewrite
    /// Changes the list of statements.
    case amend(@Sendable (_ objects: [Term<Node>]) -> Amendment)
    /// Answers.
    case ask(@Sendable (_ query: QueryContext, _ objects: [Term<Node>]) throws(StatementError) -> Report)
    /// Does something to the session.
    case act(@Sendable (_ objects: [Term<Node>]) -> Action)
  }

  /// What it does.
  package var effect: Effect { meaning.value.effect }
  /// What its answer looks like, where it is a question.
  public var shape: (@Sendable () -> Report.Shape)? { meaning.value.shape }
  /// The numbers of the statements that it can be about, where those can be listed.
  package var listed: Listing? { meaning.value.listed }

  private init(
    _ phrases: [String], _ category: Verb.Category, subjects: [NodeKind] = [], asking question: String? = nil,
    isDeclaration: Bool = false, isUnlisted: Bool = false, help summary: String, example: String,
    _ meaning: @escaping @Sendable () -> Meaning
  ) {
    let made = Lazily(meaning)
    self.meaning = made
    verb = Verb(
      phrases, category, subjects: subjects, asking: question, isDeclaration: isDeclaration, isUnlisted: isUnlisted,
      help: summary, example: example, grammar: { made.value.grammar })
  }
}

// How the families write their entries: what saying the verb does, its phrases, two lines for `help`, and its objects
// with a closure that takes a typed value for each.

extension VerbEntry {
  /// A verb that says what somebody did or what is so.
  package convenience init(
    _ phrases: String..., subjects: [NodeKind] = [], help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Recording
  ) {
    self.init(phrases, subjects: subjects, help: summary, example: example, meaning())
  }

  /// A verb that says what somebody did or what is so, its phrases in an array.
  package convenience init(
    _ phrases: [String], subjects: [NodeKind] = [], help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Recording
  ) {
    self.init(phrases, .statement, subjects: subjects, help: summary, example: example) { meaning().meaning }
  }

  /// A verb that is said to kith, and takes no subject.
  package convenience init(
    imperative phrases: String..., isDeclaration: Bool = false, help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Recording
  ) {
    self.init(phrases, .imperative, isDeclaration: isDeclaration, help: summary, example: example) { meaning().meaning }
  }

  /// A change of how all statements read.
  package convenience init(
    rewrites phrases: String..., isUnlisted: Bool = false, asking question: String? = nil, help summary: String,
    example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Doing<Rewriting>
  ) {
    self.init(phrases, .rewriting, asking: question, isUnlisted: isUnlisted, help: summary, example: example) {
      meaning().meaning { (.rewriting($0), .rewrite) }
    }
  }

  /// A change of the list of statements.
  package convenience init(
    amends phrases: String..., demanding access: Verb.RequiredAccess = .writing, asking question: String? = nil,
    help summary: String,
    example: String, _ meaning: @autoclosure @escaping @Sendable () -> Doing<Amendment>
  ) {
    self.init(phrases, .amendment(access), asking: question, help: summary, example: example) {
      meaning().meaning { (.nothing, .amend($0)) }
    }
  }

  /// A question; every one may end in `as of DATE`, `as FORMAT` and `to FILE`.
  package convenience init(
    asks phrases: String..., or others: [String] = [], help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Asking
  ) {
    self.init(phrases + others, .question, help: summary, example: example) { meaning().meaning }
  }

  /// Something for the session to do.
  package convenience init(
    acts phrases: String..., demanding access: Verb.RequiredAccess, help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Doing<Action>
  ) {
    self.init(phrases, .action(access), help: summary, example: example) { meaning().meaning { (.nothing, .act($0)) } }
  }
}

/// What is recorded.
package struct Recording {
  fileprivate let meaning: VerbEntry.Meaning

  package static func objects<each Value>(
    _ slot: repeat TypedSlot<each Value>, taking clauses: [Clause], channel: Channel? = nil,
    resolving resolve: VerbEntry.Resolution? = nil, listing listed: VerbEntry.Listing? = nil,
    means:
      @escaping @Sendable (_ said: Circumstances, _ subject: Node, repeat each Value) throws(StatementError) -> [Fact]
  ) -> Recording {
    let facts = Verb.Derivation.facts(channel: channel) { said, subject, objects throws(StatementError) in
      var terms = Terms(objects)
      return try means(said, subject, repeat terms.next(each slot))
    }
    let grammar = Verb.Grammar(slots: gathered(repeat each slot), clauses: clauses, derivation: facts)
    return Recording(meaning: VerbEntry.Meaning(grammar, .record(resolve: resolve), listed: listed))
  }
}

/// What the objects alone say: how all statements read, what is done to their list, what the session does.
package struct Doing<Outcome> {
  private let slots: [Slot]
  private let listed: VerbEntry.Listing?
  private let outcome: @Sendable (_ objects: [Term<Node>]) -> Outcome

  package static func objects<each Value>(
    _ slot: repeat TypedSlot<each Value>, listing listed: VerbEntry.Listing? = nil,
    means: @escaping @Sendable (repeat each Value) -> Outcome
  ) -> Doing {
    Doing(slots: gathered(repeat each slot), listed: listed) { objects in
      var terms = Terms(objects)
      return means(repeat terms.next(each slot))
    }
  }

  fileprivate func meaning(
    _ halves: (@escaping @Sendable ([Term<Node>]) -> Outcome) -> (Verb.Derivation, VerbEntry.Effect)
  ) -> VerbEntry.Meaning {
    let (derivation, effect) = halves(outcome)
    return VerbEntry.Meaning(Verb.Grammar(slots: slots, derivation: derivation), effect, listed: listed)
  }
}

/// What is answered.
package struct Asking {
  fileprivate let meaning: VerbEntry.Meaning

  package static func objects<each Value>(
    _ slot: repeat TypedSlot<each Value>, answers shape: @autoclosure @escaping @Sendable () -> Report.Shape,
    answer: @escaping @Sendable (_ query: QueryContext, repeat each Value) throws(StatementError) -> Report
  ) -> Asking {
    let effect = VerbEntry.Effect.ask { query, objects throws(StatementError) in
      var (terms, ending) = (Terms(objects), Terms(Array(objects.suffix(3))))
      let then = try ending.next(asOf).map { (day) throws(StatementError) in try query.asOf(day) }
      var report = try answer(then ?? query, repeat terms.next(each slot))
      let said = ending.next(asFormat)
      if query.log.count == 0 { report.emptiness = "nothing is recorded yet; say `met alice at coffee`" }
      report.file = ending.next(toFile)
      let suffix =
        said == nil ? try report.file.flatMap { (file) throws(StatementError) in try Format.named(by: file) } : nil
      report.format = said ?? suffix ?? report.format
      if let format = report.format, format.isSpecial, report.rendering(as: format == .svg ? .dot : format) == nil {
        throw StatementError(
          "this answer cannot be written as \(format.rawValue)",
          help:
            "`log as net` and `export` write statements, `graph as dot`, `as svg`, `as mermaid` and `as graphml` pictures"
        )
      }
      return report
    }
    let grammar = Verb.Grammar(slots: gathered(repeat each slot, asOf, asFormat, toFile))
    return Asking(meaning: VerbEntry.Meaning(grammar, effect, shape: shape))
  }
}

/// What every question may end in; the same for all, as none changes it.
private let (asOf, asFormat) = (
  maybe(after("as of", such(as: "2 months ago", TypedSlot<Day>.day))),
  maybe(after("as", such(as: "csv", TypedSlot.format)))
)
private let toFile = maybe(after("to", such(as: "people.csv", TypedSlot<String>.answerFile)))

private func gathered<each Value>(_ slot: repeat TypedSlot<each Value>) -> [Slot] {
  var slots: [Slot] = []
  for slot in repeat each slot { slots.append(slot.slot) }
  return slots
}

/// Gives each slot its term, in order.
private struct Terms {
  private var rest: ArraySlice<Term<Node>>

  init(_ terms: [Term<Node>]) { rest = terms[...] }

  mutating func next<Value>(_ slot: TypedSlot<Value>) -> Value { slot.value(rest.popFirst() ?? .none) }
}
