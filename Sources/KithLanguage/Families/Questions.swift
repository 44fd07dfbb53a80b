/// What one can ask.
let questionFamily: [Verb] = [
  Verb(
    asks: "who", objects: .condition, maybe(after("sort by", .sortKeys)), maybe(after("limit", .count)),
    maybe(after("show", .columns)),
    answers: .who, help: "lists people", example: "who works at acme sort by strength limit 5"
  ) { inquiry, condition, sort, limit, columns throws(Refusal) in
    try inquiry.who(condition, sort: sort ?? [], limit: limit, columns: columns)
  },
  Verb(
    asks: "show", objects: .shown, answers: .card,
    help: "shows the card of a person, org, group, place or topic, or a statement in full",
    example: "show alice"
  ) { inquiry, shown throws(Refusal) in
    switch shown {
    case .node(let node): inquiry.show(node)
    case .statement(let number): try inquiry.show(statement: number)
    }
  },
  Verb(
    asks: "log", objects: maybe(after("of", .anybody)), .statementPattern, maybe(after("limit", .count)), answers: .log,
    help: "lists what was said, newest last",
    example: "log of alice met limit 10"
  ) { inquiry, node, pattern, limit in inquiry.log(of: node, pattern, limit: limit) },
  Verb(
    asks: "export",
    answers: .log, help: "writes the network as a script that makes an equal one of an empty one", example: "export"
  ) { inquiry in inquiry.export() },
  Verb(
    asks: "balance", objects: maybe(after("of", .anybody)), maybe(after("since", .day)),
    answers: .balance, help: "shows what was given and got", example: "balance of alice"
  ) { inquiry, node, since throws(Refusal) in
    try inquiry.balance(of: node, since: since)
  },
  Verb(
    asks: "due", objects: maybe(after("before", .comingTime)), answers: .due, help: "lists what is due by today, or before a day",
    example: "due"
  ) { inquiry, day in inquiry.due(before: day) },
  Verb(
    asks: "asks", objects: .word("all"), answers: .commitments,
    help: "lists what you asked for and is open; `all`: every request, with its outcome",
    example: "asks all"
  ) { inquiry, all in inquiry.commitments([.ask], all: all) },
  Verb(
    asks: "promises", objects: .word("all"), answers: .commitments,
    help: "lists the promises that are open; `all`: every one, with its outcome",
    example: "promises"
  ) { inquiry, all in inquiry.commitments([.promiseOfMine, .promiseToMe], all: all) },
  Verb(
    asks: "plans", objects: .word("all"),
    answers: .plans, help: "lists what is planned and open; `all`: every plan and reminder, with its outcome",
    example: "plans"
  ) { inquiry, all in inquiry.plans(all: all) },
  Verb(
    asks: "find", objects: .soughtWords, answers: .found, help: "finds names, fields and words of statements, the best first",
    example: "find hiring"
  ) { inquiry, text throws(Refusal) in try inquiry.find(text) },
  Verb(
    asks: "count", objects: .word("log"), maybe(after("of", .anybody)), .statementPattern, after("by", .dimension),
    answers: .count, help: "counts statements by day, week, month, weekday, channel, person, place, topic, tag or verb",
    example: "count by month"
  ) { inquiry, _, node, pattern, dimension in inquiry.count(of: node, pattern, by: dimension) },
  Verb(
    asks: "rank by", objects: .measure, maybe(after("limit", .count)),
    answers: .rank, help: "ranks people by strength, degree, pagerank, betweenness, brokerage or reciprocity",
    example: "rank by pagerank limit 5"
  ) { inquiry, measure, limit in inquiry.rank(by: measure, limit: limit) },
  Verb(asks: "circles", answers: .circles, help: "finds the communities of the network", example: "circles") { inquiry in
    inquiry.circles()
  },
  Verb(
    asks: "layers", answers: .layers, help: "shows the 5, 15, 50 and 150 closest, and who has drifted out of each within a year",
    example: "layers"
  ) { inquiry throws(Refusal) in try inquiry.layers() },
  Verb(
    asks: "dormant", answers: .dormant, help: "lists ties that were strong once and have been silent for a year or more",
    example: "dormant"
  ) { inquiry in inquiry.dormant() },
  Verb(
    asks: "common", objects: .person, after("and", .person), answers: .common, help: "shows whom and what two people share",
    example: "common alice and bob"
  ) { inquiry, a, b throws(Refusal) in try inquiry.common(a, b) },
  Verb(
    asks: "suggest", answers: .suggestions, help: "suggests whom to reach out to and whom to introduce, each with its reasons",
    example: "suggest"
  ) { inquiry in inquiry.suggest() },
  Verb(
    asks: "suggest contacts", answers: .contacts, help: "suggests whom to reach out to, with the reasons",
    example: "suggest contacts"
  ) {
    inquiry in
    inquiry.suggestedContacts()
  },
  Verb(
    asks: "suggest intros", objects: maybe(after("for", .person)), answers: .intros,
    help: "suggests whom to introduce to whom, with the reasons",
    example: "suggest intros for alice"
  ) { inquiry, person in inquiry.intros(for: person) },
  Verb(asks: "stats", answers: .stats, help: "shows the network at a glance", example: "stats") { inquiry in inquiry.stats() },
  Verb(
    asks: "why", objects: .anybody, answers: .why,
    help: "shows the statements behind the numbers of a person, each with its share", example: "why alice"
  ) { inquiry, person throws(Refusal) in try inquiry.why(person) },
  Verb(
    asks: "why path", objects: maybe(after("from", .anybody)), after("to", .target), maybe(after("at", .org)), answers: .why,
    help: "shows the ties along the warmest chain, and the statements behind each", example: "why path to dana"
  ) { inquiry, start, target, org throws(Refusal) in try inquiry.whyPath(from: start, to: target, at: org) },
  Verb(
    asks: "why suggest", answers: .why, help: "shows the statements behind the best suggestions", example: "why suggest"
  ) { inquiry in inquiry.whySuggested() },
  Verb(
    asks: "why suggest intros", objects: maybe(after("for", .person)), answers: .why,
    help: "shows the statements behind each introduction that is suggested", example: "why suggest intros"
  ) { inquiry, person in inquiry.whyIntros(for: person) },
  Verb(
    asks: "why suggest contacts", answers: .why, help: "shows the statements behind each contact that is suggested",
    example: "why suggest contacts"
  ) { inquiry in inquiry.whyContacts() },
  Verb(
    asks: "agenda", objects: maybe(after("next", .weeks)), answers: .agenda,
    help: "lists plans and deadlines by day, for two weeks unless said",
    example: "agenda next 4 weeks"
  ) { inquiry, weeks in inquiry.agenda(weeks: weeks ?? 2) },
  Verb(
    asks: "today", answers: .agenda,
    help: "shows what matters now: plans, deadlines, birthdays, the most urgent cadence, a tie worth reconnecting",
    example: "today"
  ) { inquiry in inquiry.todaysEntries() },
  Verb(
    asks: "graph", objects: maybe(after("of", .person)), maybe(after("depth", .count)),
    answers: .graph, help: "draws the network, or what lies around somebody, as dot, svg, mermaid or graphml",
    example: "graph of alice as mermaid"
  ) { inquiry, center, depth throws(Refusal) in try inquiry.graph(of: center, depth: depth) },
  Verb(
    asks: "path", objects: maybe(after("from", .anybody)), after("to", .target), maybe(after("at", .org)),
    maybe(after("top", .count)),
    answers: .path, help: "finds the warmest chains of introductions to a person, an org or a role",
    example: "path to \"hiring manager\" at acme"
  ) { inquiry, start, target, org, limit throws(Refusal) in
    try inquiry.path(from: start, to: target, at: org, best: limit)
  },
]
