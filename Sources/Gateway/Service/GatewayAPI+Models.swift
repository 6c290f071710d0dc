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
    let key = Self.affinityKey(of: generation)
    let order = GenerationAttempt.Order(
      generation: generation, options: CallOptions(affinityKey: key), writer: writer)

    guard let canary, let bound = canary.takes(key: key) else {
      let attempt = await GenerationAttempt.make(order, on: backends.inference)
      canary?.ended(attempt, on: .stable, key: key)
      return try attempt.get()
    }
    let tried = await GenerationAttempt.make(order, on: canary.backend, firstStepWithin: bound)
    guard tried.mayBeRepeated else {
      canary.ended(tried, on: .canary, key: key)
      return try tried.get()
    }
    // What the canary did not do the others may: its errors are not the caller's.
    // Nor do the others answer for it, who would get what the canary cannot do: it is not counted as theirs.
    canary.fellBack()
    if tried.isUnreached {
      canary.ended(tried, on: .canary, key: key)
      return try await GenerationAttempt.make(order, on: backends.inference).get()
    }
    // What they cannot do either says nothing about the canary. That they can their first step shows, and
    // a generation may take minutes from there.
    let repeated = await GenerationAttempt.make(order, on: backends.inference) {
      canary.ended(tried.whereOthersAnswer, on: .canary, key: key)
    }
    if repeated.firstStep == nil {
      let counted =
        repeated.outcome == .answered
        ? tried.whereOthersAnswer : tried.whereOthersEnd(as: repeated.outcome)
      canary.ended(counted, on: .canary, key: key)
    }
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
