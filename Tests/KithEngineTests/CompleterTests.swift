import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax
import Testing

@Suite struct CompleterTests {
  /// What is typed, and the texts that could stand there instead.
  @Test(arguments: [
    ("emai", ["emailed"]),
    ("met al", ["met alice", "met \"Alan Kay\""]),
    ("met alan k", ["met \"Alan Kay\""]),
    ("met bob and ca", ["met bob and carol"]),
    ("met bob wi", ["met bob with"]),
    ("met bob we", ["met bob wednesday"]),
    ("met bob at caf", ["met bob at \"Café Luna\""]),
    ("met bob at \"caf", ["met bob at \"Café Luna\""]),
    ("met x; called bo", ["met x; called bob"]),
    ("introduced alice tod", ["introduced alice today"]),
    ("carol works at ac", ["carol works at Acme"]),
    ("who sort by str", ["who sort by strength"]),
    ("who where str", ["who where strength"]),
    ("who met ca", ["who met carol"]),
    ("who as mark", ["who as markdown"]),
    ("gave a w", ["gave a warm intro to"]),
    ("show acm", ["show Acme"]),
    ("met bob: a note about al", []),
    ("met bob # al", []),
    ("met bob ye", ["met bob yesterday"]),
    ("met kay", ["met \"Alan Kay\""]),
    ("met rol", ["met carol"]),
    ("met crol", ["met carol"]),
    ("met bob #de", ["met bob #design"]), ("met bob #", ["met bob #design"]),
    ("kept #5", ["kept #5"]),
    ("kept #", ["kept #5"]), ("kept p", ["kept promise to"]), ("granted #", ["granted #6"]),
    (
      "plan dinner on t",
      ["plan dinner on today", "plan dinner on tomorrow", "plan dinner on tuesday", "plan dinner on thursday"]
    ),
    ("promised bob a book by to", ["promised bob a book by today", "promised bob a book by tomorrow"]),
    ("log since la", ["log since last week", "log since last month"]),
    ("met bob for 4", ["met bob for 45m"]), ("keep alice every 2", ["keep alice every 2 weeks"]),
    ("who str", ["who where strength", "who sort by strength", "who show strength"]),
    ("kept promise to ", ["kept promise to bob"]), ("rename alice to ", []),
    ("alice knows al", ["alice knows \"Alan Kay\""]),
    ("alice lives ", ["alice lives in", "alice lives with"]),
    ("carol gr", ["carol granted", "carol grabbed coffee with"]), ("alice gra", ["alice grabbed coffee with"]),
    ("who w", ["who where", "who works at", "who was promoted to", "who works with"]),
    (
      "who where strength > 0.5 and w",
      [
        "who where strength > 0.5 and where", "who where strength > 0.5 and works at",
        "who where strength > 0.5 and was promoted to", "who where strength > 0.5 and works with",
      ]
    ),
    ("set alice b", ["set alice birthday"]), ("set dates ", ["set dates dmy", "set dates mdy"]),
    ("count by we", ["count by week", "count by weekday"]), ("rank by p", ["rank by pagerank"]),
    ("help met", ["help met"]), ("carol mov", ["carol moved to"]),
    ("done ", []), ("cancel ", ["cancel #7"]),
  ]) func completes(text: String, to completed: [String]) throws {
    let say = try Saying()
    _ = say("met alice, bob at \"Café Luna\"; met carol, \"Alan Kay\"; carol works at Acme; tag alice #design")
    _ = say("promised bob a template; asked carol for a review; plan dinner on friday")
    let completion = Completer(.standard, say.interpreter.log, today: say.interpreter.today).completion(of: text)
    let start = String(decoding: Array(text.utf8).prefix(completion.start), as: UTF8.self)
    #expect(Set(completion.candidates.map { start + $0.text }) == Set(completed))
  }

  /// A phrase of one's own is completed, and what stands behind it as behind what it means.
  @Test(arguments: [
    ("grabbed ra", ["grabbed ramen with"]), ("grabbed ramen with al", ["grabbed ramen with alice"]),
    ("met bob; grabbed ramen with alice at caf", ["met bob; grabbed ramen with alice at \"Café Luna\""]),
  ]) func completesOwnPhrases(text: String, to completed: [String]) throws {
    let say = try Saying()
    _ = say("met alice, bob at \"Café Luna\"; phrase \"grabbed ramen with\" means \"had lunch with\"")
    let completion = Completer(.standard, say.interpreter.log, today: say.interpreter.today).completion(of: text)
    let start = String(decoding: Array(text.utf8).prefix(completion.start), as: UTF8.self)
    #expect(completion.candidates.contains { [start + $0.text] == completed })
  }

