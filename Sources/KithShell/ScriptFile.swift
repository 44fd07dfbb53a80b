import Glibc
import KithSyntax
import SystemPackage

/// Reads scripts.
enum ScriptFile {
  /// The text of a script. Only regular files are scripts: a pipe or a device may never end.
  static func source(at path: FilePath) throws(Errno) -> Source {
    do {
      let descriptor = try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
      return try descriptor.closeAfter {
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Errno.invalidArgument }
        return Source(name: path.string, bytes: try contents(of: descriptor, size: Int(status.st_size)))
      }
    } catch let error as Errno { throw error } catch { throw .ioError }
  }

  private static func contents(of descriptor: FileDescriptor, size: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = try descriptor.read(
          into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
        if count == 0 { return }
        filled += count
      }
    }
  }
}
