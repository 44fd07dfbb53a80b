import KithColumns
import KithGrammar
import KithGraph

extension StatementLog {
  /// A column of the log as bytes, little-endian: what a snapshot stores. The raw value is its id in the file.
  public enum StoredColumn: UInt32, CaseIterable, Sendable {
    /// The phrases and clauses that records refer to by number, and the Unicode version by which names are in order.
    case language = 1
    /// The nodes, me first: what statements named each, its kind, how many mention it; all in the order of their names,
    /// and by hash.
    case nameBytes, nameStarts, kinds, mentions, nameOrder, nameHashes
    /// The statements, and their texts; see `Records`.
    case states = 18, edits, textBytes, textStarts
    /// The forms of the rows, the number of each row's, and the rows' operands; see `Forms`, `Records`.
    case formWords = 48, formStarts, formNumbers, operands, operandStarts
    /// In a file of the first version, rows that say their forms themselves; see `FirstVersionRows`.
    case starts = 16, words
    /// What is found by them without reading all: see `StatementLog`, `Occurrences`.
    case agendaRows = 32, specialRows, occurrenceStarts, occurrences
    /// From format 3 on: the transaction of each statement, the frame of each transaction and the checksum of the chain
    /// up to it, and the amendments, each with its transaction, its kind and the statements concerned; see
    /// `TransactionHistory`.
    case units = 64, unitFrames, unitChecksums, changeUnits, changeKinds, changeStarts, changeStatements
    /// For each statement that came from elsewhere, the number of its transaction there, counted from 1, and its place
    /// in it; for each such transaction, the store's identity in two halves, its frame and the checksum of the chain.
    /// For each statement, the node of whoever speaks if that is not me, and the text that tells it from others of its
    /// source, counted from 1. Empty until a kith uses them, and this one does not.
    case origins = 80, originPlaces, originStores, originFrames, originChecksums, speakers, keys

    /// The bytes that an element takes.
    public var elementWidth: UInt32 {
      switch self {
      case .language, .nameBytes, .textBytes, .kinds, .states, .changeKinds: 1
      case .nameStarts, .mentions, .nameOrder, .starts, .words, .edits, .textStarts, .agendaRows, .specialRows,
        .occurrenceStarts,
        .occurrences, .formWords, .formStarts, .formNumbers, .operands, .operandStarts, .units, .unitChecksums,
        .changeUnits, .changeStarts, .changeStatements, .origins, .originPlaces, .originChecksums, .speakers, .keys:
        4
      case .nameHashes, .unitFrames, .originStores, .originFrames: 8
      }
    }

    /// Whether this kith knows no use for it: what another one put there would be lost, or answered wrongly.
    package var isUnused: Bool { rawValue >= StoredColumn.origins.rawValue }

    /// Whether it is in every file: what came later is not in those of before.
    package var isRequired: Bool {
      switch self {
      case .nameHashes, .starts, .words, .formWords, .formStarts, .formNumbers, .operands, .operandStarts: false
      case .units, .unitFrames, .unitChecksums, .changeUnits, .changeKinds, .changeStarts, .changeStatements: false
      case .origins, .originPlaces, .originStores, .originFrames, .originChecksums, .speakers, .keys: false
      case .language, .nameBytes, .nameStarts, .kinds, .mentions, .nameOrder, .states, .edits, .textBytes, .textStarts,
        .agendaRows,
        .specialRows, .occurrenceStarts, .occurrences:
        true
      }
    }
  }

  /// The columns as bytes.
  public var columns: [(column: StoredColumn, bytes: StoredBytes)] {
    let (nameStarts, nameBytes) = names.columns
    let (nameOrder, nameHashes) = names.orderColumns
    let (textStarts, textBytes) = records.texts.columns()
    let (occurrenceStarts, occurrences) = records.occurrences(count: count, nodes: names.count)
    return [
      (.language, StoredBytes(Array(StoredLanguage(vocabulary).lines.joined(separator: "\n").utf8))),
      (.nameBytes, StoredBytes(nameBytes)),
      (.nameStarts, StoredBytes(nameStarts)),
      (.kinds, StoredBytes(names.kindColumn)), (.mentions, StoredBytes(names.mentionColumn)),
      (.nameOrder, StoredBytes(nameOrder)), (.nameHashes, StoredBytes(nameHashes)),
      (.formWords, records.forms.words.bytes), (.formStarts, records.forms.starts.bytes),
      (.formNumbers, records.formNumbers.bytes), (.operands, records.operands.bytes),
      (.operandStarts, records.starts.bytes), (.states, records.states.bytes),
      (.edits, StoredBytes(records.edits)), (.textBytes, StoredBytes(textBytes)),
      (.textStarts, StoredBytes(textStarts)),
      (.agendaRows, agendaRows.bytes), (.specialRows, specialRows.bytes),
      (.occurrenceStarts, StoredBytes(occurrenceStarts)), (.occurrences, StoredBytes(occurrences)),
    ] + unitColumns + StoredColumn.allCases.filter(\.isUnused).map { ($0, StoredBytes([UInt8]())) }
  }

