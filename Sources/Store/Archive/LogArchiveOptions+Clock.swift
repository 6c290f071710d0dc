internal import Glibc

extension LogArchiveOptions {
  /// The system's wall clock.
  package static let systemClock: @Sendable () -> Int = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
  }
}
