import KithGraph
import KithSyntax

/// What lines of plain words were read as before, so that others of the same form need not be read again.
///
/// Where two lines differ in nothing but plain names, a date and a note, they read alike: the parser looks at a name only to see that it
/// means nothing else. What a name stands for is looked up for each; a line that would make, ask or tell anything more than record
/// what it says is read as every other.
struct Patterns {
  var words = WordTable()
  var line = PlainLine()
  private var byHash: [UInt64: Pattern] = [:]
  /// The patterns of the line before and of one before that: most are like them.
  private var last: (Unmanaged<Pattern>?, Unmanaged<Pattern>?)
  /// By kind and word: the node that the word stands for, and how its name is written. There is room for so many words of each kind.
  private var known: [Known] = []
  private var roomOfKind = 0
  private static let kinds = 5
  /// How names are written, one after the other.
  private var spellings: [UInt8] = []
  /// The names' version that this is known of, and its number: what was known of others is looked up again.
  private var (version, epoch): (Int, Int32) = (-1, 0)
  /// Room for the nodes of a line: as many as it has names, and behind them those of others.
  var nodes = [Node](repeating: .me, count: PlainLine.most)
  /// Those of them that were made for it, and what there was before.
  var made: [Node] = []
  var before: Chronicle.Mark?
  /// How many lines were carried out by a pattern.
  var hits = 0
  /// Whether a line is being read that may become a pattern.
  var isLearning = false

  /// What is known of a word as a name of a kind.
  private struct Known {
    var node: Int32 = -1
    /// Where among the spellings it is written; empty while nobody asked, or where the name alone would be read as something else.
    var start: Int32 = 0
    var end: Int32 = 0
    /// Whether it is written just like the word.
    var isVerbatim = false
    var epoch: Int32 = -1
  }

  /// One form of line.
  final class Pattern {
    /// The pieces of the line.
    let keys: [Int32]
    /// The row's words, with the names' and the day's left open.
    let words: [Int32]
    /// Where each name goes, which pieces it is made of, and what it is.
    let names: [Name]
    let kinds: [NodeKind]
    /// Where the day goes, if there is one, and the note.
    let day: Int?
    let note: Int?
    /// The line as it is printed, without its names and its day; where each of these goes, and which of them is the day.
    let text: [UInt8]
    let gaps: [Int]
    let dayInText: Int?
    /// Whether it is printed just as it is said, names aside.
    let isVerbatim: Bool
    /// Whether it says what kind a name is, and nothing more.
    let isDeclaration: Bool

    init(
      keys: [Int32], words: [Int32], names: [Name], day: Int?, note: Int?, text: [UInt8], gaps: [Int], dayInText: Int?,
      isVerbatim: Bool, isDeclaration: Bool
    ) {
      (self.keys, self.words, self.names, self.day, self.note) = (keys, words, names, day, note)
      kinds = names.map(\.kind)
      (self.text, self.gaps, self.dayInText) = (text, gaps, dayInText)
      (self.isVerbatim, self.isDeclaration) = (isVerbatim, isDeclaration)
    }
  }

  /// A name of a pattern.
  struct Name {
    let at: Int
    let piece: Int
    let kind: NodeKind
  }

  /// The pattern that the line read last has. It is not counted: two threads that count what they share wait for each other.
  mutating func pattern() -> Unmanaged<Pattern>? {
    if let pattern = last.0, pattern._withUnsafeGuaranteedRef({ fits($0) }) { return pattern }
    if let pattern = last.1, pattern._withUnsafeGuaranteedRef({ fits($0) }) {
      last = (pattern, last.0)
      return pattern
    }
    guard let pattern = byHash[line.hash], fits(pattern) else { return nil }
    last = (Unmanaged.passUnretained(pattern), last.0)
    return last.0
  }

  private func fits(_ pattern: Pattern) -> Bool {
    guard pattern.keys.count == line.count else { return false }
    for index in pattern.keys.indices where pattern.keys[index] != line[index].key { return false }
    return true
  }

  /// Remembers a pattern for lines like the one read last.
  mutating func learn(_ pattern: Pattern) {
    byHash[line.hash] = pattern
    last = (nil, nil)
  }

  /// Goes on with a version of the names: what was known as of another one is not known.
  mutating func goOn(with version: Int) {
    if version != self.version { (self.version, epoch) = (version, epoch + 1) }
  }

