import Glibc
import SystemPackage

/// Writes what a question was asked to write to a file: all of it, or nothing.
enum ExportFile {
  /// Why it was not written.
  struct Failure: Error {
    let message: String
  }

  /// Writes a text to a file that only the user can read, replacing a file of that name. The files of the network are spared.
  static func write(_ text: String, to path: FilePath, sparing network: FilePath?) throws(Failure) {
    func failure(_ why: String) -> Failure { Failure(message: "cannot write `\(path)`: \(why)") }
    let target: FilePath
    do throws(Errno) { target = try Surroundings.resolved(path) } catch { throw failure("\(error)") }
    if let network = network.flatMap({ try? Surroundings.resolved($0) }), isOf(network, target) {
      throw failure("it belongs to the network itself")
    }
    var status = stat()
    if target.withPlatformString({ stat($0, &status) }) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw failure("it is not a regular file")
    }
    let temporary = FilePath(target.string + ".\(getpid()).new")
    do {
      let descriptor = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: [.ownerReadWrite])
      try descriptor.closeAfter {
        _ = try descriptor.writeAll(text.utf8)
        guard fsync(descriptor.rawValue) == 0 else { throw Errno(rawValue: errno) }
      }
      guard rename(temporary.string, target.string) == 0 else { throw Errno(rawValue: errno) }
    } catch {
      unlink(temporary.string)
      throw failure((error as? Errno).map { "\($0)" } ?? "\(error)")
    }
  }

  /// Whether a path is one of a network's files.
  private static func isOf(_ network: FilePath, _ path: FilePath) -> Bool {
    let (whole, own) = (absolute(path), absolute(network))
    guard whole.hasPrefix(own) else { return false }
    let suffix = String(whole.dropFirst(own.count))
    return ["", ".journal", ".1", ".1.journal", ".lock", ".new", ".damaged", ".history"].contains(suffix)
      || suffix.hasPrefix(".torn-")
  }

  private static func absolute(_ path: FilePath) -> String {
    guard path.isRelative, let folder = getcwd(nil, 0) else { return path.lexicallyNormalized().string }
    defer { free(folder) }
    return FilePath(platformString: folder).pushing(path).lexicallyNormalized().string
  }
}
