internal import Store
internal import Synchronization

/// What a subscriber of events is to look at: what it was told since it looked last. A later acknowledgement stands for
/// those before it, so nothing is queued.
final class EventInbox: Sendable {
  struct Letters: Sendable {
    /// The highest sequence number that was acknowledged.
    fileprivate(set) var acknowledged = 0
    /// The subscriber wants nothing more.
    fileprivate(set) var isFinished = false
    /// Something may have been published.
    fileprivate(set) var hasNews = false
  }

  private let letters = Mutex(Letters())
  /// Counts what arrives.
  let changes = ChangeSignal()

  func acknowledged(_ sequence: Int) {
    letters.withLock { $0.acknowledged = max($0.acknowledged, sequence) }
    changes.changed()
  }

  func finished() {
    letters.withLock { $0.isFinished = true }
    changes.changed()
  }

  func published() {
    letters.withLock { $0.hasNews = true }
    changes.changed()
  }

  var isFinished: Bool { letters.withLock { $0.isFinished } }

  /// News are told once.
  func take() -> Letters {
    letters.withLock { letters in
      defer { letters.hasNews = false }
      return letters
    }
  }
}
