import CChecksum

/// CRC-32C (Castagnoli) of bytes.
func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 { checksum_crc32c(0, bytes.baseAddress, bytes.count) }

/// CRC-32C (Castagnoli) of bytes, continued from `seed`.
func checksum(_ bytes: some Collection<UInt8>, seed: UInt32 = 0) -> UInt32 {
  let whole: UInt32? = bytes.withContiguousStorageIfAvailable { checksum_crc32c(seed, $0.baseAddress, $0.count) }
  return whole ?? Array(bytes).withUnsafeBufferPointer { checksum_crc32c(seed, $0.baseAddress, $0.count) }
}

extension UInt32 {
  /// Eight hexadecimal digits.
  var hexadecimal: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
