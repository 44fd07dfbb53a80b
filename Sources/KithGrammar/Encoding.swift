import KithGraph

/// A sentence taken apart into its form and its operands, to be recorded or printed.
package struct EncodedSentence {
  /// The words of the form; see `Form.init`.
  package private(set) var shape: [Int32] = []
  package private(set) var operands: [Int32] = []
  /// The texts that operands refer to by their index behind `firstText`.
  package private(set) var texts: [String] = []
  private let firstText: Int

  /// A text by what stands for it among the operands.
  package func text(_ operand: Int32) -> String? { texts[Int(operand) - firstText] }

  /// A sentence whose texts are numbered from one on.
  package init(_ sentence: Sentence<Node>, firstText: Int = 0) {
    self.firstText = firstText
    shape.reserveCapacity(2 + sentence.objects.count + sentence.clauses.count)
    shape.append(Int32(sentence.phrase))
    shape.append(sentence.subject == nil ? 0 : 1)
    if let subject = sentence.subject { operands.append(subject.index) }
    for (slot, term) in sentence.objects.enumerated() { add(term, slot) }
    for said in sentence.clauses { add(said.term, 128 + said.clause) }
  }

  private mutating func add(_ term: Term<Node>, _ slot: Int) {
    switch term {
    case .none: open(.none, 0, slot)
    case .flag: open(.flag, 0, slot)
    // What a contact by it weighs hangs on the channel.
    case .names(let nodes) where slot == 128 + Self.via: add(literal: nodes.map(\.index), .names, slot)
    case .names(let nodes):
      open(.names, nodes.count, slot)
      for node in nodes { operands.append(node.index) }
    case .number(let number):
      let words = [Int32(truncatingIfNeeded: number.bitPattern), Int32(truncatingIfNeeded: number.bitPattern >> 32)]
      // Most are few and small; what something is worth can be any.
      if (0...100).contains(number), number.rounded() == number { return add(literal: words, .number, slot) }
      open(.number, 2, slot)
      operands += words
    case .day(let day): add(day.number, .day, slot)
    case .date(let date):
      open(.date, 2, slot)
      operands += [date.first.number, date.precision.rawValue]
    case .time(let minute): add(Int32(minute), .time, slot)
    case .duration(let minutes): add(Int32(minutes), .duration, slot)
    case .period(.days(let days)): add(literal: [0, Int32(days)], .period, slot)
    case .period(.months(let months)): add(literal: [1, Int32(months)], .period, slot)
    case .period(.weekdays(let weekdays)): add(literal: [2, weekdays.reduce(0) { $0 | 1 << Int32($1) }], .period, slot)
    case .period(.weekdayOfMonth(let place, let weekday)):
      add(literal: [3, Int32(place * 7 + weekday)], .period, slot)
    case .text(let text): add(index(of: text), .text, slot)
    case .statements(let numbers):
      open(.statements, numbers.count, slot)
      operands += numbers.map { Int32(clamping: $0) }
    case .fields(let fields):
      open(.fields, fields.reduce(0) { $0 + $1.values.count } * 2, slot)
      for field in fields {
        for value in field.values { operands += [field.name.index, index(of: value)] }
      }
    case .condition, .choices: preconditionFailure("a question is not recorded")
    }
  }

  private mutating func open(_ kind: Form.TermKind, _ count: Int, _ slot: Int, _ literal: Int32 = 0) {
    precondition(count <= 0x7FFF, "a list is held to 500 when it is read")
    shape.append(Int32(truncatingIfNeeded: slot | Int(kind.rawValue) << 8 | count << 16) | literal)
  }

  private mutating func add(_ word: Int32, _ kind: Form.TermKind, _ slot: Int) {
    open(kind, 1, slot)
    operands.append(word)
  }

  private mutating func add(literal words: [Int32], _ kind: Form.TermKind, _ slot: Int) {
    open(kind, words.count, slot, Form.literal)
    shape += words
  }

  private mutating func index(of text: String) -> Int32 {
    texts.append(text)
    return Int32(firstText + texts.count - 1)
  }

  private static let via = Clause.index(of: .via)
}

