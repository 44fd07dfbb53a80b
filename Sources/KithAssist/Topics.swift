import KithEngine
import KithGrammar
import KithGraph
import KithText

/// A page of help that is about no single verb.
struct Topic: Sendable {
  /// What `help` calls it.
  let name: String
  /// Other words that it is asked for by.
  var others: [String] = []
  /// What it is about, in a few words.
  let summary: String
  /// What stands before its rows, a paragraph each.
  var before: [String] = []
  /// Lines to type or words, each with what it does.
  var rows: @Sendable (Manual) -> [(said: String, meaning: String)] = { _ in [] }
  /// What stands behind them.
  var after: [String] = []
  /// Whether the rows are lines that can be said as they stand.
  var saysLines = true

  static let all = [
    verbs, names, dates, notes, lists, tags, fields, giving, strength, predicates, plans, undo, scripts, files, formats,
    keys,
  ]

  private static let verbs = Topic(
    name: "verbs", others: ["commands", "verb"], summary: "every verb",
    rows: { manual in manual.language.entries.map { ($0.verb.phrases[0].text, $0.verb.summary) } },
    saysLines: false)

  private static let names = Topic(
    name: "names", others: ["people", "name", "contacts", "friends", "persons"],
    summary: "who is who",
    before: [
      "Whoever you name for the first time is known from then on. Case and accents make no difference, and a first name is "
        + "enough as long as one person bears it."
    ],
    rows: { _ in
      [
        ("met anna", "one word is a name"), ("met Anna Berg", "so are several, with capitals"),
        ("met \"anna from the gym\"", "quotes hold any words together"),
        ("person anna; org Acme", "says what a name is, before anything is told of it"),
        ("alice aka lissy", "one more name for somebody"), ("rename alice to alicia", "in all that was ever said"),
        ("merge zoe into tom", "two names that turn out to be one person"),
        ("my boss is dana", "`my boss` is dana from then on"), ("show alice", "all that is known of somebody"),
        ("set strict on", "refuses new names that nobody declared"),
      ]
    }, after: ["While you type, a new name is said below the line. Tab completes the known ones."])

  private static let dates = Topic(
    name: "dates", others: ["date", "days", "times", "time", "when"], summary: "days and times",
    rows: { manual in
      manual.days.map { ($0.said, "\($0.past)  \($0.future)") }
    },
    after: [
      "The first day is the one of what happened, the second the one of what is planned; of a stretch of time it is the "
        + "first. Times are `at 10:30`, `at 7pm` or `at noon`, durations `for 45m` or `for 2 hours`.",
      "`set dates dmy` says that 3/11 is in November. A date alone on a line dates the lines that follow.",
    ], saysLines: false)

  private static let notes = Topic(
    name: "notes", others: ["remarks", "remark", "comments", "comment", "text"], summary: "remarks; finding them",
    rows: { _ in
      [
        ("met alice: she moves to Rome in May", "behind a colon, the rest of the line"),
        ("met alice - she has a new dog", "behind a dash"), ("met alice (at last)", "in brackets"),
        ("note alice: allergic to nuts", "a remark by itself"),
        ("find rome", "looks through names, notes and all else"),
        ("log of alice", "all that was said of somebody"), ("show alice", "with the last remarks"),
      ]
    }, after: ["`#` and a space begin a comment, which nobody keeps."])

  private static let lists = Topic(
    name: "lists", others: ["list of people", "several", "many", "and"], summary: "several at once",
    rows: { _ in
      [
        ("met alice, bob and carol", "several people"), ("introduced alice to bob and carol", "each of them to her"),
        ("met alice; called bob", "two statements on a line, kept or refused together"),
        ("met alice at coffee; gave intro to bob", "the second goes on with whom the first names"),
        ("alice likes jazz and climbing", "several of anything"),
        ("set alice email a@x.org, phone 030123", "several fields"),
        ("who show name, city", "several columns"), ("undo #1 and #2", "several statements"),
      ]
    })

  private static let tags = Topic(
    name: "tags", others: ["groups", "group of people", "label", "labels"], summary: "marks, and groups",
    rows: { _ in
      [
        ("tag alice #family", "a mark on somebody"), ("untag alice #family", "takes it off"),
        ("met bob #work", "a mark on what happened"), ("who #family", "everybody with the mark"),
        ("keep #family every 2 weeks", "how often you wish to meet them"), ("count by tag", "how often each was said"),
        ("carol joined \"book club\"", "groups have members instead"),
        ("who in \"book club\"", "everybody in a group, or at an org"),
      ]
    })

