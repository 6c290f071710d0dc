/// Where a store keeps what it is given.
package enum StoreLocation: Sendable, Hashable {
  /// A file of its own, opened by one process at a time.
  case sqlite(path: String)
  /// A schema of a database that any number of processes share.
  case postgres(PostgresAddress)

  /// The file, or the server and database, for messages.
  package var name: String {
    switch self {
    case .sqlite(let path): path
    case .postgres(let address): address.name
    }
  }

  /// A connection that only reads; a patient one may pause as long as it likes in a transaction.
  func openReader(isPatient: Bool = false) throws(StoreError) -> any SQLEngine {
    switch self {
    case .sqlite(let path): try SQLiteEngine.reader(path: path)
    case .postgres(let address): try PostgresEngine(address, isPatient: isPatient)
    }
  }

  /// Whether several processes may have it open at a time.
  package var isShared: Bool {
    switch self {
    case .sqlite: false
    case .postgres: true
    }
  }

  /// The location that `APUS_STORE` names: `postgres://...` or `postgresql://...`, or nothing for a file,
  /// whose folder need not exist otherwise.
  package init(
    address: String, schema: String, file: @autoclosure () throws -> String
  ) throws {
    if address.isEmpty {
      self = .sqlite(path: try file())
    } else if address.hasPrefix("postgres://") || address.hasPrefix("postgresql://") {
      self = .postgres(try PostgresAddress(url: address, schema: schema))
    } else {
      let scheme = address.prefix { $0 != ":" }.prefix(32)
      throw StoreError(
        .cannotOpen,
        "a store at '\(scheme):' is not known: leave it empty for a file in the data folder, or write "
          + "postgres://USER:PASSWORD@HOST:PORT/DATABASE")
    }
  }
}
