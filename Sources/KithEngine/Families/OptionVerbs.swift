import KithGrammar
import KithGraph
import KithQueries
import KithSyntax

/// What holds for the whole network, whatever the day, and is kept with it.
package let optionFamily: [VerbEntry] = [
  VerbEntry(
    rewrites: "set half-life", help: "sets after what time a contact counts half; 90 days unless set",
    example: "set half-life 60 days", .objects(.period) { .set(.halfLife(max(1, Int($0.days.rounded())))) }),
  VerbEntry(
    rewrites: "set ask-patience", help: "sets after what time an unanswered request is due; 2 weeks unless set",
    example: "set ask-patience 3 weeks", .objects(.period) { .set(.askPatience($0)) }),
  VerbEntry(
    rewrites: "set channel", help: "sets what a contact by a channel weighs",
    example: "set channel \"carrier pigeon\" weight 0.3",
    .objects(.channel, after("weight", .weight)) { .set(.channelWeight($0, $1)) }),
  VerbEntry(
    rewrites: "set strict",
    help: "makes a new name an error unless it is declared, as by `person alice`; from the next line or script on",
    example: "set strict on", .objects(.switched) { .set(.strict($0)) }),
]

extension Slot where Value == Node {
  fileprivate static var channel: Slot {
    let part = Part(label: "CHANNEL", kind: .channel, column: .channel) { reader throws(Diagnostic) in
      .names([try reader.name(NameShape(kind: .channel, label: "CHANNEL"))])
    }
    return Slot(part: part) { $0.nodes[0] }
  }
}

extension Slot where Value == Double {
  fileprivate static var weight: Slot {
    let part = Part(label: "W", kind: nil, holds: .number, column: .value) { reader throws(Diagnostic) in
      .number(try reader.weight())
    }
    return Slot(part: part) { if case .number(let number) = $0 { number } else { 0 } }
  }
}

extension Slot where Value == Bool {
  /// `on` or `off`.
  package static var switched: Slot {
    let words = ["off", "on"]
    let part = Part(label: "on or off", kind: nil, holds: .number, column: .value) { reader throws(Diagnostic) in
      let word = try reader.choice(among: words, called: "setting")
      return .number(word == "on" ? 1 : 0)
    }
    part.words = words
    return Slot(part: part) { if case .number(let index) = $0 { index == 1 } else { false } }
  }
}
