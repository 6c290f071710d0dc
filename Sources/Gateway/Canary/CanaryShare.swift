internal import RPC

/// Which calls go to a canary: so many in a hundred, the calls of one conversation all or none.
///
/// Calls with a key are told apart by the key alone, the same way in every gateway and at every start, and a
/// larger share keeps the conversations that a smaller one has. Calls without one take turns.
///
/// Limits: the share is that of keys. Where a few conversations make most of the calls, the canary may get
/// more or fewer of them.
package struct CanaryShare: Sendable {
  /// A canary is compared with the other workers, which therefore keep at least as many calls.
  package static let percentRange = 0...50

  package let percent: Int
  private var turnCount = 0

  /// Traps on a percentage that is out of range.
  package init(percent: Int) {
    precondition(Self.percentRange.contains(percent), "\(percent) % for a canary")
    self.percent = percent
  }

  /// Whether the next call is the canary's.
  package mutating func takes(key: String?) -> Bool {
    if let key {
      // Not the number that chooses the worker: the canary would get all keys of some of them.
      return HashRing.hash("canary\0" + key) % 100 < UInt64(percent)
    }
    // Spread evenly: of any hundred calls in a row exactly so many.
    turnCount = (turnCount + percent) % 100
    return turnCount < percent
  }
}
