import KithGraph
import KithSyntax

/// One slot of a verb's objects: how it reads, prints and what it is called. The typed view of it is a `TypedSlot`.
///
/// A class, since it is handed on many times while the vocabulary is built; it is only changed where it is made.
public final class Slot: @unchecked Sendable {
  /// The word before it, as `to` in `introduced A to B`.
  package var keyword: KeywordPhrase?
  /// What stands in usage lines: `PERSON`.
  public let label: String
  /// What could stand there, where its label does not say it: `strength`.
  package var sample = ""
  /// Whether it may be left out.
  public var isOptional = false
  /// Whether it may be left out where a subject is said.
  package var isOptionalBehindSubject = false
  /// Whether its keyword may be left out.
  package var mayLackKeyword = false
  /// The words that may stand in the place of its keyword.
  package var otherKeywords: [KeywordPhrase] = []
  /// The words of its own that it may begin with in the place of its keyword: `asked bob to help`.
  package var leads = WordSet()
  /// Whether its names may stand before the slot in front of it, without the keyword: `gave bob a book`.
  package var mayComeFirst = false
  /// What its names stand for; `nil` when it holds none.
  public let kind: NodeKind?
  /// What its term is.
  package var holds = TermShape.names
  /// What its term can be besides.
  package var mayHold: TermShape?
  /// What its names can stand for besides.
  package var alternatives: [NodeKind] = []
  /// Where `log` shows it.
  public let column: LogColumn
  /// Whether its names have to be known by what was said before.
  package var mustExist = false
  /// The words that numbers from 0 stand for.
  package var words: [String] = []
  /// The words that begin it, where no keyword does: a name before it ends there.
  package var stops = WordSet()
  /// What is counted, one of it and several.
  package var unit: (one: String, several: String)?
  /// Whether `and` and commas join several names here.
  package var isList = false
  /// Whether what stands behind its keyword can be it. Only asked of optional slots.
  package var fits: @Sendable (borrowing StatementParser) -> Bool = { _ in true }
  /// Whether the slot begins here, where no keyword says so. Only asked of optional slots.
  package var begins: @Sendable (borrowing StatementParser) -> Bool = { !$0.isAtEnd }
  /// What could begin it, where no keyword does and it may be left out.
  package var beginnings: @Sendable (borrowing StatementParser) -> [Expectation] = { _ in [] }
  /// Reads it, behind its keyword.
  package let read: @Sendable (inout StatementParser) throws(Diagnostic) -> Term<Mention>

  package init(
    keyword: KeywordPhrase? = nil, label: String, kind: NodeKind?, holds: TermShape = .names,
    alternatives: [NodeKind] = [],
    column: LogColumn, read: @escaping @Sendable (inout StatementParser) throws(Diagnostic) -> Term<Mention>
  ) {
    (self.keyword, self.label, self.kind, self.holds, self.alternatives) = (keyword, label, kind, holds, alternatives)
    (self.column, self.read) = (column, read)
  }

  /// What a name of it stands for: what the node is by other statements, where the slot takes that, else what the slot
  /// asks for.
  package func kind(of node: Node, _ names: Names) -> NodeKind {
    let (actual, wanted) = (names.kind(of: node), kind ?? .person)
    // In its own space a name is what other statements make it; a tag is a tag whoever else says so.
    let isKnown = names.exists(node) || actual.space != wanted.space
    return isKnown && alternatives.contains(actual) ? actual : wanted
  }

  /// What a word is for that stands before it.
  func meaning(behind keyword: KeywordPhrase) -> String { sample.isEmpty ? label : "\(keyword.text) \(sample)" }

  /// As a usage line writes it: `[to PERSON]`.
  public var usage: String {
    let text = [keyword?.text, label].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    return isOptional ? "[\(text)]" : text
  }
}

/// A slot of a verb's objects and the value it has for the verb's closure.
///
/// Each use of a slot makes a new one, so that what stands before it can change it.
package struct TypedSlot<Value>: Sendable {
  package let slot: Slot
  package let value: @Sendable (Term<Node>) -> Value

  package init(slot: Slot, _ value: @escaping @Sendable (Term<Node>) -> Value) {
    (self.slot, self.value) = (slot, value)
  }
}

/// The slot behind a word: `after("to", .person)`.
package func after<Value>(_ keyword: KeywordPhrase, _ slot: TypedSlot<Value>) -> TypedSlot<Value> {
  slot.slot.keyword = keyword
  return slot
}