  /// The log that columns hold; `nil` unless they fit together and this kith knows every phrase and clause in
  /// them. Whatever turns out later not to be what was written is noted in `damage`.
  public convenience init?(
    _ columns: [(column: StoredColumn, bytes: StoredBytes)], in vocabulary: Vocabulary, damage: CorruptionFlag
  ) {
    func has(_ column: StoredColumn) -> Bool { columns.contains { $0.column == column } }
    func bytes(_ column: StoredColumn) -> StoredBytes {
      columns.first { $0.column == column }?.bytes ?? StoredBytes([UInt8]())
    }
    guard StoredColumn.allCases.allSatisfy({ has($0) ? !$0.isUnused || bytes($0).count == 0 : !$0.isRequired }),
      let spellings = StringColumn(starts: bytes(.nameStarts), bytes: bytes(.nameBytes)),
      let texts = StringColumn(starts: bytes(.textStarts), bytes: bytes(.textBytes)),
      let names = Names(
        spellings, kinds: .init(bytes(.kinds)), mentions: .init(bytes(.mentions)), order: .init(bytes(.nameOrder)),
        hashes: .init(bytes(.nameHashes)))
    else { return nil }
    let first =
      has(.words) ? FirstVersionRows(starts: .init(bytes(.starts)), words: .init(bytes(.words)), texts: texts) : nil
    let (states, edits) = (Column<UInt8>(bytes(.states)), Column<UInt32>(bytes(.edits)).all)
    let history = TransactionHistory(of: columns)
    guard history != nil || !has(.units) else { return nil }
    let units = history.map { (Column<UInt32>(bytes(.units)), $0) }
    let found =
      first.map {
        Records(
          without: $0, states: states, texts: texts, edits: edits, units: units, nodes: names.count, damage: damage,
          vocabulary)
      }
      ?? Forms(words: .init(bytes(.formWords)), starts: .init(bytes(.formStarts))).flatMap { forms in
        Records(
          forms: forms, formNumbers: .init(bytes(.formNumbers)), operands: .init(bytes(.operands)),
          starts: .init(bytes(.operandStarts)), states: states, texts: texts, edits: edits, units: units,
          nodes: names.count, damage: damage, vocabulary)
      }
    guard let records = found,
      let occurrences = Occurrences(
        starts: .init(bytes(.occurrenceStarts)), rows: .init(bytes(.occurrences)), rowCount: records.count,
        nodes: names.count)
    else { return nil }
    guard first == nil, StoredLanguage(vocabulary).isWritten(in: bytes(.language).all) else {
      guard let language = StoredLanguage(bytes(.language).all),
        let translated = records.translated(from: language, { first == nil ? records.decode($0) : first?.sentence($0) })
      else { return nil }
      self.init(
        names: names.inOrderAnew, records: translated, occurrences: Occurrences(), agendaRows: Column(),
        specialRows: Column())
      isTranslated = true
      rebuildProjection(findsConflicts: false)
      return
    }
    self.init(
      names: names, records: records, occurrences: occurrences, agendaRows: .init(bytes(.agendaRows)),
      specialRows: .init(bytes(.specialRows)))
  }
}

extension StatementLog {
  private var unitColumns: [(column: StoredColumn, bytes: StoredBytes)] {
    let history = records.history
    return [
      (.units, records.units.bytes), (.unitFrames, history.frames.bytes), (.unitChecksums, history.checksums.bytes),
      (.changeUnits, history.changeUnits.bytes), (.changeKinds, history.changeKinds.bytes),
      (.changeStarts, history.changeStarts.bytes), (.changeStatements, history.changeStatements.bytes),
    ]
  }
}

extension TransactionHistory {
  /// What the columns of a file say of transactions; `nil` before format 3, or where they do not fit together.
  package init?(of columns: [(column: StatementLog.StoredColumn, bytes: StoredBytes)]) {
    func bytes(_ column: StatementLog.StoredColumn) -> StoredBytes? { columns.first { $0.column == column }?.bytes }
    guard let frames = bytes(.unitFrames), let checksums = bytes(.unitChecksums), let units = bytes(.changeUnits),
      let kinds = bytes(.changeKinds), let starts = bytes(.changeStarts), let statements = bytes(.changeStatements)
    else { return nil }
    self.init(
      frames: Column(frames), checksums: Column(checksums), changeUnits: Column(units), changeKinds: Column(kinds),
      changeStarts: Column(starts), changeStatements: Column(statements))
  }
}

