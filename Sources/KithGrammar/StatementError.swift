import KithSyntax

/// Why a statement that reads well cannot stand.
package struct StatementError: Error {
  /// What of the sentence it is about.
  package enum Part { case whole, subject, object(Int) }

  package let message: String
  package let help: String?
  package let part: Part
  /// What it is about, as far as a line that would do can be made of that.
  package let matter: Diagnostic.Matter

  package init(_ message: String, about part: Part = .whole, help: String? = nil, matter: Diagnostic.Matter = .other) {
    self.matter = matter
    self.message = message
    self.help = help
    self.part = part
  }
}
