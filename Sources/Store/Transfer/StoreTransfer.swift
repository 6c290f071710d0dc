internal import Foundation

/// Copies a store whole, from a file to PostgreSQL or back or between two of a kind: rows as they are, sealed or
/// not, so that the hash chain, numbers and idempotency keys stay what they were.
///
/// Invariants:
/// 1. The copy is the state of one moment.
/// 2. The target holds all of it or nothing: it becomes visible in one transaction or by one rename, after it
///    was read back and found equal to the source.
/// 3. A target that holds something already is not touched.
package enum StoreTransfer {
  /// What was copied.
  package struct Result: Sendable, Hashable {
    package struct Table: Sendable, Hashable {
      package let name: String
      package let rowCount: Int
    }

    package let tables: [Table]
    /// The event log in it, verified in the copy; nil where the store has none.
    package let audit: EventLogAudit?

    package var rowCount: Int { tables.reduce(0) { $0 + $1.rowCount } }
  }

  /// Rows that are in memory at a time where the engine hands them out in pages.
  static let pageSize = 64

  /// Copies the store of a service. A source that is a file must not be open anywhere; one on PostgreSQL may be in use,
  /// and what is written after the copy began is not in it.
  ///
  /// Throws `busy` where the source is in use, `constraint` where the target is not empty, `schemaMismatch` where the
  /// source was written by another version.
  package static func copy(
    _ schema: StoreSchema, from source: StoreLocation, to target: StoreLocation
  ) throws -> Result {
    let lock = try source.lockFile()
    defer { withExtendedLifetime(lock) {} }
    let reader = SQLConnection(try source.openReader(isPatient: true))
    try reader.engine.beginReading()
    defer { reader.engine.rollBack() }
    try schema.requireVersion(on: reader)
    switch target {
    case .postgres(let address):
      let writer = SQLConnection(try PostgresEngine(address, isPatient: true))
      try writer.executeScript(address.creatingSchema)
      return try fill(writer, from: reader, schema)
    case .sqlite(let path): return try write(path, from: reader, schema)
    }
  }

  private static func write(
    _ path: String, from reader: borrowing SQLConnection, _ schema: StoreSchema
  ) throws -> Result {
    do {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    } catch {
      throw StoreError(
        .readOnly, "the folder of \(path) cannot be made: check its parent's owner and mode")
    }
    return try BackupFile.makeDatabase(at: path) { partial in
      try fill(
        SQLConnection(SQLiteEngine.plainWriter(path: partial)), from: reader, schema)
    }
  }

  private static func fill(
    _ writer: consuming SQLConnection, from reader: borrowing SQLConnection, _ schema: StoreSchema
  ) throws -> Result {
    try writer.engine.beginWriting()
    do {
      try DataKeys.prepare(on: writer)
      try writer.makeSchema(schema.migrations)
      let tables = StoreTable.inOrderOfReference(
        try writer.storeTables().filter { table in
          !["store_migrations", "store_writers"].contains(table.name)
            && !schema.derivedTables.contains(table.name)
        })
      // What migrations put there is in the source as well, as it is by now.
      for table in tables.reversed() { try writer.execute("DELETE FROM \(table.quotedName)") }
      let counts = try tables.map { table in
        Result.Table(name: table.name, rowCount: try copy(table, from: reader, to: writer))
      }
      let audit = try tables.contains { $0.name == "events" } ? audit(of: writer) : nil
      try writer.engine.commit()
      return Result(tables: counts, audit: audit)
    } catch {
      writer.engine.rollBack()
      throw error
    }
  }

  private static func audit(of connection: borrowing SQLConnection) throws -> EventLogAudit {
    let (count, hash) = try EventLog.verify(on: connection)
    return EventLogAudit(eventCount: count, hash: hash)
  }

  // MARK: One table

  private static func copy(
    _ table: StoreTable, from reader: borrowing SQLConnection, to writer: borrowing SQLConnection
  ) throws -> Int {
    var read = RowDigest()
    let inserting = insertion(into: table, on: writer.dialect)
    try reader.forEachRowInPages(of: table) { row in
      read.add(row)
      try writer.execute(inserting, row)
    }
    try writer.continueNumbers(of: table, after: try reader.lastNumber(of: table))
    var written = RowDigest()
    try writer.forEachRowInPages(of: table) { written.add($0) }
    let count = read.rowCount
    guard written.rowCount == count, written.finalize() == read.finalize() else {
      throw StoreError(
        .corrupt,
        "what was written into \(table.name) of \(writer.name) reads differently: nothing was kept")
    }
    return count
  }

  private static func insertion(into table: StoreTable, on dialect: SQLDialect) -> String {
    let names = table.columns.map(StoreTable.quoted).joined(separator: ", ")
    let places = table.columns.map { _ in "?" }.joined(separator: ", ")
    let isNumbered = dialect == .postgres && table.identity != nil
    return "INSERT INTO \(table.quotedName) (\(names))"
      + (isNumbered ? " OVERRIDING SYSTEM VALUE" : "") + " VALUES (\(places))"
  }
}

