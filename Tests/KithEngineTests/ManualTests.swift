import KithEngine
import KithGrammar
import KithLog
import KithText
import Testing

@testable import KithAssist

/// What help says is so.
@Suite struct ManualTests {
  /// What the pages speak of, besides what examples do.
  private static let known =
    Manual.prelude + [
      "met zoe; met alice at coffee; met bob on 2026-11-01", "set alice email a@x.org, phone 030123, birthday 12 may",
      "tag alice #family; bob joined \"book club\"",
    ]

  /// Each line of a page can be said.
  @Test(arguments: Topic.all.filter(\.saysLines).map(\.name)) func saysLinesThatRun(topic: String) throws {
    let say = try Saying()
    for line in ManualTests.known { _ = say(line) }
    let page = try #require(Topic.all.first { $0.name == topic })
    // Behind a gap stand lists: of fields, of what the verbs can ask.
    for (line, _) in page.rows(Manual(.standard)).prefix(while: { !$0.said.isEmpty }) where line != "redo" {
      #expect(!say.dropping(line).hasPrefix("error"), "\(line): \(say.dropping(line))")
    }
  }

  /// Every page is found by its name and by each of its other words, unless a verb or another page is meant by those.
  @Test(arguments: Topic.all.map(\.name)) func isFoundByItsWords(topic: String) throws {
    let page = try #require(Topic.all.first { $0.name == topic })
    let manual = Manual(.standard)
    #expect(manual.page(for: topic).hasPrefix("\(topic): \(page.summary)\n"))
    for word in page.others { #expect(!manual.page(for: word).hasPrefix("nothing here"), "\(word)") }
  }

  @Test(arguments: [("lunhc", "lunch"), ("birthdya", "birthday"), ("nmaes", "names"), ("undoo", "undo")])
  func offersTheNearest(typed: String, meant: String) {
    #expect(Manual(.standard).page(for: typed).contains("did you mean `help \(meant)`?"))
  }

  @Test func theOverviewFitsAScreen() throws {
    for page in [HelpPage.word(nil)] {
      let lines = Manual(.standard).text(of: page).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 23 && lines.allSatisfy { displayWidth(String($0)) <= 80 })
    }
    let narrow = Manual(.standard, width: 40).text(of: .word(nil))
    #expect(narrow.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= 40 })
    #expect(narrow.contains("2026-11-22"))
  }

  /// No example is of somebody unknown, and there are more of them the more is known.
  @Test func examplesGrow() throws {
    let say = try Saying()
    var counts: [Int] = []
    func check() {
      let groups = Examples(.standard, say.interpreter.log, today: say.interpreter.today).groups
      counts.append(groups.flatMap(\.lines).count)
      for group in groups {
        say.interpreter.beginTransaction()
        for line in group.lines {
          let answer = group.title == "To begin" ? say(line) : say.dropping(line)
          #expect(!answer.hasPrefix("error"), "\(line): \(answer)")
        }
        say.interpreter.rollBackTransaction()
      }
    }
    for lines in [[], ["met dana"]] + [
      Manual.prelude, Array(repeating: "met Eva Berg, \"7 of 9\" at Luna #work", count: 20),
    ] {
      for line in lines { _ = say(line) }
      check()
    }
    #expect(counts == counts.sorted() && Set(counts).count == 4, "\(counts)")
  }
}
