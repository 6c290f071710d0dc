/// A task that a caller wants to have done.
package struct NewTask: Sendable, Hashable {
  package static let payloadByteCountMax = 1 << 20
  package static let nameByteCountMax = 256

  package var queue: String
  package var tenant: String
  package var payload: [UInt8]
  /// Unique per tenant and queue: while a task with this key is there, and for a day after it was
  /// done, enqueueing it again gives the same task.
  package var key: String?
  /// Within a tenant, higher ones go first.
  package var priority: Int
  /// Not leased before this time; now when nil.
  package var notBeforeMilliseconds: Int?
  /// What a worker must have.
  package var requirements: TaskLabels
  package var retry: TaskRetry

  package init(
    queue: String, tenant: String, payload: [UInt8], key: String? = nil, priority: Int = 0,
    notBeforeMilliseconds: Int? = nil, requirements: TaskLabels = .none,
    retry: TaskRetry = TaskRetry()
  ) {
    self.queue = queue
    self.tenant = tenant
    self.payload = payload
    self.key = key
    self.priority = priority
    self.notBeforeMilliseconds = notBeforeMilliseconds
    self.requirements = requirements
    self.retry = retry
  }

  func validate() throws(StoreError) {
    for (what, text) in [("queue", queue), ("tenant", tenant), ("key", key ?? "-")] {
      guard (1...Self.nameByteCountMax).contains(text.utf8.count), !text.utf8.contains(0) else {
        throw StoreError(
          .invalid,
          "a task's \(what) has \(text.utf8.count) bytes or a NUL: give 1 to "
            + "\(Self.nameByteCountMax) bytes without one")
      }
    }
    guard payload.count <= Self.payloadByteCountMax else {
      throw StoreError(
        .invalid,
        "a payload of \(payload.count) bytes is more than \(Self.payloadByteCountMax): keep it as a "
          + "blob and enqueue its hash")
    }
  }
}

/// What came of enqueueing.
package struct EnqueuedTask: Sendable, Hashable {
  package var id: Int
  /// False when the key was known: nothing was added.
  package var isNew: Bool
  /// The epoch of its lease, where a worker was given it at once.
  package var epoch: Int?

  package init(id: Int, isNew: Bool, epoch: Int? = nil) {
    self.id = id
    self.isNew = isNew
    self.epoch = epoch
  }
}

/// A task in the hands of a worker.
package struct LeasedTask: Sendable, Hashable {
  package var id: Int
  package var queue: String
  package var tenant: String
  package var payload: [UInt8]
  package var priority: Int
  package var dueMilliseconds: Int
  /// Which lease of this task it is; it only rises. Whatever the worker says about the task it says with
  /// this number, and is refused once there is a higher one.
  package var epoch: Int
  /// From 1.
  package var attempt: Int
  package var leasedUntilMilliseconds: Int

  /// The order within a lane.
  static func isBefore(_ one: LeasedTask, _ other: LeasedTask) -> Bool {
    (other.priority, one.dueMilliseconds, one.id) < (one.priority, other.dueMilliseconds, other.id)
  }
}

/// One lease of a task that did not end well.
package struct TaskAttempt: Sendable, Hashable {
  package var epoch: Int
  package var worker: String
  package var leasedAtMilliseconds: Int
  package var endedAtMilliseconds: Int
  package var error: String

  package init(
    epoch: Int, worker: String, leasedAtMilliseconds: Int, endedAtMilliseconds: Int, error: String
  ) {
    self.epoch = epoch
    self.worker = worker
    self.leasedAtMilliseconds = leasedAtMilliseconds
    self.endedAtMilliseconds = endedAtMilliseconds
    self.error = error
  }
}

/// A task that failed for good.
package struct DeadTask: Sendable, Hashable {
  /// Where it stands among the dead ones of its queue.
  package struct Place: Sendable, Hashable {
    package var diedAtMilliseconds: Int
    package var id: Int

    package init(diedAtMilliseconds: Int, id: Int) {
      self.diedAtMilliseconds = diedAtMilliseconds
      self.id = id
    }
  }

  package var place: Place { Place(diedAtMilliseconds: diedAtMilliseconds, id: id) }

  package var id: Int
  package var queue: String
  package var tenant: String
  package var payload: [UInt8]
  package var diedAtMilliseconds: Int
  /// Oldest first; the last `TaskQueue.keptAttemptCount`.
  package var attempts: [TaskAttempt]
}

/// Where a task is.
///
/// waiting -> leased; delayed -> waiting (its time came); leased -> gone (completed), waiting or delayed
/// (failed, released, ran out), dead (attempts used up); dead -> waiting (redriven). Removed from any.
enum TaskState: Int {
  case waiting = 0
  case delayed = 1
  case leased = 2
  case dead = 3
}
