package import Store
internal import TestSupport

/// An empty place for a database of one engine. What holds for one has to hold for the other.
package final class StoreFixture: Sendable {
  package let location: StoreLocation
  /// What leads another process to it, by `StoreLocation(address:schema:file:)`.
  package let (address, schema, file): (String, String, String)
  private let folder: TemporaryFolder

  package init(_ dialect: SQLDialect) throws {
    folder = try TemporaryFolder()
    file = folder.file("test.db")
    switch dialect {
    case .sqlite: (address, schema) = ("", "")
    case .postgres:
      let server = try PostgresServer.shared
      (address, schema) = (server.url, server.newSchema())
    }
    location = try StoreLocation(address: address, schema: schema, file: file)
  }
}
