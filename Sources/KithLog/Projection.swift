import KithColumns
import KithGrammar
import KithGraph

extension Fact {
  /// Whether it opens or closes something: what others can be said of has to be there.
  package var isOfAgenda: Bool {
    switch self {
    case .commitment, .closing, .plan, .planStep: true
    case .contact, .gift, .introduction, .stated, .employment, .departure, .cadence, .field, .location, .alias,
      .attribute, .dated:
      false
    }
  }

  /// Whether it is about a name: it is projected at once, whatever else is.
  package var isOfNames: Bool { if case .alias = self { true } else { false } }
}

extension StatementLog {
  /// The nodes and their names.
  public var names: Names { projectedNetwork.names }

  /// What holds for the whole network.
  public var options: NetworkOptions { projectedNetwork.options }

  // These are lent, not copied: a copy counts up every array in them.

  /// What the statements make true.
  public var network: Network {
    _read {
      projectRest()
      yield projectedNetwork
    }
  }

  /// Projects the rows that are not projected yet; only some of them where it is interrupted.
  private func projectRest() {
    guard projectedCount < count else { return }
    var reader = FactReader(self)
    let rows = (projectedCount + 1)...count
    if projectedCount == 0 { projectedNetwork.reserve(count) }
    projectedCount = records.withColumns { columns in
      for row in rows where columns.isLive(row) && records.edited(by: row) == nil {
        if row % 1024 == 0, isInterrupted() { return row - 1 }
        reader.read(row, in: columns) { fact, day, node in
          if !fact.isOfNames { projectedNetwork.apply(fact, by: row, on: day, node) }
        }
      }
      return rows.upperBound
    }
  }

  /// What the statements make true that open and close things, and nothing besides.
  package var agenda: Network {
    _read {
      if projectedCount == count {
        yield projectedNetwork
      } else {
        projectAgenda()
        yield projectedAgenda.network
      }
    }
  }

  private func projectAgenda() {
    for index in projectedAgenda.rows..<agendaRows.count {
      projectedAgenda.network.apply(Int(agendaRows[index]), of: self)
    }
    projectedAgenda.rows = agendaRows.count
  }

  /// What some rows make true, in their order.
  package func agenda(ofRows rows: [Int]) -> Network {
    var network = Network()
    for row in rows { network.apply(row, of: self) }
    return network
  }

  /// Whether a row counts, and says something of its own.
  fileprivate func isProjected(_ row: Int) -> Bool {
    isRow(row) && records.state(of: row) == .live && records.edited(by: row) == nil
  }

  /// Whether there is such a row: a file may name others.
  package func isRow(_ row: Int) -> Bool { (1..<(count + 1)).contains(row) }

  /// The facts of a row, names aside, and their day.
  package func dated(_ row: Int) -> (facts: [Fact], day: Day) {
    let sentence = self[row]
    return (((try? facts(of: sentence)) ?? []).filter { !$0.isOfNames }, sentence.day ?? .first)
  }

  /// Whether what a fact of a day refers to is there, open, and no later than that day.
  package func accepts(_ fact: Fact, on day: Day) -> Bool {
    (fact.isOfAgenda ? agenda : projectedNetwork).accepts(fact, on: day)
  }

  // MARK: Changing it

  /// Projects a row that was just recorded.
  package func project(_ sentence: Sentence<Node>, _ facts: [Fact], _ row: Int) {
    let mentions = mentions(of: sentence)
    let day = sentence.day ?? .first
    let isUpToDate = projectedCount == row - 1
    for (node, kind) in mentions { projectedNetwork.mention(node, as: kind) }
    for fact in facts where isUpToDate || fact.isOfNames { projectedNetwork.apply(fact, by: row, on: day) }
    if isUpToDate { projectedCount = row }
    note(row, facts)
    if facts.isEmpty || facts.contains(where: \.mayStand) {
      let nodes = sentence.nodes + (sentence.subject == nil ? [.me] : [])
      for node in nodes.distinct { standing[node, default: []].append(UInt32(row)) }
    }
  }

  /// Remembers what a row is about, as far as it has to be found again.
  private func note(_ row: Int, _ facts: [Fact]) {
    if facts.contains(where: \.isOfAgenda) { agendaRows.append(UInt32(row)) }
    if facts.contains(where: \.isOfNames) { specialRows.append(UInt32(row)) }
  }

  /// Takes rows out of the projection; their mentions are gone.
  package func removeFacts(of numbers: [Int], first: Int, mentions: [Node]) {
    for node in mentions { projectedNetwork.unmention(node) }
    projectedNetwork.removeFacts(of: Set(numbers), first: first)
    projectedAgenda = (Network(), 0)
  }

  /// Lets go of what is known of the rows behind the last one.
  package func forgetRowsBehind() {
    while agendaRows.count > 0, Int(agendaRows[agendaRows.count - 1]) > count { agendaRows.removeLast(1) }
    while specialRows.count > 0, Int(specialRows[specialRows.count - 1]) > count { specialRows.removeLast(1) }
    (projectedCount, projectedAgenda) = (min(projectedCount, count), (Network(), 0))
  }

  /// Starts a rebuild: no statement is projected, and no node mentioned.
  package func beginProjection() {
    projectedNetwork.removeFacts()
    (projectedCount, projectedAgenda) = (0, (Network(), 0))
    (redirections, standing) = ([:], [:])
    (agendaRows, specialRows) = (Column(), Column())
  }

  /// Projects the next row of a rebuild.
  package func projectNext(_ sentence: Sentence<Node>, _ facts: [Fact], _ row: Int) {
    projectedCount = row - 1
    project(sentence, facts, row)
  }

  /// Ends a rebuild.
  package func endProjection() {
    projectedCount = count
    specialRows = Column(specialRows.all.sorted())
  }
}

extension Network {
  /// Adds the facts of a row that counts.
  fileprivate mutating func apply(_ row: Int, of log: StatementLog) {
    guard log.isProjected(row) else { return }
    let (facts, day) = log.dated(row)
    for fact in facts { apply(fact, by: row, on: day) }
  }
}
