internal import Crypto
package import Messages
package import RPC

extension GatewayAPI {
  /// How long the gateway tries to cancel the run of a caller that went away.
  private static let cancelTimeout = Duration.seconds(5)

  package func ask(
    _ request: Apus.Gateway.V1.AskRequest,
    writer: ResponseWriter<Apus.Gateway.V1.AskResponse>, context: ServerContext
  ) async throws {
    let tenantID = try context.tenantID
    try Question.check(request.question)
    let sessionID = try await ensureSession(for: request, tenantID: tenantID)
    let run = try await submit(request, sessionID: sessionID, tenantID: tenantID)
    do {
      try await writer.write(
        .init(update: .started(.init(runID: run.runID, sessionID: run.sessionID))))
      try await follow(run.runID, tenantID: tenantID, writer: writer)
    } catch {
      // A backend that fails leaves the run to be finished later; only a caller that left ends it.
      if Self.callerWentAway(error), !request.detach {
        await cancel(run.runID, tenantID: tenantID, trace: context.trace)
      }
      throw error
    }
  }

  /// The session to remember the question in: the one named, made when it does not exist yet.
  ///
  /// The name of a session that an idempotent call opens follows from its key, so that the repeated
  /// call finds it.
  private func ensureSession(
    for request: Apus.Gateway.V1.AskRequest, tenantID: String
  ) async throws -> String {
    var name = request.sessionID
    if name.isEmpty, !request.idempotencyKey.isEmpty {
      name = "ask-" + Hex.encode(SHA256.hash(Array(request.idempotencyKey.utf8)).prefix(16))
    }
    let sessionID = name
    do {
      let response = try await backends.memory {
        try await $0.createSession(
          .init(
            tenantID: tenantID, sessionID: sessionID, title: Question.title(request.question)),
          options: .forward)
      }
      return response.session?.sessionID ?? sessionID
    } catch let error as RPCError where error.code == .alreadyExists && !sessionID.isEmpty {
      return sessionID
    }
  }

  /// Records the run. Without a key of the caller's, one of ours makes a retry by the channel safe.
  private func submit(
    _ request: Apus.Gateway.V1.AskRequest, sessionID: String, tenantID: String
  ) async throws -> Apus.Orchestrator.V1.Run {
    let key =
      request.idempotencyKey.isEmpty ? Hex.encode(SecureRandom.bytes(16)) : request.idempotencyKey
    let response = try await backends.orchestrator {
      try await $0.submitRun(
        .init(
          tenantID: tenantID, workflow: "research", question: request.question,
          sessionID: sessionID, idempotencyKey: key),
        options: .forward)
    }
    guard let run = response.run else {
      throw RPCError(.internalError, "the orchestrator recorded a run and did not say which")
    }
    return run
  }

  private func follow(
    _ runID: String, tenantID: String, writer: ResponseWriter<Apus.Gateway.V1.AskResponse>
  ) async throws {
    try await backends.orchestrator {
      try await $0.watchRun(.init(tenantID: tenantID, runID: runID)) { updates in
        for try await message in updates {
          switch message.update {
          case .event(let event): try await writer.write(.init(update: .event(event)))
          case .tokens(let tokens): try await writer.write(.init(update: .tokens(tokens)))
          case .ended(let run): try await writer.write(.init(update: .ended(run)))
          case nil: continue  // an update that this version does not know
          }
        }
      }
    }
  }

  private static func callerWentAway(_ error: any Error) -> Bool {
    if Task.isCancelled || error is CancellationError { return true }
    guard let error = error as? RPCError else { return false }
    return error.code == .cancelled || error.code == .deadlineExceeded
  }

  /// Cancels the run for a caller that is gone.
  ///
  /// The one detached task here: every child of the handler's task would be cancelled like it, and
  /// its deadline may have passed. It is awaited, so it never outlives the call by itself, and
  /// `cancelTimeout` bounds both.
  private func cancel(_ runID: String, tenantID: String, trace: TraceContext) async {
    let orchestrator = backends.orchestrator.channel
    let scope = CallScope(deadline: nil, trace: trace)
    await Task.detached {
      await CallScope.$current.withValue(scope) {
        _ = try? await Apus.Orchestrator.V1.OrchestratorServiceClient(channel: orchestrator)
          .cancelRun(
            .init(tenantID: tenantID, runID: runID, reason: "the caller went away"),
            options: CallOptions(timeout: Self.cancelTimeout))
      }
    }.value
  }
}
