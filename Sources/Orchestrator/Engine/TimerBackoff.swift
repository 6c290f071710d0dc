internal import Store

/// How long timers that cannot be told wait for the next try: twice as long after each, up to `delayMillisecondsMax`.
///
/// The delay is moved to the timer in the store; how often it failed is known in this process alone, of `countMax`
/// timers. One that was lost from here begins with the first delay again.
package struct TimerBackoff: Sendable {
  package static let countMax = 4_096
  private static let schedule = TaskRetry(
    initialDelayMilliseconds: 1_000, delayMillisecondsMax: 60_000)

  private var failureCounts: [String: Int] = [:]

  package init() {}

  package var knownCount: Int { failureCounts.count }

  /// Returns for how many milliseconds it waits now.
  package mutating func failed(_ name: String) -> Int {
    let count = (failureCounts[name] ?? 0) + 1
    if count == 1, failureCounts.count >= Self.countMax {
      failureCounts.remove(at: failureCounts.startIndex)
    }
    failureCounts[name] = count
    return Self.schedule.delayBoundMilliseconds(afterAttempt: count)
  }

  package mutating func told(_ name: String) {
    if !failureCounts.isEmpty { failureCounts[name] = nil }
  }
}