/// The slot behind a word that may be left out: `balance of rosa`, `balance rosa`.
package func behind<Value>(_ keyword: KeywordPhrase, _ slot: TypedSlot<Value>) -> TypedSlot<Value> {
  (slot.slot.keyword, slot.slot.mayLackKeyword) = (keyword, true)
  return slot
}

/// The people behind one of some words, or before what they get.
package func recipients(_ keyword: KeywordPhrase, or others: KeywordPhrase...) -> TypedSlot<[Node]> {
  let people = TypedSlot<[Node]>.people
  (people.slot.keyword, people.slot.otherKeywords, people.slot.mayComeFirst) = (keyword, others, true)
  return people
}

/// The slot behind a word that a file can stand behind as well.
package func unlessFile(_ slot: TypedSlot<Node>) -> TypedSlot<Node> {
  slot.slot.fits = { parser in
    guard let text = parser.nextText, text.contains("/") || text.dropLast().contains(".") else { return true }
    return parser.context.names.node(text, in: .party) != nil
  }
  return slot
}

/// The slot, of which something is shown that could stand there.
package func such<Value>(as sample: String, _ slot: TypedSlot<Value>) -> TypedSlot<Value> {
  slot.slot.sample = sample
  return slot
}

/// The slot, or nothing.
package func maybe<Value>(_ slot: TypedSlot<Value>) -> TypedSlot<Value?> {
  slot.slot.isOptional = true
  return TypedSlot(slot: slot.slot) { if case .none = $0 { nil } else { slot.value($0) } }
}

extension TypedSlot where Value == Node {
  package static var person: TypedSlot { one(.person, "PERSON", column: .people) }
  package static var org: TypedSlot { one(.org, "ORG", column: .org) }
  package static var role: TypedSlot { one(.role, "ROLE", column: .role) }
  package static var gift: TypedSlot { giftOrPeople(isBehindPeople: true) }

  /// What is given, before or behind those who get it.
  package static var giftOrPeople: TypedSlot { giftOrPeople(isBehindPeople: false) }

