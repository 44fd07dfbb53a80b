import KithColumns
import KithGraph
import KithSyntax

extension Interpreter {
  /// Carries out lines, each by itself. Most are like others before, and are not read as a whole.
  /// - Throws: the diagnostic; then a part of them may have been carried out.
  mutating func run(plainLines lines: Span, of source: Source, _ tell: (Answer) -> Void) throws(Diagnostic) {
    reserve(for: lines.end - lines.start)
    var batch = LineBatch()
    let ahead = ReadAhead()
    var at = lines.start
    while at < lines.end {
      beginLine()
      at = try recordKnown(Span(at, lines.end), of: source, &batch, ahead, tell)
      // Behind them stands a line with something new.
      guard let line = source.lines(in: Span(at, lines.end)).first(where: { _ in true }) else { return }
      at = line.end
      beginLine()
      try countSteps(1, at: line, in: source)
      if source.bytes.withUnsafeBufferPointer({ record($0, line.start..<line.end, &batch, tell) }) { continue }
      patterns.isLearning = patterns.line.isPlain && patterns.pattern() == nil
      defer { patterns.isLearning = false }
      for step in try Script.steps(of: line, in: source) { try run(step, of: source, tell) }
    }
  }

  /// Makes room for what is said in so many bytes: what grows by doubling is written twice.
  private mutating func reserve(for text: Int) {
    unit?.reserve(text)
    // Few lines are shorter than that.
    let count = text / 32
    guard count > 1000 else { return }
    chronicle.reserve(count)
    lines.reserveCapacity(lines.count + count)
  }

  /// Records the first of some lines, as long as they are like others before and name nothing new; gives where the others begin.
  private mutating func recordKnown(
    _ lines: Span, of source: Source, _ batch: inout LineBatch, _ ahead: ReadAhead, _ tell: (Answer) -> Void
  ) throws(Diagnostic) -> Int {
    var (at, isFull) = (lines.start, true)
    patterns.goOn(with: chronicle.names.version)
    while isFull, at < lines.end {
      if !memory.isReplaying { onProgress(Double(at) / Double(source.bytes.count)) }
      let (first, most) = (chronicle.count, mostSteps - memory.work.steps)
      (at, isFull) = source.bytes.withUnsafeBufferPointer { bytes in
        // Once many lines were known, others will be.
        if at > lines.start, ahead.goOn(bytes, at..<lines.end, patterns, setting, atMost: most) {
          return recordKnown(and: ahead, bytes, &batch, tell)
        }
        let end = patterns.read(bytes, at..<lines.end, setting, into: &batch, atMost: min(most, LineBatch.most))
        record(batch, bytes, nil, tell)
        return (end, batch.count == LineBatch.most)
      }
      try countSteps(chronicle.count - first, at: Span(at, at), in: source)
    }
    return at
  }

  /// Records known lines, and those that are read at the same time if they follow; gives where the others begin, and whether all were
  /// known.
  private mutating func recordKnown(
    and ahead: ReadAhead, _ bytes: UnsafeBufferPointer<UInt8>, _ batch: inout LineBatch, _ tell: (Answer) -> Void
  ) -> (end: Int, isFull: Bool) {
    let setting = setting
    let (_, end) = sideBySide(
      { ahead.read() }, { patterns.read(bytes, ahead.start..<ahead.middle, setting, into: &batch, atMost: .max) })
    record(batch, bytes, nil, tell)
    guard end == ahead.middle else { return (end, false) }
    record(ahead.batch, bytes, nil, tell)
    return (ahead.end, ahead.end == ahead.stop)
  }

  /// Records a line that is like one before, though what it names may be new; false where it is not.
  private mutating func record(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ batch: inout LineBatch, _ tell: (Answer) -> Void
  ) -> Bool {
    let setting = setting
    guard let pattern = patterns.read(bytes, line, setting)?.takeUnretainedValue(), isFree(patterns.line.label, setting),
      find(pattern)
    else {
      return false
    }
    guard memory.isReplaying || spell(pattern) else {
      if let before = patterns.before { chronicle.cutNames(to: before) }
      return false
    }
    batch.removeAll()
    patterns.take(pattern, bytes, setting, into: &batch)
    record(batch, bytes, pattern, tell)
    return true
  }

  /// Whether a statement can bear a label here.
  private func isFree(_ label: Int?, _ setting: Patterns.Setting) -> Bool {
    setting.allows(label, for: setting.next) || label.map { !memory.keepsLabels && memory.labels[$0] == nil } ?? false
  }

  /// What lines are read against now.
  private var setting: Patterns.Setting {
    Patterns.Setting(
      next: chronicle.count + 1, day: day, today: today, isReplaying: memory.isReplaying, keepsLabels: memory.keepsLabels)
  }

