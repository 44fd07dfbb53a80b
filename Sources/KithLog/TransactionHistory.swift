import KithColumns
import KithGrammar
import KithGraph

/// The place of a transaction in the history that all copies of a network share up to where they part: the number of
/// its frame in the journal, and the checksum of the chain of frames up to it.
public struct TransactionMark: Hashable, Sendable {
  /// The number of the frame; 0 where a file before format 3 did not say.
  public let frame: UInt64
  /// The checksum of the chain up to it.
  public let checksum: UInt32

  /// The mark of a frame.
  public init(frame: UInt64, checksum: UInt32) { (self.frame, self.checksum) = (frame, checksum) }

  package static let unknown = TransactionMark(frame: 0, checksum: 0)
}

/// What changed the list of statements without being one of them.
package struct ListChange: Equatable {
  /// Raw values stand in snapshots: they never change.
  package enum Kind: UInt8 { case undo = 0, redo = 1, forget = 2 }

  package let kind: Kind
  /// The transaction that it belongs to, counted from 0.
  package let unit: Int
  /// The statements concerned, in the order in which it names them.
  package let statements: [Int]
}

/// The transactions in which statements were acknowledged, one row each, and the amendments, one row each.
///
/// A statement's transaction is a column of `Records`; its place in it is how many rows of it stand before its own.
package struct TransactionHistory {
  package private(set) var frames = Column<UInt64>()
  package private(set) var checksums = Column<UInt32>()
  package private(set) var changeUnits = Column<UInt32>()
  package private(set) var changeKinds = Column<UInt8>()
  /// Where the statements of each amendment start, and those of the last one end.
  package private(set) var changeStarts = Column<UInt32>([0])
  package private(set) var changeStatements = Column<UInt32>()

  package init() {}

  /// Columns of a file; `nil` unless they fit together.
  package init?(
    frames: Column<UInt64>, checksums: Column<UInt32>, changeUnits: Column<UInt32>, changeKinds: Column<UInt8>,
    changeStarts: Column<UInt32>, changeStatements: Column<UInt32>
  ) {
    guard frames.count == checksums.count, changeUnits.count == changeKinds.count,
      changeStarts.count == changeKinds.count + 1
    else { return nil }
    (self.frames, self.checksums) = (frames, checksums)
    (self.changeUnits, self.changeKinds) = (changeUnits, changeKinds)
    (self.changeStarts, self.changeStatements) = (changeStarts, changeStatements)
  }

  /// How many transactions there are; also the number of the one that is not closed yet.
  package var count: Int { frames.count }

  /// How many amendments there are.
  package var changeCount: Int { changeKinds.count }

  /// Says that a transaction was acknowledged.
  package mutating func close(as mark: TransactionMark) {
    frames.append(mark.frame)
    checksums.append(mark.checksum)
  }

  /// Adds an amendment to the transaction that is not closed yet.
  package mutating func note(_ kind: ListChange.Kind, _ statements: [Int]) {
    changeUnits.append(UInt32(count))
    changeKinds.append(kind.rawValue)
    changeStatements.append(contentsOf: statements.lazy.map { UInt32($0) })
    changeStarts.append(UInt32(changeStatements.count))
  }

  /// Takes the last amendments away, down to so many.
  package mutating func cutChanges(to count: Int) {
    guard changeCount > count else { return }
    let end = changeStarts[count]
    changeStatements.removeLast(changeStatements.count - Int(end))
    changeStarts.removeLast(changeCount - count)
    changeUnits.removeLast(changeCount - count)
    changeKinds.removeLast(changeCount - count)
  }

  /// Whether the transaction that is not closed yet has an amendment.
  package var hasOpenChange: Bool { changeCount > 0 && Int(changeUnits[changeCount - 1]) == count }

  /// An amendment, counted from 0; `nil` where the columns cannot be what was written.
  package func change(_ index: Int) -> ListChange? {
    let (start, end) = (Int(changeStarts[index]), Int(changeStarts[index + 1]))
    guard let kind = ListChange.Kind(rawValue: changeKinds[index]), start <= end, end <= changeStatements.count else {
      return nil
    }
    let statements = changeStatements.withElements(in: start..<end) { $0.map { Int($0) } }
    return ListChange(kind: kind, unit: Int(changeUnits[index]), statements: statements)
  }

  /// Whether a frame holds one of these transactions; `nil` where that is not known, as for those of a file before
  /// format 3.
  package func holds(_ mark: TransactionMark) -> Bool? {
    // Frames stand in their order, the unknown ones first.
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if frames[middle] < mark.frame { low = middle + 1 } else { high = middle }
    }
    if low < count, frames[low] == mark.frame { return checksums[low] == mark.checksum }
    return low == 0 || frames[low - 1] == 0 ? nil : false
  }

  /// Whether it fits so many rows.
  package func fits(rows: Int) -> Bool {
    let known = frames.all.drop { $0 == 0 }
    guard zip(known, known.dropFirst()).allSatisfy({ $0 < $1 }) else { return false }
    return (0..<changeCount).allSatisfy { index in
      guard let change = change(index) else { return false }
      return change.unit < count && change.statements.allSatisfy { (1..<(rows + 1)).contains($0) }
    }
  }
}

extension StatementLog {
  /// Notes an amendment that was made.
  package func note(_ kind: ListChange.Kind, _ numbers: [Int]) { records.note(kind, numbers) }

  /// What the newest undo that still stands took back, as far as it is taken back still: an undo stands until all of
  /// that was said again.
  package var newestUndone: [Int] {
    var settled: Set<Int> = []
    for index in stride(from: records.history.changeCount - 1, through: 0, by: -1) {
      guard let change = records.change(index) else { break }
      switch change.kind {
      case .forget: continue
      case .undo:
        let left = change.statements.filter { !settled.contains($0) && isWithdrawn($0) }
        if !left.isEmpty { return left }
      case .redo: break
      }
      settled.formUnion(change.statements)
    }
    return []
  }

  /// Whether the columns of a snapshot hold a frame; `nil` where they do not say.
  public static func holds(_ mark: TransactionMark, in columns: [(column: StoredColumn, bytes: StoredBytes)]) -> Bool? {
    TransactionHistory(of: columns)?.holds(mark)
  }
}
