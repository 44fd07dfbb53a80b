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

/// Facts, texts and counts that are worked out once for rows that are alike are those that each row would have by
/// itself.
@Suite struct FormTests {
  private static let today = Day(number: 20_779)
  private static let heads = [
    "met P", "met P with P", "met P, P with P and N others", "met P and N others", "called P", "wrote to P",
    "gave advice to P",
    "gave advice to P worth N", "got an intro from P", "introduced P to P", "P knows P", "P knows P well",
    "P is best friends with P", "P works at O", "P works at O as R", "P no longer works at O", "P introduced P to me",
    "P met P",
    "P likes T", "asked P for advice", "met group G", "met O", "met", "P lives in L", "left O",
  ]
  private static let tails = [
    "", "", "", " via phone", " via mail", " via zoom", " at L", " at L in L", " about T", " at 10:30", " for 2 h",
    " #tag",
    ": a note",
    " via letter at L: why not",
  ]

  private func lines(_ random: inout SplitMix) -> [String] {
    let names: [Character: [String]] = [
      "P": ["anna", "ben", "cleo", "dana", "me"], "O": ["Acme", "Beta"], "R": ["boss", "clerk"], "T": ["rust", "jazz"],
      "L": ["luna", "berlin", "home"], "G": ["Club", "Choir"], "N": ["2", "3", "5"],
    ]
    return (0..<300).map { _ in
      let tail = Self.tails.randomElement(using: &random) ?? ""
      let note = tail.firstIndex(of: ":") ?? tail.endIndex
      let day = " on \(Day(number: Self.today.number - Int32.random(in: 0..<900, using: &random)))"
      let form =
        (Self.heads.randomElement(using: &random) ?? "")
        + (tail == " at 10:30" ? tail + day : tail[..<note] + day + tail[note...])
      return form.map { names[$0].map { $0.randomElement(using: &random) ?? "" } ?? String($0) }.joined()
    }
  }

  /// Rows that a file calls special, though there are none such, stop nothing.
  @Test func specialRowsThatAreNoneArePassedOver() throws {
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    try interpreter.run(try Script(Source(name: nil, text: "met anna\nrename anna to dana\nmet ben"), in: .standard))
    let columns = interpreter.log.columns.map { column, bytes in
      (column, column == .specialRows ? StoredBytes([UInt32]([0, 2, 3, 9_999, .max])) : bytes)
    }
    let restored = try #require(StatementLog(columns, in: .standard, damage: CorruptionFlag()))
    #expect(Array(restored.liveNumbers) == [1, 3])
  }

  @Test(arguments: LanguageProperties.seed..<LanguageProperties.seed + 20) func aFormComesToWhatItsRowsCome(
    seed: UInt64
  ) throws {
    var random = SplitMix(state: seed)
    let interpreter = Interpreter(.standard, StatementLog(.standard), today: Self.today)
    var lines = lines(&random)
    lines.insert("set channel zoom weight 0.9", at: 150)
    // Without these, texts and counts go by the rows themselves.
    if seed.isMultiple(of: 2) {
      lines += ["edit #7 met anna at luna on 2026-11-01: a new note", "merge ben into dana", "undo #9"]
    }
    var accepted = 0
    for line in lines {
      interpreter.beginTransaction()
      do {
        try interpreter.run(try Script(Source(name: nil, text: line), in: .standard))
        interpreter.commitTransaction()
        accepted += 1
      } catch { interpreter.rollBackTransaction() }
    }
    #expect(accepted > 100)
    let restored = try #require(StatementLog(interpreter.log.columns, in: .standard, damage: CorruptionFlag()))
    var expected = Network(names: restored.names)
    for row in restored.records.live {
      let sentence = restored[row]
      for fact in (try? restored.facts(of: sentence)) ?? [] where !fact.isOfNames {
        expected.apply(fact, by: row, on: sentence.day ?? .first)
      }
    }
    let folded = restored.network
    #expect("\(folded.touches)" == "\(expected.touches)")
    #expect("\(folded.contacts)" == "\(expected.contacts)")
    #expect("\(folded.gifts)" == "\(expected.gifts)")
    #expect("\(folded.assertions)" == "\(expected.assertions)")
    #expect("\(folded.employments)" == "\(expected.employments)")
    #expect("\(folded.attributes)" == "\(expected.attributes)")

    let told = restored.records.live.filter {
      !restored.vocabulary.verb(of: restored.records.phrase(of: $0)).isUnlisted
    }
    #expect(Array(restored.liveNumbers) == Array(told))

    #expect(restored.texts(of: Array(restored.liveNumbers)) == restored.liveNumbers.map { restored.text(of: $0) })
    let query = QueryContext(restored, Self.today)
    for dimension in Dimension.allCases {
      #expect(query.countsOfAll(by: dimension) == query.counts(of: nil, .anything(), by: dimension))
    }
  }
}
