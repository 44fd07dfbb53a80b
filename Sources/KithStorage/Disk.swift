import SystemPackage

/// The store's only way to a file system, so that faults can be simulated.
///
/// Nothing is durable until it is synced: bytes by their file's `sync`, a file's name by `syncDirectory`.
public protocol Disk: Sendable {
  /// Opens a regular file to read and write; `nil` when there is none and none is to be made.
  func open(_ path: FilePath, create: Bool) throws(Errno) -> (any DiskFile)?
  /// Gives a file another name, replacing what had it.
  func rename(_ path: FilePath, to other: FilePath) throws(Errno)
  /// Takes a name away; no error when there is none.
  func remove(_ path: FilePath) throws(Errno)
  /// Makes the names in a directory durable.
  func syncDirectory(_ path: FilePath) throws(Errno)
  /// The names in a directory, in any order.
  func names(in path: FilePath) throws(Errno) -> [String]
  /// Takes from others than the owner what they may do with a regular file; gives whether they could do anything. One
  /// that is not ours to change stays as it is.
  func makePrivate(_ path: FilePath) -> Bool
  /// Makes a directory and those above it; no error when it is there.
  func makeDirectory(_ path: FilePath) throws(Errno)
}

/// An open file of a disk.
public protocol DiskFile: Sendable {
  /// Tells files apart: two of one identity are the same file.
  var identity: FileIdentity { get throws(Errno) }
  /// Its bytes.
  var size: Int { get throws(Errno) }
  /// The bytes from an offset to the end.
  func read(from offset: Int) throws(Errno) -> [UInt8]
  /// Reads the bytes from an offset on; gives how many there were, fewer than asked for only where the file ends.
  func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(Errno) -> Int
  /// Writes all bytes at an offset.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Errno)
  /// Cuts the file.
  func truncate(to size: Int) throws(Errno)
  /// Makes the bytes written so far durable.
  func sync() throws(Errno)
  /// Waits for a lock on the file: shared with other readers, or exclusive. Who still waits after a second is told for
  /// whom.
  func lock(exclusive: Bool, _ onWait: (_ holder: String?) -> Void) throws(Errno)
  /// Gives the lock back.
  func unlock() throws(Errno)
}

/// A file's device and number on it.
public struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64

  /// The identity of a device and a number on it.
  public init(device: UInt64, number: UInt64) {
    self.device = device
    self.number = number
  }
}

extension DiskFile {
  /// Writes all bytes at an offset.
  func write(_ bytes: [UInt8], at offset: Int) throws(Errno) {
    // A closure that throws would not keep the type of its error.
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try write(buffer, at: offset)) } catch { return .failure(error) }
    }
    try result.get()
  }
}
