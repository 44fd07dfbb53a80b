import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// Asking and promising, and how it ends. Done, it counts in the ledger.
package let commitmentFamily: [VerbEntry] = [
  VerbEntry(
    "asked", help: "opens a request to somebody, closed by granted, declined or ignored",
    example: "asked carol for a review by friday",
    .objects(.person, requested, taking: .commitment) { said, who, whom, _ throws(StatementError) in
      if whom == .me, who != .me { return try commitment(.askToMe, who, said) }
      return try commitment(.ask, of: who, to: whom, said)
    }),
  VerbEntry(
    ["promised", "owe/owes"], help: "opens a promise of yours, closed by kept or broke",
    example: "promised bob a template by friday",
    .objects(.personBeforeText, .thing, taking: .commitment) { said, who, whom, _ throws(StatementError) in
      try commitment(.promiseOfMine, of: who, to: whom, said)
    }),
  VerbEntry(
    ["promised me", "owe/owes me"], help: "opens a promise to you, closed by kept or broke",
    example: "carol promised me feedback by friday",
    .objects(.thing, taking: .commitment) { said, who, _ throws(StatementError) in
      guard who != .me else {
        throw StatementError("who promised it?", help: "say it like `carol promised me feedback`")
      }
      return try commitment(.promiseToMe, who, said)
    }),
  closing("granted", .granted, "a request as granted", example: "carol granted a review"),
  closing("declined", .declined, "a request as declined", example: "carol declined a review"),
  closing("ignored", .ignored, "a request as ignored", example: "carol ignored a review"),
  closing("kept", .kept, "a promise as kept", example: "carol kept feedback"),
  closing("broke", .broke, "a promise as broken", example: "carol broke feedback"),
  closingToPerson("kept promise to", .kept, "kept", example: "kept promise to bob"),
  closingToPerson("broke promise to", .broke, "broke", example: "broke promise to bob"),
]

extension TypedSlot where Value == String {
  /// What is asked for. A question has days of its own, and no deadline.
  fileprivate static var request: TypedSlot {
    let thing = TypedSlot.thing
    let slot = Slot(label: "THING", kind: nil, holds: .text, column: .thing) { parser throws(Diagnostic) in
      guard ["if", "whether"].contains(parser.nextWordText), !parser.source.isCanonical else {
        return try thing.slot.read(&parser)
      }
      return .text(try parser.text(of: try parser.wholeRest()))
    }
    slot.begins = thing.slot.begins
    return TypedSlot(slot: slot, thing.value)
  }
}

/// What is asked for, or to be done.
private var requested: TypedSlot<String> {
  let thing = after("for", TypedSlot<String>.request)
  thing.slot.leads = WordSet((["to", "if", "whether"] as [KeywordPhrase]).map(\.first))
  return thing
}

/// What I ask of somebody, or promise to somebody.
private func commitment(
  _ kind: Commitment.Kind, of who: Node, to whom: Node, _ said: Circumstances
) throws(StatementError) -> [Fact] {
  guard who == .me else {
    throw StatementError(
      "what others ask of each other or promise is not kept", about: .subject,
      help: "leave the subject out for yourself")
  }
  guard whom != .me else {
    throw StatementError("this is for somebody else", about: .object(0), help: "name the other one")
  }
  return try commitment(kind, whom, said)
}

private func commitment(_ kind: Commitment.Kind, _ person: Node, _ said: Circumstances) throws(StatementError) -> [Fact]
{
  if let by = said.by, by < said.day {
    throw StatementError("its deadline \(by) lies before the day it was said, \(said.day)")
  }
  return [.commitment(Commitment(kind, person, worth: said.worth, by: said.by))]
}

