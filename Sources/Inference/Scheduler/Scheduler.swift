/// Names a request inside one engine.
package struct RequestID: Hashable, Sendable {
  package var number: UInt64

  package init(_ number: UInt64) { self.number = number }
}

/// The bounds of an engine's work.
package struct SchedulerLimits: Sendable, Equatable {
  /// Requests that run at the same time.
  package var concurrentMax: Int
  /// Requests that wait for a place; one more is refused.
  package var waitingMax: Int
  /// Tokens of all waiting prompts together, as a multiple of `cacheTokenMax`; more are refused.
  package static let waitingTokenFactor = 4
  /// Tokens for which requests and the prefix cache together hold keys and values; rounded up to blocks.
  package var cacheTokenMax: Int
  /// Prompt tokens read in a step, at most.
  package var prefillChunkMax: Int
  /// How long a step may take in which requests decode: their next token waits for the prompts in it.
  package var stepBudget: Duration
  /// How long a step may take in which nobody decodes. It bounds how long cancelling takes.
  package var prefillBudget: Duration
  /// Shares of tenants in the tokens that are computed; 1 for tenants not named.
  package var tenantWeights: [String: Int]

  package init(
    concurrentMax: Int = 8, waitingMax: Int = 64, cacheTokenMax: Int = 32_768,
    prefillChunkMax: Int = 512, stepBudget: Duration = .milliseconds(40),
    prefillBudget: Duration = .milliseconds(120), tenantWeights: [String: Int] = [:]
  ) {
    self.concurrentMax = concurrentMax
    self.waitingMax = waitingMax
    self.cacheTokenMax = cacheTokenMax
    self.prefillChunkMax = prefillChunkMax
    self.stepBudget = stepBudget
    self.prefillBudget = prefillBudget
    self.tenantWeights = tenantWeights
  }
}

