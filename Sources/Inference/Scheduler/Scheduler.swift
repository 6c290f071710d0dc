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
  /// Tokens for which running requests together may hold keys and values.
  package var cacheTokenMax: Int
  /// Prompt tokens read in a step that nobody decodes in. It bounds how long cancelling takes.
  package var prefillChunkMax: Int
  /// Prompt tokens read in a step beside decoding requests, whose next token waits for them.
  package var prefillChunkBesideDecodingMax: Int

  package init(
    concurrentMax: Int = 8, waitingMax: Int = 64, cacheTokenMax: Int = 32_768,
    prefillChunkMax: Int = 128, prefillChunkBesideDecodingMax: Int = 32
  ) {
    self.concurrentMax = concurrentMax
    self.waitingMax = waitingMax
    self.cacheTokenMax = cacheTokenMax
    self.prefillChunkMax = prefillChunkMax
    self.prefillChunkBesideDecodingMax = prefillChunkBesideDecodingMax
  }
}

/// Decides who waits, who runs and what each step of the engine reads.
///
/// A request waits until there is a place and room for its keys and values; first come, first
/// served, so that a large request is never starved by small ones. Then its prompt is prefilled in
/// chunks, and it decodes one step at a time until it is finished or cancelled. Decoding requests are
/// in every step; what is left of the step reads prompts, oldest first.
///
/// Holds no clock, thread or model: callers report facts and perform what `plan` returns.
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

  private struct Waiting {
    var id: RequestID
    var promptCount: Int
    var capacity: Int
  }

  private struct Running {
    var id: RequestID
    var promptCount: Int
    /// Positions for which keys and values are reserved.
    var capacity: Int
    /// Prompt tokens read so far; the request decodes once it equals `promptCount`.
    var prefilledCount = 0
  }

  package let limits: SchedulerLimits
  private var waiting: [Waiting] = []
  private var running: [Running] = []

  package init(_ limits: SchedulerLimits) {
    self.limits = limits
  }

  package var waitingCount: Int { waiting.count }
  package var runningCount: Int { running.count }
  /// Tokens for which running requests hold room.
  package var reservedTokenCount: Int { running.reduce(0) { $0 + $1.capacity } }

  /// A request arrived.
  ///
  /// - Parameters:
  ///   - promptCount: its prompt tokens, at least 1.
  ///   - capacity: the most tokens that its sequence may reach.
  /// - Returns: false where it must be refused because as many wait as may.
  package mutating func arrived(_ id: RequestID, promptCount: Int, capacity: Int) -> Bool {
    precondition(promptCount >= 1 && capacity > promptCount, "a request has a prompt and room")
    precondition(capacity <= limits.cacheTokenMax, "a request fits an empty cache")
    guard waiting.count < limits.waitingMax || hasRoom(capacity) else { return false }
    waiting.append(Waiting(id: id, promptCount: promptCount, capacity: capacity))
    return true
  }

  /// Moves requests from waiting to running while there is room, and says which.
  package mutating func admit() -> [RequestID] {
    var admitted: [RequestID] = []
    while let first = waiting.first, running.count < limits.concurrentMax,
      reservedTokenCount + first.capacity <= limits.cacheTokenMax
    {
      waiting.removeFirst()
      running.append(
        Running(id: first.id, promptCount: first.promptCount, capacity: first.capacity))
      admitted.append(first.id)
    }
    return admitted
  }

  /// The next step. Empty when nothing runs.
  package func plan() -> Step {
    var step = Step()
    for request in running where request.prefilledCount == request.promptCount {
      step.decoding.append(request.id)
    }
    var spare =
      step.decoding.isEmpty ? limits.prefillChunkMax : limits.prefillChunkBesideDecodingMax
    for request in running where request.prefilledCount < request.promptCount && spare > 0 {
      let count = min(spare, request.promptCount - request.prefilledCount)
      step.prefill.append(
        Prefill(
          request: request.id,
          range: request.prefilledCount..<request.prefilledCount + count))
      spare -= count
    }
    return step
  }

  /// A part of a prompt was read.
  package mutating func prefilled(_ id: RequestID, count: Int) {
    guard let index = running.firstIndex(where: { $0.id == id }) else { return }
    running[index].prefilledCount += count
    assert(running[index].prefilledCount <= running[index].promptCount)
  }

  /// A request is done, failed or was given up; waiting or running, its room is free.
  package mutating func ended(_ id: RequestID) {
    waiting.removeAll { $0.id == id }
    running.removeAll { $0.id == id }
  }

  /// Whether a request arriving now would run at once.
  private func hasRoom(_ capacity: Int) -> Bool {
    waiting.isEmpty && running.count < limits.concurrentMax
      && reservedTokenCount + capacity <= limits.cacheTokenMax
  }
}
