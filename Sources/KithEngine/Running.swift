import KithGrammar
import KithGraph
import KithQueries
import KithSyntax
import KithText

extension Interpreter {
  /// Carries out a step of a script, and hands over what comes of each statement in it.
  /// - Throws: the diagnostic; then some of the step may have been carried out.
  public func run(
    _ step: Script.Step, of source: Source, _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    try countSteps(1, at: step.span, in: source)
    switch step.kind {
    case .statement(let statement):
      try countStatement(of: step.span.end - step.span.start, at: step.span, in: source)
      try run(statement, of: source, tell)
    case .bind(let name, let supply):
      let value = try value(of: supply, source)
      memory.variables.set(name, value)
      tell(.noted("\(name) = \(value.shown)"))
    case .parameter(let name, let standard):
      if memory.variables[name] != nil { return }
      guard let standard else {
        throw Diagnostic(
          "the parameter `\(name)` is missing", at: step.span, in: source, help: "say it behind the script: `\(name)=…`"
        )
      }
      memory.variables.set(name, try value(of: standard, source))
    case .loop(let name, let supply, let block): try loop(name, supply, block, step.span, source, tell)
    case .branch(let test, let block, let otherwise):
      if try holds(test, source).holds { try run(block, tell) } else if let otherwise { try run(otherwise, tell) }
    case .define(let name, let definition): memory.definitions[name] = definition
    case .call(let name, let arguments): try call(name, arguments, step.span, source, tell)
    case .include(let script): try include(script, step.span, source, tell)
    case .expect(let test):
      let (holds, shown) = try holds(test, source)
      guard holds else { throw Diagnostic("this does not hold: \(shown)", at: step.span, in: source) }
    case .print(let operands):
      var words: [String] = []
      for operand in operands { words.append(try value(of: operand.supply, source).shown) }
      let line = words.joined(separator: " ")
      try countStatement(of: line.utf8.count, at: step.span, in: source)
      tell(.printed(line))
    }
  }

  // MARK: Blocks

  /// Runs a block: what it lets holds up to its end, and whom it names is not referred to behind it.
  private func run(
    _ block: Script.Block, with values: [String: ScriptValue] = [:], _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    memory.work.blocks += 1
    let (outer, named) = (memory.variables, memory.named)
    memory.variables = outer.inner(values)
    for step in block.lines.joined() {
      guard memory.work.blocks <= Interpreter.Work.maximumBlocks else {
        throw Diagnostic(
          "more than \(Interpreter.Work.maximumBlocks) blocks are open here", at: step.span, in: block.source)
      }
      try run(step, of: block.source, tell)
    }
    (memory.variables, memory.named) = (outer.outer(after: memory.variables), named)
    memory.work.blocks -= 1
  }

  private func loop(
    _ name: String, _ supply: Script.Supply, _ block: Script.Block, _ span: Span, _ source: Source,
    _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    let named = memory.named
    for (index, element) in try value(of: supply, source).elements.enumerated() {
      memory.named = []
      do throws(Diagnostic) {
        try countSteps(2, at: span, in: source)
        try run(block, with: [name: element], tell)
      } catch {
        throw error.met("in turn \(index + 1) (\(name) = \(element.shown)) of the loop at", span, in: source)
      }
    }
    memory.named = named
  }

  private func call(
    _ name: String, _ arguments: [Script.Supply], _ span: Span, _ source: Source, _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    guard let definition = memory.definitions[name] else {
      let near = nearestSpelling(to: name, among: memory.definitions.keys.sorted())
      throw Diagnostic(
        "nothing is defined as `\(name)`", at: span, in: source,
        help: near == nil ? "`define \(name)(…) { … }` says what it does" : nil, instead: near)
    }
    let parameters = definition.parameters
    guard arguments.count == parameters.count else {
      throw Diagnostic(
        "`\(name)` takes \(parameters.count == 1 ? "one value" : "\(parameters.count) values"), and here are \(arguments.count)",
        at: span, in: source, help: "\(name)(\(parameters.joined(separator: ", ")))")
    }
    var values: [String: ScriptValue] = [:]
    for (parameter, argument) in zip(parameters, arguments) { values[parameter] = try value(of: argument, source) }
    guard memory.work.calls < Interpreter.Work.maximumCalls else {
      throw Diagnostic(
        "`\(name)` is called within \(Interpreter.Work.maximumCalls) calls", at: span, in: source,
        help: "a definition that calls itself has to stop")
    }
    let (variables, named) = (memory.variables, memory.named)
    memory.work.calls += 1
    memory.variables = variables.called(with: values)
    memory.named = []
    do throws(Diagnostic) { try run(definition.body, tell) } catch { throw error.met("called from", span, in: source) }
    (memory.variables, memory.named) = (variables.outer(after: memory.variables), named)
    memory.work.calls -= 1
  }

