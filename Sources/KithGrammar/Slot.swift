import KithGraph
import KithSyntax

/// One part of a verb's objects: how it reads, prints and what it is called. The typed view of it is a `Slot`.
///
/// A class, since it is handed on many times while the vocabulary is built; it is only changed where it is made.
public final class Part: @unchecked Sendable {
  /// The word before it, as `to` in `introduced A to B`.
  package var lead: Lead?
  /// What stands in usage lines: `PERSON`.
  public let label: String
  /// Whether it may be left out.
  public var isOptional = false
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
  /// The words that begin it, where no lead does: a name before it ends there.
  package var stops = WordSet()
  /// What is counted, one of it and several.
  package var unit: (one: String, several: String)?
  /// Whether `and` and commas join several names here.
  package var isList = false
  /// Whether what stands behind its lead can be it. Only asked of optional parts.
  package var fits: @Sendable (borrowing Reader) -> Bool = { _ in true }
  /// Whether the part begins here, where no lead says so. Only asked of optional parts.
  package var begins: @Sendable (borrowing Reader) -> Bool = { !$0.isAtEnd }
  /// Reads it, behind its lead.
  package let read: @Sendable (inout Reader) throws(Diagnostic) -> Term<Mention>

  package init(
    lead: Lead? = nil, label: String, kind: NodeKind?, holds: TermShape = .names, alternatives: [NodeKind] = [],
    column: LogColumn, read: @escaping @Sendable (inout Reader) throws(Diagnostic) -> Term<Mention>
  ) {
    (self.lead, self.label, self.kind, self.holds, self.alternatives) = (lead, label, kind, holds, alternatives)
    (self.column, self.read) = (column, read)
  }

  /// What a name of it stands for: what the node is by other statements, where the part takes that, else what the part
  /// asks for.
  package func kind(of node: Node, _ names: Names) -> NodeKind {
    let (actual, wanted) = (names.kind(of: node), kind ?? .person)
    // In its own space a name is what other statements make it; a tag is a tag whoever else says so.
    let isKnown = names.exists(node) || actual.space != wanted.space
    return isKnown && alternatives.contains(actual) ? actual : wanted
  }

  /// As a usage line writes it: `[to PERSON]`.
  public var usage: String {
    let text = [lead?.text, label].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    return isOptional ? "[\(text)]" : text
  }
}

/// A part of a verb's objects and the value it has for the verb's closure.
///
/// Each use of a slot makes a new one, so that what stands before it can change it.
package struct Slot<Value>: Sendable {
  package let part: Part
  package let value: @Sendable (Term<Node>) -> Value

  package init(part: Part, _ value: @escaping @Sendable (Term<Node>) -> Value) {
    (self.part, self.value) = (part, value)
  }
}

/// The slot behind a word: `after("to", .person)`.
package func after<Value>(_ lead: Lead, _ slot: Slot<Value>) -> Slot<Value> {
  slot.part.lead = lead
  return slot
}

/// The slot behind a word that a file can stand behind as well.
package func unlessFile(_ slot: Slot<Node>) -> Slot<Node> {
  slot.part.fits = { reader in
    guard let text = reader.nextText, text.contains("/") || text.dropLast().contains(".") else { return true }
    return reader.setting.names.node(text, in: .party) != nil
  }
  return slot
}

/// The slot, or nothing.
package func maybe<Value>(_ slot: Slot<Value>) -> Slot<Value?> {
  slot.part.isOptional = true
  return Slot(part: slot.part) { if case .none = $0 { nil } else { slot.value($0) } }
}

extension Slot where Value == Node {
  package static var person: Slot { one(.person, "PERSON", column: .people) }
  package static var org: Slot { one(.org, "ORG", column: .org) }
  package static var role: Slot { one(.role, "ROLE", column: .role) }
  package static var gift: Slot { one(.gift, "GIFT", column: .gift) }
  package static var place: Slot { one(.place, "PLACE", column: .place) }

  /// A name of just this kind.
  package static func named(_ kind: NodeKind) -> Slot {
    let shape = NameShape(kind: kind, label: kind.word.uppercased(), isKindStated: true)
    let part = Part(label: shape.label, kind: kind, column: .people) { reader throws(Diagnostic) in
      .names([try reader.name(shape)])
    }
    return Slot(part: part) { $0.nodes[0] }
  }
  /// A group to join, or an org that is known.
  package static var group: Slot { one(.group, "GROUP", column: .org, or: [.org]) }
  /// An org or group that is known.
  package static var orgOrGroup: Slot { one(.org, "ORG", column: .org, or: [.group], mustExist: true) }

  /// A person, org, group, place or topic, whichever bears the name.
  package static var anybody: Slot { one(.person, "NAME", column: .people, or: [.org, .group, .place, .topic]) }
  /// Whom a path leads to: a person, somebody at an org, or somebody in a role.
  package static var target: Slot { one(.person, "TARGET", column: .people, or: [.org, .role]) }

  private static func one(
    _ kind: NodeKind, _ label: String, column: LogColumn, or alternatives: [NodeKind] = [], mustExist: Bool = false
  ) -> Slot {
    let shape = NameShape(kind: kind, label: label, alternatives: alternatives, mustExist: mustExist)
    let part = Part(label: label, kind: kind, alternatives: alternatives, column: column) { reader throws(Diagnostic) in
      .names([try reader.name(shape)])
    }
    part.mustExist = mustExist
    return Slot(part: part) { $0.nodes[0] }
  }
}

extension Slot where Value == [Node] {
  package static var people: Slot { several(.person, "PEOPLE", column: .people) }
  package static var topics: Slot { several(.topic, "TOPICS", column: .topics) }

