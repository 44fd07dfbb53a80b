import Foundation
import Testing

/// Whoever reads a folder has to know those below it, and no other: neither targets nor the folders inside of one go
/// round in a circle.
@Suite struct StructureTests {
  @Test func noFolderHangsOnOneThatHangsOnIt() throws {
    let folders = Folders(try sources())
    #expect(folders.uses.count > 15)
    #expect(folders.uses["KithShell/Prompt"]?.contains("KithGrammar") == true)
    #expect(folders.circle == nil)
  }

  @Test(
    arguments: [
      (["A/a.swift": "struct X {}", "A/B/b.swift": "let x = X()"], nil),
      (["A/a.swift": "struct X { let y: Y? }", "A/B/b.swift": "struct Y { let x: X? }"], ["A", "A/B", "A"]),
      (
        [
          "A/a.swift": "struct X {} // Y", "A/B/b.swift": "struct Y { let x = X(); let y = \"Z\" }",
          "A/C/c.swift": "func Z() { Y() }",
        ], nil
      ),
      (
        [
          "A/a.swift": "import B", "B/C/b.swift": "func f() { Z() }", "B/b.swift": "import A\nenum Z {}",
        ],
        ["A", "B", "A"]
      ),
    ] as [([String: String], [String]?)]) func aCircleIsFound(sources: [String: String], circle: [String]?)
  {
    #expect(Folders(sources).circle == circle)
  }

  /// The text of every Swift file below `Sources`, by its path there.
  private func sources() throws -> [String: String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    var sources: [String: String] = [:]
    for case let path as String in try #require(FileManager.default.enumerator(atPath: root.path())) {
      guard path.hasSuffix(".swift") else { continue }
      sources[path] = try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    return sources
  }
}

/// Which folders use what others declare.
private struct Folders {
  /// The folders that each one uses.
  private(set) var uses: [String: Set<String>] = [:]

  /// Folders of one target use what they name of each other's; of other targets, those that they import.
  init(_ sources: [String: String]) {
    let files = sources.map { path, text in
      (folder: path.split(separator: "/").dropLast().joined(separator: "/"), code: Folders.code(text))
    }
    var declared: [Substring: Set<String>] = [:]
    // Declarations that stand at the left are the file's; those within types are known by their types.
    let declaration =
      /^(?:@\w+ )*(?:(?:public|package|final|indirect) )*(?:struct|enum|class|protocol|typealias|func|let|var) +(\w+)/
    for (folder, code) in files {
      for match in code.matches(of: declaration.anchorsMatchLineEndings()) {
        declared[match.1, default: []].insert(folder)
      }
    }
    for (folder, code) in files {
      for word in Set(code.matches(of: /(?:^|[^.\w])([A-Za-z_]\w*)/).map(\.1)) {
        // A name that two folders have says nothing.
        guard let other = declared[word], other.count == 1, let used = other.first, used != folder,
          used.prefix(while: { $0 != "/" }) == folder.prefix(while: { $0 != "/" })
        else { continue }
        uses[folder, default: []].insert(used)
      }
      let targets = Set(files.map { String($0.folder.prefix { $0 != "/" }) })
      for match in code.matches(of: /^import (\w+)/.anchorsMatchLineEndings()) where targets.contains(String(match.1)) {
        uses[folder, default: []].insert(String(match.1))
      }
    }
  }

  /// The text without what stands in comments and quotes.
  private static func code(_ text: String) -> String {
    text.replacing(/"""[\s\S]*?"""/, with: "").replacing(/"(?:\\.|[^"\\\n])*"/, with: "").replacing(
      /\/\/[^\n]*/, with: "")
  }

  /// Folders each of which uses the next one, the first also at the end; `nil` where there are none such.
  var circle: [String]? {
    var known: Set<String> = []
    func circle(from way: [String]) -> [String]? {
      guard let folder = way.last else { return nil }
      if let start = way.dropLast().firstIndex(of: folder) { return Array(way[start...]) }
      guard known.insert(folder).inserted else { return nil }
      for next in (uses[folder] ?? []).sorted() {
        if let found = circle(from: way + [next]) { return found }
      }
      return nil
    }
    for folder in uses.keys.sorted() {
      if let found = circle(from: [folder]) { return found }
    }
    return nil
  }
}
