import Glibc
import KithLanguage
import KithSyntax
import SystemPackage

/// The lines said before at the prompt of a network, oldest first; only ever appended to, and private.
///
/// A line of the file is one of them; of a block, the lines behind the first begin with a tab.
struct HistoryFile {
  private let path: FilePath

  /// How many lines of earlier sessions are at hand.
  private static let most = 5000

  init(_ path: FilePath) { self.path = path }

  /// The newest of them; none where they cannot be read.
  func entries() -> [String] { Array(((try? lines()) ?? []).suffix(HistoryFile.most)) }

  private func lines() throws(Errno) -> [String] {
    do throws(Errno) {
      var entries: [String] = []
      for line in String(decoding: try ScriptFile.bytes(at: path), as: UTF8.self).split(separator: "\n") {
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

  /// A history that cannot be written is no reason to stop.
  func append(_ line: String) {
    let options: FileDescriptor.OpenOptions = [.append, .create, .closeOnExec, .nonBlocking]
    guard let file = try? FileDescriptor.open(path, .writeOnly, options: options, permissions: [.ownerReadWrite]) else { return }
    _ = try? file.closeAfter { try file.writeAll(HistoryFile.text(of: line).utf8) }
  }

  private static func text(of entry: String) -> String { entry.replacing("\n", with: "\n\t") + "\n" }

  /// Takes out every line that names somebody forgotten.
  func forget(_ forgotten: Forgotten) throws(ExportFile.Failure) {
    let lines: [String]
    do throws(Errno) { lines = try self.lines() } catch {
      throw ExportFile.Failure(message: "cannot read `\(path)`: \(error)")
    }
    let kept = lines.filter { !forgotten.isNamed(in: $0) }
    guard kept.count < lines.count else { return }
    try ExportFile.write(kept.map(HistoryFile.text).joined(), to: path, sparing: nil)
  }
}
