@testable import KithStorage
import KithColumns
import Foundation
import SeededRandom
import SystemPackage
import Testing

/// What survives when the power fails, or the disk does, at each operation of random histories.
@Suite struct CrashTests {
  private typealias Counter = StoreTests.Counter

  /// The seed of the histories: `$KITH_SEED`, else always the same.
  private static let seed = ProcessInfo.processInfo.environment["KITH_SEED"].flatMap { UInt64($0) } ?? 1

  /// What somebody does with a store.
  private enum Step { case add, addLeaving, checkpoint, reopen, otherSession }

  private func steps(_ random: inout SplitMix) -> [Step] {
    (0..<8).map { _ in [.add, .add, .addLeaving, .checkpoint, .reopen, .otherSession][Int(random.next() % 6)] }
  }

  /// Goes through the steps until the disk fails, or on and on with the same sessions; gives how many statements were
  /// acknowledged. `checkpoint` writes a snapshot.
  private func live(
    _ steps: [Step], on disk: SimulatedDisk, goesOn: Bool = false,
    checkpoint: (inout Counter) throws -> Void = { try $0.checkpoint() }
  ) -> Int {
    var sessions = [Counter(on: disk), Counter(on: disk)]
    var acknowledged = 0
    for step in steps {
      do {
        switch step {
        case .add: try sessions[0].add()
        case .addLeaving: try sessions[0].addLeaving()
        case .checkpoint: try checkpoint(&sessions[0])
        case .reopen: sessions[0] = Counter(on: disk)
        case .otherSession: try sessions[1].add()
        }
      } catch { if !goesOn { break } }
      acknowledged = max(acknowledged, sessions[0].count, sessions[1].count)
    }
    return acknowledged
  }

  /// Crashes each of some histories at each operation, several times with other parts of what was not synced surviving.
  /// Gives how many crashes there were, and the first at which an acknowledged statement was gone, history had a gap,
  /// or one could not go on.
  private func crashes(
    histories: Int, ways: Int, sabotage: SimulatedDisk.Sabotage = .none,
    checkpoint: (inout Counter) throws -> Void = { try $0.checkpoint() }
  ) -> (count: Int, loss: String?) {
    var (count, random) = (0, SplitMix(state: Self.seed))
    for history in 0..<histories {
      let steps = steps(&random)
      let whole = SimulatedDisk()
      _ = live(steps, on: whole, checkpoint: checkpoint)
      for limit in 0...whole.operations {
        let crashed = SimulatedDisk(limit: limit, sabotage: sabotage)
        let acknowledged = live(steps, on: crashed, checkpoint: checkpoint)
        for way in 0..<ways {
          count += 1
          // The first two ways keep nothing and everything; the others whatever chance leaves.
          let disk = SimulatedDisk(
            after: crashed, survives: { way == 0 ? false : way == 1 || random.next() % 2 == 0 },
            tear: { way < 2 || random.next() % 2 == 0 ? $0 : Int(random.next() % UInt64($0 + 1)) })
          if let loss = loss(on: disk, acknowledged) {
            return (count, "history \(history), operation \(limit), way \(way): \(loss)")
          }
        }
      }
    }
    return (count, nil)
  }

  private func loss(on disk: SimulatedDisk, _ acknowledged: Int) -> String? {
    var counter = Counter(on: disk)
    do {
      try counter.add()
      try counter.checkpoint()
      try counter.add()
    } catch { return "\(error)" }
    // One more may have reached the disk than was acknowledged.
    let found = counter.count - 2
    return (acknowledged...acknowledged + 1).contains(found) ? nil : "\(acknowledged) acknowledged, \(found) found"
  }

  @Test func whatWasAcknowledgedSurvivesACrashAtAnyOperation() {
    let (count, loss) = crashes(histories: 40, ways: 6)
    print("\(count) crashes from seed \(Self.seed)")
    #expect(count >= 20_000)
    #expect(loss == nil)
  }

  @Test(arguments: [SimulatedDisk.Sabotage.noFileSync, .noTemporarySync, .noDirectorySync])
  func aMissingSyncIsSeen(sabotage: SimulatedDisk.Sabotage) {
    #expect(crashes(histories: 10, ways: 12, sabotage: sabotage).loss != nil)
  }

  @Test func aJournalThatIsResetBeforeTheSnapshotIsSeen() {
    let found = crashes(histories: 10, ways: 12) { counter in
      try counter.catchUp(.exclusive)
      defer { counter.store.end() }
      let store = counter.store
      let old = try store.writableJournal()
      let next = Store.Base(store: old.header.store, generation: old.header.generation + 1, last: old.mark)
      try store.writeJournal(after: next)
      try store.writeSnapshot(next, counter.sections)
    }
    #expect(found.loss != nil)
  }

  /// A disk that is full or fails once, at whatever operation: the statement is not there, or said to be of unknown
  /// fate, and nothing else is lost.
  @Test(arguments: [Errno.noSpace, .ioError]) func oneFaultLosesNothingElse(error: Errno) throws {
    var random = SplitMix(state: Self.seed)
    for _ in 0..<12 {
      let steps = steps(&random)
      let whole = SimulatedDisk()
      _ = live(steps, on: whole)
      for operation in 1...max(1, whole.operations) {
        let disk = SimulatedDisk()
        disk.fail(at: operation, with: error)
        // The same sessions go on where they may, and another one in any case.
        let acknowledged = live(steps, on: disk, goesOn: true)
        #expect(loss(on: disk, acknowledged) == nil, "operation \(operation)")
        #expect(!disk.names.contains { $0.hasSuffix(".new") }, "operation \(operation)")
      }
    }
  }
}
