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
    try await backends.inference {
      try await $0.generate(tenantGeneration, options: options) { steps in
        for try await step in steps { try await writer.write(.init(step: step)) }
      }
    }
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
    let response = try await backends.inference {
      try await $0.listModels(.init(), options: .forward)
    }
    return .init(models: response.models)
  }
}
