internal import Inference
internal import Messages

extension Apus.Inference.V1.GenerateResponse {
  init(_ event: GenerationEvent, tokenizer: Tokenizer, model: Apus.Inference.V1.ModelInfo?) {
    self.init(
      text: event.text, tokenIDs: event.tokens.map { UInt32($0) },
      finishReason: event.completion.map { .init($0.reason) } ?? .unspecified,
      usage: event.completion.map { .init($0.usage) },
      model: event.completion == nil ? nil : model,
      toolCalls: event.toolCalls.map { .init(name: $0.name, argumentsJson: $0.arguments) },
      logprobs: event.logprobs.map { .init($0, tokenizer) })
  }
}

extension Apus.Inference.V1.TokenLogprobs {
  init(_ logprobs: Inference.TokenLogprobs, _ tokenizer: Tokenizer) {
    self.init(
      token: .init(logprobs.token, tokenizer),
      alternatives: logprobs.alternatives.map { .init($0, tokenizer) })
  }
}

extension Apus.Inference.V1.TokenLogprob {
  init(_ logprob: Inference.TokenLogprob, _ tokenizer: Tokenizer) {
    self.init(
      tokenID: UInt32(logprob.token), text: Array(tokenizer.bytes(of: logprob.token)),
      logprob: logprob.logprob)
  }
}

extension Apus.Inference.V1.FinishReason {
  init(_ reason: Inference.FinishReason) {
    self =
      switch reason {
      case .stop: .stop
      case .length: .length
      }
  }
}

extension Apus.Inference.V1.Usage {
  init(_ usage: GenerationUsage) {
    self.init(
      promptTokens: UInt32(usage.promptTokenCount),
      completionTokens: UInt32(usage.completionTokenCount),
      ttftMs: usage.timeToFirstToken / .milliseconds(1),
      queueMs: usage.queueTime / .milliseconds(1),
      prefillTokensPerS: usage.prefillTokensPerSecond,
      decodeTokensPerS: usage.decodeTokensPerSecond,
      speculation: .init(usage.speculation),
      cachedPromptTokens: UInt32(usage.cachedPromptTokenCount),
      meanLogprob: usage.meanLogprob)
  }
}

extension Apus.Inference.V1.SpeculationUsage {
  init(_ counters: SpeculationCounters) {
    self.init(
      steps: UInt32(counters.steps), proposed: UInt32(counters.proposed),
      accepted: UInt32(counters.accepted),
      meanAcceptedPerStep: counters.meanAcceptedPerStep, rowsWasted: UInt32(counters.wasted),
      proposers: counters.sources.map { source, positions in
        .init(
          name: source.name, proposed: positions.map { UInt32($0.proposed) },
          accepted: positions.map { UInt32($0.accepted) })
      })
  }
}

extension Apus.Inference.V1.ModelInfo {
  init(_ identity: ModelIdentity) {
    self.init(
      name: identity.name, sha256: identity.sha256, architecture: identity.architecture,
      contextLength: UInt32(identity.contextLength),
      vocabularySize: UInt32(identity.vocabularySize),
      parameterCount: UInt64(identity.parameterCount), draftModel: identity.draftModel ?? "",
      kvCacheFormat: identity.cacheFormat)
  }
}
