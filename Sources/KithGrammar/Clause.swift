import KithGraph
import KithSyntax

/// The circumstances of a statement, one table for all verbs: where, when, with whom, what about.
///
/// A clause stands once at most, in any order; printing follows the order of the table. A class, since every statement
/// looks through many of them.
public final class Clause: Sendable {
  /// Tells it from the others; what stored statements call it by, so it never changes.
  package let name: String
  /// Where it stands in `Clause.all`.
  package let index: Int
  /// What makes it known: its keyword words, the first being the one printed.
  package let keywords: [KeywordPhrase]
  /// How it reads behind its keyword, and what usage lines call it.
  public let slot: Slot
  /// Whether it may be said again, adding to the first.
  package let repeats: Bool
  /// Whether what stands behind a keyword belongs to this clause: `at 10:30` is a time, `at Luna` a place.
  package let accepts: @Sendable (borrowing StatementParser, _ keyword: KeywordPhrase) -> Bool
  /// What could stand in its place without any keyword.
  package let bareExpectation: Expectation?
  /// Whether it may begin without any keyword where the parser stands.
  package let beginsBare: (@Sendable (borrowing StatementParser) -> Bool)?
  /// What it means.
  package let fill: @Sendable (Term<Node>, inout Circumstances) -> Void

  package init(
    _ index: Int, name: String, keywords: [KeywordPhrase], slot: Slot, repeats: Bool = false,
    accepts: @escaping @Sendable (borrowing StatementParser, _ keyword: KeywordPhrase) -> Bool = { _, _ in true },
    bareExpectation: Expectation? = nil,
    beginsBare: (@Sendable (borrowing StatementParser) -> Bool)? = nil,
    fill: @escaping @Sendable (Term<Node>, inout Circumstances) -> Void
  ) {
    (self.index, self.name, self.keywords, self.slot, self.repeats) = (index, name, keywords, slot, repeats)
    (self.accepts, self.bareExpectation, self.beginsBare, self.fill) = (accepts, bareExpectation, beginsBare, fill)
  }

  /// Whether a statement that has one of the two cannot have the other: they say the same thing.
  package func excludes(_ other: Clause) -> Bool {
    if slot.holds == .date || other.slot.holds == .date {
      let both = [name, other.name]
      return both.allSatisfy([Clause.on, .since, .until, .during].map(\.name).contains)
        && !(both.contains(Clause.since.name) && both.contains(Clause.until.name))
    }
    return slot.column != .hidden && slot.column == other.slot.column
  }

  /// Whether help and errors list it: not one that only says another one more exactly.
  package var isDocumented: Bool { slot.column != .place || name == Clause.place.name }

  /// As a usage line writes it; `nil` for a clause that only says another one more exactly.
  public var usage: String? {
    guard isDocumented else { return nil }
    return "[" + [keywords.first?.text, slot.label].compactMap { $0 }.joined(separator: " ") + "]"
  }
}

/// The clauses that a statement can take, and which of them may begin with a word.
package final class Clauses: Sendable {
  /// All of them, in the order in which they are tried.
  package let all: [Clause]
  /// Those that may begin without any keyword.
  private let bare: [Clause]
  /// Those and the ones with a keyword that begins with the word, for each such word.
  private let led: [(first: WordID, clauses: [Clause])]

  package init(_ all: [Clause]) {
    self.all = all
    bare = all.filter { $0.beginsBare != nil }
    led = Set(all.flatMap { $0.keywords.map(\.first) }).map { word in
      (word, all.filter { $0.beginsBare != nil || $0.keywords.contains { $0.first == word } })
    }
  }

  /// Those that may begin with a word.
  package func beginning(with word: WordID) -> [Clause] { led.first { $0.first == word }?.clauses ?? bare }
}

