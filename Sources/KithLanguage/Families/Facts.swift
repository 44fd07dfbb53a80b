import KithGraph

/// What is so: who knows whom, who works where, who needs and offers what. The latest by date, then number, holds.
let factFamily: [Verb] =
  [
    Verb(
      "know/knows", objects: .people, .word("well"), taking: .dated,
      help: "states how well people know each other", example: "alice knows carol well"
    ) { _, who, whom, well throws(Refusal) in try tie(who, whom, well ? 0.8 : 0.5) },
    Verb(
      "barely know/knows", objects: .people, taking: .dated, help: "states that people know each other a little",
      example: "alice barely knows tom"
    ) { _, who, whom throws(Refusal) in try tie(who, whom, 0.2) },
    Verb(
      "am/is best friends with", objects: .people, taking: .dated, help: "states that people are the best of friends",
      example: "rosa is best friends with dana"
    ) { _, who, whom throws(Refusal) in try tie(who, whom, 0.95) },
    Verb(
      ["no longer know/knows", "am/is no longer best friends with", "no longer am/is best friends with"], objects: .people,
      taking: .dated, help: "takes back that people know each other",
      example: "alice no longer knows tom"
    ) { _, who, whom throws(Refusal) in try tie(who, whom, 0) },
    Verb(
      "work/works at", objects: .org, maybe(after("as", .role)), taking: .dated,
      help: "states where somebody works from that day on", example: "dana works at Acme as hiring manager"
    ) { _, who, org, role in [.employment(who, org: org, role: role)] },
    Verb(
      "no longer work/works at", objects: .org, taking: .dated, help: "ends somebody's work at an org",
      example: "dana no longer works at Acme"
    ) { _, who, org in [.departure(who, org: org, role: nil)] },
    Verb(
      "am/is", objects: .role, maybe(after("at", .org)), taking: .dated,
      help: "states what somebody is, and where", example: "dana is hiring manager at Acme"
    ) { _, who, role, org in [.employment(who, org: org, role: role)] },
    Verb(
      ["am/is no longer", "no longer am/is"], objects: .role, taking: .dated, help: "ends somebody's role",
      example: "dana is no longer hiring manager"
    ) { _, who, role in [.departure(who, org: nil, role: role)] },
    Verb(
      "left", objects: .orgOrGroup, taking: .dated, help: "ends somebody's work at an org, or membership of a group",
      example: "dana left Acme"
    ) { _, who, left in [.departure(who, org: left, role: nil), .attribute(who, .member(of: left), holds: false)] },
  ]
  + [
    Verb(
      "joined", objects: .group, taking: .dated, help: "makes somebody a member of a group",
      example: "alice joined \"Rust Berlin\""
    ) {
      _, who, group in [.attribute(who, .member(of: group), holds: true)]
    },
    Verb("live/lives in", objects: .place, taking: .dated, help: "states where somebody lives", example: "alice lives in Berlin")
    {
      _, who, place in [.attribute(who, .living(in: place), holds: true)]
    },
    Verb("no longer live/lives in", objects: .place, taking: .dated, help: "ends it", example: "alice no longer lives in Berlin")
    {
      _, who, place in [.attribute(who, .living(in: place), holds: false)]
    },
  ]
  + traits("like/likes", "likes", example: "climbing and jazz") { .liking($0) }
  + traits("need/needs", "needs", example: "a flat") { .needing($0) }
  + traits("offer/offers", "offers", example: "proofreading") { .offering($0) }
  + [
    Verb(imperative: "tag", objects: .person, .tags, taking: [.on, .note], help: "tags a person", example: "tag alice #design") {
      _, person, tags in tags.map { .attribute(person, .tagged($0), holds: true) }
    },
    Verb(
      imperative: "untag", objects: .person, .tags, taking: [.on, .note], help: "takes a tag off a person",
      example: "untag alice #design"
    ) {
      _, person, tags in tags.map { .attribute(person, .tagged($0), holds: false) }
    },
    Verb(
      imperative: "note", objects: .person, taking: [.on, .tags, .note], help: "keeps a remark on somebody",
      example: "note alice: moves to Berlin in May"
    ) {
      said, _ throws(Refusal) in
      guard said.note != nil else {
        throw Refusal("the remark is missing", help: "write it behind a colon: `note alice: moves in May`")
      }
      return []
    },
    kind(.person, example: "person Alice Smith"),
    kind(.org, example: "org Acme"),
    kind(.group, example: "group \"Rust Berlin\""),
    kind(.place, example: "place \"Café Luna\""),
  ]

/// A statement that says what kind a name is: naming it in a slot of the kind is all it takes.
private func kind(_ kind: NodeKind, example: String) -> Verb {
  var verb = Verb(
    imperative: kind.word, objects: .named(kind), taking: [.on, .tags, .note],
    help: "says that a name is \(kind.article) \(kind.word)", example: example
  ) { _, _ in [] }
  verb.isDeclaration = true
  return verb
}

/// What topics are to somebody: a verb that says it, and one that ends it.
private func traits(
  _ phrase: String, _ word: String, example: String, _ attribute: @escaping @Sendable (Node) -> Attribute
) -> [Verb] {
  func verb(_ phrase: String, _ help: String, _ said: String, holds: Bool) -> Verb {
    Verb(phrase, objects: .topics, taking: .dated, help: help, example: "alice \(said) \(example)") { _, who, topics in
      topics.map { .attribute(who, attribute($0), holds: holds) }
    }
  }
  return [
    verb(phrase, "states what somebody \(word)", word, holds: true),
    verb("no longer " + phrase, "ends it", "no longer " + word, holds: false),
  ]
}

private func tie(_ who: Node, _ whom: [Node], _ strength: Double) throws(Refusal) -> [Fact] {
  guard !whom.contains(who) else { throw Refusal("everybody knows themselves", about: .object(0)) }
  return whom.map { .stated(who, $0, strength: strength) }
}
