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
/// 4. Each attempt in flight of an unfinished run is a task in the queue of its agent, enqueued with the event
///    that says so and gone with the event that ends it. A task of a run that has ended is dropped when it is
///    next leased.
package struct RunStore: Sendable {
  let database: Database
  private let now: @Sendable () -> Int
  private let latest = LatestTime()

  /// For tools and tests that open, check or copy the store themselves.
  package static let schema = StoreSchema(name: "orchestrator", migrations: RunSchema.migrations)

  package init(
    at location: StoreLocation, masterKeys: MasterKeys? = nil, archive: LogArchiveOptions? = nil,
    now: @escaping @Sendable () -> Int = RunStore.systemClock
  ) throws(StoreError) {
    database = try Database(
      at: location, migrations: Self.schema.migrations, masterKeys: masterKeys, archive: archive)
    self.now = now
  }

  package static let systemClock: @Sendable () -> Int = {
    Int(Date().timeIntervalSince1970 * 1000)
  }

  /// The time, in milliseconds since 1970-01-01 UTC.
  package func currentTime() -> Int { now() }

  /// Whether the clock was set back behind a time that this process has written since `clockWasSetBack`: then
  /// what it wrote lasts too long.
  var isClockBehind: Bool { latest.isAfter(now()) }

  /// Has something written that rests on the time `now`, by whoever writes it.
  func noting<T>(
    _ now: Int, _ body: () async throws -> T
  ) async rethrows -> T {
    defer { latest.note(now) }
    return try await body()
  }

  /// Writes what rests on the time `now`.
  package func write<T: Sendable>(
    at now: Int, _ body: @escaping @Sendable (borrowing SQLConnection) throws -> T
  ) async throws -> T {
    // Afterwards, so that whoever looks sees it when it is there.
    defer { latest.note(now) }
    return try await database.write(body)
  }

  /// The same of what is written together with others of its kind.
  func write<Write: SharedWrite>(at now: Int, _ write: Write) async throws -> Write.Output {
    defer { latest.note(now) }
    return try await database.write(write)
  }

  /// How many groups of writes were committed since opening.
  package var commitCount: UInt64 { database.commitCount }

  /// How many writes wait for the disk.
  package var queuedWriteCount: Int { database.queuedWriteCount }

  /// Returns when the database has answered a read.
  package func probe() async throws {
    _ = try await database.read { try $0.first("SELECT 1") { $0.int(0) } }
  }

  package func close() async {
    await database.close()
  }

  /// Records a new run, unless its idempotency key has one already. Returns that one, or what came of the new
  /// one's attempts.
  ///
  /// `overloaded` when the tenant has `unfinishedCountMax` unfinished runs.
  package func submit(
    _ draft: RunDraft, next machine: RunMachine, unfinishedCountMax: Int
  ) async throws -> RecordedRun {
    try await write(
      at: draft.time,
      RunRecording(draft: draft, next: machine, unfinishedCountMax: unfinishedCountMax))
  }

  /// What a fact came from is over; nothing was recorded.
  package struct ClosingIsOver: Error {
    package let closing: RunDraft.Closing

    /// Which of the facts' origins it is.
    func index(in origins: [RunDraft.Closing?]) -> Int {
      guard let index = origins.firstIndex(of: closing) else {
        preconditionFailure("a draft closes what no fact came from")
      }
      return index
    }
  }

  /// Records a draft, or nothing; `next` is the run after it. Throws `versionConflict` when the run has moved on, and
  /// `ClosingIsOver`.
  @discardableResult
  package func commit(_ draft: RunDraft, next: RunMachine) async throws -> RecordedAttempts {
    if draft.events.isEmpty, draft.closing.isEmpty { return RecordedAttempts() }
    return try await write(at: draft.time, RunRecording(draft: draft, next: next)).attempts
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

  /// The run, and how many of its events had to be replayed.
  package func restored(id: String) async throws -> RestoredState<RunMachine> {
    try await database.read { try Self.restored(id, on: $0) }
  }

  /// Whether the tenant has the run.
  func hasRun(_ id: String, tenant: String) async throws -> Bool {
    try await database.read { connection in
      try connection.first(
        "SELECT 1 FROM runs WHERE tenant = ? AND id = ?", [.text(tenant), .text(id)]
      ) { _ in true } ?? false
    }
  }

  /// Whether a run has ended; `nil` when there is none.
  func hasEnded(_ id: String) async throws -> Bool? {
    try await database.read { connection in
      try connection.first("SELECT ended_at_ms FROM runs WHERE id = ?", [.text(id)]) {
        $0.optionalInt(0) != nil
      }
    }
  }

  /// Those of the runs that have ended.
  func ended(among ids: Set<String>) async throws -> [String] {
    try await database.read { connection in
      try ids.filter { id in
        try connection.first(
          "SELECT 1 FROM runs WHERE id = ? AND ended_at_ms IS NOT NULL", [.text(id)]
        ) { _ in true } ?? false
      }
    }
  }

  /// What was to last for some time does so from now where it began in what is the future by now.
  func clockWasSetBack(leaseDuration: Duration) async throws {
    latest.forget()
    let duration = Int(leaseDuration / .milliseconds(1))
    let time = try await database.write { connection in
      // Once this is answered nobody else writes. A time of before would be behind leases that others were given while
      // this waited for its turn, and would end those early.
      _ = try connection.first("SELECT 1") { $0.int(0) }
      let now = currentTime()
      try Timers.rearm(of: RunTimers.kind, now: now, on: connection)
      try Timers.rearm(of: RunStart.kind, now: now, on: connection)
      try CronSchedules.rearm(now: now, on: connection)
      try TaskQueue.shortenLeases(durationMilliseconds: duration, now: now, on: connection)
      try Leadership.shortenLeases(durationMilliseconds: duration, now: now, on: connection)
      return now
    }
    latest.note(time)
  }

  /// Runs that have moved on since a position of the log, each with how many events it has now, and the log's end.
  /// From no position there are none.
  func moved(since position: Int?) async throws -> (runs: [String: Int], position: Int) {
    try await database.read { connection in
      guard let position else { return ([:], try EventLog.position(on: connection)) }
      let moved = try EventLog.versions(after: position, countMax: 4_096, on: connection)
      return (moved.streams, moved.position)
    }
  }

  /// Takes in what others have recorded since.
  func catchUp(_ machine: inout RunMachine) async throws {
    guard let id = machine.submission?.runID else { return }
    while true {
      let page = try await history(of: id, after: machine.eventCount)
      for entry in page { machine.apply(entry.event, at: entry.recordedAt) }
      if page.isEmpty { return }
    }
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
    tenant: String, status: RunStatus?, isPaused: Bool? = nil, below number: Int, countMax: Int
  ) async throws -> [RunSummary] {
    // In words, so that the index of the paused ones is seen to be enough.
    let paused = isPaused.map { " AND is_paused = \($0 ? 1 : 0)" } ?? ""
    return try await database.read { connection in
      try connection.query(
        """
        SELECT number, id, workflow, workflow_version, state, question, session, traceparent,
          submitted_at_ms, ended_at_ms, reason, content, is_paused
        FROM runs WHERE tenant = ?1 AND number < ?2 AND (CAST(?3 AS BIGINT) IS NULL OR state = ?3)\(paused)
        ORDER BY number DESC LIMIT ?4
        """,
        [
          .text(tenant), .int(number), .optional(status?.rawValue), .int(countMax),
        ]
      ) { try Self.summary($0, on: connection) }
    }
  }
}

extension RunStore {
  static func machine(
    _ id: String, on connection: borrowing SQLConnection
  ) throws -> RunMachine {
    try restored(id, on: connection).state
  }

  /// The run from its newest snapshot and the events after it.
  private static func restored(
    _ id: String, on connection: borrowing SQLConnection
  ) throws -> RestoredState<RunMachine> {
    try Snapshots.restore(
      id, format: RunMachine.snapshotFormat, initial: RunMachine(),
      decode: RunMachine.init(restoring:),
      apply: { machine, recorded in
        let entry = try entry(recorded)
        machine.apply(entry.event, at: entry.recordedAt)
      }, on: connection)
  }

  private static func entry(_ recorded: RecordedEvent) throws -> HistoryEntry {
    do {
      return HistoryEntry(
        sequence: recorded.version, name: recorded.kind,
        event: try JSONDecoder().decode(RunEvent.self, from: Data(recorded.payload)),
        recordedAt: recorded.recordedAtMilliseconds)
    } catch {
      throw StoreError.notReadable(
        "event \(recorded.version) of run \(recorded.stream)", recorded.payload)
    }
  }

  /// The run that has the submission's idempotency key.
  static func runID(
    of submission: RunSubmission, on connection: borrowing SQLConnection
  ) throws -> String? {
    if submission.idempotencyKey.isEmpty { return nil }
    return try connection.first(
      "SELECT id FROM runs WHERE tenant = ? AND idempotency_key = ? AND idempotency_key != ''",
      [.text(submission.tenant), .text(submission.idempotencyKey)]
    ) { $0.text(0) }
  }

  static func hasRun(_ id: String, on connection: borrowing SQLConnection) throws -> Bool {
    try connection.first("SELECT 1 FROM runs WHERE id = ?", [.text(id)]) { _ in true } ?? false
  }

  private static func summary(
    _ row: borrowing SQLRow, on connection: borrowing SQLConnection
  ) throws -> RunSummary {
    guard let status = RunStatus(rawValue: row.int(4)) else {
      throw StoreError(
        .schemaMismatch,
        "a run has the state \(row.int(4)), which this version does not know: use the version that wrote it"
      )
    }
    // Runs of earlier versions have their contents in columns of their own.
    let content =
      row.isNull(11)
      ? RunContent(question: row.text(5), reason: row.text(10))
      : try RunContent.opened(row.blob(11), of: row.text(1), on: connection)
    return RunSummary(
      number: row.int(0), id: row.text(1), workflow: row.text(2), workflowVersion: row.int(3),
      status: status, question: content.question, sessionID: row.text(6),
      traceparent: row.text(7), submittedAt: row.int(8), endedAt: row.optionalInt(9),
      reason: content.reason, isPaused: row.int(12) != 0)
  }
}
