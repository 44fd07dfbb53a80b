import KithGraph

/// The columns of `log`: where each slot and clause of a statement shows. The raw value is the JSON key.
public enum LogColumn: String, CaseIterable, Sendable {
  case id, date, time, verb, subject, people, gift, thing, place, channel, topics
  case duration = "duration_minutes"
  case worth, by, outcome, closes, org, role, field, value, every, until, team, tags, note, text
  /// Shown in the text only.
  case hidden = ""

  /// The columns in their order.
  package static let shown = allCases.filter { $0 != .hidden }

  /// Its index among them; the program is wrong where it is not shown.
  package var place: Int {
    guard let place = LogColumn.shown.firstIndex(of: self) else { preconditionFailure("\(self) is not shown") }
    return place
  }

  /// Whether the column holds a list.
  package var isList: Bool {
    switch self {
    case .people, .topics, .tags: true
    case .id, .date, .time, .verb, .subject, .gift, .thing, .place, .channel, .duration, .worth, .by, .outcome, .closes,
      .org,
      .role, .field, .value, .every, .until, .team, .note, .text, .hidden:
      false
    }
  }
}
