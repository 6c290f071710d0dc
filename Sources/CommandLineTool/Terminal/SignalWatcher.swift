internal import Glibc
internal import Synchronization

/// Turns SIGINT and SIGTERM into a call, on a thread of its own that waits for them.
///
/// The signals are blocked everywhere else, so no handler ever interrupts our code.
final class SignalWatcher: Sendable {
  private struct State {
    var action: (@Sendable () -> Void)?
    var isSignalled = false
  }

  private let state = Mutex(State())

  /// Call once, before any other thread is made.
  static func install() -> SignalWatcher {
    let watcher = SignalWatcher()
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waiting = signals
    DetachedThread.start {
      while true {
        var waiting = waiting
        var number: Int32 = 0
        guard sigwait(&waiting, &number) == 0 else { continue }
        watcher.signalArrived()
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
