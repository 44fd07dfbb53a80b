import Glibc
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

/// What must hold of any history, tried on random ones. The seed stands in each failure; `$KITH_SEED` sets the first.
@Suite struct LanguageProperties {
  static let seed = getenv("KITH_SEED").flatMap { UInt64(String(cString: $0)) } ?? 1
  static let seeds = Array(seed..<seed + 60)
  private static let today = Day(number: 20_779)

  /// A log of random lines, some of them refused, some taken back; and the units as the journal would hold them.
  private func history(seed: UInt64) -> (interpreter: Interpreter, journal: [String]) {
    var speaker = Speaker(seed: seed)
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    var journal: [String] = []
    for _ in 0..<80 {
      let text = perform([speaker.line()], on: interpreter)
      if !text.isEmpty { journal.append(text) }
      speaker.remember(text)
    }
    return (interpreter, journal)
  }

  /// Carries lines out as one unit; gives what the journal would hold, nothing when they were refused.
  @discardableResult private func perform(_ lines: [String], on interpreter: Interpreter) -> String {
    interpreter.beginTransaction()
    do {
      try interpreter.run(try Script(Source(name: nil, text: lines.joined(separator: "\n")), in: .standard))
    } catch {
      interpreter.rollBackTransaction()
      return ""
    }
    defer { interpreter.commitTransaction() }
    return interpreter.transactionText
  }

  /// All that questions can tell of a log; without what names statements by their numbers, if so wished.
  private func answers(_ interpreter: Interpreter, numbered: Bool = true) throws -> [String] {
    let people = ["me", "alice", "\"Alice Smith\"", "bob", "Carol", "coffee", "Acme", "Rust", "\"Café Luna\"", "home"]
    let questions =
      [
        "who show name, kind, role, org, city, last, first, strength, given, got, balance, contacts, degree, due",
        "who show name, email, birthday", "log", "balance", "asks all", "promises all", "plans all",
        "due before 2027-06-01", "layers",
      ] + people.map { "show \($0)" }
      // An export says some of it in other statements.
      + (numbered ? ["count by month", "count by person"] : [])
    return try questions.map { question in
      do {
        guard case .report(let report) = try interpreter.answer(to: question) else { return "" }
        return numbered ? "\(report.content)" : withoutNumbers(report.content)
      } catch let error as Diagnostic { return error.message }
    }
  }

