internal import CPostgres

/// A PostgreSQL database and the schema in it that holds a store.
///
/// The URL is libpq's: `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=...`;
/// what it leaves out comes from the `PG*` environment variables and the password file.
package struct PostgresAddress: Sendable, Hashable {
  /// A name that needs no quotes: a-z, 0-9 and _, at most 63 bytes.
  package let schema: String
  let url: String
  /// Server and database without the password.
  let name: String

  package init(url: String, schema: String) throws(StoreError) {
    precondition(
      schema.utf8.count <= 63
        && schema.utf8.allSatisfy { ($0 >= 97 && $0 <= 122) || $0 == 95 || ($0 >= 48 && $0 <= 57) },
      "'\(schema)' is no name that needs no quotes")
    // libpq's own message quotes the address, password and all.
    guard let options = PQconninfoParse(url, nil) else {
      throw StoreError(
        .cannotOpen,
        "the address of the PostgreSQL store is not understood: write "
          + "postgres://USER:PASSWORD@HOST:PORT/DATABASE, with reserved characters as %XX")
    }
    defer { PQconninfoFree(options) }
    var found: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val { found[String(cString: keyword)] = String(cString: value) }
      option += 1
    }
    self.url = url
    self.schema = schema
    let host = found["host"] ?? found["hostaddr"] ?? "localhost"
    name = "postgres://\(host)\(found["port"].map { ":\($0)" } ?? "")/\(found["dbname"] ?? "")"
  }

  /// Makes the schema where it is missing, and in it what every writer needs. Processes that start together do it one after the other; one
  /// that finds it needs no right to make it.
  var creatingSchema: String {
    """
    BEGIN;
    SELECT pg_advisory_xact_lock(hashtext('apus schemas'));
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '\(schema)') THEN
        CREATE SCHEMA \(schema);
      END IF;
      \(CommitMark.creation(in: schema))
    END $$;
    COMMIT
    """
  }
}
