package import Service
internal import Store
internal import StoreService
internal import Transport

/// The memory service as a process.
package enum MemoryProgram {
  package static func main() async -> Never {
    await ServiceRunner.main(
      name: "memory", defaultPort: 50052, options: [CommonOptions.store] + CommonOptions.masterKeys
    ) { environment in
      try await parts(environment)
    }
  }

  /// Opens the store and builds what the process runs.
  package static func parts(_ environment: ServiceEnvironment) async throws -> ServiceParts {
    let keys = try StoreKeys(environment)
    let store = try MemoryStore(
      at: StoreLocation(
        address: environment.storeAddress, schema: "apus_memory",
        file: try environment.dataDirectory + "/memory.db"), masterKeys: keys.initial)
    let probe = StoreProbe(
      read: store.probe, queuedWriteCount: { store.queuedWriteCount }, environment)
    let sweeper = ExpirySweeper(
      store: store, loop: environment.loops.next(), logger: environment.logger,
      metrics: environment.metrics)
    return ServiceParts(
      services: [
        MemoryServiceHandler(store: store),
        KeyServiceHandler(database: store.database, keys: keys),
      ],
      background: [{ await sweeper.run() }, { await probe.run() }],
      onStop: { await store.close() })
  }
}
