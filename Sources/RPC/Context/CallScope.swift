/// What a call that is being served hands on to the calls it makes: its deadline and its trace.
///
/// The server binds it around every handler; a ``Channel`` reads it. An edge that starts a trace
/// binds it itself: `CallScope.$current.withValue(CallScope(trace: .random())) { ... }`.
public struct CallScope: Sendable {
  /// When the call ends at the latest.
  public var deadline: ContinuousClock.Instant?
  /// Where the call stands in its trace.
  public var trace: TraceContext

  /// Creates a scope.
  public init(deadline: ContinuousClock.Instant? = nil, trace: TraceContext) {
    self.deadline = deadline
    self.trace = trace
  }

  /// The scope of the running task; nil outside of any call.
  @TaskLocal public static var current: CallScope?
}
