import Glibc
import KithGrammar
import KithSyntax
import SystemPackage

/// Reads scripts, and what scripts read.
enum ScriptFile {
  /// The files that scripts may read and write: paths count from the folder of the file that names them, else from the
  /// one the program runs in. With a folder, nothing outside of it is touched.
  static func files(below folder: FilePath?) -> ScriptFiles {
    let root = folder.map { real($0) ?? $0 }
    @Sendable func isAllowed(_ path: FilePath) -> Bool {
      guard let root else { return true }
      // A file that is not there yet lies where its folder lies.
      return (real(path) ?? real(path.removingLastComponent()) ?? path).starts(with: root)
    }
    @Sendable func refusal(_ path: FilePath, _ verb: String) -> ScriptFiles.Failure? {
      isAllowed(path)
        ? nil : ScriptFiles.Failure("`\(path)` lies outside of the script's folder, and is not \(verb) with --safe")
    }
    return ScriptFiles { path, from throws(ScriptFiles.Failure) in
      let base = from.isFile ? FilePath(from.name ?? "").removingLastComponent() : FilePath()
      let path = base.pushing(FilePath(path)).lexicallyNormalized()
      if let refusal = refusal(path, "read") { throw refusal }
      return try source(at: path)
    } refusalToWrite: {
      refusal(FilePath($0), "written")
    }
  }

  /// The text of a script or table.
  static func source(at path: FilePath) throws(ScriptFiles.Failure) -> Source {
    do throws(Errno) { return Source(name: path.string, bytes: try bytes(at: path), isFile: true) } catch {
      let why =
        switch error {
        case .invalidArgument: "it is not a regular file"
        case .fileTooLarge: "it has more than \(maximumBytes >> 20) MiB"
        default: "\(error)"
        }
      throw ScriptFiles.Failure("cannot read `\(path)`: \(why)")
    }
  }

  /// What a file holds. Only regular files are read: a pipe or a device may never end.
  static func bytes(at path: FilePath, _ options: FileDescriptor.OpenOptions = []) throws(Errno) -> [UInt8] {
    do {
      let descriptor = try FileDescriptor.open(path, .readOnly, options: options.union([.nonBlocking, .closeOnExec]))
      return try descriptor.closeAfter {
        var status = stat()
        guard fstat(descriptor.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Errno.invalidArgument }
        guard status.st_size <= maximumBytes else { throw Errno.fileTooLarge }
        return try contents(of: descriptor, size: Int(status.st_size))
      }
    } catch let error as Errno { throw error } catch { throw .ioError }
  }

  private static let maximumBytes = 256 << 20

  /// Where a path leads; the empty one, which is the folder of a bare name, to the folder that the program runs in.
  private static func real(_ path: FilePath) -> FilePath? {
    (path.isEmpty ? "." : path).withPlatformString { realpath($0, nil) }.map { real in
      defer { free(real) }
      return FilePath(platformString: real)
    }
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
