import KithGraph
import KithSyntax

/// The circumstances of a statement, one table for all verbs: where, when, with whom, what about.
///
/// A clause stands once at most, in any order; printing follows the order of the table.
public struct Clause: Sendable {
  /// What makes it known: its lead words, the first being the one printed.
  public let leads: [String]
  /// How it reads behind its lead, and what usage lines call it.
  public let part: Part
  /// Whether it may be said again, adding to the first.
  var repeats = false
  /// Whether what stands behind a lead belongs to this clause: `at 10:30` is a time, `at Luna` a place.
  var accepts: @Sendable (Reader, _ lead: String) -> Bool = { _, _ in true }
  /// Whether it may begin without any lead where the reader stands.
  var beginsBare: @Sendable (Reader) -> Bool = { _ in false }
  /// What it means.
  let fill: @Sendable (Term<Node>, inout Occasion) -> Void

  /// As a usage line writes it.
  public var usage: String { "[" + [leads.first, part.label].compactMap { $0 }.joined(separator: " ") + "]" }
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
  /// The channel, if said, and its weight.
  public var channel: Node?
  /// The weight of the channel that was said.
  public var channelWeight: Double?
  /// What about.
  public var topics: [Node] = []
  /// What it counts in the ledger.
  public var worth = 1.0
  /// What marks the statement.
  public var tags: [Node] = []
  /// The note.
  public var note: String?

  /// What a gift adds to a tie: half of its channel's weight, which is that of a meeting unless said.
  var giftWeight: Double { 0.5 * (channelWeight ?? Channel.inPerson.weight) }

  init(day: Day) { self.day = day }
}

extension Clause {
  /// All clauses, in the order of printing.
  public static let all = [with, place, via, topics, on, time, duration, worth, tags, note]

  /// The index of a clause in `all`: what sentences and stored statements call it by.
  static func index(_ column: LogColumn) -> Int {
    guard let index = all.firstIndex(where: { $0.part.column == column }) else {
      preconditionFailure("no clause fills \(column)")
    }
    return index
  }

  static let with = Clause(leads: ["with"], part: Slot.people.part) { $1.with = $0.nodes }

  static let time = Clause(
    leads: ["at"],
    part: Part(label: "TIME", kind: nil, column: .time) { reader throws(Diagnostic) in .time(try reader.timeOfDay()) },
    accepts: { reader, _ in reader.startsTime }
  ) { if case .time(let minute) = $0 { $1.minute = minute } }

  static let place = Clause(
    leads: ["at"],
    part: Part(label: "PLACE", kind: .place, column: .place) { reader throws(Diagnostic) in
      .names([try reader.name(.place, label: "PLACE", alternatives: [.org, .group, .place])])
    },
    accepts: { reader, _ in !reader.startsTime }
  ) { $1.place = $0.nodes.first }

  static let via = Clause(
    leads: ["via", "on"],
    part: Part(label: "CHANNEL", kind: .channel, column: .channel) { reader throws(Diagnostic) in
      .names([try reader.name(.channel, label: "CHANNEL")])
    },
    accepts: { reader, lead in lead == "via" || reader.startsChannel }
  ) { $1.channel = $0.nodes.first }

  static let topics: Clause = {
    var part = Part(label: "TOPICS", kind: .topic, column: .topics) { reader throws(Diagnostic) in
      .names(try reader.names(.topic, label: "TOPIC"))
    }
    part.isList = true
    return Clause(
      leads: ["about", "for"], part: part, repeats: true, accepts: { reader, lead in lead == "about" || !reader.startsDuration }
    ) { $1.topics = $0.nodes }
  }()

  static let duration = Clause(
    leads: ["for"],
    part: Part(label: "DURATION", kind: nil, column: .duration) { reader throws(Diagnostic) in .duration(try reader.duration()) },
    accepts: { reader, _ in reader.startsDuration }
  ) { if case .duration(let minutes) = $0 { $1.duration = minutes } }

  static let worth = Clause(
    leads: ["worth"],
    part: Part(label: "N", kind: nil, column: .worth) { reader throws(Diagnostic) in .number(try reader.worth()) }
  ) { if case .number(let worth) = $0 { $1.worth = worth } }

  static let on = Clause(
    leads: ["on"], part: Part(label: "DATE", kind: nil, column: .date) { reader throws(Diagnostic) in .day(try reader.date()) },
    beginsBare: { DateExpression.match($0, at: $0.at) != nil }
  ) { if case .day(let day) = $0 { $1.day = day } }

  static let tags = Clause(
    leads: [],
    part: Part(label: "#TAG", kind: .tag, column: .tags) { reader throws(Diagnostic) in .names([try reader.tag()]) },
    repeats: true, beginsBare: { $0.next.kind == .tag }
  ) { $1.tags = $0.nodes }

  static let note = Clause(
    leads: [], part: Part(label: ": NOTE", kind: nil, column: .note) { reader throws(Diagnostic) in .text(reader.note()) },
    beginsBare: { if case .note = $0.next.kind { true } else { false } }
  ) { if case .text(let note) = $0 { $1.note = note } }
}

extension [Clause] {
  /// What an event can have.
  static let meeting: [Clause] = [.with, .place, .via, .topics, .on, .time, .duration, .tags, .note]
  /// What giving and taking can have.
  static let exchange: [Clause] = [.with, .place, .via, .topics, .on, .time, .worth, .tags, .note]
  /// What a fact can have.
  static let dated: [Clause] = [.on, .tags, .note]
}
