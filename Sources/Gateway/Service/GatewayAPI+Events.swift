package import Messages
package import RPC

/// The event bus, in the name of the key's tenant.
extension GatewayAPI {
  /// Passes on what each side says; each direction waits for its own reader, so that at most one message of each
  /// is held here.
  package func subscribeEvents(
    _ requests: RequestStream<Apus.Gateway.V1.SubscribeEventsRequest>,
    writer: ResponseWriter<Apus.Gateway.V1.SubscribeEventsResponse>, context: ServerContext
  ) async throws {
    let tenantID = try context.tenantID
    try await backends.events {
      try await $0.subscribe { toBackend, responses in
        try await withThrowingTaskGroup(of: Direction.self) { group in
          group.addTask {
            for try await request in requests {
              try await toBackend.write(Self.request(request, of: tenantID))
            }
            try await toBackend.finish()
            return .requests
          }
          group.addTask {
            for try await response in responses {
              try await writer.write(.init(response: response))
            }
            return .responses
          }
          // The first error ends both. Once the responses have ended nobody wants further requests.
          while let ended = try await group.next(), ended != .responses {}
          group.cancelAll()
        }
      }
    }
  }

  private enum Direction { case requests, responses }

  private static func request(
    _ message: Apus.Gateway.V1.SubscribeEventsRequest, of tenantID: String
  ) -> Apus.Orchestrator.V1.SubscribeRequest {
    var request = message.request ?? .init()
    if case .hello(var hello) = request.message {
      hello.tenantID = tenantID
      request.message = .hello(hello)
    }
    return request
  }

  package func listConsumerGroups(
    _ request: Apus.Gateway.V1.ListConsumerGroupsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListConsumerGroupsResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.events {
        try await $0.listConsumerGroups(named, options: .forward)
      })
  }

  package func seekConsumerGroup(
    _ request: Apus.Gateway.V1.SeekConsumerGroupRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.SeekConsumerGroupResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.events {
        try await $0.seekConsumerGroup(named, options: .forward)
      })
  }

  package func deleteConsumerGroup(
    _ request: Apus.Gateway.V1.DeleteConsumerGroupRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.DeleteConsumerGroupResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.events {
        try await $0.deleteConsumerGroup(named, options: .forward)
      })
  }
}
