/// What holds for a whole network, whatever the day.
public struct NetworkOptions: Sendable {
  /// The days in which what was gained by a contact halves.
  public package(set) var halfLife = 90
  /// How long an ask waits before it is due, where no deadline was said.
  public package(set) var askPatience = Period.days(14)
  /// Whether a new name has to be declared before it is used.
  public package(set) var isStrict = false
  /// What a contact by a channel weighs, by its name without case, where somebody said so.
  public package(set) var channelWeights: [String: Double] = [:]
}

/// One of the options, with its value.
public enum NetworkOption: Sendable, Equatable {
  /// Days, from 1.
  case halfLife(Int)
  /// The patience with asks.
  case askPatience(Period)
  /// Whether new names have to be declared.
  case strict(Bool)
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
    case .channelWeight(let channel, let weight): options.channelWeights[Names.folded(names[channel])] = weight
    }
  }
}
