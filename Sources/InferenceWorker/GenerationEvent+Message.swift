internal import Inference
internal import Messages

extension Apus.Inference.V1.GenerateResponse {
  init(_ event: GenerationEvent, model: Apus.Inference.V1.ModelInfo?) {
    self.init(
      text: event.text, tokenIDs: event.tokens.map { UInt32($0) },
      finishReason: event.completion.map { .init($0.reason) } ?? .unspecified,
      usage: event.completion.map { .init($0.usage) },
      model: event.completion == nil ? nil : model)
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
      speculation: .init(
        steps: UInt32(usage.speculation.steps), proposed: UInt32(usage.speculation.proposed),
        accepted: UInt32(usage.speculation.accepted)),
      cachedPromptTokens: UInt32(usage.cachedPromptTokenCount))
  }
}

extension Apus.Inference.V1.ModelInfo {
  init(_ identity: ModelIdentity) {
    self.init(
      name: identity.name, sha256: identity.sha256, architecture: identity.architecture,
      contextLength: UInt32(identity.contextLength),
      vocabularySize: UInt32(identity.vocabularySize),
      parameterCount: UInt64(identity.parameterCount))
  }
}