  /// Records lines that were read, or one by itself of a pattern, and tells of them.
  private mutating func record(
    _ batch: borrowing LineBatch, _ bytes: UnsafeBufferPointer<UInt8>, _ pattern: Patterns.Pattern?, _ tell: (Answer) -> Void
  ) {
    let first = chronicle.record(batch, bytes, making: pattern?.kinds)
    let made = pattern == nil ? [] : patterns.made
    if let pattern, !made.isEmpty { patterns.noteNew(pattern, asOf: chronicle.names.version) }
    patterns.hits += batch.count
    if memory.isReplaying || batch.count == 0 { return }
    for row in first..<first + batch.count { lines.append(Line(first: row, last: row)) }
    if !memory.undone.isEmpty { memory.undone = [] }
    for label in batch.labels.elements { memory.labels[label.said] = label.row }
    unit?.note(UnsafeBufferPointer(batch.text.elements))
    let warnings = pattern?.isDeclaration ?? true ? [] : made.compactMap { slip($0) }
    guard tellsEchoes || !warnings.isEmpty else { return }
    let names = chronicle.names
    let new = made.map { (kind: names.kind(of: $0), name: names[$0]) }
    for line in 0..<batch.count {
      let (row, text) = (first + line, batch.text(of: line))
      tell(.recorded(Recorded(number: row, row: row, text: text, new: new, told: nil, warnings: warnings)))
    }
  }

  /// Finds the nodes of a line, and makes those that there are not; false where its names are not just such, each another.
  private mutating func find(_ pattern: Patterns.Pattern) -> Bool {
    patterns.goOn(with: chronicle.names.version)
    var isNew = false
    for index in pattern.names.indices {
      let name = pattern.names[index]
      var node = patterns.isKnown(name) ? patterns.node(name) : nil
      if node == nil {
        let text = patterns.text(of: name)
        let bearer = existing(text, in: name.kind.space)
        node = bearer.flatMap { chronicle.names.kind(of: $0) == name.kind && $0 != .me ? $0 : nil }
        patterns.note(node, name)
        guard node != nil || makes(name, text, isFree: bearer == nil) else { return false }
      }
      isNew = isNew || node == nil
      for other in 0..<index where patterns.nodes[other] == node { return false }
      patterns.nodes[index] = node ?? .me
    }
    return !isNew || make(pattern)
  }

  /// Makes the nodes of a line that there are not; false where two of its names are alike.
  private mutating func make(_ pattern: Patterns.Pattern) -> Bool {
    let missing = pattern.names.indices.filter { patterns.nodes[$0] == .me }
    if missing.count > 1, Set(missing.map { Names.folded(patterns.text(of: pattern.names[$0])) }).count < missing.count {
      return false
    }
    patterns.before = chronicle.mark
    for index in missing {
      let name = pattern.names[index]
      patterns.nodes[index] = chronicle.intern(patterns.text(of: name), as: name.kind)
      patterns.made.append(patterns.nodes[index])
    }
    return true
  }

  /// Whether a name that finds no node of its kind would make one; it is free where it finds none at all.
  private mutating func makes(_ name: Patterns.Name, _ text: String, isFree: Bool) -> Bool {
    if unit?.isStrict ?? isStrict, !memory.isReplaying { return false }
    guard [.person, .place, .topic].contains(name.kind) else { return false }
    // Most are people, called by a word that means nothing else.
    if name.kind == .person, patterns.isPlain(name), isFree {
      return chronicle.names.people(withFirstName: text).isEmpty
    }
    let isQuoted = patterns.line[name.piece].key == WordTable.Kind.quoted.rawValue
    let mention = Mention(
      text: text, isQuoted: isQuoted, span: Span(0, 0), shape: NameShape(kind: name.kind, label: ""))
    let resolver = Resolver(source: Source(name: nil, bytes: []), names: chronicle.names)
    if case .new? = try? resolver.find(mention) { return true }
    return false
  }

  /// Finds out how the names of a line are written; false where one is not written as in others.
  private mutating func spell(_ pattern: Patterns.Pattern) -> Bool {
    for index in pattern.names.indices where !patterns.isSpelled(pattern.names[index]) {
      guard let text = spelling(of: pattern.names[index], patterns.nodes[index]) else { return false }
      patterns.noteSpelling(pattern.names[index], text)
    }
    return true
  }

  /// How a name is written wherever it stands; `nil` where its neighbours have a say in that.
  private mutating func spelling(of name: Patterns.Name, _ node: Node) -> String? {
    let isPlain = patterns.isPlain(name)
    if name.kind == .person, isPlain, chronicle.names[node] == patterns.text(of: name) {
      let isOnly = chronicle.names.people(withFirstName: chronicle.names[node]).allSatisfy { $0 == node }
      return isOnly ? chronicle.names[node] : chronicle.names[node].quoted
    }
    let printer = chronicle.printer
    // Nobody stands where a place could.
    guard name.kind == .person || printer.isFoundByName(node) else { return nil }
    let text = printer.name(node, as: name.kind)
    // A word of the language that is a name is quoted where it would be part of a phrase.
    return isPlain || text.first == "\"" || isPlainWord(text) ? text : nil
  }

