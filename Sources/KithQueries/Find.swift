import Glibc
import KithGrammar
import KithGraph
import KithLog

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
    eachNamed { document in
      search.beginDocument()
      search.look(in: document.text)
      if let shares = search.endDocument() { found.append((document, shares)) }
    }
    eachStatement(searched: &search) { number, shares in found.append((document(of: number), shares)) }
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

  /// Calls back with what has a name, with its fields, in order of name.
  private func eachNamed(_ body: (Document) -> Void) {
    let (names, fields) = (names, fields)
    for kind in [NodeKind.person, .org, .group, .place, .topic] {
      for node in names.all(kind) {
        let aliases = names.aliases(of: node)
        let known = aliases.isEmpty ? names[node] : ([names[node]] + aliases).joined(separator: ", ")
        body(Document(kind: kind.word, name: names[node], statement: nil, text: known, weight: 3))
        for (field, values) in (fields[node] ?? [:]).sorted(by: { names.precedes($0.key, $1.key) }) {
          for value in values {
            body(
              Document(kind: "field", name: names[node], statement: nil, text: "\(names[field]) \(value)", weight: 2))
          }
        }
      }
    }
  }

  /// Calls back with each statement that holds all the words, in its texts or in the names of what it is labelled with;
  /// these are looked at where they lie, and no statement is read.
  private func eachStatement(searched search: inout WordSearch, _ body: (_ number: Int, _ shares: [Double]) -> Void) {
    let (records, texts, numbers) = (log.records, log.records.texts, log.liveNumbers)
    let isAsSaid = log.redirections.isEmpty
    var forms = ByForm<SearchedForm>()
    // The shares of the name of each node; empty for one by which nothing is found.
    var ofNames = [[Double]?](repeating: nil, count: names.count)
    records.withColumns { columns in
      for number in numbers {
        let row = records.row(of: number)
        let (formNumber, operands) = (columns.form(of: row), columns.operands(of: row))
        let form = forms[formNumber] ?? records.form(of: row).map(SearchedForm.init)
        forms[formNumber] = form
        search.beginDocument()
        if isAsSaid, let form, operands.count == form.operandCount {
          for place in form.nodePlaces where records.canName(Node(operands[place]), row) {
            search.look(in: Node(operands[place]), &ofNames) { isSearched($0) ? names[$0] : nil }
          }
          for node in form.literalNodes where records.canName(node, row) {
            search.look(in: node, &ofNames) { isSearched($0) ? names[$0] : nil }
          }
          for text in form.literalTexts + form.textPlaces.map({ operands[$0] })
          where (0..<texts.count).contains(Int(text)) {
            texts.withUTF8(of: Int(text)) { search.look(in: $0) }
          }
        } else {
          for text in pieces(of: log[number]) { search.look(in: text) }
        }
        if let shares = search.endDocument() { body(number, shares) }
      }
    }
  }

  /// Where the rows of a form name nodes, and have texts. A class, as it is handed out for every row.
  private final class SearchedForm {
    let nodePlaces: [Int]
    let literalNodes: [Node]
    let textPlaces: [Int]
    let literalTexts: [Int32]
    let operandCount: Int

    init(_ form: Form) {
      let texts = form.slots.filter { $0.kind == .text }
      (nodePlaces, literalNodes, operandCount) = (form.nodePlaces, form.literalNodes, form.operandCount)
      textPlaces = texts.filter { !$0.isLiteral }.map(\.start)
      literalTexts = texts.filter(\.isLiteral).map { form.literals[$0.start] }
    }
  }

  /// Whether a statement is found by the name of a node: a topic, a tag, a gift, a role, but no channel.
  private func isSearched(_ node: Node) -> Bool {
    let kind = names.kind(of: node)
    return kind.isLabel && kind != .channel
  }

  /// What a statement is found by.
  private func pieces(of sentence: Sentence<Node>) -> [String] {
    let texts = (sentence.objects + sentence.clauses.map(\.term)).compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }
    return sentence.nodes.filter(isSearched).map { names[$0] } + texts
  }

  private func document(of number: Int) -> Document {
    let sentence = log[number]
    return Document(
      kind: "statement", name: sentence.nodes.first(where: isOther).map { names[$0] }, statement: number,
      text: pieces(of: sentence).joined(separator: ": "), weight: 1)
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

/// Looks for words in one document after the other, each of one or several texts.
private struct WordSearch {
  private let words: [String]
  /// The same in UTF-8, for texts in ASCII: beyond that one letter can be written in more than one way.
  private let sought: [[UInt8]]
  /// For each word 1 where it stands in the document, a half where one stands there that begins so.
  private var shares: [Double]
  private var holdsText = false
  private var documents = 0
  /// In how many documents each word was.
  private var counts: [Int]

  init(_ words: [String]) {
    self.words = words
    sought = words.map { Array($0.utf8) }
    (shares, counts) = ([Double](repeating: 0, count: words.count), [Int](repeating: 0, count: words.count))
  }

  /// What each word counts: the more, the fewer documents it was in.
  var rarities: [Double] { counts.map { Glibc.log(1 + Double(documents) / Double(max(1, $0))) } }

  mutating func beginDocument() {
    holdsText = false
    for index in shares.indices { shares[index] = 0 }
  }

  /// The share of each word in the document; `nil` unless all are there. One without any text is none.
  mutating func endDocument() -> [Double]? {
    guard holdsText else { return nil }
    documents += 1
    for index in shares.indices where shares[index] > 0 { counts[index] += 1 }
    return shares.contains(0) ? nil : shares
  }

  mutating func look(in text: String) {
    var text = text
    text.withUTF8 { look(in: UnsafeRawBufferPointer($0)) }
  }

  /// Looks in the name of a node, once for all documents that have it; what cannot be found by it has none.
  mutating func look(in node: Node, _ known: inout [[Double]?], _ name: (Node) -> String?) {
    let index = Int(node.index)
    if known[index] == nil {
      var alone = WordSearch(words)
      if let name = name(node) { alone.look(in: name) }
      known[index] = alone.holdsText ? alone.shares : []
    }
    guard let ofName = known[index], !ofName.isEmpty else { return }
    holdsText = true
    for (index, share) in ofName.enumerated() { shares[index] = max(shares[index], share) }
  }

  /// Looks in a text in UTF-8.
  mutating func look(in bytes: UnsafeRawBufferPointer) {
    holdsText = true
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      for word in QueryContext.words(String(decoding: bytes, as: UTF8.self)) { look(for: word) }
      return
    }
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, Self.isPartOfWord(bytes[end]) { end += 1 }
      if end > start { look(for: UnsafeRawBufferPointer(rebasing: bytes[start..<end])) }
      start = end + 1
    }
  }

  private mutating func look(for word: String) {
    for (index, sought) in words.enumerated() where shares[index] < 1 && word.hasPrefix(sought) {
      shares[index] = word == sought ? 1 : max(shares[index], 0.5)
    }
  }

  private mutating func look(for word: UnsafeRawBufferPointer) {
    for (index, sought) in sought.enumerated() where shares[index] < 1 && word.count >= sought.count {
      guard zip(word, sought).allSatisfy({ Self.lowercased($0) == $1 }) else { continue }
      shares[index] = max(shares[index], word.count == sought.count ? 1 : 0.5)
    }
  }

  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(lowercased(byte))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
