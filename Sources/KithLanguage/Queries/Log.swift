import KithGraph

extension Inquiry {
  /// `log`: the statements that count, newest last; with a limit, the newest.
  func log(of node: Node?, _ pattern: ContactPattern<Node>, limit: Int?) -> Report {
    var numbers: [Int] = []
    for number in candidates(node) {
      if numbers.count == limit { break }
      if says(chronicle[number], node, pattern) { numbers.append(number) }
    }
    var report = Report(
      .log, numbers.reversed().map(row), ifEmpty: "nothing is recorded yet; say `met alice at coffee`")
    let (chronicle, chosen) = (chronicle, Array(numbers.reversed()))
    report.renderings[.net] = { chronicle.script(of: chosen) }
    return report
  }

  /// The statements that may name a node, the newest first.
  func candidates(_ node: Node?) -> AnySequence<Int> {
    guard let node, node != .me else { return AnySequence(chronicle.liveNumbers.reversed()) }
    return AnySequence(chronicle.numbers(naming: node).lazy.filter(chronicle.isTold))
  }

  /// `export`: the whole network as a script that makes an equal one of an empty one.
  func export() -> Report {
    var report = log(of: nil, .anything, limit: nil)
    report.format = .net
    return report
  }

  /// `show #12`: a statement in full: everything that `log` can tell of it.
  func show(statement number: Int) throws(Refusal) -> Report {
    guard chronicle.isStatement(number) || chronicle.liveNumbers.contains(number) else {
      throw Refusal("#\(number) is no statement that stands", help: "`log` shows the statements that stand")
    }
    return Report(.log, of: row(of: number))
  }

  /// Whether a sentence names a node and fits a pattern.
  func says(_ sentence: Sentence<Node>, _ node: Node?, _ pattern: ContactPattern<Node>) -> Bool {
    fits(sentence, pattern) && (node.map(sentence.names) ?? true)
  }

  private func row(of number: Int) -> [Value] {
    let sentence = chronicle[number]
    let verb = chronicle.vocabulary.verb(of: sentence.phrase)
    var cells: [LogColumn: Value] = [
      .id: .integer(number), .text: .text(chronicle.text(of: number)),
      .subject: .text(sentence.subject.map { names[$0] } ?? "me"),
      .verb: .text(chronicle.vocabulary.phrases[sentence.phrase].phrase.text),
    ]
    if verb.clauses.contains(where: { $0.part.column == .worth }) { cells[.worth] = .number(1) }
    if case .record(let channel?, _, _) = verb.effect { cells[.channel] = .text(channel.name) }
    var lists: [LogColumn: [Value]] = [:]
    let objects = zip(verb.parts.map(\.column), sentence.objects).map { ($0, $1) }
    for (column, term) in objects + sentence.clauses.map({ (Clause.all[$0.clause].part.column, $0.term) }) where column != .hidden
    {
      if column.isList {
        lists[column, default: []] += term.nodes.map { .text(names[$0]) }
      } else if let value = value(of: term) {
        cells[column] = value
      }
    }
    return LogColumn.shown.map { $0.isList ? .list(lists[$0] ?? []) : cells[$0] ?? .null }
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
    let referred = Set(liveNumbers.flatMap { self[$0].references })
    return ["language 1"] + numbers.map { (referred.contains($0) ? "#\($0) " : "") + text(of: $0) }
  }
}

extension Sentence where Name == Node {
  /// Whether the sentence names a node; a sentence without a subject names me.
  fileprivate func names(_ node: Node) -> Bool { node == .me && subject == nil || nodes.contains(node) }
}
