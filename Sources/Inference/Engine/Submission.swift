import Synchronization

/// A checked request on its way through the engine, and the line back to the caller.
final class Submission: Sendable {
  typealias Events = AsyncThrowingStream<GenerationEvent, any Error>

  let id: RequestID
  let prompt: [TokenID]
  /// The most tokens that prompt and answer may reach.
  let capacity: Int
  let sampling: SamplingParameters
  let stopMatcher: StopStringMatcher
  let constraint: PreparedConstraint?
  let usesTools: Bool
  let speculates: Bool
  let proposedCountMax: Int
  /// Where answers of requests like this one are kept, if it asks for that.
  let tenantCache: TenantCache?
  /// What these said when it arrived.
  let tenantText: TenantText?
  let tenant: String
  let priority: Int
  let deadline: ContinuousClock.Instant?
  let logprobs: Int?
  /// Set, the prompt is all that is read.
  let scoring: Scoring?
  let submittedAt: ContinuousClock.Instant
  private let continuation: Events.Continuation
  private let wasCancelled = Atomic(false)

  init(
    id: RequestID, prompt: [TokenID], capacity: Int, request: GenerationRequest,
    stopMatcher: StopStringMatcher, tenantCache: TenantCache?, tenantText: TenantText?,
    constraint: PreparedConstraint?, scoring: Scoring?, continuation: Events.Continuation
  ) {
    self.id = id
    self.prompt = prompt
    self.capacity = capacity
    sampling = request.sampling
    self.stopMatcher = stopMatcher
    self.constraint = constraint
    usesTools = request.tools != nil
    speculates = request.speculates
    proposedCountMax = request.proposedCountMax > 0 ? request.proposedCountMax : Int.max
    self.tenantCache = tenantCache
    self.tenantText = tenantText
    tenant = request.tenant
    priority = request.priority
    deadline = request.deadline
    logprobs = request.logprobs
    self.scoring = scoring
    submittedAt = .now
    self.continuation = continuation
  }

  /// Leading tokens, of `count`, that may be known already. The last one's logits are always wanted.
  func cacheableCount(of count: Int) -> Int { scoring?.firstRow ?? count - 1 }

  var isCancelled: Bool { wasCancelled.load(ordering: .acquiring) }

  func cancel() { wasCancelled.store(true, ordering: .releasing) }

  /// The events that wait for a slow reader are at most one per token of the answer.
  func yield(_ event: GenerationEvent) {
    continuation.yield(event)
    if event.completion != nil { continuation.finish() }
  }

  func fail(_ error: GenerationError) { continuation.finish(throwing: error) }
}
