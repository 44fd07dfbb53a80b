import KithGraph

/// The truth of a network: its statements, and the network folded from those that count.
///
/// Everything derived — ties, ledger, names — follows from the list; taking a statement back folds anew, as if it had
/// never been.
public struct Chronicle: Sendable {
  /// The language in which it is said; not built before it is asked for.
  public var vocabulary: Vocabulary { .standard }
  /// What the statements make true.
  public private(set) var network: Network
  private(set) var records: Records

  /// An empty chronicle.
  public init() {
    network = Network()
    records = Records()
  }

  /// A chronicle of records and names read from a file, folded.
  init(names: [(name: String, kind: NodeKind)], records: Records) {
    network = Network(names: names)
    self.records = records
    refold()
  }

  /// How many statements were ever recorded.
  public var count: Int { records.count }

  /// The numbers of the statements that count, in order.
  var liveNumbers: [Int] { Array(records.live) }

  /// A statement, live or not.
  subscript(number: Int) -> Sentence<Node> { records[number] }

  /// Whether a statement of that number counts.
  public func isLive(_ number: Int) -> Bool { (1..<(count + 1)).contains(number) && records.state(of: number) == .live }

  /// The canonical text of a statement.
  public func text(of number: Int) -> String { printer.text(records[number]) }

  /// The canonical text of a sentence.
  func text(of sentence: Sentence<Node>) -> String { printer.text(sentence) }

  var printer: SentencePrinter { SentencePrinter(vocabulary: vocabulary, names: network.names) }

  // MARK: Changing it

  /// The node of a name, made if there is none.
  mutating func intern(_ name: String, as kind: NodeKind) -> Node { network.intern(name, as: kind) }

  /// Records a statement whose facts are known to be sound; gives its number.
  mutating func record(_ sentence: Sentence<Node>, _ facts: [Fact]) -> Int {
    let number = records.append(sentence)
    fold(sentence, facts, number)
    return number
  }

  /// Takes statements back, with all that followed from them; says whether a name may be another kind of thing by that.
  @discardableResult
  mutating func withdraw(_ numbers: [Int]) -> Bool {
    for number in numbers { records.set(.withdrawn, of: number) }
    return unfold(numbers)
  }

  /// Says that the statements from a number on were acknowledged together.
  public mutating func closeUnit(from number: Int) { records.closeUnit(from: number) }

  /// The live statements of the newest units that have any, so many, the newest first.
  func newestUnits(_ count: Int) -> [[Int]] {
    var found: [[Int]] = []
    for unit in records.unitsNewestFirst where found.count < count {
      let live = unit.filter(isLive)
      if !live.isEmpty { found.append(live) }
    }
    return found
  }

  /// The statements of the first unit behind the newest that stands.
  var oldestWithdrawnUnit: [Int] {
    var found: [Int] = []
    for unit in records.unitsNewestFirst {
      if unit.contains(where: isLive) { break }
      found = Array(unit)
    }
    return found
  }

  /// Lets statements that were taken back count again.
  mutating func restore(_ numbers: [Int]) {
    for number in numbers { records.set(.live, of: number) }
    refold()
  }

  /// A statement that stands on a name being something else than it is, and the name: what made it so was taken back.
  var contradiction: (number: Int, name: String, kind: NodeKind)? {
    let names = network.names
    for number in records.live {
      for (node, kind) in mentions(of: records[number]) where kind != .place && names.kind(of: node) != kind {
        return (number, names[node], kind)
      }
    }
    return nil
  }

  /// The commitment that a statement closes, where that is not open now.
  func commitmentMissing(to number: Int) -> Int? {
    guard case .closing(let opening, _)? = (try? facts(of: records[number]))?.first else { return nil }
    return isLive(opening) && network.closing(of: opening) == nil ? nil : opening
  }

