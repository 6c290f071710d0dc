internal import Messages
internal import RPC

/// Asks the inference service to continue a conversation, greedily, so that a repeated attempt gives
/// the same tokens.
struct TextGenerator: Sendable {
  struct Generation {
    var text = ""
    var usage: ModelUsage?
    var model: ModelIdentity?
    /// The model had more to say than it was allowed to.
    var isCutShort = false

    var tokensUsed: Int { (usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0) }
  }

  static let toolName = "inference.Generate"

  let client: Apus.Inference.V1.InferenceServiceClient

  /// `onPiece` is called for each decoding step with its text and how many tokens it accepted.
  /// Without `system` the model's own instructions hold, which small models follow best.
  func generate(
    system: String? = nil, user: String, maxTokens: Int, task: AgentTask,
    onPiece: (String, Int) -> Void = { _, _ in }
  ) async throws -> Generation {
    var messages = [Apus.Inference.V1.ChatMessage(role: .user, content: user)]
    if let system { messages.insert(.init(role: .system, content: system), at: 0) }
    let request = Apus.Inference.V1.GenerateRequest(
      tenantID: task.tenant,
      input: .conversation(
        .init(messages: messages)),
      maxTokens: UInt32(clamping: maxTokens))
    return try await Downstream.call("inference") {
      try await client.generate(request) { responses in
        var generation = Generation()
        for try await response in responses {
          generation.text += response.text
          if response.finishReason == .length { generation.isCutShort = true }
          if let usage = response.usage { generation.usage = ModelUsage(usage) }
          if let model = response.model { generation.model = ModelIdentity(model) }
          onPiece(response.text, response.tokenIDs.count)
        }
        return generation
      }
    }
  }
}

extension ModelUsage {
  init(_ usage: Apus.Inference.V1.Usage) {
    self.init(
      promptTokens: Int(usage.promptTokens), completionTokens: Int(usage.completionTokens),
      ttftMilliseconds: usage.ttftMs, queueMilliseconds: usage.queueMs,
      prefillTokensPerSecond: usage.prefillTokensPerS,
      decodeTokensPerSecond: usage.decodeTokensPerS,
      steps: Int(usage.speculation?.steps ?? 0), proposed: Int(usage.speculation?.proposed ?? 0),
      accepted: Int(usage.speculation?.accepted ?? 0))
  }
}

extension ModelIdentity {
  init(_ model: Apus.Inference.V1.ModelInfo) {
    self.init(
      name: model.name, sha256: model.sha256, architecture: model.architecture,
      contextLength: Int(model.contextLength), vocabularySize: Int(model.vocabularySize),
      parameterCount: Int(clamping: model.parameterCount))
  }
}
