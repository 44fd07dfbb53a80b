import ArgumentParser
import KithAssist
import KithEngine
import KithGraph
import KithStorage
import KithText
import SystemPackage

/// What shells complete: the program's own options and subcommands, which their scripts know, and the words of a line
/// of the language with the names of the network, for which they ask `kith --complete WORD…`.
enum ShellCompletion {
  /// The script for a shell; `nil` for one that there is none for.
  static func script(for shell: String) -> String? {
    guard let shell = CompletionShell(rawValue: shell) else { return nil }
    let own = Kith.completionScript(for: shell)
    switch shell {
    case .bash: return own + "\n" + bash
    case .zsh:
      // Whoever is called first in the file has to be the one that knows the language.
      let options = own.replacing("\n_kith() {", with: "\n_kith_options() {")
      return options.replacing("\nif [[ \"${funcstack[1]}\"", with: "\n" + zsh + "\nif [[ \"${funcstack[1]}\"")
    default:
      // The names of subcommands are among the words that a line can begin with.
      let lines = own.split(separator: "\n", omittingEmptySubsequences: false)
      let options = lines.filter { !$0.contains("__kith_should_offer_completions_for_positional \"kith\"") }
      return options.joined(separator: "\n") + "\n" + fish
    }
  }

  /// What could stand in the place of the last of some words, a line each: a word, a tab, and what it is.
  static func lines(for arguments: [String]) throws(ExitStatus) -> String {
    var words = CommandLineWords(arguments)
    guard let begun = words.begun, !begun.hasPrefix("-"), !words.isOfSubcommand else { return "" }
    var candidates = words.isFirst ? subcommands.filter { $0.word.hasPrefix(begun) } : []
    let session = try words.settings.session(words.settings.console, undoesOthers: false)
    do throws(StoreFailure) { try session.refresh() } catch { throw .store }
    let (text, start) = words.line
    candidates += word(from: start, session.completion(of: text, isQuick: true), in: text)
    var seen: Set<String> = []
    return candidates.filter { !$0.word.isEmpty && seen.insert($0.word).inserted }
      .map { "\($0.word.printable)\t\($0.detail.printable)\n" }.joined()
  }

  private static var subcommands: [(word: String, detail: String)] {
    Kith.configuration.subcommands.map { $0.configuration }.filter { $0.shouldDisplay }
      .map { (word: $0.commandName ?? "", detail: $0.abstract) }
  }

  /// Candidates for the text behind an offset as words of a shell: a quoted name is one word without its quotes, of
  /// several words the first is enough, and what a shell would take for a comment is written otherwise.
  private static func word(from start: Int, _ completion: Completion, in text: String) -> [(
    word: String, detail: String
  )] {
    let bytes = Array(text.utf8)
    return completion.candidates.compactMap { candidate in
      var word = candidate.text
      if completion.start < start {
        // It begins in a word before.
        let before = String(decoding: bytes[completion.start..<start], as: UTF8.self)
        guard word.lowercased().hasPrefix(before.lowercased()) else { return nil }
        word = String(word.dropFirst(before.count))
      } else {
        word = String(decoding: bytes[start..<completion.start], as: UTF8.self) + word
      }
      if word.hasPrefix("#") {
        word = (Int(word.dropFirst()) == nil ? "+" : "") + word.dropFirst()
      } else if let name = candidate.name {
        // The program quotes what holds white space; another name that has to be quoted keeps its quotes.
        if completion.start >= start, name.contains(where: \.isWhitespace) { word = name }
      } else {
        let first = word.prefix { $0 != " " }
        // `a week ago` is no word that is worth completing.
        if first.count < 3, first.count < word.count { return nil }
        word = String(first)
      }
      return (word, candidate.detail)
    }
  }

  private static let bash = #"""
    # The words of a line, and the names of the network; what is none of these is completed above.
    _kith_line() {
        local word=${COMP_WORDS[COMP_CWORD]} candidate
        local -a words=("${COMP_WORDS[@]:1:COMP_CWORD}")
        COMPREPLY=()
        while IFS=$'\t' read -r candidate _; do
            case $word in
            # Within these no such mark can stand.
            \'*) [[ $candidate != *\'* ]] || continue ;;
            \"*)
                # Within these the shell would take an exclamation mark for a line said before.
                [[ $candidate != *!* ]] || continue
                candidate=${candidate//\\/\\\\}
                candidate=${candidate//\"/\\\"}
                candidate=${candidate//\$/\\\$}
                candidate=${candidate//\`/\\\`}
                ;;
            *) printf -v candidate %q "$candidate" ;;
            esac
            COMPREPLY+=("$candidate")
        done < <("${COMP_WORDS[0]}" --complete "${words[@]}" 2>/dev/null)
        if [[ ${#COMPREPLY[@]} -eq 0 ]]; then
            compopt -o filenames
            _kith "$@"
        fi
    }
    complete -F _kith_line kith

    """#

  private static let zsh = #"""
    # The words of a line, and the names of the network; what is none of these is completed above.
    _kith() {
        local line
        local -a texts shown
        for line in "${(@f)$("${(Q)words[1]}" --complete "${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}"; do
            [[ -n "$line" ]] || continue
            texts+=("${line%%$'\t'*}")
            shown+=("${line/$'\t'/  }")
        done
        if (( ${#texts} )); then
            compadd -U -V kith -l -d shown -a texts
        else
            _kith_options "$@"
        fi
    }

    """#

  private static let fish = #"""
    # The words of a line, and the names of the network.
    function __kith_line
        set -l words (commandline -opc)
        $words[1] --complete $words[2..] (commandline -ct) 2>/dev/null
    end
    complete -c kith -f -k -a '(__kith_line)'

    """#
}

/// The words of a command line as a shell has them, taken apart: options that a line needs, and the line.
private struct CommandLineWords {
  /// The words of the line; the last one is begun.
  private var words: [String]
  /// The network that they are about.
  private(set) var settings = Settings()

  init(_ arguments: [String]) {
    var rest = arguments.map(CommandLineWords.unquoted)[...]
    while let word = rest.first, rest.count > 1, let takesValue = Options.takesValue[word] {
      rest.removeFirst()
      guard takesValue, rest.count > 1 else { continue }
      let value = rest.removeFirst()
      if word == "--file" { settings.file = FilePath(value) }
      if word == "--today" { settings.today = Day(value) }
    }
    words = Array(rest)
  }

  /// The word that is begun.
  var begun: String? { words.last }

  /// Whether that is the first one.
  var isFirst: Bool { words.count == 1 }

  /// Whether they are for a subcommand; `help` is the language's as well.
  var isOfSubcommand: Bool { words.count > 1 && words[0] != "help" && Kith.ownWords.contains(words[0]) }

  /// The line as the language reads it, and where its last word begins: a word that holds white space is a quoted text.
  var line: (text: String, start: Int) {
    var text = ""
    for word in words.dropLast() {
      text += (word.isEmpty || word.contains(where: \.isWhitespace) ? word.quoted : word) + " "
    }
    return (text + (words.last ?? ""), text.utf8.count)
  }

  /// A word without the quotes and backslashes by which a shell takes it for one; the last quote may be missing yet.
  private static func unquoted(_ word: String) -> String {
    var (text, quote, isEscaped) = ("", Character?.none, false)
    for character in word {
      if isEscaped {
        text.append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
      } else {
        text.append(character)
      }
    }
    return text
  }
}
