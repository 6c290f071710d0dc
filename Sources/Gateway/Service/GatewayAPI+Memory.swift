package import Messages
package import RPC

/// What memory keeps beside sessions: requests are passed on as they are, in the name of the key's tenant.
extension GatewayAPI {
  package func recordFacts(
    _ request: Apus.Gateway.V1.RecordFactsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.RecordFactsResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.memory {
        try await $0.recordFacts(named, options: .forward)
      })
  }

  package func listFacts(
    _ request: Apus.Gateway.V1.ListFactsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListFactsResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.memory {
        try await $0.listFacts(named, options: .forward)
      })
  }

  package func setPreferences(
    _ request: Apus.Gateway.V1.SetPreferencesRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.SetPreferencesResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.memory {
        try await $0.setPreferences(named, options: .forward)
      })
  }

  package func getPreferences(
    _ request: Apus.Gateway.V1.GetPreferencesRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.GetPreferencesResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.memory {
        try await $0.getPreferences(named, options: .forward)
      })
  }

  /// One part is held here at a time.
  package func addAttachment(
    _ requests: RequestStream<Apus.Gateway.V1.AddAttachmentRequest>, context: ServerContext
  ) async throws -> Apus.Gateway.V1.AddAttachmentResponse {
    let tenantID = try context.tenantID
    let response = try await backends.memory {
      try await $0.addAttachment { parts in
        for try await request in requests {
          var part = request.request ?? .init()
          if case .header(var header) = part.content {
            header.tenantID = tenantID
            part.content = .header(header)
          }
          try await parts.write(part)
        }
      }
    }
    return .init(response: response)
  }

  package func getAttachment(
    _ request: Apus.Gateway.V1.GetAttachmentRequest,
    writer: ResponseWriter<Apus.Gateway.V1.GetAttachmentResponse>, context: ServerContext
  ) async throws {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    try await backends.memory {
      try await $0.getAttachment(named) { parts in
        for try await part in parts { try await writer.write(.init(response: part)) }
      }
    }
  }

  package func exportMemory(
    _ request: Apus.Gateway.V1.ExportMemoryRequest,
    writer: ResponseWriter<Apus.Gateway.V1.ExportMemoryResponse>, context: ServerContext
  ) async throws {
    var named = request.request ?? .init()
    named.tenantID = try context.ownedTenantID
    let export = named
    try await backends.memory {
      try await $0.export(export) { parts in
        for try await part in parts { try await writer.write(.init(response: part)) }
      }
    }
  }

  package func eraseMemory(
    _ request: Apus.Gateway.V1.EraseMemoryRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.EraseMemoryResponse {
    var named = request.request ?? .init()
    named.tenantID = try context.ownedTenantID
    let erasure = named
    // A tenant with much to erase takes longer than other calls: the caller says how long it waits.
    return .init(response: try await backends.memory { try await $0.erase(erasure) })
  }
}
