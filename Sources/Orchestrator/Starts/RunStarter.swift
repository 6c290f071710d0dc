internal import Store
internal import Transport

/// Begins runs that nobody submits: those of schedules, and those of events whose tenant had no room for them.
///
/// One process at a time takes the ticks of schedules, by a fenced lease; each tick becomes a start in the transaction that
/// takes it. Any process begins a start that is due: its idempotency key makes it one run, whoever is first. A tenant
/// that has as many unfinished runs as may be is asked again later, with one start, and holds up nobody else: ticks are
/// taken after each page of starts, and the tenants of a page do not wait for each other.
struct RunStarter: Sendable {
  /// However long nothing is due, it is looked again after this time.
  private static let lookInterval = Duration.seconds(1)
  private static let countMax = 64
  /// How long a start waits at most that this process cannot read.
  private static let unreadableDelayMillisecondsMax = 60_000

  let orchestrator: Orchestrator
  /// Names this start of this process.
  let holder: String

  private var store: RunStore { orchestrator.store }
  private var observer: RunObserver { orchestrator.observer }

  /// Until cancelled.
  func run() async {
    let (store, missing) = (store, MissingStarts())
    let leaseMilliseconds = Int(orchestrator.leaseDuration / .milliseconds(1))
    let scheduler = Scheduler(
      store.database, holder: holder, leaseMilliseconds: leaseMilliseconds,
      skipped: { missing.unreadable($0, $1) }
    ) { ticks, connection in
      try RunSchedules.start(
        ticks, now: store.currentTime(), missing: missing, on: connection)
    }
    let loop = orchestrator.loops.next()
    var nextPass = Int.min
    var backoff = TimerBackoff()
    while !Task.isCancelled {
      var hasMore = false
      var wait = Self.lookInterval
      // Each by itself: runs begin where ticks cannot be taken, and the other way round.
      do {
        let now = store.currentTime()
        let tick = try await store.database.read { try CronSchedules.nextDue(on: $0) }
        // Without a schedule nobody leads, and nothing is written.
        if let tick, now >= min(tick, nextPass) || nextPass > now + leaseMilliseconds {
          nextPass = try await pass(scheduler, missing, now: now)
        }
        let left = tick.map { max(0, $0 - store.currentTime()) } ?? 0
        if left > 0 { wait = min(.milliseconds(left), wait) }
      } catch {
        if Task.isCancelled { return }
        observer.startsFailed(error)
      }
      do {
        hasMore = try await beginDue(&backoff) == Self.countMax
      } catch {
        if Task.isCancelled { return }
        observer.startsFailed(error)
        wait = Self.lookInterval
      }
      if !hasMore { try? await loop.sleep(for: wait) }
    }
  }

  /// Takes the ticks that are due, where this process leads; returns when to come again. Those of tenants for which
  /// nothing can be sealed are told and start nothing.
  private func pass(
    _ scheduler: Scheduler, _ missing: MissingStarts, now: Int
  ) async throws -> Int {
    while true {
      _ = missing.take()
      missing.sealing(nil)
      do {
        let next = try await store.noting(now) { try await scheduler.pass(now: now) }
        tell(missing.take())
        return next
      } catch let error as StoreError where error.isOfValue {
        // Each time it is another tenant, of the few whose ticks one pass takes.
        guard missing.notSealed(until: now + Self.unreadableDelayMillisecondsMax, error) else {
          throw error
        }
      }
    }
  }

  private func tell(_ missing: MissingStarts.Found) {
    for start in missing.dropped.values { observer.startDropped(start) }
    for (schedule, reason) in missing.unreadable { observer.scheduleUnreadable(schedule, reason) }
  }

  /// Begins what is due; returns how many were looked at. `backoff` is of tenants.
  private func beginDue(_ backoff: inout TimerBackoff) async throws -> Int {
    let now = store.currentTime()
    let due = try await store.database.read {
      try RunStart.due(now: now, countMax: Self.countMax, on: $0)
    }
    let tenants = Dictionary(grouping: due) { try? $0.start.get().tenant }
    let hasRoom = try await withThrowingTaskGroup(of: (String?, Bool).self) { group in
      for (tenant, starts) in tenants {
        group.addTask {
          for start in starts {
            guard try await settle(start) else { return (tenant, false) }
          }
          return (tenant, true)
        }
      }
      return try await group.reduce(into: [String?: Bool]()) { $0[$1.0] = $1.1 }
    }
    for case (let tenant?, let hasRoom) in hasRoom {
      if hasRoom {
        backoff.told(tenant)
      } else {
        try await postponeAll(of: tenant, by: .random(in: 0...backoff.failed(tenant)))
      }
    }
    return due.count
  }

  /// False when its tenant has no room, for others as little.
  private func settle(_ due: RunStart.Due) async throws -> Bool {
    let (timer, start): (Timers.Fired, RunStart)
    do {
      (timer, start) = (due.timer, try due.start.get())
    } catch let error as StoreError where error.code == .forgotten {
      try await giveUp(due.timer, nil, "its tenant's keys were forgotten")
      return true
    } catch {
      try await postpone(due.timer, error)
      return true
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
    } catch let error as StoreError where error.isOfValue {
      // What it begins cannot be read here, or its tenant's key cannot.
      try await postpone(timer, error)
    } catch {
      if Task.isCancelled { throw error }
      try await postpone(timer, start, error)
      if case Orchestrator.Refusal.full = error { return false }
    }
    return true
  }

  private func postpone(
    _ timer: Timers.Fired, _ start: RunStart, _ error: any Error
  ) async throws {
    var start = start
    start.failureCount += 1
    guard let delay = start.delayMilliseconds(draw: .random(in: 0..<1)) else {
      return try await giveUp(timer, start, "\(error)")
    }
    let (now, later) = (store.currentTime(), start)
    do {
      try await store.write(at: now) { connection in
        // Unless another process has begun it meanwhile.
        guard try Timers.cancel(timer.name, of: RunStart.kind, on: connection) else { return }
        try later.set(at: now + delay, now: now, on: connection)
      }
    } catch let error as StoreError where error.isOfValue {
      // It cannot be sealed anew, and waits as it is.
      return try await postpone(timer, error)
    }
    observer.startPostponed(start, "\(error)")
  }

  /// What this process cannot read may be another's to begin, which has the key or is newer.
  private func postpone(_ timer: Timers.Fired, _ error: any Error) async throws {
    let now = store.currentTime()
    let delay = Int.random(in: 1...Self.unreadableDelayMillisecondsMax)
    try await store.write(at: now) { connection in
      try Timers.postpone(
        timer.name, of: RunStart.kind, from: timer.dueMilliseconds, now: now,
        delayMilliseconds: delay, on: connection)
    }
    observer.startUnreadable(timer.name, error)
  }

  /// The starts of a tenant that are due wait, without having been tried.
  private func postponeAll(of tenant: String, by delay: Int) async throws {
    let now = store.currentTime()
    try await store.write(at: now) { connection in
      try Timers.postpone(
        dueBelow: RunStart.prefix(of: tenant), of: RunStart.kind, now: now,
        delayMilliseconds: delay, on: connection)
    }
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
