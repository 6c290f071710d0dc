internal import Foundation
package import Store

/// Runs on disk: one stream of the event log each, and a table to find them by.
///
/// Invariants:
/// 1. A run's state is its stream, replayed; the `runs` table only repeats part of it and changes in
///    the transaction that appends.
/// 2. Events are appended at the version that the decision was made at, so that of two decisions on
///    the same state one is refused (`versionConflict`) and decides again.
/// 3. One idempotency key of a tenant is one run.
/// 4. Events of a run that is performed are appended by its owner alone; see `RunStore+Owners`.
package struct RunStore: Sendable {
  let database: Database
  private let now: @Sendable () -> Int

  package init(
    at location: StoreLocation, now: @escaping @Sendable () -> Int = RunStore.systemClock
  ) throws(StoreError) {
    database = try Database(at: location, migrations: RunSchema.migrations)
    self.now = now
  }

  package static let systemClock: @Sendable () -> Int = {
    Int(Date().timeIntervalSince1970 * 1000)
  }

  /// The time, in milliseconds since 1970-01-01 UTC.
  package func currentTime() -> Int { now() }

  /// How many writes wait for the disk.
  package var queuedWriteCount: Int { database.queuedWriteCount }

  /// Returns when the database has answered a read.
  package func probe() async throws {
    _ = try await database.read { try $0.first("SELECT 1") { $0.int(0) } }
  }

  package func close() async {
    await database.close()
  }

  /// Records a new run of `owner`'s, at epoch 1, unless its idempotency key has one already. Returns the
  /// run and whether it is new.
  package func submit(
    _ submission: RunSubmission, owner: String
  ) async throws -> (machine: RunMachine, isNew: Bool) {
    let time = now()
    return try await database.write { connection in
      if let id = try Self.runID(
        tenant: submission.tenant, idempotencyKey: submission.idempotencyKey, on: connection)
      {
        return (try Self.machine(id, on: connection), false)
      }
      var random = SystemRandomNumberGenerator()
      var machine = RunMachine()
      let decision = machine.decide(.requested(submission), now: time, using: &random)
      try Self.join(owner, on: connection)
      try connection.execute(
        """
        INSERT INTO runs (tenant, id, workflow, workflow_version, state, question, session,
          idempotency_key, traceparent, submitted_at_ms, reason, owner, epoch)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?)
        """,
        [
          .text(submission.tenant), .text(submission.runID), .text(submission.workflow.name),
          .int(submission.workflow.version), .int(machine.status.rawValue),
          .text(submission.question), .text(submission.sessionID),
          .text(submission.idempotencyKey), .text(submission.traceparent), .int(time),
          .text(owner), .int(RunLease.firstEpoch),
        ])
      try Self.append(
        decision, machine, runID: submission.runID, after: 0, at: time, lease: nil,
        on: connection)
      return (machine, true)
    }
  }

  /// The run that an idempotency key stands for.
  package func run(tenant: String, idempotencyKey: String) async throws -> RunMachine? {
    try await database.read { connection in
      let id = try Self.runID(tenant: tenant, idempotencyKey: idempotencyKey, on: connection)
      return try id.map { try Self.machine($0, on: connection) }
    }
  }

  /// Records what was decided about a run at version `version`, or nothing. Who performs the run shows
  /// the lease, and is refused with `RunLeaseLost` when it is no longer the one in force; a cancellation
  /// needs none.
  package func record(
    _ decision: RunDecision, _ machine: RunMachine, runID: String, after version: Int, at time: Int,
    lease: RunLease?
  ) async throws {
    if decision.events.isEmpty { return }
    try await database.write { connection in
      try Self.append(
        decision, machine, runID: runID, after: version, at: time, lease: lease, on: connection)
    }
  }

  /// The run, replayed; `nil` when the tenant has none of this id.
  package func run(tenant: String, id: String) async throws -> RunMachine? {
    try await database.read { connection in
      let isThere = try connection.first(
        "SELECT 1 FROM runs WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)]
      ) { _ in true }
      return isThere == true ? try Self.machine(id, on: connection) : nil
    }
  }

  /// The run, whoever owns it.
  func run(id: String) async throws -> RunMachine {
    try await database.read { try Self.machine(id, on: $0) }
  }

  /// A run's history after a sequence number, at most `countMax` events.
  package func history(
    of id: String, after sequence: Int, countMax: Int = 256
  ) async throws -> [HistoryEntry] {
    try await database.read { connection in
      try EventLog.events(of: id, after: sequence, countMax: countMax, on: connection)
        .map(Self.entry)
    }
  }

  /// A tenant's runs, the newest first, numbered below `number`.
  package func runs(
    tenant: String, status: RunStatus?, below number: Int, countMax: Int
  ) async throws -> [RunSummary] {
    try await database.read { connection in
      try connection.query(
        """
        SELECT number, id, workflow, workflow_version, state, question, session, traceparent,
          submitted_at_ms, ended_at_ms, reason
        FROM runs WHERE tenant = ?1 AND number < ?2 AND (CAST(?3 AS BIGINT) IS NULL OR state = ?3)
        ORDER BY number DESC LIMIT ?4
        """, [.text(tenant), .int(number), .optional(status?.rawValue), .int(countMax)],
        Self.summary)
    }
  }
}

