internal import Store
internal import Synchronization
internal import Transport

/// Leases tasks for the workers of this process and tells runs what became of them.
///
/// Bounds: a worker performs at most `capacity` tasks; what it has no place for stays in its queue, on disk.
/// While a worker performs, the process holds its leases by heartbeats; when the process ends, others get the tasks
/// at once (it said goodbye) or when the leases have run out.
final class Dispatcher: Sendable {
  private struct Place {
    let worker: Worker
    var inHandCount = 0
    /// Where to ask first, so that no agent of a worker starves beside another one.
    var turn = 0

    var freeCount: Int { worker.capacity - inHandCount }
  }

  private struct State {
    var places: [String: Place] = [:]
    /// Queues that may have tasks which nobody was given.
    var promising: Set<String> = []
    var held = HeldLeases<Task<Void, Never>>()
    /// Places that are kept for tasks which are being recorded.
    var keptCount = 0
    /// Whether tasks are handed out.
    var isRunning = false
  }

  private let store: RunStore
  private let observer: RunObserver
  private let witness: (any LeaseWitness)?
  private let loops: EventLoopGroup
  private let leaseDuration: Duration
  private let engine: RunEngine
  private let live: LiveRuns
  private let report: ResultReport
  private let state = Mutex(State())
  /// Changed when a queue is promising, or a worker has a place.
  private let changes = ChangeSignal()

  /// A lease runs out after `leaseDuration` without a heartbeat; three are sent in that time.
  init(
    store: RunStore, engine: RunEngine, live: LiveRuns, observer: RunObserver,
    loops: EventLoopGroup, leaseDuration: Duration, witness: (any LeaseWitness)? = nil
  ) {
    self.store = store
    self.observer = observer
    self.witness = witness
    self.loops = loops
    self.leaseDuration = leaseDuration
    self.engine = engine
    self.live = live
    report = ResultReport(
      store: store, engine: engine, observer: observer, witness: witness, loops: loops)
  }

  /// From now on the worker is given tasks.
  func add(_ worker: Worker) {
    state.withLock { state in
      state.places[worker.name] = Place(worker: worker)
      state.promising.formUnion(worker.agents)
    }
    changes.changed()
  }

  /// The worker is given nothing more; what it has in hand it may finish.
  func remove(_ name: String) {
    _ = state.withLock { $0.places.removeValue(forKey: name) }
  }

  var workerCount: Int { state.withLock { $0.places.count } }

  /// There may be tasks in these queues.
  func look(in queues: Set<String>) {
    state.withLock { $0.promising.formUnion(queues) }
    changes.changed()
  }

  /// There may be tasks for any worker.
  func lookEverywhere() {
    look(in: state.withLock { Set($0.places.values.flatMap(\.worker.agents)) })
  }

  /// Stops the attempts of a run.
  func withdraw(_ runID: String) {
    for work in state.withLock({ $0.held.withdraw(runID) }) { work.cancel() }
  }

  /// Stops the attempts of a run at a step up to this one.
  func withdraw(_ runID: String, step: StepID, attempt: Int) {
    let stopped = state.withLock { $0.held.withdraw(runID, step: step, attempt: attempt) }
    for work in stopped { work.cancel() }
  }

  /// Runs whose attempts are in hand here.
  var runsInHand: Set<String> { state.withLock(\.held.runIDs) }

  /// Places of workers, and how many are taken.
  func occupancy() -> [String: (inHand: Int, capacity: Int)] {
    state.withLock { $0.places.mapValues { ($0.inHandCount, $0.worker.capacity) } }
  }

