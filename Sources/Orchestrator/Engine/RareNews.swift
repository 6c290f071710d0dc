internal import Synchronization

/// What happens often and is told at most once a minute, with how often it did since it was told last.
package final class RareNews: Sendable {
  private static let interval = Duration.seconds(60)

  private struct State {
    var count = 0
    var told: ContinuousClock.Instant?
  }

  private let state = Mutex(State())

  package init() {}

  /// It happened once more. Gives how often it did where that is to be told now.
  package func happened(now: ContinuousClock.Instant) -> Int? {
    state.withLock { state in
      state.count += 1
      if let told = state.told, told.duration(to: now) < Self.interval { return nil }
      defer { state = State(told: now) }
      return state.count
    }
  }
}
