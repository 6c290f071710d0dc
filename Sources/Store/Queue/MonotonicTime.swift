internal import Glibc

/// A clock that nobody sets.
enum MonotonicTime {
  /// Seconds since some moment before this process began.
  static func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
