import KithAssist
import KithEngine
import KithGrammar
import KithLog
import KithQueries
import SeededRandom

/// Says random things: every verb, clause and kind of name.
struct Speaker {
  private var random: SplitMix
  private var opened: [Int] = []

  init(seed: UInt64) { random = SplitMix(state: seed &* 0x2545_F491_4F6C_DD1D) }

  private static let people = [
    "alice", "bob", "Carol", "Alice Smith", "alice jones", "me", "I", "\"met\"", "\"Bed, Bath and Beyond\"", "O'Brien",
    "李雷",
    "Żółć", "STRASSE",
    "straße", "Jean-Luc", "\"a \\\"b\\\" \\\\ c\"", "\"3 Doors\"", "\"Friday\"", "\"x; y: z #t\"", "e\u{301}mile",
    "émile",
    "\"\\u{1b}[1m\"", "Will",
    "\"me\"", "\"a;\u{301}b\"", "\"intro\"", "coffee", "\"and\"", "\"\\$cash\"", "well", "\"works at\"",
  ]
  private static let things = [
    "coffee", "Café Luna", "\"Café Luna\"", "Acme", "\"Acme, Ltd\"", "AT&T", "University of Oslo", "home",
    "\"10 Downing\"",
    "Bed and Breakfast",
    "\"a place to be\"", "org Acme", "place home", "group Rust",
  ]
  private static let gifts = ["advice", "\"3 books\"", "intro", "help", "a spare key", "\"to\"", "time and money"]
  private static let dates = [
    "", "", "", " on 2026-01-31", " yesterday", " 3 days ago", " on 29 feb", " last friday", " 2 weeks ago", " today",
    " on 2024-02-29", " tomorrow",
  ]
  private static let notes = [
    "", "", "", ": a note", ": \"quoted; # note\"", ": said \"hm\", left", ": \"tab\\tnewline\\n\"",
    ": \"\\\"x\\\" y\"",
    ": \"a;\u{301} b\"",
    ": \"\\u{301}x \"", ": \"#\"", ": \"\\u{202e}\"", ": \"\"",
  ]

  mutating func line() -> String {
    switch random.next() % 22 {
    case 16...21: example()
    case 0: pick(["undo", "undo", "redo", "undo last 2", "undo; redo"])
    case 1: "\(statement()); \(statement())"
    case 3: pick(["on 2026-01-31", "yesterday", "on today", "on today"])
    case 4: "edit #\(random.next() % 20 + 1) \(statement())"
    case 5:
      pick([
        "rename bob to Rob", "rename alice to \"Alice Smith\"", "rename coffee to tea",
        "merge alice into \"Alice Smith\"",
        "merge Carol into bob", "met Tommy", "met tom; tom aka Tomasz; tom no longer aka Tomasz",
        "set bob email b@x; unset bob email", "rename Acme to \"Acme, Ltd\"",
        "merge émile into bob",
        "rename home to \"10 Downing\"", "redo",
      ])
    case 6:
      pick([
        "set half-life 60 days", "set channel zoom weight 0.5", "set channel phone weight 0", "set ask-patience month",
        "set strict off", "set strict on; set strict off", "set channel \"carrier pigeon\" weight 2",
      ])
    case 2: "met \(pick(Self.people)) at coffee; gave intro to \(pick(Self.people))"
    default: statement()
    }
  }

  /// What only scripts do, around random statements.
  mutating func script() -> String {
    let (value, block) = (pick(Self.people + Self.things + Self.dates), "{ \(statement())\n }")
    return switch random.next() % 8 {
    case 0: "for x in \(list()) { met $x \(clauses(["at", "note", "#t"]))\n}"
    case 1: "let x = \(value); met bob at $x; met $x on $x; asked bob for $x by $x"
    case 2: "define f(a, b) { met $a about $b\n gave intro to $b }; f(\(pick(Self.people)), \(value))"
    case 3: "if (count who) > \(random.next() % 4) and not 1 = 2 \(block) else \(block)"
    case 4:
      "let r = who contacted since 2026-01-01; for p in r where strength > 0.1 { tag $p #t; print \"is $p\" $p (count r) }"
    case 5: "expect (count log) >= 0 or (who) = alice, bob and carol; \(statement())"
    case 6: "for x in who \(block)"
    default:
      "define f(a) { if (who #t) != $a { f($a) } }; f(\(pick(Self.people))); param x = \(value); set bob email $x"
    }
  }

