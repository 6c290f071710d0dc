package import Messages
package import RPC

/// Tasks that nobody is given any more, of the key's tenant.
extension GatewayAPI {
  package func listDeadTasks(
    _ request: Apus.Gateway.V1.ListDeadTasksRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListDeadTasksResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.agents {
        try await $0.listDeadTasks(named, options: .forward)
      })
  }

  package func redriveDeadTasks(
    _ request: Apus.Gateway.V1.RedriveDeadTasksRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.RedriveDeadTasksResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.agents {
        try await $0.redriveDeadTasks(named, options: .forward)
      })
  }

  package func removeDeadTask(
    _ request: Apus.Gateway.V1.RemoveDeadTaskRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.RemoveDeadTaskResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.agents {
        try await $0.removeDeadTask(named, options: .forward)
      })
  }
}
