internal import Foundation
package import Service
internal import Store
internal import Synchronization
package import Transport

/// Accepts runs, performs a bounded number of them at a time, and remembers all of them.
///
/// Bounds: `runningCountMax` runs are performed at once and `queuedCountMax` more may wait; a further
/// one is refused. Each run has at most `RunMachine.listCountMax` attempts of a step in flight.
///
/// Any number of them share a store on PostgreSQL. Each performs the runs that were submitted to it, and
/// those of others that died (`RunStore+Owners`); any of them answers, watches and cancels all.
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
  /// The name of this life of this process.
  private let owner = "o-" + UUID().uuidString.lowercased()
  private let beatInterval: Duration
  private let live = LiveRuns()
  /// Submissions that were admitted but are not yet in `live`.
  private let reserved = Mutex(0)
  private let queue: AsyncStream<String>
  private let enqueue: AsyncStream<String>.Continuation

  /// Checks the workflows against the agents; throws `WorkflowProblems` for one that cannot run.
  /// Runs wait on the timers of `loops`. A process that misses `OwnerWatch.silentCountMax` beats in a row
  /// counts as dead.
  package init(
    store: RunStore, agents: [any Agent], workflows: [WorkflowDefinition],
    limits: Limits = Limits(), beatInterval: Duration = .seconds(2), loops: EventLoopGroup,
    logger: Logger, metrics: MetricsRegistry
  ) throws(WorkflowProblems) {
    self.store = store
    self.agents = Dictionary(uniqueKeysWithValues: agents.map { ($0.name, $0) })
    let signatures = self.agents.mapValues(\.signature)
    for workflow in workflows {
      try WorkflowValidator.validate(workflow, agents: signatures)
    }
    self.workflows = Dictionary(uniqueKeysWithValues: workflows.map { ($0.name, $0) })
    self.limits = limits
    self.beatInterval = beatInterval
    self.loops = loops
    observer = RunObserver(logger: logger, metrics: metrics)
    (queue, enqueue) = AsyncStream.makeStream(of: String.self)
    metrics.gauge(
      "apus_orchestrator_unfinished_runs", help: "Runs that are queued or running."
    ) { [live] in Double(live.count) }
  }

  /// Queues the runs that former processes left unfinished, as many as may be; `run` takes up the others
  /// later. Call it once, before anything else.
  package func recover() async throws -> Int {
    try await store.join(as: owner)
    var watch = OwnerWatch()
    try await beat(&watch)
    try await reconcile()
    return live.count
  }

  /// Performs runs until cancelled. What is in flight then stays unfinished on disk and is resumed by
  /// another process, or the next one.
  package func run() async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [self] in await followOwners() }
      group.addTask { [self] in await performQueued() }
    }
    // Without it the others only wait until they have missed enough beats.
    try? await store.leave(owner)
  }

  private func performQueued() async {
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
      inputs: try definition.completed(Self.inputs(definition, question, sessionID)),
      idempotencyKey: idempotencyKey, traceparent: traceparent)
    if let known = try await store.run(tenant: tenant, idempotencyKey: idempotencyKey) {
      return try Self.joined(known, submission)
    }
    try reserve()
    defer { reserved.withLock { $0 -= 1 } }
    let (machine, isNew) = try await store.submit(submission, owner: owner)
    guard isNew else { return try Self.joined(machine, submission) }
    admit(submission.runID, epoch: RunLease.firstEpoch)
    return machine
  }

  private static func inputs(
    _ definition: WorkflowDefinition, _ question: String, _ sessionID: String
  ) -> Value {
    let given: [String: Value] = ["question": .string(question), "sessionID": .string(sessionID)]
    return .object(given.filter { definition.inputs[$0.key] != nil })
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

  /// Ends a run and stops what it has in flight, whoever performs it; one that has ended is left as it is.
  package func cancel(tenant: String, id: String, reason: String) async throws -> RunMachine {
    var random = SystemRandomNumberGenerator()
    while true {
      guard var machine = try await store.run(tenant: tenant, id: id) else {
        throw Refusal.noSuchRun(id)
      }
      if machine.hasEnded { return machine }
      let time = store.currentTime()
      let version = machine.eventCount
      let decision = machine.decide(.cancelRequested(reason: reason), now: time, using: &random)
      do {
        try await store.record(
          decision, machine, runID: id, after: version, at: time, lease: nil)
      } catch let error as StoreError where error.code == .versionConflict {
        // The run moved on in between: look again.
        continue
      }
      live[id]?.requestStop()
      live[id]?.changes.changed()
      observer.runEnded(machine)
      return machine
    }
  }

  /// What is known of an unfinished run beyond its history.
  package func liveRun(_ id: String) -> LiveRun? { live[id] }

  func pause(for duration: Duration) async throws { try await loops.next().sleep(for: duration) }

  private var countMax: Int { limits.runningCountMax + limits.queuedCountMax }

  private func reserve() throws(Refusal) {
    let isFull = reserved.withLock { reserved in
      if live.count + reserved >= countMax { return true }
      reserved += 1
      return false
    }
    if isFull { throw .full(countMax) }
  }

  private func admit(_ id: String, epoch: Int) {
    if live.insert(id, epoch: epoch) { enqueue.yield(id) }
  }

  private func perform(_ id: String) async {
    guard let run = live[id] else { return }
    await RunExecutor(
      runID: id, lease: RunLease(owner: owner, epoch: run.epoch), store: store, agents: agents,
      live: run, observer: observer, loop: loops.next()
    ).run()
    live.remove(id)
  }
}

