internal import Store

/// How far long tasks are, as their workers say: kept for whoever performs the same step of the same run next.
///
/// Invariants:
/// 1. A checkpoint is written under the epoch of the lease alone that its worker holds, which it makes last longer:
///    one that was replaced writes none.
/// 2. A run that has ended has none.
enum Checkpoints {
  static let byteCountMax = 256 << 10

  static let migration = Migration(
    "orchestrator: checkpoints",
    """
    CREATE TABLE checkpoints (
      run TEXT NOT NULL,
      step TEXT NOT NULL,
      role TEXT NOT NULL,
      data BLOB NOT NULL,
      stored_at_ms INTEGER NOT NULL,
      PRIMARY KEY (run, step, role)
    ) STRICT, WITHOUT ROWID;
    """,
    postgres: """
      CREATE TABLE checkpoints (
        run TEXT COLLATE "C" NOT NULL,
        step TEXT COLLATE "C" NOT NULL,
        role TEXT COLLATE "C" NOT NULL,
        data BYTEA NOT NULL,
        stored_at_ms BIGINT NOT NULL,
        PRIMARY KEY (run, step, role)
      );
      """)

  static func save(
    _ data: [UInt8], of task: AgentTask, now: Int, on connection: borrowing SQLConnection
  ) throws {
    let sealed = try connection.seal(data, for: task.tenant, at: place(of: task))
    try connection.execute(
      """
      INSERT INTO checkpoints (run, step, role, data, stored_at_ms) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (run, step, role) DO UPDATE SET
        data = excluded.data, stored_at_ms = excluded.stored_at_ms
      """,
      [
        .text(task.runID), .text("\(task.step)"), .text(task.role.rawValue), .blob(sealed),
        .int(now),
      ])
  }

  static func find(
    of task: AgentTask, on connection: borrowing SQLConnection
  ) throws -> [UInt8]? {
    let stored = try connection.first(
      "SELECT data FROM checkpoints WHERE run = ? AND step = ? AND role = ?",
      [.text(task.runID), .text("\(task.step)"), .text(task.role.rawValue)]
    ) { $0.blob(0) }
    return try stored.map { try connection.open($0, at: place(of: task)) }
  }

  static func remove(allOf runID: String, on connection: borrowing SQLConnection) throws {
    try connection.execute("DELETE FROM checkpoints WHERE run = ?", [.text(runID)])
  }

  private static func place(of task: AgentTask) -> SealedPlace {
    SealedPlace(
      "checkpoints", .text(task.runID), .text("\(task.step)"), .text(task.role.rawValue))
  }
}

extension RunStore {
  /// Keeps a checkpoint and holds the lease; false when it is somebody else's by now.
  func saveCheckpoint(
    _ data: [UInt8], of lease: AttemptLease, leaseDuration: Duration
  ) async throws -> Bool {
    let now = currentTime()
    do {
      try await write(at: now) { connection in
        try TaskQueue.heartbeat(
          lease.id, epoch: lease.epoch,
          durationMilliseconds: Int(leaseDuration / .milliseconds(1)), now: now, on: connection)
        try Checkpoints.save(data, of: lease.task, now: now, on: connection)
      }
      return true
    } catch let error as StoreError where error.code == .staleLease {
      return false
    }
  }

  /// The last checkpoint of the attempts before this one; none is there before somebody had the task.
  func checkpoint(of lease: AttemptLease) async throws -> [UInt8]? {
    if lease.task.attempt == 1, lease.epoch == 1 { return nil }
    return try await database.read { try Checkpoints.find(of: lease.task, on: $0) }
  }
}
