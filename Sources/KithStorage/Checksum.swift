import CChecksum

/// CRC-32C (Castagnoli) of each block of so many bytes, the last one being shorter.
func checksums(_ bytes: UnsafeRawBufferPointer, ofBlocks size: Int) -> [UInt32] {
  let count = (bytes.count + size - 1) / size
  return [UInt32](unsafeUninitializedCapacity: count) { sums, filled in
    checksum_crc32c_blocks(bytes.baseAddress, bytes.count, size, sums.baseAddress)
    filled = count
  }
}

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
