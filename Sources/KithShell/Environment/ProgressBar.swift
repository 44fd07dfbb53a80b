import Glibc

/// How far a script has come: a line on the terminal that is written over, and gone at the end. Only what takes longer
/// than a second has one.
final class ProgressBar {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var isShown = false

  /// A bar on standard error; `nil` where that is no terminal, or one that cannot write over a line.
  init?() {
    guard isatty(2) == 1, !ProcessEnvironment.isTerminalDumb else { return nil }
    start = clock.now
    last = start
  }

  /// Shows how much is done, from 0 to 1.
  func show(_ done: Double) {
    let now = clock.now
    guard now - start > .seconds(1), now - last > .milliseconds(100) else { return }
    (last, isShown) = (now, true)
    let width = 40
    let filled = min(width, max(0, Int(done * Double(width))))
    let bar = String(repeating: "━", count: filled) + String(repeating: " ", count: width - filled)
    _ = writeAll("\r\(bar) \(Int(done * 100)) %", to: 2)
  }

  deinit { if isShown { _ = writeAll("\r\u{1B}[K", to: 2) } }
}
