import Foundation
import ProgramUnderTest

/// A file of inputs and what the program has to say to them.
///
/// In a `.net` file a run of lines is one input to `kith` (or, behind `$ `, to a shell), and the `#|` lines that follow
/// are its expected output; a status other than 0 shows as a last line `(exit 1)`. Below `errors/` every line is an
/// input. In a Markdown file the same stands in
/// ```` ```console ```` blocks: behind `kith> ` what is typed, behind `$ ` a shell command, and what they print below.
/// All inputs of a file meet one network.
struct Transcript {
  let file: URL
  private let parts: [Part]

  private enum Part {
    case prose(String)
    case step(input: [String], expected: [String])
  }

  init(_ file: URL) throws {
    self.file = file
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let isOfErrors = file.deletingLastPathComponent().lastPathComponent == "errors"
    parts = file.pathExtension == "md" ? Transcript.markdown(lines) : Transcript.script(lines, lineByLine: isOfErrors)
  }

  /// Runs it; gives the whole file as it would be if all expectations held.
  func actual() throws -> String {
    let program = try Program()
    let isMarkdown = file.pathExtension == "md"
    return try parts.map { part in
      switch part {
      case .prose(let line): return line
      case .step(let input, _):
        let output = try run(input, program)
        return (input + output.map { isMarkdown ? $0 : $0.isEmpty ? "#|" : "#| " + $0 }).joined(separator: "\n")
      }
    }.joined(separator: "\n")
  }

  private func run(_ input: [String], _ program: Program) throws -> [String] {
    let first = input.first ?? ""
    let result =
      if first.hasPrefix("$ ") { try program.shell(String(first.dropFirst(2))) } else {
        try program.said(
          input.map { $0.hasPrefix("kith> ") ? String($0.dropFirst(6)) : $0 }.joined(separator: "\n") + "\n")
      }
    let output = result.output.replacing("\r\n", with: "\n").replacing(program.folder.path + "/", with: "")
    var lines = output.components(separatedBy: "\n")
    if lines.last == "" { lines.removeLast() }
    return lines + (result.status == 0 ? [] : ["(exit \(result.status))"])
  }

  private static func script(_ lines: [String], lineByLine: Bool) -> [Part] {
    var parts: [Part] = []
    var input: [String] = []
    var expected: [String] = []
    func close() {
      if !input.isEmpty { parts.append(.step(input: input, expected: expected)) }
      (input, expected) = ([], [])
    }
    for line in lines {
      if line.hasPrefix("#|") {
        expected.append(String(line.dropFirst(line.hasPrefix("#| ") ? 3 : 2)))
      } else if line.isEmpty || line.hasPrefix("# ") {
        close()
        parts.append(.prose(line))
      } else {
        if lineByLine || !expected.isEmpty || line.hasPrefix("$ ") || input.first?.hasPrefix("$ ") == true { close() }
        input.append(line)
      }
    }
    close()
    return parts
  }

  private static func markdown(_ lines: [String]) -> [Part] {
    var parts: [Part] = []
    var step: (input: String, expected: [String])?
    var isInBlock = false
    func close() {
      if let done = step { parts.append(.step(input: [done.input], expected: done.expected)) }
      step = nil
    }
    for line in lines {
      if line.hasPrefix("```") {
        close()
        isInBlock = line == "```console"
        parts.append(.prose(line))
      } else if !isInBlock {
        parts.append(.prose(line))
      } else if line.hasPrefix("kith> ") || line.hasPrefix("$ ") {
        close()
        step = (line, [])
      } else if step != nil {
        step?.expected.append(line)
      } else {
        parts.append(.prose(line))
      }
    }
    close()
    return parts
  }
}
