import KithGraph
import KithSyntax

/// A text cut into lines of steps.
public struct Script: Sendable {
  /// The text.
  public let source: Source
  /// Its lines: the steps that share one, separated by `;`.
  public let lines: [[Step]]

  /// Cuts a text, and those that it includes. The first thing that cannot be read is the error.
  public init(_ source: Source, in vocabulary: Vocabulary, files: ScriptFiles = .none) throws(Diagnostic) {
    try self.init(source, reading: ScriptReader.Included(files, vocabulary))
  }

  package init(_ source: Source, reading included: ScriptReader.Included, includedFrom outer: [String] = [])
    throws(Diagnostic)
  {
    var reader = ScriptReader(
      try Lexer.tokens(of: source, knowing: included.vocabulary.lexicon), of: source, reading: included,
      includedFrom: outer)
    self.source = source
    lines = try reader.block(isInner: false).lines
  }

  /// The statement that a text is; `nil` where it is anything else.
  package static func onlyStatement(of source: Source, in vocabulary: Vocabulary) -> Statement? {
    guard let list = try? Lexer.tokens(of: source, knowing: vocabulary.lexicon) else { return nil }
    var reader = ScriptReader(list, of: source, reading: ScriptReader.Included(.none, vocabulary), includedFrom: [])
    guard let step = try? reader.wholeStep(), reader.next.kind == .end else { return nil }
    return step.statement
  }

  /// Cuts a text and those that it includes as far as they can be read; gives besides all that cannot, in the order of
  /// the text. A step with something of that in it is not whole.
  public static func checked(
    _ source: Source, in vocabulary: Vocabulary, files: ScriptFiles
  ) -> (script: Script, problems: [Diagnostic]) {
    checked(source, reading: ScriptReader.Included(files, vocabulary))
  }

  package static func checked(
    _ source: Source, reading included: ScriptReader.Included, includedFrom outer: [String] = []
  ) -> (script: Script, problems: [Diagnostic]) {
    let tokens = Lexer.tokensAndProblems(of: source, knowing: included.vocabulary.lexicon)
    var reader = ScriptReader(tokens, of: source, reading: included, includedFrom: outer, noting: [])
    let lines = (try? reader.block(isInner: false).lines) ?? []
    return (Script(source: source, lines: lines), reader.problems ?? [])
  }

  private init(source: Source, lines: [[Step]]) { (self.source, self.lines) = (source, lines) }

  /// Whether a text asks for more lines before it can be read.
  public static func isOpen(_ source: Source, in vocabulary: Vocabulary) -> Bool {
    (try? Lexer.tokens(of: source, knowing: vocabulary.lexicon))?.isOpen ?? false
  }

  /// Whether a text has no character out of place, and every quote of it is closed.
  public static func isReadable(_ text: String, in vocabulary: Vocabulary) -> Bool {
    (try? Lexer.tokens(of: Source(name: nil, text: text), knowing: vocabulary.lexicon)) != nil
  }

  /// Every statement in it, those in its blocks and included texts too, each with the text it stands in.
  public var statements: [(statement: Statement, source: Source)] { Script.statements(of: lines, in: source) }

  /// The words in it and in what it includes that may stand for variables.
  public func wordsUsed(in vocabulary: Vocabulary) -> Set<String> {
    let steps = Block(source: source, lines: lines).everyStep
    let texts =
      [source] + steps.compactMap { step, _ in if case .include(let script) = step.kind { script.source } else { nil } }
    return Set(texts.flatMap { namesUsed(in: Span(0, $0.bytes.count), of: $0, vocabulary) })
  }

  /// Every statement in some lines.
  public static func statements(of lines: [[Step]], in source: Source) -> [(statement: Statement, source: Source)] {
    Block(source: source, lines: lines).everyStep.compactMap { step, source in step.statement.map { ($0, source) } }
  }

  /// Whether some lines may do what is not to be seen in their statements: something is called.
  public static func doesMore(_ lines: [[Step]], in source: Source) -> Bool {
    Block(source: source, lines: lines).everyStep.contains { step, _ in
      if case .call = step.kind { true } else { false }
    }
  }

  /// One statement's tokens.
  public struct Statement: Sendable {
    /// The number in front of it, as in `#12 met alice`: what the script calls it.
    public let label: Int?
    /// The number of the statement that it says anew, as in `edit #12 met alice`.
    package let edited: Int?
    package let tokens: ArraySlice<Token>
    /// Whether it ends in a question mark: nothing of it is recorded.
    package var isQuestion = false
    /// Whether variables stand in it.
    package var hasVariables = false

    /// From its first to its last token.
    public var span: Span { tokens.span }

    /// The same, with the numbers of another one.
    package func numbered(like other: Statement) -> Statement {
      Statement(
        label: other.label, edited: other.edited, tokens: tokens, isQuestion: other.isQuestion,
        hasVariables: hasVariables)
    }
  }

  /// One thing a script does.
  public struct Step: Sendable {
    /// What it does.
    package let kind: Kind
    /// Where it is said; of a block's statement, what stands before the block.
    public let span: Span
    /// Whether nothing in it was found wrong while it was read.
    public var isWhole = true

    /// The statement, where it is one.
    public var statement: Statement? { if case .statement(let statement) = kind { statement } else { nil } }
  }

