package import Service
internal import Transport

/// The memory service as a process.
package enum MemoryProgram {
  package static func main() async -> Never {
    await ServiceRunner.main(name: "memory", defaultPort: 50052) { environment in
      try await parts(environment)
    }
  }

  /// Opens the store in the data directory and builds what the process runs.
  package static func parts(_ environment: ServiceEnvironment) async throws -> ServiceParts {
    let store = try MemoryStore(path: environment.dataDirectory + "/memory.db")
    environment.metrics.gauge(
      "apus_memory_queued_writes", help: "Writes that wait for the disk."
    ) { Double(store.queuedWriteCount) }
    let sweeper = ExpirySweeper(
      store: store, loop: environment.loops.next(), logger: environment.logger,
      metrics: environment.metrics)
    return ServiceParts(
      services: [MemoryServiceHandler(store: store)],
      background: [{ await sweeper.run() }],
      onStop: { await store.close() })
  }
}
