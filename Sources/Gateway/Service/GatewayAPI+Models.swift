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
    try await backends.inference {
      try await $0.generate(tenantGeneration) { steps in
        for try await step in steps { try await writer.write(.init(step: step)) }
      }
    }
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
