internal import Foundation

/// What people and programs ask of runs while they go on, or after.
extension Orchestrator {
  package func pause(tenant: String, id: String, by: String) async throws -> RunMachine {
    try await tell(.pauseRequested(by: by), tenant: tenant, id: id)
  }

  package func resume(tenant: String, id: String, by: String) async throws -> RunMachine {
    try await tell(.resumeRequested(by: by), tenant: tenant, id: id)
  }

  package func signal(
    _ name: String, _ payload: Value, tenant: String, id: String, by: String
  ) async throws -> RunMachine {
    try await tell(.signalled(name: name, payload: payload, by: by), tenant: tenant, id: id)
  }

  /// The answer that a step asks for, such as "approval" or "approval[1]".
  package func answer(
    _ step: String, _ answer: Value, tenant: String, id: String, by: String, groups: [String]
  ) async throws -> RunMachine {
    guard let step = StepID(text: step) else {
      throw Refusal.refused("'\(step)' names no step: give 'approval', or 'approval[1]'")
    }
    return try await tell(
      .answered(step: step, answer: answer, by: by, groups: groups), tenant: tenant, id: id)
  }

  /// Has a run that failed or was cancelled go on, with `step` and what follows from it anew.
  package func retry(
    tenant: String, id: String, from step: String?, by: String
  ) async throws -> RunMachine {
    try await tell(.retryRequested(step: step, by: by), tenant: tenant, id: id)
  }

  /// A new run that begins where another one stood before a step. A known idempotency key returns its
  /// run.
  package func fork(
    tenant: String, id: String, before step: String, inputs: Value?, idempotencyKey: String,
    traceparent: String
  ) async throws -> RunMachine {
    guard let machine = try await store.run(tenant: tenant, id: id) else {
      throw Refusal.noSuchRun(id)
    }
    let fork: RunFork
    do {
      fork = try machine.fork(
        before: step, runID: Self.newRunID(), inputs: inputs, idempotencyKey: idempotencyKey,
        traceparent: traceparent)
    } catch let error as RunMachine.ForkRefusal {
      throw Refusal.refused(error.description)
    }
    let recorded = try await begin(fork.submission, .forked(fork))
    guard recorded.submission?.origin == fork.submission.origin else {
      throw Refusal.keyInUse(idempotencyKey, runID: recorded.submission?.runID ?? "")
    }
    return recorded
  }

  /// What led to what in a run.
  package func explain(tenant: String, id: String) async throws -> RunExplanation {
    guard try await store.hasRun(id, tenant: tenant) else { throw Refusal.noSuchRun(id) }
    var explanation = RunExplanation()
    while true {
      let page = try await store.history(of: id, after: explanation.eventCount)
      if page.isEmpty { return explanation }
      for entry in page { explanation.take(entry.event, at: entry.recordedAt) }
    }
  }

  static func newRunID() -> String { "r-" + UUID().uuidString.lowercased() }
}
