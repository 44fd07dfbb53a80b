import Glibc
import SystemPackage

/// The user's own editor of texts.
enum TextEditor {
  /// Whether the user says which it is.
  static var isChosen: Bool { ["VISUAL", "EDITOR"].contains { ProcessEnvironment.variable($0)?.isEmpty == false } }

  /// What to say where it failed, of what is as it was.
  static func failure(of what: String) -> String {
    "the editor failed, and \(what) is as it was; it is `$VISUAL`, else `$EDITOR`, else vi"
  }

  /// A text as the user leaves it in `$VISUAL`, `$EDITOR` or vi, without the newline at its end; `nil` where the editor
  /// failed.
  /// `aside` is what makes the terminal free for it.
  static func edit(_ text: String, around aside: (() -> Void) -> Void) -> String? {
    let folder = ProcessEnvironment.variable("TMPDIR") ?? "/tmp"
    var template = Array("\(folder)/kith-XXXXXX.net".utf8CString)
    let descriptor = mkstemps(&template, 4)
    guard descriptor >= 0 else { return nil }
    let path = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    defer { unlink(path.string) }
    let isWritten = writeAll(text + "\n", to: descriptor)
    close(descriptor)
    guard isWritten else { return nil }
    let editor = ProcessEnvironment.variable("VISUAL") ?? ProcessEnvironment.variable("EDITOR") ?? "vi"
    var status: Int32 = -1
    aside { status = system("\(editor) '\(path)'") }
    guard status == 0, let bytes = try? ScriptFile.bytes(at: path) else { return nil }
    var edited = String(decoding: bytes, as: UTF8.self)
    while edited.last == "\n" { edited.removeLast() }
    return edited
  }
}
