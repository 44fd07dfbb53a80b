import KithGraph
import KithSyntax

/// What a piece of a line means, as far as it can be told while it is typed.
public enum Meaning: Sendable, Equatable {
  /// The words that say what the line does.
  case verb
  /// A keyword of what follows: `at`, `via`, `sort by`.
  case keyword
  /// The name of somebody or something known.
  case known
  /// The name of a known place.
  case place
  /// A name that the line would make.
  case new
  case date
  case tag
  case number
  /// A note or another text.
  case text
  case comment
  /// What cannot be read.
  case error
}

/// What a parser came across on its way.
package enum Mark {
  case piece(Meaning, Span)
  case name(Mention)

  package var span: Span {
    switch self {
    case .piece(_, let span): span
    case .name(let mention): mention.span
    }
  }
}
