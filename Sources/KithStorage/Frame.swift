/// One acknowledged unit of the journal: the statements of an input line, or of a whole script.
public struct Frame: Sendable {
  /// Its number: 1 for the first of the network, without gaps.
  public let number: UInt64
  /// The canonical statements, one a line.
  public let text: String
}

/// A place in the history of frames: the last one's number and checksum, which the next one continues.
struct FrameMark: Comparable, Sendable {
  let number: UInt64
  let checksum: UInt32

  static func < (a: FrameMark, b: FrameMark) -> Bool { a.number < b.number }

  static let start = FrameMark(number: 0, checksum: 0)
}
