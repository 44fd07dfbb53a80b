import KithColumns
import KithGrammar
import KithLog
import KithStorage
import SystemPackage

extension UnitMark {
  /// The mark of a frame.
  init(_ mark: FrameMark) { self.init(frame: mark.number, checksum: mark.checksum) }
}

extension Store {
  /// A store at a path whose sections are a chronicle's columns.
  static func ofChronicle(at path: FilePath) -> Store {
    let store = Store(at: path)
    store.holdsFrame = { mark, sections in
      Chronicle.holds(
        UnitMark(mark),
        in: sections.compactMap { section in
          Chronicle.StoredColumn(rawValue: section.id).map { (column: $0, bytes: section.content) }
        })
    }
    return store
  }
}

extension Chronicle {
  /// Why sections are no chronicle.
  struct Unreadable: Error {
    let words: String
  }

  /// The chronicle that the sections of a snapshot hold; an empty one where there are none.
  static func stored(
    in sections: [Section], _ damage: Damage, _ vocabulary: Vocabulary
  ) throws(Unreadable) -> Chronicle {
    guard !sections.isEmpty else { return Chronicle(vocabulary) }
    var columns: [(column: StoredColumn, bytes: StoredBytes)] = []
    for section in sections {
      guard let column = StoredColumn(rawValue: section.id), column.elementWidth == section.elementWidth else {
        throw Unreadable(words: "a newer kith wrote a column (\(section.id)) that this one does not know")
      }
      columns.append((column, section.content))
    }
    guard let chronicle = Chronicle(columns, in: vocabulary, damage: damage) else {
      throw Unreadable(words: "its columns do not fit together, or a newer kith wrote them")
    }
    return chronicle
  }

  /// The columns as sections of a snapshot.
  var sections: [Section] {
    columns.map { Section(id: $0.column.rawValue, elementWidth: $0.column.elementWidth, content: $0.bytes) }
  }
}