  /// The node of a whole name that some statement mentions. Like the others mutating, though it changes nothing: for a call of what
  /// cannot, the compiler copies all of this first.
  private mutating func existing(_ name: String, in space: NodeKind.Space) -> Node? {
    chronicle.names.node(name, in: space).flatMap { chronicle.names.exists($0) ? $0 : nil }
  }

  // MARK: Learning

  /// Remembers how a line was read that is recorded now, where others of its form are sure to be read alike.
  mutating func learn(_ parsed: Sentence<Mention>, _ row: Int, of source: Source) {
    let pieces = patterns.line.pieces
    let said = chronicle.records[row]
    let verb = chronicle.vocabulary.verb(of: said.phrase)
    guard case .record(_, nil, _) = verb.effect, !verb.isUnlisted, parsed.phrase == said.phrase,
      let mentions = parsed.plainMentions(as: said), let facts = try? chronicle.facts(of: said),
      !facts.contains(where: { $0.isOfAgenda || $0.isOfNames })
    else { return }
    let nodes = said.nodes
    let form = chronicle.records.form(of: row)
    let kinds = chronicle.mentions(of: said).map(\.kind)
    guard nodes.count == mentions.count, form.names.count == nodes.count, kinds.count == nodes.count,
      Set(nodes).count == nodes.count,
      !nodes.contains(.me)
    else { return }
    var names: [Patterns.Name] = []
    for (index, mention) in mentions.enumerated() {
      // In its slot a name finds its kind first, whatever else it could be.
      guard let piece = pieces.firstIndex(where: { $0.range == mention.span.start..<mention.span.end }), pieces[piece].key < 0,
        !mention.shape.mustExist, !mention.shape.isFoundAnywhere, kinds[index] == mention.shape.kind,
        chronicle.names.kind(of: nodes[index]) == kinds[index], kinds[index].rawValue < 5
      else { return }
      names.append(Patterns.Name(at: form.names[index], piece: piece, kind: kinds[index]))
    }
    // Every piece that may differ is one of these, and the day and the note said are the line's.
    let open = pieces.filter { $0.key < 0 }.count
    let isNoted = patterns.line.note != nil
    guard isNoted == (form.note != nil), open == names.count + (patterns.line.day == nil ? 0 : 1) + (isNoted ? 1 : 0),
      Set(names.map(\.piece)).count == names.count,
      patterns.line.day == nil || patterns.line.day == said.day, (said.day == nil) == (form.day == nil)
    else { return }
    var printer = chronicle.printer
    printer.isForm = true
    let printed = Array(printer.text(said).utf8)
    let isMark = { (byte: UInt8) in byte == 1 || byte == 2 }
    let text = printed.filter { !isMark($0) }
    let gaps = printed.indices.filter { isMark(printed[$0]) }.enumerated().map { $1 - $0 }
    let dayInText = printed.filter(isMark).firstIndex(of: 2)
    patterns.learn(
      Patterns.Pattern(
        keys: pieces.map(\.key), words: form.words, names: names, day: form.day, note: form.note, text: text, gaps: gaps,
        dayInText: dayInText, isVerbatim: isVerbatim(printed, names.map(\.piece), source), isDeclaration: verb.isDeclaration))
  }

  /// Whether the line read last is what is printed of it, names and days left open, with these pieces for its names.
  private func isVerbatim(_ printed: [UInt8], _ names: [Int], _ source: Source) -> Bool {
    let line = patterns.line
    var (names, text) = (names[...], [UInt8]())
    for byte in printed {
      switch byte {
      case 1: text += names.popFirst().map { source.bytes[line[$0].range] } ?? []
      case 2: text += line.dayRange.map { source.bytes[$0] } ?? []
      default: text.append(byte)
      }
    }
    if let note = line.note { text += ": ".utf8 + source.bytes[note] }
    return text.elementsEqual(source.bytes[line.range])
  }
}

extension Sentence where Name == Mention {
  /// The names of the sentence in order, where it holds nothing else but a day and a note that could be others, and was recorded as
  /// it was said; else `nil`.
  fileprivate func plainMentions(as said: Sentence<Node>) -> [Mention]? {
    let (on, note) = (Clause.index(of: .on), Clause.index(of: .note))
    func holdsNames<Other>(_ term: Term<Other>) -> Bool {
      switch term {
      case .none, .flag, .names: true
      default: false
      }
    }
    guard (subject == nil) == (said.subject == nil), objects.allSatisfy(holdsNames), said.objects.allSatisfy(holdsNames),
      objects.count == said.objects.count, clauses.allSatisfy({ $0.clause == on || $0.clause == note || holdsNames($0.term) }),
      clauses.filter({ $0.clause != on }).map(\.clause) == said.clauses.filter({ $0.clause != on }).map(\.clause)
    else { return nil }
    return (subject.map { [$0] } ?? []) + objects.flatMap(\.names) + clauses.flatMap(\.term.names)
  }
}