  private static func giftOrPeople(isBehindPeople: Bool) -> TypedSlot {
    let shape = NameShape(kind: .gift, label: "GIFT")
    let slot = Slot(label: "GIFT", kind: .gift, column: .gift) { parser throws(Diagnostic) in
      if !isBehindPeople { parser.peopleAhead = try parser.peopleBeforeGift() }
      let gift = try parser.name(shape)
      // `gave tom a call`, `paid rosa a visit`, `gave me an intro to bob`
      if !parser.source.isCanonical, !gift.isQuoted, FunctionWords.isNoGift(gift.text.lowercased()) {
        throw parser.problem("`\(gift.text)` is no gift", at: gift.span, matter: .missing)
      }
      return .names([gift])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
  package static var place: TypedSlot { one(.place, "PLACE", column: .place) }
  /// An org that is known, or a new one that looks like a name.
  package static var properOrg: TypedSlot { one(.org, "ORG", column: .org, isProper: true) }
  /// Those at an org with whom one works.
  package static var team: TypedSlot {
    let team = one(.group, "TEAM", column: .team, or: [.org])
    team.slot.fits = { $0.startsTeam && !$0.startsMonthOrYear }
    return team
  }
  /// Where an org is.
  package static var office: TypedSlot {
    let place = one(.place, "PLACE", column: .place)
    place.slot.fits = { !$0.startsMonthOrYear }
    return place
  }

  /// A name of just this kind.
  package static func named(_ kind: NodeKind) -> TypedSlot {
    let shape = NameShape(kind: kind, label: kind.word.uppercased(), isKindStated: true)
    let slot = Slot(label: shape.label, kind: kind, column: .people) { parser throws(Diagnostic) in
      .names([try parser.name(shape)])
    }
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
  /// A group to join, or an org that is known.
  package static var group: TypedSlot { one(.group, "GROUP", column: .org, or: [.org]) }
  /// Where somebody is something: an org, or a group that is known.
  package static var orgOrKnownGroup: TypedSlot { one(.org, "ORG", column: .org, or: [.group]) }
  /// An org or group that is known.
  package static var orgOrGroup: TypedSlot { one(.org, "ORG", column: .org, or: [.group], mustExist: true) }

  /// A person, org, group, place or topic, whichever bears the name.
  package static var anybody: TypedSlot { one(.person, "NAME", column: .people, or: [.org, .group, .place, .topic]) }
  /// The same, where the name has to be known to be one.
  package static var anybodyKnown: TypedSlot {
    let anybody = TypedSlot.anybody
    let slot = Slot(label: "NAME", kind: .person, alternatives: anybody.slot.alternatives, column: .people) {
      parser throws(Diagnostic) in
      guard case .names(let mentions) = try anybody.slot.read(&parser), let mention = mentions.first,
        mention.isQuoted || parser.isKnown(mention.text, mention.shape)
      else { throw parser.unexpected() }
      return .names(mentions)
    }
    return TypedSlot(slot: slot, anybody.value)
  }

  /// Whom a path leads to: a person, somebody at an org, or somebody in a role.
  package static var target: TypedSlot {
    let target = one(.person, "TARGET", column: .people, or: [.org, .role])
    let slot = Slot(label: "TARGET", kind: .person, alternatives: [.org, .role], column: .people) {
      parser throws(Diagnostic) in
      // `path to the CTO`
      if FunctionWords.leading.contains(parser.nextWord), parser.word(parser.at + 1) != .missing { parser.advance() }
      return try target.slot.read(&parser)
    }
    return TypedSlot(slot: slot, target.value)
  }

  private static func one(
    _ kind: NodeKind, _ label: String, column: LogColumn, or alternatives: [NodeKind] = [], mustExist: Bool = false,
    isProper: Bool = false
  ) -> TypedSlot {
    let shape = NameShape(
      kind: kind, label: label, alternatives: alternatives, mustExist: mustExist, isProper: isProper)
    let slot = Slot(label: label, kind: kind, alternatives: alternatives, column: column) { parser throws(Diagnostic) in
      .names([try parser.name(shape)])
    }
    slot.mustExist = mustExist
    return TypedSlot(slot: slot) { $0.nodes[0] }
  }
}

extension TypedSlot where Value == [Node] {
  package static var people: TypedSlot { several(.person, "PEOPLE", column: .people) }
  /// People; behind a subject they may be left out, and it is me.
  package static var peopleOrMe: TypedSlot {
    let people = TypedSlot.people
    people.slot.isOptionalBehindSubject = true
    people.slot.begins = {
      $0.startsName && !clauseWords.contains($0.nextWord) && !$0.isAtEnd && !$0.startsDate && !$0.startsTimeOrChannel
    }
    return people
  }
  package static var topics: TypedSlot { several(.topic, "TOPICS", column: .topics) }

  /// One tag or more.
  package static var tags: TypedSlot {
    let slot = Slot(label: "#TAG", kind: .tag, column: .tags) { parser throws(Diagnostic) in
      var tags = [try parser.tag()]
      while parser.next.kind == .tag {
        try parser.checkListHolds(tags.count)
        tags.append(try parser.tag())
      }
      return .names(tags)
    }
    slot.isList = true
    return TypedSlot(slot: slot) { $0.nodes }
  }

  private static func several(_ kind: NodeKind, _ label: String, column: LogColumn) -> TypedSlot {
    let shape = NameShape(kind: kind, label: label, isListed: true)
    let slot = Slot(label: label, kind: kind, column: column) { parser throws(Diagnostic) in
      .names(try parser.names(shape))
    }
    slot.isList = true
    return TypedSlot(slot: slot) { $0.nodes }
  }
}

extension TypedSlot where Value == Bool {
  /// A word that may stand there.
  package static func word(_ word: String) -> TypedSlot {
    let slot = Slot(keyword: KeywordPhrase(word), label: "", kind: nil, holds: .flag, column: .hidden) {
      _ throws(Diagnostic) in
      .flag
    }
    slot.isOptional = true
    return TypedSlot(slot: slot) { if case .flag = $0 { true } else { false } }
  }
}

extension TypedSlot where Value == String {
  /// A quoted text.
  package static func text(_ label: String) -> TypedSlot {
    let slot = Slot(label: label, kind: nil, holds: .text, column: .thing) { parser throws(Diagnostic) in
      parser.expect(.value("\(label) in quotes"))
      guard parser.startsText, let text = parser.nextText else { throw parser.unexpected() }
      parser.advance()
      return .text(text)
    }
    slot.begins = { $0.startsText }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }

  /// Any words, or a quoted text.
  package static var anyWords: TypedSlot { words("WORD", isEnd: { _ in false }) }

  /// Words that help is asked for.
  package static var topic: TypedSlot {
    let topic = words("WORD", .topic, isEnd: { _ in false })
    topic.slot.beginnings = { _ in [.topic] }
    return topic
  }

  /// Words to look for, up to how the answer is to be written.
  package static var soughtWords: TypedSlot { words("TEXT", isEnd: { $0.nextWord == .as }) }

  private static func words(
    _ label: String, _ expectation: Expectation? = nil,
    isEnd: @escaping @Sendable (borrowing StatementParser) -> Bool
  ) -> TypedSlot {
    let slot = Slot(label: label, kind: nil, holds: .text, column: .hidden) { parser throws(Diagnostic) in
      parser.expect(expectation ?? .value(label))
      var words: [String] = []
      while let word = parser.nextText, !isEnd(parser) {
        words.append(word)
        parser.advance()
      }
      guard !words.isEmpty else { throw parser.unexpected() }
      return .text(words.joined(separator: " "))
    }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }
  /// The path of a file.
  package static var file: TypedSlot { file { _ in true } }

  /// The path of the file that an answer is written to: a word that no name would be, so that `promises to me` makes no
  /// file.
  package static var answerFile: TypedSlot { file { $0.contains(".") || $0.contains("/") } }

  private static func file(_ isFile: @escaping @Sendable (String) -> Bool) -> TypedSlot {
    let label = "FILE"
    let slot = Slot(label: label, kind: nil, holds: .text, column: .hidden) { parser throws(Diagnostic) in
      parser.expect(.value(label))
      guard let word = parser.nextText else { throw parser.unexpected() }
      guard parser.next.kind != .word || isFile(word) else {
        throw parser.problem(
          "`\(word)` could be a name: that of a file holds a `.` or `/`, or is quoted", at: parser.next.span,
          instead: word.quoted
        )
      }
      parser.advance()
      return .text(word)
    }
    return TypedSlot(slot: slot) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension TypedSlot where Value == Int {
  /// The version of the language that this kith speaks.
  package static var languageVersion: TypedSlot {
    let slot = Slot(label: "2", kind: nil, holds: .number, column: .hidden) { parser throws(Diagnostic) in
      let span = parser.next.span
      let version = try parser.count()
      guard (1...2).contains(version) else {
        throw parser.problem("this is written in language \(version), and this kith speaks languages 1 and 2", at: span)
      }
      return .number(Double(version))
    }
    return TypedSlot(slot: slot) { if case .number(let version) = $0 { Int(version) } else { 0 } }
  }
}

extension TypedSlot where Value == Int {
  /// The number of a statement.
  package static var statement: TypedSlot {
    let slot = Slot(label: "#N STATEMENT", kind: nil, holds: .statements, column: .hidden) {
      parser throws(Diagnostic) in
      .statements([try parser.statementNumber()])
    }
    return TypedSlot(slot: slot) { if case .statements(let numbers) = $0 { numbers.first ?? 0 } else { 0 } }
  }
}

extension TypedSlot where Value == [Int] {
  /// The number of one statement that this one is about.
  package static var openStatement: TypedSlot {
    let slot = Slot(label: "#N", kind: nil, holds: .statements, column: .closes) { parser throws(Diagnostic) in
      .statements([try parser.statementNumber()])
    }
    slot.begins = { $0.next.kind == .number }
    return TypedSlot(slot: slot) { if case .statements(let numbers) = $0 { numbers } else { [] } }
  }

  /// The numbers of statements: `#12`, `12`, `#12, #13`.
  package static var statements: TypedSlot {
    let slot = Slot(label: "#N", kind: nil, holds: .statements, column: .hidden) { parser throws(Diagnostic) in
      var numbers = [try parser.statementNumber()]
      while parser.acceptComma() || parser.accept("and") { numbers.append(try parser.statementNumber()) }
      return .statements(numbers)
    }
    return TypedSlot(slot: slot) { if case .statements(let numbers) = $0 { numbers } else { [] } }
  }
}

extension Term {
  /// The names of the term; none when it holds something else.
  package var names: [Name] {
    switch self {
    case .names(let names): names
    case .fields(let fields): fields.map(\.name)
    case .none, .flag, .number, .day, .date, .time, .duration, .period, .text, .statements, .condition, .choices: []
    }
  }
}

extension Term where Name == Node {
  package var nodes: [Node] { names }
}
