import Synchronization

/// What the engine's thread does: plan a step, run the model once, hand out what was chosen.
struct EngineLoop<Model: LanguageModel> {
  private typealias Sequence = ActiveSequence<Model.Cache>

  private struct Plan {
    var step = Scheduler.Step()
    var abandoned: [(submission: Submission, error: GenerationError)] = []
    var preempted: [RequestID] = []
    var grown: [(id: RequestID, block: BlockID)] = []
    var admitted: [EngineState.Admitted] = []
    var isShuttingDown = false
  }

  private let engine: Engine<Model>
  private let blocks: Model.Blocks
  private var sequences: [RequestID: Sequence] = [:]
  private var cost: StepCost
  private var prefillCost: PrefillCost
  private var policy = SpeculationPolicy()
  private var acceptance = AcceptanceModel.shared
  private var batch = StepBatch<Model.Cache>()
  private var draft: DraftStage<Model>?
  /// Room for the logits of a step; grows to the largest step seen.
  private var logits: [Float] = []

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
  private func share(
    _ sequence: Sequence, count: Int, includingTail: Bool, _ shared: inout EngineState
  ) {
    let replacements = shared.ledger.computed(
      sequence.submission.id, sequence.tokens, count: count, includingTail: includingTail)
    for replacement in replacements {
      sequence.cache.replace(at: replacement.index, with: replacement.block)
    }
  }

  /// Chooses a request's tokens from its rows of the logits.
  ///
  /// - Returns: how many of them were proposed.
  private mutating func choose(
    _ choice: StepBatch<Model.Cache>.Choice, now: ContinuousClock.Instant
  ) -> Int {
    guard var sequence = sequences.removeValue(forKey: choice.request) else { return 0 }
    do throws(GenerationError) {
      let rows = choice.logitRow..<choice.logitRow + choice.proposal.count + 1
      let chosen = try withLogits(of: rows) { logits throws(GenerationError) in
        try Verifier.verify(
          choice.proposal, logits: logits, vocabularySize: engine.model.vocabularySize,
          position: choice.position, sampler: &sequence.sampler, constraint: &sequence.constraint)
      }
      draft?.judged(sequence.judgedDraft(chosen))
      let logprobs = try logprobs(
        of: chosen[...], alternativeCount: sequence.submission.logprobs, firstRow: rows.lowerBound,
        position: choice.position)
      let event = sequence.chosen(
        chosen, logprobs: logprobs, acceptance: &acceptance, now: now)
      count(event, sequence, now)
      if event.completion == nil {
        sequences[choice.request] = sequence
      } else {
        sequence.keepAnswer()
        if let output = sequence.constraint { engine.constraints.giveBack(output) }
      }
      sequence.submission.yield(event)
      return event.tokens.count - 1
    } catch {
      end(sequence.submission, error)
      return 0
    }
  }

  /// Says how likely the tokens behind a prompt's rows were; with the last rows the request ends.
  private mutating func score(
    _ part: StepBatch<Model.Cache>.Score, now: ContinuousClock.Instant
  ) {
    guard let sequence = sequences[part.request], let scoring = sequence.submission.scoring
    else { return }
    let rows = sequence.unscored(part.rows)
    do throws(GenerationError) {
      let logprobs = try logprobs(
        of: scoring.tokens[rows.lowerBound - scoring.firstRow..<rows.upperBound - scoring.firstRow],
        alternativeCount: sequence.submission.logprobs,
        firstRow: part.logitRow + rows.lowerBound - part.rows.lowerBound,
        position: rows.lowerBound + 1)
      let event = sequences[part.request]!.scored(logprobs, upTo: rows.upperBound, now: now)
      if event.completion != nil {
        sequences[part.request] = nil
        engine.shared.withLock { shared in
          shared.statistics.finishedCount += 1
          // What it computed can be found since its last rows were read.
          shared.ended(part.request)
        }
      }
      sequence.submission.yield(event)
    } catch {
      end(sequence.submission, error)
    }
  }

  /// The logits of some rows of the last pass.
  private func withLogits<T>(
    of rows: Range<Int>, _ body: (UnsafeBufferPointer<Float>) throws(GenerationError) -> T
  ) throws(GenerationError) -> T {
    let size = engine.model.vocabularySize
    return try logits.withUnsafeBufferPointer { buffer throws(GenerationError) in
      try body(
        UnsafeBufferPointer(rebasing: buffer[rows.lowerBound * size..<rows.upperBound * size]))
    }
  }

  /// The logprobs of tokens that follow each other, the first of them at `position` and by row
  /// `firstRow`; none where `alternativeCount` is nil.
  private func logprobs(
    of tokens: ArraySlice<TokenID>, alternativeCount: Int?, firstRow: Int, position: Int
  ) throws(GenerationError) -> [TokenLogprobs] {
    guard let alternativeCount else { return [] }
    var result: [TokenLogprobs] = []
    for (offset, token) in tokens.enumerated() {
      let row = firstRow + offset
      result.append(
        try withLogits(of: row..<row + 1) { logits throws(GenerationError) in
          try Logprobs.of(
            token, alternativeCount: alternativeCount, logits: logits, position: position + offset)
        })
    }
    return result
  }

  private func count(
    _ event: GenerationEvent, _ sequence: Sequence, _ now: ContinuousClock.Instant
  ) {
    let submission = sequence.submission
    engine.shared.withLock { shared in
      shared.statistics.completionTokenCount += event.tokens.count
      let step = sequence.lastStep
      shared.statistics.speculation.stepped(
        step.source, proposed: step.proposedCount, accepted: step.acceptedCount)
      shared.scheduler.decoded(submission.id, count: event.tokens.count)
      guard let completion = event.completion else {
        return share(
          sequence, count: sequence.computedCount, includingTail: false, &shared)
      }
      shared.statistics.finishedCount += 1
      shared.estimate.finished(
        running: now - submission.submittedAt - completion.usage.queueTime,
        tokenCount: completion.usage.completionTokenCount,
        tokensPerSecond: completion.usage.decodeTokensPerSecond)
      shared.ended(submission.id, tokens: sequence.tokens)
    }
  }

  /// Ends a request that failed.
  private mutating func end(_ submission: Submission, _ error: GenerationError) {
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
