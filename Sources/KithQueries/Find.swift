import Glibc
import KithGrammar
import KithGraph

extension QueryContext {
  /// Something that can be found by its words.
  private struct Document {
    let kind: String
    let name: String?
    let statement: Int?
    let text: String
    /// What a word in it counts: a name more than a note.
    let weight: Double
  }

  /// `find TEXT`: names, fields, and the words of statements that hold every word of the text, or words that begin so; the best first.
  ///
  /// A word counts the more the fewer documents hold it (inverse document frequency; Spärck Jones 1972), half of that
  /// where it only begins so, and more in a name than in a note.
  package func find(_ text: String) throws(StatementError) -> Report {
    let sought = QueryContext.words(text)
    guard !sought.isEmpty else { throw StatementError("there is no word to look for", help: "say it like `find jazz`") }
    var search = WordSearch(sought)
    var found: [(document: Document, shares: [Double])] = []
    eachDocument { document in
      // Every word has to be there.
      if let shares = search.shares(in: document.text) { found.append((document, shares)) }
    }
    let rarities = search.rarities
    let scored = found.enumerated().map { order, found in
      (
        order: order, document: found.document,
        score: zip(found.shares, rarities).reduce(0) { $0 + $1.0 * $1.1 * found.document.weight }
      )
    }
    let rows: [[Value]] = scored.sorted { a, b in a.score == b.score ? a.order < b.order : a.score > b.score }.map {
      _, document, score in
      [
        .text(document.kind), Value(document.name), document.statement.map { .integer($0) } ?? .null,
        .text(excerpt(of: document.text, around: sought)), .number((score * 1000).rounded() / 1000),
      ]
    }
    return Report(.found, rows, ifEmpty: "nothing holds `\(text)`")
  }

  /// Calls back with everything that can be found: what has a name, with its fields, in order of name; then the
  /// statements.
  private func eachDocument(_ body: (Document) -> Void) {
    let (names, fields) = (names, fields)
    for kind in [NodeKind.person, .org, .group, .place, .topic] {
      for node in names.all(kind) {
        let known = [names[node]] + names.aliases(of: node)
        body(
          Document(kind: kind.word, name: names[node], statement: nil, text: known.joined(separator: ", "), weight: 3))
        for (field, values) in (fields[node] ?? [:]).sorted(by: { names.precedes($0.key, $1.key) }) {
          for value in values {
            body(
              Document(kind: "field", name: names[node], statement: nil, text: "\(names[field]) \(value)", weight: 2))
          }
        }
      }
    }
    let records = log.records
    for number in log.liveNumbers {
      // Most statements hold no text of their own; that is seen without reading them.
      let row = records.row(of: number)
      if records.form(of: row)?.saysText == false,
        records.operandNodes(of: row)?.allSatisfy({ !names.kind(of: $0).isLabel }) == true
      {
        continue
      }
      let sentence = log[number]
      let texts = (sentence.objects + sentence.clauses.map(\.term)).compactMap {
        if case .text(let text) = $0 { text } else { nil }
      }
      let labels = sentence.nodes.filter { names.kind(of: $0).isLabel && names.kind(of: $0) != .channel }.map {
        names[$0]
      }
      guard !(texts + labels).isEmpty else { continue }
      let whom = sentence.nodes.first { names.kind(of: $0) == .person && $0 != .me }
      body(
        Document(
          kind: "statement", name: whom.map { names[$0] }, statement: number,
          text: (labels + texts).joined(separator: ": "),
          weight: 1))
    }
  }

  /// The words of a text, without case.
  fileprivate static func words(_ text: String) -> [String] {
    Names.folded(text).split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }

  /// The text around the first word found.
  private func excerpt(of text: String, around sought: [String]) -> String {
    let words = text.split(separator: " ")
    guard words.count > 16 else { return text }
    let first = words.firstIndex { word in sought.contains { Names.folded(String(word)).contains($0) } } ?? 0
    let range = max(0, first - 6)..<min(words.count, first + 10)
    return (range.lowerBound > 0 ? "… " : "") + words[range].joined(separator: " ")
      + (range.upperBound < words.count ? " …" : "")
  }
}

/// Looks for words in one text after the other.
private struct WordSearch {
  private let words: [String]
  /// The same in UTF-8, for texts in ASCII: beyond that one letter can be written in more than one way.
  private let sought: [[UInt8]]
  private var texts = 0
  /// In how many texts each word was.
  private var counts: [Int]

  init(_ words: [String]) {
    self.words = words
    sought = words.map { Array($0.utf8) }
    counts = [Int](repeating: 0, count: words.count)
  }

  /// What each word counts: the more, the fewer texts it was in.
  var rarities: [Double] { counts.map { Glibc.log(1 + Double(texts) / Double(max(1, $0))) } }

  /// For each word 1 where it stands in a text, a half where one stands there that begins so; `nil` unless all do.
  mutating func shares(in text: String) -> [Double]? {
    texts += 1
    var shares = [Double](repeating: 0, count: sought.count)
    if !Self.scan(text, { look(for: $0, &shares) }) {
      for word in QueryContext.words(text) { look(for: word, &shares) }
    }
    for index in shares.indices where shares[index] > 0 { counts[index] += 1 }
    return shares.contains(0) ? nil : shares
  }

  private func look(for word: String, _ shares: inout [Double]) {
    for (index, sought) in words.enumerated() where shares[index] < 1 && word.hasPrefix(sought) {
      shares[index] = word == sought ? 1 : 0.5
    }
  }

  private func look(for word: Slice<UnsafeBufferPointer<UInt8>>, _ shares: inout [Double]) {
    for (index, sought) in sought.enumerated() where shares[index] < 1 && word.count >= sought.count {
      guard zip(word, sought).allSatisfy({ Self.lowercased($0) == $1 }) else { continue }
      shares[index] = max(shares[index], word.count == sought.count ? 1 : 0.5)
    }
  }

  /// Calls back with each word of a text in ASCII, whatever its case; false where it is not.
  private static func scan(_ text: String, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Void) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
      var start = 0
      while start < bytes.count {
        var end = start
        while end < bytes.count, isPartOfWord(bytes[end]) { end += 1 }
        if end > start { body(bytes[start..<end]) }
        start = end + 1
      }
      return true
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lowercased(byte))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
