import KithGrammar

/// Being in contact. What the people present gain from it is the weight of the channel.
package let contactFamily: [VerbEntry] = [
  contact(
    "met", "met with", "met up with", "saw", "visited", "visited with", "ran into", "caught up with", "coworked with",
    "had coffee with", "had a coffee with", "had lunch with", "had dinner with", "had drinks with", "had a drink with",
    by: .inPerson, help: "records a meeting", example: "met alice at coffee about hiring"),
  contact(
    "video called", "video called with", "zoomed", "zoomed with", by: .video, help: "records a video call",
    example: "video called dana for 30 min"),
  contact(
    "called", "phoned", "talked to", "talked with", "talked", "spoke to", "spoke with", "spoke",
    by: .phone, help: "records a call",
    example: "called bob for 20 min"),
  contact(
    "texted", "texted with", "messaged", "chatted with", "chatted to", "chatted", "pinged", by: .chat,
    help: "records a message", example: "texted alice about the room"),
  contact("thanked", by: .chat, help: "records thanks", example: "thanked carol for the introduction"),
  contact(
    "emailed", "wrote", "wrote to", by: .email, help: "records an email",
    example: "emailed carol about the invoice"),
  VerbEntry(
    "posted", help: "records a post to everyone on a channel; it touches no tie",
    example: "posted \"hiring a designer\" on linkedin",
    .objects(maybe(.text("TEXT")), taking: [.via, .topics, .on, .time, .tags, .note], channel: .social) { _, _, _ in []
    }),
]

private func contact(_ phrases: String..., by channel: Channel, help: String, example: String) -> VerbEntry {
  let name = phrases[0]
  return VerbEntry(
    phrases, help: help, example: example,
    .objects(.people, taking: .meeting, channel: channel) { said, who, whom throws(StatementError) in
      let present = ([who] + whom + said.with).distinct
      guard present.count > 1 else {
        throw StatementError("nobody else is there", about: .object(0), help: "name whom: `\(name) alice`")
      }
      return [.contact(present: present, others: said.others, weight: said.weight(unlessSaid: channel))]
    })
}
