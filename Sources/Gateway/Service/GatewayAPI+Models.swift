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

    guard let canary else {
      return try await GenerationAttempt.make(order, on: backends.inference).get()
    }
    let call = canary.begin(
      key: key, isContinued: Self.isContinued(generation), deadline: CallScope.current?.deadline)
    guard call.track == .canary else {
      let attempt = await GenerationAttempt.make(order, on: backends.inference)
      canary.ended(attempt, call)
      return try attempt.get()
    }
    let tried = await GenerationAttempt.make(
      order, on: canary.backend, firstStepWithin: call.bound
    ) { canary.wasThere(call) }
    let wasMissed = canary.missed(tried, call)
    guard tried.mayBeRepeated else {
      if !wasMissed { canary.ended(tried, call) }
      return try tried.get()
    }
    // What the canary did not do the others may: its errors are not the caller's.
    // Nor do the others answer for it, who would get what the canary cannot do: it is not counted as theirs.
    canary.fellBack()
    // That the others can, their first step shows, and a generation may take minutes from there.
    let repeated = await GenerationAttempt.make(order, on: backends.inference) {
      if !wasMissed { canary.ended(tried, call, others: .answered) }
    }
    if !wasMissed, repeated.firstStep == nil {
      canary.ended(tried, call, others: repeated.outcome)
    }
    try repeated.get()
  }

  /// The tenant and a conversation up to its first question, which all its turns begin with; nil for a text of
  /// its own.
  static func affinityKey(of generation: Apus.Inference.V1.GenerateRequest) -> String? {
    guard case .conversation(let conversation) = generation.input else { return nil }
    let end = firstQuestion(of: conversation) ?? -1
    let opening = conversation.messages.prefix(end + 1).map(\.content)
    return opening.isEmpty ? nil : ([generation.tenantID] + opening).joined(separator: "\0")
  }

  /// Whether more follows the first question of a conversation.
  private static func isContinued(_ generation: Apus.Inference.V1.GenerateRequest) -> Bool {
    guard case .conversation(let conversation) = generation.input,
      let question = firstQuestion(of: conversation)
    else { return false }
    return question + 1 < conversation.messages.count
  }

  private static func firstQuestion(of conversation: Apus.Inference.V1.Conversation) -> Int? {
    conversation.messages.firstIndex { $0.role == .user }
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
