import Foundation

/// The built executable, and a folder of its own to run it in.
///
/// In the folder `kith` is a command whose today is 2026-11-22, `scripts/kith` is the same, and `examples` are the
/// project's. The network is `$KITH_FILE`, empty at first.
public final class Program {
  /// The folder.
  public let folder: URL

  /// The day that the program takes for today.
  public static let today = "2026-11-22"

  /// The project.
  public static let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The executable: `$KITH_BINARY`, else the one built beside the tests.
  public static let executable: URL = {
    if let path = ProcessInfo.processInfo.environment["KITH_BINARY"] { return URL(filePath: path) }
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "kith")
  }()

  /// A fresh folder, removed when the program under test is no longer needed.
  public init() throws {
    let files = FileManager.default
    folder = files.temporaryDirectory.appending(path: "kith-test-\(UUID().uuidString)")
    try files.createDirectory(at: folder.appending(path: "scripts"), withIntermediateDirectories: true)
    // A link to a script that is there: one just written could be busy while another test starts a process.
    let command = Program.project.appending(path: "Tests/ProgramUnderTest/kith")
    for path in ["kith", "scripts/kith"] {
      try files.createSymbolicLink(at: folder.appending(path: path), withDestinationURL: command)
    }
    try files.createSymbolicLink(
      at: folder.appending(path: "examples"), withDestinationURL: Program.project.appending(path: "examples"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What the program runs with.
  public var environment: [String: String] {
    [
      "PATH": folder.path + ":/usr/local/bin:/usr/bin:/bin", "KITH_FILE": folder.appending(path: "network.kith").path,
      "HOME": folder.path,
      "LANG": "C.UTF-8", "TERM": "xterm", "NO_COLOR": "1",
      "KITH_EXECUTABLE": Program.executable.path, "KITH_TODAY": Program.today,
    ]
  }

  /// What a shell command printed, standard output and standard error as they came, and its exit status.
  public func shell(_ command: String, input: String = "") throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    process.environment = environment
    let (stdin, stdout) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stdout)
    try process.run()
    // A command that does not read its input closes the pipe under the writer.
    signal(SIGPIPE, SIG_IGN)
    try? stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try? stdin.fileHandleForWriting.close()
    let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (String(decoding: output, as: UTF8.self), process.terminationStatus)
  }

  /// What the program printed for lines on its standard input.
  public func said(_ lines: String) throws -> (output: String, status: Int32) { try shell("kith", input: lines) }
}
