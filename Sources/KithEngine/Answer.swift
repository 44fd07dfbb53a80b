import KithGrammar
import KithGraph
import KithLog
import KithQueries

/// What came of a statement.
public enum Answer {
  /// It was recorded.
  case recorded(Recorded)
  /// The list of statements changed; one line for each change.
  case amended([String])
  /// Somebody was erased from it.
  case forgotten(Forgotten)
  /// A question's answer.
  case report(Report)
  /// Something for the session to do.
  case action(Action)
  /// A page of help that it made of such.
  case page(String)
  /// What a script says.
  case printed(String)
  /// What a script holds to itself, and somebody at a prompt may want to see.
  case noted(String)

  /// Whether nobody who wants no echoes misses it.
  public var isEcho: Bool {
    if case .recorded(let recorded) = self { recorded.warnings.isEmpty && recorded.slips.isEmpty } else { false }
  }

  /// Whether all of the network is written down because of it.
  public var writesAll: Bool {
    switch self {
    case .forgotten, .action(.save), .action(.backUp): true
    case .recorded, .amended, .report, .action, .page, .printed, .noted: false
    }
  }

  /// Whether more of the network is read when it is shown in a format, where it asks for none itself.
  public func readsOn(as format: Format) -> Bool {
    if case .report(let report) = self {
      ![.table, .json, .ndjson, .csv, .markdown].contains(report.format ?? format)
    } else {
      false
    }
  }
}

/// A statement that was recorded.
public struct Recorded: Sendable {
  /// Its number.
  public let number: Int
  /// The row that holds it: its number, unless it says another statement anew.
  package let row: Int
  /// Its canonical text.
  public let text: String
  /// The people it names, in the order of its words.
  package var people: [Node] = []
  /// What it named for the first time.
  public let new: [(kind: NodeKind, name: String)]
  /// What the words alone do not say.
  package let told: String?
  /// What the user should know.
  public let warnings: [String]
  /// Which known names its new ones could be slips of.
  public var slips: [String] = []
  /// What was recorded with it: the row and the canonical text of each.
  package var followed: [(row: Int, text: String)] = []
  /// Whether it stood already: nothing was written.
  public package(set) var isAlreadySo = false

  /// One short line: what was understood, its number, and what is new.
  public var echo: String {
    let asides = (told.map { [$0] } ?? []) + new.map { "new \($0.kind.word) \($0.name)" }
    return "#\(number) \(text)" + (asides.isEmpty ? "" : " (\(asides.joined(separator: ", ")))")
  }
}