  private static let fields = Topic(
    name: "fields",
    others: FieldName.usual.sorted() + ["field", "last", "first", "city", "role", "org", "degree", "kind"],
    summary: "birthday, email, city",
    before: ["A field is a word and what it is of somebody; any word will do."],
    rows: { manual in
      [
        ("set alice birthday 12 may 1980", "`due` and `agenda` remind of it"),
        ("set alice email a@x.org, phone 030123", "several at once"), ("add alice email b@x.org", "one more value"),
        ("unset alice phone", "takes it away"), ("alice's email", "asks for one"),
        ("who show name, birthday", "asks for all"), ("who where birthday = 12 may", "asks by one"),
      ] + [("", "")] + manual.language.vocabulary.derivedFields.map { ($0.name, $0.meaning) }
    }, after: ["The lower ones follow from what is said. All of them stand behind `where`, `sort by` and `show`."])

  private static let giving = Topic(
    name: "worth", others: ["giving", "gifts", "ledger", "owe", "owing", "debt", "debts", "money", "taking"],
    summary: "giving and getting",
    rows: { _ in
      [
        ("gave bob advice", "adds 1 to what you gave him"), ("gave bob advice worth 3", "or as much as you say"),
        ("got a book from carol", "adds to what you got"),
        ("asked carol for a review", "stays open until it is closed"),
        ("granted review", "closed, and you got it; or `declined`, `ignored`"),
        ("promised bob a template by friday", "stays open until it is kept"),
        ("kept template", "closed, and you gave it; or `broke`"),
        ("balance of bob", "what you gave less what you got"), ("asks; promises", "what is open"),
      ]
    })

  private static let strength = Topic(
    name: "strength", others: ["tie", "ties", "warm", "warmth", "score", "closeness", "half-life"],
    summary: "how warm a tie is",
    before: [
      "The strength of a tie goes from 0, for strangers, to nearly 1. Each contact adds to it by its kind, a meeting for two 1, a "
        + "call 0.6, a message 0.4, a gift 0.5, shared among those present; each share halves every 90 days. "
        + "Of their sum Σ the strength is 1 − exp(−Σ/4). What you state, as in `know alice well`, does not fade."
    ],
    rows: { _ in
      [
        ("who sort by strength", "the warmest first"), ("why alice", "every part of it, with the line it comes from"),
        ("know alice well", "states it; or `a little`, or `0.6`"),
        ("path to carol", "the warmest way to somebody over those you know"),
        ("dormant", "ties that were warm once"), ("set half-life 60 days", "lets all of it fade faster"),
        ("who sort by strength as of 2 months ago", "how it was"),
      ]
    })

  private static let predicates = Topic(
    name: "predicates",
    others: ["predicate", "questions", "asking", "query", "queries", "filter", "filters", "conditions", "condition"],
    summary: "what `who` can ask",
    before: ["They stand behind `who`, joined by `and`, `or` and `not`, with brackets where needed."],
    rows: { manual in
      [
        ("who works at Acme and not contacted since 1 month ago", ""), ("who #family or in \"book club\"", ""),
        ("who met alice at coffee since march", ""), ("who where strength > 0.5 and where given > got", ""),
        ("who where last before 30 days ago sort by strength limit 5", ""),
      ] + [("", "")] + manual.predicates
    }, after: ["`help fields` lists what stands behind `where` and `sort by`."])

  private static let plans = Topic(
    name: "plans",
    others: ["reminders", "reminder", "calendar", "appointments", "todo", "remind", "birthdays", "schedule"],
    summary: "ahead, and reminders",
    rows: { _ in
      [
        ("plan dinner with alice on friday at 7pm", "something for a day"),
        ("remind me on friday to call tom", "for yourself"),
        ("keep alice every 2 weeks", "how often you wish to be in contact"),
        ("agenda", "the days ahead, birthdays too"),
        ("due", "what waits today"), ("plans", "all of them, with their numbers"),
        ("move dinner to tomorrow", "by title, or `move #7 to tomorrow`"),
        ("done dinner", "it took place: that is a meeting"),
        ("cancel dinner", "it did not"),
      ]
    })

