import Foundation
import Messages
import RPC
import TestSupport
import Testing

/// What SIGTERM does to an inference worker that has work.
@Suite(.timeLimit(.minutes(10))) struct WorkerDrainTests {
  private typealias V1 = Apus.Inference.V1

  /// A worker process with a model; killed with its last reference.
  private final class Worker: Sendable {
    struct Ports: Decodable {
      let rpc: String
    }

    let process: ChildProcess
    let address: String
    private let folder: TemporaryFolder

    init(drainTimeout: String) async throws {
      folder = try TemporaryFolder()
      let file = folder.url.appending(path: "ports.json")
      let model = ModelFolder.source.appending(path: ModelFolder.languageModel)
      let process = try ChildProcess(
        "\(Executable.folder)/inference-worker",
        [
          "--listen", "127.0.0.1:0", "--admin-listen", "127.0.0.1:0", "--port-file", file.path,
          "--model", model.path, "--threads", "1", "--drain-timeout", drainTimeout,
        ], output: folder.url.appending(path: "log").path)
      self.process = process
      try await waitUntil("the worker listens") {
        #expect(process.isRunning)
        return FileManager.default.fileExists(atPath: file.path)
      }
      address = try JSONDecoder().decode(Ports.self, from: Data(contentsOf: file)).rpc
    }

    deinit { folder.remove() }
  }

  /// What a watcher of the worker's health has heard.
  private actor Health {
    typealias Status = Grpc.Health.V1.HealthCheckResponse.ServingStatus
    private(set) var statuses: [Status] = []

    func heard(_ status: Status) { statuses.append(status) }
  }

  private actor Reply {
    private(set) var tokenCount = 0
    private(set) var reason = V1.FinishReason.unspecified

    func came(_ response: V1.GenerateResponse) {
      tokenCount += response.tokenIDs.count
      reason = response.finishReason
    }
  }

  /// At this temperature an answer is noise, and does not end by itself in a few hundred tokens.
  private static func noise(tokenCount: Int) -> V1.GenerateRequest {
    .init(
      input: .prompt("Once upon a time"), maxTokens: UInt32(tokenCount),
      sampling: .init(temperature: 50, topK: 1_000, seed: 4))
  }

  /// Serves a request that takes long, sends SIGTERM once it is answered in part, and returns what became
  /// of it. `whileDraining` runs behind the signal.
  private func drain(
    _ worker: Worker, tokenCount: Int, _ reply: Reply, whileDraining: () async throws -> Void
  ) async throws -> RPCError? {
    let channel = Channel(target: worker.address)
    let client = V1.InferenceServiceClient(channel: channel)
    async let failure: RPCError? = {
      do {
        try await client.generate(
          Self.noise(tokenCount: tokenCount), options: CallOptions(waitForReady: true)
        ) { responses in
          for try await response in responses { await reply.came(response) }
        }
        return nil
      } catch {
        return error as? RPCError
      }
    }()
    try await waitUntil("it is answered in part") { await reply.tokenCount > 0 }
    worker.process.send(SIGTERM)
    try await whileDraining()
    let result = await failure
    await channel.shutdown()
    return result
  }

  /// Waits until the worker serves; from then on `health` hears every change, until the worker says no
  /// more.
  private func watching(_ worker: Worker, _ health: Health) async throws -> Task<Void, Never> {
    let task = Task {
      let channel = Channel(target: worker.address)
      try? await Grpc.Health.V1.HealthServiceClient(channel: channel).watch(.init()) { responses in
        for try await response in responses { await health.heard(response.status) }
      }
      await channel.shutdown()
    }
    try await waitUntil("the worker serves") { await health.statuses.last == .serving }
    return task
  }

  @Test func `What runs is finished, what is new is refused, and health says so`() async throws {
    let worker = try await Worker(drainTimeout: "120s")
    let (health, reply) = (Health(), Reply())
    let watch = try await watching(worker, health)
    let failure = try await drain(worker, tokenCount: 300, reply) {
      await watch.value
      #expect(await health.statuses.suffix(2) == [.serving, .notServing])
      let channel = Channel(target: worker.address)
      // Health says so a moment before: what comes in between is served.
      try await waitUntil("a new request is refused") {
        do {
          try await V1.InferenceServiceClient(channel: channel).generate(
            Self.noise(tokenCount: 1)
          ) { responses in for try await _ in responses {} }
          return false
        } catch let error as RPCError {
          #expect(error.code == .unavailable, "\(error)")
          return true
        }
      }
      await channel.shutdown()
    }
    #expect(failure == nil, "\(String(describing: failure))")
    #expect(await reply.tokenCount == 300)
    #expect(await reply.reason == .length)
    #expect(try await worker.process.waitForExit(within: .seconds(60)) == 0)
  }

  @Test func `What takes longer than the grace ends with UNAVAILABLE and the reason`() async throws
  {
    let worker = try await Worker(drainTimeout: "100ms")
    let reply = Reply()
    let watch = try await watching(worker, Health())
    let failure = try await drain(worker, tokenCount: 8_000, reply) {}
    #expect(failure?.code == .unavailable, "\(String(describing: failure))")
    #expect(failure?.message == "the server is shutting down, and its grace of 100 ms is over")
    #expect(await reply.tokenCount < 8_000)
    #expect(try await worker.process.waitForExit(within: .seconds(60)) == 0)
    await watch.value
  }
}
