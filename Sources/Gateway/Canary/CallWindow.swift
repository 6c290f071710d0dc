/// What became of the last calls to some workers. Holds no clock.
struct CallWindow: Sendable {
  struct Call: Sendable {
    let didFail: Bool
    /// From the call to its first step; nil when there was none.
    let firstStep: Duration?
  }

  /// Calls that are remembered; an older one is forgotten for each that comes.
  let capacity: Int
  private var calls: [Call] = []
  private var nextIndex = 0
  private(set) var failureCount = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { calls.count }

  /// In [0, 1]; 0 when there was no call.
  var failureRate: Double { calls.isEmpty ? 0 : Double(failureCount) / Double(count) }

  /// The middle of the times to the first step, and how many there are; nil when there is none.
  var firstSteps: (median: Duration, count: Int)? {
    let times = calls.compactMap(\.firstStep).sorted()
    return times.isEmpty ? nil : (times[times.count / 2], times.count)
  }

  mutating func ended(_ call: Call) {
    if call.didFail { failureCount += 1 }
    guard calls.count == capacity else { return calls.append(call) }
    if calls[nextIndex].didFail { failureCount -= 1 }
    calls[nextIndex] = call
    nextIndex = (nextIndex + 1) % capacity
  }
}
