import KithGraph
import KithSyntax

extension Reader {
  /// Whether a name comes next that is no clause of this statement; at the end, one could.
  var startsName: Bool {
    switch next.kind {
    case .string, .value, .end: true
    case .word: !(nextWord.map { stops.contains($0) } ?? false)
    default: false
    }
  }

  /// Whether a time of day comes next: behind `at` a digit must begin one.
  var startsTime: Bool {
    if opened(at: at, { reader in reader.nextWord.flatMap(reader.minuteOfDay).map { ($0, 1) } }) != nil { return true }
    return nextWord.map { $0 == "noon" || $0 == "midnight" || startsWithDigit($0) } ?? false
  }

  /// Whether a duration comes next: behind `for` a digit must begin one.
  var startsDuration: Bool {
    if opened(at: at, { reader in reader.durationAhead.map { ($0.minutes, $0.length) } }) != nil { return true }
    guard let word = nextWord else { return false }
    return startsWithDigit(word) || durationPart(at: at) != nil
      || ((word == "a" || word == "an") && self.word(at + 1).flatMap { minutesPerUnit[$0] } != nil)
  }

  /// Whether a number of others comes next: `3 others`.
  var startsOthers: Bool {
    nextWord.map { $0.utf8.allSatisfy(isDigit) } ?? false && ["other", "others"].contains(word(at + 1))
  }

  /// Whether a channel that is known comes next: `on zoom`.
  var startsChannel: Bool { channelLength(at: at) != nil }

  /// How many tokens the longest name of a known channel takes that stands at an index: `zoom`, `in person`; `nil`
  /// where none does.
  func channelLength(at index: Int) -> Int? {
    if isText(token(index)) { return isChannel(source.value(of: token(index))) ? 1 : nil }
    return (1...3).last { length in
      (0..<length).allSatisfy { word(index + $0) != nil }
        && isChannel((0..<length).map { source.text(token(index + $0).span) }.joined(separator: " "))
    }
  }

  /// Whether a channel of a name is known from the start, or was said.
  func isChannel(_ name: String) -> Bool {
    Channel.named(name) != nil || setting.names.node(name, in: .channel).map { setting.names.exists($0) } ?? false
  }

  /// Reads `10:30`, `7pm`, `7:15pm`, `noon` or `midnight`: minutes since midnight.
  mutating func timeOfDay() throws(Diagnostic) -> Int {
    expect(.value("a time"))
    open()
    guard let word = nextWord, let minute = minuteOfDay(word) else {
      throw problem(
        "`\(source.text(next.span))` is no time of day", at: next.span,
        help: "times are written `10:30`, `7pm` or `noon`; a place that starts with a digit is quoted")
    }
    advance()
    mark(.date, from: at - 1)
    return minute
  }

  private func minuteOfDay(_ word: String) -> Int? {
    if word == "noon" { return 720 }
    if word == "midnight" { return 0 }
    let isAfternoon = word.hasSuffix("pm")
    let isTwelveHour = isAfternoon || word.hasSuffix("am")
    let parts = word.dropLast(isTwelveHour ? 2 : 0).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || (isTwelveHour && parts.count == 1), parts.allSatisfy({ (1...2).contains($0.utf8.count) }),
      let hour = Int(parts[0]), let minute = parts.count == 2 ? Int(parts[1]) : 0, parts.count == 1 || parts[1].utf8.count == 2,
      (0...59).contains(minute), isTwelveHour ? (1...12).contains(hour) : (0...23).contains(hour)
    else { return nil }
    return (isTwelveHour ? hour % 12 + (isAfternoon ? 12 : 0) : hour) * 60 + minute
  }

  /// Reads `45m`, `45 min`, `1h30m`, `2 hours`, `an hour`, `3 weeks`: minutes.
  mutating func duration() throws(Diagnostic) -> Int {
    expect(.value("a duration"))
    open()
    guard let (minutes, length) = durationAhead else {
      throw problem(
        "`\(source.text(next.span))` is no duration", at: next.span,
        help: "durations are written `45m`, `1h30m`, `2 hours` or `an hour`; a topic that starts with a digit is quoted")
    }
    guard (1...5_256_000).contains(minutes) else {
      throw problem("a duration lies between a minute and ten years", at: next.span)
    }
    advance(length)
    return minutes
  }

  /// The duration that comes next, in as many parts as it is said: `1h 30m`, `2 hours 15 minutes`.
  private var durationAhead: (minutes: Int, length: Int)? {
    var (minutes, length) = (0, 0)
    while let part = durationPart(at: at + length) {
      let (sum, overflow) = minutes.addingReportingOverflow(part.minutes)
      minutes = overflow ? .max : sum
      length += part.length
    }
    return length > 0 ? (minutes, length) : nil
  }

