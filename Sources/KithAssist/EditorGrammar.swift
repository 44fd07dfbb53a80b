import KithEngine
import KithGrammar
import KithGraph

/// How editors show the language in colours: its words from the vocabulary, its tokens as the lexer cuts them.
public struct EditorGrammar {
  /// Phrases and words, the longest first.
  private let verbs: [String]
  private let keywords: [String]
  private let scriptWords = ScriptWord.allCases.map(\.rawValue)
  private let dateWords = DateExpression.words

  /// The grammar of the language as it is.
  public init(_ vocabulary: Vocabulary) {
    let phrases = vocabulary.verbs.flatMap(\.phrases).flatMap { [$0.text, $0.mine.joined(separator: " ")] }
    let parts = vocabulary.verbs.flatMap(\.slots).compactMap { $0.keyword?.text }
    verbs = EditorGrammar.longestFirst(phrases)
    keywords = EditorGrammar.longestFirst(
      parts + Clause.all.flatMap { $0.keywords.map(\.text) } + ["and", "or", "not", "no longer"])
  }

  private static func longestFirst(_ words: [String]) -> [String] {
    // A `?` is no word, and would mean something else here.
    Set(words.filter { $0.contains(where: \.isLetter) }).sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
  }

  /// A TextMate grammar, in JSON: for VS Code, Sublime Text, and what highlights files in the web.
  public var textMate: String {
    let patterns: [(name: String, match: String)] = [
      ("comment.line.number-sign.kith", #"^#!.*$|(?:^|(?<=\s))#(?=[\s#]|$).*$"#),
      ("constant.numeric.statement.kith", #"(?:^|(?<=\s))#[0-9]+\b"#),
      ("entity.name.tag.kith", #"(?:^|(?<=\s))[#+]\p{L}[^\s,;(){}\"]*"#),
      ("variable.other.kith", variable),
      ("constant.numeric.date.kith", #"\b[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?\b|\b[0-9]{1,2}:[0-9]{2}\b"#),
      ("keyword.control.kith", #"(?i)(?:^|(?<=[\s;{]))(?:"# + alternatives(scriptWords) + #")(?![\w-])"#),
      ("support.function.verb.kith", word(verbs)), ("keyword.operator.clause.kith", word(keywords)),
      ("constant.language.date.kith", word(dateWords)),
      ("constant.numeric.kith", #"\b[0-9]+(?:\.[0-9]+)?(?:[hm](?:[0-9]+m)?)?\b"#),
    ]
    let simple = patterns.map { "    { \"name\": \(json($0.name)), \"match\": \(json($0.match)) }" }
    return """
      {
        "name": "kith",
        "scopeName": "source.kith",
        "fileTypes": ["net"],
        "firstLineMatch": "^#!.*\\\\bkith\\\\b|^language [12]$",
        "patterns": [
          {
            "name": "string.quoted.double.kith", "begin": "\\"", "end": "\\"|$",
            "patterns": [
              { "name": "constant.character.escape.kith", "match": \(json(escape)) },
              { "name": "variable.other.kith", "match": \(json(variable)) }
            ]
          },
          { "name": "string.unquoted.note.kith", "begin": ":(?=\\\\s)", "end": "(?=;)|$" },
      \(simple.joined(separator: ",\n"))
        ]
      }

      """
  }

  /// A syntax file of Vim and Neovim.
  public var vim: String {
    """
    " Vim syntax file
    " Language: kith (*.net)
    if exists("b:current_syntax")
      finish
    endif
    syn case ignore
    syn match kithNumber "\\<\\d\\+\\%(\\.\\d\\+\\)\\?\\%([hm]\\%(\\d\\+m\\)\\?\\)\\?\\>"
    syn match kithDate "\\<\\d\\{4}-\\d\\d\\%(-\\d\\d\\)\\?\\>\\|\\<\\d\\{1,2}:\\d\\d\\>"
    syn match kithDate \(vimWords(dateWords))
    syn match kithClause \(vimWords(keywords))
    syn match kithVerb \(vimWords(verbs))
    syn match kithControl \(vimWords(scriptWords))
    syn match kithVariable "\\$\\%([A-Za-z_]\\|[^\\x00-\\x7F]\\)\\%([0-9A-Za-z_-]\\|[^\\x00-\\x7F]\\)*\\%(\\.[A-Za-z_][0-9A-Za-z_-]*\\)\\?"
    syn match kithTag "\\%(^\\|\\s\\)\\@1<=[#+]\\a[^ \\t,;(){}\\"]*"
    syn match kithStatement "\\%(^\\|\\s\\)\\@1<=#\\d\\+\\>"
    syn match kithEscape "\\\\\\%([\\"\\\\$nt]\\|u{\\x\\+}\\)" contained
    syn region kithString start=+"+ skip=+\\\\\\\\\\|\\\\"+ end=+"\\|$+ contains=kithEscape,kithVariable
    syn match kithNote ":\\s[^;]*"
    syn match kithComment "\\%^#!.*$"
    syn match kithComment "\\%(^\\|\\s\\)\\@1<=#\\%([ \\t#].*\\)\\?$"
    hi def link kithNumber Number
    hi def link kithDate Constant
    hi def link kithClause Operator
    hi def link kithVerb Function
    hi def link kithControl Statement
    hi def link kithVariable Identifier
    hi def link kithTag Tag
    hi def link kithStatement Label
    hi def link kithEscape SpecialChar
    hi def link kithString String
    hi def link kithNote String
    hi def link kithComment Comment
    let b:current_syntax = "kith"

    """
  }

  private let variable = #"\$[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*)?"#
  private let escape = #"\\(?:[\"\\$nt]|u\{[0-9A-Fa-f]+\})"#

  private func alternatives(_ words: [String]) -> String { words.joined(separator: "|") }

  private func word(_ words: [String]) -> String { #"(?i)(?<![\w-])(?:"# + alternatives(words) + #")(?![\w-])"# }

  private func vimWords(_ words: [String]) -> String { "\"\\<\\%(" + words.joined(separator: "\\|") + "\\)\\>\"" }

  private func json(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