/// `granted #12`, `finn granted a review`.
private func closing(_ phrase: String, _ outcome: Outcome, _ what: String, example: String) -> VerbEntry {
  VerbEntry(
    phrase, help: "closes \(what)", example: example,
    .objects(
      maybe(.openStatement), maybe(.thing), taking: .closing,
      resolving: { sentence, _, log throws(StatementError) in
        var thing: String?
        if case .text(let text) = sentence.objects[1] { thing = text }
        if case .statements(let numbers) = sentence.objects[0] {
          guard thing == nil else {
            throw StatementError("a closing names one number, and nothing else", help: "`\(phrase) #\(numbers[0])`")
          }
          return closing(try log.open(numbers[0], outcome), by: sentence, said: phrase, log)
        }
        let isAsk = outcome.ends(.ask)
        if let person = sentence.subject, person != .me {
          return closing(try log.open(isAsk ? .ask : .promiseToMe, person, thing), by: sentence, said: phrase, log)
        }
        if let thing, let number = log.onlyOpen(endingBy: outcome, about: thing) {
          return closing(try log.open(number, outcome), by: sentence, said: phrase, log)
        }
        guard isAsk, let (person, asked) = thing.flatMap(log.names.personAhead) else {
          let open = log.openNumbers(endingBy: outcome).suffix(6).map { "`\(phrase) #\($0)`" }
          throw StatementError(
            open.isEmpty ? "no \(isAsk ? "request" : "promise") is open" : "which one?",
            help: open.isEmpty ? nil : "say \(listed(open)), or name the person: `\(example)`")
        }
        return closing(try log.open(.askToMe, person, asked), by: sentence, said: phrase, log)
      }, listing: { log, _ in log.openNumbers(endingBy: outcome) }
    ) { said, _, number, _ in number.map { [.closing(of: $0[0], outcome, weight: said.giftWeight)] } ?? [] })
}

/// `kept promise to bob`.
private func closingToPerson(_ phrase: String, _ outcome: Outcome, _ canonical: String, example: String) -> VerbEntry {
  VerbEntry(
    phrase, help: "closes your open promise to somebody", example: example,
    .objects(
      .personBeforeText, maybe(.thing), taking: .closing,
      resolving: { sentence, _, log throws(StatementError) in
        var thing: String?
        if case .text(let text) = sentence.objects[1] { thing = text }
        guard let person = sentence.objects[0].nodes.first else { throw StatementError("to whom?") }
        return closing(try log.open(.promiseOfMine, person, thing), by: sentence, said: canonical, log)
      }, listing: { log, _ in log.agenda.openCommitments.filter { $0.value.kind == .promiseOfMine }.map(\.statement) }
    ) { _, _, _, _ in [] })
}

/// What a promise to pay speaks of.
private let moneyWords: Set = ["money", "cash", "pay", "loan", "fee", "rent", "bill", "deposit"]

extension StatementLog {
  /// The only promise of mine to a person that is open, and about something, its article aside; where that is `back`,
  /// the only one that is owed, or is about money.
  func onlyPromise(to person: Node, about thing: String) -> Int? {
    let words = wordsSought(in: thing)
    let found = agenda.openCommitments.filter { open in
      guard open.value.kind == .promiseOfMine, open.value.person == person else { return false }
      guard thing == "back" else { return isAbout(open.statement, words) }
      return vocabulary.wording(of: self[open.statement].phrase).words[0].hasPrefix("owe")
        || wordsOfThing(of: open.statement).contains { $0.contains(where: \.isNumber) || moneyWords.contains($0) }
    }
    return found.count == 1 ? found[0].statement : nil
  }

  /// The only open request or promise that an outcome could end and that is about something, its article aside.
  fileprivate func onlyOpen(endingBy outcome: Outcome, about thing: String) -> Int? {
    let words = wordsSought(in: thing)
    let found = openNumbers(endingBy: outcome).filter { isAbout($0, words) }
    return words.isEmpty || found.count != 1 ? nil : found[0]
  }

  private func wordsSought(in thing: String) -> [String] {
    Names.folded(thing).split(separator: " ").map(String.init).filter {
      !["a", "an", "the", "his", "her"].contains($0)
    }
  }

  private func wordsOfThing(of statement: Int) -> [String] {
    Names.folded(thing(of: statement) ?? "").split(separator: " ").map(String.init)
  }