  /// What there is to do in a script.
  package indirect enum Kind: Sendable {
    /// Says something of the network, or asks.
    case statement(Statement)
    /// `let NAME = VALUE`.
    case bind(String, Supply)
    /// `param NAME [= VALUE]`.
    case parameter(String, standard: Supply?)
    /// `for NAME in VALUES { … }`.
    case loop(String, Supply, Block)
    /// `if CONDITION { … } else …`.
    case branch(Test, Block, otherwise: Block?)
    /// `define NAME(PARAMETERS) { … }`.
    case define(String, Definition)
    /// `NAME(VALUES)`.
    case call(String, [Supply])
    /// `include "FILE"`.
    case include(Script)
    /// `expect CONDITION`.
    case expect(Test)
    /// `print VALUES`.
    case print([Operand])
  }

  /// Steps between `{` and `}`, or a whole text.
  package struct Block: Sendable {
    package let source: Source
    package let lines: [[Step]]
    /// From its `{` to its `}`; of a whole text, nothing.
    package var span = Span(0, 0)

    package init(source: Source, lines: [[Step]], span: Span = Span(0, 0)) {
      (self.source, self.lines, self.span) = (source, lines, span)
    }

    /// Its steps and those in its blocks, with the steps that blocks belong to, each with the text it stands in. Those
    /// of a text that is included several times stand there once.
    package var everyStep: [(step: Step, source: Source)] {
      var included: Set<String> = []
      return steps(sparing: &included)
    }

    private func steps(sparing included: inout Set<String>) -> [(step: Step, source: Source)] {
      var found: [(step: Step, source: Source)] = []
      for step in lines.joined() {
        found.append((step, source))
        for block in step.blocks {
          if case .include = step.kind, !included.insert(block.source.name ?? "").inserted { continue }
          found += block.steps(sparing: &included)
        }
      }
      return found
    }
  }

  /// What a call carries out.
  package struct Definition: Sendable {
    package let parameters: [String]
    package let body: Block
  }

  /// What a loop runs over, a variable holds, or a call hands over.
  package enum Supply: Sendable {
    /// Names, texts and variables, joined by commas and `and`; with `where`, those of the people that it holds of.
    case items([ArraySlice<Token>], where: ArraySlice<Token>?)
    /// What a question lists.
    case question(Statement)
    /// `csv "FILE"`: the rows of a table.
    case table(ArraySlice<Token>)
    /// `(count …)`: how many there are.
    indirect case count(Supply)
  }

  /// One side of a comparison, or one thing to print, and where it is written.
  package struct Operand: Sendable {
    package let supply: Supply
    package let span: Span
  }

  /// What must hold.
  package indirect enum Test: Sendable {
    case comparison(Operand, Comparison, Operand)
    case not(Test)
    case all([Test])
    case any([Test])
  }
}

extension Script.Step {
  /// The blocks in it; of an include, the whole text.
  fileprivate var blocks: [Script.Block] {
    switch kind {
    case .statement, .bind, .parameter, .call, .expect, .print: []
    case .loop(_, _, let block): [block]
    case .branch(_, let block, let otherwise): [block] + (otherwise.map { [$0] } ?? [])
    case .define(_, let definition): [definition.body]
    case .include(let script): [Script.Block(source: script.source, lines: script.lines)]
    }
  }
}

extension ArraySlice<Token> {
  /// From the first to the last token.
  package var span: Span { first.map { $0.span.joined(with: self[endIndex - 1].span) } ?? Span(0, 0) }
}

/// The files that scripts may read.
public struct ScriptFiles: Sendable {
  /// Reads a file by the path that a source calls it by.
  package let read: @Sendable (_ path: String, _ from: Source) throws(Failure) -> Source

  /// Why a file may not be written; `nil` where it may.
  package let refusalToWrite: @Sendable (_ path: String) -> Failure?

  /// Why a file was not read, in words.
  public struct Failure: Error {
    /// What went wrong.
    public let message: String
    /// What to do about it.
    public let help: String?

    /// A failure.
    public init(_ message: String, help: String? = nil) {
      self.message = message
      self.help = help
    }
  }

  /// Files read, and allowed to be written, by these.
  public init(
    read: @escaping @Sendable (_ path: String, _ from: Source) throws(Failure) -> Source,
    refusalToWrite: @escaping @Sendable (_ path: String) -> Failure?
  ) {
    self.read = read
    self.refusalToWrite = refusalToWrite
  }

  /// Whether a text can name a variable.
  public static func isVariable(_ text: String) -> Bool { Variable.isName(text) }

  /// No files to read.
  public static let none = ScriptFiles { _, _ throws(Failure) in
    throw Failure("no file can be read here")
  } refusalToWrite: { _ in
    nil
  }
}

/// The words in a span of a text that may stand for variables, each as often as it stands there.
package func namesUsed(in span: Span, of source: Source, _ vocabulary: Vocabulary) -> [String] {
  let list = try? Lexer.tokens(of: span, in: source, knowing: vocabulary.lexicon)
  return (list?.tokens ?? []).flatMap { token -> [String] in
    switch token.kind {
    case .word: [source.text(token.span)]
    case .variable: Variable(String(source.text(token.span).dropFirst())).map { [$0.name] } ?? []
    case .string:
      source.template(token).compactMap { if case .variable(let text) = $0 { Variable(text)?.name } else { nil } }
    default: []
    }
  }
}
