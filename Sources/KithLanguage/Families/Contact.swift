import KithGraph

/// Being in contact. What the people present gain from it is the weight of the channel.
let contactFamily: [Verb] = [
  contact("met", by: .inPerson, "records a meeting", example: "met alice at coffee about hiring"),
  contact("called", by: .phone, "records a call", example: "called bob for 20 min"),
  contact("emailed", by: .email, "records an email", example: "emailed carol about the invoice"),
  contact("thanked", by: .chat, "records thanks", example: "thanked carol for the introduction"),
]

private func contact(_ phrase: String, by channel: Channel, _ summary: String, example: String) -> Verb {
  Verb(phrase, objects: .people, taking: .meeting, channel: channel, help: summary, example: example) {
    said, who, whom throws(Refusal) in
    let present = distinct([who] + whom + said.with)
    guard present.count > 1 else {
      throw Refusal("nobody else is there", about: .object(0), help: "name whom: `\(phrase) alice`")
    }
    return [.contact(present: present, weight: said.channelWeight ?? channel.weight)]
  }
}

/// The nodes, each once, in order of first appearance.
private func distinct(_ nodes: [Node]) -> [Node] {
  var seen: Set<Node> = []
  return nodes.filter { seen.insert($0).inserted }
}