  /// One tag or more.
  package static var tags: Slot {
    let part = Part(label: "#TAG", kind: .tag, column: .tags) { reader throws(Diagnostic) in
      var tags = [try reader.tag()]
      while reader.next.kind == .tag {
        try reader.checkListHolds(tags.count)
        tags.append(try reader.tag())
      }
      return .names(tags)
    }
    part.isList = true
    return Slot(part: part) { $0.nodes }
  }

  private static func several(_ kind: NodeKind, _ label: String, column: LogColumn) -> Slot {
    let shape = NameShape(kind: kind, label: label, isListed: true)
    let part = Part(label: label, kind: kind, column: column) { reader throws(Diagnostic) in
      .names(try reader.names(shape))
    }
    part.isList = true
    return Slot(part: part) { $0.nodes }
  }
}

extension Slot where Value == Bool {
  /// A word that may stand there.
  package static func word(_ word: String) -> Slot {
    let part = Part(lead: Lead(word), label: "", kind: nil, holds: .flag, column: .hidden) { _ throws(Diagnostic) in
      .flag
    }
    part.isOptional = true
    return Slot(part: part) { if case .flag = $0 { true } else { false } }
  }
}

extension Slot where Value == String {
  /// A quoted text.
  package static func text(_ label: String) -> Slot {
    let part = Part(label: label, kind: nil, holds: .text, column: .thing) { reader throws(Diagnostic) in
      reader.expect(.value("\(label) in quotes"))
      guard reader.startsText, let text = reader.nextText else { throw reader.unexpected() }
      reader.advance()
      return .text(text)
    }
    part.begins = { $0.startsText }
    return Slot(part: part) { if case .text(let text) = $0 { text } else { "" } }
  }

  /// Any words, or a quoted text.
  package static var anyWords: Slot { words("WORD", isEnd: { _ in false }) }

  /// Words to look for, up to how the answer is to be written.
  package static var soughtWords: Slot { words("TEXT", isEnd: { $0.nextWord == .as }) }

  private static func words(_ label: String, isEnd: @escaping @Sendable (borrowing Reader) -> Bool) -> Slot {
    let part = Part(label: label, kind: nil, holds: .text, column: .hidden) { reader throws(Diagnostic) in
      reader.expect(.value(label))
      var words: [String] = []
      while let word = reader.nextText, !isEnd(reader) {
        words.append(word)
        reader.advance()
      }
      guard !words.isEmpty else { throw reader.unexpected() }
      return .text(words.joined(separator: " "))
    }
    return Slot(part: part) { if case .text(let text) = $0 { text } else { "" } }
  }
  /// The path of a file.
  package static var file: Slot { file { _ in true } }

  /// The path of the file that an answer is written to: a word that no name would be, so that `promises to me` makes no
  /// file.
  package static var answerFile: Slot { file { $0.contains(".") || $0.contains("/") } }

  private static func file(_ isFile: @escaping @Sendable (String) -> Bool) -> Slot {
    let label = "FILE"
    let part = Part(label: label, kind: nil, holds: .text, column: .hidden) { reader throws(Diagnostic) in
      reader.expect(.value(label))
      guard let word = reader.nextText else { throw reader.unexpected() }
      guard reader.next.kind != .word || isFile(word) else {
        throw reader.problem(
          "`\(word)` could be a name: that of a file holds a `.` or `/`, or is quoted", at: reader.next.span,
          instead: word.quoted
        )
      }
      reader.advance()
      return .text(word)
    }
    return Slot(part: part) { if case .text(let text) = $0 { text } else { "" } }
  }
}

extension Slot where Value == Int {
  /// The version of the language that this kith speaks.
  package static var languageVersion: Slot {
    let part = Part(label: "1", kind: nil, holds: .number, column: .hidden) { reader throws(Diagnostic) in
      let span = reader.next.span
      let version = try reader.count()
      guard version == 1 else {
        throw reader.problem("this is written in language \(version), and this kith speaks language 1", at: span)
      }
      return .number(1)
    }
    return Slot(part: part) { if case .number(let version) = $0 { Int(version) } else { 0 } }
  }
}

extension Slot where Value == Int {
  /// The number of a statement.
  package static var statement: Slot {
    let part = Part(label: "#N STATEMENT", kind: nil, holds: .statements, column: .hidden) {
      reader throws(Diagnostic) in
      .statements([try reader.statementNumber()])
    }
    return Slot(part: part) { if case .statements(let numbers) = $0 { numbers.first ?? 0 } else { 0 } }
  }
}

extension Slot where Value == [Int] {
  /// The number of one statement that this one is about.
  package static var openStatement: Slot {
    let part = Part(label: "#N", kind: nil, holds: .statements, column: .closes) { reader throws(Diagnostic) in
      .statements([try reader.statementNumber()])
    }
    part.begins = { $0.next.kind == .number }
    return Slot(part: part) { if case .statements(let numbers) = $0 { numbers } else { [] } }
  }

  /// The numbers of statements: `#12`, `12`, `#12, #13`.
  package static var statements: Slot {
    let part = Part(label: "#N", kind: nil, holds: .statements, column: .hidden) { reader throws(Diagnostic) in
      var numbers = [try reader.statementNumber()]
      while reader.acceptComma() || reader.accept("and") { numbers.append(try reader.statementNumber()) }
      return .statements(numbers)
    }
    return Slot(part: part) { if case .statements(let numbers) = $0 { numbers } else { [] } }
  }
}

extension Term {
  /// The names of the term; none when it holds something else.
  package var names: [Name] {
    switch self {
    case .names(let names): names
    case .fields(let fields): fields.map(\.name)
    case .none, .flag, .number, .day, .time, .duration, .period, .text, .statements, .condition, .choices: []
    }
  }
}

extension Term where Name == Node {
  package var nodes: [Node] { names }
}