  /// Whether it is known what a piece of the line names.
  func isKnown(_ name: Name) -> Bool {
    hasRoom(for: name) && known[place(of: name)].epoch == epoch
  }

  /// Notes what a piece of the line names.
  mutating func note(_ node: Node?, _ name: Name) {
    if !hasRoom(for: name) { makeRoom(2 * words.count) }
    known[place(of: name)] = Known(node: node?.index ?? -1, epoch: epoch)
  }

  /// Makes room for so many words of each kind.
  private mutating func makeRoom(_ count: Int) {
    var wider = [Known](repeating: Known(), count: count * Self.kinds)
    for kind in 0..<Self.kinds {
      wider.replaceSubrange(kind * count..<kind * count + roomOfKind, with: known[kind * roomOfKind..<(kind + 1) * roomOfKind])
    }
    (known, roomOfKind) = (wider, count)
  }

  private func hasRoom(for name: Name) -> Bool { Int(line[name.piece].word) < roomOfKind }

  private func place(of name: Name) -> Int { Int(name.kind.rawValue) * roomOfKind + Int(line[name.piece].word) }

  /// The node that a piece of the line names, as far as that is known; `nil` where there is none of that kind that its whole name finds.
  func node(_ name: Name) -> Node? {
    let node = known[place(of: name)].node
    return node >= 0 ? Node(node) : nil
  }

  /// A piece of the line as a name.
  func text(of name: Name) -> String {
    let piece = line[name.piece]
    let text = words.text(piece.word)
    return piece.key == WordTable.Kind.quoted.rawValue ? String(text.dropFirst().dropLast()) : text
  }

  /// Goes on with what it knows though names of the line are new, now that the line is recorded. What it knows are nodes that whole
  /// names find: none finds another one by these, and what finds none is looked for each time.
  mutating func noteNew(_ pattern: Pattern, asOf version: Int) {
    self.version = version
    for (name, node) in zip(pattern.names, nodes) where made.contains(node) { known[place(of: name)].node = node.index }
  }

  /// Whether a piece can only be a name, quoted or not.
  func isPlain(_ name: Name) -> Bool { line[name.piece].key == WordTable.Kind.name.rawValue }

  /// Whether it is known how the name of a piece is written.
  func isSpelled(_ name: Name) -> Bool { known[place(of: name)].end > 0 }

  /// Notes how the name of a piece is written.
  mutating func noteSpelling(_ name: Name, _ text: String) {
    let (place, start) = (place(of: name), Int32(spellings.count))
    spellings.append(contentsOf: text.utf8)
    (known[place].start, known[place].end) = (start, Int32(spellings.count))
    known[place].isVerbatim = words.withBytes(of: line[name.piece].word) { $0.elementsEqual(text.utf8) }
  }

  /// What lines are read against.
  struct Setting {
    /// The number of the next statement.
    let next: Int
    /// The day of a line that says none, and the last one that a line may say.
    let day: Day
    let today: Day
    /// Whether lines bear their numbers, and are not written again; or may bear them.
    let isReplaying: Bool
    let keepsLabels: Bool

    /// Whether a line may be a statement of a number, by its label.
    func allows(_ label: Int?, for number: Int) -> Bool { label.map { keepsLabels && $0 == number } ?? !isReplaying }

    /// The same so many lines further on.
    func advanced(by count: Int) -> Setting {
      Setting(next: next + count, day: day, today: today, isReplaying: isReplaying, keepsLabels: keepsLabels)
    }
  }

