import KithGraph
import KithSyntax
import KithText

/// What stands for a value in a script: `$name`, or `$row.field`.
package struct Variable {
  /// The name behind the `$`.
  package let name: String
  /// The column of a row, where one is said.
  package let field: String?

  /// A variable by the text behind its `$`; `nil` where that is no name.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let first = parts.first, parts.allSatisfy(Variable.isName) else { return nil }
    (name, field) = (first, parts.count > 1 ? parts[1] : nil)
  }

  /// Whether a text can name a variable: a letter or `_`, then letters, digits, `_` and `-`.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else { return false }
    return text.unicodeScalars.allSatisfy(isPart)
  }

  package static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "-"
  }
}

extension Source {
  /// Whether a variable stands in a quoted string.
  package func hasVariable(in string: Token) -> Bool {
    template(string).contains { if case .variable = $0 { true } else { false } }
  }

  /// A piece of a quoted string.
  package enum Piece {
    /// Text as it is written, escapes included.
    case written(String)
    /// What stands behind a `$`, as far as it can name a variable.
    case variable(String)
  }

  /// The inside of a quoted string, cut at its variables.
  package func template(_ string: Token) -> [Piece] {
    var pieces: [Piece] = []
    var written = ""
    var rest = text(Span(string.span.start + 1, string.span.end - 1)).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      if scalar == "\\", let escaped = rest.popFirst() {
        written.unicodeScalars += [scalar, escaped]
      } else if scalar == "$", let first = rest.first, first.properties.isAlphabetic || first == "_" {
        let name = rest.prefix(while: Variable.isPart)
        rest = rest[name.endIndex...]
        var variable = String(name)
        let field = rest.first == "." ? rest.dropFirst().prefix(while: Variable.isPart) : rest.prefix(0)
        if let first = field.first, first.properties.isAlphabetic || first == "_" {
          variable += "." + String(field)
          rest = rest[field.endIndex...]
        }
        pieces += [.written(written), .variable(variable)]
        written = ""
      } else {
        written.unicodeScalars.append(scalar)
      }
    }
    return pieces + [.written(written)]
  }
}

/// What a variable holds.
package indirect enum ScriptValue: Sendable {
  /// Words that somebody wrote: a name, a date, a number, whatever stands where they are put.
  case text(String)
  /// A name that the network knows; never a date, however it reads.
  case name(String)
  /// A number.
  case number(Double)
  /// Several values.
  case list([ScriptValue])
  /// A row of a table: a text for each column.
  case row([String: String])

  /// The value as one writes it; `nil` where it is more than one.
  package var text: String? {
    switch self {
    case .text(let text), .name(let text): text
    case .number(let number): shortest(number)
    case .list(let values): values.count == 1 ? values[0].text : nil
    case .row: nil
    }
  }

  /// The value, or the values of a list.
  package var elements: [ScriptValue] { if case .list(let values) = self { values } else { [self] } }
}

/// The variables that hold somewhere in a script, what stands in an inner block before what stands around it.
package struct Variables: Sendable {

  package init() {
  }
  /// None, while nothing was ever set: most lines set nothing.
  private var scopes: [[String: ScriptValue]] = []

  /// What a name stands for.
  package subscript(name: String) -> ScriptValue? { scopes.reversed().lazy.compactMap { $0[name] }.first }

  /// The names, in order.
  package var names: [String] { Set(scopes.flatMap(\.keys)).sorted() }

  /// Lets a name stand for something, up to the end of the block.
  package mutating func set(_ name: String, _ value: ScriptValue) {
    if scopes.isEmpty { scopes = [[:]] }
    scopes[scopes.count - 1][name] = value
  }

  /// What holds in a block with these besides.
  package func inner(_ values: [String: ScriptValue] = [:]) -> Variables {
    var inner = self
    inner.scopes = (scopes.isEmpty ? [[:]] : scopes) + [values]
    return inner
  }

  /// What holds in a call: what stands outside of all blocks, and the parameters.
  package func called(with values: [String: ScriptValue]) -> Variables {
    var inner = self
    inner.scopes = [scopes.first ?? [:], values]
    return inner
  }

  /// The outer variables, after a block that may have set some outside of all blocks.
  package func outer(after inner: Variables) -> Variables {
    var outer = self
    outer.scopes = Array(inner.scopes.prefix(1)) + scopes.dropFirst()
    return outer
  }
}

extension Script.Statement {
  /// The statement with values in the place of its variables; the source that its tokens stand in then.
  package func expanded(_ variables: Variables, of source: Source) throws(Diagnostic) -> (
    statement: Script.Statement, source: Source
  ) {
    let (tokens, expanded) = try KithGrammar.expanded(self.tokens, variables, of: source)
    return (Script.Statement(label: label, edited: edited, tokens: tokens), expanded)
  }
}

