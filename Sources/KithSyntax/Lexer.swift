import KithText

/// A text cut into tokens.
public struct TokenList: Sendable {
  /// The tokens, closed by one `.end`. In the place of a statement that cannot be cut stands one that is `.broken`.
  public let tokens: [Token]
  /// The comments, `#` to the line's end.
  public let comments: [Span]
  /// Whether a bracket, a list or a `\` at the end asks for more lines.
  public let isOpen: Bool
  /// What cannot be cut, in the order of the text.
  public let problems: [Diagnostic]
}

/// Cuts UTF-8 into tokens, byte by byte: no word of the language holds a byte above 0x7F, so only texts need decoding.
public struct Lexer {
  private let source: Source
  private let bytes: [UInt8]
  private let lexicon: Lexicon
  private var at: Int
  /// Where the token begins that is being read.
  private var start = 0
  /// Where the text ends.
  private let limit: Int
  private var tokens: [Token] = []
  private var comments: [Span] = []
  private var open: [Token] = []
  private var continues = false
  /// Where what is known to be text ends.
  private var checked: Int
  private var problems: [Diagnostic] = []

  /// The tokens of some lines of a source, or the first thing in them that is no token.
  public static func tokens(of span: Span, in source: Source, knowing lexicon: Lexicon) throws(Diagnostic) -> TokenList
  {
    var lexer = Lexer(source, span.range, lexicon)
    return try whole(lexer.tokenList())
  }

  /// The tokens of a source, or the first thing in it that is no token.
  public static func tokens(of source: Source, knowing lexicon: Lexicon) throws(Diagnostic) -> TokenList {
    try whole(tokensAndProblems(of: source, knowing: lexicon))
  }

  /// The tokens of a source, as far as there are any: what is wrong in a line is a matter of the statements on it.
  public static func tokensAndProblems(of source: Source, knowing lexicon: Lexicon) -> TokenList {
    // Tokens say where they stand in 32 bits.
    guard source.bytes.count < UInt32.max else {
      let problem = Diagnostic("a text of more than 4 GiB is not read", at: Span(0, 0), in: source)
      return TokenList(tokens: [Token(kind: .end, span: Span(0, 0))], comments: [], isOpen: false, problems: [problem])
    }
    var lexer = Lexer(source, 0..<source.bytes.count, lexicon)
    if source.bytes.starts(with: byteOrderMark) { lexer.at = byteOrderMark.count }
    if source.isBeginning, source.bytes[lexer.at...].starts(with: Array("#!".utf8)) { lexer.skipLine() }
    return lexer.tokenList()
  }

  private static func whole(_ list: TokenList) throws(Diagnostic) -> TokenList {
    if let problem = list.problems.first { throw problem }
    return list
  }

  private mutating func tokenList() -> TokenList {
    while true {
      do throws(Diagnostic) { if try !next() { break } } catch { recover(from: error, at: start) }
    }
    tokens.append(Token(kind: .end, span: Span(at, at)))
    return TokenList(tokens: tokens, comments: comments, isOpen: !open.isEmpty || continues, problems: problems)
  }

  /// Goes on behind the line of a problem. Of the statement that it stands in nothing is left, nor of one whose block
  /// begins on this line and ends who knows where.
  private mutating func recover(from problem: Diagnostic, at start: Int) {
    let lineStart = bytes[..<start].lastIndex(of: newline).map { $0 + 1 } ?? 0
    skipLine()
    removeStatementBegun()
    open.removeAll { $0.kind != .openBrace }
    while let brace = open.last, brace.span.start >= lineStart {
      while let last = tokens.popLast(), last != brace {}
      open.removeLast()
      removeStatementBegun()
    }
    problems.append(problem)
    tokens.append(Token(kind: .broken(problem: UInt32(problems.count - 1)), span: Span(start, max(start, at))))
    continues = false
  }

  private mutating func removeStatementBegun() {
    while let last = tokens.last, ![.separator, .openBrace, .closeBrace].contains(last.kind) { tokens.removeLast() }
  }

  private init(_ source: Source, _ range: Range<Int>, _ lexicon: Lexicon) {
    self.source = source
    self.lexicon = lexicon
    bytes = source.bytes
    (at, limit) = (range.lowerBound, range.upperBound)
    // What was acknowledged is not lost because of what is refused by now.
    checked = at
    if source.wasAcknowledged || isPlainText(range) { checked = limit }
    tokens.reserveCapacity((limit - range.lowerBound) / 5 + 2)
  }

