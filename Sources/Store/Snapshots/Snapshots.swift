/// Snapshots of streams of an `EventLog`. They are only shortcuts: without one, or with one that is damaged or
/// of another format, the state is rebuilt from the events.
///
/// Invariants:
/// 1. Of a stream the last `keptCount` are there, so that a damaged one does not cost the whole history.
/// 2. A snapshot is used only if its checksum is right, its format is the program's, and the stream is as
///    long as it says.
package enum Snapshots {
  private static let keptCount = 2
  /// Events in memory at a time while they are replayed.
  private static let pageSize = 512

  package static let migration = Migration(
    "snapshots",
    """
    CREATE TABLE snapshots (
      stream TEXT NOT NULL,
      version INTEGER NOT NULL,
      format INTEGER NOT NULL,
      checksum BLOB NOT NULL,
      state BLOB NOT NULL,
      taken_at_ms INTEGER NOT NULL,
      PRIMARY KEY (stream, version)
    ) STRICT
    """,
    postgres: """
      CREATE TABLE snapshots (
        stream TEXT COLLATE "C" NOT NULL,
        version BIGINT NOT NULL,
        format BIGINT NOT NULL,
        checksum BYTEA NOT NULL,
        state BYTEA NOT NULL,
        taken_at_ms BIGINT NOT NULL,
        PRIMARY KEY (stream, version)
      )
      """)

  /// Keeps the state of a stream after its first `version` events. `format` is the number of the state's
  /// encoding, which its owner raises with every change of it.
  package static func save(
    _ state: [UInt8], of stream: String, tenant: String = "", version: Int, format: Int, now: Int,
    on connection: borrowing SQLConnection
  ) throws {
    let snapshot = Snapshot(stream: stream, version: version, format: format, state: state)
    let stored = try connection.seal(state, for: tenant, at: place(stream, version))
    try connection.execute(
      """
      INSERT INTO snapshots (stream, version, format, checksum, state, taken_at_ms)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (stream, version) DO UPDATE SET format = excluded.format,
        checksum = excluded.checksum, state = excluded.state, taken_at_ms = excluded.taken_at_ms
      """,
      [
        .text(stream), .int(version), .int(format), .blob(snapshot.checksum), .blob(stored),
        .int(now),
      ])
    try connection.execute(
      """
      DELETE FROM snapshots WHERE stream = ?1 AND version NOT IN
        (SELECT version FROM snapshots WHERE stream = ?1 ORDER BY version DESC LIMIT \(keptCount))
      """, [.text(stream)])
  }

  /// The state of a stream: its newest sound snapshot, or `initial`, and the events after it.
  ///
  /// A snapshot that `decode` refuses counts as damaged; `apply` gets every event once, in order.
  package static func restore<State>(
    _ stream: String, format: Int, initial: State, decode: ([UInt8]) throws -> State,
    apply: (inout State, RecordedEvent) throws -> Void, on connection: borrowing SQLConnection
  ) throws -> RestoredState<State> {
    let length = try EventLog.version(of: stream, on: connection)
    var ignored: [IgnoredSnapshot] = []
    var (state, start) = (initial, 0)
    for candidate in try stored(of: stream, on: connection) {
      do {
        state = try decode(
          try usable(candidate, format: format, streamLength: length, on: connection))
        start = candidate.version
        break
      } catch {
        let reason = (error as? Unusable)?.reason ?? "\(error)"
        ignored.append(
          IgnoredSnapshot(stream: stream, version: candidate.version, reason: reason))
      }
    }
    var version = start
    while version < length {
      let events = try EventLog.events(
        of: stream, after: version, countMax: pageSize, on: connection)
      guard let last = events.last else { break }
      for event in events { try apply(&state, event) }
      version = last.version
    }
    return RestoredState(
      state: state, version: version, replayedCount: version - start, ignored: ignored)
  }

  private struct Stored {
    let version: Int
    let format: Int
    let checksum: [UInt8]
    let state: [UInt8]
    let stream: String
  }

  private struct Unusable: Error {
    let reason: String
  }

  /// Newest first.
  private static func stored(
    of stream: String, on connection: borrowing SQLConnection
  ) throws -> [Stored] {
    try connection.query(
      """
      SELECT version, format, checksum, state FROM snapshots WHERE stream = ?
      ORDER BY version DESC LIMIT \(keptCount)
      """, [.text(stream)]
    ) { row in
      Stored(
        version: row.int(0), format: row.int(1), checksum: row.blob(2), state: row.blob(3),
        stream: stream)
    }
  }

  private static func usable(
    _ stored: Stored, format: Int, streamLength: Int, on connection: borrowing SQLConnection
  ) throws -> [UInt8] {
    guard stored.format == format else {
      throw Unusable(
        reason: "it is of format \(stored.format), and this program writes format \(format)")
    }
    guard stored.version <= streamLength else {
      throw Unusable(reason: "the stream has only \(streamLength) events")
    }
    let state: [UInt8]
    do {
      state = try connection.open(stored.state, at: place(stored.stream, stored.version))
    } catch let error as StoreError
      where [.corrupt, .forgotten, .schemaMismatch].contains(error.code)
    {
      throw Unusable(reason: error.message)
    }
    let snapshot = Snapshot(
      stream: stored.stream, version: stored.version, format: stored.format, state: state)
    guard snapshot.checksum == stored.checksum else {
      throw Unusable(reason: "its checksum is wrong")
    }
    return state
  }

  private static func place(_ stream: String, _ version: Int) -> SealedPlace {
    SealedPlace("snapshots", .text(stream), .int(version))
  }
}
