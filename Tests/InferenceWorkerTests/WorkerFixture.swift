import Foundation
import Inference
import InferenceWorker
import Messages
import RPC
import Service
import Testing

/// A worker of this process over the real model, loaded once for all tests.
final class WorkerFixture: Sendable {
  let slot: ModelSlot
  let metrics: MetricsRegistry
  let handler: InferenceServiceHandler

  /// - Parameter waitingMax: requests that may wait beside the one that runs.
  private init(_ engine: InferenceEngine?) {
    slot = ModelSlot()
    if let engine { slot.fill(engine) }
    metrics = MetricsRegistry()
    handler = InferenceServiceHandler(
      slot: slot, metrics: InferenceMetrics(metrics, slot: slot))
  }

  /// A worker whose model is not loaded yet.
  static func loading() -> WorkerFixture { WorkerFixture(nil) }

  private static let engine = Result { try load(contextLength: 256) }
  private static let longContextEngine = Result { try load(contextLength: 8_192) }

  private static func load(contextLength: Int) throws -> InferenceEngine {
    try InferenceEngine.load(
      path: modelPath,
      options: EngineOptions(
        contextLength: contextLength, limits: SchedulerLimits(concurrentMax: 2, waitingMax: 2)))
  }

  /// A context of 256 tokens.
  static func loaded() throws -> WorkerFixture { try loaded(engine) }

  /// As long a one as the model's own.
  static func loadedWithLongContext() throws -> WorkerFixture { try loaded(longContextEngine) }

  private static func loaded(
    _ engine: @autoclosure () -> Result<InferenceEngine, any Error>
  ) throws -> WorkerFixture {
    try #require(
      FileManager.default.isReadableFile(atPath: modelPath),
      "no model at \(modelPath); fetch the models or set APUS_MODELS")
    return WorkerFixture(try engine().get())
  }

  static var modelPath: String {
    let environment = ProcessInfo.processInfo.environment
    let directory =
      environment["APUS_MODELS"] ?? (environment["HOME"] ?? "") + "/.cache/apus/models"
    return directory + "/SmolLM2-135M-Instruct.Q4_1.gguf"
  }

  /// Serves the worker on an ephemeral port and calls it.
  func withClient<T>(
    _ configuration: ServerConfiguration = ServerConfiguration(),
    _ body: (Apus.Inference.V1.InferenceServiceClient) async throws -> T
  ) async throws -> T {
    let server = Server(configuration: configuration, services: [handler], interceptors: [])
    let address = try await server.start()
    let channel = Channel(target: "\(address)", configuration: ChannelConfiguration())
    let result: Result<T, any Error>
    do {
      result = .success(try await body(.init(channel: channel)))
    } catch {
      result = .failure(error)
    }
    await channel.shutdown()
    await server.beginGracefulShutdown(grace: .milliseconds(200))
    return try result.get()
  }
}

/// The status that `body` fails with.
func status(_ body: () async throws -> Void) async -> RPCError? {
  do {
    try await body()
    return nil
  } catch {
    return error as? RPCError
  }
}
