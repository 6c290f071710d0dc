internal import Messages

/// The JSON of what the API returns: names as in the protos, absent values left out.
extension JSONValue {
  static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

  static func run(_ run: Apus.Orchestrator.V1.Run) -> JSONValue {
    .fields([
      "run_id": .string(run.runID),
      "workflow": .string(run.workflow),
      "state": .string(run.state.label),
      "question": .string(run.question),
      "session_id": run.sessionID.isEmpty ? nil : .string(run.sessionID),
      "submitted_at_ms": .integer(run.submittedAtMs),
      "ended_at_ms": run.endedAtMs.map(JSONValue.integer),
      "reason": run.reason.isEmpty ? nil : .string(run.reason),
      "trace_id": run.traceID.isEmpty ? nil : .string(run.traceID),
      "paused": run.paused ? .bool(true) : nil,
      "parent_run_id": run.parentRunID.isEmpty ? nil : .string(run.parentRunID),
      "origin_run_id": run.originRunID.isEmpty ? nil : .string(run.originRunID),
      "report": run.report.map(JSONValue.report),
      "outputs": run.outputs.map { JSONValue($0) },
      "steps": run.steps.isEmpty ? nil : .array(run.steps.map(JSONValue.step)),
    ])
  }

  static func workflow(_ workflow: Apus.Orchestrator.V1.Workflow) -> JSONValue {
    .fields([
      "name": .string(workflow.name), "version": .integer(Int64(workflow.version)),
      "description": workflow.description.isEmpty ? nil : .string(workflow.description),
      "built_in": .bool(workflow.builtIn),
    ])
  }

  static func explanation(_ graph: Apus.Orchestrator.V1.ExplainRunResponse) -> JSONValue {
    .fields([
      "points": .array(graph.points.map(JSONValue.point)),
      "links": .array(
        graph.links.map {
          .fields(["from": .string($0.from), "to": .string($0.to), "role": .string($0.role)])
        }),
      "outcome": .string(graph.outcome),
    ])
  }

  private static func point(_ point: Apus.Orchestrator.V1.RunPoint) -> JSONValue {
    .fields([
      "id": .string(point.id), "by": .string(point.by), "outcome": .string(point.outcome),
      "attempts": .array(
        point.attempts.map {
          .fields([
            "number": .integer(Int64($0.number)), "role": .string($0.role),
            "started_at_ms": .integer($0.startedAtMs),
            "ended_at_ms": $0.endedAtMs.map(JSONValue.integer), "outcome": .string($0.outcome),
            "sequence": .integer(Int64(clamping: $0.sequence)),
          ])
        }),
      "reason": point.reason.isEmpty ? nil : .string(point.reason),
      "summary": point.summary.isEmpty ? nil : .string(point.summary),
      "tools_called": .strings(point.toolsCalled),
      "tokens_used": .integer(Int64(clamping: point.tokensUsed)),
      "evidence": point.evidence.map { JSONValue($0) },
      "output": point.output.map { JSONValue($0) },
    ])
  }

  static func report(_ report: Apus.Orchestrator.V1.Report) -> JSONValue {
    .fields([
      "answer": .string(report.answer),
      "sources": .array(report.sources.map(JSONValue.source)),
      "sub_questions": .strings(report.subQuestions),
      "usage": report.synthesisUsage.map(JSONValue.usage),
      "model": report.model.map(JSONValue.model),
    ])
  }

  static func source(_ source: Apus.Orchestrator.V1.Source) -> JSONValue {
    .fields([
      "number": .integer(Int64(source.number)),
      "document_title": .string(source.documentTitle),
      "document_uri": .string(source.documentUri),
      "section": .strings(source.section),
      "score": .number(source.score),
      "cosine": source.cosine.map { .number(Double($0)) },
      "chunk_id": .string(source.chunkID),
      "text": .string(source.text),
    ])
  }

  static func usage(_ usage: Apus.Inference.V1.Usage) -> JSONValue {
    .fields([
      "prompt_tokens": .integer(Int64(usage.promptTokens)),
      "completion_tokens": .integer(Int64(usage.completionTokens)),
      "ttft_ms": .number(usage.ttftMs),
      "queue_ms": .number(usage.queueMs),
      "prefill_tokens_per_s": .number(usage.prefillTokensPerS),
      "decode_tokens_per_s": .number(usage.decodeTokensPerS),
      "speculation": usage.speculation.map { Self.speculation($0) },
    ])
  }

