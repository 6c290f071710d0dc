package import Messages
package import RPC

/// What people and programs ask of runs while they go on, or after.
extension OrchestratorServiceHandler {
  package func pauseRun(
    _ request: Apus.Orchestrator.V1.PauseRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.PauseRunResponse {
    .init(
      run: try await run(request.tenantID, request.runID, by: request.by) {
        try await orchestrator.pause(tenant: $0, id: request.runID, by: request.by)
      })
  }

  package func resumeRun(
    _ request: Apus.Orchestrator.V1.ResumeRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ResumeRunResponse {
    .init(
      run: try await run(request.tenantID, request.runID, by: request.by) {
        try await orchestrator.resume(tenant: $0, id: request.runID, by: request.by)
      })
  }

  package func signalRun(
    _ request: Apus.Orchestrator.V1.SignalRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.SignalRunResponse {
    try RequestBounds.check(request.name, "name")
    return .init(
      run: try await run(request.tenantID, request.runID, by: request.by) {
        try await orchestrator.signal(
          request.name, Value(request.payload), tenant: $0, id: request.runID, by: request.by)
      })
  }

  package func answerStep(
    _ request: Apus.Orchestrator.V1.AnswerStepRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.AnswerStepResponse {
    try RequestBounds.check(request.stepID, "step_id")
    return .init(
      run: try await run(request.tenantID, request.runID, by: request.by) {
        try await orchestrator.answer(
          request.stepID, Value(request.answer), tenant: $0, id: request.runID, by: request.by,
          groups: request.groups)
      })
  }

  package func publishEvent(
    _ request: Apus.Orchestrator.V1.PublishEventRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.PublishEventResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.eventName(request.name)
    try RequestBounds.check(request.idempotencyKey, "idempotency_key")
    let payload = Value.object(Value.fields(request.payload))
    return try await OrchestratorStatus.translating {
      let publication = try await orchestrator.publish(
        request.name, payload, tenant: tenant, idempotencyKey: request.idempotencyKey,
        traceparent: context.trace.traceparent)
      return .init(
        stepCount: UInt32(clamping: publication.reachedCount),
        sequence: UInt64(publication.sequence), isDuplicate: publication.isDuplicate,
        runIDs: publication.runIDs)
    }
  }

  package func retryRun(
    _ request: Apus.Orchestrator.V1.RetryRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.RetryRunResponse {
    try RequestBounds.check(request.stepID, "step_id")
    return .init(
      run: try await run(request.tenantID, request.runID, by: request.by) {
        try await orchestrator.retry(
          tenant: $0, id: request.runID, from: request.stepID.isEmpty ? nil : request.stepID,
          by: request.by)
      })
  }

  package func forkRun(
    _ request: Apus.Orchestrator.V1.ForkRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ForkRunResponse {
    try RequestBounds.check(request.stepID, "step_id")
    try RequestBounds.check(request.idempotencyKey, "idempotency_key")
    return .init(
      run: try await run(request.tenantID, request.runID) {
        try await orchestrator.fork(
          tenant: $0, id: request.runID, before: request.stepID,
          inputs: request.inputs.map { .object(Value.fields($0)) },
          idempotencyKey: request.idempotencyKey, traceparent: context.trace.traceparent)
      })
  }

  package func explainRun(
    _ request: Apus.Orchestrator.V1.ExplainRunRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ExplainRunResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.check(request.runID, "run_id")
    return try await OrchestratorStatus.translating {
      .init(try await orchestrator.explain(tenant: tenant, id: request.runID))
    }
  }

  /// The run after `body`, as the API shows it.
  private func run(
    _ tenant: String, _ id: String, by: String = "",
    _ body: (_ tenant: String) async throws -> RunMachine
  ) async throws -> Apus.Orchestrator.V1.Run {
    let tenant = try RequestBounds.tenant(tenant)
    try RequestBounds.check(id, "run_id")
    try RequestBounds.check(by, "by")
    return try await OrchestratorStatus.translating { .init(try await body(tenant)) }
  }
}

extension Apus.Orchestrator.V1.ExplainRunResponse {
  init(_ explanation: RunExplanation) {
    self.init(
      points: explanation.points.map(Apus.Orchestrator.V1.RunPoint.init),
      links: explanation.links.map { .init(from: $0.from, to: $0.to, role: $0.role) },
      outcome: explanation.outcome)
  }
}

extension Apus.Orchestrator.V1.RunPoint {
  fileprivate init(_ point: RunExplanation.Point) {
    self.init(
      id: point.id, by: point.by,
      attempts: point.attempts.map { attempt in
        .init(
          number: UInt32(clamping: attempt.number), role: attempt.role.rawValue,
          startedAtMs: Int64(attempt.startedAt), endedAtMs: attempt.endedAt.map(Int64.init),
          outcome: attempt.outcome, sequence: UInt64(attempt.sequence))
      },
      outcome: point.outcome, reason: point.reason, summary: point.summary,
      toolsCalled: point.toolsCalled, tokensUsed: UInt64(clamping: point.tokensUsed),
      evidence: point.evidence == .null ? nil : point.evidence.message,
      output: point.output?.message)
  }
}
