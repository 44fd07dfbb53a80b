import KithText

/// Lines that another thread reads by patterns, while those before them are read here.
///
/// It reads by a copy of the patterns, which is given back before these learn anything: what is shared is not changed, nor copied.
final class ReadAhead: @unchecked Sendable {
  /// Where the lines before them begin, where they do, and where they end.
  private(set) var (start, middle, stop) = (0, 0, 0)
  /// The lines as they were read, as far as they could be, and where that ended.
  private(set) var batch = LineBatch()
  private(set) var end = 0
  private var patterns: Patterns?
  private var setting: Patterns.Setting?
  private var bytes = UnsafeBufferPointer<UInt8>(start: nil, count: 0)

  /// So many bytes are read by each of two threads: some thousand lines, which pay for the thread.
  private static let most = 1 << 17

  /// Goes on to the lines behind the next ones of a text; false where two threads are too many for what is left of it, or they are more
  /// than so many.
  func goOn(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lines: Range<Int>, _ patterns: Patterns, _ setting: Patterns.Setting, atMost most: Int
  ) -> Bool {
    let half = min(ReadAhead.most, lines.count / 2)
    guard half >= ReadAhead.most / 4 else { return false }
    start = lines.lowerBound
    middle = bytes.startOfLine(behind: start + half, lines.upperBound)
    stop = bytes.startOfLine(behind: min(middle + half, lines.upperBound), lines.upperBound)
    let before = bytes.countOfLines(in: start..<middle)
    guard before + (stop - middle) <= most else { return false }
    (self.bytes, self.patterns, self.setting) = (bytes, patterns, setting.advanced(by: before))
    return true
  }

  /// Reads the lines.
  func read() {
    if let setting { end = patterns?.read(bytes, middle..<stop, setting, into: &batch, atMost: .max) ?? middle }
    patterns = nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The start of the line behind the one that holds an offset, or the end.
  func startOfLine(behind offset: Int, _ end: Int) -> Int {
    firstIndex(of: UInt8(ascii: "\n"), in: offset..<end).map { $0 + 1 } ?? end
  }

  /// How many lines of a range are not empty.
  fileprivate func countOfLines(in range: Range<Int>) -> Int {
    var (count, at) = (0, range.lowerBound)
    while at < range.upperBound {
      let end = firstIndex(of: UInt8(ascii: "\n"), in: at..<range.upperBound) ?? range.upperBound
      if end > at { count += 1 }
      at = end + 1
    }
    return count
  }
}
