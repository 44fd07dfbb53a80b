import KithGrammar
import KithGraph
import KithLog

extension ColourChoice: Meaningful {
  package var meaning: String {
    switch self {
    case .light: "dark letters on white"
    case .dark: "light letters on black"
    case .none: "letters alone"
    }
  }
}

extension TypedSlot where Value == ColourChoice {
  fileprivate static var colours: TypedSlot { choice(among: ColourChoice.allCases, called: "choice") }
}

/// The latest statements, the last first.
private let latest: VerbEntry.Listing = { log, _ in
  Array((1..<log.count + 1).reversed().lazy.filter { log.isLive($0) }.prefix(12))
}

/// What changes the list of statements, and what a session is asked to do.
package let sessionFamily: [VerbEntry] = [
  VerbEntry(
    amends: "undo", help: "takes back the last line, or the statements of these numbers", example: "undo #3",
    .objects(maybe(.statements), listing: latest) { $0.map { .undo(statements: $0) } ?? .undoLines(1) }),
  VerbEntry(
    amends: "undo last", help: "takes back so many of the last lines", example: "undo last 1",
    .objects(.count) {
      .undoLines($0)
    }),
  VerbEntry(
    amends: "redo", help: "says again what was taken back last, or the statements of these numbers", example: "redo",
    .objects(maybe(.statements)) { .redo(statements: $0 ?? []) }),
  VerbEntry(
    amends: "edit", help: "says a statement anew; it keeps its number, and its day unless you say one",
    example: "edit #1 met alice at Luna", .objects(.statement, listing: latest) { .edit(statement: $0) }),
  VerbEntry(
    acts: "save", demanding: .session(isWriting: true), help: "writes a snapshot of the network now", example: "save",
    .objects() {
      .save
    }),
  VerbEntry(
    acts: "backup", demanding: .session(isWriting: false),
    help: "writes the whole network into a file of its own, by default beside it and called by the day",
    example: "backup",
    .objects(maybe(after("to", .file))) { .backUp(to: $0) }),
  VerbEntry(
    acts: "open", demanding: .session(isWriting: false),
    help: "goes on with the network in another file; at the prompt",
    example: "open friends.kith", .objects(.file) { .open(file: $0) }),
  VerbEntry(
    acts: "help", "?", "explain", demanding: .reading, help: "explains a word, or lists the verbs", example: "help met",
    .objects(maybe(.topic)) { .help(.word($0)) }),
  VerbEntry(
    acts: "examples", demanding: .reading, help: "shows lines to try, a few of each family", example: "examples",
    .objects() { .help(.examples) }),
  VerbEntry(
    acts: "version", demanding: .reading, help: "says which kith this is", example: "version",
    .objects() { .help(.version) }),
  VerbEntry(
    acts: "set timing", demanding: .reading, help: "says after each line how long it took", example: "set timing on",
    .objects(.switched) { .set(.timing($0)) }),
  VerbEntry(
    acts: "set output", demanding: .reading, help: "sets how answers are written that ask for nothing else",
    example: "set output csv", .objects(.format) { .set(.output($0)) }),
  VerbEntry(
    acts: "set plain", demanding: .reading,
    help: "shows lines without colours, suggestions and menus, as screen readers want them", example: "set plain on",
    .objects(.switched) { .set(.plain($0)) }),
  VerbEntry(
    acts: "set colours", "set colors", demanding: .reading,
    help: "chooses colours for a light or a dark background, or none; else the terminal is asked",
    example: "set colours light", .objects(.colours) { .set(.colours($0)) }),
  VerbEntry(
    acts: "set history", demanding: .reading, help: "remembers the lines of this prompt, or not",
    example: "set history off",
    .objects(.switched) { .set(.history($0)) }),
  VerbEntry(
    acts: "set prompt", demanding: .reading, help: "sets what stands before `>` at the prompt",
    example: "set prompt friends",
    .objects(.anyWords) { .set(.prompt($0)) }),
  VerbEntry(
    acts: "quit", "exit", "bye", "q", demanding: .session(isWriting: false), help: "leaves", example: "quit",
    .objects() { .quit }),
  VerbEntry(
    acts: "language", demanding: .reading, help: "says which version of the language a script is written in",
    example: "language 2", .objects(.languageVersion) { .language($0) }),
]
