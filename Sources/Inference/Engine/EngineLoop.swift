import Synchronization

/// What the engine's thread does: plan a step, run the model once, hand out what was chosen.
struct EngineLoop<Model: LanguageModel> {
  typealias Sequence = ActiveSequence<Model.Cache>

  private struct Plan {
    var step = Scheduler.Step()
    var abandoned: [(submission: Submission, error: GenerationError)] = []
    var preempted: [RequestID] = []
    var grown: [(id: RequestID, block: BlockID)] = []
    var admitted: [EngineState.Admitted] = []
    var isShuttingDown = false
  }

  let engine: Engine<Model>
  private let blocks: Model.Blocks
  var sequences: [RequestID: Sequence] = [:]
  private var cost: StepCost
  private var prefillCost: PrefillCost
  private var policy = SpeculationPolicy()
  var acceptance = AcceptanceModel.shared
  private var batch = StepBatch<Model.Cache>()
  var draft: DraftStage<Model>?
  /// Room for the logits of a step; grows to the largest step seen.
  var logits: [Float] = []

  init(
    _ engine: Engine<Model>, blockCount: Int, cost: StepCost, prefillCost: PrefillCost
  ) {
    self.engine = engine
    self.cost = cost
    self.prefillCost = prefillCost
    blocks = engine.model.makeCacheBlocks(count: blockCount)
    draft = engine.draft.map {
      DraftStage($0, limits: engine.shared.withLock { $0.scheduler.limits })
    }
  }

  /// Runs until the engine is shut down.
  mutating func run() {
    while true {
      let plan = makePlan(now: .now)
      for (submission, error) in plan.abandoned {
        sequences[submission.id] = nil
        submission.fail(error)
      }
      if plan.isShuttingDown { return endAll() }
      for id in plan.preempted { sequences[id]?.preempted(acceptance) }
      for (id, block) in plan.grown { sequences[id]?.cache.append(block) }
      for admitted in plan.admitted { start(admitted) }
      if plan.step.isEmpty {
        if plan.admitted.isEmpty { engine.doorbell.wait() }
      } else {
        perform(plan.step)
      }
    }
  }

  private func makePlan(now: ContinuousClock.Instant) -> Plan {
    engine.shared.withLock { shared in
      var plan = Plan(isShuttingDown: shared.isShuttingDown)
      plan.abandoned = shared.takeAbandoned(now: now)
      for (submission, _) in plan.abandoned {
        shared.ended(submission.id, tokens: sequences[submission.id]?.tokens)
      }
      growDecoding(&shared, &plan)
      while let admitted = shared.admitNext(tokens: { sequences[$0.id]?.tokens ?? $0.prompt }) {
        plan.admitted.append(admitted)
      }
      plan.step = shared.scheduler.plan(
        prefillRowCount: prefillRowCount(
          decodingCount: shared.scheduler.decoding.count, shared.scheduler.limits))
      return plan
    }
  }

  /// Blocks for what decoding requests read next, the oldest first; where none is left, the youngest
  /// of all that run gives up its own.
  private func growDecoding(_ shared: inout EngineState, _ plan: inout Plan) {
    for id in shared.scheduler.decoding.sorted(by: { $0.number < $1.number }) {
      guard let sequence = sequences[id], !plan.preempted.contains(id) else { continue }
      let tokenCountMax = min(
        sequence.submission.capacity, sequence.tokens.count + SpeculationPolicy.proposedCountMax)
      while true {
        let blocks = shared.grow(
          id, tokenCount: sequence.tokens.count, tokenCountMax: tokenCountMax)
        if let blocks {
          for block in blocks { plan.grown.append((id, block)) }
          break
        }
        // This one runs, so somebody is the youngest.
        let victim = shared.scheduler.youngest!
        shared.preempt(victim, tokens: sequences[victim]!.tokens)
        plan.preempted.append(victim)
        if victim == id { break }
      }
    }
  }

  /// Prompt tokens that a step has time for beside what decodes in it.
  private func prefillRowCount(decodingCount: Int, _ limits: SchedulerLimits) -> Int {
    guard decodingCount > 0 else {
      return prefillCost.rowCount(within: limits.prefillBudget, spent: 0)
    }
    return prefillCost.rowCount(
      within: limits.stepBudget,
      spent: (cost.estimate(rowCount: decodingCount) ?? 0) + (draft?.drafter.spentSeconds ?? 0))
  }

  /// A request runs, or runs again.
  private mutating func start(_ admitted: EngineState.Admitted) {
    let (submission, admission) = (admitted.submission, admitted.admission)
    do {
      let cache =
        try sequences[submission.id]?.cache
        ?? engine.model.makeCache(capacity: submission.capacity, in: blocks)
      for block in admission.blocks { cache.append(block) }
      if let copy = admission.copy {
        blocks.copy(copy.source, to: copy.destination, positionCount: copy.positionCount)
      }
      cache.adopt(count: admission.cachedCount)
      if sequences[submission.id] == nil {
        sequences[submission.id] = Sequence(
          submission, cache: cache, cachedCount: admission.cachedCount,
          tokenizer: engine.tokenizer, now: .now)
      }
    } catch {
      end(submission, .modelFailed("\(error)"))
    }
  }

