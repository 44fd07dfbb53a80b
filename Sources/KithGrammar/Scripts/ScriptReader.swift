import KithGraph
import KithSyntax

/// Takes a text's tokens apart into the steps of a script.
package struct ScriptReader {
  package let source: Source
  package let tokens: ArraySlice<Token>
  private let unreadable: [Diagnostic]
  private let included: Included
  package var vocabulary: Vocabulary { included.vocabulary }
  /// The paths of the texts that include this one, its own last.
  private let chain: [String]
  package var at: Int
  private let mayHoldVariables: Bool
  /// What was found wrong, where the reader goes on after an error; `nil` where the first one ends it.
  package private(set) var problems: [Diagnostic]?
  /// How many `else` the reader is behind.
  private var alternatives = 0

  /// The files that a script and those in it include, each read once: two that include the next one twice, and so on,
  /// would else be read as often as there are ways through them.
  package final class Included {
    package let files: ScriptFiles
    package let vocabulary: Vocabulary
    package var scripts: [String: (script: Script, isWhole: Bool)] = [:]

    package init(_ files: ScriptFiles, _ vocabulary: Vocabulary) { (self.files, self.vocabulary) = (files, vocabulary) }
  }

  package init(
    _ list: TokenList, of source: Source, reading included: Included, includedFrom outer: [String],
    noting problems: [Diagnostic]? = nil
  ) {
    self.problems = problems
    self.source = source
    (tokens, unreadable) = (list.tokens[...], list.problems)
    self.included = included
    chain = outer + (source.isFile ? [source.name ?? ""] : [])
    at = 0
    let end = list.tokens.last?.span.end ?? 0
    let start = list.tokens.first?.span.start ?? end
    mayHoldVariables =
      source.bytes.withUnsafeBufferPointer { $0.firstIndex(of: UInt8(ascii: "$"), in: start..<end) } != nil
  }

  /// Reads steps up to the end of the text, or of the block; of that the `}` is read too.
  package mutating func block(isInner: Bool) throws(Diagnostic) -> Script.Block {
    let open = tokens[max(at - 1, 0)]
    var lines: [[Script.Step]] = []
    var line: [Script.Step] = []
    while true {
      switch next.kind {
      case .separator:
        if text(next) == "\n", !line.isEmpty {
          lines.append(line)
          line = []
        }
        at += 1
      case .broken(let problem):
        problems?.append(unreadable[Int(problem)])
        at += 1
      case .closeBrace where isInner:
        at += 1
        return Script.Block(source: source, lines: line.isEmpty ? lines : lines + [line])
      case .end where isInner:
        throw problem(
          "this `{` is never closed", open.span,
          help: "a note runs to the line's end: `}` stands on the next line, or behind `;`"
        )
      case .end: return Script.Block(source: source, lines: line.isEmpty ? lines : lines + [line])
      default:
        do throws(Diagnostic) { line.append(try wholeStep()) } catch {
          guard problems != nil else { throw error }
          problems?.append(error)
          skipStep()
        }
      }
    }
  }

  // MARK: Steps

  /// Reads one step, behind which the next one could begin.
  package mutating func wholeStep() throws(Diagnostic) -> Script.Step {
    let found = problems?.count
    var step = try step()
    step.isWhole = step.isWhole && problems?.count == found
    guard next.endsStatement else {
      throw problem(
        "unexpected `\(text(next))`", next.span, help: "the next statement begins on a new line, or behind `;`")
    }
    return step
  }

  /// Goes to where the next step begins: behind what ends this one, with the blocks in it.
  private mutating func skipStep() {
    var depth = 0
    while next.kind != .end {
      if next.kind == .openBrace { depth += 1 }
      if depth == 0, [.separator, .closeBrace].contains(next.kind) { return }
      if next.kind == .closeBrace { depth -= 1 }
      at += 1
    }
  }

  private mutating func step() throws(Diagnostic) -> Script.Step {
    let start = at
    let kind: Script.Kind
    if let word = ScriptWord(next.word) {
      at += 1
      kind = try step(word)
    } else if isCall {
      kind = .call(text(next), try arguments())
    } else {
      kind = .statement(try statement())
    }
    // A block's step is shown by what stands before the block.
    let head = tokens[start..<at].prefix { $0.kind != .openBrace }
    return Script.Step(kind: kind, span: head.span, isWhole: isIncludedWhole(kind))
  }

  private mutating func step(_ word: ScriptWord) throws(Diagnostic) -> Script.Kind {
    switch word {
    case .let:
      let name = try name("a variable")
      try take("=")
      return .bind(name, try supply(tokens(upTo: [])))
    case .param:
      let name = try name("a parameter")
      return .parameter(name, standard: try accept("=") ? supply(tokens(upTo: [])) : nil)
    case .for:
      let name = try name("a variable")
      try take("in")
      let supply = try supply(tokens(upTo: [.openBrace]))
      return .loop(name, supply, try braces())
    case .if:
      let test = try test(tokens(upTo: [.openBrace]))
      let block = try braces()
      guard accept("else") else { return .branch(test, block, otherwise: nil) }
      alternatives += 1
      defer { alternatives -= 1 }
      guard alternatives <= 100 else {
        throw problem("more than 100 conditions stand behind each other here", next.span)
      }
      if next.word == .if {
        return .branch(test, block, otherwise: Script.Block(source: source, lines: [[try step()]]))
      }
      return .branch(test, block, otherwise: try braces())
    case .define: return try definition()
    case .include: return .include(try includedScript())
    case .expect: return .expect(try test(tokens(upTo: [])))
    case .print: return .print(try operands(tokens(upTo: [])))
    case .else:
      throw problem("`else` stands behind the `}` of its `if`, on the same line", tokens[at - 1].span)
    }
  }

  private mutating func definition() throws(Diagnostic) -> Script.Kind {
    let start = next
    let name = try name("a definition")
    guard !vocabulary.reserves(start.word), ScriptWord(start.word) == nil else {
      throw problem("`\(name)` is a word of the language", start.span, help: "call it otherwise")
    }
    var parameters: [String] = []
    guard next.kind == .openParenthesis else {
      throw problem(
        "the parameters are missing", next.span,
        help: "write `define \(name)(person, topic) { … }`, or `define \(name)() { … }`")
    }
    repeat {
      at += 1
      if parameters.isEmpty, next.kind == .closeParenthesis { break }
      let place = next.span
      parameters.append(try self.name("a parameter"))
      if parameters.dropLast().contains(parameters[parameters.count - 1]) {
        throw problem("there is a parameter `\(text(place))` already", place)
      }
    } while next.kind == .comma
    guard next.kind == .closeParenthesis else { throw expected("`)` or a comma") }
    at += 1
    return .define(name, Script.Definition(parameters: parameters, body: try braces()))
  }

  private mutating func includedScript() throws(Diagnostic) -> Script {
    let path = next
    guard path.kind == .string, !holdsVariable(path) else {
      throw problem("the path of a script belongs here, in quotes", path.span, help: "include \"people.net\"")
    }
    at += 1
    let text: Source
    do throws(ScriptFiles.Failure) { text = try included.files.read(source.value(of: path), source) } catch {
      throw problem(error.message, path.span, help: error.help)
    }
    let name = text.name ?? ""
    guard !chain.contains(name) else {
      throw problem("`\(name)` includes itself", path.span, help: (chain + [name]).joined(separator: " includes "))
    }
    guard chain.count < 100 else { throw problem("more than 100 scripts include each other here", path.span) }
    if let known = included.scripts[name] { return known.script }
    let script = try read(text, at: path.span)
    included.scripts[name] = script
    return script.script
  }

  private mutating func read(_ text: Source, at path: Span) throws(Diagnostic) -> (script: Script, isWhole: Bool) {
    guard problems == nil else {
      let (script, found) = Script.checked(text, reading: included, includedFrom: chain)
      problems?.append(contentsOf: found.map { $0.met("included from", path, in: source) })
      return (script, found.isEmpty)
    }
    do throws(Diagnostic) { return (try Script(text, reading: included, includedFrom: chain), true) } catch {
      throw error.met("included from", path, in: source)
    }
  }

  /// Whether a script that a step includes can be read throughout: what is wrong with it is reported where it is
  /// included first.
  private func isIncludedWhole(_ kind: Script.Kind) -> Bool {
    guard case .include(let script) = kind else { return true }
    return included.scripts[script.source.name ?? ""]?.isWhole ?? true
  }

  // MARK: Statements

  private mutating func statement() throws(Diagnostic) -> Script.Statement {
    let said = undecorated(try tokens(upTo: []))
    let part = withoutQuestionMark(said)
    let isQuestion = part.last != said.last
    guard let first = part.first else { throw expected("a statement") }
    if first.kind == .openParenthesis || first.kind == .openBrace { throw meaningless(first) }
    guard first.kind == .number else { return try edit(part, label: nil, isQuestion: isQuestion) }
    guard part.count > 1 else {
      throw problem(
        "a statement is missing behind its number", first.span,
        help: "a number before a statement is its name in the script: `#5 met alice`")
    }
    return try edit(part.dropFirst(), label: Int(source.value(of: first)), isQuestion: isQuestion)
  }

  /// The tokens without the question mark of their last word.
  private func withoutQuestionMark(_ tokens: ArraySlice<Token>) -> ArraySlice<Token> {
    guard let last = tokens.last, last.kind == .word, !source.isCanonical, text(last).hasSuffix("?"),
      text(last) != "?" || tokens.count > 1,
      !tokens.dropFirst().contains(where: { $0.kind == .word && ["-", "–", "—"].contains(text($0)) })
    else { return tokens }
    let span = Span(last.span.start, last.span.end - 1)
    guard span.end > span.start else { return tokens.dropLast() }
    return tokens.dropLast() + [Token(kind: .word, span: span, word: vocabulary.lexicon.word(text(span)))]
  }

  /// The tokens without what lists and to-do notes put before a line: `- `, `* `, `1. `, `[ ] `.
  private func undecorated(_ tokens: ArraySlice<Token>) -> ArraySlice<Token> {
    var rest = tokens
    while rest.count > 1, let first = rest.first, first.kind == .word {
      let word = text(first)
      let isNumber = word.hasSuffix(".") && word.dropLast().utf8.allSatisfy(isDigit)
      let isBox = word == "[" && rest.dropFirst().first.map { text($0) } == "]"
      guard isNumber || isBox || ["-", "*", "[x]"].contains(word) else { break }
      rest = rest.dropFirst(isBox ? 2 : 1)
    }
    return rest
  }

  /// `edit #12 STATEMENT` is that statement, said anew; without one it is a statement of its own.
  package func edit(_ part: ArraySlice<Token>, label: Int?, isQuestion: Bool = false) throws(Diagnostic)
    -> Script.Statement
  {
    let hasVariables = mayHoldVariables && part.contains(where: holdsVariable)
    guard part.count > 2, part[part.startIndex].word == .edit, let named = part.dropFirst().first,
      named.kind == .number || named.kind == .word, let number = Int(source.value(of: named))
    else {
      return Script.Statement(
        label: label, edited: nil, tokens: part, isQuestion: isQuestion, hasVariables: hasVariables)
    }
    return Script.Statement(
      label: label, edited: number, tokens: part.dropFirst(2), isQuestion: isQuestion, hasVariables: hasVariables)
  }

  /// Whether a variable stands in a token.
  private func holdsVariable(_ token: Token) -> Bool {
    token.kind == .variable || token.kind == .string && source.hasVariable(in: token)
  }

  // MARK: Tokens

  package var next: Token { tokens[min(at, tokens.endIndex - 1)] }

  package func text(_ token: Token) -> String { source.text(token.span) }
  private func text(_ span: Span) -> String { source.text(span) }

  package func word(_ index: Int) -> String? {
    tokens.indices.contains(index) && tokens[index].kind == .word ? text(tokens[index]).lowercased() : nil
  }

  /// Whether a word stands here with a bracket right behind it: `coffee(alice)`.
  private var isCall: Bool {
    guard next.word != .missing, tokens[at + 1].kind == .openParenthesis else { return false }
    return tokens[at + 1].span.start == next.span.end && !vocabulary.reserves(next.word)
  }

  /// The tokens up to the end of the step, or to one of these kinds, outside of parentheses.
  private mutating func tokens(upTo kinds: [Token.Kind]) throws(Diagnostic) -> ArraySlice<Token> {
    let start = at
    while !next.endsStatement, !kinds.contains(next.kind) {
      if next.kind == .openBrace { throw meaningless(next) }
      if next.kind == .openParenthesis, closing(tokens[at...]) == nil {
        throw problem("this bracket is never closed", next.span)
      }
      at += 1
    }
    return tokens[start..<at]
  }

  private mutating func braces() throws(Diagnostic) -> Script.Block {
    guard next.kind == .openBrace else { throw expected("`{`") }
    let open = next.span
    at += 1
    var block = try block(isInner: true)
    block.span = open.joined(with: tokens[at - 1].span)
    return block
  }

  private mutating func accept(_ word: String) -> Bool {
    guard self.word(at) == word else { return false }
    at += 1
    return true
  }

  private mutating func take(_ word: String) throws(Diagnostic) {
    guard accept(word) else { throw expected("`\(word)`") }
  }

  private mutating func name(_ what: String) throws(Diagnostic) -> String {
    let token = next
    let name = text(token)
    if token.kind == .variable { throw problem("`\(name)` is named without the `$` here", token.span) }
    guard token.kind == .word, Variable.isName(name) else { throw expected("the name of \(what)") }
    at += 1
    return name
  }

  private func meaningless(_ token: Token) -> Diagnostic {
    problem("unexpected `\(text(token))`", token.span, help: "a name that holds it is quoted")
  }

  package func expected(_ what: String) -> Diagnostic {
    let found = [.separator, .end].contains(next.kind) ? "at the end" : "not `\(text(next))`"
    let isAtEnd = found == "at the end"
    return problem(
      "expected \(what)\(isAtEnd ? "" : ",") \(found)", isAtEnd ? Span(next.span.start, next.span.start) : next.span)
  }

  package func problem(_ message: String, _ span: Span, help: String? = nil) -> Diagnostic {
    Diagnostic(message, at: span, in: source, help: help)
  }
}

extension Array {
  /// `map` with a typed error.
  package func mapEach<Other>(_ turn: (Element) throws(Diagnostic) -> Other) throws(Diagnostic) -> [Other] {
    var turned: [Other] = []
    turned.reserveCapacity(count)
    for element in self { turned.append(try turn(element)) }
    return turned
  }
}
