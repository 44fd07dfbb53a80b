import Glibc

/// The terminal that answers are read on.
enum Terminal {
  /// Its columns and rows: as it says, else `$COLUMNS` and `$LINES`, else 80 and 24.
  static var size: (columns: Int, rows: Int) {
    var size = winsize()
    func variable(_ name: String, _ standard: Int) -> Int {
      ProcessEnvironment.variable(name).flatMap(Int.init).map { max(1, $0) } ?? standard
    }
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return (variable("COLUMNS", 80), variable("LINES", 24))
    }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
