internal import CPostgres

/// Which transaction of one writer was committed last, kept in a row that each of its transactions changes
/// along with the rest: whoever reads it after the writer's last transaction has ended knows what became of it.
///
/// PostgreSQL's own answer, `pg_xact_status`, will not do. A server that crashes before anything of a transaction
/// reached its log gives the same number to another one, and then calls the lost one committed.
struct CommitMark {
  /// Rows of writers that were not heard of for so long are removed when one begins.
  private static let keptDays = 7

  let writer: String
  private(set) var number = 0

  /// `writer` must be nobody else's.
  init(writer: String) {
    self.writer = writer
  }

  /// Statements that make the table, in a schema that is there.
  static func creation(in schema: String) -> String {
    """
    IF to_regclass('\(schema).store_writers') IS NULL THEN
      CREATE TABLE \(schema).store_writers (
        writer TEXT COLLATE "C" PRIMARY KEY, number BIGINT NOT NULL, heard_at TIMESTAMPTZ NOT NULL
      ) WITH (fillfactor = 50);
    END IF;
    DELETE FROM \(schema).store_writers WHERE heard_at < now() - INTERVAL '\(keptDays) days';
    """
  }

  /// Marks the transaction that runs, before it is committed.
  mutating func mark(on session: PostgresSession) throws(StoreError) {
    number += 1
    try session.send(
      """
      INSERT INTO store_writers AS mine VALUES (?, ?, now())
      ON CONFLICT (writer) DO UPDATE SET number = excluded.number, heard_at = excluded.heard_at
      """, [.text(writer), .int(number)])
  }

  /// Whether the transaction that was marked last is committed, where it has ended.
  func isCommitted(on session: PostgresSession) throws(StoreError) -> Bool {
    try session.send("SELECT number FROM store_writers WHERE writer = ?", [.text(writer)])
    guard let result = try session.settle(keepingLast: true) else { return false }
    defer { PQclear(result) }
    return PQntuples(result) == 1 && PostgresRow(result: result, row: 0).int(0) == number
  }
}
