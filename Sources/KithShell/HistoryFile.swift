import Glibc
import KithLanguage
import KithSyntax
import SystemPackage

/// The lines said before at the prompt of a network, one a line, oldest first; only ever appended to, and private.
struct HistoryFile {
  private let path: FilePath

  /// How many lines of earlier sessions are at hand.
  private static let most = 5000

  init(_ path: FilePath) { self.path = path }

  func entries() -> [String] { Array(lines.suffix(HistoryFile.most)) }

  private var lines: [String] {
    guard let source = try? ScriptFile.source(at: path) else { return [] }
    return String(decoding: source.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// A history that cannot be written is no reason to stop.
  func append(_ line: String) {
    let options: FileDescriptor.OpenOptions = [.append, .create, .closeOnExec, .nonBlocking]
    guard let file = try? FileDescriptor.open(path, .writeOnly, options: options, permissions: [.ownerReadWrite]) else { return }
    _ = try? file.closeAfter { try file.writeAll((line + "\n").utf8) }
  }

  /// Takes out every line that names somebody forgotten.
  func forget(_ forgotten: Forgotten) throws(ExportFile.Failure) {
    let (lines, kept) = (lines, lines.filter { !forgotten.isNamed(in: $0) })
    guard kept.count < lines.count else { return }
    try ExportFile.write(kept.map { $0 + "\n" }.joined(), to: path, sparing: nil)
  }
}
