import SystemPackage

extension Store {
  /// The files beside the network that look like copies of it, in order of name: those that begin like a snapshot or
  /// a journal of it, as a backup does under whatever name, or what was kept of another history, and those that are
  /// named like the copies that folder synchronisers keep.
  public var copies: [FilePath] {
    let names = (try? disk.names(in: files.directory)) ?? []
    let others = names.filter { !files.own(files.path(of: $0)) || files.isKeptAside($0) }
    return others.filter { files.isConflictCopy($0) || holdsThisNetwork($0) }.sorted().map { files.path(of: $0) }
  }

  private func holdsThisNetwork(_ name: String) -> Bool {
    guard let store = base?.store, let file = try? disk.open(files.path(of: name), create: false) else { return false }
    // The head of a journal has some 130 bytes.
    let beginning = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = (try? file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)) ?? 0
    }
    return (Snapshot.store(of: beginning) ?? JournalHeader(of: beginning)?.store) == store
  }
}

extension StoreFiles {
  /// Whether a file is what a folder synchroniser made of one of the network's that was changed in two places:
  /// Syncthing, Dropbox and Nextcloud, ownCloud, Seafile.
  fileprivate func isConflictCopy(_ name: String) -> Bool {
    let marks = [".sync-conflict-", "conflicted copy", "-conflict-", "_conflict-", "(sfconflict"]
    let name = name.lowercased()
    return name.hasPrefix((snapshot.stem ?? "").lowercased()) && marks.contains { name.contains($0) }
  }
}
