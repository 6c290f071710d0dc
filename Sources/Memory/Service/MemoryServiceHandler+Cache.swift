package import Messages
package import RPC

/// Answers that are kept.
extension MemoryServiceHandler {
  package func getCached(
    _ request: Apus.Memory.V1.GetCachedRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.GetCachedResponse {
    try await Self.withStatuses {
      let key = try CacheKey(request.key)
      let found = try await store.cached(
        tenant: Self.tenant(request.tenantID), person: request.personID, key: key)
      cacheMetrics.lookedUp(key, found: found.answer != nil)
      return .init(
        hit: found.answer != nil, value: found.answer?.value ?? [],
        storedAtMs: Int64(found.answer?.storedAt ?? 0),
        expiresAtMs: Int64(found.answer?.expiresAt ?? 0), epoch: UInt64(found.epoch))
    }
  }

  package func putCached(
    _ request: Apus.Memory.V1.PutCachedRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.PutCachedResponse {
    try await Self.withStatuses {
      let outcome = try await store.cache(
        request.value, tenant: Self.tenant(request.tenantID), person: request.personID,
        key: try CacheKey(request.key), documents: request.documentIDs,
        epoch: Int(clamping: request.epoch),
        timeToLiveSeconds: request.ttlS.map(Int.init(clamping:)))
      cacheMetrics.stored(outcome)
      return .init(stored: outcome.isStored)
    }
  }

  package func invalidateCached(
    _ request: Apus.Memory.V1.InvalidateCachedRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.InvalidateCachedResponse {
    try await Self.withStatuses {
      let count = try await store.documentsUpdated(
        tenant: Self.tenant(request.tenantID), documents: request.documentIDs)
      cacheMetrics.invalidated(count)
      return .init(removedCount: UInt64(count))
    }
  }
}

extension CacheKey {
  init(_ key: Apus.Memory.V1.CacheKey?) throws(MemoryError) {
    switch key?.kind {
    case .prompt(let prompt): self = .prompt(model: prompt.model, prompt: prompt.prompt)
    case .tool(let tool): self = .tool(name: tool.tool, arguments: tool.arguments)
    case nil: throw .invalid("key is empty; name a prompt or a tool's arguments")
    }
  }
}
