import KithText

/// What went wrong, and where: one message, one place, at most one line of help.
public struct Diagnostic: Error, Sendable {
  /// How grave it is.
  public enum Severity: String, Sendable { case error, warning }

  /// How grave it is.
  public let severity: Severity
  /// Lower case, what the person typed in backticks, no full stop. Printable.
  public let message: String
  /// The bytes it is about.
  public let span: Span
  /// The text that holds them.
  public let source: Source
  /// What to do about it.
  public private(set) var help: String?
  /// What was probably meant instead of the bytes it is about.
  public let instead: String?
  /// What else could have been meant just as well.
  public let other: String?
  /// What it is about, as far as a line that would do can be made of that.
  public let matter: Matter
  /// Whole lines that can be said instead of the one that it is about.
  public private(set) var offers: [String] = []
  /// How one got there, from the inside out: `called from`, and where.
  public private(set) var trail: [Step] = []

  /// What an error is about.
  public enum Matter: Sendable {
    /// Words that stand behind what was understood.
    case extra
    /// A verb that is missing.
    case verb
    /// Something else that is missing.
    case missing
    /// A day that could lie behind or ahead.
    case time
    /// Anything else.
    case other
  }

  /// One step on the way to what went wrong.
  public struct Step: Sendable {
    /// `called from`, `included from`.
    let words: String
    let span: Span
    let source: Source
    /// How often it was met there.
    fileprivate(set) var times = 1
  }

  /// An error unless said otherwise; control characters of message and help are written out.
  /// `instead` is what was probably meant: the help then asks so, unless there is another one.
  public init(
    _ message: String, at span: Span, in source: Source, help: String? = nil, instead: String? = nil,
    or other: String? = nil, matter: Matter = .other, severity: Severity = .error
  ) {
    (self.matter, self.other) = (matter, other)
    self.message = message.printable
    (self.source, self.span) = source.origin(of: span)
    self.help = (help ?? instead.map { "did you mean `\($0)`?" })?.printable
    self.instead = instead
    self.severity = severity
  }
}

extension Diagnostic {
  /// The same diagnostic, met on the way from a place.
  public func met(_ words: String, _ span: Span, in source: Source) -> Diagnostic {
    var diagnostic = self
    let (origin, place) = source.origin(of: span)
    // What calls itself is met at one place over and over.
    if let last = diagnostic.trail.last, last.words == words, last.span == place, last.source.name == origin.name {
      diagnostic.trail[diagnostic.trail.count - 1].times += 1
    } else {
      diagnostic.trail.append(Step(words: words, span: place, source: origin))
    }
    return diagnostic
  }

  /// The same diagnostic with whole lines for help.
  public func helping(with lines: [String]) -> Diagnostic {
    var diagnostic = self
    diagnostic.offers = lines.map(\.printable)
    diagnostic.help = diagnostic.offers.joined(separator: "\n")
    return diagnostic
  }

  /// The same diagnostic with another help.
  public func helping(with help: String) -> Diagnostic {
    var diagnostic = self
    diagnostic.help = help.printable
    return diagnostic
  }

  /// Where in a source it is, or was met on the way to it; `nil` where neither is so.
  public func offset(in other: Source) -> Int? {
    if source.name == other.name { return span.start }
    return trail.last { $0.source.name == other.name }?.span.start
  }

  /// The diagnostic as a person reads it: message, place, the line with a caret under the span, help.
  ///
  ///     error: expected `to` before the second person
  ///      --> week.net:3:18
  ///       |
  ///     3 | introduced alice with bob
  ///       |                  ^^^^
  ///       = help: introduced PERSON to PERSON
  /// - Parameter columns: how wide it may be; `nil` where that does not matter.
  public func rendered(_ paint: Painter, columns: Int? = nil) -> String {
    let text = whole(paint, columns: columns)
    return columns.map { wrapped(lines: text, to: $0) } ?? text
  }

