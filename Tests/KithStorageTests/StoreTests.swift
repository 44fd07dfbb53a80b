@testable import KithStorage
import KithColumns
import SystemPackage
import Testing

@Suite struct StoreTests {
  /// A store whose statements are the numbers from 1, one a frame; its snapshot holds how many there are.
  struct Counter {
    let store: Store
    var count = 0

    init(on disk: SimulatedDisk) { store = Store(at: "n.kith", on: disk) }

    /// Reads what is there; the frames have to go on from what is known.
    mutating func catchUp(_ access: Store.Access) throws {
      switch try store.begin(access) {
      case .frames(let frames): try take(frames)
      case .whole(let sections, _, let frames, _):
        count = sections.first.map { $0.content.all.reversed().reduce(0) { $0 << 8 | Int($1) } } ?? 0
        // What was read is used as soon as it is known to be what was written.
        guard !store.findsDamage() else { return try catchUp(access) }
        try take(frames)
      }
    }

    private mutating func take(_ frames: [Frame]) throws {
      for frame in frames {
        guard frame.text == "statement \(count + 1)\n" else { throw Gap(frame: frame.text, count: count) }
        count += 1
      }
    }

    mutating func add() throws {
      try catchUp(.exclusive)
      defer { store.end() }
      try store.append("statement \(count + 1)\n")
      count += 1
    }

    mutating func checkpoint() throws {
      try catchUp(.exclusive)
      defer { store.end() }
      try store.checkpoint(sections)
    }

    /// Both under one lock; that there is no checkpoint is no failure of the statement.
    mutating func addLeaving() throws {
      try catchUp(.exclusive)
      defer { store.end() }
      try store.append("statement \(count + 1)\n")
      count += 1
      try? store.checkpoint(sections)
    }

    var sections: [Section] {
      [
        Section(
          id: 1, elementWidth: 8, content: StoredBytes((0..<8).map { UInt8(truncatingIfNeeded: count >> ($0 * 8)) }))
      ]
    }
  }

  /// What a text was taken out of leaves it in no file, at whatever operation the power fails and it is tried again.
  @Test func whatIsForgottenIsInNoFile() throws {
    let text = "zebulon"
    let whole = SimulatedDisk()
    func forget(_ disk: SimulatedDisk) throws {
      let store = Store(at: "n.kith", on: disk)
      _ = try store.begin(.exclusive)
      defer { store.end() }
      try store.forget([text], leaving: [])
    }
    let filled = {
      let disk = SimulatedDisk()
      let store = Store(at: "n.kith", on: disk)
      for _ in 0..<3 {
        _ = try store.begin(.exclusive)
        try store.append("met Zebulon\n")
        try store.checkpoint([Section(id: 1, elementWidth: 1, content: StoredBytes(Array("Zebulon".utf8)))])
        try store.append("met Zebulon again\n")
        store.end()
      }
      disk.corrupt("n.kith.journal") { $0 += Array("met Zebulon, torn".utf8) }
      return disk
    }
    try forget(whole)
    let disk = try filled()
    #expect(disk.names.contains { disk.holds(text, in: $0) })
    let before = disk.operations
    try forget(disk)
    #expect(!disk.names.contains { disk.holds(text, in: $0) })
    for limit in before..<disk.operations {
      let crashing = try filled()
      crashing.fail(after: limit)
      #expect(throws: StoreFailure.self) { try forget(crashing) }
      let again = SimulatedDisk(after: crashing, survives: { true }, tear: { $0 })
      let store = Store(at: "n.kith", on: again)
      // Who still reads the text can forget it again; who does not finishes what was begun.
      guard case .whole(let sections, _, let frames, _) = try store.begin(.exclusive) else { continue }
      let isKnown = (sections.map { String(decoding: $0.content.all, as: UTF8.self) } + frames.map(\.text)).contains {
        $0.lowercased().contains(text)
      }
      if isKnown {
        try store.forget([text], leaving: [])
      } else if store.hasUnfinishedForgetting {
        try store.finishForgetting(leaving: [])
      }
      store.end()
      #expect(!again.names.contains { again.holds(text, in: $0) }, "after \(limit) operations")
    }
  }

  struct Gap: Error {
    let frame: String
    let count: Int
  }

  /// Nine statements and two checkpoints; gives how many statements were acknowledged before the disk failed.
  private func history(on disk: SimulatedDisk) -> Int {
    var counter = Counter(on: disk)
    do {
      for step in 1...9 {
        try counter.add()
        if step % 4 == 0 { try counter.checkpoint() }
      }
    } catch { return counter.count }
    return counter.count
  }

  @Test func twoSessionsSeeEachOther() throws {
    let disk = SimulatedDisk()
    var (one, other) = (Counter(on: disk), Counter(on: disk))
    try one.add()
    try other.add()
    try one.add()
    try one.checkpoint()
    try other.add()
    try one.add()
    #expect(other.count == 4)
    #expect(one.count == 5)
  }

