internal import Glibc
internal import Synchronization

/// Remembers, per thread, which event loop it runs.
enum LoopThread {
  /// No key until the first loop starts, for which `pthread_getspecific` answers nil. Not a lazy
  /// constant: a call asks twenty times, and each would ask first whether the constant is there.
  private static let keyOrNone = Atomic(pthread_key_t.max)

  private static var key: pthread_key_t { keyOrNone.load(ordering: .relaxed) }

  private static let makesKey: Void = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "no thread-specific key is left")
    keyOrNone.store(key, ordering: .relaxed)
  }()

  /// Before the first loop's thread starts.
  static func prepare() { makesKey }

  static func enter(_ loop: EventLoop) {
    pthread_setspecific(key, Unmanaged.passUnretained(loop).toOpaque())
  }

  static func leave() {
    pthread_setspecific(key, nil)
  }

  /// The loop outlives its thread's `leave()`, since the thread holds a reference.
  static var current: EventLoop? {
    pthread_getspecific(key).map { Unmanaged<EventLoop>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Calls `body` with the loop of this thread, without retaining it; nil when there is none.
  @inline(__always)
  static func withCurrent<R>(_ body: (EventLoop) -> R?) -> R? {
    guard let loop = pthread_getspecific(key) else { return nil }
    return Unmanaged<EventLoop>.fromOpaque(loop)._withUnsafeGuaranteedRef(body)
  }

  @inline(__always)
  static func isCurrent(_ loop: EventLoop) -> Bool {
    pthread_getspecific(key) == Unmanaged.passUnretained(loop).toOpaque()
  }
}
