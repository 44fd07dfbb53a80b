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
    rewrites: "set dates", help: "sets which number comes first in dates like 3/11: dmy or mdy",
    example: "set dates dmy", .objects(.dateOrder) { .set(.dateOrder($0)) }),
  VerbEntry(
    rewrites: "phrase", help: "teaches a spelling of your own for a phrase of the language",
    example: "phrase \"grabbed ramen with\" means \"had lunch with\"",
    .objects(.ownPhrase, after("means", .meaning)) { .set(.phrase($0, meaning: $1)) }),
  VerbEntry(
    rewrites: "forget phrase", help: "ends a spelling of your own", example: "forget phrase \"grabbed ramen with\"",
    .objects(.text("PHRASE")) { .set(.phrase(Names.folded($0), meaning: nil)) }),
  VerbEntry(
    rewrites: "set strict",
    help: "makes a new name an error unless it is declared, as by `person alice`; from the next line or script on",
    example: "set strict on", .objects(.switched) { .set(.strict($0)) }),
]

extension TypedSlot where Value == Node {
  fileprivate static var channel: TypedSlot {
    let slot = Slot(label: "CHANNEL", kind: .channel, column: .channel) { parser throws(Diagnostic) in
      .names([try parser.name(NameShape(kind: .channel, label: "CHANNEL"))])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}

extension TypedSlot where Value == DateOrder {
  fileprivate static var dateOrder: TypedSlot {
    let words = DateOrder.allCases.map(\.rawValue)
    let slot = Slot(label: "dmy or mdy", kind: nil, holds: .number, column: .value) { parser throws(Diagnostic) in
      let word = try parser.choice(among: words, called: "order")
      return .number(word == words[0] ? 0 : 1)
    }
    slot.words = words
    return TypedSlot(slot: slot) { if case .number(1) = $0 { .monthFirst } else { .dayFirst } }
  }
}

extension TypedSlot where Value == String {
  /// What somebody says for a phrase: its words, none of which the language has for something else at the beginning.
  fileprivate static var ownPhrase: TypedSlot {
    let text = TypedSlot.text("PHRASE")
    let slot = Slot(label: "PHRASE", kind: nil, holds: .text, column: .thing) { parser throws(Diagnostic) in
      let span = parser.next.span
      guard case .text(let said) = try text.slot.read(&parser) else { return .none }
      let phrase = said.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if let refusal = parser.refusal(ofPhrase: phrase) { throw parser.problem(refusal, at: span) }
      return .text(phrase)
    }
    slot.begins = text.slot.begins
    return TypedSlot(slot: slot, text.value)
  }

  /// What it means: a phrase that the language has.
  fileprivate static var meaning: TypedSlot {
    let text = TypedSlot.text("PHRASE")
    let slot = Slot(label: "PHRASE", kind: nil, holds: .text, column: .value) { parser throws(Diagnostic) in
      let span = parser.next.span
      guard case .text(let meaning) = try text.slot.read(&parser) else { return .none }
      guard parser.context.vocabulary.isPhrase(meaning.lowercased()) else {
        throw parser.problem(
          "`\(meaning)` is no phrase of the language", at: span,
          help: "say one that is: `phrase \"grabbed ramen with\" means \"had lunch with\"`")
      }
      return .text(meaning.lowercased())
    }
    slot.begins = text.slot.begins
    return TypedSlot(slot: slot, text.value)
  }
}

extension TypedSlot where Value == Double {
  fileprivate static var weight: TypedSlot {
    let slot = Slot(label: "W", kind: nil, holds: .number, column: .value) { parser throws(Diagnostic) in
      .number(try parser.weight())
    }
    return TypedSlot(slot: slot) { if case .number(let number) = $0 { number } else { 0 } }
  }
}

extension TypedSlot where Value == Bool {
  /// `on` or `off`.
  package static var switched: TypedSlot {
    let words = ["off", "on"]
    let slot = Slot(label: "on or off", kind: nil, holds: .number, column: .value) { parser throws(Diagnostic) in
      let word = try parser.choice(among: words, called: "setting")
      return .number(word == "on" ? 1 : 0)
    }
    slot.words = words
    return TypedSlot(slot: slot) { if case .number(let index) = $0 { index == 1 } else { false } }
  }
}
