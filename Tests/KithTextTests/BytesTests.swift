import KithText
import SeededRandom
import Testing

/// Bytes looked through in large steps say what they say one by one.
@Suite struct BytesTests {
  private static let seed: UInt64 = 20_261_122

  @Test(arguments: seed..<seed + 20) func largeStepsSeeWhatSmallOnesSee(seed: UInt64) {
    var random = SplitMix(state: seed)
    for length in [0, 1, 7, 8, 9, 15, 16, 17, 64, 4095, 4096, 4097, 9000] {
      var bytes = (0..<length).map { _ in UInt8(0x20 + random.next() % 0x5F) }
      for spot in [nil, 0, length / 2, length - 1] where spot.map({ (0..<length).contains($0) }) ?? true {
        if let spot { bytes[spot] = UInt8(truncatingIfNeeded: random.next()) }
        let isPlain = bytes.allSatisfy { (0x20..<0x7F).contains($0) || [0x09, 0x0A, 0x0D].contains($0) }
        let range = Int.random(in: 0...length, using: &random)..<length
        let wanted = bytes.last ?? 0
        bytes.withUnsafeBufferPointer { text in
          #expect(text.isPlainText == isPlain)
          #expect(text.firstIndex(of: wanted, in: range) == text[range].firstIndex(of: wanted))
        }
      }
    }
  }
}
