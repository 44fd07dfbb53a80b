import KithGrammar
import KithGraph
import KithLog

/// Being in contact. What the people present gain from it is the weight of the channel.
package let contactFamily: [VerbEntry] = [
  contact(
    [
      "met", "met with", "met up with", "saw", "visited", "visited with", "ran into", "bumped into", "caught up with",
      "hung out with", "coworked with", "worked with", "sat with", "hosted", "welcomed",
    ] + occasionPhrases, by: .inPerson, help: "records a meeting", example: "met alice at coffee about hiring"),
  contact(
    [
      "video called", "video called with", "zoomed", "zoomed with", "facetimed", "facetimed with", "skyped",
      "skyped with", "had a zoom with", "had a zoom call with", "had a teams call with", "had a video call with",
    ], by: .video, help: "records a video call", example: "video called dana for 30 min"),
  contact(
    [
      "called", "rang", "phoned", "talked to", "talked with", "talked", "spoke to", "spoke with", "spoke",
      "had a call with", "had a phone call with",
    ], by: .phone, help: "records a call", example: "called bob for 20 min"),
  contactByThem(
    ["got", "received", "had"].map { "\($0) a call from" }, says: "called", by: .phone,
    example: "got a call from bob"),
  contact(
    [
      "texted", "texted with", "messaged", "chatted with", "chatted to", "chatted", "pinged", "dm'd", "whatsapped",
      "slacked", "replied to", "replied", "followed up with", "chased", "nudged", "tweeted at", "apologised to",
      "apologized to",
    ], by: .chat, help: "records a message", example: "texted alice about the room"),
  contact(
    ["congratulated"], by: .chat, taking: .meeting.without(.others), help: "records good wishes",
    example: "congratulated alice about the new job"),
  contactByThem(
    ["heard from", "heard back from"]
      + ["got", "received", "had"].flatMap { got in ["text", "message", "reply"].map { "\(got) a \($0) from" } },
    says: "texted", by: .chat, example: "heard from alice about the room"),
  contact(["thanked"], by: .chat, help: "records thanks", example: "thanked carol for the introduction"),
  contact(
    ["emailed", "mailed", "wrote", "wrote to"], by: .email, help: "records an email",
    example: "emailed carol about the invoice"),
  contactByThem(
    ["got", "received", "had"].flatMap { ["\($0) an email from", "\($0) a letter from"] }, says: "emailed",
    by: .email, example: "got an email from carol"),
  VerbEntry(
    "posted", help: "records a post to everyone on a channel; it touches no tie",
    example: "posted \"hiring a designer\" on linkedin",
    .objects(maybe(.thing), taking: [.via, .topics, .on, .time, .tags, .note], channel: .social) { _, _, _ in []
    }),
]

/// What one has with somebody: `had coffee with`, `grabbed a beer with`.
private let occasionPhrases =
  ["had", "grabbed", "got", "shared"].flatMap { verb in occasions.map { "\(verb) \($0) with" } }
  + ["went for a walk with", "went for a drink with", "went for a coffee with"]

/// What that is, with its article.
let occasions = [
  "coffee", "a coffee", "tea", "a tea", "breakfast", "brunch", "lunch", "dinner", "drinks", "a drink", "a beer",
  "a pint", "a meal", "a walk", "a chat", "a talk", "a meeting", "a 1:1", "an interview", "a session",
]

private func contact(
  _ phrases: [String], by channel: Channel, taking clauses: [Clause] = .meeting, help: String, example: String
)
  -> VerbEntry
{
  VerbEntry(
    phrases, help: help, example: example,
    .objects(
      .peopleOrMe, taking: clauses, channel: channel,
      resolving: { sentence, _, log in
        let sentence = log.meetingAtPlace(sentence)
        // `rosa called` is a call to me.
        guard case .none? = sentence.objects.first, let subject = sentence.subject, subject != .me else {
          return ResolvedSentence(sentence: sentence)
        }
        var toMe = sentence
        toMe.objects[0] = .names([.me])
        // `rosa replied` is `rosa replied to me`.
        let phrase = log.vocabulary.wording(of: sentence.phrase).text
        toMe.phrase = log.vocabulary.phrase(phrase + " to") ?? sentence.phrase
        return ResolvedSentence(sentence: toMe)
      }
    ) { said, who, whom throws(StatementError) in
      try touches(who, whom, said, by: channel, saying: phrases[0])
    })
}

extension StatementLog {
  /// `thanked rosa at luna` is a meeting: what is written by most is said where both are.
  fileprivate func meetingAtPlace(_ sentence: Sentence<Node>) -> Sentence<Node> {
    let said = ["chatted", "thanked", "congratulated", "apologised", "apologized"]
    let isAtPlace = sentence.clauses.contains {
      Clause.all[$0.clause].slot.column == .place || $0.clause == Clause.index(of: .within)
    }
    guard !takesWordsAsTheyStand, isAtPlace, sentence.clause(Clause.index(of: .via)) == nil,
      said.contains(vocabulary.wording(of: sentence.phrase).words[0])
    else { return sentence }
    var meeting = sentence
    meeting.set(.names([intern("in person", as: .channel)]), clause: Clause.index(of: .via))
    return meeting
  }
}

/// `got a call from rosa` is a call of hers to me, and recorded as `rosa called me`.
private func contactByThem(_ phrases: [String], says verb: String, by channel: Channel, example: String) -> VerbEntry {
  VerbEntry(
    phrases, help: "records that somebody \(verb) you", example: example,
    .objects(
      .people, taking: .meeting, channel: channel,
      resolving: { sentence, _, log in
        let people = sentence.objects[0].nodes
        guard people.count == 1, people != [.me], (sentence.subject ?? .me) == .me else {
          return ResolvedSentence(sentence: sentence)
        }
        var theirs = sentence
        theirs.phrase = log.vocabulary.phrase(named: verb)
        (theirs.subject, theirs.objects[0]) = (people[0], .names([.me]))
        return ResolvedSentence(sentence: theirs)
      }
    ) { said, who, whom throws(StatementError) in try touches(who, whom, said, by: channel, saying: phrases[0]) })
}

private func touches(
  _ who: Node, _ whom: [Node], _ said: Circumstances, by channel: Channel, saying phrase: String
) throws(StatementError) -> [Fact] {
  let present = ([who] + whom + said.with).distinct
  guard present.count > 1 else {
    throw StatementError("nobody else is there", about: .object(0), help: "name whom: `\(phrase) alice`")
  }
  return [.contact(present: present, others: said.others, weight: said.weight(unlessSaid: channel))]
}
