import KithGraph
import KithSyntax

extension StatementParser {
  /// How many words at an index join another statement to the one before: `and called tom`, `, then bob called`.
  func jointLength(_ index: Int) -> Int? {
    var end = token(index).kind == .comma ? index + 1 : index
    if word(end) == .and { end += 1 }
    if FunctionWords.joints.contains(word(end)) { end += 1 }
    guard end > index, word(end - 1) != .missing, startsStatement(end) else { return nil }
    return end - index
  }

  /// The pronouns that mean whoever was the subject before.
  static let goOn = WordSet([Keyword.he, .she, .they].map(\.word))

  /// Whether a verb stands at an index, or somebody known with a verb behind.
  private func startsStatement(_ index: Int) -> Bool {
    if context.vocabulary.startsRecord(in: self, at: index) { return true }
    return (1...4).contains { length in
      (index..<index + length).allSatisfy { word($0) != .missing || token($0).kind == .string }
        && context.vocabulary.longestPhrase(in: self, at: index + length, saying: true) != nil
        && isSomebody(index..<index + length)
    }
  }

  private func isSomebody(_ words: Range<Int>) -> Bool {
    let name = words.map { source.value(of: token($0)) }.joined(separator: " ")
    return words.count == 1 && (ownerWords.contains(name) || Self.goOn.contains(word(words.lowerBound)))
      || context.names.known(name) != nil
  }

  /// Whether it begins as a question does that yes or no answers: `is dana`, `did I`.
  package var asksAboutSomebody: Bool {
    FunctionWords.ofYesOrNo.contains(next.word) && !isCapitalised(at)
      && (somebody(at: at + 1) != nil || ownerWords.contains(word(at + 1)) || pronouns.contains(word(at + 1)))
  }

  /// Whoever is known by the longest name at an index, and the index behind it.
  package func somebody(at index: Int) -> (node: Node, end: Int)? {
    for length in [4, 3, 2, 1] where (index..<index + length).allSatisfy({ word($0) != .missing }) {
      let span = token(index).span.joined(with: token(index + length - 1).span)
      if let node = context.names.known(source.text(span)) { return (node, index + length) }
    }
    return nil
  }
}

extension StatementParser {
  /// Whether a keyword stands somewhere behind.
  package func holds(_ keyword: Keyword) -> Bool { (at..<max(at, endIndex)).contains { word($0) == keyword } }
}

extension Names {
  /// The full name of the only person of a first name, where nothing bears just that.
  package func onlyPerson(withFirstName name: String) -> String? {
    guard [NodeKind.Space.party, .place].allSatisfy({ node(name, in: $0).map(exists) != true }), let node = known(name),
      kind(of: node) == .person
    else { return nil }
    return self[node]
  }

  /// The only person, org or group that a name means, by a first name or without accents too.
  package func known(_ name: String) -> Node? {
    if let node = node(name, in: .party), exists(node) { return node }
    let people = name.utf8.contains(UInt8(ascii: " ")) ? [] : people(withFirstName: name)
    return people.count == 1 ? people[0] : people.isEmpty ? node(plainly: name, in: .party) : nil
  }
}
