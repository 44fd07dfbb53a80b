import SystemPackage

/// Why the store could not do what was asked. Each says which file it is about.
public enum StoreFailure: Error, CustomStringConvertible {
  /// The file could not be opened or read.
  case unreadable(FilePath, Errno)
  /// Nothing was written, and what was there before is there still.
  case notSaved(FilePath, Errno)
  /// The disk failed at the worst moment: whether the last statement is on it is not known. The store is closed.
  case outcomeUnknown(FilePath, Errno)
  /// The file is not what was written.
  case damaged(FilePath, String)
  /// The first file does not go on from the second one: they tell two histories of one network.
  case otherHistory(FilePath, than: FilePath)
  /// Another history took the place of the one that was in use.
  case replaced(FilePath)
  /// The file was written by a newer kith.
  case newer(FilePath, major: Int)
  /// The file was written by a kith before this one's first format.
  case older(FilePath, major: Int)

  /// One sentence for the user, without its full stop.
  public var description: String {
    switch self {
    case .unreadable(let path, .invalidArgument), .notSaved(let path, .invalidArgument):
      "`\(path)` is not a regular file"
    case .unreadable(let path, let error): "cannot open `\(path)`: \(error)"
    case .notSaved(let path, let error): "not saved: cannot write `\(path)`: \(error)"
    case .outcomeUnknown(let path, let error):
      "`\(path)` could not be synced (\(error)): whether the last statement is saved is unknown; look with `log` in a new session"
    case .damaged(let path, let what): "`\(path)` is damaged: \(what)"
    case .otherHistory(let path, let other):
      """
      `\(path)` is of another history than `\(other)`, as where the files of two copies are mixed; `kith repair` keeps \
      both
      """
    case .replaced(let path):
      "not carried out: the numbers and names of `\(path)` are others now; look with `log`, and say it again"
    case .newer(let path, let major):
      "`\(path)` was written by a newer kith (format \(major)); this one reads format \(Snapshot.major)"
    case .older(let path, let major):
      "`\(path)` was written by an older kith (format \(major)): let that one `export` it, and `kith run` what it exports with this one"
    }
  }
}
