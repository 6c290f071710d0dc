internal import CLinux
internal import Glibc
internal import Synchronization
internal import Testing

/// A program that a test runs; killed with its last reference.
///
/// It inherits nothing but its three standard descriptors, and its end is learnt from the kernel.
/// `Foundation.Process` learns it from a socket that closes, which programs that other tests start
/// at the same moment may inherit and keep open.
public final class ChildProcess: Sendable {
  /// What the kernel calls it.
  public let processID: Int32
  private let status = Mutex<Int32?>(nil)
  /// The writing end of its standard input, if that is a pipe.
  private let input: Mutex<Int32?>

  /// What a program reads from its standard input.
  public enum Input: Sendable {
    case nothing
    case file(String)
    /// Nothing, but the end comes only with `closeInput()`, or when this process ends.
    case open
  }

  /// Starts a program, by its path or as the PATH finds it. Output and errors are files, so that
  /// none can fill up; without a file for errors they go where output goes.
  public init(
    _ program: String, _ arguments: [String] = [], environment: [String: String]? = nil,
    input: Input = .nothing, output: String = "/dev/null", errors: String? = nil
  ) throws {
    var ends: [Int32] = [-1, -1]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    switch input {
    case .nothing: posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    case .file(let path): posix_spawn_file_actions_addopen(&actions, 0, path, O_RDONLY, 0)
    case .open:
      guard pipe2(&ends, O_CLOEXEC) == 0 else { throw ChildProcessError(program, errno) }
      posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
    }
    let flags = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, 1, output, flags, 0o600)
    if let errors {
      posix_spawn_file_actions_addopen(&actions, 2, errors, flags, 0o600)
    } else {
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    // The threads that run tests block every signal, and a program would begin with what they block.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process = pid_t()
    let code = withCStrings([program] + arguments) { argv in
      guard let environment else {
        return posix_spawnp(&process, program, &actions, &attributes, argv, environ)
      }
      return withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
        posix_spawnp(&process, program, &actions, &attributes, argv, variables)
      }
    }
    if ends[0] >= 0 { close(ends[0]) }
    self.input = Mutex(ends[1] >= 0 ? ends[1] : nil)
    processID = process
    guard code == 0 else {
      // Nothing to reap: `deinit` runs after this throw too.
      status.withLock { $0 = -1 }
      throw ChildProcessError(program, code)
    }
  }

  deinit {
    closeInput()
    guard isRunning else { return }
    kill(processID, SIGKILL)
    _ = waitBlocking()
  }

  /// The exit status, or minus the signal that ended it; nil while it runs.
  public var exitStatus: Int32? {
    status.withLock { status in
      if status != nil { return status }
      var code: Int32 = 0
      if waitpid(processID, &code, WNOHANG) == processID {
        status = code & 0x7F == 0 ? (code >> 8) & 0xFF : -(code & 0x7F)
      }
      return status
    }
  }

  /// Whether it has not ended yet.
  public var isRunning: Bool { exitStatus == nil }

  /// Waits for the end; see `exitStatus`.
  public func waitForExit(within limit: Duration = .seconds(300)) async throws -> Int32 {
    try await eventually(within: limit) { !self.isRunning }
    return exitStatus!
  }

  /// Holds the thread until the end, for tests that may; see `exitStatus`.
  public func waitBlocking() -> Int32 {
    var information = siginfo_t()
    while isRunning {
      _ = waitid(P_PID, id_t(processID), &information, WEXITED | WNOWAIT)
    }
    return exitStatus!
  }

  /// Sends a signal, unless it has ended.
  public func send(_ signal: Int32) {
    status.withLock { status in
      if status == nil { _ = kill(processID, signal) }
    }
  }

  /// Ends its standard input.
  public func closeInput() {
    input.withLock { input in
      if let input { close(input) }
      input = nil
    }
  }
}

/// A program could not be started.
public struct ChildProcessError: Error, CustomStringConvertible {
  /// The program and the system's reason.
  public let description: String

  init(_ program: String, _ number: Int32) {
    description = "cannot start '\(program)': \(String(cString: strerror(number)))"
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