extension RunStore {
  private static func append(
    _ decision: RunDecision, _ next: RunMachine, runID: String, after version: Int, at time: Int,
    lease: RunLease?, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      UPDATE runs SET state = ?2, ended_at_ms = ?3, reason = ?4
      WHERE id = ?1 AND (CAST(?5 AS BIGINT) IS NULL OR (epoch = ?5 AND owner = ?6))
      """,
      [
        .text(runID), .int(next.status.rawValue), .optional(next.endedAt),
        // What a failing service says may hold anything; PostgreSQL has no NUL.
        .text(next.reason.replacing("\0", with: "\u{FFFD}")), .optional(lease?.epoch),
        .text(lease?.owner ?? ""),
      ])
    guard try connection.changedRowCount() == 1 else { throw RunLeaseLost() }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let events = try decision.events.map { event in
      NewEvent(
        kind: next.name(of: event), payload: Array(try encoder.encode(event)))
    }
    try EventLog.append(events, to: runID, expectedVersion: version, now: time, on: connection)
  }

  private static func machine(
    _ id: String, on connection: borrowing SQLConnection
  ) throws -> RunMachine {
    let history = try EventLog.events(of: id, on: connection).map(entry)
    return RunMachine(replaying: history.map { ($0.event, $0.recordedAt) })
  }

  private static func entry(_ recorded: RecordedEvent) throws -> HistoryEntry {
    do {
      return HistoryEntry(
        sequence: recorded.version, name: recorded.kind,
        event: try JSONDecoder().decode(RunEvent.self, from: Data(recorded.payload)),
        recordedAt: recorded.recordedAtMilliseconds)
    } catch {
      throw StoreError(
        .corrupt,
        "event \(recorded.version) of run \(recorded.stream) cannot be read by this version: "
          + "use the version that wrote it")
    }
  }

  private static func runID(
    tenant: String, idempotencyKey: String, on connection: borrowing SQLConnection
  ) throws -> String? {
    if idempotencyKey.isEmpty { return nil }
    return try connection.first(
      "SELECT id FROM runs WHERE tenant = ? AND idempotency_key = ? AND idempotency_key != ''",
      [.text(tenant), .text(idempotencyKey)]
    ) { $0.text(0) }
  }

  private static func summary(_ row: borrowing SQLRow) throws -> RunSummary {
    guard let status = RunStatus(rawValue: row.int(4)) else {
      throw StoreError(.corrupt, "a run has the unknown state \(row.int(4)): restore a backup")
    }
    return RunSummary(
      number: row.int(0), id: row.text(1), workflow: row.text(2), workflowVersion: row.int(3),
      status: status, question: row.text(5), sessionID: row.text(6), traceparent: row.text(7),
      submittedAt: row.int(8), endedAt: row.optionalInt(9), reason: row.text(10))
  }
}