  /// Reads lines into a batch, as long as they have patterns and all that they name is known; gives where the others begin. Learns
  /// nothing: whoever reads by a copy meanwhile shares the tables with this one.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lines: Range<Int>, _ setting: Setting, into batch: inout LineBatch, atMost most: Int
  ) -> Int {
    batch.removeAll()
    var at = lines.lowerBound
    while at < lines.upperBound {
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"), in: at..<lines.upperBound) ?? lines.upperBound
      if end > at {
        guard batch.count < most, let pattern = read(bytes, at..<end, setting, takingNewWords: false),
          setting.allows(line.label, for: setting.next + batch.count),
          pattern._withUnsafeGuaranteedRef({ knows($0, isSpelled: !setting.isReplaying) })
        else { return at }
        pattern._withUnsafeGuaranteedRef { take($0, bytes, setting, into: &batch) }
      }
      at = end + 1
    }
    return lines.upperBound
  }

  /// Reads a line; gives the pattern that it has.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ setting: Setting, takingNewWords: Bool = true
  ) -> Unmanaged<Pattern>? {
    if !made.isEmpty { (made, before) = ([], nil) }
    guard line.read(bytes, range, &words, takingNew: takingNewWords), let pattern = pattern(),
      line.day ?? setting.day <= setting.today
    else { return nil }
    return pattern
  }

  /// Finds the nodes of the line read last; false unless all are known, each another, and how they are written where that matters.
  private mutating func knows(_ pattern: Pattern, isSpelled: Bool) -> Bool {
    for index in pattern.names.indices {
      guard isKnown(pattern.names[index]) else { return false }
      let place = place(of: pattern.names[index])
      guard known[place].node >= 0, !isSpelled || known[place].end > 0 else { return false }
      let node = Node(known[place].node)
      for other in 0..<index where nodes[other] == node { return false }
      nodes[index] = node
    }
    return true
  }

  /// Takes the line read last, whose nodes are found and, where it is written, spelled, into a batch.
  mutating func take(_ pattern: Pattern, _ bytes: UnsafeBufferPointer<UInt8>, _ setting: Setting, into batch: inout LineBatch) {
    let (start, number, day) = (batch.words.count, setting.next + batch.count, line.day ?? setting.day)
    pattern.words.withUnsafeBufferPointer { batch.words.append(contentsOf: $0) }
    let words = batch.words.elements
    if let at = pattern.day { words[start + at] = day.number }
    for index in pattern.names.indices {
      words[start + pattern.names[index].at] = nodes[index].index
      batch.nodes.append(nodes[index])
    }
    if let note = line.note, let word = pattern.note {
      batch.notes.append(LineBatch.Note(word: start + word, start: note.lowerBound, end: note.upperBound))
    }
    batch.ends.append(Int32(batch.words.count))
    if let label = line.label { batch.labels.append(LineBatch.Label(said: label, row: number)) }
    if setting.isReplaying { return }
    batch.text.append(UInt8(ascii: "#"))
    batch.text.append(decimal: number)
    batch.text.append(UInt8(ascii: " "))
    write(pattern, on: day, bytes, to: &batch.text)
    batch.text.append(UInt8(ascii: "\n"))
    batch.textEnds.append(batch.text.count)
  }

  /// Writes the line read last as it is printed.
  ///
  /// Mutating, though it changes nothing: for a call of what cannot, the compiler copies all of this first.
  private mutating func write(
    _ pattern: Pattern, on day: Day, _ bytes: UnsafeBufferPointer<UInt8>, to text: inout GrowingBuffer<UInt8>
  ) {
    if isVerbatim(pattern) { return text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[line.range])) }
    // By pointers: a slice of an array would be counted in and out for each piece.
    spellings.withUnsafeBufferPointer { spellings in
      pattern.text.withUnsafeBufferPointer { form in
        var (next, start) = (0, 0)
        for (index, gap) in pattern.gaps.enumerated() {
          text.append(contentsOf: UnsafeBufferPointer(rebasing: form[start..<gap]))
          start = gap
          if index == pattern.dayInText {
            if let said = line.dayRange {
              text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[said]))
            } else {
              day.eachDigit { text.append($0) }
            }
          } else {
            let known = known[place(of: pattern.names[next])]
            text.append(contentsOf: UnsafeBufferPointer(rebasing: spellings[Int(known.start)..<Int(known.end)]))
            next += 1
          }
        }
        text.append(contentsOf: UnsafeBufferPointer(rebasing: form[start...]))
      }
    }
    if let note = line.note {
      text.append(UInt8(ascii: ":"))
      text.append(UInt8(ascii: " "))
      text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[note]))
    }
  }

  /// Whether the line read last is printed just as it stands.
  private func isVerbatim(_ pattern: Pattern) -> Bool {
    guard pattern.isVerbatim else { return false }
    for index in pattern.names.indices where !known[place(of: pattern.names[index])].isVerbatim { return false }
    return true
  }
}

extension Day {
  /// Calls back with each character of `YYYY-MM-DD`.
  @inline(__always) func eachDigit(_ body: (UInt8) -> Void) {
    let (year, month, number) = date
    func digit(_ value: Int) { body(UInt8(48 + value % 10)) }
    digit(year / 1000)
    digit(year / 100)
    digit(year / 10)
    digit(year)
    body(UInt8(ascii: "-"))
    digit(month / 10)
    digit(month)
    body(UInt8(ascii: "-"))
    digit(number / 10)
    digit(number)
  }
}
