/// Durable queues of tasks that workers lease: static functions over the connection of a `Database.write`
/// body, so that a task and what it causes commit together.
///
/// Promises:
/// 1. A task that was enqueued is leased until it was completed, removed or has used up its attempts.
/// 2. Each lease of a task has an epoch higher than all before. What a worker says with another epoch than
///    the task's last is refused and changes nothing, so an effect that commits with `complete` happens
///    once, whoever else was given the task meanwhile.
/// 3. Tenants are served in turn (`FairShare`); a tenant's tasks by priority, due time and id.
/// 4. No call costs more than O(log n) steps for each task that it touches, with n tasks in the table.
///
/// Times are the callers' clocks, in milliseconds since 1970-01-01 UTC. Clocks that disagree let leases end
/// early or late; the epochs stay right.
package enum TaskQueue {
  /// How many tasks one call may lease.
  package static let leaseCountMax = 64
  /// How many different requirements the waiting tasks of a queue may have at a time.
  package static let requirementsCountMax = 64
  /// For how long a finished task's key is remembered.
  package static let keyRetentionMilliseconds = 86_400_000
  /// How many failed attempts are kept of a task.
  package static let keptAttemptCount = 32
  /// How much of an error is kept.
  package static let errorByteCountMax = 4_096
  /// How many tasks a queue holds at most, if the caller does not say.
  package static let standardCapacity = 10_000_000

  /// Where a task stands in line.
  struct Lane: Hashable {
    var queue: String
    var tenant: String
    var requirements: String

    var values: [SQLValue] { [.text(queue), .text(tenant), .text(requirements)] }
  }

  // MARK: Enqueue

  /// Adds a task, or finds the one that has its key.
  ///
  /// Refused as `overloaded` when `capacity` tasks of the queue wait or are delayed, as `invalid` when it breaks
  /// a bound of `NewTask` or brings more different requirements than a queue may have.
  package static func enqueue(
    _ task: NewTask, now: Int, capacity: Int = standardCapacity,
    on connection: borrowing SQLConnection
  ) throws -> EnqueuedTask {
    try task.validate()
    let lane = Lane(
      queue: task.queue, tenant: task.tenant, requirements: task.requirements.description)
    if !lane.requirements.isEmpty { try checkRequirements(of: lane, on: connection) }
    let due = task.notBeforeMilliseconds ?? now
    let state = due > now ? TaskState.delayed : .waiting
    let id = try connection.first(
      insertion,
      lane.values + [
        .int(task.priority), .int(due), .int(state.rawValue), .int(task.retry.attemptCountMax),
        .int(task.retry.initialDelayMilliseconds), .int(task.retry.delayMillisecondsMax),
        .optional(task.key), .blob(task.payload), .int(capacity),
      ]
    ) { $0.int(0) }
    guard let id else { return try known(task, capacity, on: connection) }
    if let key = task.key {
      try connection.execute(
        "INSERT INTO task_keys (task_id, tenant, queue, task_key) VALUES (?, ?, ?, ?)",
        [.int(id), .text(task.tenant), .text(task.queue), .text(key)])
    }
    try count([state: 1], in: task.queue, on: connection)
    if state == .waiting { try open(lane, on: connection) }
    return EnqueuedTask(id: id, isNew: true)
  }

  private static let insertion = """
    INSERT INTO tasks (queue, tenant, requirements, priority, due_ms, state, state_ms,
      attempt_max, delay_ms, delay_ms_max, task_key, payload)
    SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?5, ?7, ?8, ?9, ?10, ?11
    WHERE NOT EXISTS (
        SELECT 1 FROM task_keys WHERE tenant = ?2 AND queue = ?1 AND task_key = ?10)
      AND COALESCE((SELECT waiting + delayed FROM task_queues WHERE queue = ?1), 0) < ?12
    RETURNING id
    """

  /// The task whose key kept another one out, or the error where it was the queue's bound.
  private static func known(
    _ task: NewTask, _ capacity: Int, on connection: borrowing SQLConnection
  ) throws -> EnqueuedTask {
    if let key = task.key,
      let id = try connection.first(
        "SELECT task_id FROM task_keys WHERE tenant = ? AND queue = ? AND task_key = ?",
        [.text(task.tenant), .text(task.queue), .text(key)], { $0.int(0) })
    {
      return EnqueuedTask(id: id, isNew: false)
    }
    throw StoreError(
      .overloaded,
      "\(capacity) tasks wait in queue '\(task.queue)': try again later, or start more workers")
  }

  private static func checkRequirements(
    of lane: Lane, on connection: borrowing SQLConnection
  ) throws {
    let known = try requirements(in: lane.queue, on: connection)
    guard known.count < requirementsCountMax || known.contains(lane.requirements) else {
      throw StoreError(
        .overloaded,
        "the tasks that wait in queue '\(lane.queue)' have \(known.count) different sets of labels: use "
          + "fewer, or another queue")
    }
  }

  /// What the waiting tasks of a queue ask for, each set once: one step of the index for each.
  static func requirements(
    in queue: String, on connection: borrowing SQLConnection
  ) throws -> [String] {
    try connection.query(
      "WITH RECURSIVE \(requirementSets) SELECT requirements FROM sets WHERE requirements IS NOT NULL",
      [.text(queue)]
    ) { $0.text(0) }
  }

  /// A query's part that goes from each set of labels in the queue ?1 to the next one.
  static let requirementSets = """
    sets (requirements) AS (
      SELECT min(requirements) FROM task_lanes WHERE queue = ?1
      UNION ALL
      SELECT (SELECT min(l.requirements) FROM task_lanes l
              WHERE l.queue = ?1 AND l.requirements > sets.requirements)
      FROM sets WHERE sets.requirements IS NOT NULL
    )
    """

  // MARK: What all changes keep

  /// Adds to the counts of a queue, and makes a new turn, the last one.
  static func count(
    _ changes: [TaskState: Int], in queue: String, on connection: borrowing SQLConnection
  ) throws {
    let states: [TaskState] = [.waiting, .delayed, .leased, .dead]
    try connection.execute(
      """
      INSERT INTO task_queues (queue, waiting, delayed, leased, dead) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (queue) DO UPDATE SET
        waiting = task_queues.waiting + excluded.waiting,
        delayed = task_queues.delayed + excluded.delayed,
        leased = task_queues.leased + excluded.leased,
        dead = task_queues.dead + excluded.dead,
        turn = task_queues.turn + 1
      """, [.text(queue)] + states.map { .int(changes[$0, default: 0]) })
  }

  /// A task waits in `lane` now: the tenant keeps its turn, or gets the one that `count` made.
  static func open(_ lane: Lane, on connection: borrowing SQLConnection) throws {
    try connection.execute(
      """
      INSERT INTO task_lanes (queue, tenant, requirements, turn)
      VALUES (?1, ?2, ?3, COALESCE(
        (SELECT turn FROM task_lanes WHERE queue = ?1 AND tenant = ?2 LIMIT 1),
        (SELECT turn FROM task_queues WHERE queue = ?1)))
      ON CONFLICT (queue, tenant, requirements) DO NOTHING
      """, lane.values)
  }

  /// A task left `lane`: without another one in it the lane is gone.
  static func close(_ lane: Lane, on connection: borrowing SQLConnection) throws {
    try connection.execute(
      """
      DELETE FROM task_lanes WHERE queue = ?1 AND tenant = ?2 AND requirements = ?3
        AND NOT EXISTS (
          SELECT 1 FROM tasks
          WHERE queue = ?1 AND tenant = ?2 AND requirements = ?3 AND state = 0)
      """, lane.values)
  }

  /// Moves a task that is in no lane into `state`.
  static func move(
    _ task: Int, of lane: Lane, from old: TaskState, to state: TaskState, at milliseconds: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE tasks SET state = ?, state_ms = ?, worker = NULL, leased_ms = NULL WHERE id = ?",
      [.int(state.rawValue), .int(milliseconds), .int(task)])
    try count([old: -1, state: 1], in: lane.queue, on: connection)
    if state == .waiting { try open(lane, on: connection) }
  }

  /// The task is over: its key is remembered for a while, its attempts are not.
  static func forget(
    _ task: Int, key: String?, epoch: Int, now: Int, on connection: borrowing SQLConnection
  ) throws {
    // Only an earlier lease can have left an attempt.
    if epoch > 0 {
      try connection.execute("DELETE FROM task_attempts WHERE task_id = ?", [.int(task)])
    }
    guard key != nil else { return }
    try connection.execute(
      "UPDATE task_keys SET finished_ms = ? WHERE task_id = ?", [.int(now), .int(task)])
    // Two go for each that comes, so that no more stay than were finished within the retention, give or take
    // what a pause of the whole system left behind.
    try connection.execute(
      """
      DELETE FROM task_keys WHERE task_id IN (
        SELECT task_id FROM task_keys WHERE finished_ms < ? ORDER BY finished_ms LIMIT 2)
      """, [.int(now - keyRetentionMilliseconds)])
  }
}
