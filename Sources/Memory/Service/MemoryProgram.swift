package import Service
internal import Store
internal import StoreService
internal import Transport

/// The memory service as a process.
package enum MemoryProgram {
  package static func main() async -> Never {
    await ServiceRunner.main(
      name: "memory", defaultPort: 50052,
      options: [CommonOptions.store, CommonOptions.logArchive] + CommonOptions.masterKeys + own
    ) { environment in
      try await parts(environment)
    }
  }

  private static let own: [OptionSpec] = [
    .integer(
      "cache-entries-max", in: 1...10_000_000,
      help:
        "Answers of models and tools that are kept for a tenant; those that were not used for longest go.",
      default: CacheLimits().entryCountMax),
    .integer(
      "cache-bytes-max", in: 1...(1 << 40), help: "Bytes of them that are kept for a tenant.",
      default: CacheLimits().byteCountMax),
    .integer(
      "attachment-bytes-max", in: 1...(1 << 40), help: "Size of an attachment.",
      default: 256 << 20),
  ]

  /// Opens the store and builds what the process runs.
  package static func parts(_ environment: ServiceEnvironment) async throws -> ServiceParts {
    let keys = try StoreKeys(environment)
    let location = try MemoryStore.schema.location(
      address: environment.storeAddress, folder: try environment.dataDirectory)
    let store = try MemoryStore(
      at: location, masterKeys: keys.initial,
      archive: StoreArchive.options(environment, of: MemoryStore.schema.name, at: location),
      cacheLimits: CacheLimits(
        entryCountMax: environment.options.integer("cache-entries-max")!,
        byteCountMax: environment.options.integer("cache-bytes-max")!),
      attachmentByteCountMax: environment.options.integer("attachment-bytes-max")!)
    let probe = StoreProbe(
      read: store.probe, queuedWriteCount: { store.queuedWriteCount }, environment)
    let sweeper = ExpirySweeper(
      store: store, loop: environment.loops.next(), logger: environment.logger,
      metrics: environment.metrics)
    return ServiceParts(
      services: [
        MemoryServiceHandler(store: store, metrics: environment.metrics),
        KeyServiceHandler(database: store.database, keys: keys),
      ],
      background: [{ await sweeper.run() }, { await probe.run() }],
      onStop: { await store.close() })
  }
}
