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
  /// How long a timer that could not be told waits for the next try.
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

  /// Until cancelled.
  func run() async {
    while !Task.isCancelled {
      // Taken before reading, so that what is set meanwhile wakes the wait at once.
      let seen = changes.count
      var pause = Self.lookInterval
      do {
        pause = try await tellDue()
      } catch {
        if Task.isCancelled { return }
        observer.timersFailed(error)
        pause = Self.retryDelay
      }
      await wait(pause, unlessChangedAfter: seen)
    }
  }

  /// Tells what is due; returns how long nothing else is.
  private func tellDue() async throws -> Duration {
    let now = store.currentTime()
    let (due, next) = try await store.dueTimers(of: Self.kind, now: now, countMax: Self.countMax)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for timer in due { group.addTask { try await tell(timer) } }
      try await group.waitForAll()
    }
    if !due.isEmpty { return .zero }
    return next.map { min(Self.lookInterval, .milliseconds(max(0, $0 - now))) } ?? Self.lookInterval
  }

  private func tell(_ timer: Timers.Fired) async throws {
    do {
      // A run of the time when attempts were no tasks; see `RunSchema`.
      if timer.payload.isEmpty { return try await engine.restart(timer.name) }
      let envelope = try RunCoding.decode(RunLetter.Envelope.self, from: timer.payload)
      try await engine.tell(
        envelope.letter.fact, of: envelope.runID, from: .timer(timer.name))
    } catch is RunEngine.Stale {
      // Another process was faster, or the run has cancelled it.
    }
  }

  private func wait(_ pause: Duration, unlessChangedAfter seen: UInt64) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { _ = try? await changes.wait(after: seen) }
      group.addTask { try? await loop.sleep(for: pause) }
      await group.next()
      group.cancelAll()
    }
  }
}
