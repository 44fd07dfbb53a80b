import KithGrammar
import KithGraph
import KithLog
import KithSyntax

/// What is so: who knows whom, who works where, who needs and offers what. The latest by date, then number, holds.
package let factFamily: [VerbEntry] =
  [
    VerbEntry(
      "know/knows", help: "states how well people know each other", example: "alice knows carol well",
      .objects(.people, .word("well"), taking: .dated) { _, who, whom, well throws(StatementError) in
        try tie(who, whom, well ? 0.8 : 0.5)
      }),
    VerbEntry(
      "barely know/knows", help: "states that people know each other a little", example: "alice barely knows tom",
      .objects(.people, taking: .dated) { _, who, whom throws(StatementError) in try tie(who, whom, 0.2) }),
    VerbEntry(
      "no longer know/knows", help: "takes back that people know each other", example: "alice no longer knows tom",
      .objects(.people, taking: .dated) { _, who, whom throws(StatementError) in try tie(who, whom, 0) }),
    VerbEntry(
      ["work/works at", "work/works for"], help: "states where somebody works from that day on, and for whom",
      example: "dana works at Acme as hiring manager",
      .objects(
        .employer, maybe(after("as", .role)), maybe(after("in", .team)), maybe(after("in", .office)), taking: .dated,
        resolving: bossOfEmployer
      ) { _, who, org, role, team, _ in
        [.employment(who, org: org, role: role)] + (team.map { [.attribute(who, .member(of: $0), holds: true)] } ?? [])
      }),
    VerbEntry(
      ["used to work at", "used to work for", "worked at", "worked for"], help: "states where somebody worked once",
      example: "dana used to work at Acme",
      .objects(
        .org, maybe(after("as", .role)), taking: .dated,
        resolving: { sentence, _, log in log.past(sentence, "used to work at", during: "works at") }
      ) { _, who, org, role in
        [.dated(.first, .employment(who, org: org, role: role, isBeside: true)), .departure(who, org: org, role: role)]
      }),
    VerbEntry(
      ["run/runs", "own/owns", "founded"], help: "states whose an org is, beside all other work",
      example: "dana runs Bloom",
      .objects(.properOrg, taking: .dated) { _, who, org in [.employment(who, org: org, role: nil, isBeside: true)] }),
    VerbEntry(
      ["study/studies", "am/is studying", "teach/teaches"], help: "states what somebody learns or teaches, and where",
      example: "dana studies law at UWE",
      .objects(maybe(.subject), maybe(after("at", .org)), taking: .dated, resolving: roleOfSubject) { _, _, _, _ in [] }
    ),
    VerbEntry(
      "was promoted to", help: "states somebody's new role where they work", example: "dana was promoted to director",
      .objects(
        .role, taking: .dated,
        resolving: { sentence, _, log in
          let work = log.network.tenures(on: sentence.day ?? .last)[sentence.subject ?? .me]?.last {
            $0.until == nil && $0.org != nil
          }
          var promoted = sentence
          promoted.phrase = log.vocabulary.phrase(named: "is")
          promoted.objects += [work?.org.map { .names([$0]) } ?? .none, .none]
          return ResolvedSentence(sentence: promoted)
        }
      ) { _, who, role in [.employment(who, org: nil, role: role)] }),
    VerbEntry(
      "no longer work/works at", help: "ends somebody's work at an org", example: "dana no longer works at Acme",
      .objects(.org, taking: .dated) { _, who, org in [.departure(who, org: org, role: nil)] }),
    VerbEntry(
      ["am/is", "work/works as"], help: "states what somebody is, and where", example: "dana is hiring manager at Acme",
      .objects(.role, maybe(.roleOrg), maybe(after("in", .office)), taking: .dated) { _, who, role, org, _ in
        [.employment(who, org: org, role: role)]
      }),
    VerbEntry(
      ["am/is no longer", "no longer am/is"], help: "ends somebody's role", example: "dana is no longer hiring manager",
      .objects(.role, taking: .dated) { _, who, role in [.departure(who, org: nil, role: role)] }),
    VerbEntry(
      "left", help: "ends somebody's work at an org, or membership of a group", example: "dana left Acme",
      .objects(.orgOrGroup, taking: .dated) { _, who, left in
        [.departure(who, org: left, role: nil), .attribute(who, .member(of: left), holds: false)]
      }),
  ]
  + [
    VerbEntry(
      "joined", help: "makes somebody a member of a group", example: "alice joined \"Rust Berlin\"",
      .objects(.joined, maybe(after("as", .role)), taking: .dated, resolving: workAtOrg) {
        _, who, group, _ in [.attribute(who, .member(of: group), holds: true)]
      }),
    VerbEntry(
      ["live/lives in", "moved to"], help: "states where somebody lives", example: "alice lives in Berlin",
      .objects(.place, taking: .dated) {
        _, who, place in [.attribute(who, .living(in: place), holds: true)]
      }),
    VerbEntry(
      ["used to live in", "lived in"], help: "states where somebody lived once",
      example: "alice used to live in Berlin",
      .objects(
        .place, taking: .dated,
        resolving: { sentence, _, log in log.past(sentence, "used to live in", during: "lives in") }
      ) { _, who, place in
        let home = Attribute.living(in: place)
        return [.dated(.first, .attribute(who, home, holds: true)), .attribute(who, home, holds: false)]
      }),
    VerbEntry(
      "no longer live/lives in", help: "ends it", example: "alice no longer lives in Berlin",
      .objects(.place, taking: .dated) {
        _, who, place in [.attribute(who, .living(in: place), holds: false)]
      }),
  ]
  + relationFamily
  + [
    VerbEntry(
      ["died", "passed away", "am/is dead", "am/is deceased"],
      help: "says that somebody died: nobody is reminded of them any more", example: "dana died",
      .objects(taking: .dated) { _, who throws(StatementError) in
        guard who != .me else { throw StatementError("who died?", help: "name somebody: `alice died`") }
        return [.attribute(who, .dead, holds: true)]
      })
  ]
  + traits("like/likes", "likes", example: "climbing and jazz") { .liking($0) }
  + traits("need/needs", "needs", example: "a flat") { .needing($0) }
  + traits("offer/offers", "offers", example: "proofreading") { .offering($0) }
  + [
    VerbEntry(
      imperative: "tag", help: "tags a person", example: "tag alice #design",
      .objects(.person, .tags, taking: [.on, .note]) { _, _, person, tags in
        tags.map { .attribute(person, .tagged($0), holds: true) }
      }),
    VerbEntry(
      imperative: "untag", help: "takes a tag off a person", example: "untag alice #design",
      .objects(.person, .tags, taking: [.on, .note]) { _, _, person, tags in
        tags.map { .attribute(person, .tagged($0), holds: false) }
      }),
    VerbEntry(
      imperative: "note", help: "keeps a remark on somebody", example: "note alice: moves to Berlin in May",
      .objects(.person, taking: [.on, .time, .tags, .note]) { said, _, _ throws(StatementError) in
        guard said.note != nil else {
          throw StatementError("the remark is missing", help: "write it behind a colon: `note alice: moves in May`")
        }
        return []
      }),
    kind(.person, example: "person Alice Smith"),
    kind(.org, example: "org Acme"),
    kind(.group, example: "group \"Rust Berlin\""),
    kind(.place, example: "place \"Café Luna\""),
    kind(.topic, example: "topic \"home baking\""),
  ]

