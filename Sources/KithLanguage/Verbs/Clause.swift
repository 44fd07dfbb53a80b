import KithGraph
import KithSyntax

/// The circumstances of a statement, one table for all verbs: where, when, with whom, what about.
///
/// A clause stands once at most, in any order; printing follows the order of the table. A class, since every statement looks
/// through many of them.
public final class Clause: Sendable {
  /// Tells it from the others; what stored statements call it by, so it never changes.
  let name: String
  /// What makes it known: its lead words, the first being the one printed.
  let leads: [Lead]
  /// How it reads behind its lead, and what usage lines call it.
  public let part: Part
  /// Whether it may be said again, adding to the first.
  let repeats: Bool
  /// Whether what stands behind a lead belongs to this clause: `at 10:30` is a time, `at Luna` a place.
  let accepts: @Sendable (Reader, _ lead: Lead) -> Bool
  /// What could stand in its place without any lead.
  let bareExpectation: Expectation?
  /// Whether it may begin without any lead where the reader stands.
  let beginsBare: (@Sendable (Reader) -> Bool)?
  /// What it means.
  let fill: @Sendable (Term<Node>, inout Occasion) -> Void

  init(
    name: String, leads: [Lead], part: Part, repeats: Bool = false,
    accepts: @escaping @Sendable (Reader, _ lead: Lead) -> Bool = { _, _ in true }, bareExpectation: Expectation? = nil,
    beginsBare: (@Sendable (Reader) -> Bool)? = nil, fill: @escaping @Sendable (Term<Node>, inout Occasion) -> Void
  ) {
    (self.name, self.leads, self.part, self.repeats) = (name, leads, part, repeats)
    (self.accepts, self.bareExpectation, self.beginsBare, self.fill) = (accepts, bareExpectation, beginsBare, fill)
  }

  /// Whether a statement that has one of the two cannot have the other: they say the same thing.
  func excludes(_ other: Clause) -> Bool { part.column != .hidden && part.column == other.part.column }

  /// Whether help and errors tell of it: not of one that only says another one more exactly.
  var isTold: Bool { part.column != .place || name == Clause.place.name }

  /// As a usage line writes it; `nil` for a clause that only says another one more exactly.
  public var usage: String? {
    guard isTold else { return nil }
    return "[" + [leads.first?.text, part.label].compactMap { $0 }.joined(separator: " ") + "]"
  }
}

/// The circumstances that a statement has, ready for the verb's closure.
public struct Occasion: Sendable {
  /// The statement's day.
  public var day: Day
  /// The minute of the day, if said.
  public var minute: Int?
  /// Minutes it lasted, if said.
  public var duration: Int?
  /// Where.
  public var place: Node?
  /// Who else was there.
  public var with: [Node] = []
  /// How many more were there whom nobody names.
  public var others = 0
  /// The channel, if said, and its weight.
  public var channel: Node?
  /// The weight of the channel that was said.
  public var channelWeight: Double?
  /// The weights of channels that somebody set, by their names without case.
  var weights: [String: Double] = [:]
  /// What about.
  public var topics: [Node] = []
  /// What it counts in the ledger.
  public var worth = 1.0
  /// The day something is to be done by.
  public var by: Day?
  /// The day it is planned for.
  public var planned: Day?
  /// How often it recurs.
  public var every: Period?
  /// Where the place lies.
  public var within: Node?
  /// What marks the statement.
  public var tags: [Node] = []
  /// The note.
  public var note: String?

  /// What a gift adds to a tie: half of its channel's weight, which is that of a meeting unless said.
  var giftWeight: Double { 0.5 * weight(unlessSaid: .inPerson) }

  /// The weight of the channel that was said, else of this one.
  func weight(unlessSaid channel: Channel) -> Double { channelWeight ?? weights[channel.name] ?? channel.weight }

  init(day: Day) { self.day = day }
}

extension Clause {
  /// All clauses, in the order of printing.
  public static let all = [
    with, others, place, atPlace, atOrg, atGroup, atPlan, within, via, topics, on, planned, time, duration, every, worth, by,
    tags, note,
  ]

  /// The index of a clause in `all`: what sentences call it by.
  static func index(of clause: Clause) -> Int {
    for index in all.indices where all[index] === clause { return index }
    preconditionFailure("\(clause.name) is no clause")
  }

  static let with = Clause(name: "with", leads: ["with"], part: Slot.people.part) { $1.with = $0.nodes }

  /// How many more were there: `with 3 others`.
  static let others: Clause = {
    let part = Part(label: "N others", kind: nil, holds: .number, column: .hidden) { reader throws(Diagnostic) in
      let count = try reader.count()
      reader.advance()
      return .number(Double(count))
    }
    part.unit = ("other", "others")
    return Clause(name: "others", leads: ["with"], part: part, accepts: { reader, _ in reader.startsOthers }) {
      if case .number(let count) = $0 { $1.others = Int(count) }
    }
  }()

  static let time = Clause(
    name: "time", leads: ["at"],
    part: Part(label: "TIME", kind: nil, holds: .time, column: .time) { reader throws(Diagnostic) in .time(try reader.timeOfDay())
    },
    accepts: { reader, _ in reader.startsTime }
  ) { if case .time(let minute) = $0 { $1.minute = minute } }

  /// Where: a place, or an org or group of that name.
  static let place = venue("at", NameShape(kind: .place, label: "PLACE"))
  /// Where, with the kind said: what the name alone would not find.
  static let atPlace = venue("at place", NameShape(kind: .place, label: "PLACE", isKindStated: true))
  static let atOrg = venue("at org", NameShape(kind: .org, label: "ORG"))
  static let atGroup = venue("at group", NameShape(kind: .group, label: "GROUP"))
  static let atPlan = venue("at plan", NameShape(kind: .plan, label: "PLAN"))

