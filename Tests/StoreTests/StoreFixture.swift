import Store
import TestSupport

/// An empty place for a database of one engine. What holds for one has to hold for the other.
final class StoreFixture: Sendable {
  let location: StoreLocation
  private let folder: TemporaryFolder

  init(_ dialect: SQLDialect) throws {
    folder = try TemporaryFolder()
    switch dialect {
    case .sqlite: location = .sqlite(path: folder.file("test.db"))
    case .postgres:
      let server = try PostgresServer.shared
      location = .postgres(try PostgresAddress(url: server.url, schema: server.newSchema()))
    }
  }
}
