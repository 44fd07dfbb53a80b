/// Ends the program, everything being said.
enum ExitStatus: Error, Equatable {
  /// A statement failed.
  case statement
  /// Nobody takes the answers any more: standard output is closed, or full.
  case output
  /// The network file is damaged, locked or unwritable.
  case store
  /// The user asked to leave.
  case asked
  /// The prompt was ended by a signal of this number.
  case signal(Int32)

  /// The status that the program ends with.
  var status: Int32 {
    switch self {
    case .statement, .output: 1
    case .store: 3
    case .asked: 0
    case .signal(let number): 128 + number
    }
  }
}
