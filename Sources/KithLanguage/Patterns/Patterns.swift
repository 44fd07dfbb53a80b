import KithGraph
import KithSyntax

/// What lines of plain words were read as before, so that others of the same form need not be read again.
///
/// Where two lines differ in nothing but plain names and a date, they read alike: the parser looks at a name only to see that it
/// means nothing else. What a name stands for is looked up for each; a line that would make, ask or tell anything more than record
/// what it says is read as every other.
struct Patterns {
  var words = WordTable()
  var line = PlainLine()
  private var byHash: [UInt64: Pattern] = [:]
  /// By kind and word: the node that the word stands for, and how its name is written.
  private var known = [[Known]](repeating: [], count: 5)
  /// The names' version that this is known of, and its number: what was known of others is looked up again.
  private var (version, epoch) = (-1, 0)
  /// Room for the row and the nodes of a line.
  var row: [Int32] = []
  var nodes: [Node] = []
  /// Whether a line is being read that may become a pattern.
  var isLearning = false

  /// What is known of a word as a name of a kind.
  private struct Known {
    var node: Int32 = -1
    /// How it is written; `nil` while nobody asked, or where the name alone would be read as something else.
    var text: [UInt8]?
    var epoch = -1
  }

  /// One form of line.
  struct Pattern {
    /// The pieces of the line.
    let keys: [Int32]
    /// The row's words, with the names' and the day's left open.
    let words: [Int32]
    /// Where each name goes, which pieces it is made of, and what it is.
    let names: [Name]
    /// Where the day goes, if there is one.
    let day: Int?
    /// What stands before each name or day, and behind the last, as it is printed; and which of them is the day.
    let texts: [[UInt8]]
    let dayInText: Int?
  }

  /// A name of a pattern.
  struct Name {
    let at: Int
    let piece: Int
    let kind: NodeKind
  }

  /// The pattern that the line read last has.
  func pattern() -> Pattern? {
    guard let pattern = byHash[line.hash], pattern.keys.count == line.pieces.count else { return nil }
    for (key, piece) in zip(pattern.keys, line.pieces) where key != piece.key { return nil }
    return pattern
  }

  /// Remembers a pattern for lines like the one read last.
  mutating func learn(_ pattern: Pattern) { byHash[line.hash] = pattern }

  /// The node that a piece of the line names; `nil` where there is none of that kind that its whole name finds.
  mutating func node(_ name: Name, _ names: Names) -> Node? {
    if names.version != version { (version, epoch) = (names.version, epoch + 1) }
    let (kind, word) = (Int(name.kind.rawValue), Int(line.pieces[name.piece].word))
    if known[kind].count <= word {
      known[kind] += [Known](repeating: Known(), count: max(words.count, word + 1) - known[kind].count)
    }
    if known[kind][word].epoch != epoch {
      let node = names.node(text(of: name), in: name.kind.space)
      let isThere = node.map { names.exists($0) && names.kind(of: $0) == name.kind && $0 != .me } ?? false
      known[kind][word] = Known(node: isThere ? node?.index ?? -1 : -1, text: nil, epoch: epoch)
    }
    let node = known[kind][word].node
    return node >= 0 ? Node(node) : nil
  }

  /// A piece of the line as a name.
  func text(of name: Name) -> String {
    let piece = line.pieces[name.piece]
    let text = words.text(Int(piece.word))
    return piece.key == PlainLine.Kind.quoted.rawValue ? String(text.dropFirst().dropLast()) : text
  }

  /// Goes on with what it knows though a name of the line is new. One of a single word says nothing of any other, but for the same
  /// word as a name of another kind.
  mutating func noteNew(_ name: Name, _ names: Names) {
    if !text(of: name).contains(" ") { version = names.version }
    let word = Int(line.pieces[name.piece].word)
    for kind in known.indices where word < known[kind].count { known[kind][word].epoch = -1 }
  }

  /// How the name of a piece is written; `nil` where the name alone would be read as something else.
  mutating func written(_ name: Name, _ node: Node, _ printer: SentencePrinter) -> [UInt8]? {
    let (kind, word) = (Int(name.kind.rawValue), Int(line.pieces[name.piece].word))
    if let text = known[kind][word].text { return text }
    guard printer.isFoundByName(node) else { return nil }
    let text = Array(printer.name(node, as: name.kind).utf8)
    known[kind][word].text = text
    return text
  }
}