  private func withoutNumbers(_ content: Report.Content) -> String {
    switch content {
    case .rows(let columns, let rows):
      let kept = columns.indices.filter { !["id", "closes", "text"].contains(columns[$0].key) }
      // An export says as further names what merges made such.
      let verb = columns.firstIndex { $0.key == "verb" }
      let listed = rows.filter { row in verb.map { "\(row[$0])" != "\(Value.text("aka"))" } ?? true }
      // What stands in the order of numbers among equals may stand otherwise.
      return listed.map { row in "\(kept.map { row[$0] })" }.sorted().joined(separator: "\n")
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
    let replayed = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    for unit in journal { try replayed.replay(unit) }
    if let difference = try difference(answers(replayed), answers(live)) { Issue.record("\(difference)") }
  }

  /// The log as a snapshot would bring it back.
  private func restored(_ log: StatementLog) throws -> (log: StatementLog, damage: CorruptionFlag) {
    let damage = CorruptionFlag()
    let columns = log.columns
    return (try #require(StatementLog(columns, in: .standard, damage: damage)), damage)
  }

  @Test(arguments: seeds) func theColumnsHoldTheWholeLog(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let (restored, damage) = try restored(live.log)
    if let difference = try difference(answers(Interpreter(.standard, restored, today: Self.today)), answers(live)) {
      Issue.record("\(difference)")
    }
    #expect(restored.verified().fits)
    #expect(damage.what == nil)
    #expect(differing(restored, live.log) == [])
  }

  private func differing(_ a: StatementLog, _ b: StatementLog) -> [StatementLog.StoredColumn] {
    zip(a.columns, b.columns).filter { !$0.bytes.all.elementsEqual($1.bytes.all) }.map(\.0.column)
  }

  /// Wherever in history a snapshot is taken, what was said since keywords to the same network, column by column.
  @Test(arguments: seeds) func aSnapshotAndWhatFollowedAreTheWhole(seed: UInt64) throws {
    let (_, journal) = history(seed: seed)
    let whole = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    for unit in journal { try whole.replay(unit) }
    for part in [4, 2] {
      let early = Interpreter(.standard, StatementLog(.standard), today: Self.today)
      for unit in journal.prefix(journal.count / part) { try early.replay(unit) }
      let (restored, damage) = try restored(early.log)
      let late = Interpreter(.standard, restored, today: Self.today)
      for unit in journal.dropFirst(journal.count / part) { try late.replay(unit) }
      #expect(damage.what == nil)
      #expect(differing(late.log, whole.log) == [])
      #expect(late.log.verified().fits == true)
      if let difference = try difference(answers(late), answers(whole)) { Issue.record("\(difference)") }
    }
  }

  private func export(_ interpreter: Interpreter) throws -> String {
    guard case .report(let report) = try interpreter.answer(to: "export"), let lines = report.rendering(as: .net)
    else {
      return ""
    }
    return lines().joined(separator: "\n")
  }

  /// An export makes a network of equal answers, whose own export is the same to the byte.
  @Test(arguments: seeds) func anExportMakesAnEqualNetwork(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let text = try export(live)
    let fresh = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    fresh.beginTransaction()
    do { try fresh.run(try Script(Source(name: nil, text: text), in: .standard)) } catch {
      Issue.record("\(error.source.text(error.span)): \(error.message)")
    }
    fresh.commitTransaction()
    if let difference = try difference([export(fresh)], [text]) { Issue.record("\(difference)") }
    if let difference = try difference(answers(fresh, numbered: false), answers(live, numbered: false)) {
      Issue.record("\(difference)")
    }
  }

  /// The best pairs are the first of all pairs, although most are not looked at.
  @Test(arguments: seeds) func theBestPairsAreTheFirstOfAll(seed: UInt64) throws {
    let query = QueryContext(history(seed: seed).interpreter.log, Self.today)
    func told(_ pairs: some Sequence<QueryContext.Pairing>) -> [String] {
      pairs.map { "\(query.names[$0.a]) \(query.names[$0.b]) \($0.score)" }
    }
    let all = query.pairings(for: nil)
    for limit in [1, 3] { #expect(told(query.pairings(for: nil, best: limit)) == told(all.prefix(limit))) }
    for person in query.people {
      #expect(told(query.pairings(for: person)) == told(all.filter { $0.a == person || $0.b == person }))
    }
  }

  /// The ties of a past day are those that one could have asked for on that day.
  @Test(arguments: seeds) func tiesOfThePastAreThoseOfTheTime(seed: UInt64) throws {
    let log = history(seed: seed).interpreter.log
    for back in [1, 10, 100, 365] {
      let day = try #require(Self.today.adding(days: -back))
      let (now, then) = (Ties(log.network, on: day), Ties(log.asOf(day).network, on: day))
      for a in log.names.all(.person) + [.me] {
        let (told, expected) = (now.ties(of: a), then.ties(of: a))
        #expect(told.map(\.person) == expected.map(\.person), "\(day)")
        #expect(told.map(\.tie.strength) == expected.map(\.tie.strength), "\(day)")
      }
    }
  }

  /// A plan that was said to be done later was not known to be on its day.
  @Test func whatWasSaidLaterWasNotKnownThen() throws {
    let before = try Saying(on: "2026-03-01")
    _ = before("met bob on 2026-01-05")
    _ = before("plan dinner on 2026-04-01 with bob")
    let interpreter = Interpreter(.standard, before.interpreter.log, today: Self.today)
    #expect(!perform(["done #2 on 2026-05-01"], on: interpreter).isEmpty)
    let network = interpreter.log.network
    let bob = try #require(network.names.node("bob", in: .party))
    for (day, gains) in [("2026-04-15", 1), ("2026-05-15", 2)] {
      let day = try #require(Day(day))
      let expected = interpreter.log.asOf(day).network.tie(.me, bob, on: day).strength
      #expect(network.touches.count { $0.day <= day } == 2)
      #expect(interpreter.log.asOf(day).network.touches.count == gains)
      #expect(Ties(network, on: day).tie(.me, bob).strength == expected)
    }
  }

  /// The histories hold a statement of every kind, so that what is true of them is true of each.
  @Test func everyKindOfStatementIsTried() throws {
    let verbs = try Self.seeds.flatMap { seed in
      let (live, _) = history(seed: seed)
      guard case .report(let report) = try live.answer(to: "log"), case .rows(let columns, let rows) = report.content,
        let column = columns.firstIndex(where: { $0.key == "verb" })
      else { return [String]() }
      return rows.map { "\($0[column])" }
    }
    let said = Set(verbs)
    // These are kept in the words of others.
    let rephrased: Set = [
      "kept promise to", "broke promise to", "gave intro to", "got a call from", "heard from", "got an email from",
      "was promoted to", "studies",
    ]
    let kinds = Vocabulary.standard.verbs.filter {
      $0.isKept && !$0.isUnlisted && !rephrased.contains($0.phrases[0].text)
    }
    for kind in kinds {
      #expect(kind.phrases.contains { said.contains("\(Value.text($0.text))") }, "\(kind.phrases[0].text)")
    }
  }

  /// What is answered "already so" would add nothing if it were recorded: in a script that says its language it is.
  @Test(arguments: seeds) func whatIsAlreadySoAddsNothing(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let before = try answers(live, numbered: false)
    var speaker = Speaker(seed: seed &+ 3000)
    let again = (1..<live.log.count + 1).filter(live.log.isLive).map { live.log.text(of: $0) }
    // The same in other words, most of it about what has a name already.
    let random = (0..<60).map { _ in speaker.fields() }
    for text in again + random {
      let (said, recorded) = (Interpreter(trying: live), Interpreter(trying: live))
      guard case .recorded(let answer)? = try? said.answer(to: text), answer.isAlreadySo else { continue }
      #expect(said.log.count == live.log.count)
      perform(["language 2", text], on: recorded)
      #expect(recorded.log.count == live.log.count + 1, "\(text)")
      let after = try answers(recorded, numbered: false)
      // The statement itself is in the log.
      let differs = zip(before, after).enumerated().filter { $0.offset != 2 && $0.element.0 != $0.element.1 }
      if let (_, (old, new)) = differs.first { Issue.record("\(text): \(difference([old], [new]) ?? "")") }
    }
  }

  @Test(arguments: seeds) func whatIsTakenBackHasNeverBeen(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let before = try answers(live)
    var speaker = Speaker(seed: seed &+ 1000)
    var line = ""
    while line.isEmpty { line = perform([speaker.statement(), speaker.statement()], on: live) }
    for number in line.split(separator: "\n").compactMap({ $0.hasPrefix("#") ? $0.split(separator: " ")[0] : nil })
      .reversed()
    {
      #expect(!perform(["undo \(number)"], on: live).isEmpty)
    }
    if let difference = try difference(answers(live), before) { Issue.record("\(difference)") }
  }

  /// Somebody forgotten is in no column, whatever was said of them; the rest is a network like any other.
  @Test(arguments: seeds) func whoIsForgottenLeavesNoTrace(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    for line in [
      "set strict off", "met \"Zebulon Quux\", Quentin and Robin at Luna: Quux was late",
      "\"Zebulon Quux\" likes quuxology; undo",
      "plan party on today with \"Zebulon Quux\", Robin", "rename \"Zebulon Quux\" to Zeb; Zeb aka Quuxie",
      "asked Zeb for quux",
      "edit #1 met Zeb and Robin",
    ] { _ = perform([line], on: live) }
    #expect(!perform(["met Zeb"], on: live).isEmpty)
    let people = try answers(live)[0]
    live.beginTransaction()
    guard case .forgotten(let forgotten) = try live.answer(to: "forget Zeb") else {
      Issue.record("nobody was forgotten")
      return
    }
    live.commitTransaction()
    #expect(forgotten.erased > 0 && people.contains("Zeb"))
    let bytes = live.log.columns.map { String(decoding: $0.bytes.all, as: UTF8.self).lowercased() }
    #expect(!bytes.contains { $0.contains("zeb") || $0.contains("quux") })
    let restored = Interpreter(.standard, try restored(live.log).log, today: Self.today)
    if let difference = try difference(answers(restored), answers(live)) { Issue.record("\(difference)") }
  }

  @Test(arguments: seeds) func aUnitThatFailsLeavesNothing(seed: UInt64) throws {
    let (live, _) = history(seed: seed)
    let before = try answers(live)
    let count = live.log.count
    var speaker = Speaker(seed: seed &+ 2000)
    let earlier = (1..<count + 1).filter { live.log.isLive($0) }
    let undone = earlier[Int(seed) % earlier.count]
    // Each of these has to stand alone, else the unit would fail before it has done anything.
    let new = (0..<100).map { _ in speaker.statement() }.filter { line in
      let trial = Interpreter(trying: live)
      return !perform([line], on: trial).isEmpty
    }
    #expect(
      perform(
        [
          "undo #\(undone)", "redo", "undo #\(undone), #\(undone)", new[0], "undo #\(count + 1)", new[1],
          "no verb here",
        ],
        on: live) == "")
    if let difference = try difference(answers(live), before) { Issue.record("\(difference)") }
    #expect(live.log.count == count)
  }

  /// A text laid out anew has the same tokens, and laid out once more is the same text.
  @Test(arguments: seed..<seed + 2000) func aLayoutSaysTheSame(seed: UInt64) throws {
    var speaker = Speaker(seed: seed)
    let bytes = speaker.damaged(
      (0..<6).map { _ in seed % 3 == 0 ? speaker.line() : speaker.script() }.joined(separator: "\n"))
    let source = Source(name: nil, bytes: bytes)
    guard let text = try? source.laidOut() else { return }
    let again = Source(name: nil, text: text)
    #expect(
      try again.laidOut() == text,
      "\(String(decoding: bytes, as: UTF8.self).debugDescription) TO \(text.debugDescription)")
    let (before, after) = (try tokens(source), try tokens(again))
    #expect(before == after, "\(zip(before, after).first { $0 != $1 } ?? ("", ""))")
  }

  /// What a text's tokens are and say, but for how many lines are empty.
  private func tokens(_ source: Source) throws -> [String] {
    try Lexer.tokens(of: source, knowing: Lexicon()).tokens.map { "\($0.kind) \(source.value(of: $0))" }.reduce(into: []
    ) {
      tokens, token in
      let isEmptyLine = token == "separator \n" && (tokens.isEmpty || tokens.last == token)
      let isLastLine = token.hasPrefix("end ") && tokens.last == "separator \n"
      if isLastLine { tokens.removeLast() }
      if !isEmptyLine { tokens.append(token) }
    }
  }

  /// Random damage to good lines ends in an effect or a diagnostic within the text, never in a trap.
  @Test(arguments: seed..<seed + 2000) func mutatedLinesAreReadOrRefused(seed: UInt64) throws {
    var speaker = Speaker(seed: seed)
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    _ = perform([speaker.line(), speaker.line()], on: interpreter)
    let text = speaker.damaged(seed % 4 == 0 ? speaker.script() : speaker.line())
    let source = Source(name: nil, bytes: text)
    let replayed = Interpreter(trying: interpreter)
    interpreter.beginTransaction()
    do {
      try interpreter.run(try Script(source, in: .standard))
    } catch {
      #expect(error.source.bytes == text && error.span.end <= text.count)
      #expect(!error.message.isEmpty)
    }
    // What was accepted reads back as itself; a diagnostic from here on is a failure.
    try replayed.replay(interpreter.transactionText)
    if let difference = try difference(answers(replayed), answers(interpreter)) { Issue.record("\(difference)") }
    _ = Completer(.standard, interpreter.log, today: Self.today).completion(
      of: String(decoding: text, as: UTF8.self))
  }
}
