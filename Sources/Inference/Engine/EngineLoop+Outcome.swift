import Synchronization

/// What a pass of the model comes to: tokens are chosen or scored, and go to those who wait for them.
extension EngineLoop {
  /// Chooses a request's tokens from its rows of the logits.
  ///
  /// - Returns: how many of them were proposed.
  mutating func choose(
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
  mutating func score(
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
}