  /// A name of a statement that stands for something else by now; `nil` when the statement can count again.
  func nameTaken(by number: Int) -> String? {
    let names = network.names
    for (node, kind) in mentions(of: records[number]) where node != .me {
      let isOther = names.node(names[node], in: kind.space).map { $0 != node && names.exists($0) } ?? false
      let isOtherKind = names.exists(node) && names.kind(of: node) != kind && kind != .place && names.kind(of: node) != .place
      if isOther || isOtherKind { return names[node] }
    }
    return nil
  }

  // MARK: Marks

  /// A state to go back to.
  public struct Mark: Sendable {
    fileprivate let records: Records.Mark
    fileprivate let names: Network.NamesMark

    /// The number that the next statement will bear.
    var nextNumber: Int { records.statements + 1 }
  }

  /// The state now.
  public var mark: Mark { Mark(records: records.mark, names: network.namesMark) }

  /// Goes back to a mark: what was taken back since counts again, and what was said again does not.
  public mutating func cut(to mark: Mark, restoring withdrawn: [Int], withdrawing restored: [Int]) {
    withdraw((mark.nextNumber..<(records.count + 1)).filter(isLive) + restored.filter { $0 < mark.nextNumber && isLive($0) })
    records.cut(to: mark.records)
    let live = withdrawn.filter { $0 <= records.count }
    if !live.isEmpty { restore(live) }
    network.cutNames(to: mark.names)
  }

  /// Cuts off the names made since a mark; no statement mentions them.
  mutating func cutNames(to mark: Mark) { network.cutNames(to: mark.names) }

  // MARK: Folding

  private mutating func refold() {
    network.removeFacts()
    for number in records.live {
      let sentence = records[number]
      // What was sound when it was said is sound still: facts depend on the sentence alone.
      if let facts = try? facts(of: sentence) { fold(sentence, facts, number) }
    }
  }

  /// What a sentence makes true.
  func facts(of sentence: Sentence<Node>) throws(Refusal) -> [Fact] {
    guard case .record(_, _, let means) = vocabulary.verb(of: sentence.phrase).effect else { return [] }
    return try means(occasion(of: sentence), sentence.subject ?? .me, sentence.objects)
  }

  private mutating func fold(_ sentence: Sentence<Node>, _ facts: [Fact], _ number: Int) {
    for (node, kind) in mentions(of: sentence) { network.mention(node, as: kind) }
    let day = sentence.day ?? .first
    for fact in facts { network.apply(fact, by: number, on: day) }
  }

  /// Takes out what was folded in, or folds anew where that is not the same: a node may only be an org or a group
  /// because one of the statements says so. Says whether it folded anew.
  private mutating func unfold(_ numbers: [Int]) -> Bool {
    guard let first = numbers.min() else { return false }
    let mentions = numbers.flatMap { self.mentions(of: records[$0]) }
    if mentions.contains(where: { $0.kind == .org || $0.kind == .group }) {
      refold()
      return true
    }
    for (node, _) in mentions { network.unmention(node) }
    network.removeFacts(of: Set(numbers), first: first)
    return false
  }

  /// Every node that a sentence names, with the kind that the slot asks for.
  private func mentions(of sentence: Sentence<Node>) -> [(node: Node, kind: NodeKind)] {
    let verb = vocabulary.verb(of: sentence.phrase)
    var mentions = sentence.subject.map { [(node: $0, kind: NodeKind.person)] } ?? []
    for (part, term) in zip(verb.parts, sentence.objects) {
      mentions += term.nodes.map { ($0, part.kind(of: $0, network.names)) }
    }
    for said in sentence.clauses {
      mentions += said.term.nodes.map { ($0, Clause.all[said.clause].part.kind(of: $0, network.names)) }
    }
    return mentions
  }

  private func occasion(of sentence: Sentence<Node>) -> Occasion {
    var occasion = Occasion(day: .first)
    for said in sentence.clauses { Clause.all[said.clause].fill(said.term, &occasion) }
    occasion.channelWeight = occasion.channel.map { (Channel.named(network.names[$0]) ?? .social).weight }
    return occasion
  }
}

extension Sentence {
  /// The statement's day.
  var day: Day? {
    if case .day(let day)? = clause(Clause.index(of: .on)) { day } else { nil }
  }
}