/// `works for zoe`, who is a person, is reporting to her.
private let bossOfEmployer: VerbEntry.Resolution = { sentence, _, log throws(StatementError) in
  let employer = sentence.objects[0].nodes
  guard employer.contains(where: { log.names.exists($0) && log.names.kind(of: $0) == .person }) else {
    return ResolvedSentence(sentence: sentence)
  }
  guard log.vocabulary.wording(of: sentence.phrase).words.last == "for",
    sentence.objects.dropFirst().allSatisfy({
      if case .none = $0 { true } else { false }
    })
  else {
    throw StatementError(
      "`\(log.names[employer[0]])` is a person, and an org belongs here", about: .object(0),
      help: "say it like `alice works with bob`, or `alice reports to bob`")
  }
  var boss = sentence
  boss.phrase = log.vocabulary.phrase(named: "reports to")
  boss.objects = [sentence.objects[0]]
  return ResolvedSentence(sentence: boss)
}

extension TypedSlot where Value == Node {
  /// Where somebody works: an org, or a person who is known.
  fileprivate static var employer: TypedSlot {
    let org = TypedSlot.org
    let shape = NameShape(kind: .org, label: org.slot.label, alternatives: [.person])
    let slot = Slot(label: org.slot.label, kind: .org, column: .org) {
      parser throws(Diagnostic) in
      if parser.isAsking { return try org.slot.read(&parser) }
      let employer = try parser.name(shape)
      // `works for Dana`, where Dana Lee alone is called so.
      let isFirstName = !parser.source.isCanonical && !employer.isQuoted && parser.word(parser.at - 2) == .for
      guard isFirstName, let known = parser.context.names.onlyPerson(withFirstName: employer.text) else {
        return .names([employer])
      }
      return .names([Mention(text: known, isQuoted: true, span: employer.span, shape: shape)])
    }
    return TypedSlot(slot: slot, org.value)
  }
}

