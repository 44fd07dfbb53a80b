import KithGraph
@testable import KithLanguage
import SeededRandom
import Testing

/// The index of names finds the slips that a look at every name finds.
@Suite struct NearNameTests {
  @Test(arguments: LanguageProperties.seed..<LanguageProperties.seed + 5) func theIndexFindsWhatALookAtAllFinds(seed: UInt64) {
    var random = SplitMix(state: seed)
    // Few letters, so that many names are near others; a digit, and letters that case and composition write otherwise.
    let letters = ["a", "b", "A", "é", "e\u{301}", "ß", "1", " "]
    var network = Network()
    var (indexed, slips) = (NearNames(), 0)
    for _ in 0..<400 {
      let middle = (0..<Int.random(in: 0...3, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
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
}
