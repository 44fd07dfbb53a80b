/// What one can ask.
let questionFamily: [Verb] = [
  Verb(
    asks: "who", objects: .predicates, maybe(after("sort by", .sortKeys)), maybe(after("limit", .count)),
    maybe(after("show", .columns)),
    help: "lists people", example: "who works at acme sort by strength limit 5"
  ) { inquiry, predicates, sort, limit, columns throws(Refusal) in
    try inquiry.who(predicates, sort: sort ?? [], limit: limit, columns: columns)
  },
  Verb(asks: "show", objects: .anybody, help: "shows the card of a person, org, group, place or topic", example: "show alice") {
    inquiry, node in
    inquiry.show(node)
  },
  Verb(
    asks: "log", objects: maybe(after("of", .anybody)), maybe(after("since", .day)), maybe(after("before", .day)),
    maybe(after("limit", .count)), help: "lists what was said, newest last", example: "log of alice limit 10"
  ) { inquiry, node, since, before, limit in
    inquiry.log(of: node, since: since, before: before, limit: limit)
  },
  Verb(
    asks: "export", objects: maybe(after("to", .file)),
    help: "writes the network as a script that makes an equal one of an empty one", example: "export"
  ) { inquiry, file in inquiry.export(to: file) },
  Verb(
    asks: "balance", objects: maybe(after("of", .anybody)), maybe(after("since", .day)),
    help: "shows what was given and got", example: "balance of alice"
  ) { inquiry, node, since throws(Refusal) in
    try inquiry.balance(of: node, since: since)
  },
  Verb(
    asks: "due", objects: maybe(after("before", .comingTime)), help: "lists what is due by today, or before a day", example: "due"
  ) { inquiry, day in inquiry.due(before: day) },
  Verb(
    asks: "asks", objects: .word("all"), help: "lists what you asked for and is open; `all`: every request, with its outcome",
    example: "asks all"
  ) { inquiry, all in inquiry.commitments([.ask], all: all) },
  Verb(
    asks: "promises", objects: .word("all"), help: "lists the promises that are open; `all`: every one, with its outcome",
    example: "promises"
  ) { inquiry, all in inquiry.commitments([.promiseOfMine, .promiseToMe], all: all) },
  Verb(
    asks: "plans", objects: .word("all"),
    help: "lists what is planned and open; `all`: every plan and reminder, with its outcome",
    example: "plans"
  ) { inquiry, all in inquiry.plans(all: all) },
  Verb(
    asks: "path", objects: maybe(after("from", .anybody)), after("to", .target), maybe(after("at", .org)),
    maybe(after("top", .count)),
    help: "finds the warmest chains of introductions to a person, an org or a role", example: "path to \"hiring manager\" at acme"
  ) { inquiry, start, target, org, limit throws(Refusal) in
    try inquiry.path(from: start, to: target, at: org, best: limit)
  },
]
