/// Takes away the dead rows of a schema's tables, on a thread and a connection of its own.
///
/// Each change of a row leaves the old one and its places in the indexes behind until the table is vacuumed, and who looks
/// for the first task of a queue passes over all that were there before it. The server's own workers come by once a
/// minute at most (`autovacuum_naptime`), in which a busy queue leaves some hundred thousand.
///
/// Of several processes one does it: a table that somebody vacuums already is skipped. Nobody who reads or writes waits.
final class PostgresVacuum: Sendable {
  private static let intervalMilliseconds: Int32 = 1_000

  private let stopPipe: StopPipe

  /// Looks after the tables while `commitCount` grows.
  init(
    _ address: PostgresAddress, commitCount: @escaping @Sendable () -> UInt64
  ) throws(StoreError) {
    let stopPipe = try StopPipe()
    self.stopPipe = stopPipe
    try DatabaseThread.start {
      var work = Work(address)
      var seenCount = commitCount()
      while stopPipe.wait(milliseconds: Self.intervalMilliseconds) != .stopped {
        let count = commitCount()
        // What the last look left for later is due without further commits too.
        guard count != seenCount || work.isUnfinished else { continue }
        seenCount = count
        work.run(until: stopPipe)
      }
    }
  }

  /// Nobody has to wait until it has: it may be in the middle of a large table, and is done after that.
  func stop() { stopPipe.stop() }

  private struct Work {
    /// Of tables that it may vacuum and nobody vacuums; the server would write a warning for any other one. Counts are the server's, which it
    /// keeps up to a second.
    private static let tables = """
      SELECT quote_ident(relname), n_live_tup, n_dead_tup FROM pg_stat_user_tables
      WHERE schemaname = current_schema()
        AND pg_has_role((SELECT relowner FROM pg_class WHERE oid = relid), 'USAGE')
        AND relid NOT IN (SELECT relid FROM pg_stat_progress_vacuum WHERE relid IS NOT NULL)
      """

    private let address: PostgresAddress
    private var session: PostgresSession?
    private var schedule = VacuumSchedule()
    private(set) var isUnfinished = false

    init(_ address: PostgresAddress) {
      self.address = address
    }

    /// Whatever fails is tried again at the next turn; nothing rests on it.
    mutating func run(until stopPipe: StopPipe) {
      isUnfinished = true
      do {
        let session = try connected()
        let found = try Self.tables(of: session)
        let due = schedule.due(found, at: MonotonicTime.seconds())
        for table in due where stopPipe.wait(milliseconds: 0) != .stopped {
          try vacuum(table, on: session)
        }
        isUnfinished = found.contains { VacuumSchedule.isWorthIt($0) && !due.contains($0.name) }
      } catch {
        session = nil
      }
    }

    private mutating func connected() throws(StoreError) -> PostgresSession {
      if let session, !session.isBroken { return session }
      let opened = try PostgresSession(address, isPatient: true)
      session = opened
      return opened
    }

    private mutating func vacuum(_ table: String, on session: PostgresSession) throws {
      let start = MonotonicTime.seconds()
      // Not shortened at its end, for which it would lock out everybody; and indexes in any case, for they are the reason.
      try session.executeScript(
        "VACUUM (SKIP_LOCKED, TRUNCATE false, INDEX_CLEANUP on) \(address.schema).\(table)")
      let end = MonotonicTime.seconds()
      guard let after = try Self.tables(of: session).first(where: { $0.name == table }) else {
        return
      }
      schedule.vacuumed(after, from: start, to: end)
    }

    private static func tables(of session: PostgresSession) throws -> [VacuumSchedule.Table] {
      var found: [VacuumSchedule.Table] = []
      try session.forEachRow(tables, []) { row in
        found.append(
          VacuumSchedule.Table(
            name: row.text(0), liveRowCount: row.int(1), deadRowCount: row.int(2)))
        return true
      }
      return found
    }
  }
}
