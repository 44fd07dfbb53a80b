import SystemPackage

extension Store {
  /// Whether a path is one of the files of the store at another path; both absolute.
  public static func owns(_ path: FilePath, storeAt snapshot: FilePath) -> Bool { StoreFiles(snapshot).own(path) }

  /// Writes a snapshot that texts were taken out of, and leaves no file of the store that holds one of them: what was
  /// set aside is removed where it holds any, what was never finished in any case, and both generations are written
  /// anew. Call it between an exclusive `begin` and `end`.
  /// - Parameter texts: what to look for, without case where it is ASCII.
  public func forget(_ texts: [String], leaving sections: [Section]) throws(StoreFailure) {
    do throws(Errno) {
      try removeWhatWasNeverFinished()
      try removeWhatWasSetAside(holding: texts)
      // From here on a crash may leave the text in the generation before alone, where nobody knows it any more: the
      // mark makes the next one who writes finish the work.
      try write([], to: files.forgetting)
      try disk.syncDirectory(files.directory)
    } catch { throw .notSaved(files.directory, error) }
    try finishForgetting(leaving: sections)
  }

  /// Whether somebody began to take a text out of every file, and did not finish.
  public var hasUnfinishedForgetting: Bool { (try? disk.open(files.forgetting, create: false)) != nil }

  /// Writes both generations anew. Call it between an exclusive `begin` and `end`.
  public func finishForgetting(leaving sections: [Section]) throws(StoreFailure) {
    try checkpoint(sections)
    try checkpoint(sections)
    // What this process remembers of its own units holds the text too.
    if let base { trail.restart(behind: base) }
    do throws(Errno) {
      try disk.remove(files.forgetting)
      try disk.syncDirectory(files.directory)
    } catch { throw .notSaved(files.forgetting, error) }
  }

  private func removeWhatWasNeverFinished() throws(Errno) {
    for name in try disk.names(in: files.directory) where files.isUnfinished(name) {
      // A folder of such a name, or a link, is nobody's writing.
      if (try? disk.open(files.path(of: name), create: false)) != nil { try disk.remove(files.path(of: name)) }
    }
  }

  private func removeWhatWasSetAside(holding texts: [String]) throws(Errno) {
    let sought = texts.filter { !$0.isEmpty }.map { Array($0.lowercased().utf8) }
    for name in try disk.names(in: files.directory) where files.isSetAside(name) {
      let path = files.path(of: name)
      guard let file = try disk.open(path, create: false) else { continue }
      let bytes = try file.read(from: 0).map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
      if sought.contains(where: { !bytes.ranges(of: $0).isEmpty }) { try disk.remove(path) }
    }
    try disk.syncDirectory(files.directory)
  }
}
