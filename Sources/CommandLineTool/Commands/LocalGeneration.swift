internal import Inference
internal import Messages

/// Runs the engine in this process.
enum LocalGeneration {
  static func run(
    _ options: GenerationOptions, modelPath: String, _ invocation: Invocation
  ) async throws -> GenerationOutcome {
    let engine = try await InferenceEngine.loading(
      path: modelPath, options: EngineOptions(threadCount: options.threadCount))
    defer { engine.shutDown() }
    var outcome = GenerationOutcome()
    outcome.modelName = engine.identity.name
    outcome.modelSHA256 = engine.identity.sha256
    for try await event in try engine.engine.submit(request(options)) {
      outcome.eventArrived(event, engine.tokenizer)
      if !invocation.wantsJSON { invocation.console.write(event.text) }
    }
    // An interrupted stream ends without its completion.
    try Task.checkCancellation()
    return outcome
  }

  private static func request(_ options: GenerationOptions) -> GenerationRequest {
    GenerationRequest(
      options.isChat
        ? .messages([ChatMessage(role: .user, content: options.prompt)]) : .text(options.prompt),
      maxTokens: options.maxTokens,
      sampling: SamplingParameters(
        temperature: options.temperature, topP: options.topP ?? 1, minP: options.minP ?? 0,
        seed: options.seed),
      stop: options.stop,
      constraint: options.form.map { OutputConstraint($0) },
      speculates: options.speculates, logprobs: options.logprobs)
  }
}

extension GenerationOutcome {
  fileprivate mutating func eventArrived(_ event: GenerationEvent, _ tokenizer: Tokenizer) {
    tokens += event.tokens.map { UInt32(bitPattern: $0) }
    text += event.text
    logprobs += event.logprobs.map { .init($0, tokenizer) }
    guard let usage = event.completion?.usage else { return }
    promptTokens = usage.promptTokenCount
    prefillTokensPerSecond = usage.prefillTokensPerSecond
    decodeTokensPerSecond = usage.decodeTokensPerSecond
    timeToFirstTokenMilliseconds = usage.timeToFirstToken / .milliseconds(1)
    meanLogprob = usage.meanLogprob
    let counters = usage.speculation
    speculation = .init(
      steps: UInt32(counters.steps), proposed: UInt32(counters.proposed),
      accepted: UInt32(counters.accepted), meanAcceptedPerStep: counters.meanAcceptedPerStep,
      rowsWasted: UInt32(counters.wasted),
      proposers: counters.sources.map { source, positions in
        .init(
          name: source.name, proposed: positions.map { UInt32($0.proposed) },
          accepted: positions.map { UInt32($0.accepted) })
      })
  }
}

extension OutputConstraint {
  fileprivate init(_ form: AnswerForm) {
    switch form {
    case .jsonSchema(let schema): self = .jsonSchema(schema)
    case .regex(let pattern): self = .regex(pattern)
    case .anyJSON: self = .json
    }
  }
}

extension Apus.Inference.V1.TokenLogprobs {
  init(_ logprobs: Inference.TokenLogprobs, _ tokenizer: Tokenizer) {
    func message(_ token: Inference.TokenLogprob) -> Apus.Inference.V1.TokenLogprob {
      .init(
        tokenID: UInt32(bitPattern: token.token), text: Array(tokenizer.bytes(of: token.token)),
        logprob: token.logprob)
    }
    self.init(token: message(logprobs.token), alternatives: logprobs.alternatives.map(message))
  }
}
