import KithGrammar
import KithSyntax
import SystemPackage

/// Puts scripts into their canonical layout.
struct Formatting {
  private let console: Console

  init(_ console: Console) { self.console = console }

  /// Lays files out anew, those that can be read; or only names those that are laid out otherwise.
  func format(_ files: [FilePath], isCheck: Bool) throws(ExitStatus) {
    var isWell = true
    for file in files {
      guard let (before, after) = layout(of: file) else {
        isWell = false
        continue
      }
      if before == after { continue }
      if isCheck {
        try console.write("\(file.string.printable)\n")
        isWell = false
      } else if !write(after, to: file) {
        isWell = false
      }
    }
    if !isWell { throw .statement }
  }

  /// A script as it is, and as it should be; `nil` where that cannot be told, which is said.
  private func layout(of file: FilePath) -> (before: String, after: String)? {
    let source: Source
    do throws(ScriptFiles.Failure) { source = try ScriptFile.source(at: file) } catch {
      console.report(error.message, help: error.help)
      return nil
    }
    do throws(Diagnostic) { return (String(decoding: source.bytes, as: UTF8.self), try source.laidOut()) } catch {
      console.report(error)
      return nil
    }
  }

  private func write(_ text: String, to file: FilePath) -> Bool {
    do throws(ExportFile.Failure) { try ExportFile.write(text, to: file, sparing: nil, keepsMode: true) } catch {
      console.report(error.message)
      return false
    }
    return true
  }
}
