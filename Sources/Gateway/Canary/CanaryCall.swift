/// A generation while there is a canary: whose it is, and what it is compared by.
struct CanaryCall: Sendable {
  let track: CanaryWatch.Track
  /// The conversation's; nil where it is none's.
  let key: UInt64?
  /// Whether the conversation has had a turn before: workers that made it have its beginning computed.
  let isContinued: Bool
  let start: ContinuousClock.Instant
  /// How long the canary may take to the first step of it. What comes later is late, of the others too.
  let bound: Duration
}
