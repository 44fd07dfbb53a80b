import KithGrammar
import KithGraph
import KithLog

extension QueryContext {
  /// `count … by D`: how many statements there are of each, what is said twice counted once; of days in their order, of
  /// anything else the most first.
  package func count(
    of node: Node?, _ pattern: ContactPattern<Node>, by dimension: Dimension
  ) -> Report {
    let counts =
      node == nil && pattern.isAnything ? countsOfAll(by: dimension) : counts(of: node, pattern, by: dimension)
    let isInTime = [.day, .week, .month, .weekday].contains(dimension)
    let sorted = counts.map { (text: $0.key, count: $0.value, order: order(of: $0.key, by: dimension)) }.sorted {
      a, b in
      if !isInTime, a.count != b.count { return a.count > b.count }
      return a.order == b.order ? a.text < b.text : a.order < b.order
    }
    let rows: [[Value]] = sorted.map { [.text($0.text), .quantity($0.count)] }
    var report = Report(Report.Shape.count(by: dimension), rows, ifEmpty: "nothing to count")
    report.calendarEnd = dimension == .day ? today : nil
    return report
  }

  /// What a key is put in order by, where that is not how often it counts.
  private func order(of key: String, by dimension: Dimension) -> String {
    dimension == .weekday ? String(Day.weekdayNames.firstIndex(of: key) ?? 7) : Names.folded(key)
  }

  package func counts(of node: Node?, _ pattern: ContactPattern<Node>, by dimension: Dimension) -> [String: Int] {
    var counts: [String: Int] = [:]
    for number in counted {
      let sentence = log[number]
      guard says(sentence, node, pattern) else { continue }
      for key in texts(of: keys(of: sentence, by: dimension), by: dimension) { counts[key, default: 0] += 1 }
    }
    return counts
  }

  /// The counts of all statements; what a row counts for is worked out once for each form of row.
  package func countsOfAll(by dimension: Dimension) -> [String: Int] {
    var counts: [String: Int] = [:]
    var (ofNodes, ofDays) = ([Int](repeating: 0, count: names.count), [Day: Int]())
    var (forms, nodes) = (ByForm<FormKeys>(), [Node]())
    let (records, areAsSaid, counted) = (log.records, log.redirections.isEmpty, counted)
    records.withColumns { columns in
      for number in counted {
        let row = records.row(of: number)
        let operands = columns.operands(of: row)
        guard areAsSaid, let form = forms[columns.form(of: row)] ?? formKeys(of: row, by: dimension),
          form.operandCount == operands.count, columns.read(&nodes, of: row, at: form.places)
        else {
          for key in texts(of: keys(of: log[number], by: dimension), by: dimension) { counts[key, default: 0] += 1 }
          continue
        }
        forms[columns.form(of: row)] = form
        switch form.keys {
        case .nodes(let places):
          for place in places {
            let node = nodes[Int(place.index)]
            if isCounted(node, by: dimension) { ofNodes[Int(node.index)] += 1 }
          }
        case .day: if let day = form.day.map({ Day(number: operands[$0]) }) { ofDays[day, default: 0] += 1 }
        case .texts(let texts): for text in texts { counts[text, default: 0] += 1 }
        }
      }
    }
    counts.reserveCapacity(counts.count + ofNodes.lazy.filter { $0 > 0 }.count)
    for (index, count) in ofNodes.enumerated() where count > 0 {
      counts[names[Node(Int32(index))], default: 0] += count
    }
    for (day, count) in ofDays { counts[text(of: day, by: dimension), default: 0] += count }
    return counts
  }

  /// What a statement counts for: nodes, its day, or what its verb says.
  private enum Keys {
    case nodes([Node])
    case day(Day?)
    case texts([String])

    /// The same with a node's place among these for the node.
    func placed(_ nodes: [Node]) -> Keys {
      guard case .nodes(let keys) = self else { return self }
      return .nodes(keys.compactMap { key in nodes.firstIndex(of: key).map { Node(Int32($0)) } })
    }
  }

  /// What all rows of a form count for: nodes as places among the row's own, which are at some places among its
  /// operands, as its day is.
  private struct FormKeys {
    let keys: Keys
    let places: [Int]
    let day: Int?
    let operandCount: Int
  }

  /// What the form of a row counts for; `nil` where the row does not tell, or each has to be looked at.
  private func formKeys(of row: Int, by dimension: Dimension) -> FormKeys? {
    guard let form = log.records.form(of: row), let nodes = log.records.otherNodes(of: row) else { return nil }
    return FormKeys(
      keys: keys(of: log.records[row], by: dimension).placed(nodes), places: form.nodePlaces, day: form.day,
      operandCount: form.operandCount)
  }

  /// Whether a node is of what is counted by. It is not asked for when keys are made: rows of one form may name one
  /// thing or the other.
  private func isCounted(_ node: Node, by dimension: Dimension) -> Bool {
    switch dimension {
    case .person: isOther(node)
    case .tag: names.kind(of: node) == .tag
    case .day, .week, .month, .weekday, .channel, .place, .topic, .verb: true
    }
  }

  private func texts(of keys: Keys, by dimension: Dimension) -> [String] {
    switch keys {
    case .nodes(let nodes): nodes.filter { isCounted($0, by: dimension) }.map { names[$0] }
    case .day(let day): day.map { [text(of: $0, by: dimension)] } ?? []
    case .texts(let texts): texts
    }
  }

  private func text(of day: Day, by dimension: Dimension) -> String {
    switch dimension {
    case .week: (day.adding(days: -day.weekday) ?? day).description
    case .month: String(day.description.prefix(7))
    case .weekday: day.weekdayName
    default: day.description
    }
  }

  private func keys(of sentence: Sentence<Node>, by dimension: Dimension) -> Keys {
    switch dimension {
    case .day, .week, .month, .weekday: return .day(sentence.day)
    case .verb: return .texts([log.vocabulary.wording(of: sentence.phrase).text])
    case .person: return .nodes(nodes(of: sentence, in: .people))
    case .place: return .nodes(nodes(of: sentence, in: .place))
    case .topic: return .nodes(nodes(of: sentence, in: .topics))
    case .tag: return .nodes((nodes(of: sentence, in: .tags) + nodes(of: sentence, in: .people)).distinct)
    // A channel that is said is a part of the form.
    case .channel: return .texts(channel(of: sentence).map { [$0] } ?? [])
    }
  }
}