/// Who joined an org works there.
private let workAtOrg: VerbEntry.Resolution = { sentence, _, log throws(StatementError) in
  let joined = sentence.objects[0].nodes
  let isRole: Bool = if case .none = sentence.objects[1] { false } else { true }
  guard log.names.kind(of: joined[0]) == .org, !log.takesWordsAsTheyStand || isRole else {
    if isRole {
      throw StatementError(
        "`\(log.names[joined[0]])` is a group, and one works at an org", about: .object(1),
        help: "say it like `alice joined Acme as designer`")
    }
    return ResolvedSentence(sentence: sentence)
  }
  var work = sentence
  work.phrase = log.vocabulary.phrase(named: "works at")
  work.objects += [.none, .none]
  return ResolvedSentence(sentence: work)
}

extension TypedSlot where Value == Node {
  /// A group, or an org; with a role behind it is an org.
  fileprivate static var joined: TypedSlot {
    let (group, org) = (TypedSlot.group, TypedSlot.org)
    let slot = Slot(label: group.slot.label, kind: .group, alternatives: [.org], column: .org) {
      parser throws(Diagnostic) in
      let hasRole = !parser.source.isCanonical && parser.holds(.as)
      return try hasRole ? org.slot.read(&parser) : group.slot.read(&parser)
    }
    return TypedSlot(slot: slot, group.value)
  }
}

/// `studies law` is being a law student.
private let roleOfSubject: VerbEntry.Resolution = { sentence, _, log in
  let isTeaching = log.vocabulary.wording(of: sentence.phrase).words.last == "teaches"
  let who = isTeaching ? "teacher" : "student"
  let subject = sentence.objects[0].nodes.first.map { log.names[$0] + " " } ?? ""
  var role = sentence
  role.phrase = log.vocabulary.phrase(named: "is")
  role.objects[0] = .names([log.intern(subject + who, as: .role)])
  role.objects.append(.none)
  return ResolvedSentence(sentence: role)
}

extension TypedSlot where Value == Node {
  /// Where somebody is something.
  fileprivate static var roleOrg: TypedSlot {
    let org = after("at", TypedSlot.orgOrKnownGroup)
    org.slot.otherKeywords = ["for", "of"]
    org.slot.fits = { $0.word($0.at - 1) != .of || $0.isOrg($0.at) }
    return org
  }

  /// What one studies.
  fileprivate static var subject: TypedSlot {
    let slot = Slot(label: "SUBJECT", kind: .topic, column: .topics) { parser throws(Diagnostic) in
      .names([try parser.name(NameShape(kind: .topic, label: "SUBJECT"))])
    }
    slot.begins = { $0.nextWord != .at && !$0.isAtEnd && $0.startsName }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}

extension StatementLog {
  /// What was so once; said with dates, what is so between them, or all through one.
  fileprivate func past(_ sentence: Sentence<Node>, _ once: String, during held: String) -> ResolvedSentence {
    var past = sentence
    let isDated = [Clause.since, .until, .during].contains { sentence.clause(Clause.index(of: $0)) != nil }
    if let date = sentence.clause(Clause.index(of: .during)) {
      past.clauses.removeAll { $0.clause == Clause.index(of: .during) }
      for end in [Clause.since, .until] { past.set(date, clause: Clause.index(of: end)) }
    }
    past.phrase = vocabulary.phrase(named: isDated ? held : once)
    let missing = vocabulary.verb(of: past.phrase).slots.count - past.objects.count
    past.objects += [Term<Node>](repeating: .none, count: missing)
    return ResolvedSentence(sentence: past)
  }
}

/// A statement that says what kind a name is: naming it in a slot of the kind is all it takes.
private func kind(_ kind: NodeKind, example: String) -> VerbEntry {
  VerbEntry(
    imperative: kind.word, isDeclaration: true, help: "says that a name is \(kind.article) \(kind.word)",
    example: example,
    .objects(.named(kind), taking: [.on, .tags, .note]) { _, _, _ in [] })
}

/// What topics are to somebody: a verb that says it, and one that ends it.
private func traits(
  _ phrase: String, _ word: String, example: String, _ attribute: @escaping @Sendable (Node) -> Attribute
) -> [VerbEntry] {
  func verb(_ phrase: String, _ help: String, _ said: String, holds: Bool) -> VerbEntry {
    VerbEntry(
      phrase, help: help, example: "alice \(said) \(example)",
      .objects(.topics, taking: .dated) { _, who, topics in
        topics.map { .attribute(who, attribute($0), holds: holds) }
      })
  }
  return [
    verb(phrase, "states what somebody \(word)", word, holds: true),
    verb("no longer " + phrase, "ends it", "no longer " + word, holds: false),
  ]
}

private func tie(_ who: Node, _ whom: [Node], _ strength: Double) throws(StatementError) -> [Fact] {
  guard !whom.contains(who) else { throw StatementError("everybody knows themselves", about: .object(0)) }
  return whom.map { .stated(who, $0, strength: strength) }
}
