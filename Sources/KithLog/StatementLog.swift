import KithColumns
import KithGrammar
import KithGraph

/// The truth of a network: its statements, and the network projected from those that count.
///
/// Everything derived — ties, ledger, names — follows from the list; taking a statement back rebuilds it, as if the
/// statement had never been. A class, as there is one log of a network: to change one apart from it, copy it first.
///
/// Names and options hold what every statement says. Facts are projected when a question or a verb first needs them:
/// those of all statements, or only of those that open and close things.
public final class StatementLog {
  /// The language in which it is said.
  public let vocabulary: Vocabulary
  /// The names and options, and the facts of the rows that are projected.
  package var projectedNetwork: Network
  /// How many rows there are whose facts are in it.
  package var projectedCount = 0
  /// The facts of the rows that open and close things, and how many of those rows are in it.
  package var projectedAgenda = (network: Network(), rows: 0)
  package var records: Records
  /// The rows that stand for the statements of each node in a file; none of those recorded since.
  package var occurrences = Occurrences()
  /// The rows that open and close things, and those by which statements or names read otherwise; some may not count.
  package var (agendaRows, specialRows) = (Column<UInt32>(), Column<UInt32>())
  /// The rows that say what holds of each node until something else is said, of those that no file's occurrences know
  /// of; some may not count.
  package var standing: [Node: [UInt32]] = [:]
  /// Whether what is said is recorded in its own words, as what kith itself wrote: no verb looks for another meaning.
  package var takesWordsAsTheyStand = false
  /// Whether somebody wants no more of what is being worked out: work that may take long looks here now and then, and
  /// comes to an early end with whatever it has found; whoever asked for it looks here too, and makes nothing of that.
  public var isInterrupted: () -> Bool = { false }
  /// The nodes that were merged into another one, and which.
  package var redirections: [Node: Node] = [:]
  /// How often everything was rebuilt since it was last written down whole: replaying the journal costs as much each
  /// time.
  public package(set) var rebuilds = 0
  /// Whether it was read from a snapshot with another vocabulary, which is translated each time it is read.
  public package(set) var isTranslated = false