  /// Refuses bytes of the line that are no UTF-8, and characters that would steer a terminal or that nobody sees.
  private mutating func checkLine() throws(Diagnostic) {
    checked = min((bytes[at..<limit].firstIndex(of: newline) ?? limit) + 1, limit)
    var offset = at
    var decoder = UTF8()
    var iterator = bytes[at..<checked].makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .emptyInput: return
      case .error:
        throw problem("this is not UTF-8", Span(offset, offset + 1), help: "save the text as UTF-8")
      case .scalarValue(let scalar):
        let length = UTF8.width(scalar)
        if scalar == "\r", !endsLine(withReturn: offset) {
          throw problem(
            "a carriage return stands within a line", Span(offset, offset + 1),
            help: "end the lines with a newline; a quoted note can hold it as \\u{d}")
        }
        let isAllowed =
          !scalar.isUnprintable || scalar == "\n" || scalar == "\t" || scalar == "\r"
          || (offset == 0 && scalar == "\u{FEFF}")
        guard isAllowed else {
          let hex = String(scalar.value, radix: 16)
          throw problem(
            "\(scalar.isControl ? "a control" : "an invisible") character stands here: U+\(hex.uppercased())",
            Span(offset, offset + length),
            help: "take it out; a quoted note can hold it as \\u{\(hex)}")
        }
        offset += length
      }
    }
  }

  /// Whether a carriage return is half of a line end. Behind any other one, a terminal would show text over what stands
  /// before it.
  private func endsLine(withReturn offset: Int) -> Bool { offset + 1 >= bytes.count || bytes[offset + 1] == newline }

  /// Whether all of a range is ASCII without controls, and lines end in it alone.
  private func isPlainText(_ range: Range<Int>) -> Bool {
    guard bytes[range].withUnsafeBufferPointer({ $0.isPlainText }) else { return false }
    var start = range.lowerBound
    while let found = bytes.withUnsafeBufferPointer({ $0.firstIndex(of: carriageReturn, in: start..<range.upperBound) })
    {
      if !endsLine(withReturn: found) { return false }
      start = found + 1
    }
    return true
  }

  /// Reads one token; false at the end.
  private mutating func next() throws(Diagnostic) -> Bool {
    while at < limit {
      start = at
      if at >= checked { try checkLine() }
      let blank = blankLength(at)
      if blank == 0 { break }
      at += blank
    }
    guard at < limit else { return false }
    switch bytes[at] {
    case UInt8(ascii: ":") where smileyLength > 0, UInt8(ascii: ";") where smileyLength > 0:
      add(.note(quoted: false), smileyLength)
    case newline: lineEnd()
    case UInt8(ascii: "\\") where endsLine(at + 1):
      skipLine()
      at = min(at + 1, limit)
      continues = true
    case UInt8(ascii: ";"): add(.separator, 1)
    case UInt8(ascii: ","): add(.comma, 1)
    case UInt8(ascii: "("): try openBracket(.openParenthesis)
    case UInt8(ascii: "{"): try openBracket(.openBrace)
    case UInt8(ascii: ")"): try closeBracket(.closeParenthesis, opened: .openParenthesis)
    case UInt8(ascii: "}"): try closeBracket(.closeBrace, opened: .openBrace)
    case UInt8(ascii: "\""): add(.string, try stringLength(at))
    case UInt8(ascii: "#"): hash()
    case UInt8(ascii: "$") where at + 1 < limit && startsVariable(bytes[at + 1]): add(.variable, wordLength(at))
    case UInt8(ascii: "+") where at + 1 < limit && startsTag(bytes[at + 1]): add(.tag, wordLength(at))
    case UInt8(ascii: ":") where endsWordAtColon(at): try note()
    default:
      let length = wordLength(at)
      let end = sentenceEnd(of: at..<at + length)
      let word = end == 0 && isDotted(at..<at + length) ? at..<at + length - 1 : at..<at + length - end
      if length > end { add(.word, length - end, lexicon.word(bytes.span.extracting(word))) }
      if end > 0 { add(.separator, end) }
    }
    return true
  }

  /// How many bytes at the end of a word end a sentence: full stops and exclamation marks before white space or the
  /// end. Not those of an abbreviation, of a capital letter, or of a word with a full stop inside; and nothing does in
  /// what kith wrote itself.
  private func sentenceEnd(of word: Range<Int>) -> Int {
    guard !source.isCanonical, endsLine(word.upperBound) || blankLength(word.upperBound) > 0 else { return 0 }
    let marks = bytes[word].reversed().prefix { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "!") }.count
    let rest = bytes[word].dropLast(marks)
    // `met rosa (twice). called tom`
    if rest.isEmpty, marks > 0, tokens.last?.kind == .closeParenthesis { return marks }
    guard marks > 0, let first = rest.first else { return 0 }
    guard marks == 1, bytes[word.upperBound - 1] == UInt8(ascii: ".") else { return marks }
    let isLetter = rest.count == 1 && (0x41...0x5A).contains(first)
    let isNumber = rest.allSatisfy { isDigit($0) }
    let isAbbreviation =
      abbreviations.contains(String(decoding: rest, as: UTF8.self).lowercased()) || isDotted(word)
    return isLetter || isNumber || isAbbreviation || rest.contains(UInt8(ascii: ".")) ? 0 : marks
  }

  /// Whether a word is the short name of a month or weekday with its full stop, and no sentence begins behind it:
  /// `nov. 5`.
  private func isDotted(_ word: Range<Int>) -> Bool {
    guard !source.isCanonical, bytes[word.upperBound - 1] == UInt8(ascii: "."),
      shortDates.contains(String(decoding: bytes[word].dropLast(), as: UTF8.self).lowercased())
    else { return false }
    let next = bytes[word.upperBound..<limit].first { !isSpace($0) }
    return next.map { !(0x41...0x5A).contains($0) } ?? true
  }

  /// The length of the face that is the last word of a line: `:)`, `;-)`. It is a note.
  private var smileyLength: Int {
    if source.isCanonical || at == 0 || !isSpace(bytes[at - 1]) { return 0 }
    var end = at + 1
    if end < limit, bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard end < limit, ")(DP".utf8.contains(bytes[end]) else { return 0 }
    return endsNote(end + 1) ? end + 1 - at : 0
  }

  /// A newline ends a statement, except behind a comma or inside parentheses.
  private mutating func lineEnd() {
    let isInList = tokens.last?.kind == .comma || open.last?.kind == .openParenthesis
    if isInList { at += 1 } else { add(.separator, 1) }
    continues = isInList
  }

  private mutating func hash() {
    let following = at + 1 < limit ? bytes[at + 1] : newline
    if following == UInt8(ascii: "#") || endsLine(at + 1) || blankLength(at + 1) > 0 {
      let start = at
      skipLine()
      comments.append(Span(start, at))
      return
    }
    let length = wordLength(at)
    let isNumber = length > 1 && bytes[at + 1..<at + length].allSatisfy { isDigit($0) }
    add(isNumber ? .number : .tag, length)
  }

  /// The note behind a colon: one quoted string, or everything to the next `;` or newline.
  private mutating func note() throws(Diagnostic) {
    let colon = at
    at += 1
    while at < limit, blankLength(at) > 0 { at += blankLength(at) }
    let missing = problem(
      "a note is missing behind the colon", Span(colon, colon + 1), help: "write the note on the same line: `: text`")
    if at < limit, bytes[at] == UInt8(ascii: "\""), let length = try? stringLength(at), endsNote(at + length) {
      guard bytes[at + 1..<at + length - 1].contains(where: { !isSpace($0) }) else { throw missing }
      add(.note(quoted: true), length)
      return
    }
    var end = at
    while end < limit, bytes[end] != newline, bytes[end] != UInt8(ascii: ";") { end += 1 }
    let next = end
    while end > at, isSpace(bytes[end - 1]) { end -= 1 }
    guard end > at else { throw missing }
    add(.note(quoted: false), end - at)
    at = next
  }

  private func endsNote(_ offset: Int) -> Bool {
    var offset = offset
    while offset < limit, blankLength(offset) > 0 { offset += blankLength(offset) }
    return offset >= limit || [newline, carriageReturn, UInt8(ascii: ";"), UInt8(ascii: "}")].contains(bytes[offset])
  }

  private mutating func openBracket(_ kind: Token.Kind) throws(Diagnostic) {
    let isNote = kind == .openParenthesis && beginsNote && !closed.contains(at)
    add(kind, 1)
    // That of a note continues no line.
    if isNote { return }
    open.append(tokens[tokens.count - 1])
    guard open.count <= 100 else {
      throw problem("more than 100 brackets stand open here", Span(at - 1, at), help: "close some of them first")
    }
  }

  /// Whether a parenthesis here begins a note rather than a condition or a value: it stands behind a word and white
  /// space, and the word asks for neither.
  private var beginsNote: Bool {
    guard at > 0, isSpace(bytes[at - 1]), let last = tokens.last, last.kind == .word else { return false }
    return !["who", "not", "and", "or", "if", "in", "where", "="].contains(source.text(last.span).lowercased())
  }

  /// Where the parentheses stand that are closed somewhere, quotes and notes aside.
  private lazy var closed: Set<Int> = {
    var (open, closed): ([Int], Set<Int>) = ([], [])
    for (place, byte) in zip(at..., bytes[at..<limit]) {
      if byte == UInt8(ascii: "(") { open.append(place) }
      if byte == UInt8(ascii: ")"), let last = open.popLast() { closed.insert(last) }
    }
    return closed
  }()

  private mutating func closeBracket(_ kind: Token.Kind, opened: Token.Kind) throws(Diagnostic) {
    guard open.last?.kind == opened else {
      throw problem("nothing is open that `\(source.text(Span(at, at + 1)))` would close", Span(at, at + 1))
    }
    open.removeLast()
    add(kind, 1)
  }

  /// The length of the string that starts at `start`, its quotes included.
  private func stringLength(_ start: Int) throws(Diagnostic) -> Int {
    var end = start + 1
    while end < limit, bytes[end] != newline {
      switch bytes[end] {
      case UInt8(ascii: "\""): return end + 1 - start
      case UInt8(ascii: "\\"): end += try escapeLength(end)
      default: end += 1
      }
    }
    throw problem("this quote is never closed", Span(start, start + 1), help: "close it with \" on the same line")
  }

  private func escapeLength(_ start: Int) throws(Diagnostic) -> Int {
    let escape = start + 1 < limit ? bytes[start + 1] : newline
    if Array("\"\\$nt".utf8).contains(escape) { return 2 }
    if escape == UInt8(ascii: "u"), start + 2 < limit, bytes[start + 2] == UInt8(ascii: "{"),
      let close = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: "}")),
      let value = UInt32(source.text(Span(start + 3, close)), radix: 16), Unicode.Scalar(value) != nil
    {
      return close + 1 - start
    }
    throw problem(
      "this is not an escape that a string can hold", Span(start, min(start + 2, limit)),
      help: #"the escapes are \" \\ \$ \n \t and \u{…}"#)
  }

  private func wordLength(_ start: Int) -> Int {
    var end = start
    loop: while end < limit {
      switch byteKinds[Int(bytes[end])] {
      case .wordPart: end += 1
      case .delimiter: break loop
      case .either:
        if endsWordAtColon(end) || blankLength(end) > 0 { break loop }
        end += 1
      }
    }
    return max(1, end - start)
  }

  /// A colon ends a word only before white space or at the line's end: `https://x.org` and `10:30` are words.
  private func endsWordAtColon(_ offset: Int) -> Bool {
    bytes[offset] == UInt8(ascii: ":") && (endsLine(offset + 1) || blankLength(offset + 1) > 0)
  }

  private func endsLine(_ offset: Int) -> Bool {
    offset >= limit || bytes[offset] == newline
      || (bytes[offset] == carriageReturn && (offset + 1 >= limit || bytes[offset + 1] == newline))
  }

  /// The length of the blank at an offset: a space, a tab, a carriage return, a wide or no-break space; 0 for anything
  /// else.
  private func blankLength(_ offset: Int) -> Int {
    guard offset < limit else { return 0 }
    if isSpace(bytes[offset]) { return 1 }
    guard bytes[offset] >= 0xC2 else { return 0 }
    let scalar = String(decoding: bytes[offset...].prefix(3), as: UTF8.self).unicodeScalars.first
    switch scalar?.value ?? 0 {
    case 0xA0: return 2
    case 0x2000...0x200A, 0x202F, 0x205F, 0x3000, 0xFEFF: return 3
    default: return 0
    }
  }

  private mutating func skipLine() {
    while at < limit, bytes[at] != newline { at += 1 }
  }

  private mutating func add(_ kind: Token.Kind, _ length: Int, _ word: WordID = .missing) {
    tokens.append(Token(kind: kind, span: Span(at, at + length), word: word))
    at += length
    if case .comma = kind { continues = true } else { continues = false }
  }

  private func problem(_ message: String, _ span: Span, help: String? = nil) -> Diagnostic {
    Diagnostic(message, at: span, in: source, help: help)
  }
}

/// What keeps its full stop.
private let abbreviations: Set<String> = [
  "dr", "mr", "mrs", "ms", "prof", "fr", "rev", "st", "jr", "sr", "inc", "ltd", "co", "corp", "no", "vs", "etc",
]

/// The short names of months and weekdays.
private let shortDates: Set<String> = [
  "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
  "weds", "thu", "thurs", "fri", "sat", "sun",
]

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let tab = UInt8(ascii: "\t")

private func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == tab || byte == carriageReturn }

private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

private func startsTag(_ byte: UInt8) -> Bool {
  byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

/// Whether a byte behind a `$` makes it a variable: `$5` is none.
func startsVariable(_ byte: UInt8) -> Bool { startsTag(byte) || byte == UInt8(ascii: "_") }

/// What a byte in a word means.
private enum ByteKind { case wordPart, delimiter, either }

private let byteKinds: [ByteKind] = (0...UInt8.max).map { byte in
  switch byte {
  case newline, UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"),
    UInt8(ascii: "}"),
    UInt8(ascii: "\""):
    .delimiter
  case UInt8(ascii: ":"): .either
  case _ where isSpace(byte): .delimiter
  default: byte < 0xC2 ? .wordPart : .either
  }
}
