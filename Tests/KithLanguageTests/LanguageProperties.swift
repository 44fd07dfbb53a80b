import Glibc
import KithGraph
import KithLanguage
import KithSyntax
import SeededRandom
import Testing

/// What must hold of any history, tried on random ones. The seed stands in each failure; `$KITH_SEED` sets the first.
@Suite struct LanguageProperties {
  static let seed = getenv("KITH_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1
  static let seeds = Array(seed..<seed + 60)
  private static let today = Day(number: 20_779)

  /// A chronicle of random lines, some of them refused, some taken back; and the units as the journal would hold them.
  private func history(seed: UInt64) -> (interpreter: Interpreter, journal: [String]) {
    var speaker = Speaker(seed: seed)
    var interpreter = Interpreter(Chronicle(), today: Self.today)
    var journal: [String] = []
    for _ in 0..<80 {
      let text = perform([speaker.line()], on: &interpreter)
      if !text.isEmpty { journal.append(text) }
      speaker.remember(text)
    }
    return (interpreter, journal)
  }

  /// Carries lines out as one unit; gives what the journal would hold, nothing when they were refused.
  private func perform(_ lines: [String], on interpreter: inout Interpreter) -> String {
    interpreter.beginUnit()
    do {
      let script = try Script(Source(name: nil, text: lines.joined(separator: "\n")))
      for line in script.lines {
        interpreter.beginLine()
        for statement in line { _ = try interpreter.run(statement, of: script.source) }
      }
    } catch {
      interpreter.dropUnit()
      return ""
    }
    defer { interpreter.keepUnit() }
    return interpreter.unitText
  }

  /// All that questions can tell of a chronicle; without what names statements by their numbers, if so wished.
  private func answers(_ interpreter: Interpreter, numbered: Bool = true) throws -> [String] {
    var interpreter = interpreter
    let people = ["me", "alice", "\"Alice Smith\"", "bob", "Carol", "coffee", "Acme", "Rust", "\"Café Luna\"", "home"]
    let questions =
      [
        "who show name, kind, role, org, city, last, first, strength, given, got, balance, contacts, degree, due",
        "who show name, email, birthday", "log", "balance", "asks all", "promises all", "plans all", "due before 2027-06-01",
      ] + people.map { "show \($0)" }
    return try questions.map { question in
      let script = try Script(Source(name: nil, text: question))
      do {
        guard case .report(let report) = try interpreter.run(script.lines[0][0], of: script.source) else { return "" }
        return numbered ? "\(report.content)" : withoutNumbers(report.content)
      } catch let error as Diagnostic { return error.message }
    }
  }

  private func withoutNumbers(_ content: Report.Content) -> String {
    switch content {
    case .rows(let columns, let rows):
      let kept = columns.indices.filter { !["id", "closes", "text"].contains(columns[$0].key) }
      // What stands in the order of numbers among equals may stand otherwise.
      return rows.map { row in "\(kept.map { row[$0] })" }.sorted().joined(separator: "\n")
    case .object(let members): return "\(members.filter { $0.key != "open" })"
    }
  }

  /// Where two sets of answers part, with some text around it; `nil` where they are the same.
  private func difference(_ a: [String], _ b: [String]) -> String? {
    for (x, y) in zip(a, b) where x != y {
      let shared = zip(x, y).prefix { $0 == $1 }.count
      let start = max(0, shared - 200)
      return "\(x.dropFirst(start).prefix(300)) <> \(y.dropFirst(start).prefix(300))"
    }
    return a.count == b.count ? nil : "\(a.count) answers and \(b.count)"
  }

  @Test(arguments: seeds) func replayingTheJournalGivesTheSameNetwork(seed: UInt64) throws {
    let (live, journal) = history(seed: seed)
    #expect(journal.count > 10)
    var replayed = Interpreter(Chronicle(), today: Self.today)
    for unit in journal { try replayed.replay(unit) }
    if let difference = try difference(answers(replayed), answers(live)) { Issue.record("\(difference)") }
  }

  @Test(arguments: seeds) func theColumnsHoldTheWholeChronicle(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let columns = Dictionary(uniqueKeysWithValues: Chronicle.Column.allCases.map { ($0, live.chronicle.bytes(of: $0)) })
    let restored = try #require(Chronicle(columns))
    if let difference = try difference(answers(Interpreter(restored, today: Self.today)), answers(live)) {
      Issue.record("\(difference)")
    }
    #expect(Chronicle.Column.allCases.allSatisfy { restored.bytes(of: $0) == columns[$0] })
  }

  private func export(_ interpreter: Interpreter) throws -> String {
    var interpreter = interpreter
    let script = try Script(Source(name: nil, text: "export"))
    guard case .report(let report) = try interpreter.run(script.lines[0][0], of: script.source),
      let lines = report.renderings[.net]
    else {
      return ""
    }
    return lines().joined(separator: "\n")
  }

  /// An export makes a network of equal answers, whose own export is the same to the byte.
  @Test(arguments: seeds) func anExportMakesAnEqualNetwork(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let text = try export(live)
    var fresh = Interpreter(Chronicle(), today: Self.today)
    fresh.beginUnit()
    let script = try Script(Source(name: nil, text: text))
    for line in script.lines {
      fresh.beginLine()
      for statement in line {
        do { _ = try fresh.run(statement, of: script.source) } catch let error as Diagnostic {
          Issue.record("\(script.source.text(statement.span)): \(error.message)")
        }
      }
    }
    fresh.keepUnit()
    if let difference = try difference([export(fresh)], [text]) { Issue.record("\(difference)") }
    if let difference = try difference(answers(fresh, numbered: false), answers(live, numbered: false)) {
      Issue.record("\(difference)")
    }
  }

  /// The histories hold a statement of every kind, so that what is true of them is true of each.
  @Test func everyKindOfStatementIsTried() throws {
    let verbs = try Self.seeds.flatMap { seed in
      var (live, _) = history(seed: seed)
      let script = try Script(Source(name: nil, text: "log"))
      guard case .report(let report) = try live.run(script.lines[0][0], of: script.source),
        case .rows(let columns, let rows) = report.content, let column = columns.firstIndex(where: { $0.key == "verb" })
      else { return [String]() }
      return rows.map { "\($0[column])" }
    }
    let said = Set(verbs)
    // These are kept in the words of others.
    let rephrased: Set = ["kept promise to", "broke promise to", "gave intro to"]
    let kinds = Vocabulary.standard.verbs.filter { $0.isKept && !$0.isUnlisted && !rephrased.contains($0.phrases[0].text) }
    for kind in kinds {
      #expect(kind.phrases.contains { said.contains("\(Value.text($0.text))") }, "\(kind.phrases[0].text)")
    }
  }

  @Test(arguments: seeds) func whatIsTakenBackHasNeverBeen(seed: UInt64) throws {
    var (live, _) = history(seed: seed)
    let before = try answers(live)
    var speaker = Speaker(seed: seed &+ 1000)
    var line = ""
    while line.isEmpty { line = perform([speaker.statement(), speaker.statement()], on: &live) }
    for number in line.split(separator: "\n").compactMap({ $0.hasPrefix("#") ? $0.split(separator: " ")[0] : nil }).reversed() {
      #expect(!perform(["undo \(number)"], on: &live).isEmpty)
    }
    if let difference = try difference(answers(live), before) { Issue.record("\(difference)") }
  }

  /// Somebody forgotten is in no column, whatever was said of them; the rest is a network like any other.
  @Test(arguments: seeds) func whoIsForgottenLeavesNoTrace(seed: UInt64) throws {
    var (live, _) = history(seed: seed)
    for line in [
      "set strict off", "met \"Zebulon Quux\", alice and bob at Luna: Quux was late", "\"Zebulon Quux\" likes quuxology; undo",
      "plan party on today with \"Zebulon Quux\", bob", "rename \"Zebulon Quux\" to Zeb; Zeb aka Quuxie",
      "asked Zeb for quux",
      "edit #1 met Zeb and bob",
    ] { _ = perform([line], on: &live) }
    #expect(!perform(["met Zeb"], on: &live).isEmpty)
    let people = try answers(live)[0]
    live.beginUnit()
    let script = try Script(Source(name: nil, text: "forget Zeb"))
    guard case .forgotten(let forgotten) = try live.run(script.lines[0][0], of: script.source) else { return }
    live.keepUnit()
    #expect(forgotten.erased > 0 && people.contains("Zeb"))
    let columns = Dictionary(uniqueKeysWithValues: Chronicle.Column.allCases.map { ($0, live.chronicle.bytes(of: $0)) })
    let bytes = String(decoding: columns[.textBytes] ?? [], as: UTF8.self).lowercased()
    #expect(!bytes.contains("zeb") && !bytes.contains("quux"))
    let restored = Interpreter(try #require(Chronicle(columns)), today: Self.today)
    if let difference = try difference(answers(restored), answers(live)) { Issue.record("\(difference)") }
  }

  @Test(arguments: seeds) func aUnitThatFailsLeavesNothing(seed: UInt64) throws {
    var (live, _) = history(seed: seed)
    let before = try answers(live)
    let count = live.chronicle.count
    var speaker = Speaker(seed: seed &+ 2000)
    let earlier = (1..<count + 1).filter { live.chronicle.isLive($0) }
    let undone = earlier[Int(seed) % earlier.count]
    // Each of these has to stand alone, else the unit would fail before it has done anything.
    let new = (0..<100).map { _ in speaker.statement() }.filter { line in
      var trial = live
      return !perform([line], on: &trial).isEmpty
    }
    #expect(
      perform(
        ["undo #\(undone)", "redo", "undo #\(undone), #\(undone)", new[0], "undo #\(count + 1)", new[1], "no verb here"],
        on: &live) == "")
    if let difference = try difference(answers(live), before) { Issue.record("\(difference)") }
    #expect(live.chronicle.count == count)
  }

  /// Random damage to good lines ends in an effect or a diagnostic within the text, never in a trap.
  @Test(arguments: seed..<seed + 2000) func mutatedLinesAreReadOrRefused(seed: UInt64) throws {
    var speaker = Speaker(seed: seed)
    var interpreter = Interpreter(Chronicle(), today: Self.today)
    _ = perform([speaker.line(), speaker.line()], on: &interpreter)
    let text = speaker.damaged(speaker.line())
    let source = Source(name: nil, bytes: text)
    let before = interpreter.chronicle
    interpreter.beginUnit()
    do {
      let script = try Script(source)
      for statement in script.lines.joined() { _ = try interpreter.run(statement, of: source) }
    } catch let error as Diagnostic {
      #expect(error.span.end <= text.count)
      #expect(!error.message.isEmpty)
    }
    // What was accepted reads back as itself; a diagnostic from here on is a failure.
    var replayed = Interpreter(before, today: Self.today)
    try replayed.replay(interpreter.unitText)
    if let difference = try difference(answers(replayed), answers(interpreter)) { Issue.record("\(difference)") }
    _ = Completer(interpreter.chronicle, today: Self.today).completion(of: String(decoding: text, as: UTF8.self))
  }
}

/// Says random things: every verb, clause and kind of name.
private struct Speaker {
  private var random: SplitMix
  private var opened: [Int] = []

