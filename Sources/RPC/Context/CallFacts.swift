internal import Synchronization
internal import Transport

/// What is known of a call from its start on, and what its handler asks of the reply. One object, which
/// the handler's context and its task-local scope share: each of the functions that pass them on
/// copies a reference, not a dozen fields.
final class CallFacts: Sendable {
  /// What handlers and interceptors ask of a reply, from whichever thread they run on.
  struct Wishes: Sendable {
    var initial: Metadata?
    var trailing: Metadata?
    /// Nil: as the requests are.
    var isCompressed: Bool?
  }

  let deadline: ContinuousClock.Instant?
  let trace: TraceContext
  /// Nil in a scope that no server bound.
  let entry: MethodTable.Entry?
  /// Nil in a scope that no server bound.
  let peer: PeerFacts?
  let headers: HeaderList
  /// Unsafe: set before the handler starts, and not after.
  nonisolated(unsafe) var isRequestCompressed = false
  private let hasWishes = Atomic(false)
  private let guardedWishes = Mutex(Wishes())

  /// Without an `entry`: a scope that no server bound.
  init(
    deadline: ContinuousClock.Instant?, trace: TraceContext, entry: MethodTable.Entry? = nil,
    peer: PeerFacts? = nil, headers: HeaderList = HeaderList()
  ) {
    self.deadline = deadline
    self.trace = trace
    self.entry = entry
    self.peer = peer
    self.headers = headers
  }

  /// Takes no lock while nobody has asked for anything, as in most calls.
  var wishes: Wishes {
    hasWishes.load(ordering: .acquiring) ? guardedWishes.withLock { $0 } : Wishes()
  }

  func wish(_ change: (inout Wishes) -> Void) {
    guardedWishes.withLock { change(&$0) }
    hasWishes.store(true, ordering: .releasing)
  }
}
