/// Schedules that fire by cron expressions. Who fires them is the `Scheduler`'s matter.
///
/// Invariant: a tick is taken once, in the transaction that moves its schedule on to the next.
package enum CronSchedules {
  /// What becomes of ticks that nobody could take in time, because nothing ran.
  package enum Missed: Int, Sendable, CaseIterable {
    /// The latest one fires, late; those before it do not.
    case latest = 0
    /// All fire, one after the other.
    case each = 1
  }

  package struct Schedule: Sendable, Hashable {
    package var name: String
    package var expression: String
    package var payload: [UInt8]
    package var missed: Missed
    package var nextMilliseconds: Int
  }

  package struct Tick: Sendable, Hashable {
    package var schedule: String
    /// When it was to fire; with the name it makes an idempotency key.
    package var milliseconds: Int
    package var payload: [UInt8]
  }

  /// Creates the schedules; add it to the database's migrations.
  package static let migration = Migration(
    "cron schedules",
    """
    CREATE TABLE cron_schedules (
      name TEXT PRIMARY KEY,
      expression TEXT NOT NULL,
      payload BLOB NOT NULL,
      missed INTEGER NOT NULL,
      next_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX cron_schedules_by_time ON cron_schedules (next_ms, name);
    """,
    postgres: """
      CREATE TABLE cron_schedules (
        name TEXT COLLATE "C" PRIMARY KEY,
        expression TEXT NOT NULL,
        payload BYTEA NOT NULL,
        missed BIGINT NOT NULL,
        next_ms BIGINT NOT NULL
      );
      CREATE INDEX cron_schedules_by_time ON cron_schedules (next_ms, name);
      """)

  /// Adds or changes a schedule. One whose expression stays keeps its next tick, so that programs can
  /// set their schedules whenever they start and miss none.
  package static func set(
    _ name: String, _ expression: CronExpression, payload: [UInt8] = [], missed: Missed = .latest,
    now: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO cron_schedules (name, expression, payload, missed, next_ms)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET
        next_ms = CASE WHEN cron_schedules.expression = excluded.expression
          THEN cron_schedules.next_ms ELSE excluded.next_ms END,
        expression = excluded.expression, payload = excluded.payload, missed = excluded.missed
      """,
      [
        .text(name), .text(expression.description), .blob(payload), .int(missed.rawValue),
        .int(expression.next(after: now)),
      ])
  }

  /// False when there is none of this name.
  @discardableResult
  package static func remove(_ name: String, on connection: borrowing SQLConnection) throws -> Bool
  {
    try connection.first(
      "DELETE FROM cron_schedules WHERE name = ? RETURNING next_ms", [.text(name)]
    ) { _ in true } ?? false
  }

  /// All schedules, by name.
  package static func all(on connection: borrowing SQLConnection) throws -> [Schedule] {
    try connection.query("SELECT \(columns) FROM cron_schedules ORDER BY name", [], schedule)
  }

  /// When the next tick is.
  package static func nextDue(on connection: borrowing SQLConnection) throws -> Int? {
    try connection.first("SELECT next_ms FROM cron_schedules ORDER BY next_ms LIMIT 1") {
      $0.int(0)
    }
  }

  /// How long a schedule waits whose expression cannot be read.
  private static let unreadableDelayMilliseconds = 60_000

  /// Takes the ticks that are due, at most `countMax`; those of one schedule in the order of their time. A schedule whose
  /// expression cannot be read is told to `skipped` and looked at again after a minute; the others fire.
  package static func takeDue(
    now: Int, countMax: Int, on connection: borrowing SQLConnection,
    skipped: (_ schedule: String, StoreError) -> Void = { _, _ in }
  ) throws -> [Tick] {
    let due = try connection.query(
      "SELECT \(columns) FROM cron_schedules WHERE next_ms <= ? ORDER BY next_ms, name LIMIT ?",
      [.int(now), .int(countMax)], schedule)
    var ticks: [Tick] = []
    for schedule in due where ticks.count < countMax {
      let next: Int
      do {
        let (taken, following) = try schedule.take(now: now, countMax: countMax - ticks.count)
        ticks += taken
        next = following
      } catch {
        skipped(schedule.name, error)
        next = now + unreadableDelayMilliseconds
      }
      try move(schedule.name, to: next, on: connection)
    }
    return ticks
  }

  /// By how much clocks of processes may differ: then nothing was set back.
  private static let toleranceMilliseconds = 10_000

  /// Schedules whose next tick is later than the one that comes after `now`, for the clock was set back, wait for that
  /// one. Ticks that were taken meanwhile come again: whoever is given one knows it by its time. It looks at all schedules.
  package static func rearm(now: Int, on connection: borrowing SQLConnection) throws {
    let waiting = try connection.query(
      "SELECT name, expression, next_ms FROM cron_schedules WHERE next_ms > ?",
      [.int(now + toleranceMilliseconds)]
    ) { (name: $0.text(0), expression: $0.text(1), next: $0.int(2)) }
    // Many say the same.
    var nexts: [String: (next: Int, latest: Int)] = [:]
    for schedule in waiting {
      let cron = nexts[schedule.expression] == nil ? try? CronExpression(schedule.expression) : nil
      let (next, latest) =
        nexts[schedule.expression]
        ?? (
          cron?.next(after: now) ?? now + unreadableDelayMilliseconds,
          cron?.next(after: now + toleranceMilliseconds) ?? now + unreadableDelayMilliseconds
        )
      nexts[schedule.expression] = (next, latest)
      if latest < schedule.next { try move(schedule.name, to: next, on: connection) }
    }
  }

  private static func move(
    _ name: String, to next: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE cron_schedules SET next_ms = ? WHERE name = ?", [.int(next), .text(name)])
  }

  private static let columns = "name, expression, payload, missed, next_ms"

  private static func schedule(_ row: borrowing SQLRow) -> Schedule {
    Schedule(
      name: row.text(0), expression: row.text(1), payload: row.blob(2),
      missed: Missed(rawValue: row.int(3)) ?? .latest, nextMilliseconds: row.int(4))
  }
}

extension CronSchedules.Schedule {
  /// The ticks that are due, and the one that comes after them.
  func take(
    now: Int, countMax: Int
  ) throws(StoreError) -> (ticks: [CronSchedules.Tick], next: Int) {
    let cron = try CronExpression(expression)
    var next = missed == .latest ? cron.last(upTo: now, from: nextMilliseconds) : nextMilliseconds
    var ticks: [CronSchedules.Tick] = []
    while next <= now, ticks.count < countMax {
      ticks.append(CronSchedules.Tick(schedule: name, milliseconds: next, payload: payload))
      next = cron.next(after: next)
    }
    return (ticks, next)
  }
}