extension SQLConnection {
  /// Calls `body` with every row of a table; few of them are in memory at a time on either engine.
  fileprivate func forEachRowInPages(
    of table: StoreTable, _ body: ([SQLValue]) throws -> Void
  ) throws {
    precondition(!table.key.isEmpty, "\(table.name) has no primary key")
    func values(_ row: borrowing SQLRow) -> [SQLValue] { table.columns.indices.map { row[$0] } }
    switch dialect {
    case .sqlite: try forEachRow(table.selectingAll) { try body(values($0)) }
    case .postgres:
      let cursor = StoreTable.quoted("copy of " + table.name)
      try execute("DECLARE \(cursor) NO SCROLL CURSOR FOR \(table.selectingAll)")
      var count = 0
      repeat {
        count = 0
        try forEachRow("FETCH \(StoreTransfer.pageSize) FROM \(cursor)") { row in
          count += 1
          try body(values(row))
        }
      } while count > 0
      try execute("CLOSE \(cursor)")
    }
  }

  /// The highest number that the database ever gave to a row of the table, also of rows that are gone; nil where it
  /// does not remember.
  fileprivate func lastNumber(of table: StoreTable) throws -> Int? {
    switch dialect {
    case .sqlite:
      let remembers = try first("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'") { _ in
        true
      }
      guard remembers == true else { return nil }
      return try first("SELECT seq FROM sqlite_sequence WHERE name = ?", [.text(table.name)]) {
        $0.int(0)
      }
    case .postgres:
      let identity = try first(
        """
        SELECT a.attname FROM pg_attribute a
        WHERE a.attrelid = CAST(CAST(? AS TEXT) AS regclass) AND a.attidentity <> ''
        """, [.text(table.quotedName)]
      ) { $0.text(0) }
      guard let identity else { return nil }
      let sequence = try first(
        "SELECT pg_get_serial_sequence(?, ?)", [.text(table.quotedName), .text(identity)]
      ) { $0.text(0) }
      guard let sequence else { return nil }
      return try first("SELECT last_value FROM \(sequence) WHERE is_called") { $0.int(0) }
    }
  }

  /// Lets the database number new rows after all that there were.
  fileprivate func continueNumbers(of table: StoreTable, after last: Int?) throws {
    guard let identity = table.identity else { return }
    let column = StoreTable.quoted(identity)
    let highest =
      try first("SELECT max(\(column)) FROM \(table.quotedName)") { $0.optionalInt(0) } ?? nil
    guard let number = [last, highest].compactMap(\.self).max() else { return }
    switch dialect {
    case .sqlite:
      try execute("DELETE FROM sqlite_sequence WHERE name = ?", [.text(table.name)])
      try execute(
        "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [.text(table.name), .int(number)])
    case .postgres:
      try query(
        "SELECT setval(pg_get_serial_sequence(?, ?), ?)",
        [.text(table.quotedName), .text(identity), .int(number)])
    }
  }
}
