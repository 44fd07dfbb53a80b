import Glibc
import KithGraph
import KithStorage
import KithText
import SystemPackage

/// A day, and the minute of it where a clock goes.
struct Moment {
  let day: Day
  var minute: Int?
}

/// What the program takes from the machine it runs on: the clock, the environment, the terminal.
enum ProcessEnvironment {
  /// The day and the minute by the user's own calendar and time zone.
  static var now: Moment {
    var now = time(nil)
    var local = tm()
    localtime_r(&now, &local)
    let day = Day(year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
    return Moment(day: day ?? Day(number: Int32(now / 86_400)), minute: Int(local.tm_hour) * 60 + Int(local.tm_min))
  }

  /// A variable of the environment; `nil` when it is unset or empty.
  static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The file that a path leads to through symbolic links, or the path itself where there is no file yet: all files of
  /// a network stand beside the real one. A link that leads nowhere is an error.
  static func resolved(_ path: FilePath) throws(Errno) -> FilePath {
    if let real = path.withPlatformString({ realpath($0, nil) }) {
      defer { free(real) }
      return FilePath(platformString: real)
    }
    var status = stat()
    let isLink = path.withPlatformString { lstat($0, &status) } == 0
    guard errno == ENOENT, !isLink else { throw isLink ? .noSuchFileOrDirectory : Errno(rawValue: errno) }
    return path
  }

  /// Whether the terminal cannot be written over.
  static var isTerminalDumb: Bool {
    variable("TERM").map { $0 == "dumb" } ?? true || variable("INSIDE_EMACS")?.contains("comint") ?? false
  }

  /// The script that begins each prompt, where there is one: below `$XDG_CONFIG_HOME`, else below `~/.config`.
  static var beginningScript: FilePath? {
    (folder("XDG_CONFIG_HOME") ?? folder("HOME")?.appending(".config"))?.appending("kith").appending("rc.net")
  }

  /// The network that the environment names.
  static var namedNetworkFile: FilePath? { variable("KITH_FILE").map { FilePath($0) } }

  /// Where the network lives unless said: `$KITH_FILE`, else below `$XDG_DATA_HOME`, else below `~/.local/share`.
  static var networkFile: FilePath? {
    if let file = namedNetworkFile { return file }
    return (folder("XDG_DATA_HOME") ?? folder("HOME")?.appending(".local/share"))?.appending("kith").appending(
      "network.kith")
  }

  /// Where the history of the network at a path is.
  static func history(of network: FilePath) -> FilePath { FilePath(network.string + ".history") }

  /// The network beside one that is not there whose name is the nearest to its own, or the only one there.
  static func networkNear(_ path: FilePath) -> FilePath? {
    let folder = path.removingLastComponent()
    let networks = ((try? POSIXDisk().names(in: folder.isEmpty ? "." : folder)) ?? []).filter { $0.hasSuffix(".kith") }
    let near = nearestSpelling(to: path.lastComponent?.string ?? "", among: networks)
    return (near ?? (networks.count == 1 ? networks[0] : nil)).map { folder.appending($0) }
  }

  /// A folder that a variable names; a relative one is ignored, as the XDG Base Directory Specification says.
  private static func folder(_ name: String) -> FilePath? {
    variable(name).map { FilePath($0) }.flatMap { $0.isAbsolute ? $0 : nil }
  }
}
