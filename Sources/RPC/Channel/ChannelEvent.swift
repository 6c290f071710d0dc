/// Something that a channel did on its own for the sake of its calls.
public enum ChannelEvent: String, Sendable, Hashable, CaseIterable {
  /// A failed call was tried again.
  case retry
  /// A failed call was not tried again, because too many fail or the server asked for it.
  case retryHeldBack = "retry_held_back"
  /// A call that no server had looked at was sent again.
  case resend
  /// A call was sent to another replica as well.
  case hedge
  /// A further attempt answered first.
  case hedgeWon = "hedge_won"
  /// A call went without a further attempt, because the budget was used up or too many calls fail.
  case hedgeHeldBack = "hedge_held_back"
  /// An endpoint failed so many calls that it gets none for a while.
  case circuitOpened = "circuit_opened"
  /// A call to an endpoint whose circuit was open succeeded.
  case circuitClosed = "circuit_closed"
  /// An endpoint failed more calls than its peers and gets none for a while.
  case endpointEjected = "endpoint_ejected"
  /// A call failed because as many as allowed were running and waiting.
  case bulkheadFull = "bulkhead_full"
}
