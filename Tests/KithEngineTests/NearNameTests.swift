import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import SeededRandom
import Testing

/// The index of names finds the slips that a look at every name finds.
@Suite struct NearNameTests {
  @Test(arguments: LanguageProperties.seed..<LanguageProperties.seed + 5) func theIndexFindsWhatALookAtAllFinds(
    seed: UInt64
  ) {
    var random = SplitMix(state: seed)
    // Few letters, so that many names are near others; a digit, and letters that case and composition write otherwise.
    let letters = ["a", "b", "A", "é", "e\u{301}", "ß", "1", " "]
    var network = Network()
    var (indexed, slips) = (NearNames(), 0)
    for _ in 0..<400 {
      let middle = (0..<Int.random(in: 0...3, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }
        .joined()
      let (name, kind) = ("x\(middle)y", [NodeKind.person, .place].randomElement(using: &random) ?? .person)
      // One that never asked looks at every name.
      var plain = NearNames()
      let found = plain.nearest(to: name, kind, among: network.names)
      #expect(indexed.nearest(to: name, kind, among: network.names) == found, "\(name)")
      if found != nil { slips += 1 }
      let mark = network.namesMark
      let node = network.intern(name, as: kind)
      network.mention(node, as: kind)
      // What is cut off again is no name.
      if random.next() % 8 == 0 {
        network.unmention(node)
        network.cutNames(to: mark)
        indexed.cut(to: network.names.count)
      }
    }
    #expect(slips > 100)
  }

  /// A unit that is dropped leaves no name behind that a new one could be a slip of, however names are looked for.
  @Test(arguments: [0, 40]) func aDroppedUnitLeavesNoNearNames(names: Int) throws {
    let say = try Saying()
    for index in 0..<names { _ = say("met \(String(repeating: "x", count: index + 2))y\(index % 2 == 0 ? "a" : "o")") }
    #expect(say.dropping("met Margaret; met Margarete") != "")
    #expect(try warnings(of: "met Margareta", say) == [])
    // Another name has the place of the one that was dropped.
    #expect(try warnings(of: "met Konstantin", say) == [])
    #expect(try warnings(of: "met Konstantina", say).count == 1)
    #expect(try warnings(of: "met Margarete", say).count == 1)
  }

  private func warnings(of line: String, _ say: Saying) throws -> [String] {
    guard case .recorded(let recorded)? = try say.interpreter.answer(to: line) else { return [] }
    return recorded.slips
  }
}
