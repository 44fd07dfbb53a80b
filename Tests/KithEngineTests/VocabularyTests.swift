import KithAssist
import KithEngine
import KithGrammar
import KithLog
import KithQueries
import KithSyntax
import Testing

@Suite struct VocabularyTests {
  /// What help shows as an example is what one can say.
  @Test(arguments: Vocabulary.standard.verbs.map(\.example)) func everyExampleCanBeSaid(example: String) throws {
    let say = try Saying()
    for line in Manual.prelude { #expect(!say(line).hasPrefix("error: ")) }
    #expect(!say(example).hasPrefix("error: "))
  }

  /// What the reference says of an answer's columns and keys is what the answer has.
  @Test(arguments: Language.standard.entries.filter { $0.shape != nil }.map(\.verb.example))
  func everyAnswerHasItsShape(
    example: String
  ) throws {
    let verb = try #require(Language.standard.entries.first { $0.verb.example == example })
    let shape = try #require(verb.shape?())
    let say = try Saying()
    for line in Manual.prelude { _ = say(line) }
    guard case .report(let report) = try say.interpreter.answer(to: example) else {
      Issue.record("no answer")
      return
    }
    if shape.isOpen { return }
    switch report.content {
    case .object(let members): #expect(shape.isObject && members.map { $0.key } == shape.columns.map { $0.key })
    case .rows(let columns, let rows):
      #expect(!shape.isObject && columns.map { $0.key } == shape.columns.map { $0.key })
      #expect(rows.allSatisfy { $0.count == columns.count })
    }
  }

  @Test func noTwoVerbsAreSaidAlike() {
    let texts = Vocabulary.standard.verbs.flatMap(\.phrases).flatMap { Set([$0.text, $0.mine.joined(separator: " ")]) }
    #expect(texts.count == Set(texts).count)
  }

  /// A verb's page names it, how it is used, and its example.
  @Test(arguments: Vocabulary.standard.verbs.map { ($0.phrases[0].text, $0.example) })
  func everyVerbHasAPage(phrase: String, example: String) {
    let page = Manual(.standard).page(for: phrase)
    #expect(page.hasPrefix("\(phrase): ") && page.contains("usage") && page.contains(example))
  }
}