/// The circumstances that a statement has, ready for the verb's closure.
public struct Circumstances: Sendable {
  /// The statement's day.
  public var day: Day
  /// Which of the verb's phrases says it.
  package var phrase = 0
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
  package var weights: [String: Double] = [:]
  /// What about.
  public var topics: [Node] = []
  /// What it counts in the ledger.
  public var worth = 1.0
  /// The day something is to be done by.
  public var by: Day?
  /// Up to when something was so.
  package var until: PartialDate?
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
  package var giftWeight: Double { 0.5 * weight(unlessSaid: .inPerson) }

  /// The weight of the channel that was said, else of this one.
  package func weight(unlessSaid channel: Channel) -> Double {
    channelWeight ?? weights[channel.name] ?? channel.weight
  }

  package init(day: Day) { self.day = day }
}

extension Clause {
  /// All clauses, in the order of printing.
  public static let all = [
    with, others, place, atPlace, atOrg, atGroup, atPlan, within, via, topics, on, planned, time, duration, every,
    worth, by,
    tags, note, since, until, during,
  ]

  /// The index of a clause in `all`: what sentences call it by.
  package static func index(of clause: Clause) -> Int {
    assert(all[clause.index] === clause)
    return clause.index
  }

  package static let with = Clause(0, name: "with", keywords: ["with"], slot: TypedSlot.people.slot) {
    $1.with = $0.nodes
  }

  /// How many more were there: `with 3 others`.
  package static let others: Clause = {
    let slot = Slot(label: "N others", kind: nil, holds: .number, column: .hidden) { parser throws(Diagnostic) in
      let count = try parser.count()
      parser.advance()
      return .number(Double(count))
    }
    slot.unit = ("other", "others")
    return Clause(1, name: "others", keywords: ["with"], slot: slot, accepts: { parser, _ in parser.startsOthers }) {
      if case .number(let count) = $0 { $1.others = Int(count) }
    }
  }()

  package static let time = Clause(
    12, name: "time", keywords: ["at"],
    slot: Slot(label: "TIME", kind: nil, holds: .time, column: .time) { parser throws(Diagnostic) in
      .time(try parser.timeOfDay())
    },
    accepts: { parser, _ in parser.startsTime }
  ) { if case .time(let minute) = $0 { $1.minute = minute } }

  /// Where: a place, or an org or group of that name.
  package static let place = venue(2, "at", NameShape(kind: .place, label: "PLACE"), or: "on")
  /// Where, with the kind said: what the name alone would not find.
  package static let atPlace = venue(3, "at place", NameShape(kind: .place, label: "PLACE", isKindStated: true))
  package static let atOrg = venue(4, "at org", NameShape(kind: .org, label: "ORG"))
  package static let atGroup = venue(5, "at group", NameShape(kind: .group, label: "GROUP"))
  package static let atPlan = venue(6, "at plan", NameShape(kind: .plan, label: "PLAN"))

  private static func venue(
    _ index: Int, _ keyword: KeywordPhrase, _ shape: NameShape, or other: KeywordPhrase? = nil
  ) -> Clause {
    Clause(
      index, name: keyword.text, keywords: [keyword] + (other.map { [$0] } ?? []), slot: named(shape, column: .place),
      accepts: { parser, said in
        // `met tom on the train`: what is given may well be on something.
        said.first == other?.first
          ? parser.isOnPlace : parser.startsName && !parser.startsTime
      }
    ) { $1.place = $0.nodes.first }
  }

  private static func named(_ shape: NameShape, column: LogColumn) -> Slot {
    Slot(label: shape.label, kind: shape.kind, column: column) { parser throws(Diagnostic) in
      .names([try parser.name(shape)])
    }
  }

  /// Where the place lies; without any place said, it is the place.
  package static let within = Clause(
    7, name: "in", keywords: ["in"],
    slot: named(NameShape(kind: .place, label: "PLACE", isKindStated: true), column: .hidden),
    accepts: { parser, _ in
      parser.startsName && !parser.startsTime && parser.channelAhead(parser.at - 1) == nil
        && DateExpression.match(parser, at: parser.at - 1) == nil
    }
  ) { $1.within = $0.nodes.first }