/// Decides who waits, who runs and what each step of the engine reads.
///
/// A request waits until there is a place and room for its keys and values. Next is, in this order: who
/// was preempted; the tenant that is behind in its share (``FairShares``); of one tenant's requests the
/// one of highest priority; who came first. Nobody overtakes the next one because he needs less room, so
/// that a large request is never starved by small ones. Then its prompt is prefilled in chunks, and it
/// decodes one step at a time until it is finished, cancelled or preempted. Decoding requests are in
/// every step; what is left of the step reads prompts, in order of admission.
///
/// Holds no clock, thread, blocks or model: callers report facts and perform what `plan` returns.
package struct Scheduler: Sendable {
  /// What the next step reads.
  package struct Step: Equatable, Sendable {
    /// Requests that choose their next token.
    package var decoding: [RequestID] = []
    /// Parts of prompts, as ranges of token positions.
    package var prefill: [Prefill] = []

    package var isEmpty: Bool { decoding.isEmpty && prefill.isEmpty }

    package init(decoding: [RequestID] = [], prefill: [Prefill] = []) {
      self.decoding = decoding
      self.prefill = prefill
    }
  }

  package struct Prefill: Equatable, Sendable {
    package var request: RequestID
    package var range: Range<Int>

    package init(request: RequestID, range: Range<Int>) {
      self.request = request
      self.range = range
    }
  }

  /// What a request is to the scheduler.
  package struct Arrival: Sendable {
    package var id: RequestID
    package var tenant: String
    /// Among the requests of its tenant; the highest goes first.
    package var priority: Int
    package var promptCount: Int

    package init(id: RequestID, tenant: String = "", priority: Int = 0, promptCount: Int) {
      self.id = id
      self.tenant = tenant
      self.priority = priority
      self.promptCount = promptCount
    }
  }

  private struct Waiting {
    var arrival: Arrival
    var wasPreempted = false
  }

  private struct Running {
    var arrival: Arrival
    /// Prompt tokens whose keys and values are there; the request decodes once these are all.
    var prefilledCount: Int

    var decodes: Bool { prefilledCount == arrival.promptCount }
  }

  package enum Refusal: Equatable, Sendable {
    /// As many wait as may.
    case queue(waitingCount: Int)
    /// As many tokens wait as may.
    case tokens(waitingTokenCount: Int)
  }

  package let limits: SchedulerLimits
  private var waiting: [Waiting] = []
  private var running: [Running] = []
  private var shares: FairShares

  package init(_ limits: SchedulerLimits) {
    self.limits = limits
    shares = FairShares(weights: limits.tenantWeights)
  }

  package var waitingCount: Int { waiting.count }
  package var runningCount: Int { running.count }
  package var waitingTokenCount: Int { waiting.reduce(0) { $0 + $1.arrival.promptCount } }
  /// Prompt tokens of running requests that are still to be read.
  package var unreadTokenCount: Int {
    running.reduce(0) { $0 + $1.arrival.promptCount - $1.prefilledCount }
  }

  /// A request arrived.
  ///
  /// - Parameter hasRoom: whether there are blocks for it now.
  /// - Returns: why it must be refused, or nil.
  package mutating func arrived(_ arrival: Arrival, hasRoom: Bool) -> Refusal? {
    precondition(arrival.promptCount >= 1, "a request has a prompt")
    let runsAtOnce = waiting.isEmpty && running.count < limits.concurrentMax && hasRoom
    if !runsAtOnce {
      guard waiting.count < limits.waitingMax else { return .queue(waitingCount: waiting.count) }
      let tokenCount = waitingTokenCount
      guard
        waiting.isEmpty
          || tokenCount + arrival.promptCount
            <= SchedulerLimits.waitingTokenFactor * limits.cacheTokenMax
      else { return .tokens(waitingTokenCount: tokenCount) }
    }
    waiting.append(Waiting(arrival: arrival))
    return nil
  }

  /// The request that runs next, once there are blocks for it; nil where none waits or no place is free.
  package func next() -> RequestID? { nextIndex().map { waiting[$0].arrival.id } }

  /// There are blocks for `next()`: it runs.
  ///
  /// - Parameter cachedCount: leading prompt tokens that need not be read.
  package mutating func admitted(cachedCount: Int) {
    guard let index = nextIndex() else { preconditionFailure("nobody is next") }
    let next = waiting.remove(at: index)
    precondition(
      (0..<next.arrival.promptCount).contains(cachedCount), "the last token is always read")
    running.append(Running(arrival: next.arrival, prefilledCount: cachedCount))
    guard !next.wasPreempted else { return }
    shares.picked(next.arrival.tenant)
    shares.given(next.arrival.tenant, tokenCount: next.arrival.promptCount - cachedCount)
  }

  /// The next step. Empty when nothing runs.
  ///
  /// - Parameter prefillRowCount: prompt tokens that the step's time budget has room for.
  package func plan(prefillRowCount: Int) -> Step {
    var step = Step(decoding: decoding)
    var spare = min(prefillRowCount, limits.prefillChunkMax)
    for request in running where !request.decodes && spare > 0 {
      let count = min(spare, request.arrival.promptCount - request.prefilledCount)
      step.prefill.append(
        Prefill(
          request: request.arrival.id,
          range: request.prefilledCount..<request.prefilledCount + count))
      spare -= count
    }
    return step
  }

  /// Requests that decode, in order of admission.
  package var decoding: [RequestID] { running.filter(\.decodes).map(\.arrival.id) }

  /// The running request that came last: the one to preempt.
  package var youngest: RequestID? {
    running.map(\.arrival.id).max { $0.number < $1.number }
  }

  /// A part of a prompt was read.
  package mutating func prefilled(_ id: RequestID, count: Int) {
    guard let index = running.firstIndex(where: { $0.arrival.id == id }) else { return }
    running[index].prefilledCount += count
    assert(running[index].prefilledCount <= running[index].arrival.promptCount)
  }

  /// Tokens were chosen for a request.
  package mutating func decoded(_ id: RequestID, count: Int) {
    guard let request = running.first(where: { $0.arrival.id == id }) else { return }
    shares.given(request.arrival.tenant, tokenCount: count)
  }

  /// A request's blocks were taken: it begins again when there is room, with all its `tokenCount` tokens
  /// as its prompt.
  package mutating func preempted(_ id: RequestID, tokenCount: Int) {
    guard let index = running.firstIndex(where: { $0.arrival.id == id }) else { return }
    var arrival = running.remove(at: index).arrival
    arrival.promptCount = tokenCount
    waiting.append(Waiting(arrival: arrival, wasPreempted: true))
  }

  /// A request is done, failed or was given up; waiting or running.
  package mutating func ended(_ id: RequestID) {
    waiting.removeAll { $0.arrival.id == id }
    running.removeAll { $0.arrival.id == id }
    if waiting.isEmpty && running.isEmpty { shares.idled() }
  }

  private func nextIndex() -> Int? {
    guard running.count < limits.concurrentMax else { return nil }
    if let preempted = first(where: \.wasPreempted) { return preempted }
    let turn = waiting.min {
      let (a, b) = ($0.arrival, $1.arrival)
      return (shares.time(of: a.tenant), a.id.number) < (shares.time(of: b.tenant), b.id.number)
    }
    guard let tenant = turn?.arrival.tenant else { return nil }
    return first { $0.arrival.tenant == tenant }
  }

  /// Of some that wait, the one of highest priority that came first.
  private func first(where isMeant: (Waiting) -> Bool) -> Int? {
    waiting.indices.filter { isMeant(waiting[$0]) }.min {
      let (a, b) = (waiting[$0].arrival, waiting[$1].arrival)
      return (-a.priority, a.id.number) < (-b.priority, b.id.number)
    }
  }
}