extension Form {
  /// What a row of the form says with these operands; `nil` where it has others, or a text is not there.
  package func sentence(_ operands: UnsafeBufferPointer<Int32>, text: (Int32) -> String?) -> Sentence<Node>? {
    guard operands.count == operandCount else { return nil }
    var sentence = Sentence<Node>(phrase: phrase, subject: hasSubject ? Node(operands[0]) : nil, objects: [])
    for slot in slots {
      let words = words(of: slot, operands)
      guard let term = term(slot.kind, words, text) else { return nil }
      if let clause = slot.clause {
        sentence.clauses.append(ClauseTerm(clause: clause, term: term))
      } else {
        guard slot.number == sentence.objects.count else { return nil }
        sentence.objects.append(term)
      }
    }
    return sentence
  }

  /// The words that stand in a slot, where a row has these operands.
  package func words(of slot: FilledSlot, _ operands: UnsafeBufferPointer<Int32>) -> Words {
    Words(slot: slot, form: self, operands: operands)
  }

  /// The words of one slot of a row: among the form's literals, or the row's operands.
  package struct Words: RandomAccessCollection {
    fileprivate let slot: FilledSlot
    fileprivate let form: Form
    fileprivate let operands: UnsafeBufferPointer<Int32>

    package var startIndex: Int { 0 }
    package var endIndex: Int { slot.count }

    package subscript(index: Int) -> Int32 {
      slot.isLiteral ? form.literals[slot.start + index] : operands[slot.start + index]
    }
  }

  private func term(_ kind: TermKind, _ words: Words, _ text: (Int32) -> String?) -> Term<Node>? {
    switch kind {
    case .none: return Term.none
    case .flag: return .flag
    case .names: return .names(words.map { Node($0) })
    case .number: return .number(Form.number(words))
    case .day: return .day(Day(number: words[0]))
    case .date: return Form.date(words).map { .date($0) }
    case .time: return .time(Int(words[0]))
    case .duration: return .duration(Int(words[0]))
    case .text: return text(words[0]).map { .text($0) }
    case .period: return Form.period(words).map { .period($0) }
    case .statements: return .statements(words.map { Int($0) })
    case .fields:
      var fields: [Field<Node>] = []
      for place in stride(from: 0, to: words.count, by: 2) {
        guard let value = text(words[place + 1]) else { return nil }
        fields.add(value, to: Node(words[place]))
      }
      return .fields(fields)
    }
  }

  /// A number, of its two halves.
  package static func number(_ words: Words) -> Double {
    let (low, high) = (UInt32(bitPattern: words[0]), UInt32(bitPattern: words[1]))
    return Double(bitPattern: UInt64(low) | UInt64(high) << 32)
  }

  /// A date, of its first day and how much of it is known; `nil` where that is none.
  package static func date(_ words: Words) -> PartialDate? {
    let day = Day(number: words[0])
    guard (Day.first...Day.last).contains(day), let precision = PartialDate.Precision(rawValue: words[1]) else {
      return nil
    }
    return PartialDate(day, precision)
  }

  /// A period, of its unit and how many; `nil` where that is none.
  package static func period(_ words: Words) -> Period? {
    let (unit, count) = (words[0], words[1])
    switch unit {
    case 0 where count > 0: return .days(Int(count))
    case 1 where count > 0: return .months(Int(count))
    case 2 where (1..<128).contains(count): return .weekdays(Set((0..<7).filter { count & 1 << Int32($0) != 0 }))
    case 3 where (7..<42).contains(count): return .weekdayOfMonth(Int(count) / 7, weekday: Int(count) % 7)
    default: return nil
    }
  }
}
