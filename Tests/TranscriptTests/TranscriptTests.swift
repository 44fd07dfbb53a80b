import Foundation
import ProgramUnderTest
import Testing

@Suite struct TranscriptTests {
  /// Every transcript of the project, the README among them.
  static let files: [URL] = {
    let folder = Program.project.appending(path: "Tests/Transcripts")
    let found =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return [Program.project.appending(path: "README.md")]
      + found.filter { $0.pathExtension == "net" }.sorted { $0.path < $1.path }
  }()

  @Test(arguments: files) func saysWhatItSaid(file: URL) throws {
    let written = try String(contentsOf: file, encoding: .utf8)
    let actual = try Transcript(file).actual()
    guard actual != written else { return }
    if ProcessInfo.processInfo.environment["KITH_RECORD"] != nil {
      try actual.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(file.lastPathComponent): read the difference, then run the tests")
    } else {
      Issue.record("\(file.lastPathComponent):\n\(difference(written, actual))")
    }
  }

  @Test(arguments: ["README.md", "Transcripts/storage.net", "errors/unknown-verb.net"]) func isAmongTheTranscripts(
    path: String
  ) {
    #expect(Self.files.contains { $0.path.hasSuffix(path) })
  }

  /// The lines in which two texts differ, in the style of diff.
  private func difference(_ old: String, _ new: String) -> String {
    let (old, new) = (old.components(separatedBy: "\n"), new.components(separatedBy: "\n"))
    return new.difference(from: old).map { change in
      switch change {
      case .insert(let offset, let line, _): "+\(offset + 1) \(line)"
      case .remove(let offset, let line, _): "-\(offset + 1) \(line)"
      }
    }.joined(separator: "\n")
  }
}
