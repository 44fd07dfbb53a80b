/// What tells one network from every other: 128 random bits, drawn when it is made.
public struct StoreID: Hashable, Sendable, CustomStringConvertible {
  let high: UInt64
  let low: UInt64

  /// An identity never seen before.
  public init(using random: inout some RandomNumberGenerator) {
    high = random.next()
    low = random.next()
  }

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Thirty-two hexadecimal digits.
  public var description: String {
    let (high, low) = (String(high, radix: 16), String(low, radix: 16))
    return String(repeating: "0", count: 16 - high.utf8.count) + high
      + String(repeating: "0", count: 16 - low.utf8.count) + low
  }

  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  /// What the checksums of this network's journal start from: a frame of another network fails its checksum.
  var salt: UInt32 { UInt32(truncatingIfNeeded: low ^ (low >> 32)) ^ UInt32(truncatingIfNeeded: high ^ (high >> 32)) }
}
