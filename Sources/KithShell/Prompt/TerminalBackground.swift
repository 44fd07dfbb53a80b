import CLineEditor
import Glibc
import KithText

/// What the terminal is asked for: its background, by which colours are chosen.
extension LineEditor {
  /// Waits for what the terminal still has to answer: it would be taken for what is typed at a shell.
  func settle() {
    guard question == .asked else { return }
    line_editor_drop_keys(editor, 400) { context in context.map { LineEditor.from($0).question != .asked } ?? true }
  }

  /// Asks the terminal for its background (OSC 11), and then for its attributes (DA1), which every one answers: behind
  /// that nothing more is to come.
  func askBackground() {
    guard question == .unasked, onBackground != nil else { return }
    question = .asked
    writeAll("\u{1B}]11;?\u{07}\u{1B}[c", to: 1)
  }

  /// `ESC ] 11 ; rgb:ffff/ffff/ffff BEL`: the digits of each colour are a fraction.
  func take(answer: String) {
    if answer.hasSuffix("c") { question = .answered }
    guard answer.hasPrefix("\u{1B}]11;rgb") else { return }
    let parts = answer.drop { $0 != ":" }.dropFirst().prefix { $0.isHexDigit || $0 == "/" }.split(separator: "/")
    let shares = parts.compactMap { part in
      Int(part, radix: 16).map { Double($0) / (pow(16, Double(part.count)) - 1) }
    }
    guard shares.count >= 3 else { return }
    onBackground?(Palette(background: shares[0], shares[1], shares[2]))
    painter.forgetColours()
  }
}
