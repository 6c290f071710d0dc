import Synchronization

/// Generates text for many requests at once with one model.
///
/// One thread of its own runs the model; it puts the next token of every running request and a part
/// of a waiting prompt into each pass (continuous batching). `submit` may be called from anywhere.
/// The tokens of a request are a function of the model, the prompt, the sampling parameters and the
/// seed; what else is running cannot change them.
///
/// Cancelling the task that reads a stream, or dropping the stream, stops the request before the
/// next pass and frees its keys and values. `shutDown` must be called before the last reference
/// goes: until then the thread lives.
package final class Engine<Model: LanguageModel>: Sendable {
  package let model: Model
  package let tokenizer: Tokenizer
  package let chatTemplate: Result<ChatTemplate, ChatTemplateError>
  /// The most tokens of prompt and answer together.
  package let contextLength: Int
  /// Earlier answers of tenants, for requests that ask for it.
  package let tenantCache: TenantCache?
  /// A small model of the same vocabulary that guesses.
  let draft: Draft?
  let shared: Mutex<EngineState>
  let doorbell = Doorbell()
  let constraints: ConstraintStore

  /// A model that guesses, and what its passes cost, if that is known beforehand.
  package struct Draft: Sendable {
    package var model: Model
    package var stepCost: StepCost

    package init(_ model: Model, stepCost: StepCost = StepCost()) {
      self.model = model
      self.stepCost = stepCost
    }
  }

  /// - Parameters:
  ///   - contextLength: bounded by the model's and by what the cache may hold.
  ///   - stepCost: what speculation weighs; measured while the engine runs unless it is known.
  ///   - prefillCost: what chunks of prompts are sized by; measured while the engine runs.
  package init(
    model: Model, tokenizer: Tokenizer, chatTemplate: Result<ChatTemplate, ChatTemplateError>,
    contextLength: Int? = nil, limits: SchedulerLimits = SchedulerLimits(),
    stepCost: StepCost = StepCost(), prefillCost: PrefillCost = PrefillCost(),
    tenantCache: TenantCache? = nil, draft: Draft? = nil
  ) {
    self.model = model
    self.tokenizer = tokenizer
    self.chatTemplate = chatTemplate
    precondition(
      draft.map { $0.model.vocabularySize == model.vocabularySize } ?? true,
      "a draft model of another vocabulary")
    self.tenantCache = tenantCache
    constraints = ConstraintStore(tokenizer, vocabularySize: model.vocabularySize)
    self.draft = draft
    let longest = min(model.contextLength, limits.cacheTokenMax)
    self.contextLength = min(contextLength ?? longest, longest)
    let state = EngineState(limits, blockLength: model.cacheBlockLength)
    let blockCount = state.ledger.statistics.blockCount
    shared = Mutex(state)
    EngineThread.start(named: "apus-engine") { [self] in
      var loop = EngineLoop(
        self, blockCount: blockCount, cost: stepCost, prefillCost: prefillCost)
      loop.run()
    }
  }

  /// Accepts a request and returns its events; the last one carries the completion.
  ///
  /// - Throws: `GenerationError` at once where the request is invalid, does not fit the context
  ///   or must be refused. The stream itself throws where the model fails.
  package func submit(
    _ request: GenerationRequest
  ) throws(GenerationError) -> AsyncThrowingStream<GenerationEvent, any Error> {
    try request.sampling.validate()
    try Self.validate("max_tokens", request.maxTokens)
    try Self.validate("speculation.max_proposed", request.proposedCountMax)
    let tenantCache = try tenantCache(for: request)
    try Self.validate("logprobs", alternativeCount: request.logprobs ?? 0)
    let stopMatcher = try StopStringMatcher(request.stop)
    let constraint = try prepareConstraint(request)
    let prompt = try promptTokens(request.input, tools: request.tools?.tools ?? [])
    let room = contextLength - prompt.count
    let capacity = prompt.count + (request.maxTokens == 0 ? room : min(request.maxTokens, room))
    return try submit(
      prompt: prompt, capacity: capacity, request, stopMatcher: stopMatcher,
      tenantCache: tenantCache, constraint: constraint)
  }

  /// Accepts what has been checked.
  ///
  /// - Parameters:
  ///   - capacity: the most tokens that prompt and answer may reach.
  ///   - scoring: set, no token is chosen: the request ends when its prompt has been read.
  func submit(
    prompt: [TokenID], capacity: Int, _ request: GenerationRequest,
    stopMatcher: StopStringMatcher, tenantCache: TenantCache? = nil,
    constraint: PreparedConstraint? = nil, scoring: Scoring? = nil
  ) throws(GenerationError) -> Submission.Events {
    let (events, continuation) = Submission.Events.makeStream()
    // Looks at a file: never under the lock, for which the engine's thread waits.
    let tenantText = tenantCache?.text(of: request.tenant)
    let submission = try register { id in
      Submission(
        id: id, prompt: prompt, capacity: capacity, request: request, stopMatcher: stopMatcher,
        tenantCache: tenantCache, tenantText: tenantText, constraint: constraint, scoring: scoring,
        continuation: continuation)
    }
    continuation.onTermination = { [doorbell] reason in
      guard case .cancelled = reason else { return }
      submission.cancel()
      doorbell.ring()
    }
    doorbell.ring()
    return events
  }

  /// Generates to the end.
  package func generate(_ request: GenerationRequest) async throws -> GenerationResult {
    var text = ""
    var tokens: [TokenID] = []
    var logprobs: [TokenLogprobs] = []
    for try await event in try submit(request) {
      text += event.text
      tokens += event.tokens
      logprobs += event.logprobs
      if let completion = event.completion {
        return GenerationResult(
          text: text, tokens: tokens, logprobs: logprobs, toolCalls: event.toolCalls,
          reason: completion.reason,
          usage: completion.usage)
      }
    }
    throw GenerationError.cancelled
  }

  /// The tokens of a prompt, checked against the vocabulary and the context.
  package func promptTokens(
    _ input: GenerationRequest.Input, tools: [Tool] = []
  ) throws(GenerationError) -> [TokenID] {
    let tokens: [TokenID]
    switch input {
    case .text where !tools.isEmpty, .tokens where !tools.isEmpty:
      throw .invalidParameter(
        name: "tools", value: "given with a raw prompt", allowed: "with a conversation only")
    case .text(let text):
      try checkByteCount(text.utf8.count)
      tokens = tokenizer.encode(text, addSpecial: true)
    case .messages(let messages):
      let toolByteCount = tools.reduce(0) {
        $0 + $1.parameters.utf8.count + $1.description.utf8.count
      }
      try checkByteCount(messages.reduce(toolByteCount) { $0 + $1.content.utf8.count })
      do throws(ChatTemplateError) {
        tokens = try chatTemplate.get().encode(messages, tools: tools)
      } catch {
        throw .chat(error)
      }
    case .tokens(let given):
      try checkTokens(given)
      tokens = given
    }
    guard !tokens.isEmpty else { throw .emptyPrompt }
    guard tokens.count < contextLength else {
      throw .promptTooLong(tokenCount: tokens.count, contextLength: contextLength)
    }
    return tokens
  }

  package var statistics: EngineStatistics {
    shared.withLock { shared in
      var statistics = shared.statistics
      statistics.waitingCount = shared.scheduler.waitingCount
      statistics.runningCount = shared.scheduler.runningCount
      statistics.cache = shared.ledger.statistics
      statistics.cacheByteCountMax =
        statistics.cache.blockCount * model.cacheBlockByteCount
      return statistics
    }
  }

  /// Refuses new requests, ends waiting and running ones with `shuttingDown` and lets the thread end.
  package func shutDown() {
    shared.withLock { $0.isShuttingDown = true }
    doorbell.ring()
    tenantCache?.close()
  }

  /// A stop string could cut an answer short that has to be whole.
  private func prepareConstraint(
    _ request: GenerationRequest
  ) throws(GenerationError) -> PreparedConstraint? {
    guard request.tools == nil || request.constraint == nil else {
      throw .invalidParameter(
        name: "output_constraint", value: "given beside tools", allowed: "one of the two")
    }
    guard let constraint = request.tools.map({ .tools($0) }) ?? request.constraint else {
      return nil
    }
    guard request.stop.isEmpty else {
      throw .invalidParameter(
        name: "stop", value: "\(request.stop.count) strings",
        allowed: "none beside output_constraint or tools, which say where the answer ends")
    }
    return try constraints.prepare(constraint)
  }

  private func register(
    _ make: (RequestID) -> Submission
  ) throws(GenerationError) -> Submission {
    let outcome: Result<Submission, GenerationError> = shared.withLock { shared in
      shared.nextNumber += 1
      let submission = make(RequestID(shared.nextNumber))
      return Result { () throws(GenerationError) in
        try shared.arrived(submission)
        return submission
      }
    }
    return try outcome.get()
  }

  func checkTokens(_ tokens: [TokenID]) throws(GenerationError) {
    if let unknown = tokens.first(where: { $0 < 0 || Int($0) >= model.vocabularySize }) {
      throw .unknownToken(unknown, vocabularySize: model.vocabularySize)
    }
  }

  /// A text this long cannot fit the context; it is refused before it is tokenized.
  func checkByteCount(_ byteCount: Int) throws(GenerationError) {
    let byteCountMax = contextLength * tokenizer.vocabulary.longestTokenByteCount
    if byteCount > byteCountMax {
      throw .promptTooManyBytes(
        byteCount: byteCount, byteCountMax: byteCountMax, contextLength: contextLength)
    }
  }

  /// The cache that the request uses: none unless it asks for it.
  private func tenantCache(
    for request: GenerationRequest
  ) throws(GenerationError) -> TenantCache? {
    guard request.usesTenantCache else { return nil }
    guard request.speculates else {
      throw .invalidParameter(
        name: "speculation.tenant_cache", value: "true", allowed: "only where speculation is on")
    }
    guard let tenantCache else { throw .noTenantCache }
    return tenantCache
  }

  static func validate(_ name: String, alternativeCount: Int) throws(GenerationError) {
    guard !(0...Logprobs.alternativeCountMax).contains(alternativeCount) else { return }
    throw .invalidParameter(
      name: name, value: "\(alternativeCount)", allowed: "0 to \(Logprobs.alternativeCountMax)")
  }

  private static func validate(_ name: String, _ count: Int) throws(GenerationError) {
    if count < 0 {
      throw .invalidParameter(name: name, value: "\(count)", allowed: "0 (no bound) or more")
    }
  }
}
