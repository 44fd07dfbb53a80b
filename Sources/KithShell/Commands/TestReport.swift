import KithSyntax
import KithText

/// What became of scripts that were run as tests, each a test that passes when all of it stands.
struct TestReport {
  /// How it is written: as TAP (Test Anything Protocol 14), or as JUnit's XML.
  enum Format: String, CaseIterable { case tap, junit }

  /// Why a script failed.
  struct Failure {
    let message: String
    /// The file, the line and the column.
    let place: String
    /// The whole diagnostic, as a person reads it.
    let text: String

    init(_ diagnostic: Diagnostic) {
      let (line, column) = diagnostic.source.position(of: diagnostic.span.start)
      message = diagnostic.message
      place = "\(diagnostic.source.name?.printable ?? ""):\(line):\(column)"
      text = diagnostic.rendered(Painter(.none))
    }

    /// A failure that no place of the script is to blame for.
    init(_ message: String, of script: String) { (self.message, place, text) = (message, script, message + "\n") }
  }

  private let format: Format
  private var results: [(script: String, seconds: Double, failure: Failure?)] = []

  init(_ format: Format) { self.format = format }

  /// Whether no script failed.
  var isSuccess: Bool { results.allSatisfy { $0.failure == nil } }

  /// Adds what became of a script.
  mutating func add(_ script: String, seconds: Double, _ failure: Failure?) {
    results.append((script.printable, seconds, failure))
  }

  /// The whole report.
  var text: String {
    switch format {
    case .tap: tap
    case .junit: junit
    }
  }

  private var tap: String {
    var text = "TAP version 14\n1..\(results.count)\n"
    for (index, result) in results.enumerated() {
      // A `#` would begin a directive.
      text +=
        "\(result.failure == nil ? "ok" : "not ok") \(index + 1) - \(result.script.replacing("\\", with: "\\\\").replacing("#", with: "\\#"))\n"
      guard let failure = result.failure else { continue }
      text += "  ---\n  message: \(failure.message.quoted)\n  at: \(failure.place.quoted)\n  text: |\n"
      text += failure.text.split(separator: "\n").map { "    \($0)\n" }.joined() + "  ...\n"
    }
    return text
  }

  private var junit: String {
    let failures = results.count { $0.failure != nil }
    let seconds = seconds(results.reduce(0) { $0 + $1.seconds })
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text +=
      "<testsuite name=\"kith\" tests=\"\(results.count)\" failures=\"\(failures)\" errors=\"0\" time=\"\(seconds)\">\n"
    for result in results {
      text +=
        "  <testcase classname=\"kith\" name=\"\(escaped(result.script))\" time=\"\(self.seconds(result.seconds))\""
      guard let failure = result.failure else {
        text += "/>\n"
        continue
      }
      text +=
        ">\n    <failure message=\"\(escaped(failure.message))\" type=\"error\">\(escaped(failure.text))</failure>\n  </testcase>\n"
    }
    return text + "</testsuite>\n"
  }

  /// Seconds with three decimals.
  private func seconds(_ seconds: Double) -> String {
    let thousandths = Int((seconds * 1000).rounded())
    let decimals = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - decimals.count) + decimals
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing(
      "\"", with: "&quot;")
  }
}
