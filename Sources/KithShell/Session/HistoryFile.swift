import Glibc
import KithGrammar
import KithLog
import SystemPackage

/// The lines said before at the prompt of a network, oldest first; only ever appended to, and private.
///
/// A line of the file is one of them; of a block, the lines behind the first begin with a tab.
struct HistoryFile {
  private let path: FilePath

  /// How many lines of earlier sessions are at hand.
  private static let most = 5000
  /// How many bytes a line may have to be one of them: a longer one was pasted or made by a program, and each key on it
  /// would take as long as reading it does.
  static let longest = 65_536

  init(_ path: FilePath) { self.path = path }

  /// The newest of them; none where they cannot be read.
  func entries() -> [String] {
    Array(((try? lines()) ?? []).filter { $0.utf8.count <= HistoryFile.longest }.suffix(HistoryFile.most))
  }

  private func lines() throws(Errno) -> [String] {
    do throws(Errno) {
      var entries: [String] = []
      for line in String(decoding: try ScriptFile.bytes(at: path, .noFollow), as: UTF8.self).split(separator: "\n") {
        if line.first == "\t", let block = entries.popLast() {
          entries.append(block + "\n" + line.dropFirst())
        } else {
          entries.append(String(line))
        }
      }
      return entries
    } catch {
      guard error == .noSuchFileOrDirectory else { throw error }
      return []
    }
  }

  /// Why it is left alone, where something else stands in its place: a link could lead to a file that is not ours to
  /// write.
  var problem: String? {
    var status = stat()
    guard path.withPlatformString({ lstat($0, &status) }) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
    let what = status.st_mode & S_IFMT == S_IFLNK ? "a symbolic link" : "not a regular file"
    return "`\(path)` is \(what): no history is read or kept"
  }

  /// A history that cannot be written is no reason to stop.
  func append(_ line: String) {
    let options: FileDescriptor.OpenOptions = [.append, .create, .closeOnExec, .nonBlocking, .noFollow]
    guard let file = try? FileDescriptor.open(path, .writeOnly, options: options, permissions: [.ownerReadWrite]) else {
      return
    }
    _ = try? file.closeAfter {
      var status = stat()
      guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
      if status.st_mode & 0o077 != 0 { fchmod(file.rawValue, status.st_mode & 0o700) }
      try file.writeAll(HistoryFile.text(of: line).utf8)
    }
  }

  private static func text(of entry: String) -> String { entry.replacing("\n", with: "\n\t") + "\n" }

  /// Takes out every line that names somebody forgotten.
  func forget(_ forgotten: Forgotten) throws(ExportFile.Failure) {
    let lines: [String]
    do throws(Errno) { lines = try self.lines() } catch {
      throw ExportFile.Failure(message: problem ?? "cannot read `\(path)`: \(error)")
    }
    let kept = lines.filter { !forgotten.isNamed(in: $0) }
    guard kept.count < lines.count else { return }
    try ExportFile.write(kept.map(HistoryFile.text).joined(), to: path, sparing: nil)
  }
}
