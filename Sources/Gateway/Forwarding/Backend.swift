internal import Messages
package import RPC

/// A service behind the gateway: its name for people, where it is, and the way to it.
package struct Backend: Sendable {
  /// How long a call that is not a stream may take.
  static let unaryTimeout = Duration.seconds(30)

  package let name: String
  package let target: String
  package let channel: Channel

  package init(name: String, target: String, configuration: ChannelConfiguration) {
    self.name = name
    self.target = target
    channel = Channel(target: target, configuration: configuration)
  }

  /// Makes a call and, when the service cannot be reached, says which one and where.
  func call<T>(_ body: (Channel) async throws -> T) async throws -> T {
    do {
      return try await body(channel)
    } catch let error as RPCError where error.code == .unavailable {
      throw RPCError(
        .unavailable, "\(name) at \(target) does not answer: \(error.message)",
        details: error.details, cause: error)
    }
  }

  /// The same for a backend that is a set of inference workers.
  func inference<T>(
    _ body: (Apus.Inference.V1.InferenceServiceClient) async throws -> T
  ) async throws -> T {
    try await call { try await body(.init(channel: $0)) }
  }

  /// The way to inference workers. A worker keeps what it computed for the beginning of a conversation, so the
  /// next turn goes there too, unless the worker already has a quarter more to do than its share.
  package static func workers(
    name: String = "inference-worker", target: String, configuration: ChannelConfiguration
  ) -> Backend {
    var configuration = configuration
    configuration.loadBalancing = .ringHash(loadFactorMax: 1.25)
    return Backend(name: name, target: target, configuration: configuration)
  }
}

/// The four services behind the gateway.
package struct Backends: Sendable {
  package let orchestrator: Backend
  package let memory: Backend
  package let retrieval: Backend
  package let inference: Backend

  package init(
    orchestratorTarget: String, memoryTarget: String, retrievalTarget: String,
    inferenceTarget: String,
    configuration: (_ target: String) -> ChannelConfiguration = { _ in ChannelConfiguration() }
  ) {
    func backend(_ name: String, _ target: String) -> Backend {
      Backend(name: name, target: target, configuration: configuration(target))
    }
    orchestrator = backend("orchestrator", orchestratorTarget)
    memory = backend("memory", memoryTarget)
    retrieval = backend("retrieval", retrievalTarget)
    inference = .workers(target: inferenceTarget, configuration: configuration(inferenceTarget))
  }

  var all: [Backend] { [orchestrator, memory, retrieval, inference] }

  func orchestrator<T>(
    _ body: (Apus.Orchestrator.V1.OrchestratorServiceClient) async throws -> T
  ) async throws -> T {
    try await orchestrator.call { try await body(.init(channel: $0)) }
  }

  func workflows<T>(
    _ body: (Apus.Orchestrator.V1.WorkflowServiceClient) async throws -> T
  ) async throws -> T {
    try await orchestrator.call { try await body(.init(channel: $0)) }
  }

  func agents<T>(
    _ body: (Apus.Orchestrator.V1.AgentServiceClient) async throws -> T
  ) async throws -> T {
    try await orchestrator.call { try await body(.init(channel: $0)) }
  }

  func events<T>(
    _ body: (Apus.Orchestrator.V1.EventServiceClient) async throws -> T
  ) async throws -> T {
    try await orchestrator.call { try await body(.init(channel: $0)) }
  }

  func memory<T>(
    _ body: (Apus.Memory.V1.MemoryServiceClient) async throws -> T
  ) async throws -> T {
    try await memory.call { try await body(.init(channel: $0)) }
  }

  func retrieval<T>(
    _ body: (Apus.Retrieval.V1.RetrievalServiceClient) async throws -> T
  ) async throws -> T {
    try await retrieval.call { try await body(.init(channel: $0)) }
  }

  package func shutdown() async {
    for backend in all { await backend.channel.shutdown() }
  }
}

extension CallOptions {
  /// For calls that are answered at once.
  static let forward = CallOptions(timeout: Backend.unaryTimeout)
}
