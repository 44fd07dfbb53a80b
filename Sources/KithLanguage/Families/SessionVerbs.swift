/// What changes the list of statements, and what a session is asked to do.
let sessionFamily: [Verb] = [
  Verb(
    amends: "undo", objects: maybe(.statements), help: "takes back the last line, or the statements of these numbers",
    example: "undo #3"
  ) { $0.map { .undo(statements: $0) } ?? .undoLines(1) },
  Verb(amends: "undo last", objects: .count, help: "takes back so many of the last lines", example: "undo last 1") {
    .undoLines($0)
  },
  Verb(
    amends: "redo", objects: maybe(.statements), help: "says again what was taken back last, or the statements of these numbers",
    example: "redo"
  ) { .redo(statements: $0 ?? []) },
  Verb(
    amends: "edit", objects: .statement, help: "says a statement anew; it keeps its number, and its day unless you say one",
    example: "edit #1 met alice at Luna"
  ) { .edit(statement: $0) },
  Verb(acts: "save", demanding: .session, help: "writes a snapshot of the network now", example: "save") { .save },
  Verb(
    acts: "backup", objects: maybe(after("to", .file)), demanding: .session,
    help: "writes the whole network into a file of its own, by default beside it and called by the day", example: "backup"
  ) { .backUp(to: $0) },
  Verb(
    acts: "open", objects: .file, demanding: .session, help: "goes on with the network in another file; at the prompt",
    example: "open friends.kith"
  ) { .open(file: $0) },
  Verb(
    acts: "help", objects: maybe(.anyWords), demanding: .reading, help: "explains a word, or lists the verbs", example: "help met"
  ) { .help(page: Manual().page(for: $0)) },
  Verb(acts: "examples", demanding: .reading, help: "shows lines to try, a few of each family", example: "examples") {
    .help(page: Manual().examples)
  },
  Verb(
    acts: "set timing", objects: .switched, demanding: .reading, help: "says after each line how long it took",
    example: "set timing on"
  ) { .set(.timing($0)) },
  Verb(
    acts: "set output", objects: .format, demanding: .reading, help: "sets how answers are written that ask for nothing else",
    example: "set output csv"
  ) { .set(.output($0)) },
  Verb(
    acts: "set plain", objects: .switched, demanding: .reading,
    help: "shows lines without colours, suggestions and menus, as screen readers want them", example: "set plain on"
  ) { .set(.plain($0)) },
  Verb(
    acts: "set history", objects: .switched, demanding: .reading, help: "remembers the lines of this prompt, or not",
    example: "set history off"
  ) { .set(.history($0)) },
  Verb(
    acts: "set prompt", objects: .anyWords, demanding: .reading, help: "sets what stands before `>` at the prompt",
    example: "set prompt friends"
  ) { .set(.prompt($0)) },
  Verb(acts: "quit", demanding: .session, help: "leaves", example: "quit") { .quit },
  Verb(
    acts: "language", objects: .languageVersion, demanding: .reading,
    help: "says which version of the language a script is written in", example: "language 1"
  ) { _ in .nothing },
]
