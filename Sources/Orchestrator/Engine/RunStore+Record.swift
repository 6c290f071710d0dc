internal import Store

/// Parts of transactions.
extension RunStore {
  static func insert(
    _ submission: RunSubmission, _ machine: RunMachine, at time: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let content = try RunContent(machine)
      .sealed(for: submission.tenant, of: submission.runID, on: connection)
    try connection.execute(
      """
      INSERT INTO runs (tenant, id, workflow, workflow_version, state, question, session,
        idempotency_key, traceparent, submitted_at_ms, reason, content)
      VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, '', ?)
      """,
      [
        .text(submission.tenant), .text(submission.runID), .text(submission.workflow.name),
        .int(submission.workflow.version), .int(machine.status.rawValue),
        .text(submission.sessionID), .text(submission.idempotencyKey),
        .text(submission.traceparent), .int(time), .blob(content),
      ])
  }

  /// Adds to a tenant's unfinished runs, or takes from them.
  static func count(
    _ change: Int, of tenant: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO run_counts (tenant, unfinished) VALUES (?, ?)
      ON CONFLICT (tenant) DO UPDATE SET unfinished = run_counts.unfinished + excluded.unfinished
      """, [.text(tenant), .int(change)])
  }

  /// Adds so many unfinished runs, or as many as make `countMax` of the tenant; returns how many. It writes nothing where
  /// that is none.
  static func count(
    upTo change: Int, of tenant: String, atMost countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    // Nobody waits for what nobody asks.
    if countMax == .max {
      try count(change, of: tenant, on: connection)
      return change
    }
    let wanted = min(change, max(0, countMax))
    if wanted > 0 {
      // One round trip where there is room, which is nearly always.
      let isTaken = try connection.first(
        """
        INSERT INTO run_counts (tenant, unfinished) VALUES (?1, ?2)
        ON CONFLICT (tenant) DO UPDATE SET unfinished = run_counts.unfinished + excluded.unfinished
          WHERE run_counts.unfinished <= ?3
        RETURNING unfinished
        """, [.text(tenant), .int(wanted), .int(countMax - wanted)]
      ) { _ in true }
      if isTaken == true { return wanted }
    }
    let known =
      try connection.first(
        "SELECT unfinished FROM run_counts WHERE tenant = ?", [.text(tenant)]
      ) { $0.int(0) } ?? 0
    let room = min(wanted, countMax - known)
    guard room > 0 else { return 0 }
    try count(room, of: tenant, on: connection)
    return room
  }

  /// Ends what the facts of drafts came from.
  static func close(_ drafts: [RunDraft], on connection: borrowing SQLConnection) throws {
    var completions: [TaskCompletion] = []
    for draft in drafts {
      for case .task(let id, let epoch) in draft.closing {
        completions.append(TaskCompletion(id, epoch: epoch, now: draft.time))
      }
    }
    let completed = try TaskCompletion.perform(completions, on: connection)
    for (completion, result) in zip(completions, completed) {
      do {
        try result.get()
      } catch let error as StoreError where error.code == .staleLease {
        throw ClosingIsOver(closing: .task(id: completion.task, epoch: completion.epoch))
      }
    }
    for draft in drafts {
      for case .timer(let name) in draft.closing {
        guard try Timers.cancel(name, of: RunTimers.kind, on: connection) else {
          throw ClosingIsOver(closing: .timer(name))
        }
      }
    }
  }

  /// Adds the tasks of drafts, those with a place as begun; gives what came of each draft's.
  static func enqueue(
    _ drafts: [RunDraft], on connection: borrowing SQLConnection
  ) throws -> [RecordedAttempts] {
    var begun: [(draft: Int, attempt: NewAttempt, task: BegunTask)] = []
    var waiting: [(draft: Int, attempt: NewAttempt, task: TaskEnqueueing)] = []
    for (number, draft) in drafts.enumerated() {
      for case .enqueue(let attempt) in draft.steps {
        var task = attempt.task
        task.payload = try connection.seal(
          task.payload, for: task.tenant, at: RunPlaces.task(in: task.queue, of: task.tenant))
        if let place = attempt.place {
          let task = BegunTask(
            task, by: place.worker, durationMilliseconds: place.leaseMilliseconds,
            now: draft.time)
          begun.append((number, attempt, task))
        } else {
          waiting.append((number, attempt, TaskEnqueueing(task, now: draft.time)))
        }
      }
    }
    var attempts = drafts.map { _ in RecordedAttempts() }
    for (one, task) in zip(begun, try TaskQueue.enqueue(begun.map(\.task), on: connection)) {
      attempts[one.draft].add(one.attempt, task, now: drafts[one.draft].time)
    }
    let added = try TaskEnqueueing.perform(waiting.map(\.task), on: connection)
    for (one, task) in zip(waiting, added) {
      attempts[one.draft].add(one.attempt, try task.get(), now: drafts[one.draft].time)
    }
    return attempts
  }

  static func update(
    _ runID: String, to next: RunMachine, wasUnfinished: Bool,
    on connection: borrowing SQLConnection
  ) throws {
    guard let tenant = next.submission?.tenant else { return }
    let content = try RunContent(next).sealed(for: tenant, of: runID, on: connection)
    try connection.execute(
      "UPDATE runs SET state = ?, ended_at_ms = ?, content = ?, is_paused = ? WHERE id = ?",
      [
        .int(next.status.rawValue), .optional(next.endedAt), .blob(content),
        .int(next.isPaused ? 1 : 0), .text(runID),
      ])
    let change = (next.hasEnded ? 0 : 1) - (wasUnfinished ? 1 : 0)
    if change != 0 { try count(change, of: tenant, on: connection) }
  }

  /// Sets a timer of runs.
  static func setTimer(
    _ name: String, at due: Int, begin: Int, _ payload: [UInt8], of tenant: String,
    on connection: borrowing SQLConnection
  ) throws {
    try Timers.set(
      name, of: RunTimers.kind, dueMilliseconds: due, beginMilliseconds: begin,
      payload: connection.seal(payload, for: tenant, at: RunPlaces.timer(name)), on: connection)
  }
}