/// Tokens with values in the place of the variables among them, and the source that they stand in then.
package func expanded(
  _ tokens: ArraySlice<Token>, _ variables: Variables, of source: Source
) throws(Diagnostic) -> (tokens: ArraySlice<Token>, source: Source) {
  var pieces: [(text: [UInt8], origin: Span)] = []
  var expanded: [Token] = []
  var (length, end) = (0, tokens.span.start)
  func add(_ text: [UInt8], from origin: Span) {
    pieces.append((text, origin))
    length += text.count
  }
  for token in tokens {
    let gap = Span(end, token.span.start)
    add(Array(source.bytes[gap.start..<gap.end]), from: gap)
    end = token.span.end
    let start = length
    var kind = token.kind
    switch token.kind {
    case .variable:
      let value = try variables.value(String(source.text(token.span).dropFirst()), at: token.span, in: source)
      let text = try value.single(at: token.span, in: source)
      if case .name = value { kind = .value(isOpen: false) } else { kind = .value(isOpen: true) }
      add(Array(text.utf8), from: token.span)
    case .string where source.hasVariable(in: token):
      kind = .value(isOpen: false)
      add(Array(try variables.text(of: token, in: source).utf8), from: token.span)
    default: add(Array(source.bytes[token.span.start..<token.span.end]), from: token.span)
    }
    expanded.append(Token(kind: kind, span: Span(start, length), word: kind == token.kind ? token.word : .missing))
  }
  return (expanded[...], Source(expanding: source, pieces))
}

extension Variables {
  /// What a quoted string says with values for its variables.
  package func text(of string: Token, in source: Source) throws(Diagnostic) -> String {
    var text = ""
    for piece in source.template(string) {
      switch piece {
      case .written(let written): text += source.unescaped(written)
      case .variable(let name): text += try insert(name, at: string.span, in: source)
      }
      guard text.utf8.count <= 100_000 else {
        throw Diagnostic("a text has 100000 bytes at most, and this would have more", at: string.span, in: source)
      }
    }
    return text
  }

  /// The text for a variable in a string; a full stop behind it may as well end the sentence.
  private func insert(_ name: String, at span: Span, in source: Source) throws(Diagnostic) -> String {
    if let variable = Variable(name), let field = variable.field, let value = self[variable.name], value.text != nil {
      return try value.single(at: span, in: source) + "." + field
    }
    return try value(name, at: span, in: source).single(at: span, in: source)
  }

  /// What the text behind a `$` stands for.
  package func value(_ text: String, at span: Span, in source: Source) throws(Diagnostic) -> ScriptValue {
    guard let variable = Variable(text) else {
      throw Diagnostic(
        "`$\(text)` is not a variable", at: span, in: source,
        help: "a variable is `$name` or `$row.field`; a text that holds a `$` is quoted, with `\\$`")
    }
    guard let value = self[variable.name] else {
      let near = nearestSpelling(to: variable.name, among: names)
      throw Diagnostic(
        "`$\(variable.name)` stands for nothing here", at: span, in: source,
        help: near == nil
          ? "`let \(variable.name) = …` gives it a value; a `$` in a text is written `\\$`, in quotes" : nil,
        instead: near.map { "$\($0)" })
    }
    guard let field = variable.field else { return value }
    guard case .row(let row) = value else {
      throw Diagnostic("`$\(variable.name)` is not a row of a table, and has no `\(field)`", at: span, in: source)
    }
    guard let text = row[field] else {
      throw Diagnostic(
        "the table has no column `\(field)`", at: span, in: source,
        help: "its columns are \(row.keys.sorted().joined(separator: ", "))")
    }
    return .text(text)
  }
}

extension ScriptValue {
  /// The one thing it is.
  fileprivate func single(at span: Span, in source: Source) throws(Diagnostic) -> String {
    guard let text else {
      if case .row = self {
        throw Diagnostic("this is a row of a table", at: span, in: source, help: "say which column: `$row.name`")
      }
      throw Diagnostic(
        "this is a list of \(elements.count), and one thing belongs here", at: span, in: source,
        help: "`for x in LIST { … }` takes one after the other")
    }
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw Diagnostic("`\(source.text(span))` is empty here", at: span, in: source)
    }
    guard !text.unicodeScalars.contains(where: \.isUnprintable) else {
      throw Diagnostic("`\(source.text(span))` holds control characters", at: span, in: source)
    }
    return text
  }
}
