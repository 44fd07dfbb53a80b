import KithGrammar

/// Lines as people say them whose words stand in another order than those of any verb, and the line that each is. Of
/// several that fit, the first one that can be read holds.
let wordings = Wordings(
  fieldWordings + relationWordings + workWordings + introductionWordings + commitmentWordings + planWordings
    + rhythmWordings + questionWordings + occasionWordings)

private let fieldWordings = [
  Wording("PERSON's FIELD is on REST", says: "set PERSON FIELD REST"),
  Wording("PERSON's FIELD is REST", says: "set PERSON FIELD REST"),
  Wording("PROPER's FIELD is on REST", says: "set \"PROPER\" FIELD REST"),
  Wording("PROPER's FIELD is REST", says: "set \"PROPER\" FIELD REST"),
  Wording("my FIELD is REST", says: "set me FIELD REST"),
  Wording("set PERSON's NAME to REST", says: "set PERSON NAME REST"),
  Wording("set PERSON's NAME REST", says: "set PERSON NAME REST"),
  Wording("PERSON lives at REST", says: "set PERSON address REST"),
  Wording("PERSON is from REST", says: "set PERSON hometown REST"),
  Wording("PERSON's from REST", says: "set PERSON hometown REST"),
  Wording("PERSON is on NAME NOTE", says: "set PERSON NAME NOTE"),
]

private let relationWordings: [Wording] =
  [Wording("NAME is my/our best friend MORE", says: "NAME is best friends with me MORE")]
  + relationNouns.flatMap { noun in
    [
      Wording("PERSON's \(noun) is NAME MORE", says: "NAME is the \(noun) of PERSON MORE"),
      Wording("my \(noun) is NAME MORE", says: "NAME is the \(noun) of me MORE"),
      Wording("my \(noun) is called NAME", says: "NAME is the \(noun) of me"),
      Wording("NAME is my \(noun) MORE", says: "NAME is the \(noun) of me MORE"),
      Wording("NAME is my ANOTHER \(noun) MORE", says: "NAME is the \(noun) of me MORE : ANOTHER"),
      Wording("NAME is PERSON's \(noun) MORE", says: "NAME is the \(noun) of PERSON MORE"),
      Wording("NAME is no longer my \(noun) MORE", says: "NAME is no longer the \(noun) of me MORE"),
      Wording("NAME is not my \(noun) anymore", says: "NAME is no longer the \(noun) of me"),
      Wording("NAME is no longer PERSON's \(noun) MORE", says: "NAME is no longer the \(noun) of PERSON MORE"),
      Wording("NAME and ANOTHER are no longer \(plural(noun))", says: "NAME is no longer the \(noun) of ANOTHER"),
      Wording("NAME is PROPER's \(noun) MORE", says: "NAME is the \(noun) of \"PROPER\" MORE"),
      Wording("NAME is ANOTHER's \(noun) MORE", says: "NAME is the \(noun) of ANOTHER MORE"),
      Wording("PROPER's \(noun) is NAME", says: "NAME is the \(noun) of \"PROPER\""),
      Wording("NAME and ANOTHER are \(plural(noun)) MORE", says: "NAME is a \(noun) of ANOTHER MORE"),
      Wording("PERSON's my \(noun) MORE", says: "PERSON is the \(noun) of me MORE"),
      Wording("NAME and ANOTHER are my \(plural(noun))", says: "NAME is a \(noun) of me ; ANOTHER is a \(noun) of me"),
      Wording("my \(noun) PROPER REST", says: "PROPER is the \(noun) of me ; PROPER REST"),
      Wording("PERSON's \(noun) PROPER REST", says: "PROPER is the \(noun) of PERSON ; PROPER REST"),
      Wording("my \(noun) PROPER is REST", says: "PROPER is the \(noun) of me : is REST"),
      Wording("PERSON's \(noun) PROPER is REST", says: "PROPER is the \(noun) of PERSON : is REST"),
      Wording("PROPER's \(noun) is called NAME", says: "NAME is the \(noun) of \"PROPER\""),
      Wording("NAME is a/an/the \(noun) of PERSON's", says: "NAME is a \(noun) of PERSON"),
      Wording(
        "NAME and ANOTHER are PERSON's \(plural(noun))",
        says: "NAME is a \(noun) of PERSON ; ANOTHER is a \(noun) of PERSON"),
      Wording("my \(noun)'s name is NAME", says: "NAME is the \(noun) of me"),
      Wording("PERSON's \(noun) is called NAME", says: "NAME is the \(noun) of PERSON"),
    ]
  } + [
    Wording("NAME and ANOTHER are married MORE", says: "NAME is married to ANOTHER MORE"),
    Wording("PERSON's married/engaged to REST", says: "PERSON is married to REST"),
    Wording("PERSON's friends with REST", says: "PERSON is friends with REST"),
    Wording("PERSON's a/an/the REST", says: "PERSON is REST"),
    Wording("NAME and ANOTHER are no longer married", says: "NAME is no longer married to ANOTHER"),
    Wording("NAME and ANOTHER are/got divorced", says: "NAME is no longer married to ANOTHER"),
    Wording("NAME is divorced from ANOTHER", says: "NAME is no longer married to ANOTHER"),
    Wording("NAME and ANOTHER got married", says: "NAME is married to ANOTHER"),
    Wording("NAME and ANOTHER are engaged", says: "NAME is engaged to ANOTHER"),
    Wording("NAME and ANOTHER are in GROUP", says: "NAME joined GROUP ; ANOTHER joined GROUP"),
    Wording("NAME is in GROUP", says: "NAME joined GROUP"),
    Wording("my kids/children are NAME and ANOTHER", says: "NAME is a child of me ; ANOTHER is a child of me"),
    Wording(
      "PERSON's kids/children are NAME and ANOTHER", says: "NAME is a child of PERSON ; ANOTHER is a child of PERSON"),
    Wording("PERSON is called NAME", says: "PERSON aka NAME"),
    Wording("NAME is my REST", says: "NAME is REST : my REST"),
    Wording("NAME is our REST", says: "NAME is REST : our REST"),
    Wording("NAME is ORG's REST", says: "NAME is REST at ORG"),
    Wording("NAME is PERSON's REST", says: "NAME is \"PERSON's REST\""),
    Wording("NAME is PROPER's REST", says: "NAME is \"PROPER's REST\""),
    Wording("PERSON's name is NAME", says: "PERSON aka NAME"),
    Wording("PROPER's name is NAME", says: "person \"PROPER\" ; \"PROPER\" aka NAME"),
  ]

