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

    /// Makes room for the lines of a text so long, which get numbers, and say what they left out.
    mutating func reserve(_ length: Int) { text.reserveCapacity(text.count + length + length / 2) }

    /// Notes a statement for the journal.
    mutating func note(_ row: Int, _ statement: String) { note("#\(row) \(statement)") }

    /// Notes lines for the journal, each of them whole.
    mutating func note(_ lines: UnsafeBufferPointer<UInt8>) { text.append(contentsOf: lines) }

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