  private func isAbout(_ statement: Int, _ words: [String]) -> Bool {
    words.allSatisfy(wordsOfThing(of: statement).contains)
  }

  /// The sentence that says that a promise is kept, with what it says besides.
  func keeping(_ number: Int, by sentence: Sentence<Node>) -> ResolvedSentence {
    var kept = closing(number, by: sentence, said: "kept", self).sentence
    let taken = vocabulary.verb(of: kept.phrase).clauses.map { Clause.index(of: $0) }
    kept.clauses.removeAll { !taken.contains($0.clause) }
    return ResolvedSentence(sentence: kept)
  }
}

/// The sentence that closes a statement by its number.
private func closing(_ number: Int, by sentence: Sentence<Node>, said phrase: String, _ log: StatementLog)
  -> ResolvedSentence
{
  var closing = sentence
  closing.phrase = log.vocabulary.phrase(named: phrase)
  closing.subject = nil
  closing.objects = [.statements([number]), .none]
  return ResolvedSentence(sentence: closing)
}

extension Names {
  /// Somebody known whose name a text begins with, and the rest of it, less an article; the longest name wins.
  fileprivate func personAhead(of text: String) -> (person: Node, rest: String?)? {
    let words = text.split(separator: " ")
    for count in stride(from: min(words.count, 4), to: 0, by: -1) {
      let name = words.prefix(count).joined(separator: " ")
      let people = node(name, in: .party).map { [$0] } ?? (count == 1 ? self.people(withFirstName: name) : [])
      guard people.count == 1, exists(people[0]), kind(of: people[0]) == .person else { continue }
      let rest = words.dropFirst(count).drop { ["the", "a", "an", "his", "her", "their"].contains($0.lowercased()) }
      return (people[0], rest.isEmpty ? nil : rest.joined(separator: " "))
    }
    return nil
  }
}

extension StatementLog {
  /// The commitments that are open and can end so.
  fileprivate func openNumbers(endingBy outcome: Outcome) -> [Int] {
    agenda.openCommitments.filter { outcome.ends($0.value.kind) }.map(\.statement)
  }

  /// A commitment by its number, if it is open and can end so.
  fileprivate func open(_ number: Int, _ outcome: Outcome) throws(StatementError) -> Int {
    guard isLive(number), let commitment = agenda.commitment(of: number) else {
      throw StatementError(
        "#\(number) is neither a request nor a promise", help: "`asks` and `promises` list the open ones")
    }
    guard outcome.ends(commitment.kind) else {
      let (what, words) =
        commitment.kind.isAsk ? ("a request", "granted, declined or ignored") : ("a promise", "kept or broke")
      throw StatementError("#\(number) is \(what)", help: "it ends with \(words)")
    }
    if let closing = agenda.closing(of: number) {
      throw StatementError("#\(number) was closed by #\(closing.statement)")
    }
    return number
  }

  /// The one open commitment of a kind with a person, whose words hold `thing` if that is said.
  fileprivate func open(_ kind: Commitment.Kind, _ person: Node, _ thing: String?) throws(StatementError) -> Int {
    let wanted = thing.map(Names.folded)
    let found = agenda.openCommitments.filter { $0.value.kind == kind && $0.value.person == person }.map(\.statement)
      .filter {
        number in
        wanted.map { Names.folded(self.thing(of: number) ?? "").contains($0) } ?? true
      }
    let what =
      switch kind {
      case .ask: "request to"
      case .askToMe: "request by"
      case .promiseOfMine: "promise to"
      case .promiseToMe: "promise by"
      }
    guard let number = found.first else {
      throw StatementError(
        "there is no open \(what) `\(self.names[person])`\(thing.map { " about `\($0)`" } ?? "")",
        help: "`asks` and `promises` list the open ones")
    }
    guard found.count == 1 else {
      throw StatementError(
        "several are open: \(found.map { "#\($0) \(self.thing(of: $0) ?? "")" }.joined(separator: ", "))",
        help: "name its number"
      )
    }
    return number
  }

}