  init(seed: UInt64) { random = SplitMix(state: seed &* 0x2545_F491_4F6C_DD1D) }

  private static let people = [
    "alice", "bob", "Carol", "Alice Smith", "alice jones", "me", "I", "\"met\"", "\"Bed, Bath and Beyond\"", "O'Brien", "李雷",
    "Żółć", "STRASSE",
    "straße", "Jean-Luc", "\"a \\\"b\\\" \\\\ c\"", "\"3 Doors\"", "\"Friday\"", "\"x; y: z #t\"", "e\u{301}mile", "émile",
    "\"\\u{1b}[1m\"", "Will",
    "\"me\"", "\"a;\u{301}b\"", "\"intro\"", "coffee", "\"and\"", "\"$cash\"", "well", "\"works at\"",
  ]
  private static let things = [
    "coffee", "Café Luna", "\"Café Luna\"", "Acme", "\"Acme, Ltd\"", "AT&T", "University of Oslo", "home", "\"10 Downing\"",
    "Bed and Breakfast",
    "\"a place to be\"", "org Acme", "place home", "group Rust",
  ]
  private static let gifts = ["advice", "\"3 books\"", "intro", "help", "a spare key", "\"to\"", "time and money"]
  private static let dates = [
    "", "", "", " on 2026-01-31", " yesterday", " 3 days ago", " on 29 feb", " last friday", " 2 weeks ago", " today",
    " on 2024-02-29", " tomorrow",
  ]
  private static let notes = [
    "", "", "", ": a note", ": \"quoted; # note\"", ": said \"hm\", left", ": \"tab\\tnewline\\n\"", ": \"\\\"x\\\" y\"",
    ": \"a;\u{301} b\"",
    ": \"\\u{301}x \"", ": \"#\"", ": \"\\u{202e}\"", ": \"\"",
  ]

