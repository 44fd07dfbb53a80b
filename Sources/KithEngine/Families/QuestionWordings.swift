import KithGrammar
import KithQueries

/// What people ask, in other words than those of the questions.
let questionWordings: [Wording] =
  [
    Wording("what's/whats PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("what is/are/was PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("when is/was PERSON's birthday", says: "who where name = PERSON show birthday"),
    Wording("when's/whens PERSON's birthday", says: "who where name = PERSON show birthday"),
    Wording("PERSON's FIELD", says: "who where name = PERSON show FIELD"),
    Wording("FIELD of/for? PERSON", says: "who where name = PERSON show FIELD"),
    Wording("when is/was PROPER's birthday", says: "who where name = \"PROPER\" show birthday"),
    Wording("who's/whos having a birthday soon", says: "agenda next 8 weeks"),
    Wording("any birthdays coming up", says: "agenda next 8 weeks"),
    Wording("any birthdays soon", says: "agenda next 8 weeks"),
    Wording("tell me everything about REST", says: "tell me about REST"),
    Wording("who do I owe money/anything/something to?", says: "promises of me"),
    Wording("what favours/favors do I owe", says: "promises of me"),
    Wording("what did/have I promise/promised people/everyone/everybody/anyone/anybody", says: "promises of me"),
    Wording("what should/do I do today", says: "today"),
    Wording("what should I do next", says: "today"),
    Wording("how often do I speak/talk/write to/with PERSON", says: "count log of PERSON contacted by month"),
    Wording("who could/can introduce me to someone/somebody/anyone/anybody at/in REST", says: "path to REST"),
    Wording("how is/are NAME connected/related to me", says: "path to NAME"),
    Wording("whose birthday is next", says: "agenda next 53 weeks"),
    Wording("whose birthday is coming up", says: "agenda next 8 weeks"),
    Wording("PERSON was born on REST", says: "set PERSON birthday REST"),
    Wording("PERSON birthday is REST", says: "set PERSON birthday REST"),
    Wording("PERSON FIELD REST", says: "set PERSON FIELD REST"),
    Wording("birthday of/for? PERSON is? REST", says: "set PERSON birthday REST"),
    Wording("add/set/note FIELD of/for? PERSON REST", says: "set PERSON FIELD REST"),
    Wording("add/set/note PERSON's birthday to/as/on? REST", says: "set PERSON birthday REST"),
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
    Wording("who's/whos REST", says: "who is REST"), Wording("who's/whos REST", says: "who ( is REST )"),
    Wording("which of my friends/contacts/colleagues/people REST", says: "who REST"),
    Wording("which friends/contacts/colleagues/people REST", says: "who REST"),
    Wording("where does/do NAME live now", says: "who where name = \"NAME\" show city"),
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
    Wording("who do I owe", says: "promises of me"),
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
    Wording("how do/can I REST", says: "help REST"),
  ] + meanings + lastContacts + neglected + agendas

/// What a word of the answers means.
private let meanings: [Wording] = PersonField.derived.map(\.name).flatMap { field in
  [Wording("what does \(field) mean", says: "help \(field)"), Wording("what is \(field)", says: "help \(field)")]
}

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
    "do I have anything/something on/planned", "am I doing anything/something", "what have I got on/planned",
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
