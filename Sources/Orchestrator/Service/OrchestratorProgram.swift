internal import Messages
internal import RPC
package import Service
internal import Store

/// The orchestrator as a process.
package enum OrchestratorProgram {
  private static let options: [OptionSpec] = [
    CommonOptions.store,
    CommonOptions.target("memory", port: 50052),
    CommonOptions.target("retrieval", port: 50053),
    CommonOptions.target("inference", port: 50054),
    .integer(
      "runs-max", in: 1...10_000, help: "How many runs are performed at the same time.",
      default: 32),
    .integer(
      "queue-max", in: 0...1_000_000, help: "How many more runs may wait for their turn.",
      default: 1_000),
  ]

  package static func main() async -> Never {
    await ServiceRunner.main(name: "orchestrator", defaultPort: 50051, options: options) {
      try await parts($0)
    }
  }

  /// Opens the store, takes up the runs that a former process left, and builds what runs.
  package static func parts(_ environment: ServiceEnvironment) async throws -> ServiceParts {
    let store = try RunStore(
      at: StoreLocation(
        address: environment.storeAddress, schema: "apus_orchestrator",
        file: try environment.dataDirectory + "/orchestrator.db"))
    let orchestrator = try Orchestrator(
      store: store, agents: agents(environment),
      workflows: [WorkflowDefinition(json: ResearchWorkflow.json)],
      limits: .init(
        runningCountMax: environment.options.integer("runs-max") ?? 32,
        queuedCountMax: environment.options.integer("queue-max") ?? 1_000),
      loops: environment.loops, logger: environment.logger, metrics: environment.metrics)
    let recoveredCount = try await orchestrator.recover()
    if recoveredCount > 0 {
      environment.logger.info("unfinished runs taken up", ["runs": .integer(recoveredCount)])
    }
    let probe = StoreProbe(
      read: store.probe, queuedWriteCount: { store.queuedWriteCount }, environment)
    return ServiceParts(
      services: [OrchestratorServiceHandler(orchestrator: orchestrator)],
      // Cancelled after the drain: what is unfinished is on disk and resumed by another process.
      background: [{ await orchestrator.run() }, { await probe.run() }],
      onStop: { await store.close() })
  }

  private static func agents(_ environment: ServiceEnvironment) -> [any Agent] {
    func channel(_ service: String) -> Channel {
      let target = environment.options.string("\(service)-target") ?? ""
      return Channel(
        target: target, configuration: environment.channelConfiguration(to: target))
    }
    let inference = Apus.Inference.V1.InferenceServiceClient(channel: channel("inference"))
    return [
      PlannerAgent(inference: inference),
      SearchAgent(
        retrieval: Apus.Retrieval.V1.RetrievalServiceClient(channel: channel("retrieval"))),
      AnalystAgent(inference: inference),
      SynthesistAgent(inference: inference),
      MemoryAgent(memory: Apus.Memory.V1.MemoryServiceClient(channel: channel("memory"))),
    ]
  }
}
