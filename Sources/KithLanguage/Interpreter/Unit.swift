import KithGraph

extension Interpreter {
  /// What a unit has done since it began.
  struct Unit: Sendable {
    let mark: Chronicle.Mark
    let memory: Memory
    /// How many lines there were, and how many statements the last of them had.
    let lines: (count: Int, last: Interpreter.Line?)
    /// Whether new names have to be declared: as the network was when the unit began.
    let isStrict: Bool
    /// What stood before the unit and does not now, and the other way round.
    private(set) var withdrawn: Set<Int> = []
    private(set) var restored: Set<Int> = []
    /// The lines for the journal, in UTF-8: a script may have a million.
    private(set) var text: [UInt8] = []

    /// Notes a line for the journal.
    mutating func note(_ line: String) {
      text.append(contentsOf: line.utf8)
      text.append(UInt8(ascii: "\n"))
    }

    /// Notes a statement for the journal: what it says, or says in the place of another one.
    mutating func note(_ row: Int, editing edited: Int? = nil, _ statement: String) {
      text.append(UInt8(ascii: "#"))
      text.append(contentsOf: String(row).utf8)
      text.append(UInt8(ascii: " "))
      if let edited { text.append(contentsOf: "edit #\(edited) ".utf8) }
      note(statement)
    }

    /// Takes the lines, which it lets go of.
    mutating func takeText() -> [UInt8] {
      defer { text = [] }
      return text
    }

    init(_ interpreter: Interpreter) {
      mark = interpreter.chronicle.mark
      memory = interpreter.memory
      lines = (interpreter.lines.count, interpreter.lines.last)
      isStrict = interpreter.isStrict || interpreter.chronicle.options.isStrict
    }

    mutating func took(back numbers: [Int]) {
      withdrawn.formUnion(numbers.filter { !restored.contains($0) })
      restored.subtract(numbers)
    }

    mutating func gave(back numbers: [Int]) {
      restored.formUnion(numbers.filter { !withdrawn.contains($0) })
      withdrawn.subtract(numbers)
    }
  }
}
