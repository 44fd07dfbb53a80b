import KithGrammar
import KithGraph
import KithLog

extension QueryContext {
  /// `log`: the statements that count, in order of time; with a limit the newest, and of somebody, what is planned for
  /// a day to come last of all: it is the newest that was said, and not the newest that was.
  package func log(of node: Node?, _ pattern: ContactPattern<Node>, limit: Int?) -> Report {
    let log = log
    // Every statement fits where nothing is asked for: then none is looked at before it is shown.
    let isAnything = node == nil && pattern.isAnything
    let numbers = log.newest(
      limit, of: node, last: { node != nil && log.mayPlan($0) && plansAhead.contains($0) },
      where: { isAnything || says(log[$0], node, pattern) })
    let agenda = log.agenda(of: numbers)
    let rows = numbers.map { row(of: $0, log[$0], agenda) }
    var report = Report(.log, rows, ifEmpty: emptiness(isAnything))
    report.renderings = [(.net, { log.script(of: numbers) })]
    return report
  }

  /// What to say where there is no statement to show, of all or of those that were asked for.
  private func emptiness(_ isAnything: Bool) -> String {
    if log.count == 0 { return "nothing is recorded yet; say `met alice at coffee`" }
    return isAnything ? "no statement stands" : "no statement fits"
  }

  /// `export`: the whole network as a script that makes an equal one of an empty one.
  package func export() -> Report {
    let all = Array(log.liveNumbers)
    // Every statement is read for it now: what is damaged comes to light before anything is shown.
    let lines = log.script(of: all, adding: log.namesByMerges)
    var report = Report(.log, lazily: { all.map { self.row(of: $0, self.log[$0], self.agenda) } }, ifEmpty: "")
    report.renderings = [(.net, { lines })]
    report.format = .net
    return report
  }

  /// `show #12`: a statement in full: everything that `log` can tell of it.
  package func show(statement number: Int) throws(StatementError) -> Report {
    guard log.isStatement(number) || log.liveNumbers.contains(number) else {
      throw StatementError("#\(number) is not a statement that counts", help: "`log` shows the statements that stand")
    }
    return Report(.log, of: row(of: number, log[number], log.agenda(of: [number])))
  }

  /// Whether a sentence names a node and fits a pattern.
  package func says(_ sentence: Sentence<Node>, _ node: Node?, _ pattern: ContactPattern<Node>) -> Bool {
    fits(sentence, pattern) && (node.map { names(sentence, $0) } ?? true)
  }

  private func row(of number: Int, _ sentence: Sentence<Node>, _ agenda: Network) -> [Value] {
    let verb = log.vocabulary.verb(of: sentence.phrase)
    var row = LogColumn.shown.map { $0.isList ? Value.list([]) : .null }
    func put(_ value: Value, _ column: LogColumn) { row[column.place] = value }
    put(.integer(number), .id)
    put(.text(log.text(of: number, sentence)), .text)
    put(.text(sentence.subject.map { names[$0] } ?? "me"), .subject)
    put(.text(log.vocabulary.wording(of: sentence.phrase).text), .verb)
    if verb.clauses.contains(where: { $0.slot.column == .worth }) { put(.number(1), .worth) }
    put(Value(channel(of: sentence)), .channel)
    put(Value(outcome(of: number, agenda)), .outcome)
    // What stands where a person could is one of those, or shows in its own column.
    let whom = nodes(of: sentence, in: .people)
    func listed(_ nodes: [Node]) -> Value { .list(nodes.map { .text(names[$0]) }) }
    put(listed(people(of: sentence).filter { $0 != sentence.subject }), .people)
    put(listed(nodes(of: sentence, in: .topics)), .topics)
    put(listed((nodes(of: sentence, in: .tags) + whom.filter { names.kind(of: $0) == .tag }).distinct), .tags)
    let others = whom.filter { $0 != sentence.subject }
    let places = nodes(of: sentence, in: .place) + others.filter { names.kind(of: $0) == .place }
    put(Value(others.first { [.org, .group].contains(names.kind(of: $0)) }.map { names[$0] }), .org)
    put(Value(places.first.map { names[$0] }), .place)
    func take(_ term: Term<Node>, _ column: LogColumn) {
      if column == .hidden || column.isList { return }
      if case .fields(let fields) = term {
        put(.listed(fields.map { .listed($0.values.map { .text($0) }) }), .value)
      }
      if let value = value(of: term) { put(value, column) }
    }
    for (slot, term) in zip(verb.slots, sentence.objects) { take(term, slot.column) }
    for said in sentence.clauses { take(said.term, Clause.all[said.clause].slot.column) }
    return row
  }

  /// How it ended what a statement asked for, promised or planned, or what it closes.
  private func outcome(of number: Int, _ agenda: Network) -> String? {
    if let outcome = agenda.outcome(of: number) { return outcome.word }
    let end = agenda.plan(of: number).flatMap { agenda.state(of: $0, on: today).end?.value }
    let change = end ?? agenda.planStep(of: number)?.change
    switch change {
    case .done, .cancelled: return change?.word
    case .moved, .invited, nil: return nil
    }
  }

  private func value(of term: Term<Node>) -> Value? {
    switch term {
    case .none, .condition, .choices: nil
    case .flag: .integer(1)
    case .names, .fields: .listed(term.nodes.map { .text(names[$0]) })
    case .number(let number): .number(number)
    case .day(let day): .day(day)
    case .date(let date): .text("\(date)")
    case .time(let minute): .text(clock(minute))
    case .duration(let minutes): .integer(minutes)
    case .period(let period): .text(period.text)
    case .text(let text): .text(text)
    case .statements(let numbers): numbers.first.map { .integer($0) }
    }
  }
}

extension StatementLog {
  /// The names that nodes have by merges, said as such, each by the number of its merge: an export tells of one node,
  /// and has no merge. Each is said of the first day that names the node, as merges hold whatever the day.
  package var namesByMerges: [Int: String] {
    if redirections.isEmpty { return [:] }
    let (names, phrase) = (names, vocabulary.phrase(named: "aka"))
    var firsts: [Node: Day] = [:]
    for number in liveNumbers {
      let said = self[number]
      guard let day = said.day else { continue }
      for node in said.nodes { firsts[node] = min(firsts[node] ?? day, day) }
    }
    var lines: [Int: String] = [:]
    for node in Set(redirections.values) {
      guard let day = firsts[node] else { continue }
      for (name, statement) in names.namesByMerges(of: node) {
        var further = Sentence<Node>(phrase: phrase, subject: node, objects: [.text(name)])
        further.set(.day(day), clause: Clause.index(of: .on))
        lines[statement] = text(of: further)
      }
    }
    return lines
  }

  /// Statements as a script, with lines that stand for others by their numbers. Those that others refer to bear their
  /// numbers.
  fileprivate func script(of numbers: [Int], adding lines: [Int: String] = [:]) -> [String] {
    let referring = liveNumbers.lazy.filter { number in
      self.records.form(of: self.records.row(of: number))?.slots.contains { $0.kind == .statements } ?? false
    }
    let referred = Set(referring.flatMap { self[$0].references })
    let texts = Dictionary(uniqueKeysWithValues: zip(numbers, texts(of: numbers))).merging(lines) { $1 }
    return ["language 2"]
      + texts.keys.sorted().map { number in
        (lines[number] == nil && referred.contains(number) ? "#\(number) " : "") + (texts[number] ?? "")
      }
  }
}