  private static let undo = Topic(
    name: "undo",
    others: [
      "correct", "correcting", "fix", "mistake", "mistakes", "change", "wrong", "typo", "delete", "remove", "error",
      "erase",
      "amend",
    ],
    summary: "taking back, fixing",
    before: ["Every line has a number: its answer says it, and `log` and `find` show it."],
    rows: { _ in
      [
        ("undo", "takes the last line back"), ("undo #2", "or the one of a number"),
        ("undo last 2", "or so many lines"),
        ("redo", "says again what was taken back"), ("log since yesterday", "shows the numbers"),
        ("edit #1 met alice at Luna", "says a line anew; it keeps its number and day"),
        ("rename alice to alicia", "in all that was ever said"), ("merge zoe into tom", "where two are one"),
        ("unset alice email", "takes a field away"), ("forget zoe", "takes somebody out of every file, for good"),
      ]
    }, after: ["At the prompt, `edit #1` alone puts the line before you; where you have an `$EDITOR`, it opens there."])

  private static let scripts = Topic(
    name: "scripts", others: ["script", "run", "files of lines", "import", "variables", "automation"],
    summary: "lines in a file",
    before: [
      "`kith run week.net` carries out a file of lines as a whole, or, where one of them is refused, not at all. `kith check` only reads "
        + "it. Besides what the prompt takes there are:"
    ],
    rows: { _ in ScriptWord.allCases.filter { $0 != .else }.map { ($0.usage, $0.summary) } },
    after: ["`help for` and the like show an example of each."], saysLines: false)

  private static let files = Topic(
    name: "files",
    others: ["file", "where is", "storage", "data", "backup", "export", "save", "privacy", "sync", "network"],
    summary: "where it is kept",
    rows: { _ in
      [
        ("~/.local/share/kith/network.kith", "all that was said, where neither --file nor $KITH_FILE names another"),
        ("network.kith.history", "beside it, the lines typed at the prompt"),
        ("~/.config/kith/rc.net", "a script that each prompt begins with"),
        ("backup", "writes a copy beside the network"),
        ("backup to mine.kith", "or into a file of your choice"),
        ("export to all.net", "the whole network as a script"),
        ("log as csv to log.csv", "any answer into a file"), ("open work.kith", "goes on with another network"),
        ("save", "writes a snapshot now; every line is on disk before its answer"),
      ]
    }, after: ["Only you can read these files. `kith verify` looks them over, `kith repair` mends what it can."],
    saysLines: false)

  private static let formats = Topic(
    name: "formats",
    others: Format.allCases.map(\.rawValue) + ["format", "output", "excel", "spreadsheet", "graphviz"],
    summary: "csv, json, pictures",
    rows: { _ in
      Format.allCases.map { ("as \($0.rawValue)", $0.meaning) } + [("", "")] + [
        ("who as csv", "behind any question"), ("who to people.csv", "into a file, by the end of its name"),
        ("graph as svg to all.svg", "the network as a picture"), ("set output json", "for the rest of the session"),
      ]
    }, saysLines: false)

  private static let keys = Topic(
    name: "keys", others: ["key", "keyboard", "shortcuts", "editing", "leave", "leaving"], summary: "what the keys do",
    rows: { _ in
      [
        ("Tab, Shift-Tab", "shows what can stand there, and goes through it"), ("Right, End", "takes what is dim"),
        ("Ctrl-Right, Alt-F", "takes a word of it"), ("Up, Down", "lines said before that begin so"),
        ("Ctrl-R", "finds one by its letters"), ("Alt-Up", "words of the lines before"),
        ("PgUp, PgDn", "the oldest such line, and back"), ("Alt-Enter", "begins another line"),
        ("Home, End, Ctrl-Left", "move; Ctrl-K, Ctrl-W, Ctrl-Delete delete"),
        ("Ctrl-_", "takes back an edit of the line"),
        ("Ctrl-X Ctrl-E", "opens the line in your editor"), ("Escape", "puts back what was typed"),
        ("Ctrl-C", "gives the line up, or what is being worked out"),
        ("F1, Alt-H", "explains the verb that is being typed"), ("Ctrl-L", "clears the screen"),
        ("Ctrl-Z", "stops kith; `fg` goes on"), ("Ctrl-D", "leaves, as `quit`, `exit`, `bye` and `q` do"),
      ]
    }, after: ["The others are libedit's, as `~/.editrc` binds them; `bind -v` there makes them those of vi."],
    saysLines: false)
}
