import KithGraph
import KithSyntax

/// One verb of the language, whole: its entry in the table is all there is to it.
///
/// Reading, printing, completion, help and execution all come from the entry; see `Families`. A class, since every statement of
/// the chronicle asks for its verb; only its initializers change it, which the compiler cannot see.
public final class Verb: @unchecked Sendable {
  /// The phrases that say it, the first being its name.
  public let phrases: [Phrase]
  /// What follows the phrase.
  public let parts: [Part]
  /// The clauses it takes.
  public let clauses: [Clause]
  /// One line for `help`.
  public let summary: String
  /// A line a user would type.
  public let example: String
  /// What it does.
  let effect: Effect

  /// Says a sentence otherwise. `named` are the people of the line so far; the chronicle is there to look at, and to intern
  /// what the verb itself brings along.
  typealias Resolution =
    @Sendable (_ sentence: Sentence<Node>, _ named: [Node], _ chronicle: inout Chronicle) throws(Refusal) -> Rephrasing

  /// What a verb can do.
  enum Effect: Sendable {
    /// Adds facts to the network. `channel` is that of a contact where no clause says otherwise. `resolve` first says the
    /// sentence otherwise where that takes a look at the network: an anaphor, or the commitment that is meant.
    case record(
      channel: Channel?, resolve: Resolution?,
      @Sendable (_ said: Occasion, _ subject: Node, _ objects: [Term<Node>]) throws(Refusal) -> [Fact])
    /// Makes all statements read otherwise, whatever their date.
    case rewrite(@Sendable (_ objects: [Term<Node>]) -> Rewriting)
    /// Changes the list of statements.
    case amend(Demand, @Sendable (_ objects: [Term<Node>]) -> Amendment)
    /// Answers.
    case ask(@Sendable (_ inquiry: Inquiry, _ objects: [Term<Node>]) throws(Refusal) -> Report)
    /// Does something to the session.
    case act(Demand, @Sendable (_ objects: [Term<Node>]) -> Action)
  }

  /// What carrying a verb out asks of the session.
  public enum Demand: Sendable {
    /// To read the network.
    case reading
    /// To write to its files.
    case writing
    /// To be alone on its line, with its files at hand: it is about the session itself.
    case session
  }

  /// What carrying it out asks of the session.
  public var demand: Demand {
    switch effect {
    case .record, .rewrite: .writing
    case .ask: .reading
    case .amend(let demand, _), .act(let demand, _): demand
    }
  }

  /// Whether it is said to kith rather than of somebody: `tag alice #design`.
  var isImperative = false

  /// What the subject can be besides a person.
  var otherSubjects: [NodeKind] = []

  /// Whether somebody does it: then a subject may stand before the phrase.
  public var takesSubject: Bool {
    switch effect {
    case .record: !isImperative
    case .rewrite, .amend, .ask, .act: false
    }
  }

  /// Whether it says something of the network.
  var isRecord: Bool { if case .record = effect { true } else { false } }

  /// Whether what it says is kept.
  public var isKept: Bool { if case .rewrite = effect { true } else { isRecord } }

  /// What its answer looks like, where it is a question.
  public internal(set) var shape: (@Sendable () -> Report.Shape)?

  /// What to ask at a prompt before it is done.
  var question: String?

  /// Whether it says what kind a name is, and nothing more.
  var isDeclaration = false

  /// Whether it is said of a day: of a plan, the one it is made on stands before it.
  var isDated: Bool { isRecord }

  /// Whether a day behind the verb is the one planned for.
  var isPlan: Bool { clauses.contains { $0.name == Clause.planned.name } }

  /// Whether it shows in what other statements say rather than by itself.
  public internal(set) var isUnlisted = false

  /// As help and errors show it: `[SUBJECT] introduced PERSON to PERSON`.
  public var usage: String {
    ((takesSubject ? ["[SUBJECT]"] : []) + [phrases[0].text] + parts.map(\.usage)).joined(separator: " ")
  }

  /// The words that end a name in this verb's statements, persons' names aside.
  var stops: Set<String> {
    Set(parts.compactMap(\.lead).flatMap { $0.split(separator: " ").prefix(1).map(String.init) } + clauses.flatMap(\.leads))
      .union(parts.flatMap(\.stops))
  }

  init(
    _ phrases: [String], parts: [Part], clauses: [Clause], help summary: String, example: String, effect: Effect
  ) {
    self.phrases = phrases.map(Phrase.init)
    self.parts = parts
    self.clauses = clauses
    self.summary = summary
    self.example = example
    self.effect = effect
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

  init(_ written: String) {
    // By bytes: this runs for every phrase at every start.
    let forms = written.utf8.split(separator: UInt8(ascii: " ")).map { $0.split(separator: UInt8(ascii: "/")) }
    words = forms.map { String(Substring($0[$0.count - 1])) }
    mine = forms.map { String(Substring($0[0])) }
    text = words.dropFirst().reduce(words[0]) { $0 + " " + $1 }
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
  /// Nothing.
  case nothing
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
  case help(page: String)
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
