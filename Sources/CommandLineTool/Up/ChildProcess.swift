internal import CLinux
internal import Glibc
internal import Synchronization

/// A process that we started, in a process group of its own, so that Ctrl-C reaches it through us and
/// in order.
package final class ChildProcess: Sendable {
  /// How a process ended.
  package enum Exit: Sendable, Hashable, CustomStringConvertible {
    case status(Int32)
    case signal(Int32)

    package var description: String {
      switch self {
      case .status(let status): "exit status \(status)"
      case .signal(let number): "signal \(number)"
      }
    }
  }

  private struct State {
    var exit: Exit?
    var waiters: [CheckedContinuation<Exit, Never>] = []
  }

  let processID: pid_t
  /// The end of its standard input that nobody writes to: it closes with us, and the child sees that.
  private let lifeline: Int32
  private let state = Mutex(State())

  /// Starts `path`, its output appended to the file `logPath`. Its standard input is a pipe that
  /// stays open and empty for as long as this process lives. It inherits no other descriptor.
  package static func start(
    path: String, arguments: [String], environment: [String: String], logPath: String
  ) throws -> ChildProcess {
    let log = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
    guard log >= 0 else {
      throw CommandFailure("cannot write '\(logPath)': \(String(cString: strerror(errno)))")
    }
    defer { close(log) }
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else {
      throw CommandFailure("cannot make a pipe for '\(path)': \(String(cString: strerror(errno)))")
    }
    let (input, lifeline) = (ends[0], ends[1])
    defer { close(input) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, log, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, log, STDERR_FILENO)
    // Whatever our own starter left open is none of the services' business, and would stay open for
    // as long as they live.
    posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // We ignore SIGPIPE, and a shell may have had us ignore SIGINT; the child begins with neither.
    var none = sigset_t()
    sigemptyset(&none)
    var defaults = none
    sigaddset(&defaults, SIGPIPE)
    sigaddset(&defaults, SIGINT)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))

    var processID: pid_t = 0
    let status = withCStrings([path] + arguments) { argv in
      withCStrings(environment.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&processID, path, &actions, &attributes, argv, envp)
      }
    }
    guard status == 0 else {
      close(lifeline)
      throw CommandFailure("cannot start '\(path)': \(String(cString: strerror(status)))")
    }
    return ChildProcess(processID, lifeline: lifeline)
  }

  private init(_ processID: pid_t, lifeline: Int32) {
    self.processID = processID
    self.lifeline = lifeline
    DetachedThread.start { self.reap() }
  }

  /// Waits until the process ends. Does not react to cancellation: end the process instead.
  package func waitForExit() async -> Exit {
    await withCheckedContinuation { continuation in
      let exit = state.withLock { state -> Exit? in
        if state.exit == nil { state.waiters.append(continuation) }
        return state.exit
      }
      if let exit { continuation.resume(returning: exit) }
    }
  }

  var exit: Exit? { state.withLock(\.exit) }

  /// Sends a signal, unless the process has ended. Its number cannot have been given to another: it
  /// is released only under the same lock.
  func send(_ signal: Int32) {
    state.withLock { state in
      if state.exit == nil { _ = kill(processID, signal) }
    }
  }

  private func reap() {
    var information = siginfo_t()
    while waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
    let (exit, waiters) = state.withLock { state in
      var status: Int32 = 0
      while waitpid(processID, &status, 0) < 0, errno == EINTR {}
      let isSignal = status & 0x7F != 0
      let exit = isSignal ? Exit.signal(status & 0x7F) : Exit.status(status >> 8 & 0xFF)
      state.exit = exit
      defer { state.waiters = [] }
      return (exit, state.waiters)
    }
    close(lifeline)
    for waiter in waiters { waiter.resume(returning: exit) }
  }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<T>(
  _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> T
) -> T {
  let pointers = strings.map { strdup($0) }
  defer { for pointer in pointers { free(pointer) } }
  return body(pointers + [nil])
}
