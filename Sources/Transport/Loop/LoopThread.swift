internal import Glibc

/// Remembers, per thread, which event loop it runs.
enum LoopThread {
  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    let status = pthread_key_create(&key, nil)
    precondition(status == 0, "no thread-specific key is left")
    return key
  }()

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
