/// The end of the log while events are added: rows that follow each other in memory until they are written, many in one
/// statement.
struct EventLogTail {
  private var position: Int
  private var hash: [UInt8]
  private var values: [SQLValue] = []

  /// After the last event that the database has.
  init(position: Int, hash: [UInt8]) {
    (self.position, self.hash) = (position, hash)
  }

  /// Adds the events behind `version` of a stream.
  mutating func add(
    _ events: [NewEvent], to stream: String, at version: Int, tenant: String, now: Int,
    on connection: borrowing SQLConnection
  ) throws -> [RecordedEvent] {
    var recorded: [RecordedEvent] = []
    recorded.reserveCapacity(events.count)
    for event in events {
      position += 1
      let row = RecordedEvent(
        position: position, stream: stream, version: version + recorded.count + 1,
        kind: event.kind, payload: event.payload, recordedAtMilliseconds: now)
      let stored = try connection.seal(event.payload, for: tenant, at: EventLog.place(of: row))
      hash = EventChain.hash(of: row, stored: stored, after: hash)
      values += [
        .int(row.position), .text(stream), .int(row.version), .text(row.kind), .blob(stored),
        .int(now), .blob(hash),
      ]
      recorded.append(row)
    }
    return recorded
  }

  /// Writes what was added. What it leaves is the end of the log.
  mutating func write(on connection: borrowing SQLConnection) throws {
    var rest = values[...]
    values = []
    while !rest.isEmpty {
      let rowCount = Self.insertion.rowCount(for: rest.count / Self.columnCount)
      try connection.execute(
        Self.insertion.statement(rowCount), Array(rest.prefix(rowCount * Self.columnCount)))
      rest = rest.dropFirst(rowCount * Self.columnCount)
    }
  }

  private static let columnCount = 7

  private static let insertion = StatementOfRows(columnCount: columnCount) { rows in
    """
    INSERT INTO events (position, stream, version, kind, payload, recorded_at_ms, hash)
    VALUES \(rows)
    """
  }
}

/// Events for the end of one stream, among appends to others.
package struct EventAppend: Sendable {
  package var events: [NewEvent]
  package var stream: String
  package var tenant: String
  package var expectedVersion: Int
  /// Milliseconds since 1970-01-01 UTC.
  package var now: Int

  package init(
    _ events: [NewEvent], to stream: String, tenant: String, expectedVersion: Int, now: Int
  ) {
    self.events = events
    self.stream = stream
    self.tenant = tenant
    self.expectedVersion = expectedVersion
    self.now = now
  }
}

extension EventLog {
  /// Appends to many streams, in the order given, for little more than to one; gives for each the `versionConflict` that
  /// refused it, with nothing of it appended, or nil.
  package static func append(
    _ appends: [EventAppend], on connection: borrowing SQLConnection
  ) throws -> [StoreError?] {
    guard let first = appends.first else { return [] }
    var (position, versions, hash) = (0, [String: Int](), EventChain.genesis)
    if appends.count == 1 {
      let end = try end(of: first.stream, on: connection)
      (position, versions[first.stream], hash) = (end.position, end.version, end.hash)
    } else {
      var streams = Array(Set(appends.map(\.stream))).sorted()[...]
      while !streams.isEmpty {
        let part = streams.prefix(StatementOfRows.rowCountMax)
        streams = streams.dropFirst(StatementOfRows.rowCountMax)
        // Rows too many name the last one again.
        let padding = ends.paddedRowCount(for: part.count) - part.count
        let asked = part + Array(repeating: part.last!, count: padding)
        try connection.forEachRow(ends.statement(asked.count), asked.map { .text($0) }) { row in
          versions[row.text(0)] = row.int(1)
          if !row.isNull(2) { (position, hash) = (row.int(2), row.blob(3)) }
        }
      }
    }
    var tail = EventLogTail(position: position, hash: hash)
    let refusals = try appends.map { append -> StoreError? in
      let version = versions[append.stream, default: 0]
      guard version == append.expectedVersion else {
        return conflict(append.stream, at: version, expected: append.expectedVersion)
      }
      _ = try tail.add(
        append.events, to: append.stream, at: version, tenant: append.tenant, now: append.now,
        on: connection)
      versions[append.stream] = version + append.events.count
      return nil
    }
    try tail.write(on: connection)
    return refusals
  }

  /// Where streams end, and with each row where the log does.
  private static let ends = StatementOfRows(columnCount: 1) { rows in
    """
    SELECT asked.column1,
      COALESCE((SELECT version FROM events WHERE stream = asked.column1
        ORDER BY version DESC LIMIT 1), 0), last.position, last.hash
    FROM (VALUES \(rows)) AS asked
      LEFT JOIN (SELECT position, hash FROM events ORDER BY position DESC LIMIT 1) AS last ON 1 = 1
    """
  }
}
