import KithColumns
import KithGraph

/// What is folded from the statements, as far as anybody has asked for it.
///
/// Names and options hold what every statement says. Facts are folded when a question or a verb first needs them: of
/// all statements, or of those only that open and close things.
final class Fold {
  /// The names and options, and the facts of the rows that are folded.
  fileprivate(set) var network: Network
  /// How many rows there are whose facts are in the network.
  fileprivate(set) var folded: Int
  /// The facts of the rows that open and close things, and how many of those rows are in it.
  fileprivate var agenda: (network: Network, folded: Int)?

  init(_ network: Network, folded: Int) { (self.network, self.folded) = (network, folded) }
}

extension Fact {
  /// Whether it opens or closes something: what others can be said of has to be there.
  var isOfAgenda: Bool {
    switch self {
    case .commitment, .closing, .plan, .planStep: true
    case .contact, .gift, .introduction, .stated, .employment, .departure, .cadence, .field, .location, .alias,
      .attribute:
      false
    }
  }

  /// Whether it is about a name: it is folded at once, whatever else is.
  var isOfNames: Bool { if case .alias = self { true } else { false } }
}

extension Chronicle {
  // These are lent, not copied: a copy counts up every array in them.

  /// The nodes and their names.
  public var names: Names { _read { yield fold.network.names } }

  /// What holds for the whole network.
  public var options: NetworkOptions { _read { yield fold.network.options } }

  /// What the statements make true.
  public var network: Network {
    _read {
      foldRest()
      yield fold.network
    }
  }

  /// Folds the facts of the rows that are not folded yet; of some of them where it is interrupted.
  private func foldRest() {
    if fold.folded < count {
      var forms = ByForm<[Fact]?>()
      for row in (fold.folded + 1)...count where isFolded(row) {
        if row % 1024 == 0, Interruption.isAsked() {
          fold.folded = row - 1
          return
        }
        let facts = facts(of: row, by: &forms) ?? dated(row).facts
        let day = records.day(of: records.row(of: row)) ?? .first
        for fact in facts { fold.network.apply(fact, by: row, on: day) }
      }
      (fold.folded, fold.agenda) = (count, nil)
    }
  }

  /// What the statements make true that open and close things, and nothing besides.
  var agenda: Network {
    if fold.folded == count { return fold.network }
    var (network, folded) = fold.agenda ?? (Network(), 0)
    fold.agenda = nil
    while folded < agendaRows.count {
      let row = Int(agendaRows[folded])
      if isFolded(row) {
        let dated = dated(row)
        for fact in dated.facts { network.apply(fact, by: row, on: dated.day) }
      }
      folded += 1
    }
    fold.agenda = (network, folded)
    return network
  }

  /// Whether a row counts, and says something of its own.
  private func isFolded(_ row: Int) -> Bool {
    (1...count).contains(row) && records.state(of: row) == .live && records.edited(by: row) == nil
  }

  /// The facts of a row, names aside, and their day.
  func dated(_ row: Int) -> (facts: [Fact], day: Day) {
    let sentence = self[row]
    return (((try? facts(of: sentence)) ?? []).filter { !$0.isOfNames }, sentence.day ?? .first)
  }

  /// Whether what a fact of a day refers to is there, open, and no later than that day.
  func accepts(_ fact: Fact, on day: Day) -> Bool { (fact.isOfAgenda ? agenda : fold.network).accepts(fact, on: day) }

  // MARK: Changing it

  /// Changes the names, the options or the facts that are folded; other chronicles keep theirs.
  mutating func changeNetwork<Result>(_ change: (inout Network) -> Result) -> Result {
    if !isKnownUniquelyReferenced(&fold) { fold = Fold(fold.network, folded: fold.folded) }
    return change(&fold.network)
  }

  /// Folds a row that was just recorded.
  mutating func fold(_ sentence: Sentence<Node>, _ facts: [Fact], _ row: Int) {
    let mentions = mentions(of: sentence)
    let day = sentence.day ?? .first
    let isUpToDate = fold.folded == row - 1
    changeNetwork { network in
      for (node, kind) in mentions { network.mention(node, as: kind) }
      for fact in facts where isUpToDate || fact.isOfNames { network.apply(fact, by: row, on: day) }
    }
    if isUpToDate { fold.folded = row }
    note(row, facts)
    if facts.isEmpty || facts.contains(where: \.mayStand) {
      let nodes = sentence.nodes + (sentence.subject == nil ? [.me] : [])
      for node in nodes.distinct { standing[node, default: []].append(UInt32(row)) }
    }
  }

  /// Remembers what a row is about, as far as it has to be found again.
  private mutating func note(_ row: Int, _ facts: [Fact]) {
    if facts.contains(where: \.isOfAgenda) { agendaRows.append(UInt32(row)) }
    if facts.contains(where: \.isOfNames) { specialRows.append(UInt32(row)) }
  }

  /// Takes rows out of what is folded; their mentions are gone.
  mutating func removeFacts(of numbers: [Int], first: Int, mentions: [Node]) {
    changeNetwork { network in
      for node in mentions { network.unmention(node) }
      network.removeFacts(of: Set(numbers), first: first)
    }
    fold.agenda = nil
  }

  /// Lets go of what is known of the rows behind the last one.
  mutating func forgetRowsBehind() {
    while agendaRows.count > 0, Int(agendaRows[agendaRows.count - 1]) > count { agendaRows.removeLast(1) }
    while specialRows.count > 0, Int(specialRows[specialRows.count - 1]) > count { specialRows.removeLast(1) }
    changeNetwork { _ in }
    (fold.folded, fold.agenda) = (min(fold.folded, count), nil)
  }

  /// Starts all anew: no statement is folded, and no node mentioned.
  mutating func beginFold() {
    changeNetwork { $0.removeFacts() }
    (fold.folded, fold.agenda) = (0, nil)
    (redirections, standing) = ([:], [:])
    (agendaRows, specialRows) = (Column(), Column())
  }

  /// Folds what a fold anew finds of a row, whose number is the next.
  mutating func foldNext(_ sentence: Sentence<Node>, _ facts: [Fact], _ row: Int) {
    fold.folded = row - 1
    fold(sentence, facts, row)
  }

  /// Ends a fold anew.
  mutating func endFold() {
    fold.folded = count
    specialRows = Column(specialRows.all.sorted())
  }
}
