import KithGrammar
import KithGraph
import KithQueries
import KithSyntax

extension Interpreter {
  /// All that is wrong with a script and with those that it includes, in the order of the text, and what of it is of no
  /// use.
  ///
  /// Its statements are carried out, so that what builds on others is judged as it will be: call it between
  /// `beginTransaction` and `rollBackTransaction`. What would not be carried out as things are — the other branch of a
  /// condition, a definition that nothing calls, what hangs on a value that nobody knows yet — is only read.
  public func problems(in source: Source) -> [Diagnostic] {
    beginScript()
    let (script, problems) = Script.checked(source, in: language.vocabulary, files: files)
    var check = Check(found: problems)
    self.check(script.lines, of: source, &check)
    check.found += uselessParts(of: script)
    // What is read and carried out, or included twice, is wrong once.
    var told: Set<String> = []
    return check.found.filter { told.insert("\($0.source.name ?? "") \($0.span.start) \($0.message)").inserted }
      .sorted { ($0.source.name ?? "", $0.span.start) < ($1.source.name ?? "", $1.span.start) }
  }

  /// Why a statement cannot stand in a script; `nil` for most.
  public func refusalInScript(of statement: Script.Statement, _ source: Source) -> Diagnostic? {
    guard isOfTheSession(statement, in: source) else { return nil }
    return Diagnostic(
      "`\(source.text(statement.span))` stands on a line of its own, and in no script", at: statement.span, in: source)
  }

  /// What is known while a script is looked over.
  private struct Check {
    var found: [Diagnostic]
    /// The variables of which nobody can tell what they will hold.
    var unknown: Set<String> = []
    /// The texts included by what is only read; each is read once.
    var included: Set<String> = []

    mutating func attempt<Value>(_ work: () throws(Diagnostic) -> Value) -> Value? {
      do throws(Diagnostic) { return try work() } catch {
        found.append(error)
        return nil
      }
    }
  }

  private func check(_ lines: [[Script.Step]], of source: Source, _ check: inout Check) {
    for line in lines {
      beginLine()
      for step in line { self.check(step, of: source, &check) }
    }
  }

  private func check(_ step: Script.Step, of source: Source, _ check: inout Check) {
    // What is wrong with a script that does not come to an end is said once.
    if memory.work.steps > maximumSteps { return }
    let unknown = check.unknown
    let hangsOnUnknown =
      !unknown.isEmpty && namesUsed(in: step.span, of: source, language.vocabulary).contains { unknown.contains($0) }
    switch step.kind {
    case .statement(let statement):
      if let refusal = refusalInScript(of: statement, source) { return check.found.append(refusal) }
      if !hangsOnUnknown { carryOut(step, of: source, &check) }
    case .call:
      if !hangsOnUnknown { carryOut(step, of: source, &check) }
    case .bind(let name, _):
      let before = check.found.count
      if !hangsOnUnknown { carryOut(step, of: source, &check) }
      if !hangsOnUnknown, check.found.count == before { check.unknown.remove(name) } else { check.unknown.insert(name) }
    case .parameter(let name, let standard):
      if memory.variables[name] == nil, standard == nil {
        check.unknown.insert(name)
      } else {
        carryOut(step, of: source, &check)
      }
    case .loop(_, _, let block):
      let before = check.found.count
      read(block, &check)
      let isKnown =
        !hangsOnUnknown && !namesUsed(in: block.span, of: source, language.vocabulary).contains { unknown.contains($0) }
      if isKnown, check.found.count == before { carryOut(step, of: source, &check) }
    case .branch(let test, let block, let otherwise):
      let isTrue =
        hangsOnUnknown ? nil : check.attempt { () throws(Diagnostic) -> Bool in try holds(test, source).holds }
      for (branch, isTaken) in [(block, isTrue == true), (otherwise, isTrue == false)] {
        guard let branch else { continue }
        if isTaken {
          inBlock(&check) { self.check(branch.lines, of: branch.source, &$0) }
        } else {
          read(branch, &check)
        }
      }
    case .define(_, let definition):
      carryOut(step, of: source, &check)
      read(definition.body, &check)
    case .include(let script):
      let (labels, heading, isVersioned) = (memory.labels, memory.heading, memory.isVersioned)
      let found = check.found.count
      _ = check.attempt { () throws(Diagnostic) in try countSteps(1, at: step.span, in: source) }
      let isRepeated = memory.work.begin(script)
      (memory.labels, memory.isVersioned) = ([:], false)
      self.check(script.lines, of: script.source, &check)
      if isRepeated { memory.work.repeats -= 1 }
      (memory.labels, memory.heading, memory.isVersioned) = (labels, heading, isVersioned)
      for index in found..<check.found.count {
        check.found[index] = check.found[index].met("included from", step.span, in: source)
      }
    case .expect(let test):
      if !hangsOnUnknown { _ = check.attempt { () throws(Diagnostic) -> Bool in try holds(test, source).holds } }
    case .print(let operands):
      if hangsOnUnknown { return }
      for operand in operands {
        _ = check.attempt { () throws(Diagnostic) -> ScriptValue in try value(of: operand.supply, source) }
      }
    }
  }

