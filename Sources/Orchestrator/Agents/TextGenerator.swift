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
    /// It was not generated now, but kept.
    var isKept = false

    /// The RPC that gave it; none where nothing was asked.
    var toolsCalled: [String] {
      if isKept { return [GenerationCache.toolName] }
      return usage == nil ? [] : [TextGenerator.toolName]
    }

    /// In words for people.
    var cost: String { isKept ? "kept answer" : "\(usage?.completionTokens ?? 0) tokens" }

    var tokensUsed: Int { (usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0) }
  }

  static let toolName = "inference.Generate"

  private let client: Apus.Inference.V1.InferenceServiceClient
  private let cache: GenerationCache?

  /// With `memory` answers are kept there for the steps that ask for it (`"cache": true`).
  init(
    client: Apus.Inference.V1.InferenceServiceClient,
    memory: Apus.Memory.V1.MemoryServiceClient?
  ) {
    self.client = client
    cache = memory.map { GenerationCache(memory: $0, inference: client) }
  }

  /// `onPiece` is called for each decoding step with its text and how many tokens it accepted.
  /// Without `system` the model's own instructions hold, which small models follow best. `documents` are those
  /// that the conversation was made of.
  func generate(
    system: String? = nil, user: String, maxTokens: Int, task: AgentTask, documents: [String] = [],
    onPiece: (String, Int) -> Void = { _, _ in }
  ) async throws -> Generation {
    var messages = [Apus.Inference.V1.ChatMessage(role: .user, content: user)]
    if let system { messages.insert(.init(role: .system, content: system), at: 0) }
    guard let cache, task.parameters["cache"] == .bool(true),
      let (place, kept) = await cache.find(messages, maxTokens: maxTokens, tenant: task.tenant)
    else { return try await ask(messages, maxTokens, task, onPiece) }
    if let kept {
      onPiece(kept.text, 0)
      return kept
    }
    let generation = try await ask(messages, maxTokens, task, onPiece)
    await cache.store(generation, at: place, documents: documents, tenant: task.tenant)
    return generation
  }

  private func ask(
    _ messages: [Apus.Inference.V1.ChatMessage], _ maxTokens: Int, _ task: AgentTask,
    _ onPiece: (String, Int) -> Void
  ) async throws -> Generation {
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
