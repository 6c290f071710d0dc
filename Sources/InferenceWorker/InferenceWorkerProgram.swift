internal import Compute
internal import Glibc
internal import Inference
package import Service

/// The inference worker as a process.
package enum InferenceWorkerProgram {
  /// The file that is served where none is named.
  static let defaultModelFile = "SmolLM2-135M-Instruct.Q4_1.gguf"

  package static let options: [OptionSpec] = [
    .string(
      "model", value: "FILE",
      help: "The GGUF file to serve; by default \(defaultModelFile) in the models directory."),
    .integer(
      "threads", in: 1...512, help: "Threads that compute; by default one for each core."),
    .integer(
      "max-concurrent", in: 1...64, help: "Requests that run at the same time.", default: 8),
    .integer(
      "max-queue", in: 0...100_000, help: "Requests that may wait; more are refused.", default: 64),
    .integer(
      "context", in: 2...1_048_576,
      help: "Most tokens of prompt and answer together; by default the model's own bound."),
    .integer(
      "kv-tokens", in: 2...67_108_864,
      help: "Tokens for which requests and the prefix cache together hold keys and values.",
      default: 32_768),
    .choice(
      "kv-cache", of: KeyValueFormat.allCases.map(\.rawValue),
      help: "How keys and values are stored: q8_0 takes about half of what f16 does.",
      default: KeyValueFormat.f16.rawValue),
    .duration(
      "step-budget", atLeast: .milliseconds(1),
      help: "How long a step may take in which requests decode; the rest of it reads prompts.",
      default: "40ms"),
    .string(
      "tenant-weights", value: "TENANT=N,...",
      help: "Shares of tenants in what is computed; 1 for tenants not named."),
    .string(
      "draft-model", value: "FILE",
      help: "A small GGUF model of the same vocabulary that guesses tokens; by default none."),
    .string(
      "tenant-cache", value: "FOLDER",
      help: "Keeps answers of requests that ask for it here, a file for each tenant, and proposes "
        + "from them; by default nothing is kept."),
    .integer(
      "tenant-cache-tokens", in: 16...1_048_576,
      help: "Most tokens kept of each of at most 64 tenants.",
      default: TenantCache.tokenCountMaxDefault),
  ]

  package static func main() async -> Never {
    await ServiceRunner.main(name: "inference-worker", defaultPort: 50054, options: options) {
      try parts($0)
    }
  }

  /// Builds what the process runs. The model is loaded beside it: until then the worker is not
  /// ready and refuses calls with UNAVAILABLE. A file that cannot be used ends the process.
  package static func parts(_ environment: ServiceEnvironment) throws -> ServiceParts {
    let path = try modelPath(environment)
    let options = try engineOptions(environment.options)
    let slot = ModelSlot()
    environment.readiness.block("model", "loading '\(path)'")
    let metrics = InferenceMetrics(environment.metrics, slot: slot)
    return ServiceParts(
      services: [InferenceServiceHandler(slot: slot, metrics: metrics)],
      background: [
        { try await serveModel(path, options, slot, environment) }
      ],
      onDrain: { slot.beginDraining() })
  }

  /// Loads the model, and ends its engine when the process has drained.
  private static func serveModel(
    _ path: String, _ options: EngineOptions, _ slot: ModelSlot, _ environment: ServiceEnvironment
  ) async throws {
    let start = ContinuousClock.now
    let engine = try await InferenceEngine.loading(path: path, options: options)
    slot.fill(engine)
    environment.readiness.unblock("model")
    environment.logger.info(
      "model loaded",
      [
        "model": .string(engine.identity.name), "sha256": .string(engine.identity.sha256),
        "context": .number(Double(engine.identity.contextLength)),
        "kv_bytes_max": .number(Double(engine.engine.statistics.cacheByteCountMax)),
        "tenant_cache_files_removed": .number(
          Double(engine.engine.tenantCache?.statistics.removedFileCount ?? 0)),
        "draft_model": .string(engine.identity.draftModel ?? ""),
        "load_ms": .number(((ContinuousClock.now - start) / .milliseconds(1)).rounded()),
      ])
    await waitForCancellation()
    engine.shutDown()
  }

  /// Suspends until the task is cancelled.
  private static func waitForCancellation() async {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    for await _ in stream {}
    continuation.finish()
  }

  private static func modelPath(_ environment: ServiceEnvironment) throws -> String {
    let path =
      try environment.options.string("model")
      ?? environment.modelsDirectory + "/" + defaultModelFile
    guard access(path, R_OK) == 0 else {
      let reason = String(cString: strerror(errno))
      throw StartupError(
        "the model file '\(path)' cannot be read: \(reason); fetch the models, or name another "
          + "file with --model or APUS_MODEL")
    }
    return path
  }

  private static func engineOptions(_ values: OptionValues) throws -> EngineOptions {
    EngineOptions(
      threadCount: values.integer("threads"), contextLength: values.integer("context"),
      limits: SchedulerLimits(
        concurrentMax: values.integer("max-concurrent") ?? 8,
        waitingMax: values.integer("max-queue") ?? 64,
        cacheTokenMax: values.integer("kv-tokens") ?? 32_768,
        stepBudget: values.duration("step-budget") ?? .milliseconds(40),
        tenantWeights: try tenantWeights(values.string("tenant-weights") ?? "")),
      tenantCacheFolder: values.string("tenant-cache"),
      tenantCacheTokenMax: values.integer("tenant-cache-tokens")
        ?? TenantCache.tokenCountMaxDefault,
      draftModelPath: values.string("draft-model"),
      cacheFormat: values.string("kv-cache").flatMap { KeyValueFormat(rawValue: $0) } ?? .f16)
  }

  /// Reads `search=3,batch=1`.
  package static func tenantWeights(_ text: String) throws(StartupError) -> [String: Int] {
    var weights: [String: Int] = [:]
    for part in text.split(separator: ",") {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false)
      guard pair.count == 2, !pair[0].isEmpty, let weight = Int(pair[1]),
        (1...1_000_000).contains(weight), weights[String(pair[0])] == nil
      else {
        throw StartupError(
          "--tenant-weights has '\(part)'; write each tenant once as TENANT=N, N from 1 to 1000000")
      }
      weights[String(pair[0])] = weight
    }
    return weights
  }
}
