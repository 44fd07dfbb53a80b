import KithGraph

extension NodeKind {
  /// Whether a statement of its own can say that a name is of this kind.
  package var isDeclared: Bool {
    switch self {
    case .person, .org, .group, .place, .topic: true
    case .channel, .tag, .gift, .role, .plan, .field: false
    }
  }

  /// `a` or `an`.
  package var article: String { self == .org ? "an" : "a" }
}
