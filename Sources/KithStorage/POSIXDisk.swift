import Glibc
import SystemPackage

/// The real file system. Files are made with mode 0600, directories with 0700: a network is private.
public struct POSIXDisk: Disk {
  /// The disk of this machine.
  public init() {}

  /// Opens a regular file; a link, a FIFO, a device or a directory in its place is refused with `invalidArgument`. One
  /// that may only be read still answers questions.
  public func open(_ path: FilePath, create: Bool) throws(Errno) -> (any DiskFile)? {
    do throws(Errno) { return try open(path, .readWrite, create ? [.create] : []) } catch {
      if error == .noSuchFileOrDirectory && !create { return nil }
      if [.permissionDenied, .readOnlyFileSystem].contains(error) && !create { return try open(path, .readOnly, []) }
      throw [.tooManySymbolicLinkLevels, .isDirectory].contains(error) ? .invalidArgument : error
    }
  }

  private func open(
    _ path: FilePath, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions
  ) throws(Errno) -> any DiskFile {
    do {
      // Without O_NONBLOCK, opening a FIFO would wait for its other end for ever.
      let descriptor = try FileDescriptor.open(
        path, mode, options: options.union([.nonBlocking, .noFollow, .closeOnExec]), permissions: [.ownerReadWrite])
      let file = POSIXFile(descriptor)
      guard try file.isRegular else { throw Errno.invalidArgument }
      return file
    } catch let error as Errno { throw error } catch { throw .ioError }
  }

  /// Gives a file another name.
  public func rename(_ path: FilePath, to other: FilePath) throws(Errno) {
    try check(path.withPlatformString { from in other.withPlatformString { to in Glibc.rename(from, to) } })
  }

  /// Takes a name away.
  public func remove(_ path: FilePath) throws(Errno) {
    do { try check(path.withPlatformString { unlink($0) }) } catch .noSuchFileOrDirectory {}
  }

  /// Makes the names in a directory durable.
  public func syncDirectory(_ path: FilePath) throws(Errno) {
    do {
      let descriptor = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
      defer { try? descriptor.close() }
      try check(fsync(descriptor.rawValue))
    } catch let error as Errno { throw error } catch { throw .ioError }
  }

  /// The names in a directory.
  public func names(in path: FilePath) throws(Errno) -> [String] {
    guard let directory = path.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names
  }

  /// Takes from others than the owner what they may do with a regular file.
  public func makePrivate(_ path: FilePath) -> Bool {
    var status = stat()
    guard path.withPlatformString({ lstat($0, &status) }) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_mode & 0o077 != 0,
      let file = try? FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .noFollow, .closeOnExec])
    else { return false }
    defer { try? file.close() }
    return fchmod(file.rawValue, status.st_mode & 0o700) == 0
  }

  /// Makes a directory and those above it.
  public func makeDirectory(_ path: FilePath) throws(Errno) {
    guard !path.isEmpty, path.withPlatformString({ access($0, F_OK) }) != 0 else { return }
    let above = path.removingLastComponent()
    if above != path { try makeDirectory(above) }
    do { try check(path.withPlatformString { mkdir($0, 0o700) }) } catch .fileExists { return }
    // The directory's own name has to last as long as what is put into it.
    try syncDirectory(above.isEmpty ? "." : above)
  }
}

/// An open file; closed when nobody holds it any more.
private final class POSIXFile: DiskFile {
  private let descriptor: FileDescriptor

  init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  deinit { try? descriptor.close() }

  var isRegular: Bool {
    get throws(Errno) { try status.st_mode & S_IFMT == S_IFREG }
  }

  var identity: FileIdentity {
    get throws(Errno) {
      let status = try status
      return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }
  }

  var size: Int {
    get throws(Errno) { Int(try status.st_size) }
  }

  private var status: stat {
    get throws(Errno) {
      var status = stat()
      try check(fstat(descriptor.rawValue, &status))
      return status
    }
  }

  func read(from offset: Int) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: max(0, try size - offset)) { buffer, filled in
      do throws(Errno) { filled = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  func read(into memory: UnsafeMutableRawBufferPointer, at offset: Int) throws(Errno) -> Int {
    var filled = 0
    while filled < memory.count {
      let rest = memory.baseAddress.map { $0 + filled }
      let part = pread(descriptor.rawValue, rest, memory.count - filled, off_t(offset + filled))
      if part < 0 && errno == EINTR { continue }
      guard part >= 0 else { throw Errno(rawValue: errno) }
      if part == 0 { break }
      filled += part
    }
    return filled
  }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(Errno) {
    var done = 0
    while done < bytes.count {
      let part = pwrite(
        descriptor.rawValue, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
      if part < 0 && errno == EINTR { continue }
      try check(part < 0 ? -1 : 0)
      done += part
    }
  }

  func truncate(to size: Int) throws(Errno) { try check(ftruncate(descriptor.rawValue, off_t(size))) }

  func sync() throws(Errno) { try check(fdatasync(descriptor.rawValue)) }

  func lock(exclusive: Bool, _ onWait: (String?) -> Void) throws(Errno) {
    let kind = exclusive ? LOCK_EX : LOCK_SH
    if flock(descriptor.rawValue, kind | LOCK_NB) == 0 { return }
    // Blocked, not polling, so that whoever came first goes first; after a second the alarm breaks in once.
    let handler = signal(SIGALRM) { _ in }
    _ = siginterrupt(SIGALRM, 1)
    alarm(1)
    defer {
      alarm(0)
      signal(SIGALRM, handler)
    }
    var isListed = false
    while flock(descriptor.rawValue, kind) != 0 {
      guard errno == EINTR else { throw Errno(rawValue: errno) }
      if !isListed { onWait(try holder) }
      isListed = true
    }
  }

  /// The process that holds a lock on the file, as Linux tells it: its number and command line.
  private var holder: String? {
    get throws(Errno) {
      let inode = ":\(try status.st_ino)"
      let lines = text(of: "/proc/locks").split(separator: "\n").map { $0.split(separator: " ") }
      let held = lines.first { $0.count >= 6 && $0[1] == "FLOCK" && $0[5].hasSuffix(inode) }
      guard let process = held?[4], process != "0" else { return nil }
      let words = text(of: FilePath("/proc/\(process)/cmdline")).split(separator: "\0").joined(separator: " ").prefix(
        60)
      return "process \(process)" + (words.isEmpty ? "" : " (\(words))")
    }
  }

  /// What a file of the kernel's says; empty where it says nothing.
  private func text(of path: FilePath) -> String {
    guard let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec]) else { return "" }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = (try? file.closeAfter { try bytes.withUnsafeMutableBytes { try file.read(into: $0) } }) ?? 0
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  func unlock() throws(Errno) { try check(flock(descriptor.rawValue, LOCK_UN)) }
}

private func check(_ result: Int32) throws(Errno) {
  guard result == 0 else { throw Errno(rawValue: errno) }
}
