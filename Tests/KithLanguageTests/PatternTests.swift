import KithGraph
@testable import KithLanguage
import KithSyntax
import SeededRandom
import Testing

/// Lines that are carried out like others before come out as if each had been read whole.
@Suite struct PatternTests {
  private static let today = Day(number: 20_779)

  /// Lines, with `_` where a word goes.
  private static let forms = [
    "met _ at _ on 2026-01-05", "met _", "met _ at _", "#7 met _ at _", "met _, _ with _ about _ on 2026-02-03",
    "called _ about _, _",
    "gave _ to _ on 2026-03-01", "got _ from _", "helped _", "introduced _ to _ on 2026-01-05", "met _ and _ at _",
    "2026-01-07 met _ at _",
    "met _ in _", "met _ on _", "met _ via _", "met _ at place _", "met _ at org _", "met _ for _", "visited _ at _",
    "asked _ for _",
    "person _", "place _", "org _", "tag _ _", "know _", "met _ _ at _ _", "met _ 2026-01-05 at _", "rename _ to _",
    "merge _ into _",
    "undo", "met _ at _ 3 days ago", "met with _ at _", "saw _", "plan _ with _ on 2026-12-24", "promised _ to _", "_ works at _",
    "_ met _", "met _: _", "met _ at _ on 2026-01-05: a note of _, and more", "called _: 10:30 is $late {for} #_", "note _: _",
    "met _: a: \\_", "met _: _  ", "met _:  _", "met _: _; met _", "met _ : _", "met _ at _: é_ é", "met _: \"_\"",
    "asked _ for _: _",
    "gave advice to _: _", "met _:_", "#9 met _: _", "met _, _ about _: _",
  ]
  private static let names = [
    "anna", "ben", "cleo", "Anna", "acme", "luna", "rust", "dana", "\"anna lee\"", "\"Café\"", "anna lee", "cleo", "o'neil",
    "J.R.",
    "\"ben\"", "me", "zoom", "maximilian", "maximiliana", "konstantinopolitan", "konstantinopolitans", "\"met\"",
    "\"two  spaces\"",
  ]
  /// What the language itself is made of, and what looks like it.
  private static let words: [String] = {
    let verbs = Vocabulary.standard.verbs
    let texts = verbs.flatMap { [$0.usage, $0.example, $0.summary] + $0.phrases.map { $0.mine.joined(separator: " ") } }
    let shown = texts.flatMap { $0.split { !($0.isLetter || $0 == "'" || $0 == "-") }.map(String.init) }
    return Set(shown).sorted() + [
      "noon", "10:30", "30m", "2h", "may", "monday", "nov", "tomorrow", "last", "others", "3", "2026-13-01", "2026-01-05", "he",
      "or",
      "hour", "hours", "min", "week", "k", "one", "two", "a.b", "x_y", "1st", "never", "now",
    ]
  }()

  @Test(arguments: LanguageProperties.seed..<LanguageProperties.seed + 60) func aPatternReadsLikeTheParser(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    func pick<Element>(_ list: [Element]) -> Element { list[Int(random.next() % UInt64(list.count))] }
    var (read, matched) = (Interpreter(Chronicle(), today: Self.today), Interpreter(Chronicle(), today: Self.today))
    // A few forms, so that each comes again and again.
    let forms = (0..<6).map { _ in pick(Self.forms) }
    // Quoted, a word of the language is a name like any other; bare, it is none.
    let words = (0..<4).map { _ in pick(Self.words) }.flatMap { [$0, $0, "\"\($0)\""] }
    for _ in 0..<250 {
      let line = pick(forms).split(separator: " ", omittingEmptySubsequences: false).map { word in
        word.hasPrefix("_") ? (random.next() % 4 == 0 ? pick(words) : pick(Self.names)) + word.dropFirst() : String(word)
      }.joined(separator: " ")
      let expected = perform(line, on: &read)
      // Lines of plain words are only taken together where they are many; empty ones count. Near the text's end words are read
      // otherwise.
      let rest = String(repeating: "\n", count: random.next() % 2 == 0 ? 1 : 20)
      let found = perform(String(repeating: "\n", count: 8) + line + rest, on: &matched)
      #expect(found == expected, "\(line)")
    }
    #expect(zip(read.chronicle.columns, matched.chronicle.columns).allSatisfy { $0.bytes.all.elementsEqual($1.bytes.all) })
    #expect(matched.chronicle.lookedOver().fits)
    #expect(read.patterns.hits == 0)
  }

