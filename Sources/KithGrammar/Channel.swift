import KithGraph
import KithText

/// A way to be in contact, and what a contact by it weighs.
public struct Channel: Sendable {
  /// Its name.
  public let name: String
  /// What one contact adds to a tie.
  public let weight: Double

  package static let inPerson = Channel(name: "in person", weight: 1)
  package static let video = Channel(name: "video", weight: 0.7)
  package static let phone = Channel(name: "phone", weight: 0.6)
  package static let chat = Channel(name: "chat", weight: 0.4)
  package static let email = Channel(name: "email", weight: 0.4)
  package static let social = Channel(name: "social", weight: 0.2)

  /// The channels that are known from the start, with the services that belong to each.
  package static let standard: [(channel: Channel, services: [String])] = [
    (inPerson, []), (video, ["zoom", "meet", "teams"]), (phone, []), (chat, ["sms", "whatsapp", "signal", "slack"]),
    (email, []),
    (social, ["twitter", "linkedin", "mastodon"]),
  ]

  /// The standard channel of a name, without case: `zoom` is video.
  package static func named(_ name: String) -> Channel? {
    names.firstIndex(of: name.lowercased()).map { ofNames[$0] }
  }

  /// The names of the standard channels and their services.
  package static let names = WordList(standard.flatMap { [$0.channel.name] + $0.services })
  /// The channel of each of these names.
  private static let ofNames = standard.flatMap { [Channel](repeating: $0.channel, count: 1 + $0.services.count) }

  /// The weight of a channel by its name: as somebody set it for the name or for the channel it belongs to; an unknown
  /// one counts as social.
  package static func weight(of name: String, _ set: [String: Double]) -> Double {
    let channel = named(name) ?? social
    return set[Names.folded(name)] ?? set[channel.name] ?? channel.weight
  }
}