  /// What a line means that says something in its owner's words, or in another order.
  @Test(arguments: [
    ("grabbed ramen with alice", ["verb grabbed ramen with", "known alice"]),
    ("coffee with alice tomorrow", ["known alice"]), ("met alice and called bob", ["known alice", "known bob"]),
    ("met alice this is great", ["verb met", "known alice", "error this is great"]),
  ]) func highlightsWhatIsUnderstood(text: String, as meanings: [String]) throws {
    let say = try Saying()
    _ = say("met alice, bob; phrase \"grabbed ramen with\" means \"had lunch with\"")
    let found = Highlighter(say.interpreter.log, today: say.interpreter.today).highlights(of: text)
    let bytes = Array(text.utf8)
    let told = found.map { "\($0.meaning) \(String(decoding: bytes[$0.span.start..<$0.span.end], as: UTF8.self))" }
    #expect(told == meanings)
  }

  /// People stand in the order of their ties, what is not a person by how often it is mentioned, equals by name;
  /// whoever was named last stands first.
  @Test func theLikeliestStandFirst() throws {
    let say = try Saying()
    _ = say(
      "met albert on 2020-01-01; met albert on 2020-01-02; met albert on 2020-01-03; know alma well; met alice; met alan"
    )
    _ = say("met zoe at Laden; met zoe at Luna; met zoe at Luna; met zoe at Lab")
    for _ in 0..<12 { _ = say("met zoe") }
    let ranking = NameRanking(say.interpreter.log, strength: say.interpreter.strengths())
    let completer = Completer(.standard, say.interpreter.log, today: say.interpreter.today, ranking: ranking)
    #expect(completer.completion(of: "met al").candidates.map(\.text) == ["alma", "alan", "alice", "albert"])
    #expect(completer.completion(of: "met zoe at L").candidates.map(\.text) == ["Luna", "Lab", "Laden"])
    #expect(completer.suggestion(behind: "met al") == "ma")
    _ = say("met albert on 2020-01-04")
    let later = Completer(.standard, say.interpreter.log, today: say.interpreter.today, ranking: ranking)
    #expect(later.completion(of: "met al").candidates.map(\.text) == ["albert", "alma", "alan", "alice"])
  }
}

extension CompleterTests {
  /// Whatever is offered behind any part of an example goes on: it is carried out, or what is missing stands behind it.
  @Test func offersNothingThatIsRefused() throws {
    let say = try Saying()
    _ = say("met alice, bob at \"Café Luna\" via email; met carol, rosa, tom, \"Alan Kay\"; carol works at Acme")
    _ = say("plan dinner today; promised bob a template on 2020-01-01; asked carol for a review on 2020-01-01")
    _ = say("tag alice #design; set alice birthday 1990-05-12; bob joined \"book club\"; bob likes jazz")
    let completer = Completer(.standard, say.interpreter.log, today: say.interpreter.today)
    func offered(_ text: String) -> [String] {
      let completion = completer.completion(of: text)
      let start = String(decoding: Array(text.utf8).prefix(completion.start), as: UTF8.self)
      return completion.candidates.map { start + $0.text }
    }
    func refusal(_ text: String) -> Diagnostic? {
      let source = Source(name: nil, text: text + "\n")
      let trial = Interpreter(trying: say.interpreter)
      do throws(Diagnostic) {
        for step in try Script(source, in: Language.standard.vocabulary).lines.joined() {
          try trial.run(step, of: source) { _ in }
        }
        return nil
      } catch { return error.span.start < text.utf8.count ? error : nil }
    }
    // What asks for more, of the whole line.
    let asking = ["when is it?", "is missing", "say instead?", "introduced to whom?"]
    let examples = Language.standard.entries.map(\.verb.example)
    let begun = examples.flatMap { text in text.indices.filter { text[$0] == " " }.map { String(text[...$0]) } }
    var (count, refused) = (0, [String]())
    for text in Set(begun) {
      for line in offered(text) {
        count += 1
        guard let error = refusal(line), !asking.contains(where: error.message.hasSuffix) else { continue }
        if !offered(line + " ").contains(where: { refusal($0) == nil }) { refused.append("\(line): \(error.message)") }
      }
    }
    #expect(count > 1500)
    // These are about what nobody told yet, and `merge` tells of two kinds itself.
    let told = [
      "; died:", "; redo:", "and `jazz` a topic", "and `Acme` an org", "`Café Luna` a place", "`book club` a group",
    ]
    #expect(refused.filter { line in !told.contains(where: line.contains) } == [])
  }
}
