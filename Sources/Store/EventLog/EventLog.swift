/// An append-only log of events in streams, kept in a `Database`: the truth from which state is
/// replayed.
///
/// Invariants:
/// 1. An event that was appended is never changed or deleted. The database itself refuses it
///    (triggers), whoever asks.
/// 2. Positions count 1, 2, 3, ... over the log, versions 1, 2, 3, ... over each stream.
/// 3. The events of one `append` are all there or none is.
/// 4. Two appends that expect the same version cannot both succeed.
/// 5. Each row's hash covers its contents and the row before (`EventChain`); `verify` recomputes it. It covers
///    what is stored, so a log whose payloads are sealed is verified without a key.
///
/// An event has one state: recorded. There is nothing after it.
///
/// The functions take the connection of a `Database.read` or `write` body, so that an append and
/// what is derived from it commit together.
package enum EventLog {
  /// Creates the log; add it to the database's migrations.
  package static let migration = Migration(
    "event log",
    """
    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      kind TEXT NOT NULL,
      recorded_at_ms INTEGER NOT NULL,
      payload BLOB NOT NULL,
      hash BLOB NOT NULL,
      UNIQUE (stream, version)
    ) STRICT;
    CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only: a recorded event cannot be changed'); END;
    CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
    BEGIN SELECT RAISE(ABORT, 'events are append-only: a recorded event cannot be deleted'); END;
    CREATE TRIGGER events_are_never_replaced BEFORE INSERT ON events
    WHEN EXISTS (SELECT 1 FROM events WHERE position = NEW.position)
      OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND version = NEW.version)
    BEGIN SELECT RAISE(ABORT, 'events are append-only: a recorded event cannot be replaced'); END;
    """,
    postgres: """
      CREATE TABLE events (
        position BIGINT PRIMARY KEY,
        stream TEXT COLLATE "C" NOT NULL,
        version BIGINT NOT NULL,
        kind TEXT NOT NULL,
        recorded_at_ms BIGINT NOT NULL,
        payload BYTEA NOT NULL,
        hash BYTEA NOT NULL,
        UNIQUE (stream, version)
      );
      CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'events are append-only: a recorded event cannot be %', TG_ARGV[0];
      END $$;
      CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
        FOR EACH ROW EXECUTE FUNCTION refuse_event_change('changed');
      CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
        FOR EACH ROW EXECUTE FUNCTION refuse_event_change('deleted');
      CREATE TRIGGER events_are_never_truncated BEFORE TRUNCATE ON events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change('deleted');
      """)

  static let columns = "position, stream, version, kind, payload, recorded_at_ms"

  /// Appends events to the end of a stream; an empty or new stream is at version 0.
  ///
  /// The caller says which version it has seen; `versionConflict` is thrown when the stream is
  /// elsewhere, and `nil` appends wherever the end is. `now` is recorded as the time, in milliseconds
  /// since 1970-01-01 UTC. In a database with a master key payloads are sealed under a key of `tenant`.
  @discardableResult
  package static func append(
    _ events: [NewEvent], to stream: String, tenant: String = "", expectedVersion: Int?, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    let end = try end(of: stream, on: connection)
    if let expectedVersion, expectedVersion != end.version {
      throw conflict(stream, at: end.version, expected: expectedVersion)
    }
    var tail = EventLogTail(position: end.position, hash: end.hash)
    let recorded = try tail.add(
      events, to: stream, at: end.version, tenant: tenant, now: now, on: connection)
    try tail.write(on: connection)
    return recorded
  }

  /// The events of a stream after `version`, oldest first, at most `countMax`.
  package static func events(
    of stream: String, after version: Int = 0, countMax: Int = .max,
    on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    try connection.query(
      "SELECT \(columns) FROM events WHERE stream = ? AND version > ? ORDER BY version LIMIT ?",
      [.text(stream), .int(version), .int(countMax)]
    ) { try opened($0, on: connection) }
  }

  /// The events of all streams after `position`, oldest first, at most `countMax`.
  package static func events(
    after position: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    try connection.query(
      "SELECT \(columns) FROM events WHERE position > ? ORDER BY position LIMIT ?",
      [.int(position), .int(countMax)]
    ) { try opened($0, on: connection) }
  }

  /// The events of a stream before `version`, or from its end, newest first, at most `countMax`.
  package static func eventsBackwards(
    of stream: String, before version: Int = .max, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    try connection.query(
      "SELECT \(columns) FROM events WHERE stream = ? AND version < ? ORDER BY version DESC LIMIT ?",
      [.text(stream), .int(version), .int(countMax)]
    ) { try opened($0, on: connection) }
  }

  /// The events of all streams before `position`, or from the end of the log, newest first, at most `countMax`.
  package static func eventsBackwards(
    before position: Int = .max, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    try connection.query(
      "SELECT \(columns) FROM events WHERE position < ? ORDER BY position DESC LIMIT ?",
      [.int(position), .int(countMax)]
    ) { try opened($0, on: connection) }
  }

  /// How many events a stream has.
  package static func version(
    of stream: String, on connection: borrowing SQLConnection
  ) throws -> Int {
    try connection.first(
      "SELECT version FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1", [.text(stream)]
    ) { $0.int(0) } ?? 0
  }

  /// The position of the last event; 0 in an empty log.
  package static func position(on connection: borrowing SQLConnection) throws -> Int {
    try connection.first("SELECT position FROM events ORDER BY position DESC LIMIT 1") {
      $0.int(0)
    } ?? 0
  }

  /// The streams of the next `countMax` events after a position, each with the last version among these, and the
  /// position of the last of them.
  package static func versions(
    after position: Int, countMax: Int, on connection: borrowing SQLConnection
  ) throws -> (streams: [String: Int], position: Int) {
    var last = position
    var streams: [String: Int] = [:]
    try connection.forEachRow(
      """
      SELECT stream, max(version), max(position) FROM events
      WHERE position > ? AND position <= ? GROUP BY stream
      """, [.int(position), .int(position + countMax)]
    ) { row in
      streams[row.text(0)] = row.int(1)
      last = max(last, row.int(2))
    }
    return (streams, last)
  }

  /// Where the log ends, and where a stream of it does: one question, for PostgreSQL takes a round trip for each.
  static func end(
    of stream: String, on connection: borrowing SQLConnection
  ) throws -> (position: Int, version: Int, hash: [UInt8]) {
    try connection.first(
      """
      SELECT position,
        COALESCE((SELECT version FROM events WHERE stream = ? ORDER BY version DESC LIMIT 1), 0), hash
      FROM events ORDER BY position DESC LIMIT 1
      """, [.text(stream)]
    ) { ($0.int(0), $0.int(1), $0.blob(2)) } ?? (0, 0, EventChain.genesis)
  }

  static func conflict(_ stream: String, at version: Int, expected: Int) -> StoreError {
    StoreError(
      .versionConflict,
      "stream '\(stream)' is at version \(version), not \(expected): read it again")
  }

  static func place(of event: RecordedEvent) -> SealedPlace {
    SealedPlace("events", .text(event.stream), .int(event.version), .int(event.position))
  }

  /// The event with its payload as it is stored.
  static func stored(_ row: borrowing SQLRow) -> RecordedEvent {
    RecordedEvent(
      position: row.int(0), stream: row.text(1), version: row.int(2), kind: row.text(3),
      payload: row.blob(4), recordedAtMilliseconds: row.int(5))
  }

  private static func opened(
    _ row: borrowing SQLRow, on connection: borrowing SQLConnection
  ) throws -> RecordedEvent {
    var event = stored(row)
    do {
      event.payload = try connection.open(event.payload, at: place(of: event))
    } catch let error as StoreError where error.code == .forgotten {
      event.payload = []
      event.isForgotten = true
    } catch let error as StoreError where error.code == .corrupt {
      throw StoreError(
        .corrupt,
        "event \(event.version) of stream '\(event.stream)', at position \(event.position): "
          + error.message)
    }
    return event
  }
}
