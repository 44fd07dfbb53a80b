/// Why a statement that reads well cannot stand.
struct Refusal: Error {
  /// The part of the sentence it is about.
  enum Part { case whole, subject, object(Int) }

  let message: String
  let help: String?
  let part: Part

  init(_ message: String, about part: Part = .whole, help: String? = nil) {
    self.message = message
    self.help = help
    self.part = part
  }
}
