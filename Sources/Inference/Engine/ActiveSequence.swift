/// A request that is running: its tokens, its place in the cache and what was made of it so far.
///
/// Belongs to the engine's thread. All decisions about tokens that the model chose are here: what
/// they add to the text, and when to end.
struct ActiveSequence<Cache: SequenceCache> {
  /// What a step verified and what came of it.
  struct Step {
    var source = ProposalSource.suffix
    var proposedCount = 0
    var acceptedCount = 0
  }

  let submission: Submission
  let cache: Cache
  /// Leading prompt tokens that were not computed when the request first ran.
  let cachedCount: Int
  /// The prompt and, behind it, every token chosen.
  private(set) var tokens: [TokenID]
  var sampler: Sampler
  /// What the answer must be, if anything, and how far it has come.
  var constraint: ConstrainedOutput?
  private(set) var lastStep = Step()
  private var counters = SpeculationCounters()
  private var logprobSum = 0.0
  private var logprobCount = 0
  /// Rows before this one have been scored; a request that was preempted reads them again.
  private var nextScoredRow = 0
  private(set) var finishReason: FinishReason?

  private var speculator: Speculator?
  private var toolCallReader: ToolCallReader?
  private var detokenizer: StreamingDetokenizer
  private var stopMatcher: StopStringMatcher
  private let endTokens: Set<TokenID>
  private let startedAt: ContinuousClock.Instant
  private var firstTokenAt: ContinuousClock.Instant?

  init(
    _ submission: Submission, cache: Cache, cachedCount: Int, tokenizer: Tokenizer,
    now: ContinuousClock.Instant
  ) {
    self.submission = submission
    self.cache = cache
    self.cachedCount = cachedCount
    tokens = submission.prompt
    sampler = Sampler(submission.sampling)
    constraint = ConstrainedOutput(submission.constraint, tokenizer)
    detokenizer = StreamingDetokenizer(tokenizer)
    stopMatcher = submission.stopMatcher
    if submission.usesTools { toolCallReader = ToolCallReader() }
    endTokens = tokenizer.endTokens
    startedAt = now
    if submission.speculates {
      speculator = Speculator(prompt: tokens, tenantText: submission.tenantText)
    }
  }

  /// Leading tokens whose keys and values are there: all but the newest.
  var computedCount: Int { tokens.count - 1 }

  private var completionCount: Int { tokens.count - submission.prompt.count }

  /// The most tokens that are worth proposing. The step itself adds one token, so that proposals beyond
  /// the last but one are of no use; and there must be blocks for them.
  var proposedCountMax: Int {
    guard speculator != nil else { return 0 }
    let room = min(submission.capacity - 1, cache.mappedCount) - tokens.count
    return max(0, min(room, submission.proposedCountMax, SpeculationPolicy.proposedCountMax))
  }

  /// Looks for a proposal and says how many tokens to expect of each of its rows.
  mutating func propose(_ acceptance: AcceptanceModel) -> [Double] {
    let countMax = proposedCountMax
    speculator?.propose(countMax: countMax, shared: acceptance, constraint: &constraint)
    return speculator?.gains ?? []
  }

  /// Takes in what a draft model guesses; see `propose`.
  mutating func drafted(
    _ guesses: [(token: TokenID, confidence: Double)], _ acceptance: AcceptanceModel
  ) -> [Double] {
    speculator?.drafted(guesses, shared: acceptance, constraint: &constraint)
    return speculator?.gains ?? []
  }

  /// What became of the draft model's guesses, if the model chose `chosen`.
  func judgedDraft(_ chosen: [TokenID]) -> (rightCount: Int, hasWrong: Bool) {
    speculator?.judgedDraft(chosen) ?? (0, false)
  }

  /// The tokens that the step verifies behind the newest one: the first `count` of the proposal.
  mutating func granted(_ count: Int) -> ArraySlice<TokenID> {
    lastStep = Step(source: speculator?.grantedSource ?? .suffix, proposedCount: count)
    return speculator?.granted(count) ?? []
  }

  /// Its blocks were taken: it will be read again from the start, and nothing is proposed until then.
  mutating func preempted(_ acceptance: AcceptanceModel) {
    cache.unmapAll()
    speculator?.propose(countMax: 0, shared: acceptance, constraint: &constraint)
  }

