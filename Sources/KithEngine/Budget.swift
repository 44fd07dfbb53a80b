import KithGrammar
import KithGraph
import KithSyntax

extension Interpreter {
  /// What a script has carried out, and what of it is open.
  package struct Work: Sendable {
    package var steps = 0
    package var blocks = 0
    package var calls = 0
    /// How many texts are open that were included before.
    package var repeats = 0
    private var included: Set<String> = []

    /// Whether what is carried out may be carried out again and again.
    fileprivate var isRepeating: Bool { blocks > 0 || repeats > 0 }

    /// Starts a text that is included; whether it was included before.
    package mutating func begin(_ script: Script) -> Bool {
      if included.insert(script.source.name ?? "").inserted { return false }
      repeats += 1
      return true
    }

    /// How many calls, and how many blocks and calls, may be open at once.
    package static let maximumCalls = 100
    package static let maximumBlocks = 400

    /// A question takes as long as a step for so many names and one for so many statements, a text as long as one for so
    /// many bytes, and a statement as long as so many steps: all that a script may do takes some seconds, whatever it does
    /// over and over.
    fileprivate static let (namesPerStep, statementsPerStep, bytesPerStep, stepsPerStatement) = (10, 5, 4, 20)
  }

  /// Counts more steps, where the script may carry out so many.
  package func countSteps(_ count: Int, at span: Span, in source: Source) throws(Diagnostic) {
    if memory.isReplaying { return }
    memory.work.steps += count
    if isInterrupted() { throw Diagnostic("given up: nothing of it is kept", at: span, in: source) }
    guard memory.work.steps <= maximumSteps else {
      throw Diagnostic(
        "this script has carried out \(maximumSteps) steps, and goes on", at: span, in: source,
        help: "a script may do so much; split what it runs over")
    }
  }

  /// Counts what a statement of a length takes; those of the text itself are as many as it is long.
  package func countStatement(of length: Int, at span: Span, in source: Source) throws(Diagnostic) {
    guard memory.work.isRepeating else { return }
    try countSteps(Work.stepsPerStatement, at: span, in: source)
    try countText(of: length, at: span, in: source)
  }

  /// Counts a text of a length.
  package func countText(of length: Int, at span: Span, in source: Source) throws(Diagnostic) {
    try countSteps(length / Work.bytesPerStep, at: span, in: source)
  }

  /// Counts a question: it looks at everybody and at all that was said.
  package func countQuestion(at span: Span, in source: Source) throws(Diagnostic) {
    guard memory.work.isRepeating else { return }
    let (names, statements) = (log.names.count, log.count)
    try countSteps(
      names / Work.namesPerStep + statements / Work.statementsPerStep, at: span, in: source)
  }
}