  private func whole(_ paint: Painter, columns: Int?) -> String {
    let (line, column) = source.position(of: span.start)
    let number = String(line)
    let margin = String(repeating: " ", count: number.count)
    let excerpt = Excerpt(of: span, in: source, columns: columns.map { $0 - number.count - 3 })
    var text = paint(severity.rawValue, severity == .error ? .error : .warning) + paint(": " + message, .heading) + "\n"
    if let name = source.name { text += "\(margin)\(paint("-->", .dim)) \(name.printable):\(line):\(column)\n" }
    text += margin + paint(" |", .dim) + "\n"
    text += paint(number + " |", .dim) + " " + excerpt.line + "\n"
    text += margin + paint(" |", .dim) + " " + excerpt.indent + paint(excerpt.carets, .error) + "\n"
    for help in help?.split(separator: "\n") ?? [] {
      text += margin + paint(" = help: ", .dim) + paint(String(help), .help) + "\n"
    }
    for (index, step) in trail.enumerated() {
      // Of a long way its two ends tell enough.
      guard index < 6 || index >= trail.count - 2 else {
        if index == 6 { text += margin + paint(" = ", .dim) + "…\n" }
        continue
      }
      let (line, column) = step.source.position(of: step.span.start)
      let place = [step.source.name?.printable, String(line), String(column)].compactMap { $0 }.joined(separator: ":")
      text += margin + paint(" = ", .dim) + step.words.printable + " " + place
      text += step.times > 1 ? ", \(step.times) times\n" : "\n"
    }
    return text
  }
}

extension Diagnostic {
  /// The diagnostic below the only line of its text, which stands on the screen behind so many columns; `nil` where the
  /// line is not all there is, or does not fit in.
  ///
  ///     kith> shw alice
  ///           ^^^
  ///     error: kith knows no verb `shw`
  public func rendered(_ paint: Painter, below column: Int, columns: Int) -> String? {
    let range = source.lineRange(around: span.start)
    let line = source.text(Span(range.lowerBound, range.upperBound))
    guard source.name == nil, trail.isEmpty, source.bytes.count <= line.utf8.count + 1, line == line.printable,
      column + displayWidth(line) < columns
    else { return nil }
    let before = displayWidth(source.text(Span(0, span.start)))
    let length = max(1, displayWidth(source.text(Span(span.start, min(span.end, line.utf8.count)))))
    var text =
      String(repeating: " ", count: column + before) + paint(String(repeating: "^", count: length), .error) + "\n"
    text += paint(severity.rawValue, severity == .error ? .error : .warning) + paint(": " + message, .heading) + "\n"
    for help in help?.split(separator: "\n") ?? [] {
      text += paint("  = help: ", .dim) + paint(String(help), .help) + "\n"
    }
    return wrapped(lines: text, to: columns)
  }

  /// The text with what was probably meant in the place of what was said; `nil` where nothing near is known.
  public var corrected: String? {
    guard let instead, trail.isEmpty, source.name == nil else { return nil }
    let written = instead.contains(" ") ? instead.quoted : instead
    let text = source.text(Span(0, span.start)) + written + source.text(Span(span.end, source.bytes.count))
    return text.last == "\n" ? String(text.dropLast()) : text
  }
}

/// The part of a line around a span that fits a screen, with control characters written out.
private struct Excerpt {
  let line: String
  let indent: String
  let carets: String

  init(of span: Span, in source: Source, columns: Int?) {
    var range = source.lineRange(around: span.start)
    // Of a line end of two bytes, the first.
    if range.upperBound > span.end, source.bytes[range.upperBound - 1] == UInt8(ascii: "\r") {
      range = range.lowerBound..<range.upperBound - 1
    }
    let end = min(max(span.end, span.start), range.upperBound)
    func printable(_ bytes: Range<Int>) -> String {
      String(decoding: source.bytes[bytes], as: UTF8.self).replacing("\t", with: " ").printable
    }
    let before = printable(range.lowerBound..<span.start)
    let marked = printable(span.start..<end)
    let after = printable(end..<range.upperBound)
    // Columns of context on either side of the span, and of the span itself: where there is little room, half of what
    // the span leaves stands before it.
    let most = columns.map { max(4, $0) } ?? 180
    let forMarked = min(60, most)
    let shownMarked = cut(marked, to: forMarked)
    let rest = most - displayWidth(shownMarked)
    let forBefore = min(60, max(rest / 2, rest - displayWidth(after)))
    let shownBefore = cutInFront(before, to: forBefore)
    let shownAfter = cut(after, to: min(60, rest - displayWidth(shownBefore)))
    line = shownBefore + shownMarked + (shownMarked == marked ? shownAfter : "")
    indent = String(repeating: " ", count: displayWidth(shownBefore))
    carets = String(repeating: "^", count: max(1, displayWidth(shownMarked)))
  }
}

/// A text in so many columns, with `…` in the place of what is too much.
private func cut(_ text: String, to columns: Int) -> String {
  guard displayWidth(text) > columns else { return text }
  var (shown, width) = ("", 0)
  for character in text where width < columns {
    width += displayWidth(character)
    if width < columns { shown.append(character) }
  }
  return columns > 0 ? shown + "…" : ""
}

/// The same, of which the end stays.
private func cutInFront(_ text: String, to columns: Int) -> String {
  String(cut(String(text.reversed()), to: columns).reversed())
}