  private func include(
    _ script: Script, _ span: Span, _ source: Source, _ tell: (Answer) -> Void
  ) throws(Diagnostic) {
    let (labels, named, heading, isVersioned) = (memory.labels, memory.named, memory.heading, memory.isVersioned)
    let isRepeated = memory.work.begin(script)
    (memory.labels, memory.isVersioned) = ([:], false)
    do throws(Diagnostic) {
      for line in script.lines {
        memory.named = []
        for step in line { try run(step, of: script.source, tell) }
      }
    } catch { throw error.met("included from", span, in: source) }
    if isRepeated { memory.work.repeats -= 1 }
    (memory.labels, memory.named, memory.heading, memory.isVersioned) = (labels, named, heading, isVersioned)
  }

  // MARK: Values

  /// What loops run over, variables hold and calls hand over.
  package func value(of supply: Script.Supply, _ source: Source) throws(Diagnostic) -> ScriptValue {
    switch supply {
    case .items(let items, let filter):
      var values: [ScriptValue] = []
      for item in items { values += try value(of: item, among: items.count, source).elements }
      if let first = items.first { try countSteps(values.count, at: first.span, in: source) }
      let value = values.count == 1 ? values[0] : .list(values)
      return try filter.map { (filter) throws(Diagnostic) in try kept(value, where: filter, source) } ?? value
    case .question(let question): return .list(try names(listedBy: question, source))
    case .table(let path): return .list(try rows(path, source).map { .row($0) })
    case .count(.question(let question)): return .number(Double(try answer(to: question, source).rowCount))
    case .count(let supply): return .number(Double(try value(of: supply, source).elements.count))
    }
  }

  /// One value: that of a variable, a text, or words as they stand. A word alone is a variable where there is one.
  private func value(of item: ArraySlice<Token>, among count: Int, _ source: Source) throws(Diagnostic) -> ScriptValue {
    guard let token = item.first else { return .list([]) }
    switch token.kind {
    case .variable:
      return try memory.variables.value(String(source.text(token.span).dropFirst()), at: token.span, in: source)
    case .string: return .text(try memory.variables.text(of: token, in: source))
    default:
      let text = item.map { source.text($0.span) }.joined(separator: " ")
      if item.count == 1, let value = memory.variables[text] { return value }
      if let number = Comparand.text(text).asNumber { return .number(number) }
      return .text(text)
    }
  }

  /// Those of the values that are people of whom a condition holds.
  private func kept(_ value: ScriptValue, where filter: ArraySlice<Token>, _ source: Source) throws(Diagnostic)
    -> ScriptValue
  {
    try countQuestion(at: filter.span, in: source)
    let (tokens, expandedSource) = try expanded(filter, memory.variables, of: source)
    let people = try people(where: tokens, of: expandedSource)
    let names = log.names
    return .list(
      value.elements.filter { element in
        element.text.flatMap { names.node($0, in: .party) }.map { people.contains($0) } ?? false
      })
  }

  private func answer(to question: Script.Statement, _ source: Source) throws(Diagnostic) -> Report {
    var answer: Answer?
    try run(question, of: source) { answer = $0 }
    guard case .report(let report)? = answer else {
      throw Diagnostic(
        "this is not a question", at: question.span, in: source, help: "`who`, `due` and the like list something")
    }
    return report
  }

  /// The names in an answer.
  private func names(listedBy question: Script.Statement, _ source: Source) throws(Diagnostic) -> [ScriptValue] {
    guard case .rows(let columns, let rows) = try answer(to: question, source).content,
      let column = columns.firstIndex(where: { ["name", "person"].contains($0.key) })
    else {
      throw Diagnostic(
        "this question lists no names", at: question.span, in: source,
        help: "`who`, `due` or `rank by strength` list some; `(count …)` counts any answer")
    }
    return rows.compactMap { if case .text(let name) = $0[column] { .name(name) } else { nil } }
  }

