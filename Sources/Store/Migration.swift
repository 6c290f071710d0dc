/// One step of a database's schema. The position in the list is the version it leads to, so
/// migrations are only ever added at the end and never changed once released.
package struct Migration: Sendable {
  /// A short name that is stored in the database and compared on opening.
  package let name: String
  private let scripts: [SQLDialect: String]

  /// The statements are separated by `;` and run in one transaction. A migration without any for
  /// PostgreSQL belongs to a database that is always a file.
  package init(_ name: String, _ sqlite: String, postgres: String? = nil) {
    self.name = name
    scripts = [.sqlite: sqlite, .postgres: postgres].compactMapValues { $0 }
  }

  /// For databases whose engines need no different words.
  package init(_ name: String, both script: String) {
    self.init(name, script, postgres: script)
  }

  func script(for dialect: SQLDialect) -> String {
    guard let script = scripts[dialect] else {
      preconditionFailure("migration '\(name)' has no script for \(dialect)")
    }
    return script
  }
}

extension SQLConnection {
  /// Brings the schema to the last of `migrations`, each in its own transaction. Processes that open the
  /// same database at the same time do it one after the other, and once.
  ///
  /// Refuses a database that a newer program wrote, and one whose history has other names: it belongs
  /// to a different service.
  func migrate(_ migrations: [Migration]) throws(StoreError) {
    try inTransaction { () throws(StoreError) in try makeMigrationTable() }
    var version = 0
    repeat {
      try inTransaction { () throws(StoreError) in
        version = try appliedCount(of: migrations)
        if version < migrations.count {
          version += 1
          try apply(migrations[version - 1], version: version)
        }
      }
    } while version < migrations.count
  }

  /// Makes the whole schema in the caller's transaction, in a database that holds no store.
  func makeSchema(_ migrations: [Migration]) throws(StoreError) {
    try makeMigrationTable()
    guard try appliedCount(of: migrations) == 0 else {
      throw StoreError.holdsStore(name)
    }
    for (index, migration) in migrations.enumerated() {
      try apply(migration, version: index + 1)
    }
  }

  func makeMigrationTable() throws(StoreError) {
    try executeScript(
      """
      CREATE TABLE IF NOT EXISTS store_migrations (
        version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL
      )
      """)
  }

  private func appliedCount(of migrations: [Migration]) throws(StoreError) -> Int {
    let applied: [String]
    do {
      applied = try query("SELECT name FROM store_migrations ORDER BY version") { $0.text(0) }
    } catch {
      throw StoreError(error)
    }
    for (version, pair) in zip(applied, migrations).enumerated() where pair.0 != pair.1.name {
      throw StoreError(
        .schemaMismatch,
        "\(name) has schema step \(version + 1) '\(pair.0)' where this program expects "
          + "'\(pair.1.name)': it belongs to another service; check the data folder")
    }
    guard applied.count <= migrations.count else {
      throw StoreError(
        .schemaMismatch,
        "\(name) has schema version \(applied.count), this program knows \(migrations.count): "
          + "use the program version that wrote it, or restore a backup")
    }
    return applied.count
  }

  private func apply(_ migration: Migration, version: Int) throws(StoreError) {
    try executeScript(migration.script(for: dialect))
    let now =
      switch dialect {
      case .sqlite: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
      case .postgres: "to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')"
      }
    try execute(
      "INSERT INTO store_migrations VALUES (?, ?, \(now))", [.int(version), .text(migration.name)])
  }

  func inTransaction(_ body: () throws(StoreError) -> Void) throws(StoreError) {
    try engine.beginWriting()
    do {
      try body()
      try engine.flush()
      try engine.commit()
    } catch {
      engine.rollBack()
      throw error
    }
  }
}

extension StoreError {
  static func holdsStore(_ name: String) -> StoreError {
    StoreError(
      .constraint,
      "\(name) holds a store already: name an empty database, or drop its schema if nobody needs it"
    )
  }
}
