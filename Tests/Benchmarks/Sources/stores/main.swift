import CSQLite
import Glibc
import KithColumns
import KithEngine
import KithGrammar
import KithGraph
import KithLog
import KithStorage
import KithSyntax
import SystemPackage

// stores NETWORK DATABASE FOLDER: reads the name of something to do from each line of standard input, first whose it is
// (`kith load`,
// `sqlite load`); writes the nanoseconds that it took, a tab, and its answer in short. The database holds the network's interactions
// in a table `met(day, who, place, note)`; what is written goes into the folder.

/// What is done with a network of kith.
struct Network {
  private let path: FilePath
  private let copy: FilePath
  private let script: FilePath
  private var log = StatementLog(Language.standard.vocabulary)
  private let journal: Store

  init(_ path: String, in folder: String) throws {
    (self.path, copy) = (FilePath(path), FilePath(folder + "/copy.kith"))
    script = self.path.removingLastComponent().appending((self.path.stem ?? "") + ".net.0")
    journal = Store(at: FilePath(folder + "/journal.kith"))
    _ = try journal.begin(.exclusive)
    try journal.append("met alice\n")
    log = try whole()
  }

  /// The whole network, all of it read and checked.
  private func whole() throws -> StatementLog {
    let store = Store(at: path)
    guard case .whole(let sections, let damage, _, _) = try store.begin(.shared) else {
      return StatementLog(Language.standard.vocabulary)
    }
    defer { store.end() }
    var columns: [(column: StatementLog.StoredColumn, bytes: StoredBytes)] = []
    for section in sections {
      _ = section.content.all
      if let column = StatementLog.StoredColumn(rawValue: section.id) { columns.append((column, section.content)) }
    }
    guard let log = StatementLog(columns, in: Language.standard.vocabulary, damage: damage), damage.what == nil
    else { return StatementLog(Language.standard.vocabulary) }
    return log
  }

  /// Carries out what there is to do; its answer in short.
  mutating func answer(_ work: String) throws -> String {
    switch work {
    case "load": return "\(try whole().count)"
    case "write":
      // A new file each time, synced as a checkpoint is.
      for name in [copy.string, copy.string + ".journal"] { unlink(name) }
      let sections = log.columns.map {
        Section(id: $0.column.rawValue, elementWidth: $0.column.elementWidth, content: $0.bytes)
      }
      try Store(at: copy).backUp(sections, to: copy)
      return "\(log.count)"
    case "append":
      for _ in 0..<20 { try journal.append("#1000 met p7 at place3 on 2026-11-22\n") }
      return "20"
    case "apply":
      // The script from which the network was made, carried out in memory, down to what its statements make true.
      let interpreter = Interpreter(
        .standard, StatementLog(Language.standard.vocabulary), today: Day(year: 2026, month: 11, day: 22) ?? .first)
      let source = Source(name: nil, text: try text(of: script))
      interpreter.beginTransaction()
      for line in try Script(source, in: Language.standard.vocabulary).lines {
        interpreter.beginLine()
        for step in line { try interpreter.run(step, of: source) { _ in } }
      }
      interpreter.commitTransaction()
      return "\(interpreter.log.network.contacts.count)"
    default: return "nan"
    }
  }
}

/// The text of a file.
private func text(of path: FilePath) throws -> String {
  let file = try FileDescriptor.open(path, .readOnly)
  defer { try? file.close() }
  let size = Int(try file.seek(offset: 0, from: .end))
  return try String(unsafeUninitializedCapacity: size) { buffer in
    try file.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
  }
}

/// What is done with a database of SQLite, and with a bare file.
struct Database {
  private let handle: OpaquePointer?
  private let folder: String
  private let bare: Int32
  private var end = 0
  private var rows = Rows()

  /// A table in memory.
  struct Rows {
    var ids: [Int64] = []
    var texts: [UInt8] = []
    var ends: [Int32] = []
  }

  init(_ path: String, in folder: String) {
    var handle: OpaquePointer?
    sqlite3_open(path, &handle)
    (self.handle, self.folder) = (handle, folder)
    bare = open(folder + "/bare", O_RDWR | O_CREAT, 0o600)
    rows = read()
  }

  /// The whole table, into arrays.
  private func read() -> Rows {
    var (rows, statement) = (Rows(), OpaquePointer?.none)
    sqlite3_prepare_v2(handle, "select rowid, day, who, place, note from met", -1, &statement, nil)
    while sqlite3_step(statement) == SQLITE_ROW {
      rows.ids.append(sqlite3_column_int64(statement, 0))
      for column in 1...4 as ClosedRange<Int32> {
        rows.texts.append(
          contentsOf: UnsafeBufferPointer(
            start: sqlite3_column_text(statement, column), count: Int(sqlite3_column_bytes(statement, column))))
        rows.ends.append(Int32(rows.texts.count))
      }
    }
    sqlite3_finalize(statement)
    return rows
  }

  /// A new database with the same rows, in one transaction, without an index.
  private func write() {
    var (copy, statement) = (OpaquePointer?.none, OpaquePointer?.none)
    unlink(folder + "/copy.sqlite")
    sqlite3_open(folder + "/copy.sqlite", &copy)
    sqlite3_exec(
      copy,
      "pragma synchronous=full; create table met(id integer primary key, day text, who text, place text, note text); begin",
      nil, nil,
      nil)
    sqlite3_prepare_v2(copy, "insert into met values (?, ?, ?, ?, ?)", -1, &statement, nil)
    rows.texts.withUnsafeBytes { texts in
      for row in rows.ids.indices {
        sqlite3_bind_int64(statement, 1, rows.ids[row])
        for column in 0..<4 {
          let at = row * 4 + column
          let start = at == 0 ? 0 : Int(rows.ends[at - 1])
          let text = texts.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
          sqlite3_bind_text(statement, Int32(column + 2), text, rows.ends[at] - Int32(start), nil)
        }
        sqlite3_step(statement)
        sqlite3_reset(statement)
      }
    }
    sqlite3_finalize(statement)
    sqlite3_exec(copy, "commit", nil, nil, nil)
    sqlite3_close(copy)
  }

  mutating func answer(_ work: String) -> String {
    switch work {
    case "load": return "\(read().ids.count)"
    case "write":
      write()
      return "\(rows.ids.count)"
    case "append":
      // As many bytes as a frame of kith's, written and synced without anything around.
      let frame = [UInt8](repeating: 65, count: 37 + 44)
      for _ in 0..<20 {
        pwrite(bare, frame, frame.count, off_t(end))
        fdatasync(bare)
        end += frame.count
      }
      return "20"
    default: return "nan"
    }
  }
}

guard CommandLine.arguments.count == 4 else { fatalError("stores NETWORK DATABASE FOLDER") }
var network = try Network(CommandLine.arguments[1], in: CommandLine.arguments[3])
var database = Database(CommandLine.arguments[2], in: CommandLine.arguments[3])
while let line = readLine() {
  let words = line.split(separator: " ").map(String.init)
  guard words.count == 2 else { continue }
  let start = ContinuousClock.now
  let answer = words[0] == "kith" ? try network.answer(words[1]) : database.answer(words[1])
  let (seconds, attoseconds) = (ContinuousClock.now - start).components
  print("\(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)\t\(answer)")
  fflush(nil)
}
