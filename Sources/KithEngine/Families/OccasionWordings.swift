import KithGrammar

/// What one has with somebody, said by its noun: `coffee with rosa` happened, and `coffee with rosa tomorrow` is
/// planned.
/// Words before the noun, and nouns that no verb has, are kept as the note.
let occasionWordings = nounFirst + describedOccasions + otherOccasions

private let calls = ["a call", "a phone call", "a zoom", "a zoom call", "a video call", "a teams call"]

/// An occasion without its article.
private func noun(_ occasion: String) -> String {
  ["a ", "an "].first(where: occasion.hasPrefix).map { String(occasion.dropFirst($0.count)) } ?? occasion
}

private let nounFirst: [Wording] = (occasions + calls).flatMap { occasion in
  let noun = noun(occasion)
  return [
    Wording("a/an/some? \(noun) with REST", says: "had \(occasion) with REST", ahead: "plan \"\(noun)\" with REST"),
    Wording("had/grabbed/got/shared a/an/some? \(noun) with REST", says: "had \(occasion) with REST"),
    Wording("NAME and I/me had/grabbed a/an/some? \(noun) with REST", says: "had \(occasion) with NAME and REST"),
    Wording("NAME and I/me had/grabbed a/an/some? \(noun) MORE", says: "had \(occasion) with NAME MORE"),
  ]
}

private let describedOccasions: [Wording] = (calls + occasions).flatMap { occasion in
  [Wording("had a/an/some? NAME \(noun(occasion)) with REST", says: "had \(occasion) with REST : NAME")]
}

private let otherOccasions: [Wording] =
  [
    "tutorial", "seminar", "lecture", "lesson", "class", "rehearsal", "practice", "training", "match", "game", "party",
    "picnic", "date", "appointment", "viewing", "trip", "run", "swim", "ride", "hike", "gig", "concert", "film",
    "movie",
    "show", "exhibition", "workshop", "review", "catch-up", "catchup", "sync", "visit", "playdate", "barbecue", "bbq",
    "supper", "consultation", "skype", "facetime", "handover", "debrief", "cinema", "theatre", "catch up", "revision",
    "sauna",
  ].map { Wording("\($0) with REST", says: "met REST : \($0)", ahead: "plan \($0) with REST") } + [
    Wording("had a/an NAME with REST", says: "met REST : NAME"),
    Wording("went for a/an NAME with REST", says: "met REST : NAME"),
    Wording("DOING with REST", says: "met REST : DOING", ahead: "plan DOING with REST"),
    Wording("EVENT on REST", ahead: "plan \"EVENT\" on REST"),
    Wording("EVENT at REST", ahead: "plan \"EVENT\" at REST"),
    Wording("EVENT in REST", ahead: "plan \"EVENT\" in REST"),
    Wording("went NAME with REST", says: "met REST : NAME"),
    Wording("spent NAME with REST", says: "met REST : NAME"),
    Wording("having NAME with REST", says: "plan NAME with REST"),
    Wording("PURSUED with REST", says: "met REST : PURSUED", needsDay: true),
    Wording("PURSUED NAME with REST", says: "met REST : PURSUED NAME", needsDay: true),
    Wording("DID with REST", says: "met REST : DID"),
    Wording("DID NAME with REST", says: "met REST : DID NAME"),
  ]
