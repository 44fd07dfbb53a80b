import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// Giving and taking: what goes into the ledger.
package let givingFamily: [VerbEntry] = [
  VerbEntry(
    [
      "gave", "sent", "lent", "bought", "paid", "made", "showed", "taught", "offered", "returned", "passed",
      "brought", "cooked", "baked", "transferred", "delivered",
    ], help: "adds to what you gave each of them", example: "gave advice to bob worth 2",
    .objects(.giftOrPeople, recipients("to", or: "for"), taking: .exchange, resolving: giftThatNamesSomebody) {
      said, who, _, whom throws(StatementError) in try gifts(from: who, to: whom, said, about: 1)
    }),
  VerbEntry(
    "recommended", help: "adds to what you gave each of them; somebody who is recommended is introduced",
    example: "recommended a book to bob",
    .objects(.giftOrPeople, recipients("to", or: "for"), taking: .exchange, resolving: introductionOfGift) {
      said, who, _, whom throws(StatementError) in try gifts(from: who, to: whom, said, about: 1)
    }),
  VerbEntry(
    [
      "gave me", "sent me", "lent me", "bought me", "paid me", "showed me", "taught me", "offered me", "passed me",
      "made me", "brought me", "cooked me", "baked me",
    ], help: "adds to what you got", example: "alice gave me a book",
    .objects(
      .gift, taking: .exchange,
      resolving: { sentence, _, log in ResolvedSentence(sentence: log.message(in: sentence) ?? sentence) }
    ) { said, who, _ throws(StatementError) in
      try gifts(from: who, to: [.me], said, about: 0)
    }),
  VerbEntry(
    "told me", help: "adds to what you got: something that you know now", example: "alice told me that Acme is hiring",
    .objects(.news, taking: .exchange) { said, who, _ throws(StatementError) in
      try gifts(from: who, to: [.me], said, about: 0)
    }),
  VerbEntry(
    ["got", "received", "borrowed", "learned"], help: "adds to what you got from each of them",
    example: "got feedback from carol",
    .objects(.gift, after("from", .people), taking: .exchange) { said, who, _, whom throws(StatementError) in
      try gifts(to: who, from: whom, said)
    }),
  VerbEntry(
    "helped", help: "adds to what you gave each of them, or got from them", example: "helped bob with the move",
    .objects(.people, maybe(after("with", .topics)), taking: .exchange.without(.with)) {
      said, who, whom, _ throws(StatementError) in
      try gifts(from: who, to: whom, said, about: 0)
    }),
  VerbEntry(
    "shared", help: "adds to what you gave each of them", example: "shared \"the talk on hiring\" with alice",
    .objects(.text("TEXT"), after("with", .people), taking: .exchange.without(.with)) {
      said, who, _, whom throws(StatementError) in
      try gifts(from: who, to: whom, said, about: 1)
    }),
  VerbEntry(
    "heard", help: "adds to what you got from each of them", example: "heard \"Acme is hiring\" from carol",
    .objects(.text("TEXT"), after("from", .people), taking: .exchange) { said, who, _, whom throws(StatementError) in
      try gifts(to: who, from: whom, said)
    }),
]

/// `gave alice an intro to bob` keeps a gift of that name: a hint says how to introduce the two. What is paid back or
/// returned keeps the promise of it.
private let giftThatNamesSomebody: VerbEntry.Resolution = { sentence, _, log throws(StatementError) in
  let names = log.names
  let phrase = log.vocabulary.wording(of: sentence.phrase).text
  if !log.takesWordsAsTheyStand, ["paid", "returned"].contains(phrase), sentence.subject == nil,
    sentence.objects[1].nodes.count == 1,
    let thing = sentence.objects[0].nodes.first.map({ names[$0] }),
    phrase == "returned" || thing == "back",
    let number = log.onlyPromise(to: sentence.objects[1].nodes[0], about: thing)
  {
    return log.keeping(number, by: sentence)
  }
  if let message = log.message(in: sentence) { return ResolvedSentence(sentence: message) }
  guard let gift = sentence.objects.first?.nodes.first,
    let first = names[gift].split(separator: " ").first.map(String.init),
    let person = names.node(first, in: .party), names.exists(person), names.kind(of: person) == .person
  else { return ResolvedSentence(sentence: sentence) }
  return ResolvedSentence(
    sentence: sentence,
    hint: "what was given is called `\(names[gift])`; to introduce somebody say `introduced \(names[person]) to bob`")
}

