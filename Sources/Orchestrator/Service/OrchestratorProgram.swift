internal import Messages
internal import RPC
package import Service
internal import Store
internal import StoreService

/// The orchestrator as a process.
package enum OrchestratorProgram {
  private static let options: [OptionSpec] =
    [CommonOptions.store, CommonOptions.logArchive] + CommonOptions.masterKeys + own

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
  package struct Repertoire: Sendable {
    var agents: [any Agent]
    var workflows: [WorkflowDefinition]
    var witness: (any LeaseWitness)?

    package init(
      agents: [any Agent], workflows: [WorkflowDefinition], witness: (any LeaseWitness)? = nil
    ) {
      self.agents = agents
      self.workflows = workflows
      self.witness = witness
    }
  }

  /// Without a repertoire it is that of the Research workflow, and changes of documents are passed on.
  package static func main(
    _ repertoire: (@Sendable (ServiceEnvironment) throws -> Repertoire)? = nil
  ) async -> Never {
    await ServiceRunner.main(name: "orchestrator", defaultPort: 50051, options: options) {
      try await parts($0, repertoire)
    }
  }

  /// Opens the store, takes up the runs that a former process left, and builds what runs.
  package static func parts(
    _ environment: ServiceEnvironment,
    _ repertoire: ((ServiceEnvironment) throws -> Repertoire)? = nil
  ) async throws -> ServiceParts {
    let keys = try StoreKeys(environment)
    let location = try RunStore.schema.location(
      address: environment.storeAddress, folder: try environment.dataDirectory)
    let store = try RunStore(
      at: location, masterKeys: keys.initial,
      archive: StoreArchive.options(environment, of: RunStore.schema.name, at: location))
    let services = Services(environment)
    let own = try repertoire?(environment) ?? standard(services)
    let orchestrator = try Orchestrator(
      store: store, agents: own.agents, workflows: own.workflows,
      limits: limits(environment.options), witness: own.witness,
      loops: environment.loops, logger: environment.logger, metrics: environment.metrics)
    try await orchestrator.recover()
    let documents = DocumentFollower(
      orchestrator, retrieval: services.retrieval, memory: services.memory)
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
      background: [{ await orchestrator.run() }, { await probe.run() }]
        + (repertoire == nil ? [{ await documents.run() }] : []),
      onDrain: { orchestrator.leave() },
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

  /// The services that agents ask.
  private struct Services {
    let inference: Apus.Inference.V1.InferenceServiceClient
    let memory: Apus.Memory.V1.MemoryServiceClient
    let retrieval: Apus.Retrieval.V1.RetrievalServiceClient

    init(_ environment: ServiceEnvironment) {
      func channel(_ service: String) -> Channel {
        let target = environment.options.string("\(service)-target") ?? ""
        return Channel(
          target: target, configuration: environment.channelConfiguration(to: target))
      }
      inference = .init(channel: channel("inference"))
      memory = .init(channel: channel("memory"))
      retrieval = .init(channel: channel("retrieval"))
    }
  }

  /// The agents of the Research workflow.
  private static func standard(_ services: Services) throws -> Repertoire {
    let (inference, memory) = (services.inference, services.memory)
    return Repertoire(
      agents: [
        PlannerAgent(inference: inference, memory: memory),
        SearchAgent(retrieval: services.retrieval),
        AnalystAgent(inference: inference, memory: memory),
        SynthesistAgent(inference: inference, memory: memory),
        MemoryAgent(memory: memory),
      ], workflows: [try WorkflowDefinition(json: ResearchWorkflow.json)])
  }
}
