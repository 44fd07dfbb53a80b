import KithGraph

/// What statements can be counted by.
enum Dimension: String, CaseIterable, Sendable { case day, week, month, weekday, channel, person, place, topic, tag, verb }

extension Inquiry {
  /// `count … by D`: how many statements there are of each; of days in their order, of anything else the most first.
  func count(
    of node: Node?, _ pattern: ContactPattern<Node>, by dimension: Dimension
  ) -> Report {
    var counts: [String: Int] = [:]
    for number in chronicle.liveNumbers {
      let sentence = chronicle[number]
      guard says(sentence, node, pattern) else { continue }
      for key in keys(of: sentence, by: dimension) { counts[key, default: 0] += 1 }
    }
    let isInTime = [.day, .week, .month, .weekday].contains(dimension)
    let sorted = counts.sorted { a, b in
      switch dimension {
      case .weekday: weekdays.firstIndex(of: a.key) ?? 7 < weekdays.firstIndex(of: b.key) ?? 7
      default: isInTime || a.value == b.value ? Names.folded(a.key) < Names.folded(b.key) : a.value > b.value
      }
    }
    let rows: [[Value]] = sorted.map { [.text($0.key), .quantity($0.value)] }
    var report = Report(Report.Shape.count(by: dimension), rows, ifEmpty: "nothing to count")
    report.calendarEnd = dimension == .day ? today : nil
    return report
  }

  private func keys(of sentence: Sentence<Node>, by dimension: Dimension) -> [String] {
    let verb = chronicle.vocabulary.verb(of: sentence.phrase)
    func nodes(_ column: LogColumn) -> [String] {
      let objects = zip(verb.parts, sentence.objects).filter { $0.0.column == column }.flatMap { $0.1.nodes }
      let clauses = sentence.clauses.filter { Clause.all[$0.clause].part.column == column }.flatMap(\.term.nodes)
      return (objects + clauses).map { names[$0] }
    }
    switch dimension {
    case .day: return sentence.day.map { [$0.description] } ?? []
    case .week: return sentence.day.flatMap { $0.adding(days: -$0.weekday) }.map { [$0.description] } ?? []
    case .month: return sentence.day.map { [String($0.description.prefix(7))] } ?? []
    case .weekday: return sentence.day.map { [weekdays[$0.weekday]] } ?? []
    case .verb: return [chronicle.vocabulary.phrases[sentence.phrase].phrase.text]
    case .person: return nodes(.people) + (sentence.subject.map { $0 == .me ? [] : [names[$0]] } ?? [])
    case .place: return nodes(.place)
    case .topic: return nodes(.topics)
    case .tag: return nodes(.tags)
    case .channel:
      let said = nodes(.channel)
      if said.isEmpty, case .record(let channel?, _, _) = verb.effect { return [channel.name] }
      return said
    }
  }
}

private let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