private func plural(_ noun: String) -> String {
  switch noun {
  case "child", "grandchild": noun + "ren"
  case "wife": "wives"
  default: noun + "s"
  }
}

private let workWordings = [
  Wording("NAME works for himself/herself/themselves", says: "NAME is self-employed"),
  Wording("NAME works in ANOTHER at REST", says: "NAME works at REST in ANOTHER"),
]

private let introductionWordings = [
  Wording("NAME put me in touch with REST", says: "NAME introduced me to REST"),
  Wording("put NAME in touch with REST", says: "introduced NAME to REST"),
  Wording("gave NAME an/the? intro/introduction to REST", says: "introduced NAME to REST"),
  Wording("NAME gave me an/the? intro/introduction to REST", says: "NAME introduced me to REST"),
  Wording("recommended/referred PERSON and NAME to REST", says: "introduced PERSON and NAME to REST"),
  Wording("connected with NAME on REST", says: "texted NAME via REST"),
]

private let commitmentWordings = [
  Wording("I? owe NAME to PERSON MORE", says: "owe PERSON NAME MORE"),
  Wording("I? owe NAME to PROPER MORE", says: "owe PROPER NAME MORE"),
  Wording("I? promised NAME to PERSON MORE", says: "promised PERSON NAME MORE"),
  Wording("I? promised NAME to PROPER MORE", says: "promised PROPER NAME MORE"),
  Wording("gave NAME a/an call/ring MORE", says: "called NAME MORE"),
  Wording("gave NAME a/an ANOTHER call MORE", says: "called NAME MORE : ANOTHER"),
  Wording("gave a/an call/ring to NAME", says: "called NAME"),
  Wording("paid NAME a/an visit MORE", says: "visited NAME MORE"),
  Wording("paid NAME a/an ANOTHER visit MORE", says: "visited NAME MORE : ANOTHER"),
  Wording("paid a visit to NAME", says: "visited NAME"),
  Wording("treated NAME to REST", says: "gave NAME REST"),
  Wording("did NAME for PERSON MORE", says: "gave NAME to PERSON MORE"),
  Wording("did NAME for PROPER MORE", says: "gave NAME to PROPER MORE"),
  Wording("heard NAME from ANOTHER MORE", says: "got NAME from ANOTHER MORE"),
  Wording("taught/showed PERSON how to REST", says: "taught PERSON \"how to REST\" WHEN"),
  Wording("PERSON taught/showed me how to REST", says: "PERSON taught me \"how to REST\" WHEN"),
  Wording("commented on PERSON's REST", says: "messaged PERSON via social WHEN : commented on REST"),
  Wording("wished PERSON and NAME a/an/the? REST", says: "messaged PERSON and NAME WHEN : wished REST"),
  Wording("wished NAME and PERSON a/an/the? REST", says: "messaged NAME and PERSON WHEN : wished REST"),
  Wording("wished PERSON a/an/the? REST", says: "messaged PERSON WHEN : wished REST"),
  Wording("wished PROPER a/an/the? REST", says: "messaged PROPER WHEN : wished REST"),
  Wording("congratulated NAME on REST", says: "congratulated NAME about REST"),
  Wording("asked PERSON about REST", says: "texted PERSON about REST"),
  Wording("PERSON asked me about REST", says: "PERSON texted me about REST"),
  Wording("PERSON asked if/whether REST", says: "PERSON asked me if REST"),
  Wording("PERSON promised/offered to REST", says: "PERSON promised me to REST"),
  Wording("NAME promised REST", says: "NAME promised me REST"),
  Wording("I? told NAME I would REST", says: "promised NAME to REST"),
  Wording("I? told NAME I'd REST", says: "promised NAME to REST"),
  Wording("NAME borrowed my REST", says: "lent NAME my REST"),
  Wording("NAME returned REST", says: "NAME gave me REST"),
  Wording("took PERSON a/an/some/the REST", says: "gave PERSON some REST"),
  Wording("PERSON agreed to REST", says: "PERSON promised me to REST"),
  Wording("PERSON said he'd/she'd/they'd/he'll/she'll/they'll REST", says: "PERSON promised me to REST"),
  Wording("I said I'd help PERSON REST", says: "promised PERSON to help REST"),
  Wording("NAME told me ANOTHER that REST", says: "NAME told me \"REST\" ANOTHER"),
  Wording("told PERSON about REST", says: "texted PERSON about REST"),
  Wording("NAME covered my REST", says: "NAME helped me with my REST"),
  Wording("NAME covered for me MORE", says: "NAME helped me with \"covering for me\" MORE"),
  Wording("covered for PERSON MORE", says: "helped PERSON with \"covering\" MORE"),
  Wording("NAME SPOKE to say/tell/ask/check REST", says: "NAME SPOKE me : REST"),
  Wording("NAME SPOKE ANOTHER to say/tell/ask/check REST", says: "NAME SPOKE ANOTHER : REST"),
  Wording("SPOKE NAME to tell her/him/them about REST", says: "SPOKE NAME about REST"),
  Wording("SPOKE NAME to tell her/him/them REST", says: "SPOKE NAME : REST"),
  Wording("SPOKE NAME to say/tell/ask/check REST", says: "SPOKE NAME : REST"),
  Wording("SPOKE NAME to talk about REST", says: "SPOKE NAME about REST"),
  Wording("met/saw NAME to talk about REST", says: "met NAME about REST"),
  Wording("met/saw NAME to discuss REST", says: "met NAME about REST"),
  Wording("I said I'd REST", says: "remind me to REST"),
]

