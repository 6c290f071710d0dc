package import Messages
package import RPC

extension GatewayAPI {
  package func submitRun(
    _ request: Apus.Gateway.V1.SubmitRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.SubmitRunResponse {
    let tenantID = try context.tenantID
    // Other workflows need not take a question.
    if request.workflow.isEmpty, request.inputs == nil { try Question.check(request.question) }
    let response = try await backends.orchestrator {
      try await $0.submitRun(
        .init(
          tenantID: tenantID, workflow: request.workflow, question: request.question,
          sessionID: request.sessionID, idempotencyKey: request.idempotencyKey,
          inputs: request.inputs, priority: request.priority),
        options: .forward)
    }
    return .init(run: response.run)
  }

  package func watchRun(
    _ request: Apus.Gateway.V1.WatchRunRequest,
    writer: ResponseWriter<Apus.Gateway.V1.WatchRunResponse>, context: ServerContext
  ) async throws {
    var following = RunFollowing(
      .init(
        tenantID: try context.tenantID, runID: request.runID,
        afterSequence: request.afterSequence, continuationToken: request.continuationToken))
    while true {
      do {
        return try await backends.orchestrator {
          try await $0.watchRun(following.request) { updates in
            for try await update in updates where following.arrived(update) {
              do {
                try await writer.write(.init(update: update))
              } catch {
                throw WatcherIsGone(error: error)
              }
            }
          }
        }
      } catch let gone as WatcherIsGone {
        throw gone.error
      } catch let error as RPCError where error.code == .unavailable {
        guard following.broke() else { throw error }
        try await Task.sleep(for: Self.resumptionPause)
      }
    }
  }

  private struct WatcherIsGone: Error {
    let error: any Error
  }

  /// Before another orchestrator is asked to go on.
  private static let resumptionPause = Duration.milliseconds(250)

  package func getRun(
    _ request: Apus.Gateway.V1.GetRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.GetRunResponse {
    let tenantID = try context.tenantID
    let response = try await backends.orchestrator {
      try await $0.getRun(.init(tenantID: tenantID, runID: request.runID), options: .forward)
    }
    return .init(run: response.run)
  }

  package func listRuns(
    _ request: Apus.Gateway.V1.ListRunsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListRunsResponse {
    let tenantID = try context.tenantID
    let response = try await backends.orchestrator {
      try await $0.listRuns(
        .init(
          tenantID: tenantID, state: request.state, pageSize: request.pageSize,
          pageToken: request.pageToken, paused: request.paused),
        options: .forward)
    }
    return .init(runs: response.runs, nextPageToken: response.nextPageToken)
  }

  package func cancelRun(
    _ request: Apus.Gateway.V1.CancelRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.CancelRunResponse {
    let tenantID = try context.tenantID
    let response = try await backends.orchestrator {
      try await $0.cancelRun(
        .init(tenantID: tenantID, runID: request.runID, reason: request.reason),
        options: .forward)
    }
    return .init(run: response.run)
  }
}
