/// What a call that is being served hands on to the calls it makes: its deadline and its trace.
///
/// The server binds it around every handler; a ``Channel`` reads it. An edge that starts a trace
/// binds it itself: `CallScope.$current.withValue(CallScope(trace: .random())) { ... }`.
public struct CallScope: Sendable {
  /// When the call ends at the latest.
  public var deadline: ContinuousClock.Instant? { facts.deadline }
  /// Where the call stands in its trace.
  public var trace: TraceContext { facts.trace }

  private let facts: CallFacts

  /// Creates a scope.
  public init(deadline: ContinuousClock.Instant? = nil, trace: TraceContext) {
    facts = CallFacts(deadline: deadline, trace: trace)
  }

  init(_ facts: CallFacts) {
    self.facts = facts
  }

  /// The scope of the running task; nil outside of any call.
  @TaskLocal public static var current: CallScope?
}
