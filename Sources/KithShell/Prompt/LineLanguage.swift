import KithAssist
import KithText

extension LineEditor {
  /// What the language makes of a text.
  struct Reading {
    /// The pieces of it by their meaning, one behind the other and nothing left out.
    var pieces: [Piece]
    /// Whether it will not be understood, whatever is typed behind it.
    var isRefused = false
    /// What it would make known, in words, and the byte at which each name ends.
    var new: [(words: String, end: Int)] = []
  }

  /// What the editor asks of the language.
  struct Language {
    /// What it makes of a text.
    var reading: (String) -> Reading = { Reading(pieces: [Piece(text: $0)]) }
    /// What could follow a text, in one.
    var suggestion: (String) -> String? = { _ in nil }
    /// The line that was probably meant by one that will not be understood.
    var instead: (String) -> String? = { _ in nil }
    /// What could stand at the end of a text.
    var completion: (String) -> Completion = { Completion(start: $0.utf8.count, candidates: []) }
    /// The page that helps with what is being typed.
    var help: (String) -> String = { _ in "" }
    /// Whether a text asks for more lines.
    var isOpen: (String) -> Bool = { _ in false }
    /// Works out what will be asked for, while nobody types.
    var prepare: () -> Void = {}
  }
}
