import KithGraph

extension StatementLog {
  /// The log with everything that can be derived from its statements derived anew, and whether that gives what
  /// was there; reads all of it, so that what cannot be read is known afterwards.
  public func verified() -> (log: StatementLog, fits: Bool) {
    for row in 1..<(count + 1) where records.state(of: row) != .erased { _ = records[row] }
    let anew = StatementLog(copying: self)
    anew.occurrences = Occurrences()
    anew.rebuildProjection(findsConflicts: false)
    let (known, derived) = (derivedColumns, anew.derivedColumns)
    let (starts, rows) = records.occurrences(count: occurrences.rowCount, nodes: occurrences.nodeCount)
    let fits = known == derived && names.isInOrder && records.hasSoundTransactions && occurrences.says(starts, rows)
    return (anew, fits)
  }

  private var derivedColumns: [[UInt32]] {
    let mentions = names.mentionColumn
    let kinds = zip(names.kindColumn, mentions).map { kind, mentions in mentions > 0 ? UInt32(kind) : 0 }
    return [kinds, mentions.map { UInt32(bitPattern: $0) }]
      + [agendaRows, specialRows].map { $0.all.filter { isLive(Int($0)) } }
  }
}
