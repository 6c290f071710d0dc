internal import Synchronization

/// How often the changes of a tenant stopped at a workflow that this process cannot read.
///
/// It is never forgotten that they did: what cannot be read now cannot be read by this process later.
final class UnreadableTenants: Sendable {
  /// How often all changes wait for somebody who can read it.
  private static let failureCountMax = 3
  private static let countMax = 1_000

  private let failureCounts = Mutex<[String: Int]>([:])

  /// Whether it was waited for long enough.
  func failed(_ tenant: String) -> Bool {
    failureCounts.withLock { counts in
      let count = (counts[tenant] ?? 0) + 1
      if count == 1, counts.count >= Self.countMax { counts.remove(at: counts.startIndex) }
      counts[tenant] = min(count, Self.failureCountMax + 1)
      return count > Self.failureCountMax
    }
  }
}
