/// Why a statement that reads well cannot stand.
package struct StatementError: Error {
  /// What of the sentence it is about.
  package enum Part { case whole, subject, object(Int) }

  package let message: String
  package let help: String?
  package let part: Part

  package init(_ message: String, about part: Part = .whole, help: String? = nil) {
    self.message = message
    self.help = help
    self.part = part
  }
}
