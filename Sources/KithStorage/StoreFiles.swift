import SystemPackage

/// The names of a store's files.
struct StoreFiles {
  let snapshot: FilePath

  init(_ snapshot: FilePath) { self.snapshot = snapshot }

  var directory: FilePath {
    let above = snapshot.removingLastComponent()
    return above.isEmpty ? "." : above
  }
  var journal: FilePath { beside(".journal") }
  var snapshotBefore: FilePath { beside(".1") }
  var journalBefore: FilePath { beside(".1.journal") }
  var lock: FilePath { beside(".lock") }
  var damaged: FilePath { beside(".damaged") }
  var temporary: FilePath { beside(".new") }
  /// There while a text is being taken out of every file.
  var forgetting: FilePath { beside(".forgetting") }

  /// Those that last.
  var lasting: [FilePath] { [snapshot, journal, snapshotBefore, journalBefore, lock] }

  /// Whether a path, as absolute as that of the snapshot, is one of the store's files.
  func own(_ path: FilePath) -> Bool {
    (lasting + [temporary, forgetting]).contains(path)
      || path.removingLastComponent() == snapshot.removingLastComponent()
        && path.lastComponent.map { isSetAside($0.string) || isKeptAside($0.string) || isUnfinished($0.string) }
          ?? false
  }

  /// The path of a name in the directory.
  func path(of name: String) -> FilePath { snapshot.removingLastComponent().appending(name) }

  /// Where a session's own units go that are in no other file.
  func mine(_ number: Int) -> FilePath { beside(".mine-\(number).journal") }
  /// Where a history goes that is not the network's.
  var other: FilePath { beside(".other") }

  /// Whether a file of the directory holds units or a history that this network does not.
  func isKeptAside(_ name: String) -> Bool {
    let own = snapshot.lastComponent?.string ?? ""
    return name.hasPrefix(own + ".mine-") || name.hasPrefix(own + ".other")
  }

  /// Whether a file of the directory holds what this store could not read, or did not finish.
  func isSetAside(_ name: String) -> Bool {
    let own = snapshot.lastComponent?.string ?? ""
    return name.hasPrefix(own + ".torn-") || name.hasPrefix(own) && name.contains(".damaged")
  }

  /// Whether a file of the directory is what somebody left who was killed while writing one of the network's, or one
  /// called after them: `network.kith.history.4711.new`, by the number of the process.
  func isUnfinished(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard name.hasPrefix((snapshot.lastComponent?.string ?? "") + "."), parts.last == "new" else { return false }
    return parts.dropLast().last.map { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } ?? false
  }

  func setAside(after frame: UInt64) -> FilePath { beside(".torn-\(frame + 1)") }

  private func beside(_ suffix: String) -> FilePath { FilePath(snapshot.string + suffix) }
}
