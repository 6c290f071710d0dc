package import Messages
package import RPC

/// Taking along what is kept, and taking it away.
extension MemoryServiceHandler {
  /// Lines are gathered to messages of about this size, and long ones cut.
  private static let exportedByteCount = 1 << 15

  package func export(
    _ request: Apus.Memory.V1.ExportRequest,
    writer: ResponseWriter<Apus.Memory.V1.ExportResponse>, context: ServerContext
  ) async throws {
    try await Self.withStatuses {
      var buffer: [UInt8] = []
      try await store.export(
        tenant: Self.tenant(request.tenantID),
        person: request.personID.isEmpty ? nil : request.personID
      ) { line in
        buffer += line
        while buffer.count >= Self.exportedByteCount {
          try await writer.write(.init(data: Array(buffer.prefix(Self.exportedByteCount))))
          buffer.removeFirst(Self.exportedByteCount)
        }
      }
      if !buffer.isEmpty { try await writer.write(.init(data: buffer)) }
    }
  }

  package func erase(
    _ request: Apus.Memory.V1.EraseRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.EraseResponse {
    try await Self.withStatuses {
      guard request.personID.isEmpty == request.wholeTenant else {
        throw MemoryError.invalid(
          "name a person_id to erase, or say whole_tenant, and not both")
      }
      let erasure = try await store.erase(
        tenant: Self.tenant(request.tenantID),
        person: request.wholeTenant ? nil : request.personID)
      return .init(
        sessionCount: UInt64(erasure.sessionCount), turnCount: UInt64(erasure.turnCount),
        factCount: UInt64(erasure.factCount), cachedCount: UInt64(erasure.cachedCount),
        eventCount: UInt64(erasure.eventCount), eventsForgotten: erasure.areEventsForgotten,
        attachmentCount: UInt64(erasure.attachmentCount))
    }
  }
}
