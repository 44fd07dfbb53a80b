/// What holds for a whole network, whatever the day.
public struct NetworkOptions: Sendable {
  /// The days in which what was gained by a contact halves.
  public package(set) var halfLife = 90
  /// How long an ask waits before it is due, where no deadline was said.
  public package(set) var askPatience = Period.days(14)
  /// Whether a new name has to be declared before it is used.
  public package(set) var isStrict = false
  /// Which comes first in dates by numbers of which nobody can tell: `3/11`; `nil` where both are possible.
  public package(set) var dateOrder: DateOrder?
  /// What the owner says for phrases of the language, in the order in which it was taught.
  public package(set) var phrases: [OwnPhrase] = []
  /// What a contact by a channel weighs, by its name without case, where somebody said so.
  public package(set) var channelWeights: [String: Double] = [:]
}

/// Which of two numbers in a date is the day.
public enum DateOrder: String, CaseIterable, Sendable {
  case dayFirst = "dmy", monthFirst = "mdy"
}

/// What somebody says for a phrase of the language.
public struct OwnPhrase: Sendable, Equatable {
  /// What is said.
  public let said: String
  /// What it means.
  public let meaning: String
}

/// One of the options, with its value.
public enum NetworkOption: Sendable, Equatable {
  /// Days, from 1.
  case halfLife(Int)
  /// The patience with asks.
  case askPatience(Period)
  /// Whether new names have to be declared.
  case strict(Bool)
  /// Which number comes first in dates.
  case dateOrder(DateOrder)
  /// What a phrase of one's own means; `nil` ends it.
  case phrase(String, meaning: String?)
  /// The weight of a contact by a channel, from 0 to 1.
  case channelWeight(Node, Double)
}

extension Network {
  /// Sets an option.
  public mutating func set(_ option: NetworkOption) {
    switch option {
    case .halfLife(let days): options.halfLife = days
    case .askPatience(let period): options.askPatience = period
    case .strict(let isStrict): options.isStrict = isStrict
    case .dateOrder(let order): options.dateOrder = order
    case .phrase(let said, let meaning):
      options.phrases.removeAll { $0.said == said }
      if let meaning { options.phrases.append(OwnPhrase(said: said, meaning: meaning)) }
    case .channelWeight(let channel, let weight): options.channelWeights[Names.folded(names[channel])] = weight
    }
  }
}
