import CLineEditor
import Glibc
import KithText
import SystemPackage

/// The terminal's line editor: libedit, with a history that outlives the session.
///
/// A class, because libedit calls back into this very object.
final class LineEditor {
  /// How reading a line ended.
  enum Reading {
    case line(String)
    case cancelled
    case end
    /// A signal asks to leave.
    case asked(signal: Int32)
  }

  /// The prompt before a line.
  var prompt = "kith> "
  /// What could stand behind the text before the cursor: candidates, and the byte offset that they replace from.
  var complete: (String) -> (start: Int, candidates: [String]) = { ($0.utf8.count, []) }

  private var editor: OpaquePointer?
  private let history: HistoryFile?
  /// The prompt as libedit sees it, until the next line.
  private var shownPrompt: UnsafeMutablePointer<CChar>?

  /// Takes over the terminal; `nil` when libedit cannot.
  init?(history path: FilePath?) {
    useUTF8()
    history = path.map(HistoryFile.init)
    let hooks = line_editor_hooks(
      context: Unmanaged.passUnretained(self).toOpaque(),
      prompt: { context in context.map { UnsafePointer(LineEditor.from($0).promptText()) } ?? nil },
      complete: { context, editor in if let context, let editor { LineEditor.from(context).completeLine(editor) } })
    editor = line_editor_open("kith", hooks)
    guard let editor else { return nil }
    for entry in history?.entries() ?? [] { line_editor_remember(editor, entry) }
  }

  deinit {
    if let editor { line_editor_close(editor) }
    free(shownPrompt)
  }

  /// Reads one line, which is remembered unless it is empty.
  func read() -> Reading {
    var text: UnsafePointer<CChar>?
    var length = 0
    let outcome = line_editor_read(editor, &text, &length)
    switch outcome {
    case LINE_EDITOR_CANCELLED: return .cancelled
    case LINE_EDITOR_LINE:
      guard let text else { return .end }
      let bytes = UnsafeRawBufferPointer(start: text, count: length)
      return .line(String(decoding: bytes, as: UTF8.self))
    default: return line_editor_left_by() == 0 ? .end : .asked(signal: line_editor_left_by())
    }
  }

  /// Reads the history anew: lines of it were taken out.
  func reloadHistory() {
    line_editor_forget(editor)
    for entry in history?.entries() ?? [] { line_editor_remember(editor, entry) }
  }

  /// Adds a line to the history; one that starts with a space is not kept.
  func remember(_ line: String) {
    guard !line.hasPrefix(" "), line.contains(where: { !$0.isWhitespace }) else { return }
    line_editor_remember(editor, line)
    history?.append(line)
  }

  // MARK: Calls from libedit

  private static func from(_ context: UnsafeMutableRawPointer) -> LineEditor {
    Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue()
  }

  private func promptText() -> UnsafeMutablePointer<CChar>? {
    free(shownPrompt)
    shownPrompt = strdup(prompt)
    return shownPrompt
  }

  private func completeLine(_ editor: OpaquePointer) {
    var text: UnsafePointer<CChar>?
    var length = 0
    var cursor = 0
    line_editor_line(editor, &text, &length, &cursor)
    guard let text else { return }
    let before = String(decoding: UnsafeRawBufferPointer(start: text, count: cursor), as: UTF8.self)
    let (start, candidates) = complete(before)
    let begun = String(decoding: before.utf8.dropFirst(start), as: UTF8.self)
    guard let shared = commonPrefix(candidates) else { return }
    if candidates.count == 1 {
      replace(begun, with: shared + " ", editor)
    } else if shared.count > begun.count {
      replace(begun, with: shared, editor)
    } else {
      line_editor_print_below(editor, candidates.map(\.printable).joined(separator: "  ") + "\n")
    }
  }

  private func replace(_ begun: String, with text: String, _ editor: OpaquePointer) {
    let scalars = begun.unicodeScalars.count
    if scalars > 0 { line_editor_delete(editor, Int32(scalars)) }
    line_editor_insert(editor, text)
  }
}

/// What all the texts begin with; `nil` of none.
private func commonPrefix(_ texts: [String]) -> String? {
  guard var shared = texts.first else { return nil }
  for text in texts.dropFirst() {
    shared = String(zip(shared, text).prefix { $0 == $1 }.map { $0.0 })
  }
  return shared
}

/// Under the C locale libedit loses every byte above 0x7F.
private func useUTF8() {
  setlocale(LC_ALL, "")
  if let codes = nl_langinfo(nl_item(CODESET)), strcmp(codes, "UTF-8") != 0 { setlocale(LC_CTYPE, "C.UTF-8") }
}
