internal import Store
internal import Transport

/// Tells runs what came of their attempts, as often as it takes.
///
/// What was found is not lost as long as the process lives and nobody else was given the task: where the store does not
/// take it for now, or this process cannot, lacking a key, it is told again, after `ReportBackoff`. Where it can never be
/// recorded the run is told that, and its step has failed. Where the run takes not even that, being damaged, the task is
/// among the dead letters, with the reason.
struct ResultReport: Sendable {
  let store: RunStore
  let engine: RunEngine
  let observer: RunObserver
  let witness: (any LeaseWitness)?
  let loops: EventLoopGroup

  /// False when it was of no use.
  func tell(
    _ fact: RunFact, of lease: AttemptLease, after duration: Duration
  ) async -> Bool {
    var backoff = ReportBackoff()
    while true {
      do {
        try await engine.tell(fact, of: lease.task.runID, from: lease.origin, after: duration)
        return true
      } catch is RunEngine.Stale {
        observer.attemptStale(lease)
        return false
      } catch is RunEngine.Refused {
        // The run has no use for it, and it is taken.
        return false
      } catch {
        if Task.isCancelled { return false }
        if ReportBackoff.isForGood(error), await giveUp(lease, error, after: duration) {
          return false
        }
        try? await loops.next().sleep(for: .milliseconds(backoff.failed(draw: .random(in: 0..<1))))
      }
    }
  }

  /// False where not even that can be written for now.
  private func giveUp(
    _ lease: AttemptLease, _ error: any Error, after duration: Duration
  ) async -> Bool {
    let (task, reason) = (lease.task, "what came of it cannot be recorded: \(error)")
    let fact = RunFact.attemptFailed(
      step: task.step, attempt: task.attempt,
      failure: AgentFailure(
        String(reason.prefix(TaskQueue.errorByteCountMax)), isRetryable: false))
    do {
      try await engine.tell(fact, of: task.runID, from: lease.origin, after: duration)
      observer.resultGivenUp(lease, error)
      return true
    } catch is RunEngine.Stale {
      observer.attemptStale(lease)
      return true
    } catch is RunEngine.Refused {
      return true
    } catch {
      return ReportBackoff.isForGood(error) ? await bury(lease, error) : false
    }
  }

  private func bury(_ lease: AttemptLease, _ error: any Error) async -> Bool {
    witness?.leaseReturning(id: lease.id, epoch: lease.epoch)
    do {
      try await store.bury(lease, because: error)
      observer.resultGivenUp(lease, error)
      return true
    } catch {
      observer.queueFailed(error)
      return false
    }
  }
}

/// How long a result waits until it is told again: at most a quarter of a second at first, twice as long each time, and
/// ten seconds. How much of that is drawn, so that the results of an outage do not all come back at the same instant.
package struct ReportBackoff {
  private static let schedule = TaskRetry(
    initialDelayMilliseconds: 250, delayMillisecondsMax: 10_000)

  private var failureCount = 0

  package init() {}

  /// Returns for how many milliseconds it waits now; `draw` is a random number in [0, 1).
  package mutating func failed(draw: Double) -> Int {
    failureCount += 1
    return Self.schedule.delayMilliseconds(afterAttempt: failureCount, draw: draw)
  }

  /// Whether telling it again would fail again, whichever process does. Not so where this one lacks a key or is of an older
  /// version: it may be given the key, or end, and then another one is given the task.
  package static func isForGood(_ error: any Error) -> Bool {
    guard let error = error as? StoreError else { return true }
    switch error.code {
    case .corrupt, .forgotten, .invalid, .constraint, .misuse: return true
    default: return false
    }
  }
}
