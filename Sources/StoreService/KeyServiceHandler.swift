package import Messages
package import RPC
package import Store

/// `apus.keys.v1.KeyService` over a service's database.
package struct KeyServiceHandler: Apus.Keys.V1.KeyService {
  private let database: Database
  private let keys: StoreKeys

  package init(database: Database, keys: StoreKeys) {
    self.database = database
    self.keys = keys
  }

  package func getKeys(
    _ request: Apus.Keys.V1.GetKeysRequest, context: ServerContext
  ) async throws -> Apus.Keys.V1.GetKeysResponse {
    try await withStatuses { .init(keys: try await message()) }
  }

  package func reloadMasterKeys(
    _ request: Apus.Keys.V1.ReloadMasterKeysRequest, context: ServerContext
  ) async throws -> Apus.Keys.V1.ReloadMasterKeysResponse {
    try await withStatuses {
      guard let masters = try keys.current() else { throw Self.unsealed(database.location) }
      try await database.replaceMasterKeys(by: masters)
      return .init(keys: try await message())
    }
  }

  package func rewrapDataKeys(
    _ request: Apus.Keys.V1.RewrapDataKeysRequest, context: ServerContext
  ) async throws -> Apus.Keys.V1.RewrapDataKeysResponse {
    try await withStatuses { .init(rewrappedCount: UInt64(try await database.rewrapDataKeys())) }
  }

  package func retireDataKeys(
    _ request: Apus.Keys.V1.RetireDataKeysRequest, context: ServerContext
  ) async throws -> Apus.Keys.V1.RetireDataKeysResponse {
    try await withStatuses {
      guard database.isSealing else { throw Self.unsealed(database.location) }
      let tenant = request.tenantID.isEmpty ? nil : request.tenantID
      try await database.write { try DataKeys.retire(tenant, on: $0) }
      return .init(keys: try await message())
    }
  }

  /// Services that share a PostgreSQL database have a schema each.
  private var name: String {
    guard case .postgres(let address) = database.location else { return database.location.name }
    return "\(database.location.name)#\(address.schema)"
  }

  private func message() async throws -> Apus.Keys.V1.Keys {
    let counts = try await database.read { try DataKeys.counts(on: $0) }
    let ids = database.masterKeyIDs
    let primaryCount = ids.first.flatMap { counts.byMasterKey[$0] } ?? 0
    var keys = Apus.Keys.V1.Keys(storeName: name, masterKeyIDs: ids)
    keys.activeCount = UInt64(counts.active)
    keys.retiredCount = UInt64(counts.retired)
    keys.forgottenCount = UInt64(counts.forgotten)
    keys.foreignCount = UInt64(counts.active + counts.retired - primaryCount)
    return keys
  }

  private static func unsealed(_ location: StoreLocation) -> StoreError {
    StoreError(
      .cannotOpen,
      "\(location.name) is not sealed: start the service with --master-key-file or APUS_MASTER_KEY")
  }

  private func withStatuses<T>(_ body: () async throws -> T) async throws -> T {
    do {
      return try await body()
    } catch let error as StoreError {
      throw RPCError(.init(rawValue: error.rpcStatusNumber), error.message, cause: error)
    }
  }
}
