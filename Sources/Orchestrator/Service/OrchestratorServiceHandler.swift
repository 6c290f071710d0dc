package import Messages
package import RPC
internal import Store

/// `apus.orchestrator.v1.OrchestratorService` over an `Orchestrator`.
package struct OrchestratorServiceHandler: Apus.Orchestrator.V1.OrchestratorService {
  private static let standardWorkflow = "research"

  let orchestrator: Orchestrator

  package init(orchestrator: Orchestrator) {
    self.orchestrator = orchestrator
  }

  package func submitRun(
    _ request: Apus.Orchestrator.V1.SubmitRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.SubmitRunResponse {
    try RequestBounds.check(request.tenantID, "tenant_id")
    try RequestBounds.check(request.sessionID, "session_id")
    try RequestBounds.check(request.idempotencyKey, "idempotency_key")
    try RequestBounds.check(request.question, "question", RequestBounds.questionByteCountMax)
    let priority = try RequestBounds.priority(request.priority)
    let workflow = request.workflow.isEmpty ? Self.standardWorkflow : request.workflow
    guard
      workflow != Self.standardWorkflow || request.inputs != nil
        || request.question.contains(where: { $0.isLetter || $0.isNumber })
    else { throw RPCError(.invalidArgument, "question holds no word; ask something") }
    return try await OrchestratorStatus.translating {
      let machine = try await orchestrator.submit(
        tenant: RequestBounds.tenant(request.tenantID), workflow: workflow,
        question: request.question, sessionID: request.sessionID,
        inputs: Value.fields(request.inputs),
        idempotencyKey: request.idempotencyKey, priority: priority,
        traceparent: context.trace.traceparent)
      return .init(run: .init(machine))
    }
  }

  package func watchRun(
    _ request: Apus.Orchestrator.V1.WatchRunRequest,
    writer: ResponseWriter<Apus.Orchestrator.V1.WatchRunResponse>, context: ServerContext
  ) async throws {
    try RequestBounds.check(request.runID, "run_id")
    try RequestBounds.check(request.continuationToken, "continuation_token")
    let tenant = try RequestBounds.tenant(request.tenantID)
    try await OrchestratorStatus.translating {
      let isThere = try await orchestrator.store.hasRun(request.runID, tenant: tenant)
      let secret = try await orchestrator.store.tokenSecret()
      let sequence = try position(of: request, tenant: tenant, secret: secret)
      guard isThere else { throw Orchestrator.Refusal.noSuchRun(request.runID) }
      var watch = RunWatch(orchestrator, runID: request.runID, afterSequence: sequence)
      try await watch.run { [store = orchestrator.store] update in
        var response = Apus.Orchestrator.V1.WatchRunResponse(update)
        if case .event(let entry) = update {
          let token = ContinuationToken(
            sequence: entry.sequence,
            expiresAt: store.currentTime() + ContinuationToken.lifetimeMilliseconds)
          response.continuationToken = token.text(
            runID: request.runID, tenant: tenant, secret: secret)
        }
        try await writer.write(response)
      }
    }
  }

  /// What the watcher has seen last.
  private func position(
    of request: Apus.Orchestrator.V1.WatchRunRequest, tenant: String, secret: [UInt8]
  ) throws -> Int {
    if request.continuationToken.isEmpty { return Int(clamping: request.afterSequence) }
    guard request.afterSequence == 0 else {
      throw RPCError(
        .invalidArgument, "after_sequence and continuation_token are both given; give one of them")
    }
    do {
      return try ContinuationToken(
        request.continuationToken, runID: request.runID, tenant: tenant, secret: secret,
        now: orchestrator.store.currentTime()
      ).sequence
    } catch .notOurs {
      throw RPCError(
        .invalidArgument,
        "continuation_token was changed, or is none of this store's: begin again without it")
    } catch .ofAnotherRun {
      throw RPCError(
        .permissionDenied, "continuation_token belongs to another tenant or another run")
    } catch .expired(let time) {
      throw RPCError(
        .failedPrecondition,
        "continuation_token expired at \(time) ms since 1970: begin again without it, or after a sequence number"
      )
    }
  }

  package func getRun(
    _ request: Apus.Orchestrator.V1.GetRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.GetRunResponse {
    .init(run: .init(try await run(request.tenantID, request.runID)))
  }

  package func listRuns(
    _ request: Apus.Orchestrator.V1.ListRunsRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListRunsResponse {
    try RequestBounds.check(request.tenantID, "tenant_id")
    let pageSize = request.pageSize == 0 ? 50 : Int(request.pageSize)
    guard (1...1000).contains(pageSize) else {
      throw RPCError(
        .invalidArgument, "page_size is \(request.pageSize); give 1 to 1000, or 0 for 50")
    }
    let number = request.pageToken.isEmpty ? Int.max : Int(request.pageToken)
    guard let number else {
      throw RPCError(
        .invalidArgument,
        "page_token is not one that a listing returned; leave it empty to start")
    }
    var status: RunStatus?
    if request.state != .unspecified {
      status = RunStatus(rawValue: Int(request.state.rawValue))
      guard status != nil else {
        throw RPCError(.invalidArgument, "state \(request.state.rawValue) is not known")
      }
    }
    return try await OrchestratorStatus.translating {
      let found = try await orchestrator.store.runs(
        tenant: RequestBounds.tenant(request.tenantID), status: status,
        isPaused: request.paused, below: number, countMax: pageSize + 1)
      let page = found.prefix(pageSize)
      return .init(
        runs: page.map(Apus.Orchestrator.V1.Run.init),
        nextPageToken: found.count > pageSize ? page.last.map { "\($0.number)" } ?? "" : "")
    }
  }

  package func cancelRun(
    _ request: Apus.Orchestrator.V1.CancelRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.CancelRunResponse {
    try RequestBounds.check(request.tenantID, "tenant_id")
    try RequestBounds.check(request.runID, "run_id")
    try RequestBounds.check(request.reason, "reason", RequestBounds.reasonByteCountMax)
    return try await OrchestratorStatus.translating {
      let reason = request.reason.isEmpty ? "cancelled by request" : request.reason
      let machine = try await orchestrator.cancel(
        tenant: RequestBounds.tenant(request.tenantID), id: request.runID, reason: reason)
      return .init(run: .init(machine))
    }
  }

  private func run(_ tenant: String, _ id: String) async throws -> RunMachine {
    try RequestBounds.check(tenant, "tenant_id")
    try RequestBounds.check(id, "run_id")
    return try await OrchestratorStatus.translating {
      guard
        let machine = try await orchestrator.store.run(tenant: RequestBounds.tenant(tenant), id: id)
      else { throw Orchestrator.Refusal.noSuchRun(id) }
      return machine
    }
  }
}
