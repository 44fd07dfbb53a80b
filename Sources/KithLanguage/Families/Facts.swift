import KithGraph

/// What is so: who knows whom, who works where.
let factFamily: [Verb] = [
  Verb(
    "know/knows", objects: .people, .word("well"), taking: .dated,
    help: "states how well two people know each other", example: "alice knows carol well"
  ) { _, who, whom, well throws(Refusal) in
    guard !whom.contains(who) else { throw Refusal("everybody knows themselves", about: .object(0)) }
    return whom.map { .stated(who, $0, strength: well ? 0.8 : 0.5) }
  },
  Verb(
    "work/works at", objects: .org, maybe(after("as", .role)), taking: .dated,
    help: "states where somebody works from that day on", example: "dana works at Acme as hiring manager"
  ) { _, who, org, role in [.employment(who, org: org, role: role)] },
]
