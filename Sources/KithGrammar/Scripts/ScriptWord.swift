import KithGraph
import KithSyntax

/// The words that begin what scripts do beside saying and asking.
package enum ScriptWord: String, CaseIterable {
  case `let`, param, `for`, `if`, `else`, define, include, expect, print

  /// The word that begins such a step; `nil` for any other.
  package init?(_ word: WordID) {
    guard word == .for || (Keyword.let.rawValue...Keyword.print.rawValue).contains(word.number),
      let keyword = word.keyword
    else {
      return nil
    }
    self.init(rawValue: keyword.text)
  }

  /// How it is used.
  package var usage: String {
    switch self {
    case .let: "let NAME = VALUES or QUESTION"
    case .param: "param NAME [= VALUE]"
    case .for: "for NAME in VALUES [where COMPARISON] or QUESTION or csv \"FILE\" { … }"
    case .if: "if CONDITION { … } [else { … }]"
    case .else: "if CONDITION { … } else if CONDITION { … } else { … }"
    case .define: "define NAME(PARAMETERS) { … }"
    case .include: "include \"FILE\""
    case .expect: "expect CONDITION"
    case .print: "print VALUES"
    }
  }

  /// One line for `help`.
  package var summary: String {
    switch self {
    case .let: "lets `$NAME` stand for a value, for several, or for those that a question lists"
    case .param: "names a variable that the command line sets: `kith run week.net place=Luna`"
    case .for: "does something for each of several, or for each row of a table"
    case .if: "does something when a condition holds"
    case .else: "does something when the condition of an `if` does not hold"
    case .define: "says what a call does: `coffee(alice, hiring)`"
    case .include: "carries out another script, from beside this one"
    case .expect: "fails the script when a condition does not hold, and shows both sides"
    case .print: "writes a line"
    }
  }

  /// A line a user would type.
  package var example: String {
    switch self {
    case .let: "let regulars = who in \"Tuesday cowork\""
    case .param: "param place = \"coffee\""
    case .for: "for p in who #family where last before 30 days ago { remind me to \"call $p\" on tomorrow }"
    case .if: "if (count due) > 5 { print \"a busy week\" }"
    case .else: "if (count due) = 0 { print \"all well\" } else { due }"
    case .define: "define coffee(person, topic) { met $person at coffee about $topic }"
    case .include: "include \"people.net\""
    case .expect: "expect (count who works at acme) = 3"
    case .print: "print \"regulars:\" (count regulars)"
    }
  }
}
