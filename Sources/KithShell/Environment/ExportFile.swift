import Glibc
import KithStorage
import SystemPackage

/// Writes what a question was asked to write to a file: all of it, or nothing.
enum ExportFile {
  /// Why it was not written.
  struct Failure: Error {
    let message: String
  }

  /// Writes a text to a file that only the user can read, replacing a file of that name; or, if that is kept, to one
  /// that whoever could read and run that one can. The files of the network are spared.
  static func write(_ text: String, to path: FilePath, sparing network: FilePath?, keepsMode: Bool = false)
    throws(Failure)
  {
    func failure(_ why: String) -> Failure { Failure(message: "cannot write `\(path)`: \(why)") }
    let target: FilePath
    do throws(Errno) { target = try ProcessEnvironment.resolved(path) } catch { throw failure("\(error)") }
    if let network = network.flatMap({ try? ProcessEnvironment.resolved($0) }), isOf(network, target) {
      throw failure("it belongs to the network itself")
    }
    var status = stat()
    if target.withPlatformString({ stat($0, &status) }) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw failure("it is not a regular file")
    }
    if keepsMode, access(target.string, W_OK) != 0 { throw failure("\(Errno(rawValue: errno))") }
    // A store removes files of such names that are called after its own, as `forget` asks it to.
    let temporary = FilePath(target.string + ".\(getpid()).new")
    do throws(Errno) {
      // What a process of the same number was killed while it wrote.
      try POSIXDisk().remove(temporary)
      try write(Array(text.utf8), to: temporary)
      if keepsMode {
        // Whoever is not root cannot give a file away; then it is theirs who wrote it.
        _ = chown(temporary.string, status.st_uid, status.st_gid)
        chmod(temporary.string, status.st_mode & 0o7777)
      }
      try POSIXDisk().rename(temporary, to: target)
    } catch {
      try? POSIXDisk().remove(temporary)
      throw failure("\(error)")
    }
    // rename alone is not durable: the directory must be synced too.
    do throws(Errno) { try POSIXDisk().syncDirectory(folder(of: target)) } catch { throw failure("\(error)") }
  }

  private static func folder(of path: FilePath) -> FilePath {
    let folder = path.removingLastComponent()
    return folder.isEmpty ? "." : folder
  }

  private static func write(_ bytes: [UInt8], to path: FilePath) throws(Errno) {
    do {
      let descriptor = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: [.ownerReadWrite])
      try descriptor.closeAfter {
        try descriptor.writeAll(bytes)
        guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
    } catch let error as Errno { throw error } catch { throw .ioError }
  }

  /// Whether a path is one of a network's files.
  private static func isOf(_ network: FilePath, _ path: FilePath) -> Bool {
    let (path, network) = (absolute(path), absolute(network))
    return Store.owns(path, storeAt: network) || path == ProcessEnvironment.history(of: network)
  }

  private static func absolute(_ path: FilePath) -> FilePath {
    guard path.isRelative, let folder = getcwd(nil, 0) else { return path.lexicallyNormalized() }
    defer { free(folder) }
    return FilePath(platformString: folder).pushing(path).lexicallyNormalized()
  }
}
