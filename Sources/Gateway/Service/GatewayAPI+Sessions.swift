package import Messages
package import RPC

extension GatewayAPI {
  package func createSession(
    _ request: Apus.Gateway.V1.CreateSessionRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.CreateSessionResponse {
    let tenantID = try context.tenantID
    let response = try await backends.memory {
      try await $0.createSession(
        .init(
          tenantID: tenantID, sessionID: request.sessionID, title: request.title,
          ttlS: request.ttlS, personID: request.personID),
        options: .forward)
    }
    return .init(session: response.session)
  }

  package func getSession(
    _ request: Apus.Gateway.V1.GetSessionRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.GetSessionResponse {
    let tenantID = try context.tenantID
    let response = try await backends.memory {
      try await $0.getSession(
        .init(tenantID: tenantID, sessionID: request.sessionID), options: .forward)
    }
    return .init(session: response.session)
  }

  package func listSessions(
    _ request: Apus.Gateway.V1.ListSessionsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListSessionsResponse {
    let tenantID = try context.tenantID
    let response = try await backends.memory {
      try await $0.listSessions(
        .init(tenantID: tenantID, pageSize: request.pageSize, pageToken: request.pageToken),
        options: .forward)
    }
    return .init(sessions: response.sessions, nextPageToken: response.nextPageToken)
  }

  package func listTurns(
    _ request: Apus.Gateway.V1.ListTurnsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListTurnsResponse {
    let tenantID = try context.tenantID
    let response = try await backends.memory {
      try await $0.listTurns(
        .init(
          tenantID: tenantID, sessionID: request.sessionID,
          afterPosition: request.afterPosition, pageSize: request.pageSize),
        options: .forward)
    }
    return .init(turns: response.turns, more: response.more)
  }

  package func searchTurns(
    _ request: Apus.Gateway.V1.SearchTurnsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.SearchTurnsResponse {
    let tenantID = try context.tenantID
    let response = try await backends.memory {
      try await $0.searchTurns(
        .init(
          tenantID: tenantID, sessionID: request.sessionID, query: request.query,
          limit: request.limit),
        options: .forward)
    }
    return .init(matches: response.matches)
  }
}
