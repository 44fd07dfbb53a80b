import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// What people are to each other: kinds of relations, each with a verb that says them, and one that ends them.
let relationFamily: [VerbEntry] =
  relations("are a couple", example: "rosa is married to dana", couples)
  + relations("are family", example: "rosa is a sister of dana", family)
  + relations("are friends", example: "rosa is friends with dana", friends)
  + relations("know each other by work", example: "rosa reports to dana", work)
  + relations(
    "work together", example: "rosa works with dana", [(.colleague, ["work/works with"], [])], mustExist: true)
  + relations("live or learn side by side", example: "rosa is a neighbour of dana", mates)

/// What a relation is said by: verbs of its own, and nouns.
private typealias Words = (relation: Relation, verbs: [String], nouns: [String])

private let couples: [Words] = [
  (.spouse, ["am/is married to", "am/is married"], ["spouse"]), (.wife, [], ["wife"]),
  (.husband, [], ["husband", "hubby"]),
  (.partner, ["am/is engaged to"], ["partner"]), (.girlfriend, [], ["girlfriend"]), (.boyfriend, [], ["boyfriend"]),
  (.fiance, [], ["fiance", "fiancee", "fiancé", "fiancée"]),
]

private let family: [Words] = [
  (.sister, [], ["sister"]), (.brother, [], ["brother"]), (.sibling, [], ["sibling"]),
  (.mother, [], ["mother", "mum", "mom"]), (.father, [], ["father", "dad"]), (.parent, [], ["parent"]),
  (.daughter, [], ["daughter"]), (.son, [], ["son"]), (.child, [], ["child"]), (.cousin, [], ["cousin"]),
  (.grandmother, [], ["grandmother", "grandma", "gran"]), (.grandfather, [], ["grandfather", "grandad", "grandpa"]),
  (.grandparent, [], ["grandparent"]), (.grandchild, [], ["grandchild", "grandson", "granddaughter"]),
  (.aunt, [], ["aunt", "auntie"]), (.uncle, [], ["uncle"]), (.niece, [], ["niece"]), (.nephew, [], ["nephew"]),
]

private let friends: [Words] = [
  (
    .friend, ["am/is friends with", "am/is good friends with"], ["friend", "good friend", "old friend", "close friend"]
  ),
  (.bestFriend, ["am/is best friends with"], ["best friend"]),
]

private let work: [Words] = [
  (.report, ["report/reports to"], []), (.boss, ["manage/manages"], ["boss", "manager", "line manager", "supervisor"]),
  (.mentor, ["mentor/mentors"], ["mentor", "tutor"]), (.mentee, [], ["mentee"]),
  (.colleague, [], ["colleague", "coworker", "co-worker"]), (.client, [], ["client", "customer"]),
]

private let mates: [Words] = [
  (.neighbour, [], ["neighbour", "neighbor"]), (.flatmate, ["live/lives with"], ["flatmate", "housemate", "roommate"]),
  (.classmate, [], ["classmate"]), (.teammate, [], ["teammate"]),
]

/// The nouns of all relations.
let relationNouns = allRelations.flatMap(\.nouns)

private let allRelations = couples + family + friends + work + mates

/// The relation that a noun says.
func relation(called noun: String) -> Relation? { allRelations.first { $0.nouns.contains(noun) }?.relation }

/// A verb for relations of a kind, with the phrases that say each, and one that ends them.
private func relations(
  _ help: String, example: String, _ words: [Words], mustExist: Bool = false
) -> [VerbEntry] {
  let phrases = words.flatMap { relation, verbs, nouns in
    (verbs + nouns.flatMap { ["am/is a \($0) of", "am/is the \($0) of", "am/is \($0) of"] }).map { (relation, $0) }
  }
  // Whoever is somebody's friend need not look like a name.
  let isProper = !words.contains { [.spouse, .friend].contains($0.relation) }
  return [
    VerbEntry(
      phrases.map(\.1), help: "states that people \(help)", example: example,
      .objects(.related(isProper: isProper, mustExist: mustExist), taking: .dated, resolving: roleAtOrg) {
        said, who, whom throws(StatementError) in
        try related(who, whom, phrases[said.phrase].0.all, holds: true)
      }),
    VerbEntry(
      phrases.flatMap { endings($0.1) }, help: "ends it",
      example: example.hasPrefix("rosa is")
        ? example.replacing("rosa is", with: "rosa is no longer") : example.replacing("rosa", with: "rosa no longer"),
      .objects(.people, taking: .dated) { said, who, whom throws(StatementError) in
        try related(who, whom, phrases[said.phrase / 2].0.line, holds: false)
      }),
  ]
}

/// Two phrases each: `is no longer married to`, `no longer is married to`; `no longer manages`, `does not manage`.
private func endings(_ phrase: String) -> [String] {
  guard phrase.hasPrefix("am/is ") else {
    return ["no longer \(phrase)", "do/does not \(phrase.prefix { $0 != "/" })\(phrase.drop { $0 != " " })"]
  }
  return [phrase.replacing("am/is ", with: "am/is no longer "), "no longer \(phrase)"]
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
  guard others.count == 1, log.names.exists(others[0]), log.names.kind(of: others[0]) != .person, words.last == "of"
  else {
    return ResolvedSentence(sentence: sentence)
  }
  var role = sentence
  let noun = words.dropFirst().dropLast().drop { ["a", "the"].contains($0) }.joined(separator: " ")
  role.phrase = log.vocabulary.phrase(named: "is")
  role.objects = [.names([log.intern(noun, as: .role)]), .names(others), .none]
  return ResolvedSentence(sentence: role)
}

extension TypedSlot where Value == [Node] {
  /// People, or an org of which somebody is something; in a question nobody, for whoever is that to somebody. Where it
  /// has to be proper, a new name begins with a capital.
  fileprivate static func related(isProper: Bool, mustExist: Bool) -> TypedSlot {
    let people = TypedSlot.people
    let shape = NameShape(
      kind: .person, label: people.slot.label, alternatives: [.org, .group], isListed: true, mustExist: mustExist,
      isProper: isProper)
    let slot = Slot(label: people.slot.label, kind: .person, column: .people) {
      parser throws(Diagnostic) in
      parser.isAsking && (parser.isAtEnd || !parser.startsName) ? .names([]) : .names(try parser.names(shape))
    }
    slot.isList = true
    return TypedSlot(slot: slot, people.value)
  }
}
