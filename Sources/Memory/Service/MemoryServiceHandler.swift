package import Messages
package import RPC
package import Service
internal import Store

/// `apus.memory.v1.MemoryService` over a `MemoryStore`: messages in, messages out, errors as statuses.
package struct MemoryServiceHandler: Apus.Memory.V1.MemoryService {
  let store: MemoryStore
  let cacheMetrics: CacheMetrics

  package init(store: MemoryStore, metrics: MetricsRegistry) {
    self.store = store
    cacheMetrics = CacheMetrics(metrics)
  }

  package func createSession(
    _ request: Apus.Memory.V1.CreateSessionRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.CreateSessionResponse {
    try await Self.withStatuses {
      let session = try await store.createSession(
        tenant: Self.tenant(request.tenantID), id: request.sessionID, title: request.title,
        person: request.personID, timeToLiveSeconds: request.ttlS.map(Int.init(clamping:)))
      return .init(session: .init(session))
    }
  }

  package func getSession(
    _ request: Apus.Memory.V1.GetSessionRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.GetSessionResponse {
    try await Self.withStatuses {
      let session = try await store.session(
        tenant: Self.tenant(request.tenantID), id: request.sessionID)
      return .init(session: .init(session))
    }
  }

  package func listSessions(
    _ request: Apus.Memory.V1.ListSessionsRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.ListSessionsResponse {
    try await Self.withStatuses {
      let (sessions, next) = try await store.sessions(
        tenant: Self.tenant(request.tenantID), pageSize: Int(request.pageSize),
        pageToken: request.pageToken)
      return .init(sessions: sessions.map(Apus.Memory.V1.Session.init), nextPageToken: next)
    }
  }

  package func appendTurns(
    _ request: Apus.Memory.V1.AppendTurnsRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.AppendTurnsResponse {
    try await Self.withStatuses {
      let turns = try request.turns.enumerated().map { index, turn in
        try Self.newTurn(turn, field: "turns[\(index)]")
      }
      let stored = try await store.append(
        tenant: Self.tenant(request.tenantID), session: request.sessionID, turns: turns,
        idempotencyKey: request.idempotencyKey)
      return .init(turns: stored.map(Apus.Memory.V1.Turn.init))
    }
  }

  package func listTurns(
    _ request: Apus.Memory.V1.ListTurnsRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.ListTurnsResponse {
    try await Self.withStatuses {
      let (turns, more) = try await store.turns(
        tenant: Self.tenant(request.tenantID), session: request.sessionID,
        after: Int(clamping: request.afterPosition), pageSize: Int(request.pageSize))
      return .init(turns: turns.map(Apus.Memory.V1.Turn.init), more: more)
    }
  }

  package func searchTurns(
    _ request: Apus.Memory.V1.SearchTurnsRequest, context: ServerContext
  ) async throws -> Apus.Memory.V1.SearchTurnsResponse {
    try await Self.withStatuses {
      let matches = try await store.search(
        tenant: Self.tenant(request.tenantID), session: request.sessionID, query: request.query,
        limit: Int(request.limit))
      return .init(
        matches: matches.map { match in
          .init(sessionID: match.sessionID, turn: .init(match.turn), score: match.score)
        })
    }
  }

  static func tenant(_ id: String) -> String {
    id.isEmpty ? "default" : id
  }

  private static func newTurn(
    _ turn: Apus.Memory.V1.Turn, field: String
  ) throws(MemoryError) -> NewTurn {
    guard let speaker = Turn.Speaker(rawValue: Int(turn.speaker.rawValue)) else {
      throw .invalid(
        "\(field).speaker is \(turn.speaker.rawValue); give SPEAKER_USER, SPEAKER_ASSISTANT or "
          + "SPEAKER_TOOL")
    }
    return NewTurn(
      speaker: speaker, text: turn.text, runID: turn.runID, metadata: turn.metadata,
      attachmentIDs: turn.attachments.map(\.attachmentID))
  }

  /// Turns the store's errors into the statuses that the API promises.
  static func withStatuses<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as MemoryError {
      let code: RPCError.Code =
        switch error {
        case .sessionNotFound, .attachmentNotFound: .notFound
        case .sessionExists, .attachmentExists: .alreadyExists
        case .invalid: .invalidArgument
        }
      throw RPCError(code, error.description, cause: error)
    } catch let error as StoreError {
      throw RPCError(.init(rawValue: error.rpcStatusNumber), error.message, cause: error)
    }
  }
}

extension Apus.Memory.V1.Session {
  init(_ session: Session) {
    self.init(
      sessionID: session.id, title: session.title, createdAtMs: Int64(session.createdAt),
      updatedAtMs: Int64(session.updatedAt), expiresAtMs: session.expiresAt.map(Int64.init),
      turnCount: UInt64(session.turnCount), personID: session.personID)
  }
}

extension Apus.Memory.V1.Turn {
  init(_ turn: Turn) {
    self.init(
      position: UInt64(turn.position), speaker: .init(rawValue: Int32(turn.speaker.rawValue)),
      text: turn.text, storedAtMs: Int64(turn.storedAt), runID: turn.runID,
      metadata: turn.metadata, attachments: turn.attachments.map(Apus.Memory.V1.Attachment.init))
  }
}
