/// Something asked for or promised, open until a later statement closes it.
public struct Commitment: Sendable, Equatable {
  /// Who owes whom.
  public enum Kind: Sendable { case ask, promiseOfMine, promiseToMe }

  /// Which of them.
  public let kind: Kind
  /// The person who is not me.
  public let person: Node
  /// What it is worth when it is done.
  public let worth: Double
  /// The day it is to be done by, if one was said.
  public let by: Day?

  /// A commitment between me and a person.
  public init(_ kind: Kind, _ person: Node, worth: Double, by: Day?) {
    self.kind = kind
    self.person = person
    self.worth = worth
    self.by = by
  }

  /// What doing it counts as in the ledger.
  public var direction: Gift.Direction {
    switch kind {
    case .ask, .promiseToMe: .got
    case .promiseOfMine: .given
    }
  }
}

/// How a commitment ends.
public enum Outcome: Sendable {
  case granted, declined, ignored, kept, broke

  /// Whether what was asked or promised was done: then it is a gift.
  public var isDone: Bool {
    switch self {
    case .granted, .kept: true
    case .declined, .ignored, .broke: false
    }
  }

  /// Whether such a commitment can end so.
  public func ends(_ kind: Commitment.Kind) -> Bool {
    switch self {
    case .granted, .declined, .ignored: kind == .ask
    case .kept, .broke: kind != .ask
    }
  }
}

extension Network {
  /// The commitment that a statement opened, whether it is closed or not.
  public func commitment(of statement: Int) -> Commitment? {
    var (low, high) = (0, commitments.count)
    while low < high {
      let middle = (low + high) / 2
      if commitments[middle].statement < statement { low = middle + 1 } else { high = middle }
    }
    guard low < commitments.count, commitments[low].statement == statement else { return nil }
    return commitments[low].value
  }

  /// What closed a commitment: the closing statement and how it ended; `nil` while it is open.
  public func closing(of statement: Int) -> Dated<Closing>? { closings.first { $0.value.commitment == statement } }

  /// The commitments that nothing has closed, in order of their statements.
  public var openCommitments: [Dated<Commitment>] {
    let closed = Set(closings.map(\.value.commitment))
    return commitments.filter { !closed.contains($0.statement) }
  }
}

/// The end of a commitment.
public struct Closing: Sendable {
  /// The number of the statement that opened it.
  public let commitment: Int
  /// How it ended.
  public let outcome: Outcome
}
