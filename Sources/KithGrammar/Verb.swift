import KithGraph

/// What reading, printing and the log know of one verb of the language: the grammar half of its entry in the table.
///
/// A class, since every statement of the log asks for its verb.
public final class Verb: Sendable {
  /// The phrases that say it as their entry has them, the first being its name.
  package let written: [String]
  /// What saying it does.
  package let category: Category
  /// What the subject can be besides a person.
  package let otherSubjects: [NodeKind]
  /// What to ask at a prompt before it is done.
  package let question: String?
  /// Whether it says what kind a name is, and nothing more.
  package let isDeclaration: Bool
  /// Whether it shows in what other statements say rather than by itself.
  public let isUnlisted: Bool
  /// One line for `help`.
  public let summary: String
  /// A line a user would type.
  public let example: String

  private let whole: Lazily<Whole>

  private final class Whole: Sendable {
    let phrases: [Phrase]
    let grammar: Grammar
    let stops: WordSet
    let clauses: Clauses
    let isPlan: Bool
    let isAhead: Bool
    let subject: NameShape

    init(phrases: [Phrase], otherSubjects: [NodeKind], _ grammar: Grammar) {
      (self.phrases, self.grammar) = (phrases, grammar)
      clauses = Clauses(grammar.clauses)
      isPlan = grammar.clauses.contains { $0.index == Clause.planned.index }
      isAhead = isPlan || grammar.clauses.contains { $0.index == Clause.by.index }
      var stops = WordSet(
        grammar.slots.compactMap { $0.keyword?.first }
          // Behind `in` or `from` many a name goes on: only a date there ends it.
          + grammar.clauses.filter { $0.slot.holds != .date }.flatMap { $0.keywords.map(\.first) })
      for slot in grammar.slots { stops.formUnion(slot.stops) }
      self.stops = stops
      let isKnown = !otherSubjects.isEmpty
      subject = NameShape(
        kind: .person, label: "a name", alternatives: otherSubjects, mustExist: isKnown, isFoundAnywhere: isKnown)
    }
  }

  /// What stands behind the phrase, and what it makes true.
  package struct Grammar: Sendable {
    package let slots: [Slot]
    package var clauses: [Clause] = []
    package var derivation = Derivation.nothing

    package init(slots: [Slot], clauses: [Clause] = [], derivation: Derivation = .nothing) {
      (self.slots, self.clauses, self.derivation) = (slots, clauses, derivation)
    }
  }

  /// What statements of a verb come to, by their words alone.
  package enum Derivation: Sendable {
    /// Nothing: a question, say.
    case nothing
    /// Facts; `channel` is that of a contact where no clause says otherwise.
    case facts(
      channel: Channel?,
      @Sendable (_ said: Circumstances, _ subject: Node, _ objects: [Term<Node>]) throws(StatementError) -> [Fact])
    /// All statements read otherwise, whatever their date.
    case rewriting(@Sendable (_ objects: [Term<Node>]) -> Rewriting)
  }

  /// The phrases that say it, the first being its name.
  public var phrases: [Phrase] { whole.value.phrases }
  /// What follows the phrase.
  public var slots: [Slot] { whole.value.grammar.slots }
  /// The clauses it takes.
  public var clauses: [Clause] { whole.value.grammar.clauses }
  /// The same, by the words that they may begin with.
  package var clausesByWord: Clauses { whole.value.clauses }
  /// What its statements come to.
  package var derivation: Derivation { whole.value.grammar.derivation }
  /// What its subject can be.
  package var subject: NameShape { whole.value.subject }

  /// What saying a verb does.
  package enum Category: Equatable {
    /// It says something of the network; somebody does it.
    case statement
    /// It says something of the network, and is said to kith: `tag alice #design`.
    case imperative
    /// It makes all statements read otherwise, whatever their date.
    case rewriting
    /// It changes the list of statements.
    case amendment(RequiredAccess)
    /// It asks.
    case question
    /// It does something to the session.
    case action(RequiredAccess)
  }