  /// Reads a step, and those of its blocks, as far as no variable stands in them.
  private func read(_ step: Script.Step, of source: Source, _ check: inout Check) {
    switch step.kind {
    case .statement(let statement):
      if let refusal = refusalInScript(of: statement, source) { return check.found.append(refusal) }
      guard !statement.hasVariables, !isHeading(statement, source) else { return }
      do throws(Diagnostic) { _ = try readings(of: statement, source) } catch { check.found.append(error) }
    case .loop(_, _, let block): read(block, &check)
    case .branch(_, let block, let otherwise):
      read(block, &check)
      if let otherwise { read(otherwise, &check) }
    case .define(_, let definition): read(definition.body, &check)
    case .include(let script):
      guard check.included.insert(script.source.name ?? "").inserted else { return }
      read(Script.Block(source: script.source, lines: script.lines), &check)
    case .bind, .parameter, .call, .expect, .print: break
    }
  }

  private func read(_ block: Script.Block, _ check: inout Check) {
    for step in block.lines.joined() { read(step, of: block.source, &check) }
  }

  private func carryOut(_ step: Script.Step, of source: Source, _ check: inout Check) {
    let (variables, named, heading, work) = (memory.variables, memory.named, memory.heading, memory.work)
    do throws(Diagnostic) {
      try run(step, of: source) { answer in
        guard case .recorded(let recorded) = answer else { return }
        check.found += recorded.slips.map { Diagnostic($0, at: step.span, in: source, severity: .warning) }
      }
    } catch {
      check.found.append(error)
      if step.statement != nil { return }
      // The blocks and calls that it failed in are left.
      (memory.variables, memory.named, memory.heading) = (variables, named, heading)
      (memory.work.blocks, memory.work.calls, memory.work.repeats) = (work.blocks, work.calls, work.repeats)
    }
  }

  /// Looks at a block: what it lets holds up to its end, and whom it names is not referred to behind it.
  private func inBlock(_ check: inout Check, _ look: (inout Check) -> Void) {
    let (outer, named, unknown) = (memory.variables, memory.named, check.unknown)
    memory.variables = outer.inner()
    look(&check)
    (memory.variables, memory.named, check.unknown) = (outer, named, unknown)
  }

  // MARK: What is of no use

  /// Warnings about parameters that nothing uses and definitions that nothing calls. A script of nothing but
  /// definitions is there for others.
  private func uselessParts(of script: Script) -> [Diagnostic] {
    let steps = Script.Block(source: script.source, lines: script.lines).everyStep
    let called = Set(steps.compactMap { step, _ in if case .call(let name, _) = step.kind { name } else { nil } })
    let isForOthers = script.lines.joined().allSatisfy { step in
      switch step.kind {
      case .define, .parameter, .include: true
      default: false
      }
    }
    var found: [Diagnostic] = []
    func warn(_ message: String, _ step: Script.Step, _ source: Source) {
      found.append(Diagnostic(message, at: step.span, in: source, severity: .warning))
    }
    for (step, source) in steps where source.name == script.source.name {
      switch step.kind {
      case .parameter(let name, _):
        let uses = namesUsed(in: Span(0, source.bytes.count), of: source, language.vocabulary).count { $0 == name }
        if uses < 2, !isForOthers { warn("the parameter `\(name)` is not used", step, source) }
      case .define(let name, let definition):
        if !called.contains(name), !isForOthers { warn("`\(name)` is defined, and nothing calls it", step, source) }
        let used = Set(namesUsed(in: definition.body.span, of: source, language.vocabulary))
        for parameter in definition.parameters where !used.contains(parameter) {
          warn("the parameter `\(parameter)` of `\(name)` is not used", step, source)
        }
      default: break
      }
    }
    return found
  }
}