  /// A cut at a frame's end gives the shorter history, any other one a torn frame that is set aside.
  @Test func aJournalCutAnywhereGivesAPrefix() throws {
    let whole = SimulatedDisk()
    #expect(history(on: whole) == 9)
    var length = 0
    whole.corrupt("n.kith.journal") { length = $0.count }
    for cut in 0..<length {
      let disk = SimulatedDisk()
      _ = history(on: disk)
      disk.corrupt("n.kith.journal") { $0.removeLast($0.count - cut) }
      var counter = Counter(on: disk)
      do {
        try counter.add()
        #expect((9...10).contains(counter.count), "cut at \(cut)")
      } catch let failure as StoreFailure {
        // Inside its header it is no journal at all.
        guard case .damaged = failure, cut < 120 else { throw failure }
      }
    }
  }

  /// Every bit of both files: the flip is told, or what is read is a prefix of history; it is never anything else.
  @Test(arguments: ["n.kith", "n.kith.journal"]) func aFlippedBitIsSeen(file: String) throws {
    let whole = SimulatedDisk()
    #expect(history(on: whole) == 9)
    var length = 0
    whole.corrupt(file) { length = $0.count }
    for bit in 0..<length * 8 {
      let disk = SimulatedDisk()
      _ = history(on: disk)
      disk.corrupt(file) { $0[bit / 8] ^= 1 << UInt8(bit % 8) }
      var counter = Counter(on: disk)
      do {
        try counter.catchUp(.shared)
        let notices = counter.store.takeNotices()
        #expect(counter.count == 9 || (counter.count == 8 && !notices.isEmpty), "bit \(bit)")
      } catch is StoreFailure {
        // A snapshot has the generation before it to stand in; a journal may be beyond use, and says so.
        #expect(file == "n.kith.journal", "bit \(bit)")
      }
    }
  }

  /// Of a snapshot only what is used is read, and a damaged block is told of when it is.
  @Test func aBlockIsReadWhenItIsUsed() throws {
    let disk = SimulatedDisk()
    let store = Store(at: "n.kith", on: disk)
    _ = try store.begin(.exclusive)
    try store.append("met alice\n")
    let numbers = (0..<20_000).map { UInt32($0) }
    try store.checkpoint([Section(id: 1, elementWidth: 4, content: StoredBytes(numbers))])
    store.end()
    let damaged = numbers.firstIndex(of: 10_000).map { $0 * 4 } ?? 0
    disk.corrupt("n.kith") { bytes in
      let start = (0..<bytes.count - 80_000 + 1).first { Array(bytes[$0..<$0 + 8]) == [0, 0, 0, 0, 1, 0, 0, 0] } ?? 0
      bytes[start + damaged] ^= 1
    }
    let again = Store(at: "n.kith", on: disk)
    guard case .whole(let sections, let damage, _, _) = try again.begin(.shared) else { return }
    defer { again.end() }
    let before = disk.operations
    #expect(
      sections[0].content.load(0, as: UInt32.self) == 0 && sections[0].content.load(19_999, as: UInt32.self) == 19_999)
    #expect(disk.operations == before + 2 && damage.what == nil)
    #expect(sections[0].content.load(10_000, as: UInt32.self) == 0)
    #expect(damage.what == "section 1 fails its checksum")
  }

  @Test(arguments: [(9, "was written by a newer kith (format 9)"), (1, "was written by an older kith (format 1)")])
  func anotherFormatIsRefusedAndLeftAlone(format: UInt8, message: String) throws {
    let disk = SimulatedDisk()
    #expect(history(on: disk) == 9)
    disk.corrupt("n.kith") { bytes in
      bytes[8] = format
      let (sections, sums) = (Int(bytes[12]), Int(bytes[48]))
      let sum = checksum(bytes[64..<(64 + sections * 32 + sums * 4)], seed: checksum(bytes[..<60]))
      for byte in 0..<4 { bytes[60 + byte] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(byte))) }
    }
    let before = disk.names.map { ($0, disk.contents(of: $0)) }
    var counter = Counter(on: disk)
    let failure = #expect(throws: StoreFailure.self) { try counter.add() }
    #expect("\(try #require(failure))".contains(message))
    #expect(before.allSatisfy { disk.contents(of: $0.0) == $0.1 })
  }

  @Test func aJournalOfAnotherNetworkIsRefused() throws {
    let (mine, other) = (SimulatedDisk(), SimulatedDisk())
    _ = (history(on: mine), history(on: other))
    var foreign: [UInt8] = []
    other.corrupt("n.kith.journal") { foreign = $0 }
    mine.corrupt("n.kith.journal") { $0 = foreign }
    var counter = Counter(on: mine)
    #expect(throws: StoreFailure.self) { try counter.catchUp(.shared) }
  }
}
