import KithGrammar
import KithGraph

/// What one can ask.
package let questionFamily: [VerbEntry] = [
  VerbEntry(
    asks: "who", "list", "people", "everyone", help: "lists people",
    example: "who works at acme sort by strength limit 5",
    .objects(
      .condition, maybe(after("sort by", such(as: "strength", .sortKeys))),
      maybe(after("limit", such(as: "10", .count))), maybe(after("show", such(as: "name, last", .columns))),
      answers: .who
    ) { query, condition, sort, limit, columns throws(StatementError) in
      try query.who(condition, sort: sort ?? [], limit: limit, columns: columns)
    }),
  VerbEntry(
    asks: "show", "tell me about", "what do i know about", "what about",
    help: "shows the card of a person, org, group, place or topic, or a statement in full",
    example: "show alice",
    .objects(.shown, answers: .card) { query, shown throws(StatementError) in
      switch shown {
      case .node(let node): query.show(node)
      case .statement(let number): try query.show(statement: number)
      }
    }),
  VerbEntry(
    asks: "who is", help: "shows the card of somebody known", example: "who is alice",
    .objects(.anybodyKnown, answers: .card) { query, node in query.show(node) }),
  VerbEntry(
    asks: "log", help: "lists what was said, newest last", example: "log of alice met limit 10",
    .objects(maybe(behind("of", .anybody)), .statementPattern, maybe(after("limit", .count)), answers: .log) {
      query, node, pattern, limit in query.log(of: node, pattern, limit: limit)
    }),
  VerbEntry(
    asks: "export", help: "writes the network as a script that makes an equal one of an empty one", example: "export",
    .objects(answers: .log) { query in query.export() }),
  VerbEntry(
    asks: "balance", "how am i doing", "am i giving more than i take", help: "shows what was given and got",
    example: "balance of alice",
    .objects(maybe(behind("of", .anybody)), maybe(after("since", .day)), answers: .balance) {
      query, node, since throws(StatementError) in
      try query.balance(of: node, since: since)
    }),
  VerbEntry(
    asks: "due", "what is due", "what's due", help: "lists what is due by today, or before a day", example: "due",
    .objects(maybe(after("before", .comingTime)), maybe(after("by", .comingDay)), answers: .due) { query, before, by in
      query.due(before: before ?? by?.adding(days: 1))
    }),
  VerbEntry(
    asks: "asks",
    help: "lists what was asked for and is open, by you and of you; `all`: every request, with its outcome",
    example: "asks all",
    .objects(maybe(behind("of", .person)), maybe(after("to", unlessFile(.person))), .word("all"), answers: .commitments)
    {
      query, owner, other, all in query.commitments([.ask, .askToMe], of: owner, to: other, all: all)
    }),
  VerbEntry(
    asks: "promises",
    help: "lists the promises that are open, those of somebody or to somebody; `all`: every one, with its outcome",
    example: "promises to me",
    .objects(maybe(behind("of", .person)), maybe(after("to", unlessFile(.person))), .word("all"), answers: .commitments)
    {
      query, owner, other, all in
      query.commitments([.promiseOfMine, .promiseToMe], of: owner, to: other, all: all)
    }),
  VerbEntry(
    asks: "what did i promise", "what do i owe", help: "lists the promises of yours that are open, to somebody",
    example: "what do i owe bob",
    .objects(maybe(behind("to", .person)), answers: .commitments) { query, other in
      query.commitments([.promiseOfMine, .promiseToMe], of: .me, to: other, all: false)
    }),
  VerbEntry(
    asks: "who owes me", help: "lists the promises to you that are open", example: "who owes me",
    .objects(answers: .commitments) { query in
      query.commitments([.promiseOfMine, .promiseToMe], of: nil, to: .me, all: false)
    }),
  VerbEntry(
    asks: "phrases", help: "lists the phrases of your own, and what they mean", example: "phrases",
    .objects(answers: .phrases) { query in query.phrases() }),
  VerbEntry(
    asks: "plans", help: "lists what is planned and open; `all`: every plan and reminder, with its outcome",
    example: "plans",
    .objects(.word("all"), answers: .plans) { query, all in query.plans(all: all) }),
  VerbEntry(
    asks: "find", "search", "find out about", help: "finds names, fields and words of statements, the best first",
    example: "find hiring",
    .objects(.soughtWords, answers: .found) { query, text throws(StatementError) in try query.find(text) }),
  VerbEntry(
    asks: "count", help: "counts statements by day, week, month, weekday, channel, person, place, topic, tag or verb",
    example: "count by month",
    .objects(.word("log"), maybe(behind("of", .anybody)), .statementPattern, after("by", .dimension), answers: .count) {
      query, _, node, pattern, dimension in query.count(of: node, pattern, by: dimension)
    }),
  VerbEntry(
    asks: "rank by", help: "ranks people by strength, degree, pagerank, betweenness, brokerage or reciprocity",
    example: "rank by pagerank limit 5",
    .objects(.measure, maybe(after("limit", .count)), answers: .rank) { query, measure, limit in
      query.rank(by: measure, limit: limit)
    }),
  VerbEntry(
    asks: "circles", help: "finds the communities of the network", example: "circles",
    .objects(answers: .circles) { query in
      query.circles()
    }),
  VerbEntry(
    asks: "layers", help: "shows the 5, 15, 50 and 150 closest, and who has drifted out of each within a year",
    example: "layers",
    .objects(answers: .layers) { query in query.layers() }),
  VerbEntry(
    asks: "dormant", help: "lists ties that were strong once and have been silent for a year or more",
    example: "dormant",
    .objects(answers: .dormant) { query in query.dormant() }),
  VerbEntry(
    asks: "common", help: "shows whom and what two people share", example: "common alice and bob",
    .objects(behind("of", .person), after("and", .person), answers: .common) { query, a, b throws(StatementError) in
      try query.common(a, b)
    }),
  VerbEntry(
    asks: "suggest", help: "suggests whom to reach out to and whom to introduce, each with its reasons",
    example: "suggest",
    .objects(answers: .suggestions) { query in query.suggest() }),
  VerbEntry(
    asks: "suggest contacts",
    or: [
      "who should i call", "who should i meet", "who should i see", "who should i write to",
      "who should i reach out to",
      "who have i lost touch with", "who have i not spoken to", "who have i not spoken to in a while",
      "who needs watering",
    ], help: "suggests whom to reach out to, with the reasons", example: "suggest contacts",
    .objects(answers: .contacts) {
      query in
      query.suggestedContacts()
    }),
  VerbEntry(
    asks: "suggest intros", help: "suggests whom to introduce to whom, with the reasons",
    example: "suggest intros for alice",
    .objects(maybe(after("for", .person)), answers: .intros) { query, person in query.intros(for: person) }),
  VerbEntry(
    asks: "stats", help: "shows the network at a glance", example: "stats",
    .objects(answers: .stats) { query in query.stats() }),
  VerbEntry(
    asks: "why", help: "shows the statements behind the numbers of a person, each with its share", example: "why alice",
    .objects(.person, answers: .why) { query, person throws(StatementError) in try query.why(person) }),
  VerbEntry(
    asks: "why path", help: "shows the ties along the warmest chain, and the statements behind each",
    example: "why path to dana",
    .objects(maybe(after("from", .anybody)), after("to", .target), maybe(after("at", .org)), answers: .why) {
      query, start, target, org throws(StatementError) in try query.whyPath(from: start, to: target, at: org)
    }),
  VerbEntry(
    asks: "why suggest", help: "shows the statements behind the best suggestions", example: "why suggest",
    .objects(answers: .why) { query in query.whySuggested() }),
  VerbEntry(
    asks: "why suggest intros", help: "shows the statements behind each introduction that is suggested",
    example: "why suggest intros",
    .objects(maybe(after("for", .person)), answers: .why) { query, person in query.whyIntros(for: person) }),
  VerbEntry(
    asks: "why suggest contacts", help: "shows the statements behind each contact that is suggested",
    example: "why suggest contacts", .objects(answers: .why) { query in query.whyContacts() }),
  VerbEntry(
    asks: "agenda", "calendar", "what's on", "what is on", "what's next", "what is next",
    help: "lists plans and deadlines by day, for two weeks unless said", example: "agenda next 4 weeks",
    .objects(maybe(after("on", .comingDays)), maybe(after("next", .weeks)), answers: .agenda) { query, days, weeks in
      let first = days?.lowerBound ?? query.today
      let weeks = weeks ?? (days == nil ? 2 : nil)
      return query.agenda(first...(weeks.map { first.adding(days: $0 * 7) ?? .last } ?? days?.upperBound ?? first))
    }),
  VerbEntry(
    asks: "today",
    help: "shows what matters now: plans, deadlines, birthdays, the most urgent cadence, a tie worth reconnecting",
    example: "today", .objects(answers: .agenda) { query in query.todaysEntries() }),
  VerbEntry(
    asks: "graph", help: "draws the network, or what lies around somebody, as dot, svg, mermaid or graphml",
    example: "graph of alice as mermaid",
    .objects(maybe(behind("of", .person)), maybe(after("depth", .count)), answers: .graph) {
      query, center, depth throws(StatementError) in try query.graph(of: center, depth: depth)
    }),
  VerbEntry(
    asks: "path", "how do i reach", "how do i get", "who can introduce me",
    help: "finds the warmest chains of introductions to a person, an org or a role",
    example: "path to \"hiring manager\" at acme",
    .objects(
      maybe(after("from", .anybody)), behind("to", .target), maybe(after("at", .org)),
      maybe(after("through", .person)), maybe(after("top", .count)), answers: .path
    ) { query, start, target, org, middle, limit throws(StatementError) in
      try query.path(from: start, to: target, at: org, through: middle, best: limit)
    }),
]
