import KithColumns
import KithGrammar
import KithLog
import KithStorage
import SystemPackage

extension TransactionMark {
  /// The mark of a frame.
  init(_ mark: FrameMark) { self.init(frame: mark.number, checksum: mark.checksum) }
}

extension Store {
  /// A store at a path whose sections are a log's columns.
  static func ofLog(at path: FilePath) -> Store {
    let store = Store(at: path)
    store.holdsFrame = { mark, sections in
      StatementLog.holds(
        TransactionMark(mark),
        in: sections.compactMap { section in
          StatementLog.StoredColumn(rawValue: section.id).map { (column: $0, bytes: section.content) }
        })
    }
    return store
  }
}

extension StatementLog {
  /// Why sections are no log.
  struct Unreadable: Error {
    let words: String
  }

  /// The log that the sections of a snapshot hold; an empty one where there are none.
  static func stored(
    in sections: [Section], _ damage: CorruptionFlag, _ vocabulary: Vocabulary
  ) throws(Unreadable) -> StatementLog {
    guard !sections.isEmpty else { return StatementLog(vocabulary) }
    var columns: [(column: StoredColumn, bytes: StoredBytes)] = []
    for section in sections {
      guard let column = StoredColumn(rawValue: section.id), column.elementWidth == section.elementWidth else {
        throw Unreadable(words: "a newer kith wrote a column (\(section.id)) that this one does not know")
      }
      columns.append((column, section.content))
    }
    guard let log = StatementLog(columns, in: vocabulary, damage: damage) else {
      throw Unreadable(words: "its columns do not fit together, or a newer kith wrote them")
    }
    return log
  }

  /// The columns as sections of a snapshot.
  var sections: [Section] {
    columns.map { Section(id: $0.column.rawValue, elementWidth: $0.column.elementWidth, content: $0.bytes) }
  }
}
