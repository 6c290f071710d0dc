import Synchronization

/// What the engine's thread does: plan a step, run the model once, hand out what was chosen.
struct EngineLoop<Model: LanguageModel> {
  private typealias Sequence = ActiveSequence<Model.Cache>

  private struct Plan {
    var step = Scheduler.Step()
    var admitted: [Submission] = []
    var cancelled: [Submission] = []
    var isShuttingDown = false
  }

  private let engine: Engine<Model>
  private var sequences: [RequestID: Sequence] = [:]
  private var cost: StepCost
  private var policy = SpeculationPolicy()
  private var acceptance = AcceptanceModel.shared
  private var batch = StepBatch<Model.Cache>()
  /// Room for the logits of a step; grows to the largest step seen.
  private var logits: [Float] = []

  init(_ engine: Engine<Model>, cost: StepCost) {
    self.engine = engine
    self.cost = cost
  }

  /// Runs until the engine is shut down.
  mutating func run() {
    while true {
      let plan = makePlan()
      for submission in plan.cancelled { sequences[submission.id] = nil }
      if plan.isShuttingDown { return endAll() }
      for submission in plan.admitted { start(submission) }
      if plan.step.isEmpty {
        if plan.admitted.isEmpty { engine.doorbell.wait() }
      } else {
        perform(plan.step)
      }
    }
  }

  private func makePlan() -> Plan {
    engine.shared.withLock { shared in
      var plan = Plan(isShuttingDown: shared.isShuttingDown)
      plan.cancelled = shared.submissions.values.filter(\.isCancelled)
      for submission in plan.cancelled {
        shared.scheduler.ended(submission.id)
        shared.submissions[submission.id] = nil
        shared.statistics.cancelledCount += 1
      }
      plan.admitted = shared.scheduler.admit().compactMap { shared.submissions[$0] }
      plan.step = shared.scheduler.plan()
      return plan
    }
  }

  private mutating func start(_ submission: Submission) {
    do {
      let cache = try engine.model.makeCache(capacity: submission.capacity)
      sequences[submission.id] = Sequence(
        submission, cache: cache, tokenizer: engine.tokenizer, now: .now)
    } catch {
      end(submission, .modelFailed("\(error)"))
    }
  }

  private mutating func perform(_ step: Scheduler.Step) {
    let step = Scheduler.Step(
      decoding: step.decoding.filter { sequences[$0] != nil },
      prefill: step.prefill.filter { sequences[$0.request] != nil })
    guard !step.isEmpty else { return }
    let proposedCount = fillBatch(step)
    let rowCount = batch.logitRowCount * engine.model.vocabularySize
    if logits.count < rowCount { logits = [Float](repeating: 0, count: rowCount) }
    let start = ContinuousClock.now
    do {
      try logits.withUnsafeMutableBufferPointer { buffer in
        try engine.model.forward(
          batch.rows, logits: UnsafeMutableBufferPointer(rebasing: buffer[..<rowCount]))
      }
    } catch {
      let error = GenerationError.modelFailed("\(error)")
      for id in batch.requests { sequences[id].map { end($0.submission, error) } }
      return
    }
    let now = ContinuousClock.now
    if step.prefill.isEmpty { cost.measured(rowCount: batch.rows.count, duration: now - start) }
    report(step)
    var acceptedCount = 0
    for choice in batch.choices { acceptedCount += choose(choice, now: now) }
    guard !step.decoding.isEmpty else { return }
    policy.stepped(
      requestCount: step.decoding.count, proposedCount: proposedCount,
      acceptedCount: acceptedCount, cost: cost)
  }

  /// Decoding requests first, each with as much of its proposal as the policy grants; then prompts.
  ///
  /// - Returns: how many tokens are proposed.
  private mutating func fillBatch(_ step: Scheduler.Step) -> Int {
    batch.removeAll()
    let gains = step.decoding.map { sequences[$0]!.propose(acceptance) }
    let counts = policy.rowCounts(
      gains, spareRowCount: StepCost.rowCountMax - step.decoding.count, cost: cost)
    for (id, count) in zip(step.decoding, counts) {
      let proposal = sequences[id]!.granted(count)
      let sequence = sequences[id]!
      batch.addDecoding(
        id, cache: sequence.cache, newest: sequence.tokens[sequence.tokens.count - 1],
        proposal: proposal, position: sequence.tokens.count - 1)
    }
    for prefill in step.prefill {
      let sequence = sequences[prefill.request]!
      batch.addPrefill(
        prefill.request, cache: sequence.cache, tokens: sequence.tokens, range: prefill.range)
    }
    return counts.reduce(0, +)
  }

  private func report(_ step: Scheduler.Step) {
    engine.shared.withLock { shared in
      shared.statistics.passCount += 1
      for prefill in step.prefill {
        shared.scheduler.prefilled(prefill.request, count: prefill.range.count)
        shared.statistics.promptTokenCount += prefill.range.count
      }
    }
  }

  /// Chooses a request's tokens from its rows of the logits.
  ///
  /// - Returns: how many of them were proposed.
  private mutating func choose(
    _ choice: StepBatch<Model.Cache>.Choice, now: ContinuousClock.Instant
  ) -> Int {
    guard var sequence = sequences.removeValue(forKey: choice.request) else { return 0 }
    let vocabularySize = engine.model.vocabularySize
    let range =
      choice.logitRow * vocabularySize..<(choice.logitRow + choice.proposal.count + 1)
      * vocabularySize
    let before = sequence.counters
    do throws(GenerationError) {
      let chosen = try logits.withUnsafeBufferPointer { buffer throws(GenerationError) in
        try Verifier.verify(
          choice.proposal, logits: UnsafeBufferPointer(rebasing: buffer[range]),
          vocabularySize: vocabularySize, position: choice.position, sampler: &sequence.sampler)
      }
      let event = sequence.chosen(chosen, acceptance: &acceptance, now: now)
      count(event, sequence.counters, before, sequence.submission, now)
      if event.completion == nil { sequences[choice.request] = sequence }
      sequence.submission.yield(event)
      return event.tokens.count - 1
    } catch {
      end(sequence.submission, error)
      return 0
    }
  }

  private func count(
    _ event: GenerationEvent, _ counters: SpeculationCounters, _ before: SpeculationCounters,
    _ submission: Submission, _ now: ContinuousClock.Instant
  ) {
    engine.shared.withLock { shared in
      shared.statistics.completionTokenCount += event.tokens.count
      shared.statistics.speculation.steps += counters.steps - before.steps
      shared.statistics.speculation.proposed += counters.proposed - before.proposed
      shared.statistics.speculation.accepted += counters.accepted - before.accepted
      guard let completion = event.completion else { return }
      shared.statistics.finishedCount += 1
      let ran = now - submission.submittedAt - completion.usage.queueTime
      shared.runningTime = (shared.runningTime * 7 + ran) / 8
      shared.scheduler.ended(submission.id)
      shared.submissions[submission.id] = nil
    }
  }

  /// Ends a request that failed.
  private mutating func end(_ submission: Submission, _ error: GenerationError) {
    sequences[submission.id] = nil
    engine.shared.withLock { shared in
      shared.scheduler.ended(submission.id)
      shared.submissions[submission.id] = nil
      shared.statistics.failedCount += 1
    }
    submission.fail(error)
  }

  private mutating func endAll() {
    let submissions = engine.shared.withLock { Array($0.submissions.values) }
    for submission in submissions { end(submission, .shuttingDown) }
  }
}
