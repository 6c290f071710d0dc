internal import Store
internal import Transport

/// Begins runs that nobody submits: those of schedules, and those of events whose tenant had no room for them.
///
/// One process at a time takes the ticks of schedules, by a fenced lease; each tick becomes a start in the transaction that
/// takes it. Any process begins a start that is due: its idempotency key makes it one run, whoever is first. A tenant
/// that has as many unfinished runs as may be is asked again later, up to a bound, and holds up nobody else.
struct RunStarter: Sendable {
  /// However long nothing is due, it is looked again after this time.
  private static let lookInterval = Duration.seconds(1)
  private static let countMax = 64

  let orchestrator: Orchestrator
  /// Names this start of this process.
  let holder: String

  private var store: RunStore { orchestrator.store }
  private var observer: RunObserver { orchestrator.observer }

  /// Until cancelled.
  func run() async {
    let store = store
    let leaseMilliseconds = Int(orchestrator.leaseDuration / .milliseconds(1))
    let scheduler = Scheduler(
      store.database, holder: holder, leaseMilliseconds: leaseMilliseconds
    ) { ticks, connection in
      try RunSchedules.start(ticks, now: store.currentTime(), on: connection)
    }
    let loop = orchestrator.loops.next()
    var nextPass = Int.min
    while !Task.isCancelled {
      do {
        let now = store.currentTime()
        let tick = try await store.database.read { try CronSchedules.nextDue(on: $0) }
        // Without a schedule nobody leads, and nothing is written.
        if let tick, now >= min(tick, nextPass) || nextPass > now + leaseMilliseconds {
          nextPass = try await scheduler.pass(now: now)
        }
        while try await beginDue() == Self.countMax {}
        let wait = tick.map { max(0, $0 - store.currentTime()) } ?? .max
        try await loop.sleep(
          for: wait == 0 ? Self.lookInterval : min(.milliseconds(wait), Self.lookInterval))
      } catch {
        if Task.isCancelled { return }
        observer.startsFailed(error)
        try? await loop.sleep(for: Self.lookInterval)
      }
    }
  }

  /// Begins what is due; returns how many were looked at.
  private func beginDue() async throws -> Int {
    let now = store.currentTime()
    let due = try await store.database.read {
      try RunStart.due(now: now, countMax: Self.countMax, on: $0)
    }
    for (timer, start) in due { try await settle(timer, start) }
    return due.count
  }

  private func settle(_ timer: Timers.Fired, _ start: RunStart?) async throws {
    guard let start else {
      return try await giveUp(timer, nil, "what is stored of it cannot be read")
    }
    do {
      try await orchestrator.begin(start)
      try await take(timer)
    } catch Orchestrator.Refusal.keyInUse {
      // It has begun, of a version that was given something else.
      try await take(timer)
    } catch Orchestrator.Refusal.unknownWorkflow {
      try await giveUp(timer, start, "there is no such workflow")
    } catch let problems as WorkflowProblems {
      try await giveUp(timer, start, "\(problems)")
    } catch {
      if Task.isCancelled { throw error }
      try await postpone(timer, start, "\(error)")
    }
  }

  private func postpone(
    _ timer: Timers.Fired, _ start: RunStart, _ reason: String
  ) async throws {
    var start = start
    start.failureCount += 1
    guard let delay = start.delayMilliseconds else {
      return try await giveUp(timer, start, reason)
    }
    let (now, later) = (store.currentTime(), start)
    try await store.write(at: now) { connection in
      // Unless another process has begun it meanwhile.
      guard try Timers.cancel(timer.name, of: RunStart.kind, on: connection) else { return }
      try later.set(at: now + delay, on: connection)
    }
    observer.startPostponed(start, reason)
  }

  private func giveUp(
    _ timer: Timers.Fired, _ start: RunStart?, _ reason: String
  ) async throws {
    if try await take(timer) { observer.startGivenUp(timer.name, start, reason) }
  }

  @discardableResult
  private func take(_ timer: Timers.Fired) async throws -> Bool {
    try await store.database.write {
      try Timers.cancel(timer.name, of: RunStart.kind, on: $0)
    }
  }
}

extension Orchestrator {
  /// Begins a run of the version that is registered now, unless it has begun. One whose workflow no longer has a schedule
  /// is not wanted.
  func begin(_ start: RunStart) async throws {
    let definition = try await workflow(start.workflow, tenant: start.tenant)
    guard
      let inputs = start.inputs ?? definition.trigger?.schedule.map({ .object($0.inputs) })
    else { return }
    _ = try await submit(
      definition, tenant: start.tenant, inputs: inputs, idempotencyKey: start.idempotencyKey,
      traceparent: start.traceparent)
  }
}
