import KithAssist
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithSyntax
import SeededRandom
import Testing

/// A line means the same however it comes: alone, in a script, behind `;`, in a block, out of a journal; days as people
/// say them included.
@Suite struct RoadTests {
  private static let today = Day(number: 20_779)

  /// Lines as diaries have them: `@p` is a person, `@l` a place, `@t` a topic, `@d` a day, `@n` a number.
  private static let forms = [
    "met @p at @l on @d: note @n", "met @p at @l on @d #work: note @n", "met @p at @l on @d at 10:30",
    "called @p on @d for 25 min about @t", "gave advice to @p on @d worth @n", "met Zoë at Café on @d: à @n",
    "met @p at @l on @d : note @n", "asked @p for review on @d", "met @p at @l on @d; gave advice to @p",
    "met @p at @l @d",
    "@d met @p at @l", "met @p at @l yesterday", "met @p at @l 3 days ago", "yesterday met @p",
    "last friday met @p at @l",
    "met @p last friday", "met @p monday", "met @p on yesterday", "met @p a week ago", "called @p",
    "met \"Person @n\" at \"Hall of @n\" on @d", "@p knows @p on @d", "@p works at org@n as @t on @d", "@p likes @t",
    "@p likes @t yesterday", "promised @p \"the slides of @n\" by 2026-12-24 on @d", "met New@n at Spot@n on @d",
    "met anna, ben, kofi and jana at @l about alpha, bravo on @d at 10:30 for 1h30m #x #y: n @n",
    "plan dinner on tomorrow with @p", "keep @p every 2 weeks", "met @p", "@p met anna at @l yesterday",
    "met @p at @l on 22 nov 2025", "got feedback from @p 3 days ago",
  ]
  private static let words = [
    "@p": ["anna", "\"ben\"", "Cleo Abt", "dana", "éva", "\"Ivo Berg\"", "jana", "kofi"],
    "@l": ["luna", "berlin", "\"City Hall\"", "home2"], "@t": ["rust", "jazz", "hiring"], "@n": ["1", "2", "3", "4"],
    "@d": ["2026-11-02", "2026-01-31", "yesterday", "monday", "3 nov", "last friday"],
  ]

  private func line(_ random: inout SplitMix) -> String {
    var line = Self.forms.randomElement(using: &random) ?? ""
    for (mark, words) in Self.words.sorted(by: { $0.key < $1.key }) {
      while let place = line.firstRange(of: mark) {
        line.replaceSubrange(place, with: words.randomElement(using: &random) ?? "")
      }
    }
    return line
  }

  /// What a network knows once a text was said, as a unit.
  private func told(_ text: String, heading: String?) -> [String] {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    if let heading { perform(heading, on: interpreter) }
    perform(text, on: interpreter)
    return texts(of: interpreter.log)
  }

  private func texts(of log: StatementLog) -> [String] { (1..<log.count + 1).map { log.text(of: $0) } }

  @discardableResult private func perform(_ text: String, on interpreter: Interpreter) -> String {
    interpreter.beginTransaction()
    do { try interpreter.run(try Script(Source(name: nil, text: text), in: .standard)) } catch {
      interpreter.rollBackTransaction()
      return ""
    }
    defer { interpreter.commitTransaction() }
    return interpreter.transactionText
  }

  /// A name that no statement can make, as a damaged file may hold it, is not written into the journal: nobody could
  /// read that.
  @Test func whatWouldNotReadBackIsNotKept() {
    let log = StatementLog(.standard)
    let node = log.intern(" ", as: .person)
    log.projectedNetwork.mention(node, as: .person)
    log.projectedNetwork.apply(.alias(node, "zed", holds: true), by: 1, on: .first)
    let interpreter = Interpreter(.standard, log, today: Self.today)
    let error = #expect(throws: Diagnostic.self) { try interpreter.answer(to: "met zed") }
    #expect(
      error?.message == "this cannot be kept: written down as `met \" \" on 2026-11-22` it would mean something else")
    #expect(interpreter.log.count == 0)
  }

  @Test(arguments: LanguageProperties.seeds, [nil, "on 2026-10-14"]) func aLineMeansTheSameHoweverItComes(
    seed: UInt64, heading: String?
  ) throws {
    var random = SplitMix(state: seed)
    let said = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    if let heading { perform(heading, on: said) }
    // Those that can be said: any other would take the whole script with it.
    var (lines, journal): ([String], [String]) = ([], [])
    for _ in 0..<50 {
      let line = line(&random)
      let text = perform(line, on: said)
      if !text.isEmpty {
        lines.append(line)
        journal.append(text)
      }
    }
    #expect(lines.count > 30)
    let alone = texts(of: said.log)
    let script = lines.joined(separator: "\n")
    #expect(told(script, heading: heading) == alone)
    #expect(told("if 1 = 1 {\n\(script)\n}", heading: heading) == alone)
    #expect(told("define all() {\n\(script)\n}\nall()", heading: heading) == alone)
    #expect(told(lines.joined(separator: ";"), heading: heading) == alone)
    #expect(told("#! \n" + lines.map { "  \($0)  \r\n" }.joined(), heading: heading) == alone)
    var replayed = Interpreter(.standard, StatementLog(.standard), today: .last)
    for unit in journal { try replayed.replay(unit) }
    #expect(texts(of: replayed.log) == alone)
    replayed = Interpreter(.standard, StatementLog(.standard), today: .last)
    try replayed.replay(journal.joined())
    #expect(texts(of: replayed.log) == alone)
  }
}
