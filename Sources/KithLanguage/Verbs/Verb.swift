import KithGraph
import KithSyntax
import KithText
import Synchronization

/// One verb of the language, whole: its entry in the table is all there is to it.
///
/// Reading, printing, completion, help and execution all come from the entry; see `Families`. A class, since every
/// statement of the chronicle asks for its verb.
public final class Verb: Sendable {
  /// The phrases that say it as their entry has them, the first being its name.
  let written: [String]
  /// What saying it does.
  let mood: Mood
  /// What the subject can be besides a person.
  let otherSubjects: [NodeKind]
  /// What to ask at a prompt before it is done.
  let question: String?
  /// Whether it says what kind a name is, and nothing more.
  let isDeclaration: Bool
  /// Whether it shows in what other statements say rather than by itself.
  public let isUnlisted: Bool
  /// One line for `help`.
  public let summary: String
  /// A line a user would type.
  public let example: String

  private let explain: @Sendable () -> Meaning
  /// What is made of it when somebody asks first: a start says few verbs, and has no time for all.
  private let made = Atomic<Unmanaged<Whole>?>(nil)
  private var whole: Whole {
    if let made = made.load(ordering: .acquiring) { return made.takeUnretainedValue() }
    // Of two that are made at once the first one stays; neither is ever let go, as no verb is.
    let new = Unmanaged.passRetained(Whole(phrases: written.map { Phrase($0) }, meaning: explain()))
    let first = made.compareExchange(expected: nil, desired: new, ordering: .acquiringAndReleasing).original
    return (first ?? new).takeUnretainedValue()
  }

  private final class Whole: Sendable {
    let phrases: [Phrase]
    let meaning: Meaning
    let stops: WordSet
    let clauses: Clauses
    let isPlan: Bool

    init(phrases: [Phrase], meaning: Meaning) {
      (self.phrases, self.meaning) = (phrases, meaning)
      clauses = Clauses(meaning.clauses)
      isPlan = meaning.clauses.contains { $0.index == Clause.planned.index }
      var stops = WordSet(
        meaning.parts.compactMap { $0.lead?.first } + meaning.clauses.flatMap { $0.leads.map(\.first) })
      for part in meaning.parts { stops.formUnion(part.stops) }
      self.stops = stops
    }
  }

  /// What stands behind the phrase, and what comes of it.
  struct Meaning: Sendable {
    let parts: [Part]
    var clauses: [Clause] = []
    var shape: (@Sendable () -> Report.Shape)?
    let effect: Effect
  }

  /// The phrases that say it, the first being its name.
  public var phrases: [Phrase] { whole.phrases }
  /// What follows the phrase.
  public var parts: [Part] { whole.meaning.parts }
  /// The clauses it takes.
  public var clauses: [Clause] { whole.meaning.clauses }
  /// The same, by the words that they may begin with.
  var clausesByWord: Clauses { whole.clauses }
  /// What it does.
  var effect: Effect { whole.meaning.effect }
  /// What its answer looks like, where it is a question.
  public var shape: (@Sendable () -> Report.Shape)? { whole.meaning.shape }

  /// What saying a verb does.
  enum Mood: Equatable {
    /// It says something of the network; somebody does it.
    case statement
    /// It says something of the network, and is said to kith: `tag alice #design`.
    case imperative
    /// It makes all statements read otherwise, whatever their date.
    case rewriting
    /// It changes the list of statements.
    case amendment(Demand)
    /// It asks.
    case question
    /// It does something to the session.
    case action(Demand)
  }

  /// Says a sentence otherwise. `named` are the people of the line so far; the chronicle is there to look at, and to
  /// intern what the verb itself brings along.
  typealias Resolution =
    @Sendable (_ sentence: Sentence<Node>, _ named: [Node], _ chronicle: Chronicle) throws(Refusal) -> Rephrasing

  /// What a verb can do.
  enum Effect: Sendable {
    /// Adds facts to the network. `channel` is that of a contact where no clause says otherwise. `resolve` first says
    /// the sentence otherwise where that takes a look at the network: an anaphor, or the commitment that is meant.
    case record(
      channel: Channel?, resolve: Resolution?,
      @Sendable (_ said: Occasion, _ subject: Node, _ objects: [Term<Node>]) throws(Refusal) -> [Fact])
    /// Makes all statements read otherwise, whatever their date.
    case rewrite(@Sendable (_ objects: [Term<Node>]) -> Rewriting)
    /// Changes the list of statements.
    case amend(@Sendable (_ objects: [Term<Node>]) -> Amendment)
    /// Answers.
    case ask(@Sendable (_ inquiry: Inquiry, _ objects: [Term<Node>]) throws(Refusal) -> Report)
    /// Does something to the session.
    case act(@Sendable (_ objects: [Term<Node>]) -> Action)
  }

