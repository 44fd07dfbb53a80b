import KithSyntax
import KithText
import Testing

@Suite struct LexerTests {
  /// Each token as `kind:value`, the end left out.
  private func tokens(_ text: String) throws -> [String] {
    let source = Source(name: nil, text: text)
    return try Lexer.tokens(of: source, knowing: Lexicon()).tokens.dropLast().map { token in
      switch token.kind {
      case .word: source.value(of: token)
      case .string: "str:" + source.value(of: token)
      case .variable, .value: "var:" + source.value(of: token)
      case .tag: "tag:" + source.value(of: token)
      case .number: "num:" + source.value(of: token)
      case .note: "note:" + source.value(of: token)
      case .comma, .separator, .broken, .openParenthesis, .closeParenthesis, .openBrace, .closeBrace, .end:
        source.text(token.span) == "\n" ? "nl" : source.text(token.span)
      }
    }
  }

  @Test(arguments: [
    ("met alice, bob", ["met", "alice", ",", "bob"]),
    ("met alice #a +b #12 # gone", ["met", "alice", "tag:a", "tag:b", "num:12"]),
    ("AT&T C++ O'Brien C# $x", ["AT&T", "C++", "O'Brien", "C#", "var:$x"]),
    ("$row.name: $x", ["var:$row.name", "note:$x"]),
    ("a$b $5", ["a$b", "$5"]),
    ("https://x.org 10:30: note; next", ["https://x.org", "10:30", "note:note", ";", "next"]),
    ("a : b", ["a", "note:b"]),
    ("a: \"x; \\\"y\\\"\" ;b", ["a", "note:x; \"y\"", ";", "b"]),
    ("a: \"x\" y", ["a", "note:\"x\" y"]),
    ("\"a \\u{41}\\n\\$\"", ["str:a A\n$"]),
    ("a,\n  b\nc", ["a", ",", "b", "nl", "c"]),
    ("a \\\n b", ["a", "b"]),
    ("(a\nb)\n{c\nd}", ["(", "a", "b", ")", "nl", "{", "c", "nl", "d", "}"]),
    ("#!/usr/bin/env kith\na", ["nl", "a"]),
    ("a\r\nb\u{A0}c", ["a", "nl", "b", "c"]),
    ("+49 ##x", ["+49"]),
  ]) func cuts(text: String, into expected: [String]) throws { #expect(try tokens(text) == expected) }

  @Test(arguments: [
    ("a:", "a note is missing behind the colon", 1), ("\"a", "this quote is never closed", 0),
    ("\"\\q\"", "this is not an escape that a string can hold", 1),
    ("a)", "nothing is open that `)` would close", 1), ("(}", "nothing is open that `}` would close", 1),
    ("a\u{7}", "a control character stands here: U+7", 1),
    ("\u{2066}", "an invisible character stands here: U+2066", 0),
    ("é\u{200B}", "an invisible character stands here: U+200B", 2),
    ("a\rb", "a carriage return stands within a line", 1),
    ("é\r\r\n", "a carriage return stands within a line", 2),
  ]) func refuses(text: String, message: String, offset: Int) {
    let error = #expect(throws: Diagnostic.self) {
      try Lexer.tokens(of: Source(name: nil, text: text), knowing: Lexicon())
    }
    #expect(error?.message == message)
    #expect(error?.span.start == offset)
  }

  /// What is wrong in a line takes the statement with it, and one whose block begins there; nothing else.
  @Test(arguments: [
    ("a\n\"b\nc", ["a", "\n", "BROKEN", "\n", "c"], ["this quote is never closed"]),
    ("a; b x)\nc", ["a", ";", "BROKEN", "\n", "c"], ["nothing is open that `)` would close"]),
    ("a\u{202E}\nc", ["BROKEN", "\n", "c"], ["an invisible character stands here: U+202E"]),
    ("x { a \"b }\nc", ["BROKEN", "\n", "c"], ["this quote is never closed"]),
    ("{ x { a \"b }\nc", ["BROKEN", "\n", "c"], ["this quote is never closed"]),
    (
      "x {\na:\nb )\nc }\nd", ["x", "{", "\n", "BROKEN", "\n", "BROKEN", "\n", "c", "}", "\n", "d"],
      [
        "a note is missing behind the colon", "nothing is open that `)` would close",
      ]
    ),
    ("a (b,\nc \"d\ne", ["BROKEN", "\n", "e"], ["this quote is never closed"]),
  ]) func goesOnBehindABrokenLine(text: String, tokens: [String], problems: [String]) {
    let source = Source(name: nil, text: text)
    let list = Lexer.tokensAndProblems(of: source, knowing: Lexicon())
    let found = list.tokens.dropLast().map { if case .broken = $0.kind { "BROKEN" } else { source.text($0.span) } }
    #expect(found == tokens)
    #expect(list.problems.map(\.message) == problems)
    #expect(!list.isOpen)
  }

  @Test(arguments: [
    ("a,", true), ("a \\", true), ("f(", true), ("{ a", true), ("a", false), ("a, b", false), ("a,\nb", false),
  ])
  func knowsWhatIsOpen(text: String, isOpen: Bool) throws {
    #expect(try Lexer.tokens(of: Source(name: nil, text: text), knowing: Lexicon()).isOpen == isOpen)
  }

  @Test func refusesWhatIsNotUTF8AtItsPlace() {
    let error = #expect(throws: Diagnostic.self) {
      try Lexer.tokens(of: Source(name: nil, bytes: Array("é".utf8) + [0xFF]), knowing: Lexicon())
    }
    #expect(error?.span.start == 2)
  }

  @Test func aDiagnosticPointsUnderWideText() {
    let source = Source(name: "a.net", text: "x\nmet 李雷 & bob\n")
    let diagnostic = Diagnostic("`&` is no word", at: Span(13, 14), in: source, help: "write `and`")
    #expect(
      diagnostic.rendered(Painter(.none)) == """
        error: `&` is no word
         --> a.net:2:8
          |
        2 | met 李雷 & bob
          |          ^
          = help: write `and`

        """)
  }

  @Test(arguments: ["plain", "a \"b\" \\ $c", "tab\tline\n\u{1B}\u{202E}"]) func quotingReadsBack(text: String) throws {
    #expect(try tokens(text.quoted) == ["str:" + text])
  }
}
