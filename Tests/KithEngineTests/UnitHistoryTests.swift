import KithAssist
import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax
import Testing

/// What a snapshot says of units and of amendments.
@Suite struct UnitHistoryTests {
  private typealias Columns = [(column: StatementLog.StoredColumn, bytes: StoredBytes)]

  /// Units as a journal has them, and their marks.
  private static let units: [(text: String, mark: TransactionMark)] = [
    ("#1 met alice on 2026-11-22\n#2 met bob on 2026-11-22\n", TransactionMark(frame: 3, checksum: 30)),
    ("undo #2\n", TransactionMark(frame: 4, checksum: 40)),
    ("#3 met carol on 2026-11-22\n", TransactionMark(frame: 5, checksum: 50)),
    ("## forget #9\n", TransactionMark(frame: 6, checksum: 60)),
    ("redo #2\nundo #3, #1\n", TransactionMark(frame: 8, checksum: 80)),
  ]

  private func replayed() throws -> Interpreter {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: Day(number: 20_779))
    for unit in Self.units { try interpreter.replay(unit.text, as: unit.mark) }
    return interpreter
  }

  /// The numbers of a column, little-endian.
  private func numbers<Number: FixedWidthInteger & BitwiseCopyable>(
    _ column: StatementLog.StoredColumn, _ columns: Columns
  )
    -> [Number]
  {
    columns.first { $0.column == column }.map { Column<Number>($0.bytes).all } ?? []
  }

  @Test func everyStatementHasItsUnitAndEveryUnitItsFrame() throws {
    let columns = try replayed().log.columns
    #expect(numbers(.units, columns) == [0, 0, 2] as [UInt32])
    #expect(numbers(.unitFrames, columns) == [3, 4, 5, 6, 8] as [UInt64])
    #expect(numbers(.unitChecksums, columns) == [30, 40, 50, 60, 80] as [UInt32])
    #expect(numbers(.changeUnits, columns) == [1, 4, 4] as [UInt32])
    #expect(numbers(.changeKinds, columns) == [0, 1, 0] as [UInt8])
    #expect(numbers(.changeStarts, columns) == [0, 1, 2, 4] as [UInt32])
    #expect(numbers(.changeStatements, columns) == [2, 2, 3, 1] as [UInt32])
    for column in [StatementLog.StoredColumn.origins, .speakers, .keys] {
      #expect(columns.first { $0.column == column }?.bytes.count == 0)
    }
  }

  /// What is acknowledged is the same as what is replayed; what is not leaves nothing.
  @Test func aUnitThatIsKeptIsTheOneThatIsReplayed() throws {
    let live = Interpreter(.standard, StatementLog(.standard), today: Day(number: 20_779))
    for unit in Self.units.dropLast(2) {
      live.beginTransaction()
      try live.run(try Script(Source(name: nil, text: unit.text), in: .standard))
      live.commitTransaction(as: unit.mark)
      live.beginTransaction()
      try live.run(try Script(Source(name: nil, text: "met zoe; undo #1; redo"), in: .standard))
      live.rollBackTransaction()
      live.beginTransaction()
      live.commitTransaction()
    }
    let replayed = Interpreter(.standard, StatementLog(.standard), today: Day(number: 20_779))
    for unit in Self.units.dropLast(2) { try replayed.replay(unit.text, as: unit.mark) }
    for (a, b) in zip(live.log.columns, replayed.log.columns) {
      #expect(a.bytes.all.elementsEqual(b.bytes.all), "\(a.column)")
    }
  }

  @Test func aFrameIsFoundByNumberAndChecksum() throws {
    let columns = try replayed().log.columns
    #expect(StatementLog.holds(TransactionMark(frame: 5, checksum: 50), in: columns) == true)
    #expect(StatementLog.holds(TransactionMark(frame: 5, checksum: 51), in: columns) == false)
    #expect(StatementLog.holds(TransactionMark(frame: 7, checksum: 70), in: columns) == false)
    #expect(StatementLog.holds(TransactionMark(frame: 2, checksum: 20), in: columns) == nil)
    #expect(
      StatementLog.holds(TransactionMark(frame: 5, checksum: 50), in: columns.filter { $0.column != .unitFrames })
        == nil)
  }

  /// Somebody forgotten is an amendment of its own, which names the statements and not the words.
  @Test func aForgettingIsAnAmendment() throws {
    let interpreter = try replayed()
    interpreter.beginTransaction()
    _ = try interpreter.answer(to: "forget bob")
    #expect(interpreter.transactionText == "## forget #2\n")
    interpreter.commitTransaction(as: TransactionMark(frame: 9, checksum: 90))
    let columns = interpreter.log.columns
    #expect(numbers(.changeKinds, columns) == [0, 1, 0, 2] as [UInt8])
    #expect(numbers(.changeStatements, columns) == [2, 2, 3, 1, 2] as [UInt32])
    #expect(numbers(.units, columns) == [0, 0, 2] as [UInt32])
    #expect(interpreter.log.verified().fits)
  }

  /// The columns with one in another's place.
  private func columns(_ column: StatementLog.StoredColumn, _ bytes: StoredBytes) throws -> Columns {
    try replayed().log.columns.map { $0.column == column ? (column, bytes) : $0 }
  }

  /// Counts that do not fit together, and what this kith knows nothing of, are refused at once.
  @Test func whatDoesNotFitTogetherIsRefused() throws {
    let wrong: Columns = [
      (.units, StoredBytes([0, 0] as [UInt32])), (.unitFrames, StoredBytes([1] as [UInt64])),
      (.changeKinds, StoredBytes([0] as [UInt8])),
      (.changeStarts, StoredBytes([UInt32]())), (.origins, StoredBytes([0, 0, 1] as [UInt32])),
      (.speakers, StoredBytes([0, 0, 1] as [UInt32])), (.keys, StoredBytes([0, 0, 1] as [UInt32])),
    ]
    for (column, bytes) in wrong {
      #expect(StatementLog(try columns(column, bytes), in: .standard, damage: CorruptionFlag()) == nil, "\(column)")
    }
    #expect(
      StatementLog(try columns(.units, StoredBytes([0, 0, 2] as [UInt32])), in: .standard, damage: CorruptionFlag())
        != nil)
  }

  /// What cannot be what was written is seen when it is used, and when all is looked over.
  @Test func whatMakesNoSenseIsTold() throws {
    let wrong: Columns = [
      (.changeKinds, StoredBytes([0, 1, 9] as [UInt8])), (.changeStarts, StoredBytes([0, 1, 2, 400] as [UInt32])),
      (.changeStarts, StoredBytes([0, 1, 2, 1] as [UInt32])),
      (.changeStatements, StoredBytes([2, 2, 3, 7] as [UInt32])),
      (.changeStatements, StoredBytes([2, 2, 0, 1] as [UInt32])),
    ]
    for (column, bytes) in wrong {
      let damage = CorruptionFlag()
      let log = try #require(StatementLog(try columns(column, bytes), in: .standard, damage: damage))
      #expect(!log.verified().fits, "\(column)")
      let interpreter = Interpreter(.standard, log, today: Day(number: 20_779))
      _ = try? interpreter.answer(to: "redo")
      #expect(damage.what == "what was taken back is corrupt", "\(column)")
    }
    for bytes in [[0, 0, 9], [2, 0, 0]] as [[UInt32]] {
      let log = try #require(
        StatementLog(try columns(.units, StoredBytes(bytes)), in: .standard, damage: CorruptionFlag()))
      #expect(!log.verified().fits)
    }
    let frames = try #require(
      StatementLog(
        try columns(.unitFrames, StoredBytes([3, 5, 4, 6, 8] as [UInt64])), in: .standard, damage: CorruptionFlag()))
    #expect(!frames.verified().fits)
  }
}
