import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithStorage
import KithSyntax
import SystemPackage

/// `kith repair`.
struct RepairCommand {
  let files: NetworkFiles

  /// Starts the network anew with all that is whole; what is damaged is kept beside it, and so is
  /// another history.
  func run() throws(ExitStatus) {
    let start = files.start()
    let (salvage, found, kept, others) = try files.under(.exclusive) { () throws(StoreFailure) in
      let salvage = try files.store.salvage()
      var found = files.restored(salvage.histories.first)
      let isWhole = salvage.isWhole && found.problems.isEmpty && start.refusal == nil
      guard !isWhole || start.unread(of: salvage) != nil, salvage.isAny else {
        return (salvage, found, [FilePath: FilePath](), [String]())
      }
      // All of them: what looks whole may be all that is left of something.
      let kept = try files.store.keep(salvage.files.map(\.path))
      let others = try salvage.histories.dropFirst().map { (other) throws(StoreFailure) in try keepAside(other, kept) }
      found = continued(found)
      try files.store.rebuild(found.log.sections, behind: found.last)
      return (salvage, found, kept, others)
    }
    guard salvage.isAny || salvage.files.isEmpty else {
      files.console.report("nothing of a network is left in `\(salvage.files[0].path)`; nothing was changed")
      throw .store
    }
    guard !kept.isEmpty else { return try files.console.write("there is nothing to mend\n") }
    for file in salvage.files {
      if let damage = file.damage { try files.console.write("\(file.path.string.printable): \(damage.printable)\n") }
    }
    for problem in found.problems { try files.console.write(problem.printable + "\n") }
    for other in others { try files.console.write(other.printable + "\n") }
    let originals = salvage.files.compactMap { kept[$0.path] }
    try files.console.write(
      "\(counted(found.log.liveCount, "statement")) kept; the files as they were are \(listed(originals))\n")
  }

  /// What is gone from a history makes it another one than that of any copy, from here on.
  private func continued(_ found: NetworkFiles.Restored) -> NetworkFiles.Restored {
    guard !found.problems.isEmpty else { return found }
    var found = found
    found.last = files.store.newMark(behind: found.last)
    found.log.closeTransaction(as: TransactionMark(found.last))
    return found
  }

  /// Keeps a history that is not the network's as a network of its own, where there is enough of it; says where it is.
  private func keepAside(
    _ history: Salvage.History, _ kept: [FilePath: FilePath]
  ) throws(StoreFailure) -> String {
    let paths = listed(history.paths)
    guard !history.bases.isEmpty || history.frames.first?.number == 1 else {
      let copies = history.paths.compactMap { kept[$0] }
      return "\(paths) goes on from what is in no file here; \(listed(copies)) holds it, as lines that can be read"
    }
    let found = continued(files.restored(from: history))
    let path = try files.store.keepAside(found.log.sections, behind: found.last, of: history.store)
    let statements = counted(found.log.liveCount, "statement")
    let words = "the history of \(paths) is a network of its own now, with \(statements)"
    let line = "`kith --file \(path) export` shows it"
    return (["\(words): \(line)"] + found.problems).joined(separator: "; ")
  }
}
