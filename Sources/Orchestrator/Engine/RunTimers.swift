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
  let leaseDuration: Duration

  /// Until cancelled.
  func run() async {
    // Nobody knows what the clock did while no process ran.
    var isClockTrusted = false
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
        pause = try await tellDue()
      } catch {
        if Task.isCancelled { return }
        observer.timersFailed(error)
        pause = Self.retryDelay
      }
      await changes.wait(after: seen, atMost: pause, on: loop)
    }
  }

  /// Tells what is due; returns how long nothing else is.
  private func tellDue() async throws -> Duration {
    let now = store.currentTime()
    let (due, next) = try await store.dueTimers(now: now, countMax: Self.countMax)
    let isTold = await withTaskGroup(of: Bool.self) { group in
      for timer in due { group.addTask { await tell(timer) } }
      return await group.reduce(true) { $0 && $1 }
    }
    if !isTold { return Self.retryDelay }
    if !due.isEmpty { return .zero }
    return next.map { min(Self.lookInterval, .milliseconds(max(0, $0 - now))) } ?? Self.lookInterval
  }

  /// False when the timer is still there, to be told again.
  private func tell(_ timer: RunStore.DueTimer) async -> Bool {
    do {
      guard let payload = timer.payload else {
        try await store.dropTimer(timer.name)
        return true
      }
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
      if !Task.isCancelled { observer.timersFailed(error) }
      return false
    }
  }
}
