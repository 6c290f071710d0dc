internal import Foundation

/// What a service's store is called and made of, for the service and for who copies or checks it from outside.
package struct StoreSchema: Sendable {
  /// The service, such as "memory".
  package let name: String
  package let migrations: [Migration]
  /// Tables of which nothing is lost when they are empty: their owner makes what is in them again from others.
  let derivedTables: Set<String>

  package init(name: String, migrations: [Migration], derivedTables: Set<String> = []) {
    self.name = name
    self.migrations = migrations
    self.derivedTables = derivedTables
  }

  /// The schema `apus_NAME` at an address of PostgreSQL, or the file `NAME.db` of a folder where the address is empty.
  package func location(
    address: String, folder: @autoclosure () throws -> String
  ) throws -> StoreLocation {
    try StoreLocation(
      address: address, schema: "apus_" + name, file: try folder() + "/\(name).db")
  }

  /// The same, of what a person wrote: `postgres://...`, or a folder.
  package func location(in place: String) throws -> StoreLocation {
    let isAddress = place.contains("://")
    return try location(
      address: isAddress ? place : "", folder: URL(fileURLWithPath: place).path)
  }

  /// Throws `schemaMismatch` where the store of a connection was written by another version, or is none of this service.
  package func requireVersion(on connection: borrowing SQLConnection) throws {
    let names: [String]
    do {
      names = try connection.query("SELECT name FROM store_migrations ORDER BY version") {
        $0.text(0)
      }
    } catch let error as StoreError where error.code == .misuse {
      throw StoreError(
        .schemaMismatch, "\(connection.name) holds no store of the service \(name)")
    }
    guard names == migrations.map(\.name) else {
      throw StoreError(
        .schemaMismatch,
        "\(connection.name) was written by another version of \(name): start \(name) of this version on "
          + "it once and stop it, or use the version that wrote it")
    }
  }
}
