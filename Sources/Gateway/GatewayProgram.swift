internal import Messages
internal import RPC
internal import Service

/// The executable `gateway`.
package enum GatewayProgram {
  static let options: [OptionSpec] =
    [
      .string(
        "api-key-file", value: "FILE",
        help: "Keys, one a line, each with the tenant it stands for; without it, "
          + "gateway/api-key under --data, made at the first start."),
      .integer(
        "calls-per-second", in: 1...1_000_000, help: "Calls that one key may make, on average.",
        default: 100),
      .integer(
        "burst", in: 1...1_000_000, help: "Calls that one key may make at once.", default: 200),
      CommonOptions.target("orchestrator", port: 50051),
      CommonOptions.target("memory", port: 50052),
      CommonOptions.target("retrieval", port: 50053),
      CommonOptions.target("inference", port: 50054),
      CommonOptions.backendAuthorities,
      CommonOptions.waitForWorkers,
    ] + canaryOptions

  private static let canaryOptions: [OptionSpec] = [
    .string(
      "inference-canary-target", value: "TARGET",
      help:
        "Where inference workers are that get a share of the generations until they do worse than "
        + "the others. By default there are none."),
    .integer(
      "inference-canary-percent", in: CanaryShare.percentRange,
      help: "Their share, of conversations or, of what is none, of calls.", default: 5),
    .integer(
      "inference-canary-tolerance", in: 0...100,
      help: "How many more of a hundred calls they may fail than the others.", default: 2),
    .integer(
      "inference-canary-slowdown", in: 0...1_000,
      help:
        "How many times as long as the others they may take to the first step; 0 does not look.",
      default: 3),
  ]

  /// Serves until it is told to stop. Never returns.
  package static func main() async -> Never {
    await ServiceRunner.main(name: "gateway", defaultPort: 8080, options: options) { environment in
      let backends = Backends(environment)
      let counter = CallCounter()
      let start = ContinuousClock.now
      let access = try access(environment)
      let api = GatewayAPI(
        backends: backends, canary: canary(environment),
        ownStatus: {
          status(of: environment, since: start, callsInFlight: counter.inFlight)
        })
      return ServiceParts(services: [api], interceptors: [counter, access])
    }
  }

  private static func access(_ environment: ServiceEnvironment) throws -> AccessControl {
    let options = environment.options
    let given = options.string("api-key-file")
    let path = try given ?? environment.dataDirectory + "/gateway/api-key"
    let keys: [APIKey]
    do {
      keys = try APIKeyFile.load(path: path, createsIfAbsent: given == nil)
    } catch {
      throw StartupError(error.description)
    }
    environment.logger.info(
      "keys read", ["file": .string(path), "keys": .string("\(keys.count)")])
    return AccessControl(
      keys: keys, callsPerSecond: Double(options.integer("calls-per-second") ?? 100),
      burst: Double(options.integer("burst") ?? 200))
  }

  private static func canary(_ environment: ServiceEnvironment) -> InferenceCanary? {
    let options = environment.options
    let metrics = CanaryMetrics(environment.metrics)
    guard let target = options.string("inference-canary-target"), !target.isEmpty else {
      return nil
    }
    // Without a canary the others answer: nobody waits for one.
    let configuration = environment.channelConfiguration(to: target, mayWait: false)
    return InferenceCanary(
      backend: .workers(
        name: "inference-worker-canary", target: target, configuration: configuration),
      share: CanaryShare(percent: options.integer("inference-canary-percent") ?? 5),
      tolerance: .init(
        failureRate: Double(options.integer("inference-canary-tolerance") ?? 2) / 100,
        slowdown: options.integer("inference-canary-slowdown") ?? 3),
      metrics: metrics, logger: environment.logger)
  }

  private static func status(
    of environment: ServiceEnvironment, since start: ContinuousClock.Instant, callsInFlight: Int
  ) -> Apus.Gateway.V1.ServiceStatus {
    let reasons = environment.readiness.reasons.map { "\($0.part): \($0.reason)" }
    return .init(
      name: environment.name, version: BuildInfo.version, ready: reasons.isEmpty,
      reason: reasons.joined(separator: "; "),
      uptimeS: UInt64(max(0, (ContinuousClock.now - start).components.seconds)),
      // This call is counted too.
      callsInFlight: UInt32(max(0, callsInFlight - 1)),
      address: environment.options.string("listen") ?? "")
  }
}

extension Backends {
  /// The services that the options name.
  init(_ environment: ServiceEnvironment) {
    func target(_ service: String) -> String {
      environment.options.string("\(service)-target") ?? ""
    }
    self.init(
      orchestratorTarget: target("orchestrator"), memoryTarget: target("memory"),
      retrievalTarget: target("retrieval"), inferenceTarget: target("inference"),
      configuration: { environment.channelConfiguration(to: $0) })
  }
}
