/// One acknowledged unit of the journal: the statements of an input line, or of a whole script.
public struct Frame: Sendable {
  /// Its place in the history.
  public let mark: FrameMark
  /// The canonical statements, one a line.
  public let text: String

  /// Its number: 1 for the first of the network, without gaps.
  public var number: UInt64 { mark.number }
}

/// A place in the history of frames: the last one's number and checksum, which the next one continues.
///
/// A frame's checksum starts from that of the frame before, so that two histories which parted never have a mark in
/// common behind where they did.
public struct FrameMark: Hashable, Sendable {
  /// The number of the frame; 0 before the first one.
  public let number: UInt64
  /// The checksum of the frame, and so of all frames up to it.
  public let checksum: UInt32

  /// A place in a history.
  public init(number: UInt64, checksum: UInt32) { (self.number, self.checksum) = (number, checksum) }

  /// The place before the first frame.
  public static let start = FrameMark(number: 0, checksum: 0)
}