/// What other processes do.
extension Orchestrator {
  /// How often it is looked after runs that others ended or took, in parts of a beat's time.
  private static let looksPerBeat = 20

  /// Beats, takes up what others left, and lets go of what others ended or took, until cancelled.
  private func followOwners() async {
    var watch = OwnerWatch()
    var nextBeat = ContinuousClock.now
    while !Task.isCancelled {
      // Taken before reading, so that what happens meanwhile wakes the wait at once.
      let seen = store.database.commitCount
      do {
        if ContinuousClock.now >= nextBeat {
          // Counted from its end: others have had that time too while the store was slow.
          defer { nextBeat = ContinuousClock.now + beatInterval }
          try await beat(&watch)
        }
        try await reconcile()
      } catch {
        if !Task.isCancelled { observer.ownersFailed(error) }
        nextBeat = ContinuousClock.now + beatInterval
      }
      try? await pause(for: beatInterval / Self.looksPerBeat)
      await waitForCommit(after: seen, until: nextBeat)
    }
  }

  private func beat(_ watch: inout OwnerWatch) async throws {
    let room = countMax - live.count - reserved.withLock(\.self)
    let (beats, takenCount) = try await store.beat(
      owner, declaringDead: watch.dead, takingAtMost: room)
    watch.observed(beats)
    observer.runsTaken(takenCount)
  }

  /// Makes the runs that are performed here the ones that are this owner's.
  private func reconcile() async throws {
    // Before reading: a run that is submitted meanwhile is not missed in what was read.
    let performed = live.all
    let owned = try await store.runs(of: owner)
    let epochs = Dictionary(uniqueKeysWithValues: owned.map { ($0.id, $0.epoch) })
    for (id, run) in performed where epochs[id] != run.epoch { run.requestStop() }
    for (id, epoch) in owned { admit(id, epoch: epoch) }
  }

  private func waitForCommit(after seen: UInt64, until time: ContinuousClock.Instant) async {
    let loop = loops.next()
    let database = store.database
    await withTaskGroup(of: Void.self) { group in
      // Nobody else writes to a file.
      if database.location.isShared {
        group.addTask { _ = try? await database.commit(after: seen) }
      }
      group.addTask {
        try? await loop.sleep(for: max(.zero, ContinuousClock.now.duration(to: time)))
      }
      await group.next()
      group.cancelAll()
    }
  }
}