  private mutating func perform(_ step: Scheduler.Step) {
    let step = Scheduler.Step(
      decoding: step.decoding.filter { sequences[$0] != nil },
      prefill: withinScoredRows(step.prefill.filter { sequences[$0.request] != nil }))
    guard !step.isEmpty else { return }
    let proposedCount = fillBatch(step)
    let rowCount = batch.logitRowCount * engine.model.vocabularySize
    if logits.count < rowCount { logits = [Float](repeating: 0, count: rowCount) }
    let (model, rows) = (engine.model, batch.rows)
    let start = ContinuousClock.now
    do {
      try logits.withUnsafeMutableBufferPointer { buffer in
        try model.forward(
          rows, logits: UnsafeMutableBufferPointer(rebasing: buffer[..<rowCount]))
      }
    } catch {
      let error = GenerationError.modelFailed("\(error)")
      for id in batch.requests { sequences[id].map { end($0.submission, error) } }
      return
    }
    let now = ContinuousClock.now
    measured(step, duration: now - start)
    report(step)
    var acceptedCount = 0
    for choice in batch.choices { acceptedCount += choose(choice, now: now) }
    for part in batch.scores { score(part, now: now) }
    guard !step.decoding.isEmpty else { return }
    policy.stepped(
      requestCount: step.decoding.count, proposedCount: proposedCount,
      acceptedCount: acceptedCount, cost: cost, proposing: draft?.drafter.spentSeconds ?? 0)
  }

  /// Parts of prompts, cut where more of their rows are scored than a step has room for.
  private func withinScoredRows(_ prefill: [Scheduler.Prefill]) -> [Scheduler.Prefill] {
    var room = StepBatch<Model.Cache>.scoredRowCountMax
    return prefill.compactMap { part in
      guard let scoring = sequences[part.request]?.submission.scoring else { return part }
      let scored = part.range.clamped(to: scoring.rows)
      let count = min(room, scored.count)
      room -= count
      let end = count == scored.count ? part.range.upperBound : scored.lowerBound + count
      guard end > part.range.lowerBound else { return nil }
      return Scheduler.Prefill(request: part.request, range: part.range.lowerBound..<end)
    }
  }

  /// Decoding requests first, each with as much of its proposal as the policy grants; then prompts.
  ///
  /// - Returns: how many tokens are proposed.
  private mutating func fillBatch(_ step: Scheduler.Step) -> Int {
    batch.removeAll()
    var gains = step.decoding.map { sequences[$0]!.propose(acceptance) }
    draft?.guess(
      for: step.decoding, &sequences, &gains, policy: policy, acceptance: acceptance, cost: cost)
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
        prefill.request, cache: sequence.cache, tokens: sequence.tokens, range: prefill.range,
        scoring: sequence.submission.scoring)
    }
    return counts.reduce(0, +)
  }

  private mutating func measured(_ step: Scheduler.Step, duration: Duration) {
    guard !step.prefill.isEmpty else {
      return cost.measured(rowCount: batch.rows.count, duration: duration)
    }
    let rowCount = step.prefill.reduce(0) { $0 + $1.range.count }
    let decodingRowCount = batch.rows.count - rowCount
    var seconds = duration / .seconds(1)
    if decodingRowCount > 0 {
      guard let decoding = cost.estimate(rowCount: decodingRowCount) else { return }
      seconds -= decoding
    }
    prefillCost.measured(rowCount: rowCount, seconds: seconds)
  }

  private func report(_ step: Scheduler.Step) {
    engine.shared.withLock { shared in
      shared.statistics.passCount += 1
      if let draft { shared.statistics.draft = draft.drafter.statistics }
      shared.estimate.secondsPerPromptToken = prefillCost.secondsPerRow
      for prefill in step.prefill {
        shared.scheduler.prefilled(prefill.request, count: prefill.range.count)
        shared.statistics.promptTokenCount += prefill.range.count
        let sequence = sequences[prefill.request]!
        share(
          sequence, count: prefill.range.upperBound,
          includingTail: prefill.range.upperBound == sequence.tokens.count, &shared)
      }
    }
  }

  /// Lets other requests find the first `count` tokens of a sequence.
  func share(
    _ sequence: Sequence, count: Int, includingTail: Bool, _ shared: inout EngineState
  ) {
    let replacements = shared.ledger.computed(
      sequence.submission.id, sequence.tokens, count: count, includingTail: includingTail)
    for replacement in replacements {
      sequence.cache.replace(at: replacement.index, with: replacement.block)
    }
  }

  /// Ends a request that failed.
  mutating func end(_ submission: Submission, _ error: GenerationError) {
    sequences[submission.id] = nil
    engine.shared.withLock { shared in
      shared.ended(submission.id)
      shared.statistics.failedCount += 1
    }
    submission.fail(error)
  }

  private mutating func endAll() {
    let submissions = engine.shared.withLock { Array($0.submissions.values) }
    for submission in submissions { end(submission, .shuttingDown) }
  }
}
