import KithColumns
import SystemPackage

extension Store {
  /// What changed since this process last looked.
  public enum Update {
    /// These frames came after what is known.
    case frames([Frame])
    /// Everything has to be read anew: the sections of a snapshot (none for an empty network) and the frames behind
    /// it. What cannot be read of them when it is used, `damage` is told. It is another history where it does not
    /// hold all that was known.
    case whole(sections: [Section], damage: CorruptionFlag, frames: [Frame], isOther: Bool)
  }

  /// Something the user should be told that is no failure.
  public enum Notice: Sendable, Equatable {
    /// An incomplete last frame was cut from the journal and put into this file.
    case setAside(FilePath)
    /// The journal ends in an incomplete frame of so many bytes; the next statement sets it aside.
    case incomplete(bytes: Int)
    /// The snapshot could not be used (and why); the generation before it was.
    case usedGenerationBefore(String)
    /// The snapshot stands without its journal: what was said since may be in a file that is elsewhere.
    case noJournal(FilePath)
    /// The journal is one of an older generation: what was said behind the snapshot is not in it.
    case oldJournal(FilePath)
    /// The snapshot is one of an older generation; the journal before fills the gap.
    case oldSnapshot(FilePath)
    /// Others could read or write these files, and cannot any more.
    case tightened([FilePath])
    /// A file of another history stood in the place of the generation before; it has another name now.
    case keptOther(FilePath, FilePath)
    /// Files of another history stand in the place of those that this session knew.
    case replaced(FilePath)
    /// Units that were said here are in none of the files that are there now: so many, and the journals that they are
    /// in.
    case keptOwn(units: Int, [FilePath])
    /// The files that this session knew are gone.
    case filesGone(FilePath)
  }
}