  private func rows(_ path: ArraySlice<Token>, _ source: Source) throws(Diagnostic) -> [[String: String]] {
    guard path.count == 1, let token = path.first, [.string, .variable].contains(token.kind),
      let name = try value(of: path, among: 1, source).text
    else {
      throw Diagnostic(
        "the path of a table belongs here, in quotes", at: path.span, in: source, help: "csv \"attendees.csv\"")
    }
    let table: Source
    do throws(ScriptFiles.Failure) { table = try files.read(name, source) } catch {
      throw Diagnostic(error.message, at: token.span, in: source, help: error.help)
    }
    try countText(of: table.bytes.count, at: token.span, in: source)
    do throws(ScriptFiles.Failure) { return try CSV.rows(of: table) } catch {
      throw Diagnostic(error.message, at: token.span, in: source, help: error.help)
    }
  }

  // MARK: Conditions

  /// Whether a condition holds, and how it looks with the values in it.
  package func holds(_ test: Script.Test, _ source: Source) throws(Diagnostic) -> (holds: Bool, shown: String) {
    switch test {
    case .comparison(let left, let comparison, let right):
      let (a, b) = (try value(of: left.supply, source), try value(of: right.supply, source))
      guard let holds = a.compares(comparison, to: b) else {
        throw Diagnostic(
          "\(a.shown) and \(b.shown) cannot be compared by `\(comparison.rawValue)`",
          at: left.span.joined(with: right.span),
          in: source,
          help: "numbers and texts are compared with their like, and lists by `=` and `!=`; `(count …)` counts a list")
      }
      return (holds, "\(a.shown) \(comparison.rawValue) \(b.shown)")
    case .not(let test):
      let (holds, shown) = try holds(test, source)
      return (!holds, "not \(shown)")
    case .all(let tests): return try combined(tests, " and ", source) { $0.allSatisfy { $0 } }
    case .any(let tests): return try combined(tests, " or ", source) { $0.contains(true) }
    }
  }

  private func combined(
    _ tests: [Script.Test], _ joint: String, _ source: Source, _ combine: ([Bool]) -> Bool
  ) throws(Diagnostic) -> (holds: Bool, shown: String) {
    var found: [(holds: Bool, shown: String)] = []
    for test in tests { found.append(try holds(test, source)) }
    return (combine(found.map(\.holds)), found.map(\.shown).joined(separator: joint))
  }
}

extension ScriptValue {
  /// The value as one reads it.
  package var shown: String {
    switch self {
    case .text(let text), .name(let text): text
    case .number(let number): shortest(number)
    case .list(let values): values.isEmpty ? "nobody" : values.map(\.shown).joined(separator: ", ")
    case .row(let row): row.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    }
  }

  /// Whether two values compare so, by the rule for fields; `nil` where they are not to be compared. Lists are equal
  /// when they hold the same.
  fileprivate func compares(_ comparison: Comparison, to other: ScriptValue) -> Bool? {
    if let a = comparand, let b = other.comparand {
      switch comparison {
      case .equal, .unequal: return a.compares(comparison, to: b)
      case .less, .atMost, .greater, .atLeast: return a.order(b).map { _ in a.compares(comparison, to: b) }
      }
    }
    if case .row = self { return nil }
    if case .row = other { return nil }
    let (a, b) = (elements.compactMap(\.text).map(Names.folded), other.elements.compactMap(\.text).map(Names.folded))
    switch comparison {
    case .equal: return a.sorted() == b.sorted()
    case .unequal: return a.sorted() != b.sorted()
    case .less, .atMost, .greater, .atLeast: return nil
    }
  }

  /// One value as it is compared.
  private var comparand: Comparand? {
    switch self {
    case .number(let number): .number(number)
    case .text(let text), .name(let text): .text(text)
    case .list(let values): values.count == 1 ? values[0].comparand : nil
    case .row: nil
    }
  }
}

extension Report {
  /// How many things it lists.
  fileprivate var rowCount: Int {
    switch content {
    case .rows(_, let rows): rows.count
    case .object(let members): members.isEmpty ? 0 : 1
    }
  }
}
