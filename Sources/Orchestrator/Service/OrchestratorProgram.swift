internal import Messages
internal import RPC
package import Service
internal import Store
internal import StoreService

/// The orchestrator as a process.
package enum OrchestratorProgram {
  private static let options: [OptionSpec] = [CommonOptions.store] + CommonOptions.masterKeys + own

  private static let own: [OptionSpec] = [
    CommonOptions.target("memory", port: 50052),
    CommonOptions.target("retrieval", port: 50053),
    CommonOptions.target("inference", port: 50054),
    CommonOptions.backendAuthorities,
    CommonOptions.waitForWorkers,
    .integer(
      "unfinished-max", in: 1...10_000_000,
      help: "How many unfinished runs a tenant may have; a further one is refused.",
      default: 10_000),
    .integer(
      "lease-seconds", in: 1...3_600,
      help: "After how long without a word of a process others are given its steps.", default: 15),
    .integer(
      "execution-max", in: 1...10_000,
      help:
        "How many steps that think (planner, analyst, synthesist) are performed at the same time.",
      default: AgentKind.execution.standardCapacity),
    .integer(
      "external-max", in: 1...10_000,
      help: "How many steps that ask services (search, memory) are performed at the same time.",
      default: AgentKind.external.standardCapacity),
  ]

  /// What it can do: its agents, and workflows that call them.
  package typealias Repertoire = (agents: [any Agent], workflows: [WorkflowDefinition])

  package static func main(
    _ repertoire: @escaping @Sendable (ServiceEnvironment) throws -> Repertoire = standard
  ) async -> Never {
    await ServiceRunner.main(name: "orchestrator", defaultPort: 50051, options: options) {
      try await parts($0, repertoire)
    }
  }

  /// The agents of the Research workflow.
  package static func standard(_ environment: ServiceEnvironment) throws -> Repertoire {
    (agents(environment), [try WorkflowDefinition(json: ResearchWorkflow.json)])
  }

  /// Opens the store, takes up the runs that a former process left, and builds what runs.
  package static func parts(
    _ environment: ServiceEnvironment,
    _ repertoire: (ServiceEnvironment) throws -> Repertoire = standard
  ) async throws -> ServiceParts {
    let keys = try StoreKeys(environment)
    let store = try RunStore(
      at: RunStore.schema.location(
        address: environment.storeAddress, folder: try environment.dataDirectory),
      masterKeys: keys.initial)
    let (agents, workflows) = try repertoire(environment)
    let orchestrator = try Orchestrator(
      store: store, agents: agents, workflows: workflows,
      limits: limits(environment.options),
      loops: environment.loops, logger: environment.logger, metrics: environment.metrics)
    try await orchestrator.recover()
    let probe = StoreProbe(
      read: store.probe, queuedWriteCount: { store.queuedWriteCount }, environment)
    return ServiceParts(
      services: [
        OrchestratorServiceHandler(orchestrator: orchestrator),
        KeyServiceHandler(database: store.database, keys: keys),
        AgentServiceHandler(orchestrator: orchestrator),
        WorkflowServiceHandler(orchestrator: orchestrator),
        EventServiceHandler(orchestrator: orchestrator),
      ],
      // Cancelled after the drain: what is unfinished is on disk, for another process or the next one.
      background: [{ await orchestrator.run() }, { await probe.run() }],
      onStop: { await store.close() })
  }

  private static func limits(_ options: OptionValues) -> Orchestrator.Limits {
    var limits = Orchestrator.Limits()
    limits.unfinishedCountMax =
      options.integer("unfinished-max") ?? limits.unfinishedCountMax
    limits.leaseDuration =
      options.integer("lease-seconds").map { .seconds($0) } ?? limits.leaseDuration
    limits.capacities[.execution] = options.integer("execution-max")
    limits.capacities[.external] = options.integer("external-max")
    return limits
  }

  private static func agents(_ environment: ServiceEnvironment) -> [any Agent] {
    func channel(_ service: String) -> Channel {
      let target = environment.options.string("\(service)-target") ?? ""
      return Channel(
        target: target, configuration: environment.channelConfiguration(to: target))
    }
    let inference = Apus.Inference.V1.InferenceServiceClient(channel: channel("inference"))
    let memory = Apus.Memory.V1.MemoryServiceClient(channel: channel("memory"))
    return [
      PlannerAgent(inference: inference, memory: memory),
      SearchAgent(
        retrieval: Apus.Retrieval.V1.RetrievalServiceClient(channel: channel("retrieval"))),
      AnalystAgent(inference: inference, memory: memory),
      SynthesistAgent(inference: inference, memory: memory),
      MemoryAgent(memory: memory),
    ]
  }
}
