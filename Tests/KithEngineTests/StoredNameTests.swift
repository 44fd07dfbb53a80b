import KithAssist
import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax
import SeededRandom
import Testing

/// Names in a file are found as they are in memory, by their hashes or without.
@Suite struct StoredNameTests {
  private static let words = [
    "anna", "Ben", "Zoë", "Zoe\u{308}", "o'neil", "straße", "李雷", "x", "y", "e\u{301}", "j.r.", "a;", "a\u{37E}",
  ]

  @Test(arguments: LanguageProperties.seed..<LanguageProperties.seed + 5) func aFileFindsWhatMemoryFinds(seed: UInt64)
    throws
  {
    var random = SplitMix(state: seed)
    func name() -> String {
      (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.words.randomElement(using: &random) ?? "" }.joined(
        separator: " ")
        + (random.next() % 2 == 0 ? "" : " \(random.next() % 50)")
    }
    let today = Day(number: 20_779)
    let said = Interpreter(.standard, StatementLog(.standard), today: today)
    let names = (0..<300).map { _ in name() }
    said.beginTransaction()
    for name in names {
      let kind = ["person", "place", "org"].randomElement(using: &random) ?? ""
      _ = try? said.run(try Script(Source(name: nil, text: "\(kind) \"\(name)\""), in: .standard))
    }
    said.commitTransaction()
    let columns = said.log.columns
    let stored = try [columns, columns.filter { $0.column != .nameHashes }].map { columns in
      Interpreter(.standard, try #require(StatementLog(columns, in: .standard, damage: CorruptionFlag())), today: today)
    }
    // What is renamed once it lies in a file is found by its new name alone.
    let renamed = said.log.names.all(.person).prefix(20).map { said.log.names[$0] }
    let renaming = renamed.map { "rename \"\($0)\" to \"new \($0)\"\n" }.joined()
    try said.run(try Script(Source(name: nil, text: renaming), in: .standard))
    for index in stored.indices {
      #expect(stored[index].log.verified().fits)
      #expect(zip(stored[index].log.columns, columns).allSatisfy { $0.bytes.all.elementsEqual($1.bytes.all) })
      try stored[index].run(try Script(Source(name: nil, text: renaming), in: .standard))
    }
    for interpreter in stored {
      let (found, expected) = (interpreter.log.names, said.log.names)
      for name in names + names.map({ $0.uppercased() }) + names.map({ "new \($0)" }) + Self.words {
        for space in [NodeKind.Space.party, .place] {
          #expect(found.node(name, in: space) == expected.node(name, in: space), "\(name)")
        }
        #expect(found.people(withFirstName: name) == expected.people(withFirstName: name), "\(name)")
      }
    }
  }
}
