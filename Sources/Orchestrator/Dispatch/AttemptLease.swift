internal import Store

/// An attempt in the hands of a worker of this process.
struct AttemptLease: Sendable {
  /// The queue hands a task out again when its lease runs out, and whoever gets it tells the run that the attempt is
  /// lost: the step's own policy decides what follows, so the queue's only has to be long enough.
  static let retry = TaskRetry(attemptCountMax: 100)

  let id: Int
  let epoch: Int
  let task: AgentTask
  /// When others may be given the task, unless a heartbeat holds it for longer, in milliseconds since 1970-01-01 UTC.
  let endMilliseconds: Int
  /// Whether a worker had it before, of whom nothing was heard in time.
  let isLost: Bool
  /// How long it waited for a worker.
  let lag: Duration

  /// Whether the run asked for it a moment ago, so that it need not be asked whether it still wants it.
  let isFresh: Bool

  var key: LeaseKey { LeaseKey(task: id, epoch: epoch) }

  var origin: RunDraft.Closing { .task(id: id, epoch: epoch) }

  /// Of a task that was leased with the transaction that made it.
  init(id: Int, epoch: Int, beginning task: AgentTask, until endMilliseconds: Int) {
    self.id = id
    self.epoch = epoch
    self.task = Self.task(task, epoch)
    self.endMilliseconds = endMilliseconds
    isLost = false
    lag = .zero
    isFresh = true
  }

  init(_ leased: LeasedTask, now: Int) throws {
    id = leased.id
    epoch = leased.epoch
    isLost = leased.attempt > 1
    lag = .milliseconds(max(0, now - leased.dueMilliseconds))
    task = Self.task(try RunCoding.decode(AgentTask.self, from: leased.payload), leased.epoch)
    endMilliseconds = leased.leasedUntilMilliseconds
    isFresh = false
  }

  private static func task(_ task: AgentTask, _ epoch: Int) -> AgentTask {
    var task = task
    task.epoch = epoch
    return task
  }
}
