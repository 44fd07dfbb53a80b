import Glibc

/// Another program that a text goes through.
enum Filter {
  /// Writes a text to a program of the user's shell that reads and shows it, such as `less`; false when it could not be
  /// started.
  static func show(_ text: String, by command: String) -> Bool {
    // Whoever leaves early has seen enough; and what is meant for the reader's keyboard is not for us.
    let (pipe, interrupt) = (signal(SIGPIPE, SIG_IGN), signal(SIGINT, SIG_IGN))
    defer {
      signal(SIGPIPE, pipe)
      signal(SIGINT, interrupt)
    }
    // The prompt holds back the signals that ask to leave; its children are not to.
    var (leaving, mask) = (sigset_t(), sigset_t())
    sigemptyset(&leaving)
    for signal in [SIGTERM, SIGHUP] { sigaddset(&leaving, signal) }
    sigprocmask(SIG_UNBLOCK, &leaving, &mask)
    let stream = popen(command, "w")
    sigprocmask(SIG_SETMASK, &mask, nil)
    guard let stream else { return false }
    _ = writeAll(text, to: fileno(stream))
    // 127: the shell knows no such program.
    return pclose(stream) >> 8 & 0xFF != 127
  }

  /// What a program writes that reads a text; `nil` when there is no such program, or it fails.
  static func output(of arguments: [String], reading text: String) -> String? {
    guard let input = tmpfile() else { return nil }
    defer { fclose(input) }
    guard writeAll(text, to: fileno(input)), lseek(fileno(input), 0, SEEK_SET) == 0 else { return nil }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, fileno(input), 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let failure = posix_spawnp(&process, arguments[0], &actions, nil, &words, environ)
    close(ends[1])
    defer { close(ends[0]) }
    guard failure == 0 else { return nil }
    let output = readAll(from: ends[0])
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return status == 0 ? String(decoding: output, as: UTF8.self) : nil
  }

  private static func readAll(from descriptor: Int32) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }
}