  /// What help shows of a verb, about a random statement where it is about one.
  private mutating func example() -> String {
    pick(
      Self.examples + [
        "granted #4", "ignored #4", "declined #4", "kept #4", "done #4", "cancel #4", "move #4 to today",
        "invite bob to #4",
        "tom aka tommy",
      ]
    )
    .replacing("#4", with: "#\(opened.isEmpty ? 1 : opened[Int(random.next() % UInt64(opened.count))])")
  }

  // A network that wants every name declared hears little: that is said by `line` now and then.
  private static let examples = Vocabulary.standard.verbs.filter(\.isKept).map(\.example).filter {
    $0 != "set strict on"
  }

  /// Looks for statements that open something, to say later how it ended.
  mutating func remember(_ text: String) {
    for line in text.split(separator: "\n")
    where [" asked ", " promised ", " plan ", " remind me "].contains(where: line.contains) {
      if let number = line.split(separator: " ").first.flatMap({ Int($0.dropFirst()) }) { opened.append(number) }
    }
  }

  mutating func statement() -> String {
    let subject = random.next() % 3 == 0 ? pick(Self.people) + " " : ""
    let body =
      switch random.next() % 17 {
      case 0, 1, 2:
        "\(pick(["met", "called", "emailed"])) \(list())\(clauses(["with", "at", "in", "via", "about", "for", "time", "tag"]))"
      case 3: "gave \(pick(Self.gifts)) to \(list())\(clauses(["worth", "via", "about", "tag"]))"
      case 4: "got \(pick(Self.gifts)) from \(list())\(clauses(["worth", "with", "at"]))"
      case 5: "introduced \(list()) to \(pick(Self.people))\(clauses(["worth", "at"]))"
      case 6: "\(pick(["knows", "know"])) \(pick(Self.people))\(pick(["", " well"]))"
      case 7:
        "works at \(pick(["Acme", "\"Acme, Ltd\"", "Initech", "coffee"]))\(pick(["", " as boss", " as \"vice president\""]))"
      case 8:
        "\(pick(["likes", "needs", "offers", "no longer likes", "no longer needs"])) climbing and \(pick(Self.things))"
      case 9: "asked \(pick(Self.people)) for \(pick(Self.things))\(pick(["", " by 2027-01-01", " worth 3 by friday"]))"
      case 10:
        "promised \(pick(["me ", "alice ", "bob "]))\(pick(["a review", "\"x; y\"", "to call on time"]))\(pick(["", " by friday"]))"
      case 11:
        pick([
          "granted", "declined", "kept", "broke", "kept #3", "granted #5", "kept promise to bob",
          "broke promise to alice a review", "broke promise to bob",
        ])
      case 12:
        "plan \(pick(["dinner", "\"Rust meetup\"", "coffee", "the talk on \"x\""]))\(clauses(["with", "at", "in", "via", "about", "for", "tag"])) on "
          + pick(["friday", "2026-12-31", "today", "in 3 days"])
          + pick(["", " every month", " every 2 weeks at 19:00"])
      case 13:
        "remind me to \(pick(["call bob", "\"x; y\"", "water every plant"])) on \(pick(["friday", "2026-12-31", "tomorrow every year"]))"
      case 14:
        pick([
          "done #5", "done 7", "cancel #5", "cancel 9", "move 5 to 2026-11-30", "move 7 to today", "done 9", "done 11",
          "move 9 to today", "plan tea on today; done tea", "done dinner", "done coffee", "done \"Rust meetup\"",
          "cancel dinner", "invite dora to 5", "invite bob, erin to #9",
        ])
      case 15: fields()
      default:
        pick([
          "aka Al", "aka \"The Boss\"", "lives in Berlin", "joined Rust", "joined Acme", "left Acme", "left Rust",
          "is boss",
          "is boss at Acme",
          "is no longer boss",
          "org Acme", "recommended tea to bob", "got a call from bob", "heard from bob about tea",
          "got an email from bob", "group Rust", "place home", "helped bob with tea", "gave me tea",
          "heard \"x\" from bob",
          "posted on linkedin", "works at Acme since 2020", "worked at Acme from march 2018 to 2021",
          "lived in Berlin until 2019", "used to live in Berlin", "worked at Rust", "joined Rust in 2019",
          "left Acme last month", "is married to bob since 2015", "is no longer married to bob", "manages Carol",
          "is a friend of dora", "is no longer friends with dora until 2024", "is the wife of bob until 2020", "died",
          "works at Acme in Sales", "owns Acme", "told me that tea is good", "studies tea at Acme", "asked me for tea",
          "granted bob the tea", "works for bob", "works with bob", "no longer works with bob", "joined Acme as boss",
          "remind me to water the plants every weekday", "plan walk with bob every last friday", "thanked bob at home",
        ])
      }
    return subject + body + pick(Self.dates) + pick(Self.notes)
  }

  /// What is kept of somebody.
  mutating func fields() -> String {
    pick([
      "set alice email a@x.org, birthday 12 may", "set bob phone \"1, 2; 3\"", "unset alice email",
      "set Acme url https://acme.org/#x",
      "unset bob birthday, phone", "set Carol birthday 2000-02-29",
      "set bob phone 1 and \"2 and 3\", phone 4", "add bob phone 5 and 1", "add alice email b@x.org",
      "unset bob phone 4",
      "set Carol phone 5 and 6", "add Carol birthday 1 may", "unset Carol phone 7", "set alice boss Carol and bob",
    ])
  }

  private mutating func list() -> String {
    let count = random.next() % 5 == 0 ? 3 : 1
    return (0..<count).map { _ in pick(Self.people) }.joined(separator: pick([", ", " and ", ", and "]))
  }

  private mutating func clauses(_ kinds: [String]) -> String {
    kinds.map { kind in
      guard random.next() % 3 == 0 else { return "" }
      switch kind {
      case "with": return " with \(pick(Self.people))"
      case "at": return " at \(pick(Self.things))"
      case "via": return pick([" via zoom", " on slack", " via \"carrier pigeon\""])
      case "in": return " in \(pick(["Berlin", "Oslo", "home"]))"
      case "about": return " about \(pick(Self.things)), hiring"
      case "for": return pick([" for 45m", " for 1h30m", " for an hour", " for lunch"])
      case "time": return pick([" at 10:30", " at 7pm", " at noon"])
      case "worth": return pick([" worth 2", " worth 0.125", " worth 0", " worth 0.0001"])
      default: return pick([" #work", " +home #work", " #été", " #a/b_c", " #e\u{301}t", " #x:", " #1st"])
      }
    }.joined()
  }

  private mutating func pick(_ items: [String]) -> String { items[Int(random.next() % UInt64(items.count))] }

  /// A line with bytes of it changed, dropped, doubled or put in.
  mutating func damaged(_ line: String) -> [UInt8] {
    var bytes = Array(line.utf8)
    for _ in 0...(random.next() % 4) {
      let at = bytes.isEmpty ? 0 : Int(random.next() % UInt64(bytes.count))
      switch random.next() % 5 {
      case 0 where !bytes.isEmpty: bytes.remove(at: at)
      case 1 where !bytes.isEmpty: bytes[at] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.insert(Array("\"#:;,(){}\\+$ 0-\n\t\u{0}".utf8)[Int(random.next() % 18)], at: at)
      case 3: bytes.insert(contentsOf: bytes.prefix(at), at: at)
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return bytes
  }
}
