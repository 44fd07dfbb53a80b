import KithGraph

// How the families write their entries: what saying the verb does, its phrases, two lines for `help`, and its objects
// with a closure that takes a typed value for each; see `Verb.Meaning` for when those are made.

extension Verb {
  /// A verb that says what somebody did or what is so.
  convenience init(
    _ phrases: String..., subjects: [NodeKind] = [], help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Recording
  ) {
    self.init(phrases, subjects: subjects, help: summary, example: example, meaning())
  }

  /// A verb that says what somebody did or what is so, its phrases in an array.
  convenience init(
    _ phrases: [String], subjects: [NodeKind] = [], help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Recording
  ) {
    self.init(phrases, .statement, subjects: subjects, help: summary, example: example) { meaning().meaning }
  }

  /// A verb that is said to kith, and takes no subject.
  convenience init(
    imperative phrases: String..., isDeclaration: Bool = false, help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Recording
  ) {
    self.init(phrases, .imperative, isDeclaration: isDeclaration, help: summary, example: example) { meaning().meaning }
  }

  /// A change of how all statements read.
  convenience init(
    rewrites phrases: String..., isUnlisted: Bool = false, asking question: String? = nil, help summary: String,
    example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Doing<Rewriting>
  ) {
    self.init(phrases, .rewriting, asking: question, isUnlisted: isUnlisted, help: summary, example: example) {
      meaning().meaning { .rewrite($0) }
    }
  }

  /// A change of the list of statements.
  convenience init(
    amends phrases: String..., demanding demand: Demand = .writing, asking question: String? = nil,
    help summary: String,
    example: String, _ meaning: @autoclosure @escaping @Sendable () -> Doing<Amendment>
  ) {
    self.init(phrases, .amendment(demand), asking: question, help: summary, example: example) {
      meaning().meaning { .amend($0) }
    }
  }

  /// A question; every one may end in `as of DATE`, `as FORMAT` and `to FILE`.
  convenience init(
    asks phrases: String..., help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Asking
  ) {
    self.init(phrases, .question, help: summary, example: example) { meaning().meaning }
  }

  /// Something for the session to do.
  convenience init(
    acts phrases: String..., demanding demand: Demand, help summary: String, example: String,
    _ meaning: @autoclosure @escaping @Sendable () -> Doing<Action>
  ) {
    self.init(phrases, .action(demand), help: summary, example: example) { meaning().meaning { .act($0) } }
  }
}

/// What is recorded.
struct Recording {
  fileprivate let meaning: Verb.Meaning

  static func objects<each Value>(
    _ slot: repeat Slot<each Value>, taking clauses: [Clause], channel: Channel? = nil,
    resolving resolve: Verb.Resolution? = nil,
    means: @escaping @Sendable (_ said: Occasion, _ subject: Node, repeat each Value) throws(Refusal) -> [Fact]
  ) -> Recording {
    let effect = Verb.Effect.record(channel: channel, resolve: resolve) { said, subject, objects throws(Refusal) in
      var terms = Terms(objects)
      return try means(said, subject, repeat terms.next(each slot))
    }
    return Recording(meaning: Verb.Meaning(parts: gathered(repeat each slot), clauses: clauses, effect: effect))
  }
}

/// What the objects alone say: how all statements read, what is done to their list, what the session does.
struct Doing<Outcome> {
  private let parts: [Part]
  private let outcome: @Sendable (_ objects: [Term<Node>]) -> Outcome

  static func objects<each Value>(
    _ slot: repeat Slot<each Value>, means: @escaping @Sendable (repeat each Value) -> Outcome
  ) -> Doing {
    Doing(parts: gathered(repeat each slot)) { objects in
      var terms = Terms(objects)
      return means(repeat terms.next(each slot))
    }
  }

  fileprivate func meaning(_ effect: (@escaping @Sendable ([Term<Node>]) -> Outcome) -> Verb.Effect) -> Verb.Meaning {
    Verb.Meaning(parts: parts, effect: effect(outcome))
  }
}

/// What is answered.
struct Asking {
  fileprivate let meaning: Verb.Meaning

  static func objects<each Value>(
    _ slot: repeat Slot<each Value>, answers shape: @autoclosure @escaping @Sendable () -> Report.Shape,
    answer: @escaping @Sendable (_ inquiry: Inquiry, repeat each Value) throws(Refusal) -> Report
  ) -> Asking {
    let effect = Verb.Effect.ask { inquiry, objects throws(Refusal) in
      var (terms, ending) = (Terms(objects), Terms(Array(objects.suffix(3))))
      let then = try ending.next(asOf).map { (day) throws(Refusal) in try inquiry.asOf(day) }
      var report = try answer(then ?? inquiry, repeat terms.next(each slot))
      let said = ending.next(asFormat)
      report.file = ending.next(toFile)
      let suffix = said == nil ? try report.file.flatMap { (file) throws(Refusal) in try Format.named(by: file) } : nil
      report.format = said ?? suffix ?? report.format
      if let format = report.format, format.isSpecial, report.rendering(as: format == .svg ? .dot : format) == nil {
        throw Refusal(
          "this answer cannot be written as \(format.rawValue)",
          help:
            "`log as net` and `export` write statements, `graph as dot`, `as svg`, `as mermaid` and `as graphml` pictures"
        )
      }
      return report
    }
    return Asking(
      meaning: Verb.Meaning(parts: gathered(repeat each slot, asOf, asFormat, toFile), shape: shape, effect: effect))
  }
}

/// What every question may end in; the same for all, as none changes it.
private let (asOf, asFormat) = (maybe(after("as of", Slot<Day>.day)), maybe(after("as", Slot.format)))
private let toFile = maybe(after("to", Slot<String>.answerFile))

private func gathered<each Value>(_ slot: repeat Slot<each Value>) -> [Part] {
  var parts: [Part] = []
  for slot in repeat each slot { parts.append(slot.part) }
  return parts
}

/// Gives each slot its term, in order.
private struct Terms {
  private var rest: ArraySlice<Term<Node>>

  init(_ terms: [Term<Node>]) { rest = terms[...] }

  mutating func next<Value>(_ slot: Slot<Value>) -> Value { slot.value(rest.popFirst() ?? .none) }
}
