package import Messages
package import RPC

/// What is known about people.
extension MemoryServiceHandler {
  package func recordFacts(
    _ request: Apus.Memory.V1.RecordFactsRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.RecordFactsResponse {
    try await Self.withStatuses {
      let recorded = try await store.recordFacts(
        tenant: Self.tenant(request.tenantID), person: request.personID,
        facts: request.facts.map(NewFact.init), idempotencyKey: request.idempotencyKey)
      return .init(facts: recorded.map(Apus.Memory.V1.Fact.init))
    }
  }

  package func listFacts(
    _ request: Apus.Memory.V1.ListFactsRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.ListFactsResponse {
    try await Self.withStatuses {
      let (facts, next) = try await store.facts(
        tenant: Self.tenant(request.tenantID), person: request.personID,
        query: FactQuery(
          subject: request.subject, predicate: request.predicate,
          validAt: request.validAtMs.map(Int.init), recordedAt: request.recordedAtMs.map(Int.init),
          isHistory: request.history),
        pageSize: Int(request.pageSize), pageToken: request.pageToken)
      return .init(facts: facts.map(Apus.Memory.V1.Fact.init), nextPageToken: next)
    }
  }

  package func setPreferences(
    _ request: Apus.Memory.V1.SetPreferencesRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.SetPreferencesResponse {
    try await Self.withStatuses {
      let all = try await store.setPreferences(
        tenant: Self.tenant(request.tenantID), person: request.personID,
        values: request.preferences, cleared: request.cleared,
        idempotencyKey: request.idempotencyKey)
      return .init(preferences: all.map(Apus.Memory.V1.Preference.init))
    }
  }

  package func getPreferences(
    _ request: Apus.Memory.V1.GetPreferencesRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.GetPreferencesResponse {
    try await Self.withStatuses {
      let all = try await store.preferences(
        tenant: Self.tenant(request.tenantID), person: request.personID)
      return .init(preferences: all.map(Apus.Memory.V1.Preference.init))
    }
  }
}

extension NewFact {
  init(_ fact: Apus.Memory.V1.NewFact) {
    self.init(
      subject: fact.subject, predicate: fact.predicate, value: fact.value,
      validFrom: fact.validFromMs.map(Int.init), validTo: fact.validToMs.map(Int.init),
      session: fact.sessionID, position: Int(clamping: fact.turnPosition),
      timeToLiveSeconds: fact.ttlS.map(Int.init(clamping:)))
  }
}

extension Apus.Memory.V1.Fact {
  init(_ fact: Fact) {
    self.init(
      number: UInt64(fact.number), subject: fact.subject, predicate: fact.predicate,
      value: fact.value, validFromMs: Int64(fact.validFrom),
      validToMs: fact.validTo.map(Int64.init),
      recordedAtMs: Int64(fact.recordedAt), recordedUntilMs: fact.recordedUntil.map(Int64.init),
      sessionID: fact.session, turnPosition: UInt64(fact.position),
      expiresAtMs: fact.expiresAt.map(Int64.init))
  }
}

extension Apus.Memory.V1.Preference {
  init(_ preference: Preference) {
    self.init(
      name: preference.name, value: preference.value, updatedAtMs: Int64(preference.updatedAt))
  }
}
