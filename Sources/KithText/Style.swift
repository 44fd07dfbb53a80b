import Glibc

/// What a piece of text means on the screen; colour follows meaning.
public enum Style: Sendable, CaseIterable {
  case plain, dim, heading, error, warning, help, name, number, bar
  /// Of a line that is typed: what leads a part of it, a name that is new, a place, a tag, what will not be
  /// understood; and what is chosen of a menu.
  case keyword, newName, place, tag, chosen, refused
}

/// The colours that styles are shown in.
public enum Palette: Sendable {
  /// No escape sequences at all.
  case none
  /// Bold, dim and underlined: what can be read on any background.
  case attributes
  /// Colours for a light background, or for a dark one.
  case light, dark

  /// What is read best on a background: red, green and blue from 0 to 1.
  ///
  /// The relative luminance is that of WCAG 2; between the two palettes lies where black and white text read alike.
  public init(background red: Double, _ green: Double, _ blue: Double) {
    func linear(_ value: Double) -> Double {
      value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    self = (luminance + 0.05) * (luminance + 0.05) > 1.05 * 0.05 ? .light : .dark
  }
}

/// Wraps text in the escape sequences of a style, or leaves it alone where output has no colours.
public struct Painter: Sendable {
  /// The colours.
  public let palette: Palette

  /// A painter in some colours.
  public init(_ palette: Palette) { self.palette = palette }

  /// The text in a style.
  public func callAsFunction(_ text: String, _ style: Style) -> String {
    guard let code = code(of: style), !text.isEmpty else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }

  /// The parameters of SGR (ECMA-48) for a style; `nil` where it is shown as all else.
  func code(of style: Style) -> String? {
    switch palette {
    case .none: nil
    case .attributes: attribute(of: style)
    case .light, .dark:
      [attribute(of: style, besideColour: true), colour(of: style).map { "38;5;\($0)" }].compactMap { $0 }
        .joined(separator: ";").nilIfEmpty
    }
  }

  private func attribute(of style: Style, besideColour: Bool = false) -> String? {
    switch style {
    case .heading, .error, .warning: "1"
    case .place, .refused: "4"
    case .chosen: "7"
    case .dim: besideColour ? nil : "2"
    case .newName: besideColour ? nil : "3"
    case .plain, .help, .name, .number, .bar, .keyword, .tag: nil
    }
  }

  /// A colour of xterm's 256, which no theme changes: each has a contrast of 4.5 : 1 and more, on white and Solarized's
  /// light background, or on black and its dark one.
  private func colour(of style: Style) -> Int? {
    let isLight = palette == .light
    return switch style {
    case .plain, .heading, .chosen: nil
    case .dim: isLight ? 242 : 246
    case .error, .refused: isLight ? 124 : 210
    case .warning, .number: isLight ? 94 : 179
    case .help, .name, .place: isLight ? 23 : 80
    case .bar, .tag: isLight ? 22 : 114
    case .keyword: isLight ? 25 : 75
    case .newName: isLight ? 90 : 176
    }
  }
}

extension String {
  fileprivate var nilIfEmpty: String? { isEmpty ? nil : self }
}
