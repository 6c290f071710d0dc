/// Where each group of consumers is in the outbox.
///
/// Invariants:
/// 1. A group's cursor only moves forward, by one who saw where it stood: of two consumers that handled the
///    same messages, one commits.
/// 2. Every message at or before the cursor was handled by the group, or is among its dead letters.
/// 3. What a group does changes nothing for another one.
package enum Subscriptions {
  package struct State: Sendable, Hashable {
    /// The position of the last message that is done with; 0 before the first.
    package let cursor: Int
    /// How often the next message was tried in vain.
    package let failedTries: Int
    /// Not before this time, in milliseconds since 1970-01-01 UTC.
    package let retryAtMilliseconds: Int
  }

  package struct DeadLetter: Sendable, Hashable {
    package let position: Int
    package let tries: Int
    /// What the last try ended with.
    package let error: String
    package let buriedAtMilliseconds: Int
  }

  private static let errorLengthMax = 1_000

  /// Makes a group that is not there yet: it sees everything from the first message on.
  package static func join(
    _ consumers: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO subscriptions (consumers, cursor, failed_tries, retry_at_ms) VALUES (?, 0, 0, 0)
      ON CONFLICT (consumers) DO NOTHING
      """, [.text(consumers)])
  }

  package static func state(
    of consumers: String, on connection: borrowing SQLConnection
  ) throws -> State? {
    try connection.first(
      "SELECT cursor, failed_tries, retry_at_ms FROM subscriptions WHERE consumers = ?",
      [.text(consumers)]
    ) { State(cursor: $0.int(0), failedTries: $0.int(1), retryAtMilliseconds: $0.int(2)) }
  }

  /// Moves a group's cursor; in the transaction of what its consumer did with the messages, that is done exactly
  /// once. Throws `versionConflict` where the cursor is no longer at `expected`.
  package static func commit(
    _ consumers: String, from expected: Int, to position: Int,
    on connection: borrowing SQLConnection
  ) throws {
    precondition(position >= expected)
    try connection.execute(
      """
      UPDATE subscriptions SET cursor = ?, failed_tries = 0, retry_at_ms = 0
      WHERE consumers = ? AND cursor = ?
      """, [.int(position), .text(consumers), .int(expected)])
    guard try connection.changedRowCount() == 1 else { throw moved(consumers, expected) }
  }

  /// Writes down that the message behind `cursor` was tried in vain, and buries it after the last try. `draw` is
  /// random, in [0, 1).
  package static func failed(
    _ consumers: String, at position: Int, cursor: Int, error: String, retry: TaskRetry,
    draw: Double, now: Int, on connection: borrowing SQLConnection
  ) throws -> TaskRetry.Verdict {
    guard let state = try state(of: consumers, on: connection), state.cursor == cursor else {
      throw moved(consumers, cursor)
    }
    let tries = state.failedTries + 1
    let verdict = retry.verdict(afterAttempt: tries, draw: draw)
    switch verdict {
    case .again(let milliseconds):
      try connection.execute(
        "UPDATE subscriptions SET failed_tries = ?, retry_at_ms = ? WHERE consumers = ?",
        [.int(tries), .int(now + milliseconds), .text(consumers)])
    case .bury:
      try connection.execute(
        """
        INSERT INTO dead_letters (consumers, position, tries, error, buried_at_ms)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
          .text(consumers), .int(position), .int(tries),
          .text(String(error.prefix(errorLengthMax))), .int(now),
        ])
      try commit(consumers, from: cursor, to: position, on: connection)
    }
    return verdict
  }

  /// What a group put aside, oldest first, at most `countMax` after a position.
  package static func deadLetters(
    of consumers: String, after position: Int = 0, countMax: Int,
    on connection: borrowing SQLConnection
  ) throws -> [DeadLetter] {
    try connection.query(
      """
      SELECT position, tries, error, buried_at_ms FROM dead_letters
      WHERE consumers = ? AND position > ? ORDER BY position LIMIT ?
      """, [.text(consumers), .int(position), .int(countMax)]
    ) { row in
      DeadLetter(
        position: row.int(0), tries: row.int(1), error: row.text(2),
        buriedAtMilliseconds: row.int(3))
    }
  }

  /// Takes a dead letter out once it was handled after all, in the transaction that did.
  package static func removeDeadLetter(
    at position: Int, of consumers: String, on connection: borrowing SQLConnection
  ) throws {
    try connection.execute(
      "DELETE FROM dead_letters WHERE consumers = ? AND position = ?",
      [.text(consumers), .int(position)])
  }

  private static func moved(_ consumers: String, _ cursor: Int) -> StoreError {
    StoreError(
      .versionConflict,
      "the group '\(consumers)' is no longer at position \(cursor) of the outbox: read it again")
  }
}
