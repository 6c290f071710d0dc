internal import Messages
internal import RPC

/// Runs as the API shows them.
extension Apus.Orchestrator.V1.Run {
  /// The whole run, with steps and report.
  init(_ machine: RunMachine) {
    self.init(
      workflow: machine.submission?.workflow.name ?? "",
      workflowVersion: UInt32(clamping: machine.submission?.workflow.version ?? 0),
      state: .init(rawValue: Int32(machine.status.rawValue)),
      submittedAtMs: Int64(machine.submittedAt), endedAtMs: machine.endedAt.map(Int64.init),
      reason: machine.reason, steps: machine.steps.map(Apus.Orchestrator.V1.Step.init))
    if let submission = machine.submission {
      runID = submission.runID
      question = submission.question
      sessionID = submission.sessionID
      traceID = TraceContext(traceparent: submission.traceparent)?.traceID ?? ""
      parentRunID = submission.parent?.runID ?? ""
      originRunID = submission.origin?.runID ?? ""
    }
    paused = machine.isPaused
    if case .succeeded(let value) = machine.phase {
      report = .init(value)
      outputs = value.structMessage
    }
  }

  /// The run without steps and report.
  init(_ summary: RunSummary) {
    self.init(
      runID: summary.id, workflow: summary.workflow,
      workflowVersion: UInt32(clamping: summary.workflowVersion),
      state: .init(rawValue: Int32(summary.status.rawValue)), question: summary.question,
      sessionID: summary.sessionID, submittedAtMs: Int64(summary.submittedAt),
      endedAtMs: summary.endedAt.map(Int64.init), reason: summary.reason,
      traceID: TraceContext(traceparent: summary.traceparent)?.traceID ?? "",
      paused: summary.isPaused)
  }
}

extension Apus.Orchestrator.V1.Step {
  init(_ step: RunMachine.Step) {
    self.init(
      stepID: "\(step.id)", agent: step.agent, attempts: UInt32(clamping: step.attemptCount),
      startedAtMs: Int64(step.startedAt), endedAtMs: step.endedAt.map(Int64.init),
      reason: step.reason)
    switch step.state {
    case .running: state = .running
    case .awaiting: state = .waiting
    case .waiting: state = .retrying
    case .failed: state = .failed
    case .cancelled: state = .cancelled
    case .skipped: state = .skipped
    case .undoing: state = .undoing
    case .undone: state = .undone
    case .completed(let result):
      state = .succeeded
      summary = result.summary
    }
  }
}

extension Apus.Orchestrator.V1.Report {
  /// Reads the report of a workflow; fields that it does not give stay empty.
  init(_ value: Value) {
    self.init(
      answer: value.field(["answer"])?.string ?? "",
      subQuestions: value.field(["subQuestions"])?.list?.compactMap(\.string) ?? [])
    let passages = try? value.field(["sources"])?.decoded(as: [Passage].self)
    sources = (passages ?? []).enumerated().map { index, passage in
      .init(
        number: UInt32(index + 1), documentTitle: passage.documentTitle,
        documentUri: passage.documentURI, section: passage.section, score: passage.score,
        cosine: passage.cosine.map(Float.init), text: passage.text, chunkID: passage.chunkID)
    }
    if let usage = try? value.field(["usage"])?.decoded(as: ModelUsage.self) {
      synthesisUsage = .init(usage)
    }
    if let identity = try? value.field(["model"])?.decoded(as: ModelIdentity.self) {
      model = .init(identity)
    }
  }
}

extension Apus.Inference.V1.Usage {
  init(_ usage: ModelUsage) {
    self.init(
      promptTokens: UInt32(clamping: usage.promptTokens),
      completionTokens: UInt32(clamping: usage.completionTokens),
      ttftMs: usage.ttftMilliseconds, queueMs: usage.queueMilliseconds,
      prefillTokensPerS: usage.prefillTokensPerSecond,
      decodeTokensPerS: usage.decodeTokensPerSecond,
      speculation: .init(
        steps: UInt32(clamping: usage.steps), proposed: UInt32(clamping: usage.proposed),
        accepted: UInt32(clamping: usage.accepted)))
  }
}

extension Apus.Inference.V1.ModelInfo {
  init(_ model: ModelIdentity) {
    self.init(
      name: model.name, sha256: model.sha256, architecture: model.architecture,
      contextLength: UInt32(clamping: model.contextLength),
      vocabularySize: UInt32(clamping: model.vocabularySize),
      parameterCount: UInt64(clamping: model.parameterCount))
  }
}

extension Apus.Orchestrator.V1.WatchRunResponse {
  init(_ update: RunWatch.Update) {
    switch update {
    case .event(let entry):
      self.init(
        update: .event(
          .init(
            sequence: UInt64(entry.sequence), type: entry.name,
            stepID: entry.event.step.map { "\($0)" } ?? "",
            recordedAtMs: Int64(entry.recordedAt), summary: entry.event.summary)))
    case .text(let piece):
      self.init(
        update: .tokens(
          .init(
            stepID: "\(piece.step)", text: piece.text,
            tokenCount: UInt32(clamping: piece.tokenCount),
            attempt: UInt32(clamping: piece.attempt))))
    case .ended(let machine):
      self.init(update: .ended(.init(machine)))
    }
  }
}

extension RunEvent {
  /// One line for people.
  fileprivate var summary: String {
    switch self {
    case .submitted(let submission):
      "workflow \(submission.workflow.name) version \(submission.workflow.version)"
    case .stepMapped(_, let count): "\(count) elements"
    case .stepSkipped(_, let reason): reason
    case .attemptStarted(_, let attempt): "attempt \(attempt)"
    case .childStarted(_, let attempt, let runID): "attempt \(attempt): run \(runID)"
    case .attemptFailed(_, let attempt, let reason, _): "attempt \(attempt): \(reason)"
    case .attemptInterrupted(_, let attempt):
      "attempt \(attempt): its worker was not heard of in time"
    case .stepFellBack(_, let reason, let result):
      result == nil
        ? "the fallback's agent takes over: \(reason)" : "the fallback's value: \(reason)"
    case .stepCompleted(_, _, let result), .stepCopied(_, let result): result.summary
    case .signalled(let name, _, let by): "signal \(name) by \(by)"
    case .paused(let by), .resumed(let by): "by \(by)"
    case .compensationBegan(.failed(_, let reason)), .compensationBegan(.cancelled(let reason)):
      "what can be undone is undone: \(reason)"
    case .stepCompensated(_, let attempt, let summary): "attempt \(attempt): \(summary)"
    case .compensationFailed(_, _, let reason): reason
    case .retried(let step, let by): step.map { "from \($0), by \(by)" } ?? "by \(by)"
    case .runSucceeded: "the report is complete"
    case .runFailed(_, let reason), .runCancelled(let reason): reason
    }
  }
}
