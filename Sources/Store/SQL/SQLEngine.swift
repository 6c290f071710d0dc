/// One connection of a database engine, confined to the thread that owns it: what `SQLConnection` and
/// the database's threads need of SQLite or PostgreSQL.
///
/// States: idle -> in a transaction (`beginReading`, `beginWriting`) -> idle (`commit`, `rollBack`).
///
/// An engine may defer `execute`: its failure then comes from a later call of the same transaction, at
/// the latest from `flush` or `commit`.
protocol SQLEngine: AnyObject {
  var dialect: SQLDialect { get }
  /// The file, or the server and database, for messages. Never a password.
  var name: String { get }

  func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError)
  /// Runs several statements separated by `;`.
  func executeScript(_ sql: String) throws(StoreError)
  /// Calls `body` for each row until it returns false.
  func forEachRow(
    _ sql: String, _ values: [SQLValue], _ body: (borrowing SQLRow) throws -> Bool) throws
  /// Returns when everything deferred was done; throws what failed first.
  func flush() throws(StoreError)
  /// How many rows the last statement changed.
  func changedRowCount() throws(StoreError) -> Int

  /// Begins a transaction that sees one state of the database and changes nothing.
  func beginReading() throws(StoreError)
  /// Begins a transaction beside which no other one writes: neither of this process nor of another.
  func beginWriting() throws(StoreError)
  /// Returns after what the transaction changed is on disk.
  func commit() throws(StoreError)
  /// Ends a transaction that may have ended by itself.
  func rollBack()
  /// An engine may end a transaction by itself after some failures (a full disk, a lost connection).
  var isInTransaction: Bool { get }
  /// Whether the transaction that was begun takes further statements: it has not ended, and no failure put an end to
  /// all of it.
  var takesStatements: Bool { get }
  /// How many statements were given to it that may change the database. What it did between two equal counts
  /// needs no undoing.
  var writeCount: Int { get }
  /// Whether there is no connection at the moment; the next transaction makes one.
  var isLost: Bool { get }
  func close()
}
