/// What was given and taken between me and others, in worth.
public struct Ledger: Sendable {
  /// The sums for one person, or for all.
  public struct Account: Sendable, Equatable {
    /// The worth I gave.
    public package(set) var given = 0.0
    /// The worth I got.
    public package(set) var got = 0.0

    /// Given − got: positive when I gave more.
    public var balance: Double { given - got }

    /// `1 − |given − got| / (given + got)`: 1 when both gave alike, 0 when one only took; `nil` without any exchange.
    public var reciprocity: Double? {
      given + got > 0 ? 1 - abs(given - got) / (given + got) : nil
    }
  }

  /// The sums over everybody.
  public private(set) var total = Account()
  private var accounts: [Node: Account] = [:]

  /// Adds up the gifts from one day to another, both included.
  public init(_ network: Network, since first: Day = .first, until last: Day) {
    for gift in network.gifts where first <= gift.day && gift.day <= last {
      total.add(gift.value)
      accounts[gift.value.person, default: Account()].add(gift.value)
    }
  }

  /// The sums for a person: zeros when nothing went between us.
  public subscript(person: Node) -> Account { accounts[person] ?? Account() }

  /// The people with whom there was any exchange, in no order.
  public var people: some Collection<Node> { accounts.keys }
}

extension Ledger.Account {
  fileprivate mutating func add(_ gift: Gift) {
    switch gift.direction {
    case .given: given = sum(given, gift.worth)
    case .got: got = sum(got, gift.worth)
    }
  }
}

/// Worths have four decimals at most, and so have their sums: 0.1 and 0.2 make 0.3.
private func sum(_ a: Double, _ b: Double) -> Double { ((a + b) * 10_000).rounded() / 10_000 }
