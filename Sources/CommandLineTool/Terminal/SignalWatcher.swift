internal import CLinux
internal import Glibc
internal import Synchronization

/// The writing end of the pipe that the signal handler writes to. Set once, before the handler is
/// installed, and never changed: nobody reads it while it is written.
nonisolated(unsafe) private var signalPipeEnd: Int32 = -1

/// Turns SIGINT and SIGTERM into a call, on a thread of its own.
///
/// The handler only writes a byte to a pipe, which is all that a handler may do. Waiting for blocked
/// signals instead would lose them: the main thread's run loop takes them in unblocked.
final class SignalWatcher: Sendable {
  private struct State {
    var action: (@Sendable () -> Void)?
    var isSignalled = false
  }

  private let state = Mutex(State())

  /// Call once.
  static func install() -> SignalWatcher {
    let watcher = SignalWatcher()
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { return watcher }
    let readEnd = ends[0]
    signalPipeEnd = ends[1]
    for number in [SIGINT, SIGTERM] {
      signal(number) { _ in
        var byte: UInt8 = 1
        _ = write(signalPipeEnd, &byte, 1)
      }
    }
    DetachedThread.start {
      var byte: UInt8 = 0
      while true {
        let count = read(readEnd, &byte, 1)
        if count == 1 { watcher.signalArrived() } else if errno != EINTR { return }
      }
    }
    return watcher
  }

  /// What the first signal does; at once when it has come already.
  func onFirstSignal(_ action: @escaping @Sendable () -> Void) {
    let isLate = state.withLock {
      $0.action = action
      return $0.isSignalled
    }
    if isLate { action() }
  }

  private func signalArrived() {
    let (action, isRepeated) = state.withLock { state in
      defer { state.isSignalled = true }
      return (state.action, state.isSignalled)
    }
    // The second one is from somebody who does not want to wait.
    if isRepeated { _exit(1) }
    action?()
  }
}

/// A thread that runs a body and ends.
enum DetachedThread {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    let run: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      guard let context else { return nil }
      Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
      return nil
    }
    let status = pthread_create(&thread, nil, run, context)
    precondition(status == 0, "cannot start a thread: \(String(cString: strerror(status)))")
    pthread_detach(thread)
  }
}