  private func durationPart(at index: Int) -> (minutes: Int, length: Int)? {
    guard let word = self.word(index) else { return nil }
    if word == "half", self.word(index + 1) == "an", self.word(index + 2) == "hour" { return (30, 3) }
    if let unit = self.word(index + 1).flatMap({ minutesPerUnit[$0] }), let count = word == "a" || word == "an" ? 1 : Int(word) {
      let (product, overflow) = count.multipliedReportingOverflow(by: unit)
      return (overflow ? .max : product, 2)
    }
    var total = 0
    var digits = ""
    for character in word {
      if let byte = character.asciiValue, isDigit(byte) {
        digits.append(character)
        continue
      }
      guard let unit = minutesPerUnit[String(character)], let count = Int(digits), count < 6_000_000 else { return nil }
      total += count * unit
      digits = ""
    }
    return digits.isEmpty ? (total, 1) : nil
  }

  /// Reads what something is worth: from 0 to a thousand million, with four decimals at most.
  mutating func worth() throws(Diagnostic) -> Double {
    try decimal("worth", upTo: 1e9, help: "say `worth 2` or `worth 0.5`; who gave is said by the verb")
  }

  /// Reads what a contact weighs: from 0 to 10, with four decimals at most.
  mutating func weight() throws(Diagnostic) -> Double {
    try decimal("weight", upTo: 10, help: "say `weight 1`, as a meeting has, or `weight 0.2`")
  }

  private mutating func decimal(_ what: String, upTo most: Double, help: String) throws(Diagnostic) -> Double {
    expect(.value("a number"))
    open()
    let parts = nextWord?.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false) ?? []
    let isDecimal = !parts.isEmpty && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
    guard isDecimal, let number = nextWord.flatMap(Double.init) else {
      throw problem(
        isAtEnd ? "a number is missing" : "`\(source.text(next.span))` is no \(what)", at: next.span, help: help)
    }
    guard number <= most, parts.count == 1 || parts[1].utf8.count <= 4 else {
      throw problem("a \(what) lies between 0 and \(shortest(most)), with four decimals at most", at: next.span)
    }
    advance()
    mark(.number, from: at - 1)
    return number
  }

  /// Reads a whole number from 1.
  mutating func count() throws(Diagnostic) -> Int {
    expect(.value("a number"))
    open()
    guard let word = nextWord, let count = Int(word), (1...1_000_000_000).contains(count) else {
      let found = "`\(source.text(next.span))` is no whole number from 1 to 1000000000"
      throw problem(isAtEnd ? "a number is missing" : found, at: next.span)
    }
    advance()
    mark(.number, from: at - 1)
    return count
  }

  /// Reads the number of a statement.
  mutating func statementNumber() throws(Diagnostic) -> Int {
    expect(.value("a statement's number"))
    open()
    let token = next
    guard token.kind == .number || token.kind == .word, let number = Int(source.value(of: token)), number > 0 else {
      throw unexpected()
    }
    advance()
    mark(.number, from: at - 1)
    return number
  }

  /// Reads a tag.
  mutating func tag() throws(Diagnostic) -> Mention {
    let token = next
    guard token.kind == .tag || isText(token) && token.kind != .string else {
      throw problem(
        isAtEnd ? "expected #TAG at the end" : "expected #TAG, not `\(source.text(token.span))`", at: token.span,
        help: "a tag is written `#design`, or `+design` in a shell")
    }
    let said = source.value(of: token)
    let text = token.kind != .tag && said.hasPrefix("#") ? String(said.dropFirst()) : said
    guard text.utf8.count <= 100, text.unicodeScalars.first?.properties.isAlphabetic ?? false,
      text.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || $0.properties.numericType != nil || "-_./".unicodeScalars.contains($0)
      })
    else {
      throw problem(
        "`\(source.text(token.span))` is no tag", at: token.span,
        help: "a tag is `#` and a word of letters, digits, `-`, `_`, `.` and `/`")
    }
    advance()
    mark(.tag, from: at - 1)
    return Mention(text: text, isQuoted: false, span: token.span, shape: NameShape(kind: .tag, label: "#TAG"))
  }

  /// Reads a note; the caller has seen that one comes.
  mutating func note() -> String {
    defer { advance() }
    return source.value(of: next)
  }
}

private func startsWithDigit(_ word: String) -> Bool { word.utf8.first.map(isDigit) ?? false }

let minutesPerUnit: [String: Int] = [
  "m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "h": 60, "hour": 60, "hours": 60, "d": 1440, "day": 1440, "days": 1440,
  "w": 10_080, "week": 10_080, "weeks": 10_080,
]
