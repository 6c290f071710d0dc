internal import Messages
package import RPC
package import Transport

/// How the services call each other.
package enum ServiceCalls {
  /// A target may be several replicas, as the name of a headless Service is: each call goes to the less busy
  /// of two, and a replica that fails more calls than the others gets none for a while.
  ///
  /// With `waitsForWorkers` a generation that finds no worker at all waits for one, as long as its caller does:
  /// a pool that is scaled to zero is woken by it.
  package static func configuration(
    loops: EventLoopGroup?, waitsForWorkers: Bool = false,
    onEvent: (@Sendable (ChannelEvent, String) -> Void)?
  ) -> ChannelConfiguration {
    // A service that came back is found this soon, however long it was away.
    var configuration = ChannelConfiguration(backoffMax: .seconds(1))
    configuration.loops = loops
    configuration.loadBalancing = .leastRequest
    configuration.outlierEjection = OutlierEjectionPolicy()
    configuration.serviceConfig = ServiceConfig(
      methods: [
        MethodConfig([.method(generate)], waitForReady: waitsForWorkers, attempts: .retry(retries)),
        MethodConfig(
          repeatable.filter { $0 != generate }.map { .method($0) }, attempts: .retry(retries)),
      ],
      retryThrottling: RetryThrottling())
    configuration.onEvent = onEvent
    return configuration
  }

  private static let generate = Apus.Inference.V1.InferenceServiceClient.Method.generate

  /// A replica that restarts is away for about as long as the pauses together: 0.7 s, a fifth more or less.
  private static let retries = RetryPolicy(
    attemptCountMax: 4, backoffInitial: .milliseconds(100), backoffMax: .seconds(1))

  /// Methods that change nothing, or nothing more the second time, and so may be tried again after
  /// UNAVAILABLE. A generation is among them: the same request has the same tokens, and once the first is
  /// there nothing is tried again. What stores something is not, even where a request can carry an
  /// idempotency key: it need not.
  package static let repeatable: [MethodPath] = {
    typealias Inference = Apus.Inference.V1.InferenceServiceClient.Method
    typealias Memory = Apus.Memory.V1.MemoryServiceClient.Method
    typealias Orchestrator = Apus.Orchestrator.V1.OrchestratorServiceClient.Method
    typealias Retrieval = Apus.Retrieval.V1.RetrievalServiceClient.Method
    return [
      Inference.generate, Inference.tokenize, Inference.listModels,
      Memory.getSession, Memory.listSessions, Memory.listTurns, Memory.searchTurns,
      Orchestrator.watchRun, Orchestrator.getRun, Orchestrator.listRuns, Orchestrator.cancelRun,
      Retrieval.search, Retrieval.listDocuments, Retrieval.getStatistics,
    ]
  }()
}