extension StatementLog {
  /// What is sent and is a message, as the contact that it is: `sent rosa a text`. What it is called besides is the note.
  fileprivate func message(in sentence: Sentence<Node>) -> Sentence<Node>? {
    let phrase = vocabulary.wording(of: sentence.phrase).text
    guard !takesWordsAsTheyStand, phrase.hasPrefix("sent"), let gift = sentence.objects[0].nodes.first else {
      return nil
    }
    let words = names[gift].split(separator: " ").map(String.init)
    let messages = [
      "email": "emailed", "text": "texted", "message": "messaged", "card": "wrote to", "letter": "wrote to",
      "postcard": "wrote to",
    ]
    guard words.count > 1, ["a", "an"].contains(words[0].lowercased()),
      let verb = words.last.flatMap({ messages[$0.lowercased()] })
    else { return nil }
    var message = sentence
    message.phrase = vocabulary.phrase(named: verb)
    message.objects = [.names(phrase == "sent me" ? [.me] : sentence.objects[1].nodes)]
    message.clauses.removeAll { $0.clause == Clause.index(of: .worth) }
    let note = Clause.index(of: .note)
    guard words.count > 2 || verb == "wrote to" else { return message }
    let kind = words.dropFirst().joined(separator: " ")
    let said: [String] = if case .text(let text)? = message.clause(note) { [kind, text] } else { [kind] }
    message.set(.text(said.joined(separator: "; ")), clause: note)
    return message
  }
}

extension TypedSlot where Value == String {
  /// What somebody is told, `that` aside; when and how stand behind it.
  fileprivate static var news: TypedSlot {
    let thing = TypedSlot.thing
    let slot = Slot(label: "THING", kind: nil, holds: .text, column: .thing) { parser throws(Diagnostic) in
      if parser.nextWordText == "that", !parser.source.isCanonical { parser.advance() }
      if parser.startsTimeOrChannel { throw parser.unexpected(matter: .missing) }
      return try thing.slot.read(&parser)
    }
    slot.begins = thing.slot.begins
    return TypedSlot(slot: slot, thing.value)
  }
}

/// `recommended rosa to bob` introduces the two where rosa is known.
private let introductionOfGift: VerbEntry.Resolution = { sentence, _, log in
  let names = log.names
  guard !log.takesWordsAsTheyStand, let gift = sentence.objects[0].nodes.first else {
    return ResolvedSentence(sentence: sentence)
  }
  let said = names[gift].replacing(", ", with: " and ").split(separator: " and ").map(String.init)
  let people = said.compactMap(names.known).filter { names.kind(of: $0) == .person }
  guard people.count == said.count else { return ResolvedSentence(sentence: sentence) }
  var introduction = sentence
  introduction.phrase = log.vocabulary.phrase(named: "introduced")
  introduction.objects[0] = .names(people)
  return ResolvedSentence(sentence: introduction)
}

/// Gifts that one gives to several; the object of index `part` names those.
private func gifts(from giver: Node, to takers: [Node], _ said: Circumstances, about part: Int) throws(StatementError)
  -> [Fact]
{
  guard giver != .me else {
    return try takers.map { (taker) throws(StatementError) in try gift(.given, taker, said, about: .object(part)) }
  }
  guard takers == [.me] else { throw betweenOthers }
  return [try gift(.got, giver, said, about: .subject)]
}

/// Gifts that one gets from several.
private func gifts(to taker: Node, from givers: [Node], _ said: Circumstances) throws(StatementError) -> [Fact] {
  guard taker != .me else {
    return try givers.map { (giver) throws(StatementError) in try gift(.got, giver, said, about: .object(1)) }
  }
  guard givers == [.me] else { throw betweenOthers }
  return [try gift(.given, taker, said, about: .subject)]
}

private let betweenOthers = StatementError(
  "a gift between two others is not in your ledger", about: .subject,
  help: "leave the subject out for what you gave or got yourself", matter: .extra)

private func gift(
  _ direction: Gift.Direction, _ person: Node, _ said: Circumstances, about part: StatementError.Part
) throws(StatementError) -> Fact {
  guard person != .me else {
    throw StatementError("nobody gives to themselves", about: part, help: "name the other one")
  }
  return .gift(Gift(direction, person, worth: said.worth, weight: said.giftWeight))
}
