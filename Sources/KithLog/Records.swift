import KithColumns
import KithGrammar
import KithGraph

/// The statements, kept as columns: an append-only list whose row `n − 1` is statement number `n`.
///
/// A row is the number of its form and its operands: node indices, days, minutes, indices of texts, numbers; see
/// `Form`.
///
/// The first rows may lie in a file: they are read, and checked whether they can be what was written, when they are
/// used. A class, as they are many columns, and each look at one would count up all of them.
package final class Records {
  /// Whether a statement counts. One that is erased has no words: it was forgotten, or its number was never used.
  package enum State: UInt8, Sendable { case live = 0, withdrawn = 1, erased = 2 }

  /// The language in which they are said.
  package let vocabulary: Vocabulary
  /// What rows have in common, and the number of each row's form; `noForm` where there is no statement.
  package private(set) var forms = Forms()
  package private(set) var formNumbers = Column<UInt32>()
  /// The operands of all rows, and where those of each row end.
  package private(set) var operands = Column<Int32>()
  package private(set) var starts = Column<UInt32>([0])
  /// The state of each row, and the transaction that it was said in.
  package private(set) var states = Column<UInt8>()
  package private(set) var units = Column<UInt32>()
  /// The transactions, and what else changed the list.
  package private(set) var history = TransactionHistory()
  package private(set) var texts = StringColumn()
  /// The rows that say anew what an earlier statement says, and the number of that statement, one after the other.
  package private(set) var edits: [UInt32] = []
  /// The same, by that number, and the other way round.
  private var versions: [Int: [Int]] = [:]
  private var edited: [Int: Int] = [:]
  /// What holds of the rows in the file; `nil` where none does.
  package private(set) var file: (rows: Int, nodes: Int, damage: CorruptionFlag)?

  private static let noForm = UInt32.max

  /// How many statements there have ever been; also the last one's number.
  package var count: Int { states.count }

  /// Where the columns end: what is behind a mark can be cut off.
  package struct Mark: Sendable {
    package let statements: Int
    package let operands: Int
    package let texts: Int
    package let edits: Int
    package let changes: Int
  }

  package var mark: Mark {
    Mark(
      statements: count, operands: operands.count, texts: texts.count, edits: edits.count, changes: history.changeCount)
  }

  package func cut(to mark: Mark) {
    history.cutChanges(to: mark.changes)
    guard count > mark.statements else { return }
    units.removeLast(count - mark.statements)
    states.removeLast(count - mark.statements)
    formNumbers.removeLast(formNumbers.count - mark.statements)
    starts.removeLast(starts.count - mark.statements - 1)
    operands.removeLast(operands.count - mark.operands)
    texts.removeLast(texts.count - mark.texts)
    while edits.count > mark.edits, let number = edits.popLast(), let row = edits.popLast() {
      edited[Int(row)] = nil
      versions[Int(number)]?.removeLast()
    }
  }

  private func indexEdits() {
    (versions, edited) = ([:], [:])
    for index in stride(from: 0, to: edits.count, by: 2) { link(Int(edits[index]), to: Int(edits[index + 1])) }
  }

  private func link(_ row: Int, to number: Int) {
    versions[number, default: []].append(row)
    edited[row] = number
  }

  package func state(of number: Int) -> State { State(rawValue: states[number - 1]) ?? .erased }

  /// The statement that a row says anew; `nil` for a statement of its own.
  package func edited(by row: Int) -> Int? { edited.isEmpty ? nil : edited[row] }

  /// Whether a row can name a node: one in the file only those that are there.
  package func canName(_ node: Node, _ row: Int) -> Bool {
    guard let file, row <= file.rows else { return true }
    return (0..<file.nodes).contains(Int(node.index))
  }

  /// The row that says what a statement says now: its own, or the last edit that counts.
  package func row(of number: Int) -> Int {
    versions.isEmpty ? number : versions[number]?.last { state(of: $0) == .live } ?? number
  }

  package func set(_ state: State, of number: Int) {
    states[number - 1] = state.rawValue
  }

  /// The numbers of the statements that count, in order; without the rows that say another one anew.
  package var live: some BidirectionalCollection<Int> {
    (1..<(count + 1)).lazy.filter { self.state(of: $0) == .live && self.edited(by: $0) == nil }
  }

  /// Every node that a row names.
  package var allNodes: Set<Node> {
    var nodes: Set<Node> = []
    for row in 1..<(count + 1) { forEachNode(of: row) { nodes.insert($0) } }
    return nodes
  }

  /// The number of a row's form; `nil` where the row has none.
  package func formNumber(of row: Int) -> Int? {
    let number = formNumbers[row - 1]
    return number == Self.noForm || number >= forms.count ? nil : Int(number)
  }

  /// The form of a row; `nil` where it has none.
  package func form(of row: Int) -> Form? { formNumber(of: row).flatMap { forms[$0] } }

  /// The phrase that a row says.
  package func phrase(of row: Int) -> Int {
    guard let form = form(of: row), vocabulary.phrases.indices.contains(form.phrase) else {
      file?.damage.note("statement #\(row) is corrupt")
      return 0
    }
    return form.phrase
  }

  /// Closes a transaction of what was said and changed since the last one, at a place in the history.
  package func closeTransaction(as mark: TransactionMark) { history.close(as: mark) }

  /// Whether anything was said or changed since the last transaction was closed.
  package var hasOpenTransaction: Bool { history.hasOpenChange || count > 0 && Int(units[count - 1]) >= history.count }

  /// Adds an amendment.
  package func note(_ kind: ListChange.Kind, _ numbers: [Int]) { history.note(kind, numbers) }

  /// An amendment, counted from 0; `nil` where it cannot be what was written.
  package func change(_ index: Int) -> ListChange? {
    if let change = history.change(index), change.statements.allSatisfy({ (1..<(count + 1)).contains($0) }) {
      return change
    }
    file?.damage.note("what was taken back is corrupt")
    return nil
  }

  /// Whether two rows were said in one transaction.
  package func isOneTransaction(_ row: Int, _ other: Int) -> Bool { units[row - 1] == units[other - 1] }

  /// The numbers of each transaction that has any, the newest first.
  package var transactionsNewestFirst: some Sequence<Range<Int>> {
    sequence(state: count + 1) { [units] end -> Range<Int>? in
      guard end > 1 else { return nil }
      let (unit, last) = (units[end - 2], end)
      while end > 1, units[end - 2] == unit { end -= 1 }
      return end..<last
    }
  }

  /// Whether every row is of a transaction, in their order, and the history of these is sound.
  package var hasSoundTransactions: Bool {
    let units = units.all
    return history.fits(rows: count) && units.allSatisfy { $0 < history.count }
      && zip(units, units.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// Takes over the transactions of records with as many rows.
  package func takeTransactions(of other: Records) { (units, history) = (other.units, other.history) }

  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The same rows, to be changed apart from the others.
  package init(copying other: Records) {
    vocabulary = other.vocabulary
    (forms, formNumbers, operands, starts) = (other.forms, other.formNumbers, other.operands, other.starts)
    (states, units, history, texts) = (other.states, other.units, other.history, other.texts)
    (edits, versions, edited, file) = (other.edits, other.versions, other.edited, other.file)
  }

  /// Columns of a file, in which there are so many nodes; `nil` unless they fit together.
  package init?(
    forms: Forms, formNumbers: Column<UInt32>, operands: Column<Int32>, starts: Column<UInt32>, states: Column<UInt8>,
    texts: StringColumn, edits: [UInt32], units: (Column<UInt32>, TransactionHistory)?, nodes: Int,
    damage: CorruptionFlag,
    _ vocabulary: Vocabulary
  ) {
    self.vocabulary = vocabulary
    guard units?.0.count ?? states.count == states.count, starts.count == states.count + 1,
      formNumbers.count == states.count,
      edits.count % 2 == 0,
      stride(from: 0, to: edits.count, by: 2).allSatisfy({ 0 < edits[$0 + 1] && edits[$0 + 1] < edits[$0] }),
      edits.allSatisfy({ $0 <= states.count })
    else { return nil }
    (self.forms, self.formNumbers, self.operands, self.starts) = (forms, formNumbers, operands, starts)
    (self.states, self.texts, self.edits) = (states, texts, edits)
    file = (states.count, nodes, damage)
    indexEdits()
    if let units { (self.units, history) = units } else { readTransactionsOfFormat2() }
  }

  /// In a file of format 2 a bit of the state of its first row said where a transaction begins; what an undo took back
  /// was not said, so one transaction after the other counts as taken back, the newest first.
  private func readTransactionsOfFormat2() {
    let bits = states.all
    var units: [UInt32] = []
    for bit in bits {
      if bit & 0x80 != 0 || history.count == 0 { history.close(as: .unknown) }
      units.append(UInt32(history.count - 1))
    }
    (states, self.units) = (Column(bits.map { $0 & 0x7F }), Column(units))
    var undone: [[Int]] = []
    for unit in transactionsNewestFirst {
      if unit.contains(where: { state(of: $0) == .live }) { break }
      let rows = unit.filter { state(of: $0) == .withdrawn }
      if !rows.isEmpty { undone.append(rows) }
    }
    guard !undone.isEmpty else { return }
    for rows in undone { history.note(.undo, rows) }
    history.close(as: .unknown)
  }
}

// MARK: - Rows

extension Records {
  /// Leaves numbers unused, so that the next statement bears this one.
  package func skip(to number: Int) {
    while count + 1 < number {
      states.append(State.erased.rawValue)
      units.append(UInt32(history.count))
      formNumbers.append(Self.noForm)
      starts.append(UInt32(operands.count))
    }
  }

  /// Adds a statement, or what one says anew; gives its row, which is a number of its own.
  package func append(_ sentence: Sentence<Node>, editing edited: Int? = nil) -> Int {
    append(EncodedSentence(sentence, firstText: texts.count), editing: edited)
  }

  /// The same of one that was taken apart for this row.
  package func append(_ encoded: EncodedSentence, editing edited: Int?) -> Int {
    for text in encoded.texts { texts.append(text) }
    formNumbers.append(UInt32(forms.number(of: encoded.shape)))
    operands.append(contentsOf: encoded.operands)
    states.append(State.live.rawValue)
    units.append(UInt32(history.count))
    starts.append(UInt32(operands.count))
    if let edited {
      edits += [UInt32(count), UInt32(edited)]
      link(count, to: edited)
    }
    return count
  }
}
