import Glibc
import KithGraph

extension Inquiry {
  /// Something that can be found by its words.
  private struct Document {
    let kind: String
    let name: String
    let statement: Int?
    let text: String
    /// What a word in it counts: a name more than a note.
    let weight: Double
  }

  /// `find TEXT`: names, fields, and the words of statements that hold every word of the text, or words that begin so; the best first.
  ///
  /// A word counts the more the fewer documents hold it (inverse document frequency; Spärck Jones 1972), half of that where it only
  /// begins so, and more in a name than in a note.
  func find(_ text: String) throws(Refusal) -> Report {
    let sought = Inquiry.words(text)
    guard !sought.isEmpty else { throw Refusal("there is no word to look for", help: "say it like `find jazz`") }
    let documents = documents
    let index = WordIndex(documents.map { Inquiry.words($0.text) })
    var scores: [Int: Double] = [:]
    for (place, word) in sought.enumerated() {
      let found = index.documents(with: word)
      let rarity: Double = Glibc.log(1 + Double(documents.count) / Double(max(1, found.count)))
      var next: [Int: Double] = [:]
      for (document, share) in found {
        // Every word has to be there.
        guard place == 0 || scores[document] != nil else { continue }
        next[document] = (scores[document] ?? 0) + rarity * share * documents[document].weight
      }
      scores = next
    }
    let ranked = scores.sorted { a, b in a.value == b.value ? a.key < b.key : a.value > b.value }
    let rows: [[Value]] = ranked.map { found in
      let document = documents[found.key]
      return [
        .text(document.kind), .text(document.name), document.statement.map { .integer($0) } ?? .null,
        .text(excerpt(of: document.text, around: sought)), .number((found.value * 1000).rounded() / 1000),
      ]
    }
    return Report(.found, rows, ifEmpty: "nothing holds `\(text)`")
  }

  private var documents: [Document] {
    var all: [Document] = []
    for kind in [NodeKind.person, .org, .group, .place, .topic] {
      for node in names.all(kind) {
        let known = [names[node]] + names.aliases(of: node)
        all.append(Document(kind: kind.word, name: names[node], statement: nil, text: known.joined(separator: ", "), weight: 3))
        for (field, value) in (fields[node] ?? [:]).sorted(by: { names.precedes($0.key, $1.key) }) {
          all.append(Document(kind: "field", name: names[node], statement: nil, text: "\(names[field]) \(value)", weight: 2))
        }
      }
    }
    for number in chronicle.liveNumbers {
      let sentence = chronicle[number]
      let texts = (sentence.objects + sentence.clauses.map(\.term)).compactMap {
        if case .text(let text) = $0 { text } else { nil }
      }
      let labels = sentence.nodes.filter { names.kind(of: $0).isLabel && names.kind(of: $0) != .channel }.map { names[$0] }
      guard !(texts + labels).isEmpty else { continue }
      let whom = sentence.nodes.first { names.kind(of: $0) == .person && $0 != .me }
      all.append(
        Document(
          kind: "statement", name: whom.map { names[$0] } ?? "", statement: number,
          text: (labels + texts).joined(separator: ": "),
          weight: 1))
    }
    return all
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
    return (range.lowerBound > 0 ? "… " : "") + words[range].joined(separator: " ") + (range.upperBound < words.count ? " …" : "")
  }
}

/// Which documents hold which word: the words in order, so that those that begin alike stand together.
private struct WordIndex {
  private var postings: [(word: String, documents: [Int])]

  init(_ documents: [[String]]) {
    var byWord: [String: [Int]] = [:]
    for (document, words) in documents.enumerated() {
      for word in Set(words) { byWord[word, default: []].append(document) }
    }
    postings = byWord.map { ($0.key, $0.value) }.sorted { $0.word < $1.word }
  }

  /// The documents with a word, with 1, or with one that begins so, with a half.
  func documents(with word: String) -> [Int: Double] {
    var (low, high) = (0, postings.count)
    while low < high {
      let middle = (low + high) / 2
      if postings[middle].word < word { low = middle + 1 } else { high = middle }
    }
    var found: [Int: Double] = [:]
    for posting in postings[low...] {
      guard posting.word.hasPrefix(word) else { break }
      for document in posting.documents { found[document] = max(found[document] ?? 0, posting.word == word ? 1 : 0.5) }
    }
    return found
  }
}
