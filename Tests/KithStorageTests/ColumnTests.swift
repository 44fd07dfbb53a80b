import KithColumns
import SeededRandom
import Testing

/// Numbers in a file, changed and added to as a session does, beside the same in an array.
@Suite struct ColumnTests {
  @Test(arguments: [1, 7, 3000]) func aColumnIsTheArrayThatItStandsFor(stored: Int) {
    var random = SplitMix(state: UInt64(stored))
    var model = (0..<stored).map { Int32($0 * 3) }
    var column = Column<Int32>(StoredBytes(model))
    for step in 0..<6000 {
      let number = Int32.random(in: .min ... .max, using: &random)
      switch Int.random(in: 0..<10, using: &random) {
      case 0:
        model.append(number)
        column.append(number)
      case 1 where model.count > 1:
        let count = Int.random(in: 1..<min(3, model.count), using: &random)
        model.removeLast(count)
        column.removeLast(count)
      default:
        let index = model.indices.randomElement(using: &random) ?? 0
        model[index] = number
        column[index] = number
        #expect(column[index] == number)
      }
      // What is looked at whole is looked at now and then, and always while it is small.
      guard step % 500 == 0 || model.count < 10 else { continue }
      #expect(column.all == model && column.indices.map { column[$0] } == model)
      #expect(Column<Int32>(column.bytes).all == model)
      let range = model.count / 3..<model.count
      #expect(column.withElements(in: range, Array.init) == Array(model[range]))
    }
  }

  /// Texts beyond ASCII are found in the file and behind it, from any index on.
  @Test(arguments: 1...20) func textsBeyondASCIIAreFound(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let texts = (0..<60).map { _ in
      ["", "a", "Ada", "Zoë", "é", "日本", "naïve café", "plain text"].randomElement(using: &random) ?? ""
    }
    for stored in [0, 1, 40, 60] {
      var written = StringColumn()
      for text in texts.prefix(stored) { written.append(text) }
      let (starts, bytes) = written.columns()
      var column = try #require(StringColumn(starts: StoredBytes(starts), bytes: StoredBytes(bytes)))
      for text in texts.dropFirst(stored) { column.append(text) }
      for first in [0, 1, 39, 40, 41, 59, 60] {
        let expected = texts.indices.filter { $0 >= first && !texts[$0].utf8.allSatisfy { $0 < 0x80 } }
        #expect(column.indicesBeyondASCII(from: first) == expected)
      }
    }
  }
}
