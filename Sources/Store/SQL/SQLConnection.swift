/// One open connection to a database, confined to the thread that owns it.
///
/// Bodies given to `Database.read` and `Database.write` borrow it; it cannot escape them. Statements
/// are prepared once and kept.
package struct SQLConnection: ~Copyable {
  let engine: any SQLEngine
  let sealer: Sealer

  /// Without a ring what is sealed stays closed.
  init(_ engine: any SQLEngine, _ ring: KeyRing? = nil) {
    self.engine = engine
    sealer = Sealer(ring)
  }

  deinit { engine.close() }

  package var dialect: SQLDialect { engine.dialect }
  /// The file, or the server and database, for messages.
  package var name: String { engine.name }

  /// Runs one statement that returns no rows (rows are ignored). On PostgreSQL it is on its way when
  /// this returns, and what it throws may come from a later call, at the latest from the transaction.
  package func execute(_ sql: String, _ values: [SQLValue] = []) throws(StoreError) {
    try engine.execute(sql, values)
  }

  /// Runs several statements separated by `;`, such as a migration. Values cannot be bound.
  package func executeScript(_ sql: String) throws(StoreError) {
    try engine.executeScript(sql)
  }

  /// Runs a query and maps each row as it is read.
  @discardableResult
  package func query<T>(
    _ sql: String, _ values: [SQLValue] = [], _ map: (borrowing SQLRow) throws -> T
  ) throws -> [T] {
    var results: [T] = []
    try forEachRow(sql, values) { row in results.append(try map(row)) }
    return results
  }

  /// Runs a query and returns all rows with all columns.
  @discardableResult
  package func query(_ sql: String, _ values: [SQLValue] = []) throws -> [[SQLValue]] {
    try query(sql, values) { row in (0..<row.columnCount).map { row[$0] } }
  }

  /// Runs a query and maps its first row; `nil` when there is none.
  package func first<T>(
    _ sql: String, _ values: [SQLValue] = [], _ map: (borrowing SQLRow) throws -> T
  ) throws -> T? {
    var result: T?
    try engine.forEachRow(sql, values) { row in
      result = try map(row)
      return false
    }
    return result
  }

  /// Runs a query and calls `body` for each row without keeping any. PostgreSQL's rows are all in
  /// memory meanwhile: read long tables in pages.
  package func forEachRow(
    _ sql: String, _ values: [SQLValue] = [], _ body: (borrowing SQLRow) throws -> Void
  ) throws {
    try engine.forEachRow(sql, values) { row in
      try body(row)
      return true
    }
  }

  /// Runs an `INSERT ... RETURNING id` and gives the number that the database chose.
  package func insertedRow(_ sql: String, _ values: [SQLValue] = []) throws -> Int {
    guard let row = try first(sql, values, { $0.int(0) }) else {
      throw StoreError(.misuse, "a statement that inserts a row returned none")
    }
    return row
  }

  /// How many rows the last INSERT, UPDATE or DELETE changed.
  package func changedRowCount() throws(StoreError) -> Int { try engine.changedRowCount() }
}
