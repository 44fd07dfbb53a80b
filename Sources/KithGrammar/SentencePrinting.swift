import KithGraph

/// Prints sentences in canonical form: everything that context supplied is named, and whatever is not one unreserved
/// word without namesakes is quoted. Reading it back has the same effect.
///
/// It prints a row as it lies in the log: the form's words, and the operands in their places. Good for one state of the
/// names.
package struct SentencePrinter {
  package let vocabulary: Vocabulary
  package let names: Names
  /// How names are written, as people and otherwise, where a whole log is printed and asks for them over and over.
  private var written: [Name: String]?
  /// The words that would make a longer phrase of one, by its number.
  private var continuations: [Int: WordSet] = [:]

  private struct Name: Hashable {
    let node: Node
    let isPerson: Bool
  }

  /// A printer; `ofMany` where it prints so much that names come again.
  package init(vocabulary: Vocabulary, names: Names, ofMany: Bool = false) {
    (self.vocabulary, self.names, written) = (vocabulary, names, ofMany ? [:] : nil)
  }

  /// The text of a sentence that is in no log; its form, where that is known.
  package mutating func text(_ sentence: EncodedSentence, as form: Form? = nil) -> String {
    guard let form = form ?? Form(sentence.shape) else { preconditionFailure("a sentence is encoded as a form") }
    var text: [UInt8] = []
    text.reserveCapacity(200)
    sentence.operands.withUnsafeBufferPointer { append(form, $0, sentence.text, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Writes what a row of a form says with these operands.
  package mutating func append(
    _ form: Form, _ operands: UnsafeBufferPointer<Int32>, _ text: (Int32) -> String?, to out: inout [UInt8]
  ) {
    let verb = vocabulary.verb(of: form.phrase)
    let subject = form.hasSubject ? Node(operands[0]) : .me
    // The day on which something is planned, asked or promised stands first: behind the verb stands when it is to be.
    let isDayFirst = verb.isAhead
    if isDayFirst, let day = form.day {
      out.append("on ")
      out.append(Day(number: operands[day]).description)
      out.append(" ")
    }
    if subject != .me {
      out.append(name(subject, as: .person))
      out.append(" ")
    }
    let phrase = vocabulary.wording(of: form.phrase)
    out.append(subject == .me ? phrase.mineText : phrase.text)
    var note: String?
    for slot in form.slots {
      let words = form.words(of: slot, operands)
      guard let clause = slot.clause else {
        append(
          slot, words, keyword: verb.slots[slot.number].keyword?.text, verb.slots[slot.number], form, text, to: &out)
        continue
      }
      if clause == noteIndex { note = text(words[0]) }
      if clause == noteIndex || isDayFirst && clause == onIndex { continue }
      let keyword = venue(Clause.all[clause], words) ?? Clause.all[clause].keywords.first?.text
      append(slot, words, keyword: keyword, Clause.all[clause].slot, form, text, to: &out)
    }
    guard let note else { return }
    out.append(": ")
    out.append(noteReadsBare(note) ? note : note.quoted)
  }

  /// Writes what stands in a slot, with a space and its keyword before it.
  private mutating func append(
    _ filled: Form.FilledSlot, _ words: Form.Words, keyword: String?, _ slot: Slot, _ form: Form,
    _ text: (Int32) -> String?,
    to out: inout [UInt8]
  ) {
    if filled.kind == .none { return }
    if let keyword {
      out.append(" ")
      out.append(keyword)
    }
    if filled.kind == .flag { return }
    out.append(" ")
    switch filled.kind {
    case .none, .flag: break
    case .names: appendNames(words, slot, form, to: &out)
    case .number: out.append(number(Form.number(words), slot))
    case .day: out.append(Day(number: words[0]).description)
    case .date: out.append(Form.date(words)?.description ?? "")
    case .time: out.append(clock(Int(words[0])))
    case .duration: out.append(durationText(Int(words[0])))
    case .period: out.append(Form.period(words)?.text ?? "")
    case .text: out.append((text(words[0]) ?? "").quoted)
    case .statements: out.append(words.map { "#\($0)" }.joined(separator: ", "))
    case .fields:
      var fields: [Field<Node>] = []
      for place in stride(from: 0, to: words.count, by: 2) {
        fields.add(text(words[place + 1]) ?? "", to: Node(words[place]))
      }
      let printed = fields.map { name($0.name, as: .field) + " " + $0.values.map(\.quoted).joined(separator: " and ") }
      out.append(printed.joined(separator: ", "))
    }
  }

  private mutating func appendNames(_ words: Form.Words, _ slot: Slot, _ form: Form, to out: inout [UInt8]) {
    for index in words.indices {
      let node = Node(words[index])
      let name = name(node, as: slot.kind(of: node, names))
      // `gave "intro" to bob`: bare, the name would belong to a longer phrase.
      let isSwallowed = words.count == 1 && slot.keyword == nil && continues(form, name)
      if index > 0 { out.append(slot.kind == .tag ? " " : ", ") }
      out.append(isSwallowed ? name.quoted : name)
    }
  }

  /// Whether a name behind the phrase of a form would make another phrase of it.
  private mutating func continues(_ form: Form, _ name: String) -> Bool {
    let word = vocabulary.lexicon.word(name)
    if word == .unknown { return false }
    let next: WordSet
    if let known = continuations[form.phrase] {
      next = known
    } else {
      next = vocabulary.continuations(of: form.phrase)
      continuations[form.phrase] = next
    }
    return next.contains(word)
  }

  private func number(_ number: Double, _ slot: Slot) -> String {
    if slot.words.indices.contains(Int(number)) { return slot.words[Int(number)] }
    return shortest(number) + (slot.unit.map { " " + (number == 1 ? $0.one : $0.several) } ?? "")
  }

  /// How to say where, when by the name alone something else would be found; `nil` where `at` will do.
  private func venue(_ clause: Clause, _ words: Form.Words) -> String? {
    guard clause === Clause.place, let node = words.first.map({ Node($0) }), !isFoundByName(node) else { return nil }
    return "at \(names.kind(of: node).word)"
  }

  /// Whether behind `at` the name alone finds what it names.
  package func isFoundByName(_ node: Node) -> Bool {
    names.nodes(called: names[node], in: [.place, .party, .plan]).allSatisfy { other in
      other == node || !names.exists(other) || names.kind(of: other) == .person
    }
  }

  /// A name as a slot of a kind reads it back to the same node.
  package mutating func name(_ node: Node, as kind: NodeKind) -> String {
    if node == .me { return "me" }
    if kind == .tag { return "#" + names[node] }
    if kind == .field { return names[node] }
    let key = Name(node: node, isPerson: kind == .person)
    if let known = written?[key] { return known }
    let text = names[node]
    let name = readsBare(text, node, as: kind) ? text : text.quoted
    written?[key] = name
    return name
  }

  private func readsBare(_ name: String, _ node: Node, as kind: NodeKind) -> Bool {
    guard isOneWord(name) else { return false }
    let word = vocabulary.lexicon.word(name)
    let isReserved =
      word != .unknown
      && (wordsOfTheLanguage.contains(word) || vocabulary.reserves(word) || DateExpression.isPart(name)
        || [.place, .org, .group].contains(kind) && partsOfDay.contains(word)
        || (kind == .person
          ? FunctionWords.ofPeople.contains(word) || FunctionWords.ofNobody.contains(word)
          : FunctionWords.ofThings.contains(word) || FunctionWords.atTheEnd.contains(word)))
    return !isReserved && (kind != .person || names.people(withFirstName: name).allSatisfy { $0 == node })
  }

  /// Whether a name is a letter, and then letters, digits and the signs that words hold.
  private func isOneWord(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.isLetter else { return false }
    let isPlain = name.utf8.allSatisfy {
      switch NameByte.of($0) {
      case .letter, .sign: true
      case .space, .other: false
      }
    }
    return isPlain
      || name.unicodeScalars.allSatisfy { $0.isLetter || $0.isASCII && NameByte.of(UInt8($0.value)) == .sign }
  }

  private func noteReadsBare(_ note: String) -> Bool {
    // By scalars, as the lexer cuts bytes: a `;` is one still when a combining mark follows it.
    let scalars = note.unicodeScalars
    let hasOpenEnd = [scalars.first, scalars.last].contains { $0?.properties.isWhitespace ?? true }
    return scalars.first != "\"" && !hasOpenEnd && !scalars.contains { $0 == ";" || $0.isUnprintable }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: String) { append(contentsOf: text.utf8) }
}

extension Unicode.Scalar {
  fileprivate var isLetter: Bool { isASCII ? (0x61...0x7A).contains(value | 0x20) : properties.isAlphabetic }
}

/// The words, verbs and dates aside, that no name without quotes can be.
package let wordsOfTheLanguage: WordSet = {
  var words = WordSet(.at, through: .topic)
  let others: [Keyword] = [
    .let, .param, .for, .if, .else, .define, .include, .expect, .print, .and, .or, .not, .of, .well,
  ]
  words.formUnion(WordSet(others.map(\.word)))
  return words
}()

/// What behind `at` is a time.
private let partsOfDay: WordSet = {
  var words = WordSet([Keyword.lunch, .night, .half].map(\.word))
  words.formUnion(WordSet(.two, through: .twelve))
  return words
}()

private let noteIndex = Clause.index(of: .note)
private let onIndex = Clause.index(of: .on)

extension Period {
  /// `2 weeks`, `month`, `10 days`, `monday and thursday`, `1st friday`.
  package var text: String {
    switch self {
    case .days(let days) where days % 7 == 0: counted(days / 7, "week")
    case .days(let days): counted(days, "day")
    case .months(let months) where months % 12 == 0: counted(months / 12, "year")
    case .months(let months): counted(months, "month")
    case .weekdays(Period.workdays): "weekday"
    case .weekdays(let weekdays): weekdays.sorted().map { DateExpression.weekdays[$0] }.joined(separator: " and ")
    case .weekdayOfMonth(let place, let weekday):
      "\(Period.places[place - 1][0]) \(DateExpression.weekdays[weekday])"
    }
  }

  /// The days from Monday to Friday.
  static let workdays: Set = [0, 1, 2, 3, 4]

  /// How the places of a weekday in a month are called, from the first one; the fifth is the last.
  static let places = [["1st", "first"], ["2nd", "second"], ["3rd", "third"], ["4th", "fourth"], ["last"]]

  private func counted(_ count: Int, _ unit: String) -> String { count == 1 ? unit : "\(count) \(unit)s" }
}

/// `10:30`.
package func clock(_ minute: Int) -> String {
  let minutes = String(minute % 60)
  return "\(minute / 60 < 10 ? "0" : "")\(minute / 60):\(minutes.count < 2 ? "0" : "")\(minutes)"
}

/// `45m`, `1h30m`.
package func durationText(_ minutes: Int) -> String {
  if minutes > 0, minutes % 10_080 == 0 { return "\(minutes / 10_080)w" }
  if minutes > 0, minutes % 1440 == 0 { return "\(minutes / 1440)d" }
  let hours = minutes / 60 > 0 ? "\(minutes / 60)h" : ""
  return minutes % 60 > 0 || minutes == 0 ? hours + "\(minutes % 60)m" : hours
}

/// A number without a needless fraction.
package func shortest(_ number: Double) -> String {
  if let whole = Int(exactly: number) { return String(whole) }
  return number.description
}
