import KithColumns
import KithGrammar
import KithGraph

extension Fact {
  /// Whether it opens or closes something: what others can be said of has to be there.
  package var isOfAgenda: Bool {
    switch self {
    case .commitment, .closing, .plan, .planStep: true
    case .contact, .gift, .introduction, .stated, .employment, .departure, .cadence, .field, .location, .alias,
      .attribute:
      false
    }
  }

  /// Whether it is about a name: it is folded at once, whatever else is.
  package var isOfNames: Bool { if case .alias = self { true } else { false } }
}

extension Chronicle {
  /// The nodes and their names.
  public var names: Names { foldedNetwork.names }

  /// What holds for the whole network.
  public var options: NetworkOptions { foldedNetwork.options }

  // These are lent, not copied: a copy counts up every array in them.

  /// What the statements make true.
  public var network: Network {
    _read {
      foldRest()
      yield foldedNetwork
    }
  }

  /// Folds the facts of the rows that are not folded yet; of some of them where it is interrupted.
  private func foldRest() {
    guard foldedCount < count else { return }
    var forms = ByForm<[Fact]?>()
    for row in (foldedCount + 1)...count where isFolded(row) {
      if row % 1024 == 0, isInterrupted() {
        foldedCount = row - 1
        return
      }
      let facts = facts(of: row, by: &forms) ?? dated(row).facts
      let day = records.day(of: records.row(of: row)) ?? .first
      for fact in facts { foldedNetwork.apply(fact, by: row, on: day) }
    }
    foldedCount = count
  }

  /// What the statements make true that open and close things, and nothing besides.
  package var agenda: Network {
    _read {
      if foldedCount == count {
        yield foldedNetwork
      } else {
        foldAgenda()
        yield foldedAgenda.network
      }
    }
  }

  private func foldAgenda() {
    for index in foldedAgenda.rows..<agendaRows.count { foldedAgenda.network.apply(Int(agendaRows[index]), of: self) }
    foldedAgenda.rows = agendaRows.count
  }

  /// What some rows make true, in their order.
  package func agenda(ofRows rows: [Int]) -> Network {
    var network = Network()
    for row in rows { network.apply(row, of: self) }
    return network
  }

  /// Whether a row counts, and says something of its own.
  fileprivate func isFolded(_ row: Int) -> Bool {
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
    (fact.isOfAgenda ? agenda : foldedNetwork).accepts(fact, on: day)
  }

  // MARK: Changing it

  /// Folds a row that was just recorded.
  package func fold(_ sentence: Sentence<Node>, _ facts: [Fact], _ row: Int) {
    let mentions = mentions(of: sentence)
    let day = sentence.day ?? .first
    let isUpToDate = foldedCount == row - 1
    for (node, kind) in mentions { foldedNetwork.mention(node, as: kind) }
    for fact in facts where isUpToDate || fact.isOfNames { foldedNetwork.apply(fact, by: row, on: day) }
    if isUpToDate { foldedCount = row }
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

  /// Takes rows out of what is folded; their mentions are gone.
  package func removeFacts(of numbers: [Int], first: Int, mentions: [Node]) {
    for node in mentions { foldedNetwork.unmention(node) }
    foldedNetwork.removeFacts(of: Set(numbers), first: first)
    foldedAgenda = (Network(), 0)
  }

  /// Lets go of what is known of the rows behind the last one.
  package func forgetRowsBehind() {
    while agendaRows.count > 0, Int(agendaRows[agendaRows.count - 1]) > count { agendaRows.removeLast(1) }
    while specialRows.count > 0, Int(specialRows[specialRows.count - 1]) > count { specialRows.removeLast(1) }
    (foldedCount, foldedAgenda) = (min(foldedCount, count), (Network(), 0))
  }

  /// Starts all anew: no statement is folded, and no node mentioned.
  package func beginFold() {
    foldedNetwork.removeFacts()
    (foldedCount, foldedAgenda) = (0, (Network(), 0))
    (redirections, standing) = ([:], [:])
    (agendaRows, specialRows) = (Column(), Column())
  }

  /// Folds what a fold anew finds of a row, whose number is the next.
  package func foldNext(_ sentence: Sentence<Node>, _ facts: [Fact], _ row: Int) {
    foldedCount = row - 1
    fold(sentence, facts, row)
  }

  /// Ends a fold anew.
  package func endFold() {
    foldedCount = count
    specialRows = Column(specialRows.all.sorted())
  }
}

extension Network {
  /// Adds the facts of a row that counts.
  fileprivate mutating func apply(_ row: Int, of log: Chronicle) {
    guard log.isFolded(row) else { return }
    let (facts, day) = log.dated(row)
    for fact in facts { apply(fact, by: row, on: day) }
  }
}
