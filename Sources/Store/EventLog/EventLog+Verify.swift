extension EventLog {
  /// Events that are in memory at a time while the chain is recomputed.
  private static let verifiedPageSize = 1_000

  /// Recomputes the whole chain, and has the database look through the versions of each stream. Throws `corrupt` naming the
  /// first position that disagrees. Of the log a page of events is in memory, however many streams it has.
  ///
  /// Dropping rows from the very end cannot be seen from the log alone: compare the returned count
  /// and hash with ones that were kept elsewhere.
  ///
  /// - Parameter passing: is called with the position and the hash of each event that agrees.
  @discardableResult
  package static func verify(
    on connection: borrowing SQLConnection, passing: (Int, [UInt8]) -> Void = { _, _ in }
  ) throws -> (eventCount: Int, hash: [UInt8]) {
    var count = 0
    var previous = EventChain.genesis
    while true {
      let page = try connection.query(
        "SELECT \(columns), hash FROM events WHERE position > ? ORDER BY position LIMIT ?",
        [.int(count), .int(verifiedPageSize)]
      ) { (stored($0), $0.blob(6)) }
      for (event, hash) in page {
        count += 1
        let expected = EventChain.hash(of: event, stored: event.payload, after: previous)
        guard event.position == count, hash == expected else {
          throw disagreement(at: event.position, of: event.stream)
        }
        previous = expected
        passing(count, expected)
      }
      if page.count < verifiedPageSize { break }
    }
    try verifyVersions(on: connection)
    return (count, previous)
  }

  /// Versions count 1, 2, 3, ... over each stream, in the order of positions. The database goes along the index of
  /// streams and versions, so it keeps one row.
  private static func verifyVersions(on connection: borrowing SQLConnection) throws {
    let wrong = try connection.first(
      """
      SELECT position, stream FROM (
        SELECT position, stream, version,
          lag(version, 1, CAST(0 AS BIGINT)) OVER log AS version_before,
          lag(position, 1, CAST(0 AS BIGINT)) OVER log AS position_before
        FROM events WINDOW log AS (PARTITION BY stream ORDER BY version)) AS numbered
      WHERE version <> version_before + 1 OR position <= position_before
      ORDER BY position LIMIT 1
      """
    ) { (position: $0.int(0), stream: $0.text(1)) }
    if let wrong { throw disagreement(at: wrong.position, of: wrong.stream) }
  }

  private static func disagreement(at position: Int, of stream: String) -> StoreError {
    StoreError(
      .corrupt,
      "the event log disagrees with its hash chain at position \(position) of stream "
        + "'\(stream)': rows were changed or lost there; restore a backup")
  }
}
