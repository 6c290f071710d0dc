internal import RPC
internal import Store
internal import Transport

/// Performs one run: a thin shell around `RunMachine` that records its decisions and carries out its
/// actions. Everything that it starts is a child task, so that cancelling it stops every call.
struct RunExecutor: Sendable {
  /// What a child task reports.
  private enum Report: Sendable {
    case fact(RunFact, after: Duration)
    /// The run was ended or taken from outside.
    case stopped
    /// Cancelled: nothing to report.
    case nothing
  }

  private static let storeRetryDelay = Duration.seconds(1)

  let runID: String
  let lease: RunLease
  let store: RunStore
  let agents: [String: any Agent]
  let live: LiveRun
  let observer: RunObserver
  /// Whose timers the run waits on.
  let loop: EventLoop

  /// Performs the run until it ends or this task is cancelled; what was in flight then is
  /// interrupted and begins again when the run is resumed.
  func run() async {
    await withTaskGroup(of: Report.self) { group in
      group.addTask {
        do {
          try await live.stopRequested()
          return .stopped
        } catch {
          return .nothing
        }
      }
      await perform(&group)
      group.cancelAll()
    }
  }

  private func perform(_ group: inout TaskGroup<Report>) async {
    guard var machine = await load(), !machine.hasEnded else { return }
    observer.runStarted(machine)
    var lost: [RunFact] = []
    for action in machine.outstanding {
      // What its first owner was to begin was never begun; of a later one it was interrupted.
      if case .perform(let task) = action, lease.epoch > RunLease.firstEpoch {
        lost.append(.attemptLost(step: task.step, attempt: task.attempt))
      } else {
        start(action, &group)
      }
    }
    while true {
      var duration = Duration.zero
      let fact: RunFact
      if let first = lost.first {
        fact = first
        lost.removeFirst()
      } else {
        guard let next = await nextFact(&group) else { return }
        (fact, duration) = next
      }
      guard let decision = await decideAndRecord(fact, &machine) else { return }
      observer.decided(fact, duration: duration, decision, machine)
      live.changes.changed()
      if machine.hasEnded { return observer.runEnded(machine) }
      for action in decision.actions { start(action, &group) }
    }
  }

  private func nextFact(_ group: inout TaskGroup<Report>) async -> (RunFact, Duration)? {
    while let report = await group.next() {
      if Task.isCancelled { return nil }
      switch report {
      case .fact(let fact, let duration): return (fact, duration)
      case .stopped: return nil
      case .nothing: continue
      }
    }
    return nil
  }

  /// `nil` when the run ended meanwhile or is another process's, or this task is cancelled.
  ///
  /// A disk that does not take the record (full, say) is tried again every second: the run waits, and
  /// nothing that it found is lost as long as the process lives.
  private func decideAndRecord(
    _ fact: RunFact, _ machine: inout RunMachine
  ) async -> RunDecision? {
    var random = SystemRandomNumberGenerator()
    var time = store.currentTime()
    var next = machine
    var decision = next.decide(fact, now: time, using: &random)
    while !Task.isCancelled {
      do {
        try await store.record(
          decision, next, runID: runID, after: machine.eventCount, at: time, lease: lease)
        machine = next
        return decision
      } catch is RunLeaseLost {
        observer.runLost(machine)
        return nil
      } catch let error as StoreError where error.code == .versionConflict {
        guard let reloaded = await load() else { return nil }
        if reloaded == next {
          // An earlier try was recorded, and its answer lost.
          machine = reloaded
          return decision
        }
        // Only the end of a run is recorded by somebody else.
        if reloaded.hasEnded { return nil }
        machine = reloaded
        time = store.currentTime()
        next = machine
        decision = next.decide(fact, now: time, using: &random)
      } catch {
        observer.storeFailed(runID, error)
        try? await loop.sleep(for: Self.storeRetryDelay)
      }
    }
    return nil
  }

  private func load() async -> RunMachine? {
    while !Task.isCancelled {
      do {
        return try await store.run(id: runID)
      } catch let error as StoreError where error.code == .corrupt {
        observer.storeFailed(runID, error)
        return nil
      } catch {
        observer.storeFailed(runID, error)
        try? await loop.sleep(for: Self.storeRetryDelay)
      }
    }
    return nil
  }

  private func start(_ action: RunAction, _ group: inout TaskGroup<Report>) {
    switch action {
    case .perform(let task):
      group.addTask { await attempt(task) }
    case .setTimer(let timer, let time):
      let wait = max(0, time - store.currentTime())
      group.addTask {
        do {
          try await loop.sleep(for: .milliseconds(wait))
          return .fact(.timerDue(timer), after: .milliseconds(wait))
        } catch {
          return .nothing
        }
      }
    default: break
    }
  }

  private func attempt(_ task: AgentTask) async -> Report {
    let begin = ContinuousClock.now
    let trace = TraceContext(traceparent: task.traceparent)?.child() ?? .random()
    let scope = CallScope(
      deadline: begin.advanced(by: .milliseconds(task.timeoutMilliseconds)), trace: trace)
    let fact = await CallScope.$current.withValue(scope) { await outcome(of: task) }
    return fact.map { .fact($0, after: begin.duration(to: .now)) } ?? .nothing
  }

  /// `nil` when the attempt was cancelled: it neither succeeded nor failed.
  private func outcome(of task: AgentTask) async -> RunFact? {
    guard let agent = agents[task.agent] else {
      let failure = AgentFailure(
        "there is no agent '\(task.agent)' in this version", isRetryable: false)
      return .attemptFailed(step: task.step, attempt: task.attempt, failure: failure)
    }
    do {
      let result = try await agent.perform(task) { live.append($0) }
      return .attemptSucceeded(step: task.step, attempt: task.attempt, result: result)
    } catch {
      if Task.isCancelled { return nil }
      let failure =
        error as? AgentFailure
        ?? AgentFailure("agent '\(task.agent)': \(error)", isRetryable: false)
      return .attemptFailed(step: task.step, attempt: task.attempt, failure: failure)
    }
  }
}
