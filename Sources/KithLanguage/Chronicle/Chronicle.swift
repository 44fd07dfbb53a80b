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
  /// The nodes that are part of another one, and which.
  private var redirections: [Node: Node] = [:]

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

  /// The numbers of the statements that count and are told of, in order.
  var liveNumbers: [Int] { records.live.filter { !isUnlisted($0) } }

  /// A statement as it reads now, live or not.
  subscript(number: Int) -> Sentence<Node> {
    let sentence = records[records.row(of: number)]
    return redirections.isEmpty ? sentence : redirected(sentence)
  }

  private func isUnlisted(_ row: Int) -> Bool {
    vocabulary.rewritings.contains(records.phrase(of: row)) && vocabulary.verb(of: records.phrase(of: row)).isUnlisted
  }

  /// Whether a number stands for a statement that can be said anew: not for a change of how others read, nor for an edit.
  func isStatement(_ number: Int) -> Bool {
    isLive(number) && records.edited(by: number) == nil && !vocabulary.rewritings.contains(records.phrase(of: number))
  }

  /// Whether a statement of that number counts; an edit does as long as what it edits.
  public func isLive(_ number: Int) -> Bool {
    (1..<(count + 1)).contains(number) && records.state(of: number) == .live
      && (records.edited(by: number).map { records.state(of: $0) == .live } ?? true)
  }

  /// Whether a statement of that number was taken back.
  func isWithdrawn(_ number: Int) -> Bool {
    (1..<(count + 1)).contains(number) && records.state(of: number) == .withdrawn
  }

  /// The canonical text of a statement; of an edit, with what it edits.
  public func text(of number: Int) -> String {
    guard let edited = records.edited(by: number) else {
      return SentencePrinter(vocabulary: vocabulary, names: names(before: number)).text(self[number])
    }
    return "edit #\(edited) " + printer.text(redirected(records[number]))
  }

  /// The names as a statement writes them: what renames says the name that it takes away.
  private func names(before number: Int) -> Names {
    func renaming(_ row: Int) -> (node: Node, name: String)? {
      guard vocabulary.rewritings.contains(records.phrase(of: row)),
        case .rewrite(let means) = vocabulary.verb(of: records.phrase(of: row)).effect,
        case .rename(let node, let name) = means(records[row].objects)
      else { return nil }
      return (node, name)
    }
    guard let (node, _) = renaming(number) else { return network.names }
    let before = records.live.filter { $0 < number }.compactMap(renaming).last { $0.node == node }?.name
    var names = network.names
    names.respell(node, before ?? names.firstName(of: node))
    return names
  }

  /// The canonical text of a sentence.
  func text(of sentence: Sentence<Node>) -> String { printer.text(sentence) }

  var printer: SentencePrinter { SentencePrinter(vocabulary: vocabulary, names: network.names) }

  // MARK: Changing it

  /// The node of a name, made if there is none.
  mutating func intern(_ name: String, as kind: NodeKind) -> Node { network.intern(name, as: kind) }

  /// Records a statement whose facts are known to be sound, or what one says anew; gives its row. An edit, and what makes
  /// statements read otherwise, may leave others that cannot stand: see `foldAnew`.
  mutating func record(_ sentence: Sentence<Node>, _ facts: [Fact], editing edited: Int? = nil) -> Int {
    let row = records.append(sentence, editing: edited)
    if edited == nil, !vocabulary.rewritings.contains(sentence.phrase) { fold(sentence, facts, row) }
    return row
  }

  /// Takes the rows behind a mark out again, as if they had never been recorded.
  mutating func cutRecords(to mark: Mark) {
    records.cut(to: mark.records)
    refold()
  }

  /// The nodes that were made part of another one.
  func nodes(mergedInto node: Node) -> [Node] { redirections.filter { $0.value == node }.map(\.key) }

  /// Goes on with other records, in which nothing names some nodes any more. Names that no record holds are erased.
  mutating func replace(_ records: Records, erasing gone: Set<Node>) {
    self.records = records
    network.removeFacts()
    let kept = records.allNodes.subtracting(gone)
    for index in 1..<Int32(network.names.count) where !kept.contains(Node(index)) { network.erase(Node(index)) }
    refold()
  }

  /// Leaves numbers unused, so that the next statement bears this one.
  mutating func skip(to number: Int) { records.skip(to: number) }

  /// Takes statements back, with all that followed from them; gives the first one that cannot stand without them.
  @discardableResult
  mutating func withdraw(_ numbers: [Int]) -> Flaw? {
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

  /// Lets statements that were taken back count again; gives the first one that cannot stand.
  @discardableResult
  mutating func restore(_ numbers: [Int]) -> Flaw? {
    for number in numbers { records.set(.live, of: number) }
    return foldAnew()
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
  public mutating func cut(to mark: Mark, restoring withdrawn: Set<Int>, withdrawing restored: Set<Int>) {
    withdraw((mark.nextNumber..<(records.count + 1)).filter(isLive) + restored.filter { $0 < mark.nextNumber && isLive($0) })
    records.cut(to: mark.records)
    let live = withdrawn.filter { $0 <= records.count }.sorted()
    if !live.isEmpty { restore(live) }
    network.cutNames(to: mark.names)
  }

  /// Cuts off the names made since a mark; no statement mentions them.
  mutating func cutNames(to mark: Mark) { network.cutNames(to: mark.names) }

  // MARK: Folding

  /// Folds everything anew; gives the first statement that cannot stand.
  mutating func foldAnew() -> Flaw? { refold() ?? clash }

  @discardableResult
  private mutating func refold() -> Flaw? {
    network.removeFacts()
    redirections = [:]
    var flaw: Flaw?
    for row in records.live where vocabulary.rewritings.contains(records.phrase(of: row)) {
      if let why = rewrite(records[row]) { flaw = flaw ?? Flaw(number: row, why: why) }
    }
    // Straight to where each chain of merges ends.
    for node in redirections.keys { redirections[node] = end(of: node) }
    for number in records.live {
      let sentence = self[number]
      if let name = unknown(in: sentence) { flaw = flaw ?? Flaw(number: number, why: .unknown(name)) }
      if let name = takenByPlace(in: sentence) { flaw = flaw ?? Flaw(number: number, why: .sameName(name)) }
      do throws(Refusal) {
        let facts = try facts(of: sentence)
        if !facts.allSatisfy({ network.accepts($0, on: sentence.day ?? .first) }) {
          flaw = flaw ?? Flaw(number: number, why: .nothingOpen)
        }
        fold(sentence, facts, number)
      } catch { flaw = flaw ?? Flaw(number: number, why: .refused(error)) }
    }
    return flaw
  }

  /// A name that a sentence makes an org or a group, while a place of that name stands before it: read again, the place would
  /// become that one.
  private func takenByPlace(in sentence: Sentence<Node>) -> String? {
    let names = network.names
    return mentions(of: sentence).lazy.filter { [.org, .group].contains($0.kind) && !names.exists($0.node) }
      .first { mention in names.node(names[mention.node], in: .place).map { $0 != mention.node && names.exists($0) } ?? false }
      .map { names[$0.node] }
  }

  /// Whether a sentence makes a place an org or a group.
  func makesParty(of place: Node, _ sentence: Sentence<Node>) -> Bool {
    mentions(of: sentence).contains { $0.node == place && ($0.kind == .org || $0.kind == .group) }
  }

  /// A name of a sentence that has to be known, and is not.
  private func unknown(in sentence: Sentence<Node>) -> String? {
    let verb = vocabulary.verb(of: sentence.phrase)
    if let subject = sentence.subject, !verb.otherSubjects.isEmpty, !network.names.exists(subject) {
      return network.names[subject]
    }
    let nodes = zip(verb.parts, sentence.objects).lazy.filter { $0.0.mustExist }.flatMap { $0.1.nodes }
    return nodes.first { !network.names.exists($0) }.map { network.names[$0] }
  }

  /// Makes statements read otherwise; says why that cannot be.
  private mutating func rewrite(_ sentence: Sentence<Node>) -> Flaw.Why? {
    guard case .rewrite(let means) = vocabulary.verb(of: sentence.phrase).effect else { return nil }
    switch means(sentence.objects) {
    case .rename(let node, let name): network.rename(node, to: name)
    case .set(let option): network.set(option)
    case .merge(let node, let other):
      if end(of: other) == node { return .merged(names: network.names[node]) }
      redirections[node] = other
      network.retire(node)
    }
    return nil
  }

  /// Where the chain of merges from a node ends.
  private func end(of node: Node) -> Node {
    var node = node
    while let next = redirections[node] { node = next }
    return node
  }

  /// The sentence with the nodes that it names by now, each once in a list.
  func redirected(_ sentence: Sentence<Node>) -> Sentence<Node> {
    guard !redirections.isEmpty, !vocabulary.rewritings.contains(sentence.phrase),
      sentence.nodes.contains(where: { redirections[$0] != nil })
    else { return sentence }
    var told = sentence.map { redirections[$0] ?? $0 }.withoutRepeats
    // `met bob with tom` is `met bob` where tom is bob.
    let with = Clause.index(of: .with)
    if let companions = told.clause(with)?.nodes {
      let named = Set(told.objects.flatMap(\.nodes) + (told.subject.map { [$0] } ?? []))
      let others = companions.filter { !named.contains($0) }
      told.clauses.removeAll { $0.clause == with }
      if !others.isEmpty { told.set(.names(others), clause: with) }
    }
    return told
  }

  /// A statement that stands on a name being another kind of thing than it is, or on one that another node bears too.
  private var clash: Flaw? {
    let names = network.names
    if let (name, node) = names.disputedAlias, let number = records.live.first(where: { self[$0].subject == node }) {
      return Flaw(number: number, why: .sameName(name))
    }
    for number in records.live {
      for (node, kind) in mentions(of: self[number]) {
        if kind != .place && names.kind(of: node) != kind {
          return Flaw(number: number, why: .otherKind(names: names[node], kind))
        }
        if node != .me, names.node(names[node], in: names.kind(of: node).space) != node {
          return Flaw(number: number, why: .sameName(names[node]))
        }
      }
    }
    return nil
  }

  /// What a sentence makes true.
  func facts(of sentence: Sentence<Node>) throws(Refusal) -> [Fact] {
    guard case .record(_, _, let means) = vocabulary.verb(of: sentence.phrase).effect else { return [] }
    let said = occasion(of: sentence)
    let facts = try means(said, sentence.subject ?? .me, sentence.objects)
    guard let place = said.place, let whole = said.within, place != whole else { return facts }
    return facts + [.location(place, in: whole)]
  }

  private mutating func fold(_ sentence: Sentence<Node>, _ facts: [Fact], _ number: Int) {
    for (node, kind) in mentions(of: sentence) { network.mention(node, as: kind) }
    let day = sentence.day ?? .first
    for fact in facts { network.apply(fact, by: number, on: day) }
  }

  /// Takes out what was folded in, or folds anew where that is not the same: other statements may read otherwise without
  /// these, and a node may only be an org or a group because one of them says so.
  private mutating func unfold(_ numbers: [Int]) -> Flaw? {
    guard let first = numbers.min() else { return nil }
    let mentions = numbers.flatMap { self.mentions(of: self[$0]) }
    let isFar = numbers.contains { number in
      records.edited(by: number) != nil || vocabulary.rewritings.contains(records.phrase(of: number))
        || namesBesides(self[number])
    }
    let names = network.names
    if isFar || mentions.contains(where: { [.org, .group, .plan, .field].contains($0.kind) || names.hasAlias($0.node) }) {
      return foldAnew()
    }
    for (node, _) in mentions { network.unmention(node) }
    network.removeFacts(of: Set(numbers), first: first)
    return nil
  }

  private func namesBesides(_ sentence: Sentence<Node>) -> Bool {
    ((try? facts(of: sentence)) ?? []).contains { if case .alias = $0 { true } else { false } }
  }

  /// Every node that a sentence names, with the kind that the slot asks for.
  private func mentions(of sentence: Sentence<Node>) -> [(node: Node, kind: NodeKind)] {
    let verb = vocabulary.verb(of: sentence.phrase)
    if verb.isUnlisted { return [] }
    var mentions: [(node: Node, kind: NodeKind)] = []
    if let subject = sentence.subject {
      let kind = network.names.kind(of: subject)
      mentions.append((subject, verb.otherSubjects.contains(kind) ? kind : .person))
    }
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
    occasion.weights = network.options.channelWeights
    occasion.channelWeight = occasion.channel.map { Channel.weight(of: network.names[$0], network.options.channelWeights) }
    return occasion
  }
}

/// Why a statement cannot stand as things are.
struct Flaw {
  let number: Int
  let why: Why

  enum Why {
    /// What it says makes no sense any more.
    case refused(Refusal)
    /// It closes or moves what is not open.
    case nothingOpen
    /// A name it needs stands for something else.
    case otherKind(names: String, NodeKind)
    /// A name it needs is borne by something else too.
    case sameName(String)
    /// A name it needs is known by nothing before it.
    case unknown(String)
    /// It makes something part of itself.
    case merged(names: String)
  }
}

extension Sentence {
  /// The statement's day.
  var day: Day? {
    if case .day(let day)? = clause(Clause.index(of: .on)) { day } else { nil }
  }
}
