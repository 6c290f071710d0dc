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

  /// Adds to a tenant's unfinished runs; `overloaded` when there would be more than `countMax`.
  static func count(
    _ change: Int, of tenant: String, atMost countMax: Int, on connection: borrowing SQLConnection
  ) throws {
    let count = try connection.first(
      """
      INSERT INTO run_counts (tenant, unfinished) VALUES (?, ?)
      ON CONFLICT (tenant) DO UPDATE SET unfinished = run_counts.unfinished + excluded.unfinished
      RETURNING unfinished
      """, [.text(tenant), .int(change)]
    ) { $0.int(0) }
    guard let count, count <= countMax else { throw Orchestrator.Refusal.full(countMax) }
  }

  private static func close(_ draft: RunDraft, on connection: borrowing SQLConnection) throws {
    for closing in draft.closing {
      switch closing {
      case .task(let id, let epoch):
        do {
          try TaskQueue.complete(id, epoch: epoch, now: draft.time, on: connection)
        } catch let error as StoreError where error.code == .staleLease {
          throw ClosingIsOver(closing: closing)
        }
      case .timer(let name):
        guard try Timers.cancel(name, of: RunTimers.kind, on: connection) else {
          throw ClosingIsOver(closing: closing)
        }
      }
    }
  }

  /// Records everything of a draft. The history is first: where it is not what was decided on, nothing has been
  /// written that would have to be undone.
  static func record(
    _ draft: RunDraft, _ next: RunMachine, isNew: Bool, _ attempts: inout RecordedAttempts,
    on connection: borrowing SQLConnection
  ) throws {
    if !draft.events.isEmpty {
      try EventLog.append(
        draft.events, to: draft.runID, tenant: draft.tenant, expectedVersion: draft.version,
        now: draft.time, on: connection)
    }
    try close(draft, on: connection)
    for step in draft.steps {
      switch step {
      case .enqueue(let attempt):
        let task = try enqueue(attempt, now: draft.time, on: connection)
        attempts.add(attempt, task, now: draft.time)
      case .setTimer(let name, let due, let begin, let payload):
        try setTimer(name, at: due, begin: begin, payload, of: draft.tenant, on: connection)
      case .cancelTimer(let name):
        try Timers.cancel(name, of: RunTimers.kind, on: connection)
      case .await(let wait): try RunWaits.add(wait, on: connection)
      case .stopAwaiting(let step):
        try RunWaits.remove(step, of: draft.runID, on: connection)
      case .startChild(let child, let machine):
        try start(child, machine, &attempts, on: connection)
      case .keepSnapshot(let state, let version):
        try Snapshots.save(
          state, of: draft.runID, tenant: draft.tenant, version: version,
          format: RunMachine.snapshotFormat, now: draft.time, on: connection)
      case .clean:
        try Timers.cancel(allBelow: draft.runID + "/", of: RunTimers.kind, on: connection)
        try RunWaits.remove(allOf: draft.runID, on: connection)
        try Checkpoints.remove(allOf: draft.runID, on: connection)
      }
    }
    let status = isNew ? next.status : draft.status
    if next.hasEnded || next.status != status {
      try update(draft.runID, to: next, wasUnfinished: isNew || !status.isEnd, on: connection)
    }
  }

  private static func enqueue(
    _ attempt: NewAttempt, now: Int, on connection: borrowing SQLConnection
  ) throws -> EnqueuedTask {
    var task = attempt.task
    task.payload = try connection.seal(
      task.payload, for: task.tenant, at: RunPlaces.task(in: task.queue, of: task.tenant))
    guard let place = attempt.place else {
      return try TaskQueue.enqueue(task, now: now, on: connection)
    }
    return try TaskQueue.enqueue(
      task, begunBy: place.worker, durationMilliseconds: place.leaseMilliseconds, now: now,
      on: connection)
  }

  /// A run that is a step of another one. It may be there already, when its parent begins again.
  private static func start(
    _ draft: RunDraft, _ machine: RunMachine, _ attempts: inout RecordedAttempts,
    on connection: borrowing SQLConnection
  ) throws {
    let isThere = try connection.first("SELECT 1 FROM runs WHERE id = ?", [.text(draft.runID)]) {
      _ in true
    }
    guard isThere == nil, let submission = machine.submission else { return }
    try insert(submission, machine, at: draft.time, on: connection)
    try count(1, of: submission.tenant, atMost: .max, on: connection)
    try record(draft, machine, isNew: true, &attempts, on: connection)
  }

  private static func update(
    _ runID: String, to next: RunMachine, wasUnfinished: Bool,
    on connection: borrowing SQLConnection
  ) throws {
    guard let tenant = next.submission?.tenant else { return }
    let content = try RunContent(next).sealed(for: tenant, of: runID, on: connection)
    try connection.execute(
      "UPDATE runs SET state = ?, ended_at_ms = ?, content = ? WHERE id = ?",
      [.int(next.status.rawValue), .optional(next.endedAt), .blob(content), .text(runID)])
    let change = (next.hasEnded ? 0 : 1) - (wasUnfinished ? 1 : 0)
    if change != 0 { try count(change, of: tenant, atMost: .max, on: connection) }
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
