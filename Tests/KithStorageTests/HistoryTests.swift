@testable import KithStorage
import KithColumns
import SeededRandom
import SystemPackage
import Testing

/// Copies of one network that both went on, and what becomes of their files where they are mixed.
@Suite struct HistoryTests {
  /// Who says texts to a store; the sections hold all that was said, and the marks of the frames, where they are of
  /// format 3.
  struct Teller {
    let store: Store
    private let knowsMarks: Bool
    private(set) var said: [String] = []
    private var marks: [FrameMark] = []
    /// Whether another history took the place of the one that was known.
    private(set) var isOther = false

    init(on disk: SimulatedDisk, knowsMarks: Bool = true) {
      store = Store(at: "n.kith", on: disk)
      self.knowsMarks = knowsMarks
      if knowsMarks { store.holdsFrame = { mark, sections in Teller.marks(in: sections).map { $0.contains(mark) } } }
    }

    mutating func catchUp(_ access: Store.Access) throws {
      switch try store.begin(access) {
      case .frames(let frames): take(frames)
      case .whole(let sections, _, let frames, let isOther):
        (said, marks) = (Teller.texts(in: sections), Teller.marks(in: sections) ?? [])
        self.isOther = self.isOther || isOther
        take(frames)
      }
    }

    private mutating func take(_ frames: [Frame]) {
      said += frames.map { String($0.text.dropLast()) }
      marks += frames.map(\.mark)
    }

    mutating func say(_ text: String) throws {
      try catchUp(.exclusive)
      defer { store.end() }
      marks.append(try store.append(text + "\n"))
      said.append(text)
    }

    mutating func checkpoint() throws {
      try catchUp(.exclusive)
      defer { store.end() }
      try store.checkpoint(sections)
    }

    private var sections: [Section] {
      let texts = Section(id: 1, elementWidth: 1, content: StoredBytes(Array(said.joined(separator: "\n").utf8)))
      guard knowsMarks else { return [texts] }
      return [
        texts, Section(id: 2, elementWidth: 8, content: StoredBytes(marks.map(\.number))),
        Section(id: 3, elementWidth: 4, content: StoredBytes(marks.map(\.checksum))),
      ]
    }

