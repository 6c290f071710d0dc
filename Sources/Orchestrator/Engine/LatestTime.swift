internal import Synchronization

/// The latest time that a process has written into its store, in milliseconds.
///
/// A clock that is behind it was set back. That is exact where comparing the clock now and then with one that nobody
/// sets is not: it misses a jump forth and back between two looks, and what was written in between waits as long.
final class LatestTime: Sendable {
  /// By how much less nothing was set back: clocks are put right by a little all the time.
  private static let toleranceMilliseconds = 1_000

  private let time = Atomic<Int>(.min)

  func note(_ written: Int) { time.max(written, ordering: .relaxed) }

  func isAfter(_ now: Int) -> Bool {
    let time = time.load(ordering: .relaxed)
    return time > .min && now < time - Self.toleranceMilliseconds
  }

  /// What was written so far is put right by now, or about to be.
  func forget() { time.store(.min, ordering: .relaxed) }
}
