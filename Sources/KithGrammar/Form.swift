import KithGraph

/// What rows have in common: the phrase, which slots and clauses are filled and by how much, and the terms in which few
/// rows differ. What a row has of its own are its operands.
package final class Form {
  /// One slot or clause that is filled.
  package struct FilledSlot {
    /// A slot's index, or 128 + a clause's.
    package let number: Int
    package let kind: TermKind
    /// How many words stand in it.
    package let count: Int
    /// Where the first of them is: among the operands, or the literals.
    package let start: Int
    package let isLiteral: Bool

    /// The index of the clause; `nil` for a slot.
    package var clause: Int? { number >= 128 ? number - 128 : nil }
  }

  package let phrase: Int
  /// Whether the first operand is the subject.
  package let hasSubject: Bool
  package let slots: [FilledSlot]
  package let literals: [Int32]
  package let operandCount: Int
  /// The operands that are nodes, the subject first; and the nodes among the literals.
  package let nodePlaces: [Int]
  package let literalNodes: [Node]
  /// Of both, those that say where it was.
  package let placePlaces: [Int]
  package let literalPlaces: [Node]
  /// The operands that are the numbers of other statements.
  package let referencePlaces: [Int]
  /// The operands that are the day it is said of, or the first of the dates, and the minute.
  package let day: Int?
  package let minute: Int?
  /// The operand that is the day by which something is to be done.
  package let deadline: Int?
  /// Whether what a row says hangs on more than its nodes: on a number, or on another statement.
  package let saysMore: Bool
  /// Whether it says a text.
  package let saysText: Bool

  /// Raw values stand in snapshots: they never change.
  package enum TermKind: UInt8 {
    case none = 0, flag = 1, names = 2, number = 3, day = 4, time = 5, duration = 6, text = 7, statements = 8, period =
      9
    case fields = 10, date = 11

    /// Whether so many words can stand for a term.
    package func fits(_ count: Int) -> Bool {
      switch self {
      case .none, .flag: count == 0
      case .names, .statements: true
      case .number, .period, .date: count == 2
      case .day, .time, .duration, .text: count == 1
      case .fields: count > 0 && count % 2 == 0
      }
    }
  }

  /// A form as it is stored: the phrase, whether there is a subject, and for each slot a header — its number in the low
  /// byte, the kind in the next, then a bit that says whether it is literal, and how many words — with the words behind
  /// it where it is literal; `nil` where that is corrupt.
  package init?(_ words: some Collection<Int32>) {
    var rest = Array(words)[...]
    guard let phrase = rest.popFirst(), let subject = rest.popFirst(), (0...1).contains(subject) else { return nil }
    (self.phrase, hasSubject) = (Int(phrase), subject == 1)
    var (slots, literals, literalNodes) = ([FilledSlot](), [Int32](), [Node]())
    var (places, operands) = (subject == 1 ? [0] : [], Int(subject))
    var references: [Int] = []
    var (day, minute, deadline): (Int?, Int?, Int?) = (nil, nil, nil)
    while let header = rest.popFirst() {
      let (number, count) = (Int(header & 0xFF), Int(header >> 16))
      let isLiteral = header & Self.literal != 0
      guard let kind = TermKind(rawValue: UInt8(truncatingIfNeeded: header >> 8) & 0x7F), count >= 0, kind.fits(count)
      else {
        return nil
      }
      slots.append(
        FilledSlot(
          number: number, kind: kind, count: count, start: isLiteral ? literals.count : operands, isLiteral: isLiteral))
      guard !isLiteral else {
        guard rest.count >= count else { return nil }
        if kind == .names { literalNodes += rest.prefix(count).map { Node($0) } }
        literals += rest.prefix(count)
        rest = rest.dropFirst(count)
        continue
      }
      switch kind {
      case .names: places += operands..<operands + count
      case .fields: places += stride(from: operands, to: operands + count, by: 2)
      case .day:
        if number == 128 + Self.on { day = operands }
        if number == 128 + Self.by { deadline = operands }
      case .date: if number == 128 + Self.since || number == 128 + Self.during { day = operands }
      case .time: if number == 128 + Self.time { minute = operands }
      case .statements: references += operands..<operands + count
      case .none, .flag, .number, .duration, .text, .period: break
      }
      operands += count
    }
    (self.slots, self.literals, self.literalNodes) = (slots, literals, literalNodes)
    let whereabouts = slots.filter {
      $0.kind == .names
        && $0.clause.map { Clause.all.indices.contains($0) && Clause.all[$0].slot.column == .place } ?? false
    }
    placePlaces = whereabouts.filter { !$0.isLiteral }.flatMap { $0.start..<$0.start + $0.count }
    literalPlaces = whereabouts.filter(\.isLiteral).flatMap {
      literals[$0.start..<$0.start + $0.count].map { Node($0) }
    }
    (nodePlaces, referencePlaces, operandCount) = (places, references, operands)
    (self.day, self.minute, self.deadline) = (day, minute, deadline)
    saysText = slots.contains { $0.kind == .text || $0.kind == .fields }
    saysMore = slots.contains { $0.kind == .statements || $0.kind == .number && !$0.isLiteral }
  }

  /// The bit of a header that says that the words of the slot stand in the form.
  package static let literal: Int32 = 0x8000

  private static let (on, by, time) = (Clause.index(of: .on), Clause.index(of: .by), Clause.index(of: .time))
  private static let (since, during) = (Clause.index(of: .since), Clause.index(of: .during))
}
