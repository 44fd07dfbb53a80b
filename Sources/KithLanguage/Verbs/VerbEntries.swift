import KithGraph

// How the families write their entries: a parameter pack of slots gives the closure typed values.

extension Verb {
  /// A verb that records facts.
  convenience init<each Value>(
    _ phrases: String..., objects slot: repeat Slot<each Value>, taking clauses: [Clause], channel: Channel? = nil,
    resolving resolve: Resolution? = nil, help summary: String, example: String,
    means: @escaping @Sendable (_ said: Occasion, _ subject: Node, repeat each Value) throws(Refusal) -> [Fact]
  ) {
    self.init(
      phrases, objects: repeat each slot, taking: clauses, channel: channel, resolving: resolve, help: summary, example: example,
      means: means)
  }

  /// A verb that records facts, its phrases in an array.
  convenience init<each Value>(
    _ phrases: [String], objects slot: repeat Slot<each Value>, taking clauses: [Clause], subjects: [NodeKind] = [],
    channel: Channel? = nil, resolving resolve: Resolution? = nil, help summary: String, example: String,
    means: @escaping @Sendable (_ said: Occasion, _ subject: Node, repeat each Value) throws(Refusal) -> [Fact]
  ) {
    let effect = Effect.record(channel: channel, resolve: resolve) { said, subject, objects throws(Refusal) in
      var terms = Terms(objects)
      return try means(said, subject, repeat terms.next(each slot))
    }
    self.init(phrases, parts: gathered(repeat each slot), clauses: clauses, help: summary, example: example, effect: effect)
    otherSubjects = subjects
  }

  /// A verb that records facts and takes no subject.
  convenience init<each Value>(
    imperative phrases: String..., objects slot: repeat Slot<each Value>, taking clauses: [Clause],
    resolving resolve: Resolution? = nil, help summary: String, example: String,
    means: @escaping @Sendable (_ said: Occasion, repeat each Value) throws(Refusal) -> [Fact]
  ) {
    self.init(phrases, objects: repeat each slot, taking: clauses, resolving: resolve, help: summary, example: example) {
      (said: Occasion, _: Node, value: repeat each Value) throws(Refusal) in
      try means(said, repeat each value)
    }
    isImperative = true
  }

  /// A question; every one may end in `as of DATE`, `as FORMAT` and `to FILE`.
  convenience init<each Value>(
    asks phrases: String..., objects slot: repeat Slot<each Value>,
    answers shape: @autoclosure @escaping @Sendable () -> Report.Shape,
    help summary: String, example: String,
    answer: @escaping @Sendable (_ inquiry: Inquiry, repeat each Value) throws(Refusal) -> Report
  ) {
    let effect = Effect.ask { inquiry, objects throws(Refusal) in
      var (terms, ending) = (Terms(objects), Terms(Array(objects.suffix(3))))
      let then = try ending.next(asOf).map { (day) throws(Refusal) in try inquiry.asOf(day) }
      var report = try answer(then ?? inquiry, repeat terms.next(each slot))
      report.format = ending.next(asFormat) ?? report.format
      report.file = ending.next(toFile)
      if let format = report.format, format.isSpecial, report.rendering(as: format == .svg ? .dot : format) == nil {
        throw Refusal(
          "this answer cannot be written as \(format.rawValue)",
          help: "`log as net` and `export` write statements, `graph as dot`, `as svg`, `as mermaid` and `as graphml` pictures")
      }
      return report
    }
    self.init(
      phrases, parts: gathered(repeat each slot, asOf, asFormat, toFile), clauses: [], help: summary, example: example,
      effect: effect)
    self.shape = shape
  }

  /// A change of how all statements read.
  convenience init<each Value>(
    rewrites phrases: String..., objects slot: repeat Slot<each Value>, isUnlisted: Bool, asking question: String? = nil,
    help summary: String, example: String, means: @escaping @Sendable (repeat each Value) -> Rewriting
  ) {
    let effect = Effect.rewrite { objects in
      var terms = Terms(objects)
      return means(repeat terms.next(each slot))
    }
    self.init(phrases, parts: gathered(repeat each slot), clauses: [], help: summary, example: example, effect: effect)
    self.isUnlisted = isUnlisted
    self.question = question
  }

  /// A change of the list of statements.
  convenience init<each Value>(
    amends phrases: String..., objects slot: repeat Slot<each Value>, demanding demand: Demand = .writing,
    asking question: String? = nil,
    help summary: String, example: String,
    means: @escaping @Sendable (repeat each Value) -> Amendment
  ) {
    let effect = Effect.amend(demand) { objects in
      var terms = Terms(objects)
      return means(repeat terms.next(each slot))
    }
    self.init(phrases, parts: gathered(repeat each slot), clauses: [], help: summary, example: example, effect: effect)
    self.question = question
  }

  /// Something for the session to do.
  convenience init<each Value>(
    acts phrases: String..., objects slot: repeat Slot<each Value>, demanding demand: Demand, help summary: String,
    example: String,
    does: @escaping @Sendable (repeat each Value) -> Action
  ) {
    let effect = Effect.act(demand) { objects in
      var terms = Terms(objects)
      return does(repeat terms.next(each slot))
    }
    self.init(phrases, parts: gathered(repeat each slot), clauses: [], help: summary, example: example, effect: effect)
  }
}

/// What every question may end in; the same for all, as none changes it.
private let (asOf, asFormat) = (maybe(after("as of", Slot<Day>.day)), maybe(after("as", Slot.format)))
private let toFile = maybe(after("to", Slot<String>.file))

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
