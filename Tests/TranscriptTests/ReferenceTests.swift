import Foundation
import KithLanguage
import ProgramUnderTest
import Testing

@Suite struct ReferenceTests {
  /// The reference in the guide is what the verb table says today.
  @Test func theReferenceIsCurrent() throws {
    let file = Program.project.appending(path: "Sources/kith/Documentation.docc/Reference.md")
    let written = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let current = Manual().reference
    guard written != current else { return }
    if ProcessInfo.processInfo.environment["KITH_RECORD"] != nil {
      try current.write(to: file, atomically: true, encoding: .utf8)
    }
    Issue.record("the reference is not what the verb table says; `scripts/record` writes it")
  }
}
