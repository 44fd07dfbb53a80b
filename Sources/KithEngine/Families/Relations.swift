import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// What people are to each other: of each relation a verb that says it, and one that ends it.
let relationFamily: [VerbEntry] = relations.flatMap { relation, phrases -> [VerbEntry] in
  let example = phrases[0].split(separator: "/").last.map { "rosa \($0) dana" } ?? ""
  return [
    VerbEntry(
      phrases, help: "states that somebody is \(relation.words) somebody", example: example,
      .objects(.relatedPeople, taking: .dated, resolving: roleAtOrg) { _, who, whom throws(StatementError) in
        try related(who, whom, relation.all, holds: true)
      }),
    VerbEntry(
      phrases.map(ending), help: "ends it", example: example.replacing("rosa is", with: "rosa is no longer"),
      .objects(.people, taking: .dated) { _, who, whom throws(StatementError) in
        try related(who, whom, relation.line, holds: false)
      }),
  ]
}

/// The relations, with the phrases that say them.
private let relations: [(Relation, [String])] = [
  (.spouse, ["am/is married to"]), (.wife, nouns("wife")), (.husband, nouns("husband")),
  (.partner, nouns("partner")),
  (.bestFriend, ["am/is best friends with", "am/is a best friend of", "am/is the best friend of"]),
  (.friend, ["am/is friends with", "am/is good friends with", "am/is a good friend of", "am/is close to"] + nouns("friend")),
  (.mother, nouns("mother")), (.father, nouns("father")), (.parent, nouns("parent")), (.son, nouns("son")),
  (.daughter, nouns("daughter")), (.child, nouns("child")), (.brother, nouns("brother")), (.sister, nouns("sister")),
  (.sibling, nouns("sibling")), (.cousin, nouns("cousin")),
  (.boss, ["manage/manages"] + nouns("boss") + nouns("manager")), (.report, ["report/reports to"]),
  (.mentor, ["mentor/mentors"] + nouns("mentor")), (.mentee, nouns("mentee")),
  (.colleague, nouns("colleague") + nouns("coworker") + ["work/works with"]), (.client, nouns("client")),
  (.neighbour, nouns("neighbour") + nouns("neighbor")),
]

/// The nouns of relations, and the phrase that says each.
let relationNouns = [
  "wife", "husband", "partner", "best friend", "friend", "mother", "father", "parent", "son", "daughter", "child",
  "brother", "sister", "sibling", "cousin", "boss", "manager", "mentor", "mentee", "colleague", "coworker", "client",
  "neighbour", "neighbor",
]

private func nouns(_ noun: String) -> [String] {
  ["am/is a \(noun) of", "am/is the \(noun) of", "am/is \(noun) of"]
}

/// `is no longer married to`, `no longer manages`.
private func ending(_ phrase: String) -> String {
  phrase.hasPrefix("am/is ") ? phrase.replacing("am/is ", with: "am/is no longer ") : "no longer \(phrase)"
}

extension Relation {
  /// All that ends with it: it, what it is besides, and what is one of it.
  fileprivate var line: [Relation] { all + Relation.allCases.filter { $0 != self && $0.all.contains(self) } }
}

/// What two people are to each other, seen from both.
private func related(_ who: Node, _ whom: [Node], _ relations: [Relation], holds: Bool) throws(StatementError) -> [Fact]
{
  guard !whom.contains(who) else { throw StatementError("nobody is that to themselves", about: .object(0)) }
  guard !whom.isEmpty || who == .placeholder else {
    throw StatementError("to whom?", help: "name the other one behind it")
  }
  if whom.isEmpty { return relations.map { .attribute(who, .related($0, to: .placeholder), holds: holds) } }
  return whom.flatMap { other in
    relations.map { .attribute(who, .related($0, to: other), holds: holds) }
      + Set(relations.flatMap { $0.inverse.all }).sorted { "\($0)" < "\($1)" }.map {
        .attribute(other, .related($0, to: who), holds: holds)
      }
  }
}

/// `is manager of Acme`, an org, is a role there.
private let roleAtOrg: VerbEntry.Resolution = { sentence, _, log in
  let others = sentence.objects[0].nodes
  let words = log.vocabulary.wording(of: sentence.phrase).words
  guard others.count == 1, log.names.kind(of: others[0]) != .person, words.last == "of" else {
    return ResolvedSentence(sentence: sentence)
  }
  var role = sentence
  let noun = words.dropFirst().dropLast().drop { ["a", "the"].contains($0) }.joined(separator: " ")
  role.phrase = log.vocabulary.phrase(named: "is")
  role.objects = [.names([log.intern(noun, as: .role)]), .names(others)]
  return ResolvedSentence(sentence: role)
}

extension TypedSlot where Value == [Node] {
  /// People, or an org of which somebody is something; in a question nobody, for whoever is that to somebody.
  fileprivate static var relatedPeople: TypedSlot {
    let people = TypedSlot.people
    let shape = NameShape(
      kind: .person, label: people.slot.label, alternatives: [.org, .group], isListed: true, isProper: true)
    let slot = Slot(label: people.slot.label, kind: .person, alternatives: [.org, .group], column: .people) {
      parser throws(Diagnostic) in
      parser.isAsking && !parser.startsName ? .names([]) : .names(try parser.names(shape))
    }
    slot.isList = true
    return TypedSlot(slot: slot, people.value)
  }
}