  /// The model chose `chosen`: the accepted part of the proposal and one more. Tokens behind the
  /// end of the answer are dropped, as if they had never been proposed.
  ///
  /// - Parameter logprobs: one for each of `chosen`, or none.
  mutating func chosen(
    _ chosen: [TokenID], logprobs: [TokenLogprobs], acceptance: inout AcceptanceModel,
    now: ContinuousClock.Instant
  ) -> GenerationEvent {
    speculator?.chosen(chosen, shared: &acceptance)
    firstTokenAt = firstTokenAt ?? now
    var event = GenerationEvent(text: "", tokens: [])
    for token in chosen where finishReason == nil {
      tokens.append(token)
      event.tokens.append(token)
      event.text += accept(token)
    }
    if finishReason == nil, constraint?.isFinal ?? false {
      finishReason = .stop
      event.text += flush()
    }
    takeToolCalls(from: &event)
    event.logprobs = Array(logprobs.prefix(event.tokens.count))
    note(event.logprobs)
    lastStep.acceptedCount = event.tokens.count - 1
    counters.stepped(
      lastStep.source, proposed: lastStep.proposedCount, accepted: lastStep.acceptedCount)
    if let finishReason {
      event.completion = .init(reason: finishReason, usage: usage(now: now))
    }
    return event
  }

  /// Keeps the finished answer for later requests of the tenant, if this one asked for that.
  func keepAnswer() {
    submission.tenantCache?.add(tokens, answerCount: completionCount, tenant: submission.tenant)
  }

  private mutating func takeToolCalls(from event: inout GenerationEvent) {
    guard toolCallReader != nil else { return }
    event.text = toolCallReader!.append(event.text)
    guard finishReason != nil else { return }
    let (text, calls) = toolCallReader!.finish()
    event.text += text
    event.toolCalls = calls
  }

  /// Of rows that were read, those that were not scored before.
  func unscored(_ rows: Range<Int>) -> Range<Int> {
    max(rows.lowerBound, min(nextScoredRow, rows.upperBound))..<rows.upperBound
  }

  /// The rows of `logprobs`, which end at `end`, have been scored; they are the last where the prompt ends
  /// with them.
  mutating func scored(
    _ logprobs: [TokenLogprobs], upTo end: Int, now: ContinuousClock.Instant
  ) -> GenerationEvent {
    // What a preempted request reads again may end before what was scored already.
    nextScoredRow = max(nextScoredRow, end)
    note(logprobs)
    var event = GenerationEvent(text: "", tokens: [], logprobs: logprobs)
    if end == tokens.count { event.completion = .init(reason: .length, usage: usage(now: now)) }
    return event
  }

  private mutating func note(_ logprobs: [TokenLogprobs]) {
    for token in logprobs { logprobSum += token.token.logprob }
    logprobCount += logprobs.count
  }

  /// Adds one token to the text and decides whether it is the last.
  private mutating func accept(_ token: TokenID) -> String {
    if endTokens.contains(token) {
      finishReason = .stop
      return flush()
    }
    var outcome = stopMatcher.append(detokenizer.append(token))
    if outcome.isStopped {
      finishReason = .stop
    } else if tokens.count == submission.capacity {
      finishReason = .length
      outcome.text += flush()
    }
    return outcome.text
  }

  /// What was held back, and U+FFFD where a character never became whole.
  private mutating func flush() -> String {
    let outcome = stopMatcher.append(detokenizer.finish())
    return outcome.isStopped ? outcome.text : outcome.text + stopMatcher.finish()
  }

  private func usage(now: ContinuousClock.Instant) -> GenerationUsage {
    let first = firstTokenAt ?? now
    return GenerationUsage(
      promptTokenCount: submission.prompt.count, cachedPromptTokenCount: cachedCount,
      completionTokenCount: completionCount,
      timeToFirstToken: first - submission.submittedAt,
      queueTime: startedAt - submission.submittedAt,
      prefillTokensPerSecond: Self.rate(
        submission.prompt.count - cachedCount, over: first - startedAt),
      decodeTokensPerSecond: Self.rate(completionCount - 1, over: now - first),
      speculation: counters,
      meanLogprob: logprobCount > 0 ? logprobSum / Double(logprobCount) : nil)
  }

  private static func rate(_ count: Int, over duration: Duration) -> Double {
    let seconds = duration / .seconds(1)
    return seconds > 0 ? Double(count) / seconds : 0
  }
}