  static func speculation(_ usage: Apus.Inference.V1.SpeculationUsage) -> JSONValue {
    func counts(_ values: [UInt32]) -> JSONValue { .array(values.map { .integer(Int64($0)) }) }
    return .fields([
      "steps": .integer(Int64(usage.steps)), "proposed": .integer(Int64(usage.proposed)),
      "accepted": .integer(Int64(usage.accepted)),
      "mean_accepted_per_step": .number(usage.meanAcceptedPerStep),
      "rows_wasted": .integer(Int64(usage.rowsWasted)),
      "proposers": .array(
        usage.proposers.map {
          .fields([
            "name": .string($0.name), "proposed": counts($0.proposed),
            "accepted": counts($0.accepted),
          ])
        }),
    ])
  }

  static func model(_ model: Apus.Inference.V1.ModelInfo) -> JSONValue {
    .fields([
      "name": .string(model.name),
      "sha256": .string(model.sha256),
      "architecture": .string(model.architecture),
      "context_length": .integer(Int64(model.contextLength)),
      "vocabulary_size": .integer(Int64(model.vocabularySize)),
      "parameter_count": .integer(Int64(clamping: model.parameterCount)),
    ])
  }

  static func step(_ step: Apus.Orchestrator.V1.Step) -> JSONValue {
    .fields([
      "step_id": .string(step.stepID),
      "agent": .string(step.agent),
      "state": .string(step.state.label),
      "attempts": .integer(Int64(step.attempts)),
      "started_at_ms": step.startedAtMs.map(JSONValue.integer),
      "ended_at_ms": step.endedAtMs.map(JSONValue.integer),
      "reason": step.reason.isEmpty ? nil : .string(step.reason),
      "summary": step.summary.isEmpty ? nil : .string(step.summary),
    ])
  }

  static func event(_ event: Apus.Orchestrator.V1.RunEvent) -> JSONValue {
    .fields([
      "sequence": .integer(Int64(clamping: event.sequence)),
      "type": .string(event.type),
      "step_id": event.stepID.isEmpty ? nil : .string(event.stepID),
      "recorded_at_ms": .integer(event.recordedAtMs),
      "summary": .string(event.summary),
    ])
  }

  static func session(_ session: Apus.Memory.V1.Session) -> JSONValue {
    .fields([
      "session_id": .string(session.sessionID),
      "title": .string(session.title),
      "created_at_ms": .integer(session.createdAtMs),
      "updated_at_ms": .integer(session.updatedAtMs),
      "expires_at_ms": session.expiresAtMs.map(JSONValue.integer),
      "turn_count": .integer(Int64(clamping: session.turnCount)),
    ])
  }

  static func turn(_ turn: Apus.Memory.V1.Turn) -> JSONValue {
    .fields([
      "position": .integer(Int64(clamping: turn.position)),
      "speaker": .string(turn.speaker.label),
      "text": .string(turn.text),
      "stored_at_ms": .integer(turn.storedAtMs),
      "run_id": turn.runID.isEmpty ? nil : .string(turn.runID),
    ])
  }

  static func ingestResult(_ result: Apus.Retrieval.V1.IngestResponse) -> JSONValue {
    .fields([
      "uri": .string(result.uri),
      "outcome": .string(result.outcome.label),
      "problem": result.problem.isEmpty ? nil : .string(result.problem),
      "document_id": result.document.map { .string($0.documentID) },
      "title": result.document.map { .string($0.title) },
      "chunk_count": result.document.map { .integer(Int64($0.chunkCount)) },
    ])
  }

  /// As a result of its own, of what is not a document and was not sent.
  static func skipped(_ problem: PathProblem) -> JSONValue {
    .fields([
      "uri": .string(problem.path), "outcome": "skipped", "problem": .string(problem.reason),
    ])
  }

  static func service(_ service: Apus.Gateway.V1.ServiceStatus) -> JSONValue {
    .fields([
      "name": .string(service.name),
      "version": .string(service.version),
      "ready": .bool(service.ready),
      "reason": service.reason.isEmpty ? nil : .string(service.reason),
      "uptime_s": .integer(Int64(clamping: service.uptimeS)),
      "calls_in_flight": .integer(Int64(service.callsInFlight)),
      "address": .string(service.address),
    ])
  }
}
