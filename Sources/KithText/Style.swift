/// What a piece of text means on the screen; colour follows meaning.
public enum Style: Sendable {
  case plain, dim, heading, error, warning, help, name, number, bar
  /// Of a line that is typed: what leads a part of it, a name that is new, a place, a tag, what will not be
  /// understood; and what is chosen of a menu.
  case keyword, newName, place, tag, chosen, refused
}

/// Wraps text in the escape sequences of a style, or leaves it alone where output has no colours.
///
/// Only the eight basic colours and attributes are used: they follow the user's own light or dark theme.
public struct Painter: Sendable {
  /// Whether escape sequences are written at all.
  public let colours: Bool

  /// A painter that writes colours, or one that does not.
  public init(colours: Bool) { self.colours = colours }

  /// The text in a style.
  public func callAsFunction(_ text: String, _ style: Style) -> String {
    guard colours, let code = code(of: style), !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  private func code(of style: Style) -> String? {
    switch style {
    case .plain: nil
    case .dim: "2"
    case .heading: "1"
    case .error: "1;31"
    case .warning: "1;33"
    case .help: "36"
    case .name: "36"
    case .number: "33"
    case .bar, .tag: "32"
    case .keyword: "34"
    case .newName: "35"
    case .place: "4;36"
    case .chosen: "7"
    case .refused: "4;31"
    }
  }
}