  package static let via: Clause = {
    let shape = NameShape(kind: .channel, label: "CHANNEL")
    let slot = Slot(label: shape.label, kind: .channel, column: .channel) { parser throws(Diagnostic) in
      guard let (name, length) = parser.channelAhead(parser.at) else { return .names([try parser.name(shape)]) }
      let span = parser.next.span.joined(with: parser.token(parser.at + length - 1).span)
      parser.advance(length)
      return .names([Mention(text: name, isQuoted: true, span: span, shape: shape)])
    }
    return Clause(
      8, name: "via", keywords: ["via", "on"], slot: slot,
      accepts: { parser, keyword in keyword.first == .via || parser.startsChannel },
      beginsBare: { $0.channelAhead($0.at) != nil }
    ) { $1.channel = $0.nodes.first }
  }()

  package static let topics: Clause = {
    let shape = NameShape(kind: .topic, label: "TOPIC", isListed: true)
    let slot = Slot(label: "TOPICS", kind: .topic, column: .topics) { parser throws(Diagnostic) in
      .names(try parser.names(shape))
    }
    slot.isList = true
    return Clause(
      9, name: "topics", keywords: ["about", "for"], slot: slot, repeats: true,
      accepts: { parser, keyword in keyword.first == .about || !parser.startsDuration && !parser.startsIdiom }
    ) { $1.topics = $0.nodes }
  }()

  package static let duration = Clause(
    13, name: "duration", keywords: ["for"],
    slot: Slot(label: "DURATION", kind: nil, holds: .duration, column: .duration) { parser throws(Diagnostic) in
      .duration(try parser.duration())
    },
    accepts: { parser, _ in parser.startsDuration }
  ) { if case .duration(let minutes) = $0 { $1.duration = minutes } }

  package static let worth = Clause(
    15, name: "worth", keywords: ["worth"],
    slot: Slot(label: "N", kind: nil, holds: .number, column: .worth) { parser throws(Diagnostic) in
      .number(try parser.worth())
    }
  ) { if case .number(let worth) = $0 { $1.worth = worth } }

  package static let on = Clause(
    10, name: "on", keywords: ["on"],
    slot: Slot(label: "DATE", kind: nil, holds: .day, column: .date) { parser throws(Diagnostic) in
      .day(try parser.dayOrDeadline())
    },
    bareExpectation: .date(.past), beginsBare: { DateExpression.match($0, at: $0.at) != nil }
  ) { if case .day(let day) = $0 { $1.day = day } }

  /// The day that something is planned for.
  package static let planned = Clause(
    11, name: "planned", keywords: ["on", "by", "before"],
    slot: Slot(label: "DATE", kind: nil, holds: .day, column: .by) { parser throws(Diagnostic) in
      .day(try parser.dayToCome())
    }, accepts: { parser, keyword in keyword.first == .on || parser.startsDate },
    bareExpectation: .date(.future), beginsBare: { DateExpression.match($0, at: $0.at) != nil }
  ) { if case .day(let day) = $0 { $1.planned = day } }

  package static let every = Clause(
    14, name: "every", keywords: ["every"], slot: TypedSlot.period.slot, beginsBare: { $0.startsAdverbOfPeriod }
  ) {
    if case .period(let period) = $0 { $1.every = period }
  }

  package static let by = Clause(
    16, name: "by", keywords: ["by", "before"],
    slot: Slot(label: "DATE", kind: nil, holds: .day, column: .by) { parser throws(Diagnostic) in
      .day(try parser.dayToCome())
    }, accepts: { parser, keyword in keyword.first == .by || parser.startsDate }
  ) { if case .day(let day) = $0 { $1.by = day } }

  package static let tags: Clause = {
    let slot = Slot(label: "#TAG", kind: .tag, column: .tags) { parser throws(Diagnostic) in .names([try parser.tag()])
    }
    slot.isList = true
    return Clause(17, name: "tags", keywords: [], slot: slot, repeats: true, beginsBare: { $0.next.kind == .tag }) {
      $1.tags = $0.nodes
    }
  }()