/// What the numbers in records, and the order of names, mean.
private struct StoredLanguage {
  let phrases: [String]
  let clauses: [String]
  let unicode: String

  /// That of this kith.
  init(_ vocabulary: Vocabulary) {
    self.init(phrases: vocabulary.texts, clauses: Clause.all.map(\.name), unicode: Self.newestUnicode)
  }

  /// As a file has it: a line for each, with an empty one between two lists.
  var lines: [String] { phrases + [""] + clauses + ["", unicode] }

  init(phrases: [String], clauses: [String], unicode: String) {
    (self.phrases, self.clauses, self.unicode) = (phrases, clauses, unicode)
  }

  init?(_ bytes: UnsafeRawBufferPointer) {
    let lists = String(decoding: bytes, as: UTF8.self).split(separator: "\n\n", omittingEmptySubsequences: false)
      .map { $0.split(separator: "\n").map(String.init) }
    guard lists.count == 3, lists[2].count == 1 else { return nil }
    self.init(phrases: lists[0], clauses: lists[1], unicode: lists[2][0])
  }

  /// Whether bytes are its lines. Every start asks: they are not put together for it.
  func isWritten(in bytes: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    for (index, var line) in lines.enumerated() {
      if index > 0 {
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\n") else { return false }
        at += 1
      }
      guard line.utf8.count <= bytes.count - at, line.withUTF8({ bytes[at...].starts(with: $0) }) else { return false }
      at += line.utf8.count
    }
    return at == bytes.count
  }

  /// The newest version of Unicode of which the program knows a character.
  private static var newestUnicode: String {
    let firsts: [(version: String, scalar: Unicode.Scalar)] = [
      ("17", "\u{88F}"), ("16", "\u{1C89}"), ("15.1", "\u{2FFC}"), ("15", "\u{CF3}"), ("14", "\u{61D}"),
    ]
    return firsts.first { $0.scalar.properties.age != nil }?.version ?? "13"
  }
}

extension Records {
  /// The records with the numbers of phrases and clauses as this vocabulary counts them; `decode` gives what a row
  /// says. `nil` where the vocabulary lacks one that is used, or where a statement has another shape than its verb.
  fileprivate func translated(from language: StoredLanguage, _ decode: (Int) -> Sentence<Node>?) -> Records? {
    let phrases = language.phrases.map { vocabulary.phrase($0) }
    let clauses = language.clauses.map { name in Clause.all.firstIndex { $0.name == name } }
    let result = Records(vocabulary)
    for row in 1..<(count + 1) {
      guard state(of: row) != .erased else {
        result.skip(to: row + 1)
        continue
      }
      guard var sentence = decode(row), phrases.indices.contains(sentence.phrase),
        let phrase = phrases[sentence.phrase],
        sentence.nodes.allSatisfy({ canName($0, row) })
      else { return nil }
      sentence.phrase = phrase
      let said = sentence.clauses
      sentence.clauses = []
      for clause in said {
        guard clauses.indices.contains(clause.clause), let index = clauses[clause.clause] else { return nil }
        sentence.set(clause.term, clause: index)
      }
      let verb = vocabulary.verb(of: phrase)
      // Slots that came later are optional, and what was said before them left them out.
      while sentence.objects.count < verb.slots.count { sentence.objects.append(.none) }
      guard verb.fits(sentence) else { return nil }
      _ = result.append(sentence, editing: edited(by: row))
      result.set(state(of: row), of: row)
    }
    result.takeTransactions(of: self)
    return result
  }
}

extension Verb {
  /// Whether a stored sentence has a term of the right shape for every slot and clause, with values that could have
  /// been said.
  package func fits(_ sentence: Sentence<Node>) -> Bool {
    isKept && sentence.objects.count == slots.count && zip(slots, sentence.objects).allSatisfy { $0.fits($1) }
      && sentence.clauses.allSatisfy { $0.term.shape != nil && Clause.all[$0.clause].slot.fits($0.term) }
  }
}

extension Slot {
  fileprivate func fits(_ term: Term<Node>) -> Bool {
    guard let shape = term.shape else { return isOptional }
    guard shape == holds || shape == mayHold else { return false }
    switch term {
    case .names(let nodes): return isList ? !nodes.isEmpty : nodes.count == 1
    case .number(let number):
      return words.isEmpty ? (0...1e9).contains(number) : words.indices.contains(Int(exactly: number) ?? -1)
    case .day(let day): return Day.first <= day && day <= Day.last
    case .time(let minute): return (0..<1440).contains(minute)
    case .duration(let minutes): return minutes > 0
    case .statements(let numbers): return !numbers.isEmpty && numbers.allSatisfy { $0 > 0 }
    case .none, .flag, .date, .period, .text, .fields: return true
    case .condition, .choices: return false
    }
  }
}