  mutating func line() -> String {
    switch random.next() % 22 {
    case 16...21: example()
    case 0: pick(["undo", "undo", "redo", "undo last 2", "undo; redo"])
    case 1: "\(statement()); \(statement())"
    case 3: pick(["on 2026-01-31", "yesterday", "on today", "on today"])
    case 4: "edit #\(random.next() % 20 + 1) \(statement())"
    case 5:
      pick([
        "rename bob to Rob", "rename alice to \"Alice Smith\"", "rename coffee to tea", "merge alice into \"Alice Smith\"",
        "merge Carol into bob", "met Tommy", "met tom; tom aka Tomasz; tom no longer aka Tomasz",
        "set bob email b@x; unset bob email", "rename Acme to \"Acme, Ltd\"",
        "merge émile into bob",
        "rename home to \"10 Downing\"", "redo",
      ])
    case 6:
      pick([
        "set half-life 60 days", "set channel zoom weight 0.5", "set channel phone weight 0", "set ask-patience month",
        "set strict off", "set strict on; set strict off", "set channel \"carrier pigeon\" weight 2",
      ])
    case 2: "met \(pick(Self.people)) at coffee; gave intro to \(pick(Self.people))"
    default: statement()
    }
  }

  /// What help shows of a verb, about a random statement where it is about one.
  private mutating func example() -> String {
    pick(
      Self.examples + [
        "granted #4", "ignored #4", "declined #4", "kept #4", "done #4", "cancel #4", "move #4 to today", "tom aka tommy",
      ]
    )
    .replacing("#4", with: "#\(opened.isEmpty ? 1 : opened[Int(random.next() % UInt64(opened.count))])")
  }

