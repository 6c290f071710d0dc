internal import Glibc

/// The times of one thing done several times.
struct Times: Sendable {
  private var elapsed: [Duration] = []
  /// The least processor time of all threads together, spinning included: it says what a pass costs
  /// even where others keep the machine busy.
  private(set) var processorTime = Duration.seconds(1 << 30)

  mutating func measure(_ body: () throws -> Void) rethrows {
    let start = ContinuousClock.now
    let processorStart = Self.processorTimeNow()
    try body()
    processorTime = min(processorTime, Self.processorTimeNow() - processorStart)
    elapsed.append(.now - start)
  }

  var median: Duration { elapsed.sorted()[elapsed.count / 2] }
  var least: Duration { elapsed.min() ?? .zero }
  var greatest: Duration { elapsed.max() ?? .zero }

  private static func processorTimeNow() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
