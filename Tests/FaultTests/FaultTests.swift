import Foundation
import ProgramUnderTest
import SeededRandom
import Testing

/// The program itself, killed, starved and crowded. This proves what the death of a process does; what a power cut
/// does, the simulated disk of the store's own tests tells.
@Suite(.serialized) struct FaultTests {
  /// The numbers of the statements that stand.
  private func numbers(_ program: Program) throws -> [Int] {
    let log = try program.shell("kith log as csv")
    #expect(log.status == 0, "\(log.output)")
    return log.output.split(separator: "\r\n").dropFirst().compactMap { Int($0.prefix { $0 != "," }) }
  }

  @Test func twentyWritersAtOnceLoseNothing() throws {
    let program = try Program()
    let written = try program.shell(
      "seq 100 | xargs -P 20 -I{} sh -c 'kith --quiet met \"person {}\" at \"place {}\" 2>/dev/null || echo failed'")
    #expect(!written.output.contains("failed"), "\(written.output)")
    #expect(try numbers(program) == Array(1...100))
    #expect(try program.shell("kith verify").status == 0)
  }

  /// Thirty times in a row the program is killed while it records one statement after the other: some time after a
  /// number of answers, so that as much is acknowledged however slow the machine is.
  @Test func whatWasAcknowledgedOutlivesTheProgram() throws {
    let program = try Program()
    var random = SplitMix(state: 1)
    var acknowledged: Set<Int> = []
    for round in 1...30 {
      let process = Process()
      process.executableURL = program.folder.appending(path: "kith")
      process.currentDirectoryURL = program.folder
      process.environment = program.environment
      let (input, output) = (Pipe(), Pipe())
      (process.standardInput, process.standardOutput, process.standardError) = (input, output, FileHandle.nullDevice)
      try process.run()
      signal(SIGPIPE, SIG_IGN)
      let lines =
        (1...200).map { "met \"p\(round)x\($0)\" at cafe" + ($0 % 6 == 0 ? "\nsave" : "") }.joined(separator: "\n")
        + "\n"
      try? input.fileHandleForWriting.write(contentsOf: Data(lines.utf8))
      var bytes = Data()
      let answers = Int(random.next() % 16)
      while bytes.count(where: { $0 == UInt8(ascii: "\n") }) < answers {
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { break }
        bytes += more
      }
      usleep(useconds_t(random.next() % (answers == 0 ? 60_000 : 8_000)))
      kill(process.processIdentifier, SIGKILL)
      try? input.fileHandleForWriting.close()
      bytes += try output.fileHandleForReading.readToEnd() ?? Data()
      let said = String(decoding: bytes, as: UTF8.self)
      process.waitUntilExit()
      // A line without its end was not acknowledged.
      let whole = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      acknowledged.formUnion(whole.compactMap { $0.hasPrefix("#") ? Int($0.dropFirst().prefix { $0 != " " }) : nil })
      let found = try numbers(program)
      #expect(acknowledged.isSubset(of: found), "round \(round)")
      #expect(found == Array(0..<found.count).map { $0 + 1 }, "round \(round)")
    }
    print("\(acknowledged.count) statements acknowledged in 30 kills")
    #expect(acknowledged.count > 100)
    #expect(try program.shell("kith met sam && kith verify").status == 0)
  }

  /// Each call to the system fails, or is the last that the process makes: what was acknowledged is there, and nothing
  /// else is lost.
  @Test(arguments: ["pwrite64", "fdatasync", "fsync", "rename", "ftruncate", "flock", "openat", "pread64"])
  func aCallThatFailsLosesNothing(call: String) throws {
    let program = try Program()
    #expect(try program.shell("kith --quiet met alice; kith --quiet save; kith --quiet met bob").status == 0)
    for fault in ["error=EIO", "error=ENOSPC", "signal=KILL"] {
      for command in ["met carol", "save"] {
        for time in 1...(call == "openat" ? 24 : 8) {
          let before = try numbers(program)
          let run = try program.shell(
            "strace -f -qq -o trace -e trace=\(call) -e inject=\(call):\(fault):when=\(time) kith \(command) 2>&1")
          let after = try numbers(program)
          let place = "\(call) \(time) \(fault) \(command): \(run.output)"
          #expect(after.starts(with: before), "\(place)")
          #expect(after.count <= before.count + (command == "save" ? 0 : 1), "\(place)")
          if run.status == 0, command != "save" { #expect(after.count == before.count + 1, "\(place)") }
          let trace = try String(contentsOf: program.folder.appending(path: "trace"), encoding: .utf8)
          // Behind the last call there is nothing left to fail.
          if !trace.contains("INJECTED"), !trace.contains("killed") { break }
        }
      }
    }
    let end = try program.shell("kith met dave; kith verify")
    #expect(end.status == 0, "\(end.output)")
  }

  /// What the kernel tells of processes may be missing, in a jail.
  @Test func runsWithoutTheFolderOfProcesses() throws {
    let program = try Program()
    let jail = "mkdir empty && mount --bind empty /proc"
    guard try program.shell("unshare -m sh -c '\(jail)'").status == 0 else { return }
    let run = try program.shell(
      "unshare -m sh -c 'rmdir empty; \(jail) && kith met alice && kith who show name as csv' 2>&1")
    #expect(run.output == "#1 met alice on 2026-11-22 (new person alice)\nname\r\nalice\r\n", "\(run.output)")
  }

  /// A trap shows nothing of what is in memory.
  @Test func aTrapIsSilent() throws {
    let program = try Program()
    let run = try program.shell("mkfifo keys; sleep 2 > keys & kith < keys & sleep 1; kill -s ILL $!; wait $!; echo $?")
    #expect(run.output.split(separator: "\n").last == "132", "\(run.output)")
    #expect(run.output.utf8.count < 200, "\(run.output)")
  }

  /// Whoever waits for a second is told for whom.
  @Test func aWaitIsExplained() throws {
    let program = try Program()
    #expect(try program.shell("kith --quiet met alice").status == 0)
    let waited = try program.shell("flock network.kith.lock sleep 3 & sleep 0.5; kith met bob 2>&1")
    #expect(waited.output.contains("note: waiting for process"), "\(waited.output)")
    #expect(waited.output.contains("sleep 3) to finish with the network"), "\(waited.output)")
    #expect(waited.output.contains("#2 met bob"), "\(waited.output)")
  }
}