private let planWordings = [
  Wording("I'm/im going to REST", says: "plan REST"),
  Wording("I am going to REST", says: "plan REST"),
  Wording("NAME and I/me are going to REST", says: "plan REST with NAME"),
  Wording("I'm/im? meeting/seeing NAME", says: "plan meeting with NAME"),
  Wording("I am meeting/seeing NAME", says: "plan meeting with NAME"),
  Wording("I? need/have to REST", says: "remind me to REST"),
  Wording("must REST", says: "remind me to REST"),
  Wording("I must/should REST", says: "remind me to REST"),
  Wording("remember to REST", says: "remind me to REST"),
  Wording("don't/dont forget to REST", says: "remind me to REST"),
  Wording("went to see/visit REST", says: "visited REST"),
  Wording("popped round to see REST", says: "visited REST"),
  Wording("took/drove/accompanied NAME to REST", says: "met NAME at REST"),
  Wording("remind me NAME to REST", says: "remind me to REST NAME"),
  Wording("remind me every NAME to REST", says: "remind me to REST every NAME"),
  Wording("invited NAME to REST", says: "invite NAME to REST"),
  Wording("went to NAME with REST", says: "met REST at NAME"),
  Wording("NAME DID with me MORE", says: "met NAME MORE : DID"),
  Wording("NAME DID ANOTHER with me MORE", says: "met NAME MORE : DID ANOTHER"),
  Wording("NAME and I DID REST", says: "met NAME WHEN : DID REST"),
  Wording("NAME and I DID", says: "met NAME : DID"),
  Wording("NAME and I went to REST", says: "met NAME at REST"),
  Wording("NAME and I met REST", says: "met NAME REST"),
  Wording("went to REST", says: "done REST"),
]

