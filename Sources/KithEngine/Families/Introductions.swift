import KithGrammar
import KithGraph

/// Bringing people together. By me it is a gift to both, by somebody else to me a gift of theirs.
package let introductionFamily: [VerbEntry] = [
  VerbEntry(
    ["introduced", "connected", "intro'd", "referred"],
    help: "records that somebody made two people known to each other", example: "introduced alice to bob",
    .objects(.people, pairedPeople, taking: .exchange, resolving: pairOfThem) {
      said, broker, these, those throws(StatementError) in
      var facts: [Fact] = []
      for a in these {
        for b in those { facts += try introduction(broker, a, b, said) }
      }
      return facts
    }),
  VerbEntry(
    ["gave intro to", "gave an intro to", "gave warm intro to", "gave a warm intro to"],
    help: "introduces the person named last before it on the line", example: "met alice at coffee; gave intro to bob",
    .objects(.people, taking: .exchange, resolving: introductionOfTheOneNamed) { _, _, _ in [] }),
]

/// The others, behind `to` or `with`; with `and` they stand in the list before.
private var pairedPeople: TypedSlot<[Node]> {
  let people = after("to", TypedSlot<[Node]>.people)
  people.slot.otherKeywords = ["with"]
  people.slot.isOptional = true
  return people
}

/// `introduced alice and bob` introduces the one to the other.
private let pairOfThem: VerbEntry.Resolution = { sentence, _, _ throws(StatementError) in
  guard case .none = sentence.objects[1] else { return ResolvedSentence(sentence: sentence) }
  let people = sentence.objects[0].nodes
  guard people.count == 2 else {
    throw StatementError("who is introduced to whom?", about: .object(0), help: "say it like `introduced alice to bob`")
  }
  var pair = sentence
  pair.objects = [.names([people[0]]), .names([people[1]])]
  return ResolvedSentence(sentence: pair)
}

private func introduction(_ broker: Node, _ a: Node, _ b: Node, _ said: Circumstances) throws(StatementError) -> [Fact]
{
  guard a != b else { throw StatementError("nobody is introduced to themselves", about: .object(1)) }
  guard broker != a, broker != b else {
    throw StatementError(
      "whoever introduces two people is neither of them", about: broker == a ? .object(0) : .object(1))
  }
  func gift(_ direction: Gift.Direction, _ person: Node) -> Fact {
    .gift(Gift(direction, person, worth: said.worth, weight: said.giftWeight))
  }
  let introduced = Fact.introduction(broker: broker, a, b)
  if broker == .me { return [introduced, gift(.given, a), gift(.given, b)] }
  return a == .me || b == .me ? [introduced, gift(.got, broker)] : [introduced]
}

/// The anaphor: `gave intro to bob` is `introduced alice to bob` when alice was named last before, or stands behind
/// `with`. With nobody to refer to it is a plain gift.
private let introductionOfTheOneNamed: VerbEntry.Resolution = {
  said, named, log in
  let whom = said.objects.first?.nodes ?? []
  let with = Clause.index(of: .with)
  let who = said.clause(with)?.nodes ?? named.last { $0 != .me && !whom.contains($0) }.map { [$0] } ?? []
  var sentence = said
  guard !who.isEmpty else {
    sentence.phrase = log.vocabulary.phrase(named: "gave")
    sentence.objects = [.names([log.intern("intro", as: .gift)]), .names(whom)]
    return ResolvedSentence(
      sentence: sentence, hint: "nobody was named before to introduce; say whom with `introduced alice to bob`")
  }
  sentence.clauses.removeAll { $0.clause == with }
  sentence.phrase = log.vocabulary.phrase(named: "introduced")
  sentence.objects = [.names(who), .names(whom)]
  return ResolvedSentence(sentence: sentence)
}