  private static func venue(_ lead: Lead, _ shape: NameShape) -> Clause {
    let part = Part(label: shape.label, kind: shape.kind, column: .place) { reader throws(Diagnostic) in
      .names([try reader.name(shape)])
    }
    return Clause(
      name: lead.text, leads: [lead], part: part, accepts: { reader, _ in reader.startsName && !reader.startsTime }
    ) { $1.place = $0.nodes.first }
  }

  /// Where the place lies; without any place said, it is the place.
  static let within = Clause(
    name: "in", leads: ["in"],
    part: Part(label: "PLACE", kind: .place, column: .hidden) { reader throws(Diagnostic) in
      .names([try reader.name(NameShape(kind: .place, label: "PLACE", isKindStated: true))])
    },
    accepts: { reader, _ in reader.startsName && !reader.startsTime }
  ) { $1.within = $0.nodes.first }

  static let via = Clause(
    name: "via", leads: ["via", "on"],
    part: Part(label: "CHANNEL", kind: .channel, column: .channel) { reader throws(Diagnostic) in
      .names([try reader.name(NameShape(kind: .channel, label: "CHANNEL"))])
    },
    accepts: { reader, lead in lead.first == .via || reader.startsChannel }
  ) { $1.channel = $0.nodes.first }

  static let topics: Clause = {
    let part = Part(label: "TOPICS", kind: .topic, column: .topics) { reader throws(Diagnostic) in
      .names(try reader.names(NameShape(kind: .topic, label: "TOPIC")))
    }
    part.isList = true
    return Clause(
      name: "topics", leads: ["about", "for"], part: part, repeats: true,
      accepts: { reader, lead in lead.first == .about || !reader.startsDuration }
    ) { $1.topics = $0.nodes }
  }()

  static let duration = Clause(
    name: "duration", leads: ["for"],
    part: Part(label: "DURATION", kind: nil, holds: .duration, column: .duration) { reader throws(Diagnostic) in
      .duration(try reader.duration())
    },
    accepts: { reader, _ in reader.startsDuration }
  ) { if case .duration(let minutes) = $0 { $1.duration = minutes } }

  static let worth = Clause(
    name: "worth", leads: ["worth"],
    part: Part(label: "N", kind: nil, holds: .number, column: .worth) { reader throws(Diagnostic) in .number(try reader.worth()) }
  ) { if case .number(let worth) = $0 { $1.worth = worth } }

  static let on = Clause(
    name: "on", leads: ["on"],
    part: Part(label: "DATE", kind: nil, holds: .day, column: .date) { reader throws(Diagnostic) in .day(try reader.date()) },
    bareExpectation: .value("a date"), beginsBare: { DateExpression.match($0, at: $0.at) != nil }
  ) { if case .day(let day) = $0 { $1.day = day } }

  /// The day that something is planned for.
  static let planned = Clause(
    name: "planned", leads: ["on"],
    part: Part(label: "DATE", kind: nil, holds: .day, column: .by) { reader throws(Diagnostic) in .day(try reader.date(.future))
    },
    bareExpectation: .value("a date"), beginsBare: { DateExpression.match($0, at: $0.at) != nil }
  ) { if case .day(let day) = $0 { $1.planned = day } }

  static let every = Clause(name: "every", leads: ["every"], part: Slot.period.part) {
    if case .period(let period) = $0 { $1.every = period }
  }

  static let by = Clause(
    name: "by", leads: ["by"],
    part: Part(label: "DATE", kind: nil, holds: .day, column: .by) { reader throws(Diagnostic) in .day(try reader.date(.future)) }
  ) { if case .day(let day) = $0 { $1.by = day } }

  static let tags: Clause = {
    let part = Part(label: "#TAG", kind: .tag, column: .tags) { reader throws(Diagnostic) in .names([try reader.tag()]) }
    part.isList = true
    return Clause(name: "tags", leads: [], part: part, repeats: true, beginsBare: { $0.next.kind == .tag }) { $1.tags = $0.nodes }
  }()

  static let note = Clause(
    name: "note", leads: [],
    part: Part(label: ": NOTE", kind: nil, holds: .text, column: .note) { reader throws(Diagnostic) in .text(reader.note()) },
    beginsBare: { if case .note = $0.next.kind { true } else { false } }
  ) { if case .text(let note) = $0 { $1.note = note } }
}

extension [Clause] {
  /// The ways to say where; those that say the kind come first, as they are longer.
  private static let venues: [Clause] = [.atPlace, .atOrg, .atGroup, .atPlan, .place, .within]
  /// What an event can have.
  static let meeting: [Clause] = [.others, .with] + venues + [.via, .topics, .on, .time, .duration, .tags, .note]
  /// What giving and taking can have.
  static let exchange: [Clause] = [.with] + venues + [.via, .topics, .on, .time, .worth, .tags, .note]
  /// What a request or a promise can have.
  static let commitment: [Clause] = [.via, .on, .worth, .by, .tags, .note]
  /// What a plan can have.
  static let plan: [Clause] = [.others, .with] + venues + [.via, .topics, .planned, .time, .duration, .every, .tags, .note]
  /// What a reminder can have.
  static let reminder: [Clause] = [.planned, .time, .every, .tags, .note]
  /// What the end of one can have.
  static let closing: [Clause] = [.via, .on, .tags, .note]

  /// All but one.
  func without(_ clause: Clause) -> [Clause] { filter { $0.name != clause.name } }

  /// What a fact can have.
  static let dated: [Clause] = [.on, .tags, .note]
}
