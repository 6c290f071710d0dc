package import Messages
package import RPC

extension GatewayAPI {
  package func generate(
    _ request: Apus.Gateway.V1.GenerateRequest,
    writer: ResponseWriter<Apus.Gateway.V1.GenerateResponse>, context: ServerContext
  ) async throws {
    let tenantID = try context.tenantID
    guard var generation = request.generation else {
      throw RPCError(
        .invalidArgument, "the field 'generation' is absent; set its 'prompt' or 'conversation'")
    }
    generation.tenantID = tenantID
    let tenantGeneration = generation
    let options = CallOptions(affinityKey: Self.affinityKey(of: generation))
    func attempt(on backend: Backend) async -> GenerationAttempt {
      await .make(tenantGeneration, on: backend, options: options, writer: writer)
    }

    guard let canary, canary.takes(key: options.affinityKey) else {
      let attempt = await attempt(on: backends.inference)
      canary?.ended(attempt, on: .stable)
      return try attempt.get()
    }
    let tried = await attempt(on: canary.backend)
    guard tried.mayBeRepeated else {
      canary.ended(tried, on: .canary)
      return try tried.get()
    }
    // What the canary did not do the others may: its errors are not the caller's.
    // Nor do the others answer for it, who would get what the canary cannot do: it is not counted as theirs.
    canary.fellBack()
    let repeated = await attempt(on: backends.inference)
    // A request that the others take is none to find fault with.
    let isWronged =
      tried.outcome == .refused && repeated.outcome == .answered && !tried.lacksModel
    canary.ended(isWronged ? tried.counted(as: .failed) : tried, on: .canary)
    try repeated.get()
  }

  /// The tenant and a conversation up to its first question, which all its turns begin with; nil for a text of
  /// its own.
  static func affinityKey(of generation: Apus.Inference.V1.GenerateRequest) -> String? {
    guard case .conversation(let conversation) = generation.input else { return nil }
    let end = conversation.messages.firstIndex { $0.role == .user } ?? -1
    let opening = conversation.messages.prefix(end + 1).map(\.content)
    return opening.isEmpty ? nil : ([generation.tenantID] + opening).joined(separator: "\0")
  }

  package func listModels(
    _ request: Apus.Gateway.V1.ListModelsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListModelsResponse {
    let response = try await backends.inference.inference {
      try await $0.listModels(.init(), options: .forward)
    }
    return .init(models: response.models)
  }
}
