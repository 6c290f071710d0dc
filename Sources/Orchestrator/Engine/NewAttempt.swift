internal import Store

/// An attempt as it is about to be recorded: its task, and the place that a worker of this process has for it.
struct NewAttempt: Sendable {
  /// Kept for one task. Whoever has it begins the task or gives the place back.
  struct Place: Sendable {
    let worker: String
    let leaseMilliseconds: Int
  }

  var task: NewTask
  /// What is in the task's payload.
  let attempt: AgentTask
  var place: Place?
}

/// What came of the attempts of a transaction.
package struct RecordedAttempts: Sendable {
  /// Those that were leased with it, each by the worker that had a place.
  private(set) var begun: [(worker: String, lease: AttemptLease)] = []
  /// Where the others wait.
  private(set) var queues: Set<String> = []

  mutating func add(_ attempt: NewAttempt, _ task: EnqueuedTask, now: Int) {
    if let place = attempt.place, let epoch = task.epoch {
      let lease = AttemptLease(
        id: task.id, epoch: epoch, beginning: attempt.attempt,
        until: now + place.leaseMilliseconds)
      begun.append((place.worker, lease))
    } else {
      queues.insert(attempt.task.queue)
    }
  }

  mutating func add(_ others: RecordedAttempts) {
    begun += others.begun
    queues.formUnion(others.queues)
  }

  /// Those of the places that nothing was begun in.
  func unused(of places: [NewAttempt.Place]) -> [NewAttempt.Place] {
    var begun = begun.map(\.worker)
    return places.filter { place in
      guard let index = begun.firstIndex(of: place.worker) else { return true }
      begun.remove(at: index)
      return false
    }
  }
}