  /// Of many lines alike only those are read whole that show how to read the others; whoever does what they say.
  @Test(arguments: ["", "q ", "\"q r\" "]) func linesAlikeAreReadOnce(subject: String) throws {
    var interpreter = Interpreter(Chronicle(), today: Self.today)
    let lines = (0..<1000).map { "\(subject)met p\($0 % 20) at \"place \($0 % 7)\" on 2026-01-05\n" }
    #expect(perform(lines.joined(), on: &interpreter).hasPrefix("#1 \(subject)met p0 at \"place 0\" on 2026-01-05\n#2 "))
    #expect(interpreter.patterns.hits == 999)
    // A journal is read so, too.
    let text = perform("\n\n\n\n\n\n\n\nmet p1 at \"place 1\"\nmet p2\n", on: &interpreter)
    var replayed = Interpreter(Chronicle(), today: Self.today)
    try replayed.replay(lines.enumerated().map { "#\($0 + 1) \($1)" }.joined() + text)
    #expect(replayed.patterns.hits > 995)
  }

  /// Two threads read a long text as one does that gets it a hundred lines at a time, whatever stands where in it.
  @Test(arguments: LanguageProperties.seed..<LanguageProperties.seed + 4) func twoThreadsReadLikeOne(seed: UInt64) {
    var random = SplitMix(state: seed)
    let lines = (0..<20000).map { index -> String in
      // Most lines are known after the first thousand; later ones make somebody, nothing, a note or another form.
      let person = "p\(random.next() % (index < 1000 ? 100 : random.next() % 4000 == 0 ? 1000 : 90))"
      return switch random.next() % 12000 {
      case 0: ""
      case 1: "called \(person) about rust on 2026-01-05"
      case 2: "promised \(person) to call"
      // Plain lines end there, and begin anew behind it.
      case 3..<6: "met \(person); met \(person) at luna"
      case 6..<1200: "met \(person) at luna on 2026-01-05: a note, and more"
      default: "met \(person) at room\(random.next() % 20) on 2026-01-\(10 + random.next() % 20)"
      }
    }
    var (whole, parts) = (Interpreter(Chronicle(), today: Self.today), Interpreter(Chronicle(), today: Self.today))
    whole.tellsEchoes = false
    let text = perform(lines.map { $0 + "\n" }.joined(), on: &whole)
    let expected = stride(from: 0, to: lines.count, by: 100).map { start in
      perform(lines[start..<start + 100].map { $0 + "\n" }.joined(), on: &parts)
    }
    #expect(text == expected.joined())
    #expect(whole.chronicle.count == parts.chronicle.count)
    #expect(whole.chronicle.lookedOver().fits)
    // Units aside, which are as many as the parts.
    let columns = zip(whole.chronicle.columns, parts.chronicle.columns).filter { $0.0.column != .states }
    #expect(columns.allSatisfy { $0.bytes.all.elementsEqual($1.bytes.all) })
  }

  /// A name that would make another phrase of the words before it stays quoted.
  @Test func aNameThatAPhraseSwallowsStaysQuoted() {
    var interpreter = Interpreter(Chronicle(), today: Self.today)
    let lines =
      Array(repeating: "met anna with bob on 2026-01-05", count: 9)
      + Array(repeating: "met \"up\" with bob on 2026-01-05", count: 3)
    let text = perform(lines.map { $0 + "\n" }.joined(), on: &interpreter)
    #expect(text == lines.enumerated().map { "#\($0 + 1) \($1)\n" }.joined())
  }

  /// Carries a text out as a unit; gives what the journal would hold, or why not.
  private func perform(_ text: String, on interpreter: inout Interpreter) -> String {
    interpreter.beginUnit()
    do {
      try interpreter.run(try Script(Source(name: nil, text: text)))
    } catch {
      interpreter.dropUnit()
      return error.message
    }
    defer { interpreter.keepUnit() }
    return interpreter.unitText
  }
}
