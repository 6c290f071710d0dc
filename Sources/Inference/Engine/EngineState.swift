/// What the engine's callers and its thread share, under one lock.
struct EngineState {
  /// What a request that may run gets: see ``CacheLedger``.
  struct Admitted {
    var submission: Submission
    var admission: CacheLedger.Admission
  }

  var scheduler: Scheduler
  var ledger: CacheLedger
  var estimate = ServiceEstimate()
  /// Every request that waits or runs.
  var submissions: [RequestID: Submission] = [:]
  var statistics = EngineStatistics()
  var nextNumber: UInt64 = 0
  var isShuttingDown = false

  init(_ limits: SchedulerLimits, blockLength: Int) {
    scheduler = Scheduler(limits)
    ledger = CacheLedger(
      blockCount: (limits.cacheTokenMax + blockLength - 1) / blockLength, blockLength: blockLength)
  }

  /// A checked request arrived: it waits now, or is refused.
  mutating func arrived(_ submission: Submission) throws(GenerationError) {
    guard !isShuttingDown else { throw .shuttingDown }
    try refuseIfLate(submission)
    let refusal = scheduler.arrived(
      Scheduler.Arrival(
        id: submission.id, tenant: submission.tenant, priority: submission.priority,
        promptCount: submission.prompt.count),
      hasRoom: ledger.hasRoom(tokenCount: submission.prompt.count + 1))
    if let refusal {
      statistics.refusedCount += 1
      switch refusal {
      case .queue(let count): throw .queueFull(waiting: count, retryAfter: retryAfter)
      case .tokens(let count):
        throw .cacheExhausted(waitingTokenCount: count, retryAfter: retryAfter)
      }
    }
    submissions[submission.id] = submission
  }

  /// The time until a place in the queue should be free: at least a second, so that nobody is invited
  /// to knock all the time, and at most a minute, because estimates err.
  private var retryAfter: Duration {
    let places = scheduler.limits.concurrentMax
    let wait = estimate.timeToPlace(
      waitingCount: 0, runningCount: places, placeCount: places)
    return min(max(wait ?? .seconds(1), .seconds(1)), .seconds(60))
  }

  /// Throws where a request would, by what is measured, be answered only after its deadline.
  private mutating func refuseIfLate(_ submission: Submission) throws(GenerationError) {
    guard let deadline = submission.deadline else { return }
    let left = deadline - submission.submittedAt
    let cached = min(
      ledger.cachedCount(tenant: submission.tenant, submission.prompt),
      submission.cacheableCount(of: submission.prompt.count))
    let needed = estimate.timeToAnswer(
      waitingCount: scheduler.waitingCount, runningCount: scheduler.runningCount,
      placeCount: scheduler.limits.concurrentMax, unreadTokenCount: scheduler.unreadTokenCount,
      promptTokenCount: submission.prompt.count - cached,
      answerTokenCountMax: submission.capacity - submission.prompt.count)
    guard let needed, needed > left else { return }
    statistics.refusedCount += 1
    throw .deadlineTooShort(left: left, needed: needed)
  }

  /// Takes out requests that nobody waits for any more, and says why.
  mutating func takeAbandoned(
    now: ContinuousClock.Instant
  ) -> [(submission: Submission, error: GenerationError)] {
    var abandoned: [(submission: Submission, error: GenerationError)] = []
    for submission in submissions.values {
      if submission.isCancelled {
        statistics.cancelledCount += 1
        abandoned.append((submission, .cancelled))
      } else if let deadline = submission.deadline, deadline <= now {
        statistics.expiredCount += 1
        abandoned.append((submission, .deadlinePassed(after: now - submission.submittedAt)))
      }
    }
    return abandoned
  }

  /// Blocks for the next request that waits and finds room, which then runs.
  mutating func admitNext(tokens: (Submission) -> [TokenID]) -> Admitted? {
    guard let id = scheduler.next(), let submission = submissions[id] else { return nil }
    let tokens = tokens(submission)
    let admission = ledger.admit(
      id, tenant: submission.tenant, tokens,
      cachedCountMax: submission.cacheableCount(of: tokens.count))
    guard let admission else { return nil }
    scheduler.admitted(cachedCount: admission.cachedCount)
    return Admitted(submission: submission, admission: admission)
  }

  /// The blocks that a decoding request needs for its next step, with room for proposals where that
  /// costs nobody anything; nil where an other request must be preempted first.
  mutating func grow(_ id: RequestID, tokenCount: Int, tokenCountMax: Int) -> [BlockID]? {
    ledger.grow(id, toTokenCount: tokenCountMax) ?? ledger.grow(id, toTokenCount: tokenCount)
  }

  /// Takes a request's blocks; it waits until there is room for it again.
  mutating func preempt(_ id: RequestID, tokens: [TokenID]) {
    statistics.preemptedCount += 1
    leave(id, tokens: tokens)
    scheduler.preempted(id, tokenCount: tokens.count)
  }

  /// A request waits or runs no longer. With its tokens, what it computed can be found until its blocks
  /// are needed.
  mutating func ended(_ id: RequestID, tokens: [TokenID]? = nil) {
    leave(id, tokens: tokens)
    scheduler.ended(id)
    submissions[id] = nil
  }

  private mutating func leave(_ id: RequestID, tokens: [TokenID]?) {
    // While its prompt is read, full blocks are known already.
    if let tokens, scheduler.decoding.contains(id) {
      _ = ledger.computed(id, tokens, count: tokens.count - 1, includingTail: true)
    }
    ledger.ended(id)
  }
}
