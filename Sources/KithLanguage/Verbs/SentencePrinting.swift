import KithGraph
import KithSyntax
import KithText

/// Prints sentences in canonical form: everything that context supplied is named, and whatever is not one unreserved
/// word without namesakes is quoted. Reading it back has the same effect.
struct SentencePrinter {
  let vocabulary: Vocabulary
  let names: Names
  /// Whether the names and the day are left open, for a form that others are printed by.
  var isForm = false

  /// What stands for a name and for the day in a form.
  static let (openName, openDay) = ("\u{1}", "\u{2}")

  func text(_ sentence: Sentence<Node>) -> String {
    let (phrase, verb) = (vocabulary.wording(of: sentence.phrase), vocabulary.verb(of: sentence.phrase))
    let isMine = sentence.subject == nil || sentence.subject == .me
    var words: [String] = []
    // Of a plan, the day it is made on stands first: behind the verb stands the day it is for.
    let isPlan = verb.isPlan
    if isPlan, let day = sentence.day { words += ["on", day.description] }
    if let subject = sentence.subject, subject != .me { words.append(name(subject, as: .person)) }
    let spoken = isMine ? phrase.mine : phrase.words
    words += spoken
    for (part, term) in zip(verb.parts, sentence.objects) {
      let said = text(term, lead: part.lead, part)
      // `gave "intro" to bob`: bare, the name would belong to a longer phrase.
      let isSwallowed = part.lead == nil && said.first.map { vocabulary.swallows(spoken, $0.lowercased()) } ?? false
      words += isSwallowed ? said.map(\.quoted) : said
    }
    for said in sentence.clauses where said.clause != noteIndex && !(isPlan && said.clause == onIndex) {
      let clause = Clause.all[said.clause]
      words += text(said.term, lead: venue(clause, said.term.nodes) ?? clause.leads.first, clause.part)
    }
    guard !isForm, case .text(let note)? = sentence.clause(noteIndex) else { return words.joined(separator: " ") }
    return words.joined(separator: " ") + noted(note)
  }

  /// A note as it stands behind a statement.
  func noted(_ note: String) -> String { ": " + (noteReadsBare(note) ? note : note.quoted) }

  /// How to say where, when by the name alone something else would be found; `nil` where `at` will do.
  private func venue(_ clause: Clause, _ nodes: [Node]) -> String? {
    guard !isForm, clause.name == Clause.place.name, let node = nodes.first, !isFoundByName(node) else { return nil }
    return "at \(names.kind(of: node).word)"
  }

  /// Whether behind `at` the name alone finds what it names.
  func isFoundByName(_ node: Node) -> Bool {
    let name = names[node]
    for space in [NodeKind.Space.place, .party, .plan] {
      guard let other = names.node(name, in: space), other != node, names.exists(other) else { continue }
      if names.kind(of: other) != .person { return false }
    }
    return true
  }

  private func text(_ term: Term<Node>, lead: String?, _ part: Part) -> [String] {
    let lead = lead.map { [$0] } ?? []
    switch term {
    case .none: return []
    case .flag: return lead
    case .names(let nodes):
      let separator = part.kind == .tag ? " " : ", "
      return lead + [nodes.map { name($0, as: part.kind(of: $0, names)) }.joined(separator: separator)]
    case .number(let number):
      if part.words.indices.contains(Int(number)) { return lead + [part.words[Int(number)]] }
      return lead + [shortest(number)] + (part.unit.map { [number == 1 ? $0.one : $0.several] } ?? [])
    case .day(let day): return lead + [isForm ? SentencePrinter.openDay : day.description]
    case .time(let minute): return lead + [clock(minute)]
    case .duration(let minutes): return lead + [durationText(minutes)]
    case .period(let period): return lead + [period.text]
    case .text(let text): return lead + [text.quoted]
    case .statements(let numbers): return lead + [numbers.map { "#\($0)" }.joined(separator: ", ")]
    case .condition: return lead
    case .fields(let fields):
      return lead + [fields.map { name($0.name, as: .field) + " " + $0.value.quoted }.joined(separator: ", ")]
    case .choices(let choices): return lead + [choices.map { $0.name + ($0.isDescending ? " desc" : "") }.joined(separator: ", ")]
    }
  }

  /// A name as a slot of a kind reads it back to the same node.
  func name(_ node: Node, as kind: NodeKind) -> String {
    if node == .me { return "me" }
    // A channel is a part of the form.
    if isForm, kind != .channel { return SentencePrinter.openName }
    if kind == .tag { return "#" + names[node] }
    if kind == .field { return names[node] }
    return readsBare(node, as: kind) ? names[node] : names[node].quoted
  }

  private func readsBare(_ node: Node, as kind: NodeKind) -> Bool {
    let name = names[node]
    guard let first = name.unicodeScalars.first, first.isLetter,
      name.unicodeScalars.allSatisfy({ $0.isLetter || "0123456789-'._".unicodeScalars.contains($0) })
    else { return false }
    let word = name.lowercased()
    let isReserved = wordsOfTheLanguage.contains(word) || vocabulary.reserves(word) || DateExpression.isPart(word)
    return !isReserved && (kind != .person || names.people(withFirstName: name).allSatisfy { $0 == node })
  }

  private func noteReadsBare(_ note: String) -> Bool {
    // By scalars, as the lexer cuts bytes: a `;` is one still when a combining mark follows it.
    let scalars = note.unicodeScalars
    let hasOpenEnd = [scalars.first, scalars.last].contains { $0?.properties.isWhitespace ?? true }
    return scalars.first != "\"" && !hasOpenEnd && !scalars.contains { $0 == ";" || $0.isUnprintable }
  }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { isASCII ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic }
}

/// The words, verbs and dates aside, that no name without quotes can be.
let wordsOfTheLanguage: WordList = {
  let (scripts, leads) = (ScriptWord.allCases.map(\.rawValue), Clause.all.flatMap(\.leads))
  let names = [clauseWords, ownerWords, pronouns, kindWords].flatMap(\.words)
  return WordList(names + scripts + leads + ["and", "or", "not", "of", "well"])
}()

private let noteIndex = Clause.index(of: .note)
private let onIndex = Clause.index(of: .on)

extension Period {
  /// `2 weeks`, `month`, `10 days`.
  var text: String {
    switch self {
    case .days(let days) where days % 7 == 0: counted(days / 7, "week")
    case .days(let days): counted(days, "day")
    case .months(let months) where months % 12 == 0: counted(months / 12, "year")
    case .months(let months): counted(months, "month")
    }
  }

  private func counted(_ count: Int, _ unit: String) -> String { count == 1 ? unit : "\(count) \(unit)s" }
}

/// `10:30`.
func clock(_ minute: Int) -> String {
  let minutes = String(minute % 60)
  return "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minutes.count < 2 ? "0" : "")\(minutes)"
}

/// `45m`, `1h30m`.
func durationText(_ minutes: Int) -> String {
  let hours = minutes / 60 > 0 ? "\(minutes / 60)h" : ""
  return minutes % 60 > 0 || minutes == 0 ? hours + "\(minutes % 60)m" : hours
}

/// A number without a needless fraction.
func shortest(_ number: Double) -> String {
  if let whole = Int(exactly: number) { return String(whole) }
  return number.description
}