  /// What carrying a verb out asks of the session.
  public enum Demand: Sendable, Equatable {
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
    var isOfTheSession: Bool {
      switch self {
      case .reading, .writing: false
      case .session: true
      }
    }
  }

  /// What carrying it out asks of the session.
  public var demand: Demand {
    switch mood {
    case .statement, .imperative, .rewriting: .writing
    case .question: .reading
    case .amendment(let demand), .action(let demand): demand
    }
  }

  /// Whether somebody does it: then a subject may stand before the phrase.
  public var takesSubject: Bool { mood == .statement }

  /// Whether it says something of the network.
  var isRecord: Bool { mood == .statement || mood == .imperative }

  /// Whether what it says is kept.
  public var isKept: Bool { isRecord || mood == .rewriting }

  /// Whether it is said of a day: of a plan, the one it is made on stands before it.
  var isDated: Bool { isRecord }

  /// Whether a day behind the verb is the one planned for.
  var isPlan: Bool { whole.isPlan }

  /// As help and errors show it: `[SUBJECT] introduced PERSON to PERSON`.
  public var usage: String {
    ((takesSubject ? ["[SUBJECT]"] : []) + [phrases[0].text] + parts.map(\.usage)).joined(separator: " ")
  }

  /// The words that end a name in this verb's statements, persons' names aside.
  var stops: WordSet { whole.stops }

  init(
    _ phrases: [String], _ mood: Mood, subjects: [NodeKind] = [], asking question: String? = nil,
    isDeclaration: Bool = false,
    isUnlisted: Bool = false, help summary: String, example: String, explain: @escaping @Sendable () -> Meaning
  ) {
    (self.written, self.mood, self.otherSubjects) = (phrases, mood, subjects)
    (self.question, self.isDeclaration, self.isUnlisted) = (question, isDeclaration, isUnlisted)
    (self.summary, self.example, self.explain) = (summary, example, explain)
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
  let mineText: String

  init(_ written: String) {
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
  static func text(of written: String) -> String {
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

/// Why a statement that reads well cannot stand.
struct Refusal: Error {
  /// The part of the sentence it is about.
  enum Part { case whole, subject, object(Int) }

  let message: String
  let help: String?
  let part: Part

  init(_ message: String, about part: Part = .whole, help: String? = nil) {
    self.message = message
    self.help = help
    self.part = part
  }
}

/// What makes all statements read otherwise.
enum Rewriting {
  /// A node has another name.
  case rename(Node, to: String)
  /// A node is another one.
  case merge(Node, into: Node)
  /// An option has a value.
  case set(NetworkOption)
}

/// What a change of the list of statements does.
public enum Amendment: Sendable {
  /// Takes statements back.
  case undo(statements: [Int])
  /// Takes back the last lines, so many.
  case undoLines(Int)
  /// Says again what was taken back; without any number, the line that was last.
  case redo(statements: [Int])
  /// Opens a statement's text.
  case edit(statement: Int)
  /// Erases somebody from every statement and file.
  case forget(name: String)
}

/// What a session is asked to do beside stating and asking.
public enum Action: Sendable {
  /// Read what follows as this version of the language.
  case language(Int)
  /// Write a snapshot.
  case save
  /// Write the network into a file of its own.
  case backUp(to: String?)
  /// Go on with the network in another file.
  case open(file: String)
  /// Leave.
  case quit
  /// Do something at the prompt otherwise from now on.
  case set(TerminalSetting)
  /// Show a page of help.
  case help(Manual.Page)
}

/// How a prompt behaves: kept by nobody but the session.
public enum TerminalSetting: Sendable {
  /// Whether each line is followed by the time that it took.
  case timing(Bool)
  /// Whether lines are shown without colours, suggestions and menus, for those who have the screen read to them.
  case plain(Bool)
  /// Whether lines are remembered.
  case history(Bool)
  /// How answers are written that do not ask for a format.
  case output(Format)
  /// What stands in place of the network's name.
  case prompt(String)
}

/// What another way to say something comes to.
struct Rephrasing {
  let sentence: Sentence<Node>
  /// What the user could have meant besides.
  var hint: String?
  /// What the words alone do not tell, for the echo.
  var told: String?
}