  // A network that wants every name declared hears little: that is said by `line` now and then.
  private static let examples = Vocabulary.standard.verbs.filter(\.isKept).map(\.example).filter { $0 != "set strict on" }

  /// Looks for statements that open something, to say later how it ended.
  mutating func remember(_ text: String) {
    for line in text.split(separator: "\n")
    where [" asked ", " promised ", " plan ", " remind me "].contains(where: line.contains) {
      if let number = line.split(separator: " ").first.flatMap({ Int($0.dropFirst()) }) { opened.append(number) }
    }
  }

  mutating func statement() -> String {
    let subject = random.next() % 3 == 0 ? pick(Self.people) + " " : ""
    let body =
      switch random.next() % 17 {
      case 0, 1, 2:
        "\(pick(["met", "called", "emailed"])) \(list())\(clauses(["with", "at", "in", "via", "about", "for", "time", "tag"]))"
      case 3: "gave \(pick(Self.gifts)) to \(list())\(clauses(["worth", "via", "about", "tag"]))"
      case 4: "got \(pick(Self.gifts)) from \(list())\(clauses(["worth", "with", "at"]))"
      case 5: "introduced \(list()) to \(pick(Self.people))\(clauses(["worth", "at"]))"
      case 6: "\(pick(["knows", "know"])) \(pick(Self.people))\(pick(["", " well"]))"
      case 7:
        "works at \(pick(["Acme", "\"Acme, Ltd\"", "Initech", "coffee"]))\(pick(["", " as boss", " as \"vice president\""]))"
      case 8: "\(pick(["likes", "needs", "offers", "no longer likes", "no longer needs"])) climbing and \(pick(Self.things))"
      case 9: "asked \(pick(Self.people)) for \(pick(Self.things))\(pick(["", " by 2027-01-01", " worth 3 by friday"]))"
      case 10:
        "promised \(pick(["me ", "alice ", "bob "]))\(pick(["a review", "\"x; y\"", "to call on time"]))\(pick(["", " by friday"]))"
      case 11:
        pick([
          "granted", "declined", "kept", "broke", "kept #3", "granted #5", "kept promise to bob",
          "broke promise to alice a review",
        ])
      case 12:
        "plan \(pick(["dinner", "\"Rust meetup\"", "coffee", "the talk on \"x\""]))\(clauses(["with", "at", "in", "via", "about", "for", "tag"])) on "
          + pick(["friday", "2026-12-31", "today", "in 3 days"]) + pick(["", " every month", " every 2 weeks at 19:00"])
      case 13:
        "remind me to \(pick(["call bob", "\"x; y\"", "water every plant"])) on \(pick(["friday", "2026-12-31", "tomorrow every year"]))"
      case 14:
        pick([
          "done #5", "done 7", "cancel #5", "cancel 9", "move 5 to 2026-11-30", "move 7 to today", "done 9", "done 11",
          "move 9 to today",
        ])
      case 15:
        pick([
          "set alice email a@x.org, birthday 12 may", "set bob phone \"1, 2; 3\"", "unset alice email",
          "set Acme url https://acme.org/#x",
          "unset bob birthday, phone", "set Carol birthday 2000-02-29",
        ])
      default:
        pick([
          "aka Al", "aka \"The Boss\"", "lives in Berlin", "joined Rust", "joined Acme", "left Acme", "left Rust", "is boss",
          "is boss at Acme",
          "is no longer boss",
          "org Acme", "group Rust", "place home", "helped bob with tea", "gave me tea", "heard \"x\" from bob",
          "posted on linkedin",
        ])
      }
    return subject + body + pick(Self.dates) + pick(Self.notes)
  }

  private mutating func list() -> String {
    let count = random.next() % 5 == 0 ? 3 : 1
    return (0..<count).map { _ in pick(Self.people) }.joined(separator: pick([", ", " and ", ", and "]))
  }

  private mutating func clauses(_ kinds: [String]) -> String {
    kinds.map { kind in
      guard random.next() % 3 == 0 else { return "" }
      switch kind {
      case "with": return " with \(pick(Self.people))"
      case "at": return " at \(pick(Self.things))"
      case "via": return pick([" via zoom", " on slack", " via \"carrier pigeon\""])
      case "in": return " in \(pick(["Berlin", "Oslo", "home"]))"
      case "about": return " about \(pick(Self.things)), hiring"
      case "for": return pick([" for 45m", " for 1h30m", " for an hour", " for lunch"])
      case "time": return pick([" at 10:30", " at 7pm", " at noon"])
      case "worth": return pick([" worth 2", " worth 0.125", " worth 0", " worth 0.0001"])
      default: return pick([" #work", " +home #work", " #été", " #a/b_c", " #e\u{301}t", " #x:", " #1st"])
      }
    }.joined()
  }

  private mutating func pick(_ items: [String]) -> String { items[Int(random.next() % UInt64(items.count))] }

  /// A line with bytes of it changed, dropped, doubled or put in.
  mutating func damaged(_ line: String) -> [UInt8] {
    var bytes = Array(line.utf8)
    for _ in 0...(random.next() % 4) {
      let at = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
      switch random.next() % 5 {
      case 0 where !bytes.isEmpty: bytes.remove(at: at)
      case 1 where !bytes.isEmpty: bytes[at] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.insert(Array("\"#:;,(){}\\+$ 0-\n\t\u{0}".utf8)[Int(random.next() % 18)], at: at)
      case 3: bytes.insert(contentsOf: bytes.prefix(at), at: at)
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return bytes
  }
}