  /// An empty log.
  public init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    projectedNetwork = Network()
    records = Records(vocabulary)
  }

  /// A log of names and records that lie in a file; nothing is projected yet but what `specialRows` say.
  package init(
    names: Names, records: Records, occurrences: Occurrences, agendaRows: Column<UInt32>, specialRows: Column<UInt32>
  ) {
    vocabulary = records.vocabulary
    projectedNetwork = Network(names: names)
    (self.records, self.occurrences) = (records, occurrences)
    (self.agendaRows, self.specialRows) = (agendaRows, specialRows)
    readOtherwise()
  }

  /// The same statements, to be changed apart from the others.
  package init(copying other: StatementLog) {
    vocabulary = other.vocabulary
    (projectedNetwork, projectedCount, projectedAgenda) = (
      other.projectedNetwork, other.projectedCount, other.projectedAgenda
    )
    isInterrupted = other.isInterrupted
    (records, occurrences, standing) = (Records(copying: other.records), other.occurrences, other.standing)
    (agendaRows, specialRows, redirections) = (other.agendaRows, other.specialRows, other.redirections)
    (rebuilds, isTranslated) = (other.rebuilds, other.isTranslated)
  }

  /// How many statements were ever recorded.
  public var count: Int { records.count }

  /// How many statements count.
  public var liveCount: Int { liveNumbers.count }

  /// The numbers of the statements that count and are listed, in order.
  package var liveNumbers: [Int] {
    let unlisted = Set(liveSpecialRows.filter(isUnlisted))
    return records.withColumns { columns in
      (1..<(count + 1)).filter {
        columns.isLive($0) && records.edited(by: $0) == nil && (unlisted.isEmpty || !unlisted.contains($0))
      }
    }
  }

  /// The special rows that count; a file may name others.
  package var liveSpecialRows: [Int] {
    specialRows.all.map { Int($0) }.filter { isLive($0) && records.edited(by: $0) == nil }
  }

  /// Whether a statement of a number counts, and is listed.
  package func isListed(_ number: Int) -> Bool {
    isLive(number) && records.edited(by: number) == nil && !isUnlisted(number)
  }

  /// A statement as it reads now, live or not.
  package subscript(number: Int) -> Sentence<Node> {
    reading(records[records.row(of: number)])
  }

  /// A sentence as it reads since names became one.
  package func reading(_ sentence: Sentence<Node>) -> Sentence<Node> {
    redirections.isEmpty ? sentence : redirected(sentence)
  }

  /// The day of a statement; `nil` where it has none.
  package func day(of number: Int) -> Day? { records.moment(of: records.row(of: number)).day }

  /// The free words of a request or a promise.
  package func thing(of number: Int) -> String? {
    self[number].objects.lazy.compactMap { if case .text(let text) = $0 { text } else { nil } }.first
  }

  /// What is planned, or what to be reminded of.
  package func title(of number: Int) -> String? {
    thing(of: number) ?? self[number].objects.first?.nodes.first.map { names[$0] }
  }

  private func isUnlisted(_ row: Int) -> Bool {
    vocabulary.rewrites(records.phrase(of: row)) && vocabulary.verb(of: records.phrase(of: row)).isUnlisted
  }

  /// Whether a number stands for a statement that can be said anew: not for a change of how others read, nor for an
  /// edit.
  package func isStatement(_ number: Int) -> Bool {
    isLive(number) && records.edited(by: number) == nil && !vocabulary.rewrites(records.phrase(of: number))
  }

  /// Whether a statement of that number counts; an edit does as long as what it edits.
  public func isLive(_ number: Int) -> Bool {
    (1..<(count + 1)).contains(number) && records.state(of: number) == .live
      && (records.edited(by: number).map { records.state(of: $0) == .live } ?? true)
  }

  /// Whether a statement of that number was taken back.
  package func isWithdrawn(_ number: Int) -> Bool {
    (1..<(count + 1)).contains(number) && records.state(of: number) == .withdrawn
  }

  /// The canonical text of a statement; of an edit, with what it edits.
  public func text(of number: Int) -> String { text(of: number, self[number]) }

  /// The canonical text of a statement that reads so now.
  package func text(of number: Int, _ sentence: Sentence<Node>) -> String {
    guard let edited = records.edited(by: number) else {
      var printer = SentencePrinter(vocabulary: vocabulary, names: names(before: number))
      return printer.text(EncodedSentence(sentence))
    }
    return "edit #\(edited) " + text(of: redirected(records[number]))
  }

  /// The canonical texts of statements, one after the other.
  package func texts(of numbers: [Int]) -> [String] {
    var (printer, bytes) = (printer, [UInt8]())
    let (records, text) = (records, records.texts.text)
    var forms = ByForm<Bool>()
    return numbers.map { number in
      bytes.removeAll(keepingCapacity: true)
      // What reads otherwise than it lies in its row is printed by itself.
      let isPrinted =
        redirections.isEmpty && records.edited(by: number) == nil && !vocabulary.rewrites(records.phrase(of: number))
        && records.isSound(row: records.row(of: number), &forms)
        && records.withRow(records.row(of: number)) { printer.append($0, $1, text, to: &bytes) } != nil
      return isPrinted ? String(decoding: bytes, as: UTF8.self) : self.text(of: number)
    }
  }

  /// The names as a statement writes them: what renames says the name that it takes away.
  private func names(before number: Int) -> Names {
    func renaming(_ row: Int) -> (node: Node, name: String)? {
      guard vocabulary.rewrites(records.phrase(of: row)),
        case .rewriting(let means) = vocabulary.verb(of: records.phrase(of: row)).derivation,
        case .rename(let node, let name) = means(records[row].objects)
      else { return nil }
      return (node, name)
    }
    guard let (node, _) = renaming(number) else { return self.names }
    let before = records.live.filter { $0 < number }.compactMap(renaming).last { $0.node == node }?.name
    var names = self.names
    names.respell(node, before ?? names.firstName(of: node))
    return names
  }

  /// The canonical text of a sentence.
  package func text(of sentence: Sentence<Node>) -> String { text(of: encoded(sentence)) }

  /// The same of one that is taken apart.
  package func text(of sentence: EncodedSentence) -> String {
    var printer = SentencePrinter(vocabulary: vocabulary, names: names)
    return printer.text(sentence, as: records.forms.form(of: sentence.shape))
  }

  /// A sentence taken apart as the next row would hold it.
  package func encoded(_ sentence: Sentence<Node>) -> EncodedSentence {
    EncodedSentence(sentence, firstText: records.texts.count)
  }

  package var printer: SentencePrinter { SentencePrinter(vocabulary: vocabulary, names: names, ofMany: true) }

  // MARK: Changing it

  /// The node of a name, made if there is none.
  package func intern(_ name: String, as kind: NodeKind) -> Node { projectedNetwork.intern(name, as: kind) }

  /// Records a statement whose facts are known to be sound, or what one says anew; gives its row. An edit, and what
  /// makes statements read otherwise, may leave others that cannot stand: see `rebuild`.
  package func record(
    _ sentence: Sentence<Node>, as encoded: EncodedSentence? = nil, _ facts: [Fact], editing edited: Int? = nil
  ) -> Int {
    let row = records.append(encoded ?? self.encoded(sentence), editing: edited)
    if edited == nil, !vocabulary.rewrites(sentence.phrase) { project(sentence, facts, row) }
    return row
  }

  /// Takes the rows behind a mark out again, as if they had never been recorded.
  package func cutRecords(to mark: Mark) {
    records.cut(to: mark.records)
    rebuildProjection()
  }

  /// The nodes that were merged into another one.
  package func nodes(mergedInto node: Node) -> [Node] { redirections.filter { $0.value == node }.map(\.key) }

  /// Goes on with other records, in which nothing names some nodes any more. Names that no record holds are erased.
  package func replace(_ records: Records, erasing gone: Set<Node>) {
    (self.records, occurrences) = (records, Occurrences())
    let kept = records.allNodes.subtracting(gone)
    projectedNetwork.removeFacts()
    for index in 1..<Int32(names.count) where !kept.contains(Node(index)) { projectedNetwork.erase(Node(index)) }
    rebuildProjection()
  }

  /// Leaves numbers unused, so that the next statement bears this one.
  package func skip(to number: Int) { records.skip(to: number) }

  /// Takes statements back, with all that followed from them; gives the first one that cannot stand without them.
  @discardableResult
  package func withdraw(_ numbers: [Int]) -> Conflict? {
    for number in numbers { records.set(.withdrawn, of: number) }
    return removeFromProjection(numbers)
  }

  /// The log of the statements dated up to a day, and of those that have no date; names are of the kinds that
  /// they are now.
  package func asOf(_ day: Day) -> StatementLog {
    let past = StatementLog(copying: self)
    let later = records.live.filter { number in self.day(of: number).map { $0 > day } ?? false }
    for number in later { past.records.set(.withdrawn, of: number) }
    past.rebuildProjection(findsConflicts: false)
    past.projectedNetwork.takeKinds(from: names)
    return past
  }

  /// Closes a transaction: all since the last one was acknowledged together, at a place in the history.
  public func closeTransaction(as mark: TransactionMark) { records.closeTransaction(as: mark) }

  /// The live statements of the newest transactions that have any, so many, the newest first.
  package func newestTransactions(_ count: Int) -> [[Int]] {
    var found: [[Int]] = []
    for unit in records.transactionsNewestFirst {
      if found.count == count { break }
      let live = unit.filter(isLive)
      if !live.isEmpty { found.append(live) }
    }
    return found
  }

  /// Lets statements that were taken back count again; gives the first one that cannot stand.
  @discardableResult
  package func restore(_ numbers: [Int]) -> Conflict? {
    for number in numbers { records.set(.live, of: number) }
    return rebuild()
  }

  // MARK: Marks

  /// A state to go back to.
  public struct Mark: Sendable {
    fileprivate let records: Records.Mark
    fileprivate let names: Network.NamesMark

    /// The number that the next statement will bear.
    package var nextNumber: Int { records.statements + 1 }
  }

  /// The state now.
  public var mark: Mark { Mark(records: records.mark, names: projectedNetwork.namesMark) }

  /// Goes back to a mark: what was taken back since counts again, and what was said again does not.
  public func cut(to mark: Mark, restoring withdrawn: Set<Int>, withdrawing restored: Set<Int>) {
    withdraw(
      (mark.nextNumber..<(records.count + 1)).filter(isLive) + restored.filter { $0 < mark.nextNumber && isLive($0) })
    records.cut(to: mark.records)
    forgetRowsBehind()
    let live = withdrawn.filter { $0 <= records.count }.sorted()
    if !live.isEmpty { restore(live) }
    cutNames(to: mark)
  }

  /// Cuts off the names made since a mark; no statement mentions them.
  package func cutNames(to mark: Mark) { projectedNetwork.cutNames(to: mark.names) }
}

extension Sentence {
  /// The statement's day; of one that holds since a date, or happened in one, the first that it can be.
  package var day: Day? {
    if case .day(let day)? = clause(Clause.index(of: .on)) { return day }
    for clause in [Clause.since, .during] {
      if case .date(let date)? = self.clause(Clause.index(of: clause)) { return date.first }
    }
    return nil
  }

  /// The minute of the day, if said; of a plan, that of its day to come.
  package var minute: Int? {
    if case .time(let minute)? = clause(Clause.index(of: .time)) { minute } else { nil }
  }
}
