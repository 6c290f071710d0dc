import Synchronization

/// An answer that is being written, for whoever gives up on it.
final class Progress: Sendable {
  private let state = Mutex(Answer())

  var answer: Answer { state.withLock { $0 } }

  func change(_ body: (inout Answer) -> Void) { state.withLock { body(&$0) } }
}
