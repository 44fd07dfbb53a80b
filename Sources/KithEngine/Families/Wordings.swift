import KithGrammar

/// Lines as people say them whose words stand in another order than those of any verb, and the line that each is. Of
/// several that fit, the first one that can be read holds.
let wordings: [Wording] =
  fieldWordings + relationWordings + introductionWordings + askWordings + planWordings + questionWordings + nounFirst

private let fieldWordings = [
  Wording("PERSON's FIELD is REST", says: "set PERSON FIELD REST"),
  Wording("my FIELD is REST", says: "set me FIELD REST"),
  Wording("set PERSON's NAME to REST", says: "set PERSON NAME REST"),
  Wording("set PERSON's NAME REST", says: "set PERSON NAME REST"),
  Wording("PERSON lives at REST", says: "set PERSON address REST"),
  Wording("PERSON is on NAME NOTE", says: "set PERSON NAME NOTE"),
]

private let relationWordings: [Wording] =
  relationNouns.flatMap { noun in
    [
      Wording("PERSON's \(noun) is NAME", says: "NAME is the \(noun) of PERSON"),
      Wording("my \(noun) is NAME", says: "NAME is the \(noun) of me"),
      Wording("NAME is my \(noun)", says: "NAME is the \(noun) of me"),
      Wording("NAME is PERSON's \(noun)", says: "NAME is the \(noun) of PERSON"),
      Wording("NAME and ANOTHER are \(noun)s", says: "NAME is a \(noun) of ANOTHER"),
    ]
  } + [
    Wording("NAME and ANOTHER are married", says: "NAME is married to ANOTHER"),
    Wording("NAME is PERSON's REST", says: "NAME is REST at PERSON"),
    Wording("NAME works in ANOTHER at REST", says: "NAME works at REST in ANOTHER"),
  ]

private let introductionWordings = [
  Wording("put NAME in touch with REST", says: "introduced NAME to REST"),
  Wording("gave PERSON an/the intro/introduction to REST", says: "introduced PERSON to REST"),
  Wording("gave PERSON intro/introduction to REST", says: "introduced PERSON to REST"),
  Wording("connected with NAME on REST", says: "texted NAME via REST"),
]

private let askWordings = [
  Wording("asked PERSON about REST", says: "texted PERSON about REST")
]

private let planWordings = [
  Wording("I'm/im going to REST", says: "plan REST"),
  Wording("I am going to REST", says: "plan REST"),
  Wording("went to NAME with REST", says: "met REST at NAME"),
  Wording("went to REST", says: "done REST"),
]

private let questionWordings: [Wording] =
  [
    Wording("what's PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("what is/are PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("when is/was PERSON's birthday", says: "who where name = PERSON show birthday"),
    Wording("PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("FIELD of PERSON", says: "who where name = PERSON show FIELD"),
    Wording("who is/are REST", says: "who ( is REST )"),
    Wording("who's/whos REST", says: "who is REST"),
    Wording("where does/do PERSON live", says: "who where name = PERSON show city"),
    Wording("where does/do PERSON work", says: "who where name = PERSON show org, role"),
    Wording("how often do I see/meet/contact PERSON", says: "count log of PERSON contacted by month"),
    Wording("who knows somebody/someone/anybody/anyone at REST", says: "path to REST"),
    Wording("can PERSON introduce me to REST", says: "path to REST through PERSON"),
    Wording("who did I meet/see at/on/in/with REST", says: "who met at REST"),
    Wording("who did I meet/see REST", says: "who met REST"),
    Wording("who do I know at/in REST", says: "who in REST"),
    Wording("do I know anybody/anyone/somebody/someone at/in REST", says: "who in REST"),
    Wording("who is/works at/in REST", says: "who in REST"),
    Wording("who came to/at REST", says: "who met at REST"),
    Wording("who have I never met", says: "who not met"),
    Wording("who haven't/havent I spoken/talked to", says: "suggest contacts"),
    Wording("who haven't/havent I spoken/talked to in a while", says: "suggest contacts"),
    Wording("who have I not spoken/talked to since REST", says: "who not contacted since REST"),
    Wording("who haven't/havent I spoken/talked to since REST", says: "who not contacted since REST"),
    Wording("what am I waiting for", says: "asks of me"),
    Wording("who has not replied", says: "asks of me"),
    Wording("who hasn't/hasnt replied", says: "asks of me"),
    Wording("what have I given PERSON", says: "balance of PERSON"),
    Wording("what have I given to PERSON", says: "balance of PERSON"),
    Wording("what do I have in common with PERSON", says: "common me and PERSON"),
    Wording("what does PERSON owe me", says: "promises of PERSON to me"),
    Wording("what's/whats on today", says: "today"),
    Wording("what's/whats on this week", says: "agenda next 1 weeks"),
    Wording("what's/whats on next week", says: "agenda next 2 weeks"),
    Wording("this week", says: "agenda next 1 weeks"),
  ] + lastContacts

/// When somebody was seen last, with the verbs that people ask so by, and the one that finds it.
private let lastContacts: [Wording] =
  [
    ("see/meet", "saw/met", "contacted"), ("call/ring/phone", "called/rang/phoned", "called"),
    ("text/message", "texted/messaged", "texted"), ("email/mail", "emailed/mailed", "emailed"),
    ("contact", "contacted", "contacted"),
  ].flatMap { base, past, verb in
    [
      Wording("when did I last \(base) PERSON", says: "log of PERSON \(verb) limit 1"),
      Wording("last time I \(past) PERSON", says: "log of PERSON \(verb) limit 1"),
      Wording("when was the last time I \(past) PERSON", says: "log of PERSON \(verb) limit 1"),
    ]
  } + [
    Wording("when did I last talk/speak/write to/with PERSON", says: "log of PERSON contacted limit 1"),
    Wording("last time I talked/spoke/wrote to/with PERSON", says: "log of PERSON contacted limit 1"),
  ]

/// What one has with somebody, said by its noun: `coffee with rosa` happened, and `coffee with rosa tomorrow` is planned.
private let nounFirst: [Wording] = [
  ("coffee", "had coffee"), ("tea", "had tea"), ("breakfast", "had breakfast"), ("brunch", "had brunch"),
  ("lunch", "had lunch"), ("dinner", "had dinner"), ("drinks", "had drinks"), ("drink", "had a drink"),
  ("beer", "had a beer"), ("pint", "had a pint"), ("walk", "went for a walk"), ("chat", "had a chat"),
  ("meeting", "had a meeting"), ("1:1", "had a 1:1"), ("interview", "had an interview"), ("session", "had a session"),
  ("call", "had a call"), ("zoom", "had a zoom"), ("meal", "had a meal"),
].flatMap { noun, verb in
  [
    Wording("\(noun) with REST", says: "\(verb) with REST", ahead: "plan \(noun) with REST"),
    Wording("a \(noun) with REST", says: "\(verb) with REST", ahead: "plan \(noun) with REST"),
  ]
}
