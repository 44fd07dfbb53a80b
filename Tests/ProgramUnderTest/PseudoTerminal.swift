import Foundation

/// The program on a pseudo-terminal, typed to as a person would.
public final class PseudoTerminal {
  private let program: Program
  private let master: Int32
  private let process = Process()
  private var screen = ""

  /// Why typing or reading went wrong; with all that was on the screen.
  public struct Silence: Error, CustomStringConvertible {
    /// What was waited for, and what came instead.
    public let description: String
  }

  /// Starts the prompt in a program's folder, on its network.
  public init(_ program: Program) throws {
    self.program = program
    // What posix_openpt, unlockpt and ptsname do on Linux; Swift sees none of the three.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (unlocked, number) = (Int32(0), Int32(0))
    guard master >= 0, ioctl(master, UInt(0x4004_5431), &unlocked) == 0, ioctl(master, UInt(0x8004_5430), &number) == 0 else {
      throw Silence(description: "no pseudo-terminal can be had")
    }
    var size = winsize(ws_row: 30, ws_col: 100, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    let slave = FileHandle(fileDescriptor: open("/dev/pts/\(number)", O_RDWR | O_NOCTTY), closeOnDealloc: true)
    process.executableURL = program.folder.appending(path: "kith")
    process.currentDirectoryURL = program.folder
    process.environment = program.environment
    (process.standardInput, process.standardOutput, process.standardError) = (slave, slave, slave)
    try process.run()
  }

  deinit {
    process.terminate()
    close(master)
  }

  /// Types keys; a newline is the Enter key.
  public func type(_ keys: String) {
    let bytes = Array(keys.replacing("\n", with: "\r").utf8)
    _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  /// Waits until a text appears behind what was read before, and gives all that came up to its end.
  @discardableResult
  public func wait(for text: String, seconds: Double = 30) throws -> String {
    let end = Date.now.addingTimeInterval(seconds)
    while true {
      if let found = screen.range(of: text) {
        defer { screen.removeSubrange(..<found.upperBound) }
        return String(screen[..<found.upperBound])
      }
      guard readMore(until: end) else {
        throw Silence(description: "waited for \(text.debugDescription), got \(screen.debugDescription)")
      }
    }
  }

  /// Waits for a prompt, and until its keys are read one by one: before, the terminal itself would act on Ctrl-C.
  @discardableResult
  public func prompt(_ prompt: String = "kith> ") throws -> String {
    let shown = try wait(for: prompt)
    var settings = termios()
    while tcgetattr(master, &settings) == 0, settings.c_lflag & tcflag_t(ISIG) != 0 { usleep(1000) }
    return shown
  }

  /// Sends the program a signal.
  public func signal(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Whether the terminal shows what is typed by itself, as a shell finds it.
  public var echoes: Bool {
    var settings = termios()
    return tcgetattr(master, &settings) == 0 && settings.c_lflag & tcflag_t(ECHO) != 0
  }

  /// Waits for the program to end; gives its exit status.
  public func exitStatus(seconds: Double = 30) throws -> Int32 {
    let end = Date.now.addingTimeInterval(seconds)
    while process.isRunning {
      _ = readMore(until: min(end, Date.now.addingTimeInterval(0.05)))
      guard Date.now < end else { throw Silence(description: "it does not end; got \(screen.debugDescription)") }
    }
    return process.terminationStatus
  }

  private func readMore(until end: Date) -> Bool {
    var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let left = Int32(max(0, end.timeIntervalSinceNow * 1000))
    guard Foundation.poll(&poll, 1, left) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    screen += String(decoding: bytes[..<count], as: UTF8.self)
    return true
  }
}
