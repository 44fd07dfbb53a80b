import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithQueries
import KithStorage
import KithSyntax
import SystemPackage

/// `kith verify`.
struct VerifyCommand {
  let files: NetworkFiles

  /// Says how each file is, and whether all that is in them makes sense. Changes nothing.
  func run() throws(ExitStatus) {
    let start = files.start()
    let salvage = try files.under(.shared) { () throws(StoreFailure) in try files.store.salvage() }
    guard !salvage.files.isEmpty else { return try files.console.write("there is no network yet\n") }
    for file in salvage.files {
      let damage = file.damage.map { ": \($0.printable)" } ?? ", whole"
      try files.console.write("\(file.path.string.printable): \(file.content)\(damage)\n")
    }
    let unread = start.unread(of: salvage)
    let found = files.restored(unread == nil ? salvage.histories.first : start.read(of: salvage))
    let people = found.log.names.all(.person).count
    try files.console.write("\(counted(found.log.liveCount, "statement")), \(counted(people, "person", "people"))\n")
    for problem in found.problems { files.console.report(problem) }
    // Each file may be whole, and all of them no network, or one that some of them have no part in.
    if salvage.isWhole, found.problems.isEmpty {
      for notice in start.notices { files.console.warn(notice.words) }
      if let refusal = start.refusal { files.console.report("\(refusal)") }
    }
    if let unread { files.console.report(words(unread, besides: found, salvage)) }
    guard salvage.isWhole, found.problems.isEmpty, start.refusal == nil, unread == nil else {
      files.console.report(
        "not everything is whole", help: "`kith repair` keeps what can be kept, and the damaged files beside it")
      throw .store
    }
  }

  /// Says that something is in the files, and not read.
  private func words(
    _ unread: (frames: ClosedRange<UInt64>, paths: [FilePath]), besides found: NetworkFiles.Restored, _ salvage: Salvage
  ) -> String {
    let (first, last) = (unread.frames.lowerBound, unread.frames.upperBound)
    let frames = first == last ? "frame \(first)" : "frames \(first) to \(last)"
    let all = files.restored(salvage.histories.first).log.liveCount
    return "\(frames) in \(listed(unread.paths)) \(first == last ? "is" : "are") not read; with all that is there it "
      + "would be \(counted(all, "statement"))"
  }
}
