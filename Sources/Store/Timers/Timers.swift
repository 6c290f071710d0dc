/// Timers that survive: set in one transaction, taken in the one that does what they are for.
///
/// Invariants:
/// 1. A kind has one timer of a name; setting it again moves it.
/// 2. A timer is taken once: what it causes commits together with its end.
package enum Timers {
  package struct Fired: Sendable, Hashable {
    package var name: String
    package var dueMilliseconds: Int
    package var payload: [UInt8]

    package init(
      name: String, dueMilliseconds: Int, payload: [UInt8]
    ) {
      self.name = name
      self.dueMilliseconds = dueMilliseconds
      self.payload = payload
    }
  }

  /// Creates the timers; add it to the database's migrations.
  package static let migration = Migration(
    "timers",
    """
    CREATE TABLE timers (
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      due_ms INTEGER NOT NULL,
      payload BLOB NOT NULL,
      PRIMARY KEY (kind, name)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timers_by_time ON timers (kind, due_ms, name);
    """,
    postgres: """
      CREATE TABLE timers (
        kind TEXT COLLATE "C" NOT NULL,
        name TEXT COLLATE "C" NOT NULL,
        due_ms BIGINT NOT NULL,
        payload BYTEA NOT NULL,
        PRIMARY KEY (kind, name)
      );
      CREATE INDEX timers_by_time ON timers (kind, due_ms, name);
      """)

  /// Lets timers know when they were set; add it behind `migration`.
  package static let settingTimes = Migration(
    "timers: when they were set",
    "ALTER TABLE timers ADD COLUMN set_ms INTEGER NOT NULL DEFAULT 0;",
    postgres: "ALTER TABLE timers ADD COLUMN set_ms BIGINT NOT NULL DEFAULT 0;")

  /// Sets a timer of `kind` (who takes it), or moves the one that has its name.
  ///
  /// One that waits for some time, and not until a time of day, says when it began (`beginMilliseconds`): should the
  /// clock be set back behind that, `rearm` lets it wait for its time and no longer.
  package static func set(
    _ name: String, of kind: String, dueMilliseconds due: Int, beginMilliseconds begin: Int = 0,
    payload: [UInt8] = [], on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO timers (kind, name, due_ms, set_ms, payload) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (kind, name) DO UPDATE SET
        due_ms = excluded.due_ms, set_ms = excluded.set_ms, payload = excluded.payload
      """, [.text(kind), .text(name), .int(due), .int(begin), .blob(payload)])
  }

  /// Timers that began in what is the future by now, for the clock was set back, begin now. It looks at all timers
  /// of the kind.
  package static func rearm(
    of kind: String, now: Int, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE timers SET due_ms = ?1 + due_ms - set_ms, set_ms = ?1 WHERE kind = ?2 AND set_ms > ?1",
      [.int(now), .text(kind)])
  }

  /// False when there is none: it was never set, or has been taken.
  @discardableResult
  package static func cancel(
    _ name: String, of kind: String, on connection: borrowing SQLConnection
  ) throws -> Bool {
    try connection.first(
      "DELETE FROM timers WHERE kind = ? AND name = ? RETURNING due_ms", [.text(kind), .text(name)]
    ) { _ in true } ?? false
  }

  /// Cancels all timers of a kind whose names begin with `prefix`, which ends with '/'.
  package static func cancel(
    allBelow prefix: String, of kind: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "DELETE FROM timers WHERE kind = ? AND name > ? AND name < ?",
      [.text(kind), .text(prefix), .text(end(of: prefix))])
  }

  /// The timers whose time has come, at most `countMax`, in the order of their time. They stay: `cancel` takes one, in
  /// the transaction that does what it is for.
  package static func due(
    of kind: String, now: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [Fired] {
    try connection.query(
      """
      SELECT name, due_ms, payload FROM timers WHERE kind = ? AND due_ms <= ?
      ORDER BY due_ms, name LIMIT ?
      """, [.text(kind), .int(now), .int(countMax)]
    ) { Fired(name: $0.text(0), dueMilliseconds: $0.int(1), payload: $0.blob(2)) }
  }

  /// Has a timer that stands where it was found wait from now on, and no other: whoever was faster is right.
  package static func postpone(
    _ name: String, of kind: String, from due: Int, now: Int, delayMilliseconds delay: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "UPDATE timers SET due_ms = ?, set_ms = ? WHERE kind = ? AND name = ? AND due_ms = ?",
      [.int(now + delay), .int(now), .text(kind), .text(name), .int(due)])
  }

  /// Has all timers of a kind that are due, and whose names begin with `prefix`, which ends with '/', wait from now on.
  package static func postpone(
    dueBelow prefix: String, of kind: String, now: Int, delayMilliseconds delay: Int,
    on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      UPDATE timers SET due_ms = ?, set_ms = ? WHERE kind = ? AND name > ? AND name < ? AND due_ms <= ?
      """,
      [
        .int(now + delay), .int(now), .text(kind), .text(prefix), .text(end(of: prefix)),
        .int(now),
      ])
  }

  /// How many timers of a kind there are, beside the one of this name, whose names begin with `prefix`, which ends with
  /// '/'; it counts no further than `countMax`.
  package static func count(
    below prefix: String, beside name: String, of kind: String, upTo countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM (
        SELECT 1 FROM timers WHERE kind = ? AND name > ? AND name < ? AND name <> ? LIMIT ?) AS known
      """,
      [
        .text(kind), .text(prefix), .text(end(of: prefix)), .text(name), .int(countMax),
      ]
    ) { $0.int(0) } ?? 0
  }

  /// What comes behind all names that begin with `prefix`: '0' is the character after '/'.
  private static func end(of prefix: String) -> String {
    precondition(prefix.last == "/")
    return prefix.dropLast() + "0"
  }

  /// Takes the timers whose time has come, at most `countMax`, in the order of their time.
  package static func takeDue(
    of kind: String, now: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [Fired] {
    let due = try due(of: kind, now: now, countMax: countMax, on: connection)
    for timer in due {
      try connection.execute(
        "DELETE FROM timers WHERE kind = ? AND name = ?", [.text(kind), .text(timer.name)])
    }
    return due
  }

  /// Until when whoever takes timers of `kind` may sleep, if nobody commits before; nil: without end.
  package static func nextDue(
    of kind: String, on connection: borrowing SQLConnection
  ) throws -> Int? {
    try connection.first(
      "SELECT due_ms FROM timers WHERE kind = ? ORDER BY due_ms LIMIT 1", [.text(kind)]
    ) { $0.int(0) }
  }
}
