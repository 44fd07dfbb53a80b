import KithGrammar
import KithGraph
import KithSyntax
import KithText

/// The pages of help that are about no single word.
extension Manual {
  /// A page by its name; `nil` for any other word.
  package func page(named name: String) -> String? {
    switch name {
    case "verbs": verbs
    case "dates": dates
    default: nil
    }
  }

  /// What help can be asked about, and what it says of it.
  var topics: [(text: String, detail: String)] { language.entries.map { ($0.verb.phrases[0].text, $0.verb.summary) } }

  /// What fits a screen: the verbs of each family, and where to read on.
  package var overview: String {
    let width = language.families.map(\.title.count).max() ?? 0
    let families = language.families.map { family in
      var lines = [family.title.padded(to: width) + " "]
      for name in family.entries.map(\.verb.phrases[0].text) {
        if lines[lines.count - 1].count + name.count + 2 > 78 { lines.append("".padded(to: width) + " ") }
        lines[lines.count - 1] += " \(name),"
      }
      return lines.joined(separator: "\n").dropLast() + "\n"
    }
    return "A line says what happened, or asks: [DATE] [WHO] VERB … [with, at, via, about, on, #tag] [: note]\n\n"
      + families.joined()
      + "\nIn scripts: \(ScriptWord.allCases.map(\.rawValue).joined(separator: ", ")).\n"
      + "A date alone on a line dates what follows.\n\n"
      + "help met       explains a verb                help verbs     what each of them does\n"
      + "help dates     how days are written           examples       lines to try\n"
  }

  /// Every verb and what it does.
  private var verbs: String {
    let verbs = language.families.flatMap(\.entries).map(\.verb)
    let width = verbs.map { displayWidth($0.phrases[0].text) }.max() ?? 0
    return verbs.map { "  " + $0.phrases[0].text.padded(to: width) + "  " + $0.summary + "\n" }.joined()
  }

  /// How days are written, each with the day it would be today.
  private var dates: String {
    let ways = [
      "2026-11-03", "today", "yesterday", "tomorrow", "friday", "last friday", "next friday", "3 days ago",
      "a month ago",
      "in 2 weeks", "3 nov", "nov 3 2025", "last month", "this year", "2026-10",
    ]
    let width = (ways.map(\.count).max() ?? 0) + 2
    let context = ParserContext(language.vocabulary, names: Names(), today: today)
    func day(_ text: String, _ tense: Tense) -> String {
      DateExpression.day(saidBy: text, tense, in: context)?.description ?? "-".padded(to: Day.textLength)
    }
    return "Days, as they are read on \(today) of what happened, and of what is planned:\n\n"
      + ways.map { "  " + $0.padded(to: width) + "\(day($0, .past))  \(day($0, .future))\n" }.joined()
      + "\nWhere a stretch of time is asked for, its first day is shown. Times are 10:30, 7pm or noon; durations 45m or 2 hours.\n"
  }

  /// A few lines of each family, to try.
  package var examples: String {
    language.families.map { family in
      family.title + "\n" + family.entries.prefix(4).map { "  \($0.verb.example)\n" }.joined()
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it, up to a width in columns.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }
}
