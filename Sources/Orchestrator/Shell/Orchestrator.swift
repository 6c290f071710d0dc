internal import Foundation
package import Service
internal import Store
internal import Synchronization
package import Transport

/// Accepts runs, performs a bounded number of them at a time, and remembers all of them.
///
/// Bounds: `runningCountMax` runs are performed at once and `queuedCountMax` more may wait; a further
/// one is refused. Each run has at most `RunMachine.listCountMax` attempts of a step in flight.
package final class Orchestrator: Sendable {
  package struct Limits: Sendable {
    package var runningCountMax: Int
    package var queuedCountMax: Int

    package init(runningCountMax: Int = 32, queuedCountMax: Int = 1_000) {
      self.runningCountMax = runningCountMax
      self.queuedCountMax = queuedCountMax
    }
  }

  /// Why a run was not taken.
  package enum Refusal: Error, Sendable, Hashable {
    case unknownWorkflow(String, known: [String])
    /// As many unfinished runs as may be.
    case full(Int)
    case noSuchRun(String)
    /// The idempotency key belongs to a run of another question or workflow.
    case keyInUse(String, runID: String)
  }

  package let store: RunStore
  private let agents: [String: any Agent]
  private let workflows: [String: WorkflowDefinition]
  private let limits: Limits
  private let observer: RunObserver
  private let loops: EventLoopGroup
  private let live = LiveRuns()
  /// Submissions that were admitted but are not yet in `live`.
  private let reserved = Mutex(0)
  private let queue: AsyncStream<String>
  private let enqueue: AsyncStream<String>.Continuation

  /// Checks the workflows against the agents; throws `WorkflowProblems` for one that cannot run.
  /// Runs wait on the timers of `loops`.
  package init(
    store: RunStore, agents: [any Agent], workflows: [WorkflowDefinition],
    limits: Limits = Limits(), loops: EventLoopGroup, logger: Logger, metrics: MetricsRegistry
  ) throws(WorkflowProblems) {
    self.store = store
    self.agents = Dictionary(uniqueKeysWithValues: agents.map { ($0.name, $0) })
    let signatures = self.agents.mapValues(\.signature)
    for workflow in workflows {
      try WorkflowValidator.validate(workflow, agents: signatures)
    }
    self.workflows = Dictionary(uniqueKeysWithValues: workflows.map { ($0.name, $0) })
    self.limits = limits
    self.loops = loops
    observer = RunObserver(logger: logger, metrics: metrics)
    (queue, enqueue) = AsyncStream.makeStream(of: String.self)
    metrics.gauge(
      "apus_orchestrator_unfinished_runs", help: "Runs that are queued or running."
    ) { [live] in Double(live.count) }
  }

  /// Queues the runs that a former process left unfinished. Call it once, before anything else.
  package func recover() async throws -> Int {
    let ids = try await store.unfinishedRunIDs()
    for id in ids { admit(id) }
    return ids.count
  }

  /// Performs runs until cancelled. What is in flight then stays unfinished on disk and is resumed
  /// by the next process.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      var runningCount = 0
      for await id in queue {
        if runningCount == limits.runningCountMax {
          await group.next()
          runningCount -= 1
        }
        group.addTask { [self] in await perform(id) }
        runningCount += 1
      }
      group.cancelAll()
    }
  }

  /// Records a run; it will then end whatever happens to this process. A known idempotency key
  /// returns its run.
  package func submit(
    tenant: String, workflow: String, question: String, sessionID: String,
    idempotencyKey: String, traceparent: String
  ) async throws -> RunMachine {
    guard let definition = workflows[workflow] else {
      throw Refusal.unknownWorkflow(workflow, known: workflows.keys.sorted())
    }
    let submission = RunSubmission(
      runID: "r-" + UUID().uuidString.lowercased(), tenant: tenant, workflow: definition,
      question: question, sessionID: sessionID, idempotencyKey: idempotencyKey,
      traceparent: traceparent)
    if let known = try await store.run(tenant: tenant, idempotencyKey: idempotencyKey) {
      return try Self.joined(known, submission)
    }
    try reserve()
    defer { reserved.withLock { $0 -= 1 } }
    let (machine, isNew) = try await store.submit(submission)
    guard isNew else { return try Self.joined(machine, submission) }
    admit(submission.runID)
    return machine
  }

  /// The run that has the submission's idempotency key, unless it answers something else.
  private static func joined(
    _ machine: RunMachine, _ submission: RunSubmission
  ) throws(Refusal) -> RunMachine {
    guard let known = machine.submission, known.question == submission.question,
      known.workflow.name == submission.workflow.name
    else {
      throw .keyInUse(submission.idempotencyKey, runID: machine.submission?.runID ?? "")
    }
    return machine
  }

  /// Ends a run and stops what it has in flight; one that has ended is left as it is.
  package func cancel(tenant: String, id: String, reason: String) async throws -> RunMachine {
    var random = SystemRandomNumberGenerator()
    while true {
      guard let machine = try await store.run(tenant: tenant, id: id) else {
        throw Refusal.noSuchRun(id)
      }
      if machine.hasEnded { return machine }
      let time = store.currentTime()
      let decision = machine.decide(.cancelRequested(reason: reason), now: time, using: &random)
      do {
        try await store.record(decision, runID: id, after: machine.eventCount, at: time)
      } catch let error as StoreError where error.code == .versionConflict {
        // The run moved on in between: look again.
        continue
      }
      live[id]?.requestStop()
      live[id]?.changes.changed()
      observer.runEnded(decision.next)
      return decision.next
    }
  }

  /// What is known of an unfinished run beyond its history.
  package func liveRun(_ id: String) -> LiveRun? { live[id] }

  private func reserve() throws(Refusal) {
    let countMax = limits.runningCountMax + limits.queuedCountMax
    let isFull = reserved.withLock { reserved in
      if live.count + reserved >= countMax { return true }
      reserved += 1
      return false
    }
    if isFull { throw .full(countMax) }
  }

  private func admit(_ id: String) {
    if live.insert(id) != nil { enqueue.yield(id) }
  }

  private func perform(_ id: String) async {
    guard let run = live[id] else { return }
    await RunExecutor(
      runID: id, store: store, agents: agents, live: run, observer: observer, loop: loops.next()
    ).run()
    live.remove(id)
  }
}
