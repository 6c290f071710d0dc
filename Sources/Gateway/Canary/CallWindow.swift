/// What became of the last calls to some workers. Holds no clock.
///
/// The calls of one conversation fail together where it is the conversation that is at fault, so they are no
/// trials of their own: a few of each are remembered, and what is compared is conversations. A call that is none's
/// stands for itself.
struct CallWindow: Sendable {
  struct Call: Sendable {
    /// The conversation's; nil where it is none's.
    let key: UInt64?
    let didFail: Bool
    /// From the call to its first step; nil when there was none.
    let firstStep: Duration?
  }

  /// Conversations, and how many of them failed.
  struct Keys: Sendable {
    var count = 0
    /// Those that had a failure.
    var failingCount = 0
    /// Each counts by the share of its calls that failed.
    var failures = 0.0
  }

  /// Calls of one conversation that are remembered, the last ones.
  static let callsOfKeyMax = 3

  /// Calls that are remembered; an older one is forgotten for each that comes.
  let capacity: Int
  /// The oldest first.
  private var calls: [Call] = []
  private var countsOfKeys: [UInt64: Int] = [:]
  private(set) var failureCount = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { calls.count }

  /// Takes time proportional to the capacity.
  var keys: Keys {
    var keys = Keys()
    var counts: [UInt64: (calls: Int, failures: Int)] = [:]
    for call in calls {
      let failures = call.didFail ? 1 : 0
      if let key = call.key {
        let known = counts[key] ?? (0, 0)
        counts[key] = (known.calls + 1, known.failures + failures)
      } else {
        keys.count += 1
        keys.failingCount += failures
        keys.failures += Double(failures)
      }
    }
    for (calls, failures) in counts.values {
      keys.count += 1
      keys.failingCount += failures > 0 ? 1 : 0
      keys.failures += Double(failures) / Double(calls)
    }
    return keys
  }

  /// The middle of the times to the first step, and how many there are; nil when there is none.
  var firstSteps: (median: Duration, count: Int)? {
    let times = calls.compactMap(\.firstStep).sorted()
    return times.isEmpty ? nil : (times[times.count / 2], times.count)
  }

  mutating func ended(_ call: Call) {
    if call.didFail { failureCount += 1 }
    if let key = call.key {
      if countsOfKeys[key] == Self.callsOfKeyMax { forget(oldest(of: key)) }
      countsOfKeys[key, default: 0] += 1
    }
    if calls.count == capacity { forget(0) }
    calls.append(call)
  }

  /// Of a conversation that has as many calls as are remembered. Looked for among the last ones first, where it mostly is.
  private func oldest(of key: UInt64) -> Int {
    var (index, left) = (calls.count, Self.callsOfKeyMax)
    while left > 0 {
      index -= 1
      if calls[index].key == key { left -= 1 }
    }
    return index
  }

  private mutating func forget(_ index: Int) {
    let call = calls.remove(at: index)
    if call.didFail { failureCount -= 1 }
    guard let key = call.key, let count = countsOfKeys[key] else { return }
    countsOfKeys[key] = count == 1 ? nil : count - 1
  }
}
