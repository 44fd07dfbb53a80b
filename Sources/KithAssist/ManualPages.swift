import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithSyntax
import KithText

/// The pages of help that are about no single word.
extension Manual {
  /// The page of a topic by its name, or by another word that it is asked for by; `nil` for any other.
  func page(of topic: Topic?) -> String? {
    guard let topic else { return nil }
    let groups = topic.rows(self).split { $0.said.isEmpty }.map { lines(of: Array($0)).joined(separator: "\n") }
    let parts = topic.before + groups + topic.after
    return "\(topic.name): \(topic.summary)\n\n" + parts.joined(separator: "\n\n") + "\n"
  }

  /// Rows in two columns; what is too wide for the first stands above what is said of it.
  private func lines(of rows: [(said: String, meaning: String)]) -> [String] {
    let column = rows.filter { !$0.meaning.isEmpty }.map { displayWidth($0.said) }.filter { $0 <= width / 2 }.max() ?? 0
    return rows.map { said, meaning in
      if meaning.isEmpty { return "  " + said }
      return "  " + (displayWidth(said) <= column ? said.padded(to: column) : said + "\n" + "".padded(to: column + 2))
        + "  " + meaning
    }
  }

  /// What help can be asked about, and what it says of it.
  var topics: [(text: String, detail: String)] {
    Topic.all.map { ($0.name, $0.summary) }
      + language.entries.map { ($0.verb.phrases[0].text, $0.verb.summary) }
  }

  /// What fits a screen: how it goes, and where to read on.
  package var overview: String {
    let says = [
      "met alice at coffee about jobs", "called bob yesterday: he moves to Rome",
      "gave carol a book; got advice from bob", "promised bob a template by friday", "plan lunch with carol on tuesday",
    ]
    let asks = [
      "who works at Acme", "who not contacted since 1 month ago", "path to \"hiring manager\" at Acme", "show alice",
      "due",
    ]
    var pages = Topic.all.map { topic in (name: "help \(topic.name)", summary: topic.summary) }
    pages += [("help met", "a verb, however spelled"), ("examples", "lines to try")]
    let weekday = today.weekdayName.prefix(1).uppercased() + today.weekdayName.dropFirst()
    return "Say what happened, or ask, a line each. Today is \(weekday), \(today).\n\n"
      + columns(says, asks) + "\n" + columns(of: pages)
      + "\nTab shows what can follow, → takes what is dim, undo takes back, Ctrl-D leaves.\n"
  }

  /// Two columns of lines, or where they do not fit one below the other.
  private func columns(_ left: [String], _ right: [String]) -> String {
    let column = (left.map(displayWidth).max() ?? 0) + 4
    guard column + (right.map(displayWidth).max() ?? 0) + 2 <= width else {
      return (left + right).map { "  \($0)\n" }.joined()
    }
    return zip(left, right).map { "  " + $0.padded(to: column) + $1 + "\n" }.joined()
  }

  /// Entries with what each is, in two columns where they fit.
  private func columns(of entries: [(name: String, summary: String)]) -> String {
    let names = entries.map { displayWidth($0.name) }.max() ?? 0
    let lines = entries.map { $0.name.padded(to: names) + " " + $0.summary }
    let column = width / 2
    guard (lines.map(displayWidth).max() ?? 0) < column else { return lines.map { $0 + "\n" }.joined() }
    let half = (lines.count + 1) / 2
    return (0..<half).map { index in
      lines.indices.contains(index + half)
        ? lines[index].padded(to: column) + lines[index + half] + "\n" : lines[index] + "\n"
    }.joined()
  }

  /// Ways to write days, each with the day it would be today of what happened, and of what is planned.
  var days: [(said: String, past: String, future: String)] {
    let ways = [
      "2026-11-03", "today", "yesterday", "tomorrow", "friday", "last friday", "next friday", "3 days ago",
      "a month ago",
      "in 2 weeks", "3 nov", "nov 3 2025", "last month", "this year",
    ]
    let context = ParserContext(language.vocabulary, names: Names(), today: today)
    func day(_ text: String, _ tense: Tense) -> String {
      DateExpression.day(saidBy: text, tense, in: context)?.description ?? "-".padded(to: Day.textLength)
    }
    return ways.map { ($0, day($0, .past), day($0, .future)) }
  }

  /// What can be asked of people by verbs, a question each.
  var predicates: [(said: String, meaning: String)] {
    let context = ParserContext(language.vocabulary, names: Names(), today: today)
    return language.vocabulary.predicates.compactMap { expectation in
      guard case .predicate(let phrase, let verb) = expectation else { return nil }
      return (Completer.question(by: phrase, language.vocabulary.verbs[verb], in: context), "")
    }
  }

  /// Lines to try, more of them the more is known.
  package var examples: String {
    Examples(language, log ?? StatementLog(language.vocabulary), today: today).groups.map { group in
      group.title + "\n" + group.lines.map { "  \($0)\n" }.joined()
    }.joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces behind it, up to a width in columns.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }
}