  /// What carrying a verb out asks of the session.
  public enum RequiredAccess: Sendable, Equatable {
    /// To read the network.
    case reading
    /// To write to its files.
    case writing
    /// To be alone on its line, and in no script: it is about the session itself.
    case session(isWriting: Bool)

    /// Whether it writes to the network's files.
    public var isWriting: Bool {
      switch self {
      case .reading: false
      case .writing: true
      case .session(let isWriting): isWriting
      }
    }

    /// Whether it is about the session itself.
    package var isOfTheSession: Bool {
      switch self {
      case .reading, .writing: false
      case .session: true
      }
    }
  }

  /// What carrying it out asks of the session.
  public var requiredAccess: RequiredAccess {
    switch category {
    case .statement, .imperative, .rewriting: .writing
    case .question: .reading
    case .amendment(let access), .action(let access): access
    }
  }

  /// Whether somebody does it: then a subject may stand before the phrase.
  public var takesSubject: Bool { category == .statement }

  /// Whether it says something of the network.
  package var isRecord: Bool { category == .statement || category == .imperative }

  /// Whether what it says is kept.
  public var isKept: Bool { isRecord || category == .rewriting }

  /// Whether it is said of a day: of a plan, the one it is made on stands before it.
  package var isDated: Bool { isRecord }

  /// Whether a day behind the verb is the one planned for.
  package var isPlan: Bool { whole.value.isPlan }

  /// Whether it says what is to be: the day it is said on stands in front.
  package var isAhead: Bool { whole.value.isAhead }

  /// As help and errors show it: `[SUBJECT] introduced PERSON to PERSON`.
  public var usage: String {
    ((takesSubject ? ["[SUBJECT]"] : []) + [phrases[0].text] + slots.map(\.usage)).joined(separator: " ")
  }

  /// What tells more, for an error.
  var hint: String { "`help \(phrases[0].text)` shows how it is said" }

  /// The words that end a name in this verb's statements, persons' names aside.
  package var stops: WordSet { whole.value.stops }

  package init(
    _ phrases: [String], _ category: Category, subjects: [NodeKind] = [], asking question: String? = nil,
    isDeclaration: Bool = false, isUnlisted: Bool = false, help summary: String, example: String,
    grammar: @escaping @Sendable () -> Grammar
  ) {
    (self.written, self.category, self.otherSubjects) = (phrases, category, subjects)
    (self.question, self.isDeclaration, self.isUnlisted) = (question, isDeclaration, isUnlisted)
    (self.summary, self.example) = (summary, example)
    whole = Lazily { Whole(phrases: phrases.map { Phrase($0) }, otherSubjects: subjects, grammar()) }
  }
}

/// The words that say a verb.
///
/// Written with a slash where the owner's form differs: `know/knows`.
public struct Phrase: Sendable {
  /// As others do it: `knows`.
  public let words: [String]
  /// As I do it: `know`.
  public let mine: [String]
  /// As others do it, in one; what a stored statement calls its verb by.
  public let text: String
  /// As I do it, in one.
  package let mineText: String

  package init(_ written: String) {
    let bytes = Array(written.utf8)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    var (words, mine): ([String], [String]) = ([], [])
    var start = 0
    for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: " ") {
      let slash = bytes[start..<end].firstIndex(of: UInt8(ascii: "/"))
      words.append(text((slash.map { $0 + 1 } ?? start)..<end))
      mine.append(text(start..<(slash ?? end)))
      start = end + 1
    }
    (self.words, self.mine, self.text) = (words, mine, Phrase.text(of: written))
    mineText = mine.joined(separator: " ")
  }

  /// As others do it, in one, of what stands written.
  package static func text(of written: String) -> String {
    var (text, start): ([UInt8], Int) = ([], 0)
    for byte in written.utf8 {
      switch byte {
      case UInt8(ascii: "/"): text.removeSubrange(start...)
      case UInt8(ascii: " "):
        text.append(byte)
        start = text.count
      default: text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
