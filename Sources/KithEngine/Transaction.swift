import KithGrammar
import KithGraph
import KithLog

extension Interpreter {
  /// What was done since it began.
  package struct Transaction: Sendable {
    package let mark: StatementLog.Mark
    package let memory: Memory
    /// How many lines there were, and how many statements the last of them had.
    package let lines: (count: Int, last: Interpreter.Line?)
    /// Whether new names have to be declared: as the network was when the transaction began.
    package let isStrict: Bool
    /// What stood before the transaction and does not now, and the other way round.
    package private(set) var withdrawn: Set<Int> = []
    package private(set) var restored: Set<Int> = []
    /// The lines for the journal, in UTF-8: a script may have a million.
    package private(set) var text: [UInt8] = []

    /// Notes a line for the journal.
    package mutating func note(_ line: String) {
      text.append(contentsOf: line.utf8)
      text.append(UInt8(ascii: "\n"))
    }

    /// Notes a statement for the journal: what it says, or says in the place of another one.
    package mutating func note(_ row: Int, editing edited: Int? = nil, _ statement: String) {
      text.append(UInt8(ascii: "#"))
      text.append(contentsOf: String(row).utf8)
      text.append(UInt8(ascii: " "))
      if let edited { text.append(contentsOf: "edit #\(edited) ".utf8) }
      note(statement)
    }

    /// Takes the lines, which it lets go of.
    package mutating func takeText() -> [UInt8] {
      defer { text = [] }
      return text
    }

    package init(_ interpreter: Interpreter) {
      mark = interpreter.log.mark
      memory = interpreter.memory
      lines = (interpreter.lines.count, interpreter.lines.last)
      isStrict = interpreter.isStrict || interpreter.log.options.isStrict
    }

    package mutating func took(back numbers: [Int]) {
      withdrawn.formUnion(numbers.filter { !restored.contains($0) })
      restored.subtract(numbers)
    }

    package mutating func gave(back numbers: [Int]) {
      restored.formUnion(numbers.filter { !withdrawn.contains($0) })
      withdrawn.subtract(numbers)
    }
  }
}
