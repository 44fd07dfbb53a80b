import KithGraph

extension Inquiry {
  /// `log`: the statements that count, newest last; with a limit, the newest.
  func log(of node: Node?, _ pattern: ContactPattern<Node>, limit: Int?) -> Report {
    let chronicle = chronicle
    var rows: [[Value]] = []
    let newest = chronicle.newest(limit, naming: node) { number in
      let sentence = chronicle[number]
      guard says(sentence, node, pattern) else { return false }
      rows.append(row(of: number, sentence))
      return true
    }
    var report = Report(.log, rows.reversed(), ifEmpty: "nothing is recorded yet; say `met alice at coffee`")
    report.renderings = [(.net, { chronicle.script(of: newest.reversed()) })]
    return report
  }

  /// `export`: the whole network as a script that makes an equal one of an empty one.
  func export() -> Report {
    let all = Array(chronicle.liveNumbers)
    // Every statement is read for it now: what is damaged comes to light before anything is shown.
    let lines = chronicle.script(of: all)
    var report = Report(.log, lazily: { all.map { self.row(of: $0, self.chronicle[$0]) } }, ifEmpty: "")
    report.renderings = [(.net, { lines })]
    report.format = .net
    return report
  }

  /// `show #12`: a statement in full: everything that `log` can tell of it.
  func show(statement number: Int) throws(Refusal) -> Report {
    guard chronicle.isStatement(number) || chronicle.liveNumbers.contains(number) else {
      throw Refusal("#\(number) is no statement that stands", help: "`log` shows the statements that stand")
    }
    return Report(.log, of: row(of: number, chronicle[number]))
  }

  /// Whether a sentence names a node and fits a pattern.
  func says(_ sentence: Sentence<Node>, _ node: Node?, _ pattern: ContactPattern<Node>) -> Bool {
    fits(sentence, pattern) && (node.map(sentence.names) ?? true)
  }

  private func row(of number: Int, _ sentence: Sentence<Node>) -> [Value] {
    let verb = chronicle.vocabulary.verb(of: sentence.phrase)
    var row = LogColumn.shown.map { $0.isList ? Value.list([]) : .null }
    func put(_ value: Value, _ column: LogColumn) { row[column.place] = value }
    put(.integer(number), .id)
    put(.text(chronicle.text(of: number, sentence)), .text)
    put(.text(sentence.subject.map { names[$0] } ?? "me"), .subject)
    put(.text(chronicle.vocabulary.wording(of: sentence.phrase).text), .verb)
    if verb.clauses.contains(where: { $0.part.column == .worth }) { put(.number(1), .worth) }
    if case .record(let channel?, _, _) = verb.effect { put(.text(channel.name), .channel) }
    func take(_ term: Term<Node>, _ column: LogColumn) {
      if column == .hidden { return }
      if case .list(let values) = row[column.place] {
        put(.list(values + term.nodes.map { .text(names[$0]) }), column)
      } else if let value = value(of: term) {
        put(value, column)
      }
    }
    for (part, term) in zip(verb.parts, sentence.objects) { take(term, part.column) }
    for said in sentence.clauses { take(said.term, Clause.all[said.clause].part.column) }
    return row
  }

  private func value(of term: Term<Node>) -> Value? {
    switch term {
    case .none, .condition, .choices: nil
    case .flag: .integer(1)
    case .names(let nodes): nodes.first.map { .text(names[$0]) }
    case .number(let number): .number(number)
    case .day(let day): .day(day)
    case .time(let minute): .text(clock(minute))
    case .duration(let minutes): .integer(minutes)
    case .period(let period): .text(period.text)
    case .text(let text): .text(text)
    case .fields(let fields): .text(fields.map(\.value).joined(separator: ", "))
    case .statements(let numbers): .list(numbers.map { .integer($0) })
    }
  }
}

extension Chronicle {
  /// Statements as a script. Those that others refer to bear their numbers.
  fileprivate func script(of numbers: [Int]) -> [String] {
    var row = RowForm()
    // What refers to others has no form in common with others.
    let referred = Set(liveNumbers.lazy.filter { !records.takeApart($0, into: &row) }.flatMap { self[$0].references })
    var texts = TextForms(of: self)
    return ["language 1"] + numbers.map { (referred.contains($0) ? "#\($0) " : "") + texts.text(of: $0) }
  }
}

extension Sentence where Name == Node {
  /// Whether the sentence names a node; a sentence without a subject names me.
  fileprivate func names(_ node: Node) -> Bool { node == .me && subject == nil || nodes.contains(node) }
}
