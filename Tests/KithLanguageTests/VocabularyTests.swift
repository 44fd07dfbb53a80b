import KithLanguage
import KithSyntax
import Testing

@Suite struct VocabularyTests {
  /// What help shows as an example is what one can say.
  @Test(arguments: Vocabulary.standard.verbs.map(\.example)) func everyExampleCanBeSaid(example: String) throws {
    var say = try Saying()
    for line in Manual.prelude { #expect(!say(line).hasPrefix("error: ")) }
    #expect(!say(example).hasPrefix("error: "))
  }

  /// A verb's page names it, how it is used, and its example.
  @Test(arguments: Vocabulary.standard.verbs.map { ($0.phrases[0].text, $0.example) })
  func everyVerbHasAPage(phrase: String, example: String) {
    let page = Manual().page(for: phrase)
    #expect(page.hasPrefix("\(phrase): ") && page.contains("usage") && page.contains(example))
  }
}
