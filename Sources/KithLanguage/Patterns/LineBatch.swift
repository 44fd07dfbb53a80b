import KithGraph

/// Lines that were read by patterns and are not recorded yet: their rows, whom they name, and how they are printed.
///
/// They are recorded together, so that neither the network nor a list of it is asked for each of them.
struct LineBatch: ~Copyable {
  /// The rows, one after the other, and where each ends.
  var words = GrowingBuffer<Int32>()
  var ends = GrowingBuffer<Int32>()
  /// Whom they name, each in each row.
  var nodes = GrowingBuffer<Node>()
  /// Their notes, which are no words yet.
  var notes = GrowingBuffer<Note>()
  /// Their labels.
  var labels = GrowingBuffer<Label>()
  /// The lines for the journal, and where each ends.
  var text = GrowingBuffer<UInt8>()
  var textEnds = GrowingBuffer<Int>()

  /// A note: the word that is to stand for it, and where it lies in the text that was read.
  struct Note {
    let word: Int
    let start, end: Int
  }

  /// A label, and the row of the line that bears it.
  struct Label {
    let said: Int
    let row: Int
  }

  /// So many lines are read by one thread before they are recorded: they and what they say stay in the nearest memory.
  static let most = 1024

  /// How many lines there are.
  var count: Int { ends.count }

  /// Makes it empty.
  mutating func removeAll() {
    words.removeAll()
    ends.removeAll()
    nodes.removeAll()
    notes.removeAll()
    labels.removeAll()
    text.removeAll()
    textEnds.removeAll()
  }

  /// How a line is printed, without its number.
  func text(of line: Int) -> String {
    let start = line > 0 ? textEnds.elements[line - 1] : 0
    let printed = text.elements[start..<textEnds.elements[line] - 1]
    return String(decoding: printed[(printed.firstIndex(of: UInt8(ascii: " ")) ?? start)...].dropFirst(), as: UTF8.self)
  }
}
