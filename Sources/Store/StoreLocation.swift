internal import Foundation

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

  /// Lends a connection in one reading transaction, beside whoever has the store open. It has no key: what is sealed
  /// stays closed.
  package func reading<T>(_ body: (borrowing SQLConnection) throws -> T) throws -> T {
    let connection = SQLConnection(try openReader(isPatient: true))
    try connection.engine.beginReading()
    defer { connection.engine.rollBack() }
    return try body(connection)
  }

  /// Lends a connection in one writing transaction: all that `body` does, or nothing where it throws. Without a key.
  ///
  /// Throws `busy` where the store is a file that is open elsewhere, `cannotOpen` where there is no such file.
  package func writing<T>(_ body: (borrowing SQLConnection) throws -> T) throws -> T {
    let lock = try lockFile()
    defer { withExtendedLifetime(lock) {} }
    let engine: any SQLEngine =
      switch self {
      case .sqlite(let path): try SQLiteEngine.writer(path: path)
      case .postgres(let address): try PostgresEngine(address, isPatient: true)
      }
    let connection = SQLConnection(engine)
    try connection.engine.beginWriting()
    do {
      let result = try body(connection)
      try connection.engine.flush()
      try connection.engine.commit()
      return result
    } catch {
      connection.engine.rollBack()
      throw error
    }
  }

  /// Keeps everybody else from a file for as long as the lock lives; nil where there is no file to lock.
  func lockFile() throws(StoreError) -> FileLock? {
    guard case .sqlite(let path) = self else { return nil }
    guard FileManager.default.fileExists(atPath: path) else {
      throw StoreError(.cannotOpen, "there is no \(path): name the folder that holds it")
    }
    return try FileLock(path: path + ".lock")
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