private let rhythmWordings: [Wording] =
  [
    ("daily", "day"), ("weekly", "week"), ("fortnightly", "2 weeks"), ("monthly", "month"), ("quarterly", "3 months"),
    ("yearly/annually", "year"),
  ].flatMap { adverb, period in
    ["keep", "keep in touch with", "call/meet/visit/see", "talk to"].map {
      Wording("\($0) NAME \(adverb)", says: "keep NAME every \(period)")
    }
  }

private let questionWordings: [Wording] =
  [
    Wording("what's/whats PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("what is/are/was PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("when is/was PERSON's birthday", says: "who where name = PERSON show birthday"),
    Wording("when's/whens PERSON's birthday", says: "who where name = PERSON show birthday"),
    Wording("PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("FIELD of/for? PERSON", says: "who where name = PERSON show FIELD"),
    Wording("whose birthday is next", says: "agenda next 53 weeks"),
    Wording("whose birthday is coming up", says: "agenda next 8 weeks"),
    Wording("PERSON was born on REST", says: "set PERSON birthday REST"),
    Wording("PERSON was born REST", says: "set PERSON birthday REST"),
    Wording("who has a birthday REST", says: "agenda next 8 weeks"),
  ]
  + relationNouns.flatMap { noun in
    [
      Wording("who is/are my \(noun)", says: "who ( is \(noun) of me )"),
      Wording("who are my \(plural(noun))", says: "who ( is \(noun) of me )"),
      Wording("who is/are PERSON's \(noun)", says: "who ( is \(noun) of PERSON )"),
    ]
  } + [
    Wording("who is/are REST", says: "who ( is REST )"),
    Wording("who's/whos REST", says: "who is REST"),
    Wording("which of my friends/contacts/colleagues/people REST", says: "who REST"),
    Wording("which friends/contacts/colleagues/people REST", says: "who REST"),
    Wording("where does/do NAME live", says: "who where name = \"NAME\" show city"),
    Wording("what does/do NAME do", says: "who where name = \"NAME\" show org, role"),
    Wording("where does/do NAME work", says: "who where name = \"NAME\" show org, role"),
    Wording("how often do I see/meet/contact PERSON", says: "count log of PERSON contacted by month"),
    Wording("who knows somebody/someone/anybody/anyone at REST", says: "path to REST"),
    Wording("can PERSON introduce me to REST", says: "path to REST through PERSON"),
    Wording("who can introduce me to REST", says: "path to REST"),
    Wording("who did I meet/see at/on/in/with REST", says: "who met at REST"),
    Wording("who did I meet/see REST", says: "who met REST"),
    Wording("who do I know at/in REST", says: "who in REST"),
    Wording("who do I know who/that REST", says: "who REST"),
    Wording("do I know anybody/anyone/somebody/someone at/in REST", says: "who in REST"),
    Wording("do I know anybody/anyone/somebody/someone who/that REST", says: "who REST"),
    Wording("who is/works at/in REST", says: "who in REST"),
    Wording("who came to/at REST", says: "who met at REST"),
    Wording("who was at REST", says: "who met at REST"),
    Wording("who have I never met", says: "who not met"),
    Wording("who have I only met online", says: "who contacted not met"),
    Wording("who did I meet/see", says: "who met"), Wording("who came", says: "who met"),
    Wording("what am I waiting for", says: "asks of me"),
    Wording("who has not replied", says: "asks of me"),
    Wording("who hasn't/hasnt replied", says: "asks of me"),
    Wording("what did NAME ask me to do", says: "asks of NAME to me"),
    Wording("what did NAME ask me for", says: "asks of NAME to me"),
    Wording("what did NAME ask me", says: "asks of NAME to me"),
    Wording("what did I ask NAME for", says: "asks of me to NAME"),
    Wording("what did I ask NAME to do", says: "asks of me to NAME"),
    Wording("what did NAME promise me", says: "promises of NAME to me"),
    Wording("what did NAME promise", says: "promises of NAME to me"),
    Wording("what did I promise NAME", says: "promises of me to NAME"),
    Wording("what have I promised", says: "promises of me"),
    Wording("what have I promised NAME", says: "promises of me to NAME"),
    Wording("what does NAME owe me", says: "promises of NAME to me"),
    Wording("does NAME owe me anything/something/money", says: "promises of NAME to me"),
    Wording("does NAME still owe me anything/something/money", says: "promises of NAME to me"),
    Wording("do I owe NAME anything/something/money", says: "promises of me to NAME"),
    Wording("do I still owe NAME anything/something/money", says: "promises of me to NAME"),
    Wording("do I owe anybody/anyone/somebody anything/something/money", says: "promises of me"),
    Wording("what have I given NAME", says: "log of NAME gave"),
    Wording("what have I given to NAME", says: "log of NAME gave"),
    Wording("what did/have I borrow/borrowed from NAME", says: "log of NAME borrowed"),
    Wording("what has NAME given me", says: "log of NAME gave me"),
    Wording("what did NAME give/lend/send/bring/buy me", says: "log of NAME gave me"),
    Wording("what did I give/lend/send/bring/buy NAME", says: "log of NAME gave"),
    Wording("what has NAME done for me", says: "log of NAME"),
    Wording("what have I done for NAME", says: "log of NAME"),
    Wording("who helped me MORE", says: "log helped MORE"),
    Wording("who did I introduce to NAME", says: "log of NAME introduced"),
    Wording("what do I owe people/everyone/everybody/anyone/anybody/others", says: "promises of me"),
    Wording("who do I owe MORE", says: "promises of me"),
    Wording("when is/are NAME", says: "plans"),
    Wording("when's NAME", says: "plans"),
    Wording("when am I meeting/seeing NAME", says: "log of NAME plan"),
    Wording("what did NAME borrow", says: "log of NAME lent"),
    Wording("what did NAME ask for", says: "asks of NAME to me"),
    Wording("who is NAME married to", says: "who ( is married to NAME )"),
    Wording("what did I talk about with NAME", says: "log of NAME contacted"),
    Wording("what did I talk to NAME about", says: "log of NAME contacted"),
    Wording("who has helped me most", says: "who sort by got desc"),
    Wording("what have I borrowed", says: "log borrowed"),
    Wording("what have I lent", says: "log lent"),
    Wording("what have I lent out", says: "log lent"),
    Wording("who owes me anything/something/money", says: "who owes me"),
    Wording("what have I planned", says: "plans"),
    Wording("what do I have in common with PERSON", says: "common me and PERSON"),
    Wording("who lent/gave/sent/bought/told/taught/showed me a/an/the/some/my REST", says: "find REST"),
    Wording("who lent/gave/sent/bought/told/taught/showed me REST", says: "find REST"),
    Wording("who has/have my REST", says: "find REST"),
    Wording("who can/could help me with a/an/the/some/my REST", says: "find REST"),
    Wording("who can/could help me with REST", says: "find REST"),
    Wording("who introduced me to NAME", says: "log of NAME introduced"),
    Wording("how do I know NAME", says: "log of NAME"),
    Wording("how did I meet NAME", says: "log of NAME"),
    Wording("when did I first meet NAME", says: "who where name = \"NAME\" show first"),
    Wording("what did I do with NAME", says: "log of NAME"),
    Wording("what did I do on/in/since REST", says: "log in REST"),
    Wording("what did I do REST", says: "log in REST"),
    Wording("what happened on/in/since REST", says: "log in REST"),
    Wording("what happened REST", says: "log in REST"),
    Wording("how is/are NAME connected/related to ANOTHER", says: "path from NAME to ANOTHER"),
    Wording("how do NAME and ANOTHER know each other", says: "path from NAME to ANOTHER"),
    Wording("how am I connected to NAME", says: "path to NAME"),
  ] + lastContacts + neglected + agendas

/// When somebody was seen last, with the verbs that people ask so by, and the one that finds it.
private let lastContacts: [Wording] =
  [
    ("see/meet", "saw/met", "contacted"), ("call/ring/phone", "called/rang/phoned", "called"),
    ("text/message", "texted/messaged", "texted"), ("email/mail", "emailed/mailed", "emailed"),
    ("contact", "contacted", "contacted"), ("hear from", "heard from", "contacted"),
    ("talk/speak/write to/with", "talked/spoke/wrote to/with", "contacted"),
  ].flatMap { base, past, verb in
    [
      Wording("when did I last \(base) NAME", says: "log of NAME \(verb) limit 1"),
      Wording("last time I \(past) NAME", says: "log of NAME \(verb) limit 1"),
      Wording("when was the last time I \(past) NAME", says: "log of NAME \(verb) limit 1"),
    ]
  }

/// Who was not seen, for as long as is said.
private let neglected: [Wording] =
  ["who haven't/havent I", "who have I not"].flatMap { who in
    ["seen/met/called/contacted", "spoken/talked to", "heard from"].flatMap { verb in
      let asked = "\(who) \(verb)"
      return ["", " in/for a while", " in/for ages", " for long", " lately/recently"].map {
        Wording(asked + $0, says: "suggest contacts")
      } + [
        Wording("\(asked) since REST", says: "who not contacted since REST"),
        Wording("\(asked) in/for more than REST", says: "who not contacted since REST ago"),
        Wording("\(asked) in/for over REST", says: "who not contacted since REST ago"),
        Wording("\(asked) in/for REST", says: "who not contacted since REST ago"),
      ]
    }
  }

/// What is to come, however it is asked.
private let agendas: [Wording] =
  [
    "what's/whats on/happening/planned/up", "what is on/happening/planned/up", "what's/whats coming up",
    "what is coming up", "what am I doing", "what do I have to do", "what do I have on/planned",
    "do I have anything/something on/planned", "am I doing anything/something",
  ].flatMap { asked in
    [
      Wording(asked, says: "agenda"), Wording("\(asked) today", says: "today"),
      Wording("\(asked) this weekend", says: "agenda on this week"),
      Wording("\(asked) on/in/for REST", says: "agenda on REST"), Wording("\(asked) REST", says: "agenda on REST"),
    ]
  } + [
    Wording("this week", says: "agenda on this week"), Wording("next week", says: "agenda on next week"),
    Wording("this month", says: "agenda on this month"), Wording("next month", says: "agenda on next month"),
    Wording("agenda/calendar for/in REST", says: "agenda on REST"),
    Wording("agenda/calendar REST", says: "agenda on REST"),
  ]

/// What one has with somebody, said by its noun: `coffee with rosa` happened, and `coffee with rosa tomorrow` is planned.
/// Words before the noun, and nouns that no verb has, are kept as the note.
private let occasionWordings = nounFirst + describedOccasions + otherOccasions

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