    static func texts(in sections: [Section]) -> [String] {
      let bytes = sections.first { $0.id == 1 }?.content.all
      return bytes.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) } ?? []
    }

    static func marks(in sections: [Section]) -> [FrameMark]? {
      guard let numbers = sections.first(where: { $0.id == 2 }), let sums = sections.first(where: { $0.id == 3 }) else {
        return nil
      }
      let (all, checksums) = (Column<UInt64>(numbers.content).all, Column<UInt32>(sums.content).all)
      return zip(all, checksums).map { FrameMark(number: $0, checksum: $1) }
    }
  }

  private static let names = ["n.kith", "n.kith.journal", "n.kith.1", "n.kith.1.journal"]

  /// Two copies of a network: what each holds, and what was said in it.
  private struct Copies {
    var disks: [SimulatedDisk] = []
    var said: [[String]] = []

    init(seed: UInt64, knowsMarks: Bool) throws {
      var random = SplitMix(state: seed)
      let common = SimulatedDisk()
      let past = try Copies.live(on: common, "both", &random, knowsMarks, least: 1)
      for name in ["one", "other"] {
        let disk = SimulatedDisk(after: common, survives: { true }, tear: { $0 })
        said.append(past + (try Copies.live(on: disk, name, &random, knowsMarks, least: 1)))
        disks.append(disk)
      }
    }

    /// Says some texts, with checkpoints between.
    private static func live(
      on disk: SimulatedDisk, _ name: String, _ random: inout SplitMix, _ knowsMarks: Bool, least: UInt64
    ) throws -> [String] {
      var teller = Teller(on: disk, knowsMarks: knowsMarks)
      var said: [String] = []
      for step in 1...(least + random.next() % 7) {
        if random.next() % 3 == 0 { try teller.checkpoint() }
        said.append("\(name) \(step)")
        try teller.say(said[said.count - 1])
      }
      return said
    }

    /// All ways to take each file from one copy, the other, or none.
    var mixtures: [[String: [UInt8]]] {
      (0..<81).map { way in
        var (files, left) = ([String: [UInt8]](), way)
        for name in HistoryTests.names {
          if left % 3 < 2 { files[name] = disks[left % 3].contents(of: name) }
          left /= 3
        }
        return files
      }
    }

    func isTrue(_ texts: [String]) -> Bool { said.contains { $0.starts(with: texts) } }
  }

  /// Each mixture is one of the two histories; or the beginning of one, and said to be; or refused.
  @Test(arguments: [true, false], 0..<40) func noMixtureIsAHybrid(knowsMarks: Bool, seed: UInt64) throws {
    let copies = try Copies(seed: seed + 1, knowsMarks: knowsMarks)
    for files in copies.mixtures {
      let disk = SimulatedDisk(files: files)
      var teller = Teller(on: disk, knowsMarks: knowsMarks)
      do { try teller.catchUp(.shared) } catch is StoreFailure {
        // Nothing of it is touched, neither by a question nor by a statement.
        #expect(throws: StoreFailure.self) { try teller.say("more") }
        for (name, bytes) in files { #expect(disk.contents(of: name) == bytes) }
        continue
      }
      teller.store.end()
      let isSaid = !teller.store.takeNotices().isEmpty
      #expect(
        copies.isTrue(teller.said) && (isSaid || files.isEmpty || copies.said.contains(teller.said)), "\(teller.said)")
      let found = teller.said
      try teller.say("more")
      var again = Teller(on: disk, knowsMarks: knowsMarks)
      try again.catchUp(.shared)
      #expect(again.said == found + ["more"])
    }
  }

  /// What is salvaged of a mixture are true histories, and all that its files hold is in one of them.
  @Test(arguments: [true, false], 0..<40) func aMixtureIsSalvagedAsTwoHistories(knowsMarks: Bool, seed: UInt64) throws {
    let copies = try Copies(seed: seed + 1, knowsMarks: knowsMarks)
    for files in copies.mixtures {
      let store = Teller(on: SimulatedDisk(files: files), knowsMarks: knowsMarks).store
      try store.beginRepair(.shared)
      let salvage = try store.salvage()
      store.end()
      var kept: Set<String> = []
      for history in salvage.histories {
        let frames = history.frames.map { String($0.text.dropLast()) }
        kept.formUnion(frames)
        if let base = history.bases.first {
          let (later, lost) = history.frames(behind: base.last.number)
          let told = Teller.texts(in: base.sections) + later.map { String($0.text.dropLast()) }
          kept.formUnion(told)
          #expect(lost.isEmpty && copies.isTrue(told), "\(told) \(lost)")
        }
        #expect(copies.said.contains { said in frames.allSatisfy(said.contains) }, "\(frames)")
      }
      // A snapshot of format 3 tells of all frames up to its own whether they are of its history.
      guard knowsMarks, files["n.kith"] != nil else { continue }
      for (name, bytes) in files where name.hasSuffix(".journal") {
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("##") && !line.hasPrefix("language ") {
          #expect(kept.contains(String(line)), "\(line)")
        }
      }
    }
  }

  /// Only an old journal, or a journal alone: never an empty network, and nothing is written.
  @Test(arguments: ["n.kith.journal", "n.kith.1.journal"]) func aJournalAloneIsRefused(name: String) throws {
    let copies = try Copies(seed: 3, knowsMarks: true)
    let disk = SimulatedDisk(files: [name: try #require(copies.disks[0].contents(of: name))])
    var teller = Teller(on: disk)
    #expect(throws: StoreFailure.self) { try teller.catchUp(.shared) }
    #expect(throws: StoreFailure.self) { try teller.say("more") }
    #expect(disk.names.filter { $0 != "n.kith.lock" } == [name])
  }

  /// Where somebody else's files take the place of those that a session knows, what it said is kept beside them.
  @Test(arguments: [["n.kith.journal"], ["n.kith"], ["n.kith", "n.kith.journal"], names], 0..<20)
  func whatASessionSaidIsNotOverwritten(replaced: [String], seed: UInt64) throws {
    let copies = try Copies(seed: seed + 1, knowsMarks: true)
    let disk = copies.disks[0]
    var session = Teller(on: disk)
    try session.catchUp(.shared)
    session.store.end()
    var own: [String] = []
    for text in ["mine 1", "mine 2", "mine 3"] {
      if seed % 3 == 0, text == "mine 2" { try session.checkpoint() }
      try session.say(text)
      own.append(text)
    }
    for name in replaced { if let bytes = copies.disks[1].contents(of: name) { disk.put(bytes, in: name) } }
    let before = Dictionary(uniqueKeysWithValues: disk.names.map { ($0, disk.contents(of: $0)) })
    var isRefused = false
    do {
      try session.catchUp(seed % 2 == 0 ? .shared : .exclusive)
      session.store.end()
    } catch is StoreFailure { isRefused = true }
    for (name, bytes) in before { #expect(disk.contents(of: name) == bytes) }
    let kept = disk.names.filter { $0.contains(".mine-") }.flatMap { name in
      let bytes = disk.contents(of: name) ?? []
      let (header, start) =
        JournalHeader.first(of: bytes) ?? (
          JournalHeader(store: StoreID(high: 0, low: 0), generation: 0, after: .start), 0
        )
      let scan = JournalScan(bytes, from: start, after: header.after, salt: header.store.salt)
      #expect(scan.rest == .nothing)
      return scan.frames.map { String($0.text.dropLast()) }
    }
    let there = Set(isRefused ? texts(of: disk) : session.said)
    #expect(own.allSatisfy { there.contains($0) || kept.contains($0) }, "\(kept) \(there)")
    if isRefused { return }
    #expect(session.isOther == !session.said.contains("mine 3"))
    #expect(copies.said[1] == session.said || session.said.contains("mine 3"))
    try session.say("more")
    #expect(session.said.last == "more")
  }

  /// The lines of all files in their place.
  private func texts(of disk: SimulatedDisk) -> [String] {
    Self.names.flatMap {
      String(decoding: disk.contents(of: $0) ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
    }
  }

  /// A snapshot of another history that takes the place of a session's own, whose journal stays, is not pushed out by
  /// its checkpoints.
  @Test func aSnapshotOfAnotherHistoryIsNotPushedOut() throws {
    var tried = 0
    for seed in 0..<40 as Range<UInt64> {
      let copies = try Copies(seed: seed, knowsMarks: true)
      let snapshot = try #require(copies.disks[1].contents(of: "n.kith"))
      guard String(decoding: snapshot, as: UTF8.self).contains("other 1") else { continue }
      tried += 1
      let disk = copies.disks[0]
      var session = Teller(on: disk)
      try session.say("mine")
      disk.put(snapshot, in: "n.kith")
      #expect(throws: StoreFailure.self) { try session.checkpoint() }
      #expect(throws: StoreFailure.self) { try session.say("more") }
      #expect(disk.contents(of: "n.kith") == snapshot)
    }
    #expect(tried > 10)
  }

  /// A damaged table of frames is no other history: the generation before stands in.
  @Test func damageIsNotTakenForAnotherHistory() throws {
    let disk = SimulatedDisk()
    var (idle, busy) = (Teller(on: disk), Teller(on: disk))
    try idle.say("mine")
    for text in ["one", "two", "three"] {
      try busy.say(text)
      try busy.checkpoint()
    }
    disk.corrupt("n.kith") { $0[$0.count - 60] ^= 1 }
    try idle.catchUp(.exclusive)
    idle.store.end()
    #expect(idle.said == ["mine", "one", "two", "three"] && !idle.isOther)
    #expect(!disk.names.contains { $0.contains(".mine-") })
  }

  /// What is forgotten is not remembered for such a case.
  @Test func whatIsForgottenIsNotKept() throws {
    let copies = try Copies(seed: 5, knowsMarks: true)
    let disk = copies.disks[0]
    var session = Teller(on: disk)
    try session.say("met zebulon")
    try session.catchUp(.exclusive)
    try session.store.forget(["zebulon"], leaving: [])
    session.store.end()
    for name in Self.names { if let bytes = copies.disks[1].contents(of: name) { disk.put(bytes, in: name) } }
    try session.catchUp(.exclusive)
    session.store.end()
    #expect(session.isOther)
    #expect(!disk.names.contains { disk.holds("zebulon", in: $0) })
  }

  /// A file that is written over in its place is another one too.
  @Test func aJournalWrittenOverInPlaceIsSeen() throws {
    let copies = try Copies(seed: 5, knowsMarks: true)
    let disk = copies.disks[0]
    var session = Teller(on: disk)
    try session.say("mine")
    for name in Self.names { disk.corrupt(name) { $0 = copies.disks[1].contents(of: name) ?? $0 } }
    try? session.catchUp(.exclusive)
    session.store.end()
    #expect(disk.names.contains("n.kith.mine-1.journal"))
  }
}
