import KithColumns
import KithGrammar
import KithGraph

/// The rows of a snapshot of the first version, whose every row says its form itself: the phrase and the subject, then
/// for each term a header — the slot in the low byte, the kind in the next, how many words follow in the upper half —
/// and those words.
package struct FirstVersionRows {
  private let starts: Column<UInt32>
  private let words: Column<Int32>
  private let texts: StringColumn

  package init(starts: Column<UInt32>, words: Column<Int32>, texts: StringColumn) {
    (self.starts, self.words, self.texts) = (starts, words, texts)
  }

  /// How many rows there are.
  package var count: Int { starts.count - 1 }

  /// What a row says, as far as its words fit together; `nil` where they do not.
  package func sentence(_ row: Int) -> Sentence<Node>? {
    guard row < starts.count else { return nil }
    let (start, end) = (Int(starts[row - 1]), Int(starts[row]))
    guard start < end, end <= words.count else { return nil }
    var rest = words.withElements(in: start..<end) { Array($0) }[...]
    guard let phrase = rest.popFirst(), let subject = rest.popFirst() else { return nil }
    var (shape, operands) = ([phrase, subject < 0 ? 0 : 1], subject < 0 ? [] : [subject])
    while let header = rest.popFirst() {
      let count = Int(header >> 16)
      guard (0...0x7FFF).contains(count), rest.count >= count else { return nil }
      shape.append(header)
      operands += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    return operands.withUnsafeBufferPointer { operands in
      Form(shape)?.sentence(operands) { (0..<texts.count).contains(Int($0)) ? texts[Int($0)] : nil }
    }
  }
}

extension Records {
  /// The states and edits of rows of the first version, which stand elsewhere; `nil` unless they fit together.
  package convenience init?(
    without rows: FirstVersionRows, states: Column<UInt8>, texts: StringColumn, edits: [UInt32],
    units: (Column<UInt32>, TransactionHistory)?, nodes: Int, damage: CorruptionFlag, _ vocabulary: Vocabulary
  ) {
    guard rows.count == states.count else { return nil }
    self.init(
      forms: Forms(), formNumbers: Column([UInt32](repeating: .max, count: rows.count)), operands: Column(),
      starts: Column([UInt32](repeating: 0, count: rows.count + 1)), states: states, texts: texts, edits: edits,
      units: units, nodes: nodes, damage: damage, vocabulary)
  }
}
