import CThreads
import Glibc

/// Does something with the parts of a range, one for each processor and none shorter than the least, at the same time; gives what the
/// first of them gave that gave anything.
func sideBySide<Result: Sendable>(
  _ range: Range<Int>, ofAtLeast least: Int, _ work: @escaping @Sendable (Range<Int>) -> Result?
) -> Result? {
  let count = max(1, min(sysconf(Int32(_SC_NPROCESSORS_ONLN)), range.count / least))
  let pieces = (0..<count).map { index in
    let bounds = [index, index + 1].map { range.lowerBound + range.count * $0 / count }
    return Piece { work(bounds[0]..<bounds[1]) }
  }
  let threads = pieces.dropFirst().map { $0.begin() }
  pieces[0].finish(nil)
  for (piece, thread) in zip(pieces.dropFirst(), threads) { piece.finish(thread) }
  return pieces.lazy.compactMap(\.result).first
}

/// Does something in a thread of its own, and something else here at the same time; gives what both gave.
public func sideBySide<First, Second>(_ first: @escaping @Sendable () -> First, _ second: () -> Second) -> (First, Second) {
  let piece = Piece(first)
  let thread = piece.begin()
  let result = second()
  piece.finish(thread)
  guard let found = piece.result else { preconditionFailure("a piece that is finished has a result") }
  return (found, result)
}

/// A piece of work that a thread of its own may do.
private final class Piece<Result> {
  private let work: () -> Result?
  private(set) var result: Result?

  init(_ work: @escaping () -> Result?) { self.work = work }

  /// Begins it in a thread; `nil` where there can be none.
  func begin() -> pthread_t? {
    let piece = Unmanaged.passRetained(Run { self.result = self.work() })
    var (thread, attributes) = (pthread_t(), pthread_attr_t())
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    begin_elsewhere(&attributes)
    let begun = pthread_create(
      &thread, &attributes,
      { piece in
        if let piece { Unmanaged<Run>.fromOpaque(piece).takeRetainedValue().work() }
        return nil
      }, piece.toOpaque())
    if begun == 0 { return thread }
    piece.release()
    return nil
  }

  /// Waits for its thread, or does it here.
  func finish(_ thread: pthread_t?) {
    if let thread { pthread_join(thread, nil) } else { result = work() }
  }
}

/// What a thread is given: no more than a pointer fits.
private final class Run {
  let work: () -> Void

  init(_ work: @escaping () -> Void) { self.work = work }
}
