internal import Store
internal import Synchronization
internal import Transport

/// Tells runs that their time has come: waits between attempts, deadlines, pauses that a workflow asks for.
///
/// All processes on a store look at the same timers. A timer's fact is recorded in the transaction that takes it,
/// so it comes once whoever is first.
struct RunTimers: Sendable {
  /// The timers of runs among all timers of the store.
  static let kind = "run"
  private static let countMax = 64
  /// How long all wait for the next try when the store does not answer.
  private static let retryDelay = Duration.seconds(1)
  /// However long nothing is due, it is looked again after this time: clocks are set, and processes that set
  /// timers die.
  private static let lookInterval = Duration.seconds(2)

  let store: RunStore
  let engine: RunEngine
  let observer: RunObserver
  /// Changed when this process sets a timer.
  let changes: ChangeSignal
  let loop: EventLoop
  let leaseDuration: Duration

  /// Until cancelled.
  func run() async {
    // Nobody knows what the clock did while no process ran.
    var isClockTrusted = false
    var backoff = TimerBackoff()
    while !Task.isCancelled {
      // Taken before reading, so that what is set meanwhile wakes the wait at once.
      let seen = changes.count
      var pause = Self.lookInterval
      do {
        if !isClockTrusted || store.isClockBehind {
          isClockTrusted = false
          try await store.clockWasSetBack(leaseDuration: leaseDuration)
          isClockTrusted = true
        }
        pause = try await tellDue(&backoff)
      } catch {
        if Task.isCancelled { return }
        observer.timersFailed(error)
        pause = Self.retryDelay
      }
      await changes.wait(after: seen, atMost: pause, on: loop)
    }
  }

  /// Tells what is due; returns how long nothing else is.
  ///
  /// What cannot be told is postponed, so that it does not stand before the others for ever.
  private func tellDue(_ backoff: inout TimerBackoff) async throws -> Duration {
    let now = store.currentTime()
    let (due, next) = try await store.dueTimers(now: now, countMax: Self.countMax)
    let isTold = await withTaskGroup(of: (Int, Bool).self) { group in
      for (index, timer) in due.enumerated() {
        group.addTask { (index, await tell(timer)) }
      }
      return await group.reduce(into: due.map { _ in false }) { $0[$1.0] = $1.1 }
    }
    if Task.isCancelled { return .zero }
    var failed: [(timer: RunStore.DueTimer, delayMilliseconds: Int)] = []
    for (timer, isTold) in zip(due, isTold) {
      if isTold {
        backoff.told(timer.name)
      } else {
        failed.append((timer, backoff.failed(timer.name)))
      }
    }
    if !failed.isEmpty { try await store.postpone(failed) }
    if !due.isEmpty { return .zero }
    return next.map { min(Self.lookInterval, .milliseconds(max(0, $0 - now))) } ?? Self.lookInterval
  }

  /// False when the timer is still there, to be told again.
  private func tell(_ timer: RunStore.DueTimer) async -> Bool {
    do {
      if case .failure(let error) = timer.payload, error.code == .forgotten {
        try await store.dropTimer(timer.name)
        return true
      }
      let payload = try timer.payload.get()
      // A run of the time when attempts were no tasks; see `RunSchema`.
      if payload.isEmpty {
        try await engine.restart(timer.name)
        return true
      }
      let envelope = try RunCoding.decode(RunLetter.Envelope.self, from: payload)
      try await engine.tell(envelope.letter.fact, of: envelope.runID, from: .timer(timer.name))
      return true
    } catch is RunEngine.Stale {
      // Another process was faster, or the run has cancelled it.
      return true
    } catch is RunEngine.Refused {
      // The run has no use for it, and it is taken.
      return true
    } catch {
      if !Task.isCancelled { observer.timerFailed(timer.name, error) }
      return false
    }
  }
}
