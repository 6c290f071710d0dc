/// One step of a database's schema. The position in the list is the version it leads to, so
/// migrations are only ever added at the end and never changed once released.
package struct Migration: Sendable {
  /// A short name that is stored in the database and compared on opening.
  package let name: String
  /// The statements, separated by `;`, run in one transaction.
  package let script: String

  package init(_ name: String, _ script: String) {
    self.name = name
    self.script = script
  }
}

extension SQLConnection {
  /// Brings the schema to the last of `migrations`, each in its own transaction.
  ///
  /// Refuses a file that a newer program wrote, and one whose history has other names: it belongs
  /// to a different service.
  func migrate(_ migrations: [Migration]) throws(StoreError) {
    let applied: [String]
    do {
      try executeScript(
        """
        CREATE TABLE IF NOT EXISTS store_migrations (
          version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL
        ) STRICT
        """)
      applied = try query("SELECT name FROM store_migrations ORDER BY version") { $0.text(0) }
    } catch let error as StoreError {
      throw error
    } catch {
      throw StoreError(.misuse, "\(error)")
    }
    for (version, pair) in zip(applied, migrations).enumerated() where pair.0 != pair.1.name {
      throw StoreError(
        .schemaMismatch,
        "\(path) has schema step \(version + 1) '\(pair.0)' where this program expects "
          + "'\(pair.1.name)': it belongs to another service; check the data folder")
    }
    guard applied.count <= migrations.count else {
      throw StoreError(
        .schemaMismatch,
        "\(path) has schema version \(applied.count), this program knows \(migrations.count): "
          + "use the program version that wrote it, or restore a backup")
    }
    for version in applied.count..<migrations.count {
      try apply(migrations[version], version: version + 1)
    }
  }

  private func apply(_ migration: Migration, version: Int) throws(StoreError) {
    try execute("BEGIN IMMEDIATE")
    do {
      try executeScript(migration.script)
      try execute(
        "INSERT INTO store_migrations VALUES (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))",
        [.int(version), .text(migration.name)])
      try execute("COMMIT")
    } catch {
      if isInTransaction { try? execute("ROLLBACK") }
      throw error
    }
  }
}