  package static let note = Clause(
    18, name: "note", keywords: [],
    slot: Slot(label: ": NOTE", kind: nil, holds: .text, column: .note) { parser throws(Diagnostic) in
      .text(parser.note())
    },
    beginsBare: { if case .note = $0.next.kind { true } else { false } }
  ) { if case .text(let note) = $0 { $1.note = note } }
}

extension Clause {
  /// The date from which on something is so: `since 2020`, `from march 2018`.
  package static let since = dated(19, "since", ["since", "from"])
  /// The last date on which it was so: `until 2019`, `to 2021`.
  package static let until = dated(
    20, "until", ["until", "till", "to"], column: .until, beginsBare: { $0.isDashBetweenDates }, fill: { $1.until = $0 }
  )
  /// The month or year in which it became so: `in 2019`, `last month`.
  package static let during = dated(
    21, "during", ["in"], beginsBare: { DateExpression.match($0, at: $0.at)?.expression.isSpan ?? false })

  private static func dated(
    _ index: Int, _ name: String, _ keywords: [KeywordPhrase], column: LogColumn = .date,
    beginsBare: (@Sendable (borrowing StatementParser) -> Bool)? = nil,
    fill: @escaping @Sendable (PartialDate, inout Circumstances) -> Void = { _, _ in }
  ) -> Clause {
    let slot = Slot(label: "DATE", kind: nil, holds: .date, column: column) { parser throws(Diagnostic) in
      if parser.isDash(parser.at) { parser.advance() }
      return .date(try parser.partialDate())
    }
    return Clause(
      index, name: name, keywords: keywords, slot: slot,
      accepts: { parser, _ in parser.partialDateLength(at: parser.at) != nil }, beginsBare: beginsBare
    ) { if case .date(let date) = $0 { fill(date, &$1) } }
  }
}

extension [Clause] {
  /// The ways to say where; those that say the kind come first, as they are longer.
  private static let venues: [Clause] = [.atPlace, .atOrg, .atGroup, .atPlan, .place, .within]
  /// What an event can have.
  package static let meeting: [Clause] =
    [.others, .with] + venues + [.via, .topics, .on, .time, .duration, .tags, .note]
  /// What giving and taking can have.
  package static let exchange: [Clause] =
    [.with] + venues + [.via, .topics, .on, .time, .duration, .worth, .tags, .note]
  /// What a request or a promise can have.
  package static let commitment: [Clause] = [.via, .on, .worth, .by, .tags, .note]
  /// What a plan can have.
  package static let plan: [Clause] =
    [.others, .with] + venues + [.via, .topics, .planned, .time, .duration, .every, .tags, .note]
  /// What a reminder can have.
  package static let reminder: [Clause] = [.planned, .time, .every, .tags, .note]
  /// What the end of one can have.
  package static let closing: [Clause] = [.via, .on, .tags, .note]

  /// All but one.
  package func without(_ clause: Clause) -> [Clause] { filter { $0.name != clause.name } }

  /// What is said of a day can have.
  package static let said: [Clause] = [.on, .tags, .note]
  /// What a fact can have: its dates may be known to the month or year.
  package static let dated: [Clause] = [.during, .since, .until] + said
}

extension Sentence where Name == Node {
  /// A place is a place by whatever words it was said; one that another lies in is the place where no other is said.
  package mutating func statePlace() {
    func place(_ clause: Clause) -> Term<Node>? { self.clause(Clause.index(of: clause)) }
    guard clauses.contains(where: { $0.clause == Clause.atPlace.index || $0.clause == Clause.within.index }),
      let said = place(.atPlace)
        ?? ([.place, .atOrg, .atGroup, .atPlan].allSatisfy({ place($0) == nil }) ? place(.within) : nil)
    else { return }
    let other = Clause.index(of: place(.atPlace) == nil ? .within : .atPlace)
    clauses.removeAll { $0.clause == other }
    set(said, clause: Clause.index(of: .place))
  }
}