  /// Hands out tasks until cancelled; then stops what is in hand and gives it back.
  func run() async {
    state.withLock { $0.isRunning = true }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [self] in await holdLeases() }
      group.addTask { [self] in await handOut() }
    }
    state.withLock { $0.isRunning = false }
    // What is being recorded may still begin, and stops at once.
    await Task { [self] in
      while true {
        let seen = changes.count
        let (rest, keptCount) = state.withLock { ($0.held.work, $0.keptCount) }
        for work in rest { work.cancel() }
        for work in rest { await work.value }
        if rest.isEmpty, keptCount == 0 { return }
        if rest.isEmpty { _ = try? await changes.wait(after: seen) }
      }
    }.value
  }

  // MARK: Beginning

  /// Keeps a place for a task that is about to be recorded, so that it can be leased with the transaction that makes it:
  /// of a worker that could perform it now and of whose queues none is known to have something.
  func keepPlace(for task: NewTask) -> NewAttempt.Place? {
    let worker = state.withLock { state -> String? in
      guard state.isRunning else { return nil }
      let found = state.places.first { _, place in
        place.freeCount > 0 && place.worker.agents.contains(task.queue)
          && task.requirements.missing(in: place.worker.labels).isEmpty
          && !place.worker.agents.contains(where: state.promising.contains)
      }
      guard let name = found?.key else { return nil }
      state.places[name]?.inHandCount += 1
      state.keptCount += 1
      return name
    }
    return worker.map {
      NewAttempt.Place(worker: $0, leaseMilliseconds: Int(leaseDuration / .milliseconds(1)))
    }
  }

  /// What the places were kept for does not begin.
  func giveUp(_ places: [NewAttempt.Place]) {
    if places.isEmpty { return }
    state.withLock { state in
      for place in places {
        state.places[place.worker]?.inHandCount -= 1
        state.keptCount -= 1
      }
    }
    changes.changed()
  }

  /// Performs what was leased with the transaction that made it, in the place that was kept for it.
  func begin(_ lease: AttemptLease, by worker: String) {
    start(lease, of: worker)
    let isStopping = state.withLock { state in
      // It is counted as in hand twice by now.
      state.places[worker]?.inHandCount -= 1
      state.keptCount -= 1
      return !state.isRunning
    }
    if isStopping { changes.changed() }
  }

  // MARK: Handing out

  private func handOut() async {
    while !Task.isCancelled {
      let seen = changes.count
      let asks = takeAsks()
      if asks.isEmpty {
        _ = try? await changes.wait(after: seen)
        continue
      }
      do {
        let leased = try await store.lease(
          asks, durationMilliseconds: Int(leaseDuration / .milliseconds(1)))
        start(leased, of: asks)
      } catch {
        if Task.isCancelled { return }
        observer.queueFailed(error)
        look(in: Set(asks.flatMap(\.queues)))
        try? await loops.next().sleep(for: leaseDuration / 3)
      }
    }
  }

  /// What workers with free places ask of promising queues. Those count as looked at.
  private func takeAsks() -> [LeaseAsk] {
    state.withLock { state in
      var asks: [LeaseAsk] = []
      for (name, place) in state.places where place.freeCount > 0 {
        let queues = place.worker.agents.filter(state.promising.contains)
        if queues.isEmpty { continue }
        state.places[name]?.turn += 1
        let turn = place.turn % queues.count
        asks.append(
          LeaseAsk(
            worker: name, labels: place.worker.labels,
            queues: Array(queues[turn...]) + queues[..<turn],
            countMax: place.freeCount))
      }
      for ask in asks { state.promising.subtract(ask.queues) }
      return asks
    }
  }

  private func start(_ leased: [RunStore.Leases], of asks: [LeaseAsk]) {
    let now = store.currentTime()
    for (ask, leases) in zip(asks, leased) {
      if leases.hasMore { look(in: Set(ask.queues)) }
      for (task, error) in leases.unreadable { observer.taskUnreadable(task, error) }
      for task in leases.tasks { start(task, of: ask.worker, now: now) }
    }
  }

  private func start(_ leased: LeasedTask, of name: String, now: Int) {
    let lease: AttemptLease
    do {
      lease = try AttemptLease(leased, now: now)
    } catch {
      // Written by a newer version, say: whoever can read it may have it once the lease has run out.
      return observer.taskUnreadable(leased.id, error)
    }
    start(lease, of: name)
  }

  private func start(_ lease: AttemptLease, of name: String) {
    observer.attemptLeased(lease)
    witness?.leaseBegan(id: lease.id, lease.task, endMilliseconds: lease.endMilliseconds)
    let worker = state.withLock { state in
      state.held.add(
        lease.key, runID: lease.task.runID, step: lease.task.step, attempt: lease.task.attempt)
      state.places[name]?.inHandCount += 1
      return state.places[name]?.worker
    }
    let work = Task { await perform(lease, worker) }
    if state.withLock({ $0.held.began(lease.key, work) }) { work.cancel() }
  }

  // MARK: Performing

  private func perform(_ lease: AttemptLease, _ worker: Worker?) async {
    let begin = ContinuousClock.now
    var fact: RunFact?
    if lease.isLost {
      fact = .attemptLost(step: lease.task.step, attempt: lease.task.attempt)
    } else if await isWanted(lease) {
      fact = await live.withRun(lease.task.runID) { _ in await worker?.perform(lease) }
    } else {
      _ = state.withLock { $0.held.withdraw([lease.key]) }
    }
    let duration = begin.duration(to: .now)
    // The worker is done: what follows, as soon as it is recorded, may have its place.
    let hasMore = state.withLock { state in
      if let worker { state.places[worker.name]?.inHandCount -= 1 }
      return !state.promising.isEmpty
    }
    if hasMore { changes.changed() }
    if let fact {
      let isRecorded = await report.tell(fact, of: lease, after: duration)
      witness?.leaseSettled(id: lease.id, epoch: lease.epoch, isRecorded: isRecorded)
      worker?.settled(lease, isRecorded)
    } else {
      await giveBack(lease)
    }
    state.withLock { $0.held.ended(lease.key) }
  }

  private func isWanted(_ lease: AttemptLease) async -> Bool {
    if lease.isFresh { return true }
    return await engine.isWanted(lease.task)
  }

  /// The attempt was stopped. What the run does not want leaves the queue; otherwise somebody else gets it.
  private func giveBack(_ lease: AttemptLease) async {
    let isWithdrawn = state.withLock { $0.held.isWithdrawn(lease.key) }
    witness?.leaseReturning(id: lease.id, epoch: lease.epoch)
    do {
      try await store.giveBack(id: lease.id, epoch: lease.epoch, isWanted: !isWithdrawn)
    } catch {
      // Whoever has it now, or its lease running out, settles it.
      observer.queueFailed(error)
    }
  }

  // MARK: Holding

  /// Heartbeats, looks after tasks that others left, and stops what was lost or is no longer wanted.
  private func holdLeases() async {
    while !Task.isCancelled {
      try? await loops.next().sleep(for: leaseDuration / 3)
      if Task.isCancelled { return }
      lookEverywhere()
      let held = state.withLock(\.held.keys)
      if held.isEmpty { continue }
      do {
        let (lost, end) = try await store.heartbeat(
          held, durationMilliseconds: Int(leaseDuration / .milliseconds(1)))
        for work in state.withLock({ $0.held.withdraw(lost) }) { work.cancel() }
        for key in held where !lost.contains(key) {
          witness?.leaseHeld(id: key.task, epoch: key.epoch, endMilliseconds: end)
        }
      } catch {
        if !Task.isCancelled { observer.queueFailed(error) }
      }
    }
  }
}

/// What a worker asks of the queues: up to `countMax` tasks, from the first queue first.
struct LeaseAsk: Sendable {
  let worker: String
  let labels: TaskLabels
  let queues: [String]
  let countMax: Int
}
