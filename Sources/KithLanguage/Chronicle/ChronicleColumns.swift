import KithGraph

extension Chronicle {
  /// A column of the chronicle as bytes, little-endian: what a snapshot stores. The raw value is its id in the file.
  public enum Column: UInt32, CaseIterable, Sendable {
    /// All texts, one after the other, and where each starts: the phrases and clauses that records refer to by number,
    /// the names of the nodes, the texts of the statements.
    case textBytes = 1, textStarts
    /// How many of the texts are phrases, clauses and names; the rest belong to the statements.
    case textCounts
    /// The kind of each node but the owner.
    case kinds
    /// The statements; see `Records`.
    case starts = 16, words, states, units, edits

    /// The bytes that an element takes.
    public var elementWidth: UInt32 {
      switch self {
      case .textBytes, .kinds, .states: 1
      case .textStarts, .textCounts, .starts, .words, .units, .edits: 4
      }
    }
  }

  /// The column's bytes.
  public func bytes(of column: Column) -> [UInt8] {
    switch column {
    case .textBytes: allTexts.flatMap { Array($0.utf8) }
    case .textStarts: littleEndian(allTexts.reduce(into: [UInt32(0)]) { $0.append(($0.last ?? 0) + UInt32($1.utf8.count)) })
    case .textCounts: littleEndian([UInt32(vocabulary.phrases.count), UInt32(Clause.all.count), UInt32(network.names.count - 1)])
    case .kinds: (1..<network.names.count).map { network.names.kind(of: Node(Int32($0))).rawValue }
    case .starts: littleEndian(records.starts)
    case .words: littleEndian(records.words)
    case .states: records.states
    case .units: littleEndian(records.units)
    case .edits: littleEndian(records.edits)
    }
  }

  private var allTexts: [String] {
    vocabulary.phrases.map(\.phrase.text) + Clause.all.map(\.name)
      + (1..<network.names.count).map { network.names.firstName(of: Node(Int32($0))) } + records.texts
  }

  /// The chronicle that columns hold; `nil` unless they fit together and this kith knows every phrase and clause in them.
  public init?(_ columns: [Column: [UInt8]]) {
    let vocabulary = Vocabulary.standard
    guard let texts = Chronicle.texts(columns), let counts: [UInt32] = numbers(columns[.textCounts]), counts.count == 3,
      let starts: [UInt32] = numbers(columns[.starts]), let words: [Int32] = numbers(columns[.words]),
      let states = columns[.states],
      let units: [UInt32] = numbers(columns[.units]), let edits: [UInt32] = numbers(columns[.edits]),
      let kinds = columns[.kinds]?.map(NodeKind.init(rawValue:)),
      counts.reduce(0, { $0 + Int($1) }) <= texts.count, kinds.count == counts[2]
    else { return nil }
    let clausesStart = Int(counts[0])
    let namesStart = clausesStart + Int(counts[1])
    let textsStart = namesStart + Int(counts[2])
    var names: [(name: String, kind: NodeKind)] = []
    for (name, kind) in zip(texts[namesStart..<textsStart], kinds) {
      guard let kind else { return nil }
      names.append((name, kind))
    }
    let records = Records(
      starts: starts, words: words, states: states, texts: Array(texts[textsStart...]), units: units, edits: edits,
      phrases: Int(counts[0]), nodes: names.count + 1, clauses: Int(counts[1]))
    let phrases = texts[..<clausesStart].map { vocabulary.phrase($0) }
    let clauses = texts[clausesStart..<namesStart].map { name in Clause.all.firstIndex { $0.name == name } }
    guard let translated = records?.translated(phrases: phrases, clauses: clauses, vocabulary) else { return nil }
    self.init(names: names, records: translated)
  }

  private static func texts(_ columns: [Column: [UInt8]]) -> [String]? {
    guard let bytes = columns[.textBytes], let starts: [UInt32] = numbers(columns[.textStarts]), starts.first == 0,
      starts.last.map({ Int($0) }) == bytes.count, zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    return zip(starts, starts.dropFirst()).map { String(decoding: bytes[Int($0)..<Int($1)], as: UTF8.self) }
  }
}

extension Records {
  /// The records with the numbers of phrases and clauses as this vocabulary counts them; `nil` where it lacks one that
  /// is used, or where a statement has another shape than its verb.
  fileprivate func translated(phrases: [Int?], clauses: [Int?], _ vocabulary: Vocabulary) -> Records? {
    let isSame = phrases.elementsEqual(phrases.indices.map { $0 }) && clauses.elementsEqual(clauses.indices.map { $0 })
    if isSame {
      let isSound = (1..<(count + 1)).allSatisfy { number in
        guard state(of: number) != .erased else { return true }
        let sentence = self[number]
        let verb = vocabulary.verb(of: sentence.phrase)
        return sentence.objects.count == verb.parts.count && verb.fits(sentence)
      }
      return isSound ? self : nil
    }
    var result = Records()
    for number in 1..<(count + 1) {
      guard state(of: number) != .erased else {
        result.skip(to: number + 1)
        continue
      }
      var sentence = self[number]
      guard let phrase = phrases[sentence.phrase] else { return nil }
      sentence.phrase = phrase
      let said = sentence.clauses
      sentence.clauses = []
      for clause in said {
        guard let index = clauses[clause.clause] else { return nil }
        sentence.set(clause.term, clause: index)
      }
      let verb = vocabulary.verb(of: phrase)
      // Parts that came later are optional, and what was said before them left them out.
      while sentence.objects.count < verb.parts.count { sentence.objects.append(.none) }
      guard verb.fits(sentence) else { return nil }
      _ = result.append(sentence, editing: edited(by: number))
      result.set(state(of: number), of: number)
    }
    for unit in units { result.closeUnit(from: Int(unit) + 1) }
    return result
  }
}

extension Verb {
  /// Whether a stored sentence has a term of the right shape for every part and clause, with values that could have been said.
  func fits(_ sentence: Sentence<Node>) -> Bool {
    isKept && sentence.objects.count == parts.count && zip(parts, sentence.objects).allSatisfy { $0.fits($1) }
      && sentence.clauses.allSatisfy { $0.term.shape != nil && Clause.all[$0.clause].part.fits($0.term) }
  }
}

extension Part {
  fileprivate func fits(_ term: Term<Node>) -> Bool {
    guard let shape = term.shape else { return isOptional }
    guard shape == holds else { return false }
    switch term {
    case .names(let nodes): return isList ? !nodes.isEmpty : nodes.count == 1
    case .number(let number):
      return words.isEmpty ? (0...1e9).contains(number) : words.indices.contains(Int(exactly: number) ?? -1)
    case .day(let day): return Day.first <= day && day <= Day.last
    case .time(let minute): return (0..<1440).contains(minute)
    case .duration(let minutes): return minutes > 0
    case .statements(let numbers): return !numbers.isEmpty && numbers.allSatisfy { $0 > 0 }
    case .none, .flag, .period, .text, .fields: return true
    case .condition, .choices: return false
    }
  }
}

private func littleEndian<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
  numbers.map(\.littleEndian).withUnsafeBytes { Array($0) }
}

private func numbers<Number: FixedWidthInteger>(_ bytes: [UInt8]?) -> [Number]? {
  let width = MemoryLayout<Number>.size
  guard let bytes, bytes.count % width == 0 else { return nil }
  return bytes.withUnsafeBytes { buffer in
    stride(from: 0, to: bytes.count, by: width).map {
      Number(littleEndian: buffer.loadUnaligned(fromByteOffset: $0, as: Number.self))
    }
  }
}
