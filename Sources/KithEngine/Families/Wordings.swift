import KithGrammar

/// Lines as people say them whose words stand in another order than those of any verb, and the line that each is. Of
/// several that fit, the first one that can be read holds.
let wordings = Wordings(
  fieldWordings + relationWordings + workWordings + introductionWordings + commitmentWordings + planWordings
    + rhythmWordings + questionWordings + occasionWordings)

private let fieldWordings = [
  Wording("PERSON's FIELD NOTE", says: "set PERSON FIELD NOTE"),
  Wording("PROPER's FIELD NOTE", says: "set \"PROPER\" FIELD NOTE"),
  Wording("PERSON's new FIELD is REST", says: "set PERSON FIELD REST"),
  Wording("PROPER's new FIELD is REST", says: "set \"PROPER\" FIELD REST"),
  Wording("PERSON's FIELD is on REST", says: "set PERSON FIELD REST"),
  Wording("PERSON's FIELD is REST", says: "set PERSON FIELD REST"),
  Wording("PROPER's FIELD is on REST", says: "set \"PROPER\" FIELD REST"),
  Wording("PROPER's FIELD is REST", says: "set \"PROPER\" FIELD REST"),
  Wording("my FIELD is REST", says: "set me FIELD REST"),
  Wording("PERSON's new? FIELD is REST", says: "set PERSON FIELD \"REST\""),
  Wording("PROPER's new? FIELD is REST", says: "set \"PROPER\" FIELD \"REST\""),
  Wording("my FIELD is REST", says: "set me FIELD \"REST\""),
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
    Wording("NAME and ANOTHER know each other MORE", says: "NAME knows ANOTHER MORE"),
    Wording("NAME is my REST", says: "NAME is REST : my REST"),
    Wording("NAME is our REST", says: "NAME is REST : our REST"),
    Wording("NAME is ORG's REST", says: "NAME is REST at ORG"),
    Wording("NAME is PERSON's REST", says: "NAME is \"PERSON's REST\""),
    Wording("NAME is PROPER's REST", says: "NAME is \"PROPER's REST\""),
    Wording("PERSON's name is NAME", says: "PERSON aka NAME"),
    Wording("PROPER's name is NAME", says: "person \"PROPER\" ; \"PROPER\" aka NAME"),
  ]

func plural(_ noun: String) -> String {
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
  Wording("gave/paid/sent NAME ANOTHER back MORE", says: "returned ANOTHER to NAME MORE"),
  Wording("gave/paid/sent NAME back ANOTHER MORE", says: "returned ANOTHER to NAME MORE"),
  Wording("gave/paid/sent ANOTHER back to NAME MORE", says: "returned ANOTHER to NAME MORE"),
  Wording("gave/paid/sent back ANOTHER to NAME MORE", says: "returned ANOTHER to NAME MORE"),
  Wording("NAME gave/paid/sent me back ANOTHER MORE", says: "NAME gave me ANOTHER MORE : back"),
  Wording("NAME gave/paid/sent me ANOTHER back MORE", says: "NAME gave me ANOTHER MORE : back"),
  Wording("NAME gave/paid/sent back ANOTHER MORE", says: "NAME gave me ANOTHER MORE : back"),
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
  Wording("wished PERSON and NAME a/an/the? REST", says: "messaged PERSON and NAME WHEN : REST"),
  Wording("wished NAME and PERSON a/an/the? REST", says: "messaged NAME and PERSON WHEN : REST"),
  Wording("wished PERSON a/an/the? REST", says: "messaged PERSON WHEN : REST"),
  Wording("wished PROPER a/an/the? REST", says: "messaged PROPER WHEN : REST"),
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
  Wording("sent NAME a text/message to say/tell/ask/check REST", says: "texted NAME : REST"),
  Wording("sent NAME an? email to say/tell/ask/check REST", says: "emailed NAME : REST"),
  Wording("sent NAME a card/letter to say/tell/ask/check REST", says: "wrote to NAME : REST"),
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
